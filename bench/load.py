"""How does loading a big ledger compare with the barest load of the same file, and with pandas and polars?"""

import argparse
import shutil
from pathlib import Path
from statistics import median

from bench.child import OUT, Run, ledger, run, typical

PRODUCT = "load: read, check, classify, figures, swap"
RIVALS = {
    "duckdb": "DuckDB typed load into a file",
    "pandas-c": "pandas, C engine, into memory",
    "pandas-pyarrow": "pandas, pyarrow engine, into memory",
    "polars": "polars, into memory",
}


def main() -> None:
    """Measure in turn and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    given = ledger(options.lines)
    runs: dict[str, list[Run]] = {name: [] for name in (PRODUCT, *RIVALS)}
    # In turn, not one after the other: a machine that slows down slows all of them.
    for _ in range(options.runs):
        for name in RIVALS:
            runs[name].append(_rival(name, given / "ledger.csv"))
        runs[PRODUCT].append(_product(given, options.lines))
    if {one.rows for found in runs.values() for one in found} != {options.lines}:
        raise SystemExit(f"not every program read {options.lines} lines")
    print(_table(runs, options.lines))
    print(_steps(runs[PRODUCT]))


def _rival(name: str, file: Path) -> Run:
    scratch = OUT / "rival"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    found = run("bench.rivals", name, file, scratch)
    shutil.rmtree(scratch)
    return found


def _product(given: Path, lines: int) -> Run:
    """Load into a new store; the last one is left for bench.serve."""
    store = OUT / f"store-{lines}"
    shutil.rmtree(store, ignore_errors=True)
    return run("bench.product", store, given)


def _table(runs: dict[str, list[Run]], lines: int) -> str:
    bare = typical(runs["duckdb"])
    rows = [
        f"{_spaced(lines)} lines, median of {len(runs[PRODUCT])} runs",
        "",
        "| program | seconds | CPU s | ratio, seconds | ratio, CPU | peak memory MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, found in runs.items():
        mid = typical(found)
        # Pair by pair: both runs of a pair met the same machine.
        pairs = list(zip(found, runs["duckdb"], strict=True))
        wall = median(one.seconds / other.seconds for one, other in pairs)
        numbers = " | ".join(f"{number:.2f}" for number in (mid.seconds, mid.cpu, wall, mid.cpu / bare.cpu))
        rows.append(f"| {RIVALS.get(name, name)} | {numbers} | {mid.peak_mb:.0f} |")
    return "\n".join(rows) + "\n"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _steps(runs: list[Run]) -> str:
    rows = ["| step of the load | seconds | CPU s |", "|---|---|---|"]
    for step in runs[0].said["steps"]:
        seconds = median(one.said["steps"][step] for one in runs)
        cpu = median(one.said["step_cpu"][step] for one in runs)
        rows.append(f"| {step} | {seconds:.2f} | {cpu:.2f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
