"""All the measurements the README quotes: `python -m bench`."""

import subprocess
import sys

from bench.child import ROOT

MEASUREMENTS = (
    ("bench.load", "--lines", "1000000", "--runs", "5"),
    ("bench.load", "--lines", "5000000", "--runs", "3"),
    ("bench.serve", "--lines", "5000000"),
    ("bench.rules", "--lines", "5000000"),
)

if __name__ == "__main__":
    for words in MEASUREMENTS:
        subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True)
