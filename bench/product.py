"""How long does the product take to load a ledger, step by step? Run in a process of its own."""

import json
import resource
import sys
import time
from pathlib import Path

from data.intake import load
from data.prepare import Given, Request
from data.store import Store
from kpi.parameter import constants

# What a statement belongs to, by the beginning of its name; the first that fits.
STEPS = (
    ("read and prove", ("store/last_numbers", "registers/mappings", "registers/units")),
    ("stage", ("schema/cells", "schema/words", "staging/tables", "staging/stg_", "staging/amount", "staging/unread")),
    ("classify and store", ("deliver/", "staging/line_out", "staging/asked_")),
    ("check rows, days, units", ("staging/",)),
    ("figures, and to keep the file", ("marts/",)),
    ("keep the file", ("registers/save_mapping", "store/last_act", "store/record_act")),
    ("commit and swap", ("schema/commit", "schema/checkpoint")),
)
COMPARE = ("deliver/parts", "deliver/held", "deliver/vouchers_held", "deliver/difference")


class Clock:
    """Sums seconds by step: each statement with the Python before it, in order."""

    def __init__(self) -> None:
        """Start the clock."""
        self.started = self._last = time.perf_counter()
        self._last_cpu = _cpu()
        self.steps: dict[str, float] = {}
        self.step_cpu: dict[str, float] = {}
        self.statements: dict[str, float] = {}

    def __call__(self, name: str, seconds: float) -> None:
        """Count a statement that has just ended."""
        before = self._last_cpu
        self._count(_step(name))
        self.statements[name] = self.statements.get(name, 0) + self._last_cpu - before

    def end(self) -> float:
        """Count what came after the last statement; return the seconds in all."""
        self._count("commit and swap")
        return self._last - self.started

    def _count(self, step: str) -> None:
        now, cpu = time.perf_counter(), _cpu()
        self.steps[step] = self.steps.get(step, 0) + now - self._last
        self.step_cpu[step] = self.step_cpu.get(step, 0) + cpu - self._last_cpu
        self._last, self._last_cpu = now, cpu


def _step(name: str) -> str:
    if name.startswith(COMPARE):
        return "compare with what is held"
    return next((step for step, beginnings in STEPS if name.startswith(beginnings)), "open")


def prepare_store(folder: Path, given: Path) -> None:
    """Make a store that holds the units and rules but no ledger line."""
    files = [Given(given / name, name) for name in ("units.csv", "rules.csv")]
    _refuse_problems(load(Store(folder), files, Request(), "bench", constants()))


def load_ledger(folder: Path, ledger: Path) -> dict[str, object]:
    """Load a ledger into a store; return the seconds of each step."""
    cpu = _cpu()
    clock = Clock()
    results = load(Store(folder, clock), [Given(ledger, ledger.name)], Request(), "bench", constants())
    seconds = clock.end()
    _refuse_problems(results)
    return {
        "seconds": seconds,
        "cpu": _cpu() - cpu,
        "rows": results[0].rows_stored,
        "steps": clock.steps,
        "step_cpu": clock.step_cpu,
        "statements": clock.statements,
    }


def _refuse_problems(results: list) -> None:
    """Stop where anything was refused: nothing measured then counts."""
    for result in results:
        if result.status != "accepted":
            raise SystemExit(f"{result.file}: {result.status} {result.problems[:3]}")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    # The units and rules are loaded by the same process: what Python imports is not counted.
    store_folder, given_folder = map(Path, sys.argv[1:])
    prepare_store(store_folder, given_folder)
    print(json.dumps(load_ledger(store_folder, given_folder / "ledger.csv")))
