"""The command line: `python -m kpi …` (shared names: registers.md)."""

import sys

from kpi.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
