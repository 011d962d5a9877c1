"""What does one measured program say and use? Each has a process of its own, so its peak is its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Run:
    """What one run measured: wall and CPU seconds of the work alone, peak memory of the whole process."""

    seconds: float
    cpu: float
    peak_mb: float
    rows: int
    said: dict


@dataclass(frozen=True)
class Typical:
    """The medians of several runs."""

    seconds: float
    cpu: float
    peak_mb: float


def run(*words: object) -> Run:
    """Run `python -m words…`, which prints one JSON object on its last line."""
    command = [sys.executable, "-m", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        printed = child.stdout.read().decode("utf-8")
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command[1:])} ended with {child.returncode}")
    said = json.loads(printed.splitlines()[-1])
    return Run(said["seconds"], said["cpu"], used.ru_maxrss / 1024, said["rows"], said)


def typical(runs: list[Run]) -> Typical:
    """Return the medians of several runs."""
    return Typical(
        median(one.seconds for one in runs),
        median(one.cpu for one in runs),
        median(one.peak_mb for one in runs),
    )


def ledger(lines: int) -> Path:
    """Return the folder of a generated ledger of so many lines; it is made once."""
    folder = OUT / f"ledger-{lines}"
    if not (folder / "ledger.csv").is_file():
        words = ["bench.make_ledger", "--lines", str(lines), "--folder", str(folder)]
        subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True)
    return folder
