"""Is anything torn, lost or left lying when the product is killed anywhere between reading a file and publishing?

Each round of bench/torture_chain.py runs in a process of its own that is killed (SIGKILL) at a random moment; another
process then opens the store and says what it holds. `python -m bench.torture --kills 200`
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench import torture_chain as chain

MOST_SECONDS = 2.0  # to open the store again
STEPS = {
    "read": "read", "staging": "stage", "schema": "commit", "marts": "figures", "publish": "publish", "audit": "audit",
}  # fmt: skip


@dataclass
class Report:
    """What the kills have shown."""

    kills: int = 0
    where: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest_start: float = 0.0
    rounds: int = 0

    def note(self, promised: dict[str, int], last: str, state: chain.State) -> None:
        """Compare what was told to be done for good with what is there."""
        self.kills += 1
        self.where[_step(last)] += 1
        self.slowest_start = max(self.slowest_start, state.seconds)
        self.rounds = max(self.rounds, state.ledger)
        self.faults += [f"kill {self.kills} at {last}: {fault}" for fault in state.faults]
        for name, number in promised.items():
            there = getattr(state, name)
            if there < number:
                self.faults.append(f"kill {self.kills} at {last}: {name} {number} was done and {there} is there")
        if state.seconds > MOST_SECONDS:
            self.faults.append(f"kill {self.kills} at {last}: opened in {state.seconds:.1f} s")


def main() -> None:
    """Kill and look, and say what was seen; ends with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        report = torture(Path(folder), options.kills, random.Random(options.seed))
    where = ", ".join(f"{name} {count}" for name, count in report.where.most_common())
    print(f"{report.kills} kills in {report.rounds} rounds ({where})")
    print(f"slowest start {report.slowest_start:.2f} s; {len(report.faults)} faults")
    print("\n".join(report.faults))
    raise SystemExit(bool(report.faults))


def torture(folder: Path, kills: int, chance: random.Random) -> Report:
    """Kill so many rounds of a store in a folder."""
    report = Report()
    _said(lambda tell: chain.begin(folder))
    state = _opened(folder)
    took = _round_seconds(folder, state.ledger + 1)
    state = _opened(folder)
    while report.kills < kills:
        promised, last = _killed(folder, state.ledger + 1, chance.uniform(0, 1.2 * took))
        state = _opened(folder)
        report.note(promised, last, state)
    return report


def _opened(folder: Path) -> chain.State:
    said = _said(lambda tell: tell(json.dumps(asdict(chain.opened(folder)))))
    return chain.State(**json.loads(said[-1]))


def _round_seconds(folder: Path, first: int) -> float:
    """Return how long a whole round takes on this machine now."""
    started = time.monotonic()
    child, output = _forked(lambda tell: chain.rounds(folder, first, tell))
    with os.fdopen(output, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() == "at audit":
                break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - started


def _killed(folder: Path, first: int, after: float) -> tuple[dict[str, int], str]:
    """Kill a child some seconds after it has begun; return what it had told to be done, and where it was."""
    child, output = _forked(lambda tell: chain.rounds(folder, first, tell))
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(output, encoding="utf-8") as lines:
        said = lines.read().split("\n")
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL or any(line.startswith("wrong") for line in said):
        raise SystemExit(f"a round went wrong by itself: {said[-5:]}")
    done = [line.split() for line in said if line.startswith("klar ")]
    places = [line.removeprefix("at ") for line in said if line.startswith("at ")]
    return {name: int(number) for _, name, number in done}, places[-1] if places else "read"


def _said(work: Callable[[chain.Tell], None]) -> list[str]:
    """Return the lines that a child process tells; one that fails ends this one too."""
    child, output = _forked(work)
    with os.fdopen(output, encoding="utf-8") as lines:
        said = lines.read().splitlines()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"a child ended with {os.waitstatus_to_exitcode(status)}: {said[-5:]}")
    return said


def _forked(work: Callable[[chain.Tell], None]) -> tuple[int, int]:
    """Run something in a child of this process, which itself never opens a store; return what it tells by a pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(lambda line: os.write(writing, f"{line}\n".encode()))
        code = 0
    except Exception as fault:  # the parent tells of it
        os.write(writing, f"{type(fault).__name__}: {fault}\n".encode())
        print(fault, file=sys.stderr)
    finally:
        os._exit(code)


def _step(place: str) -> str:
    return STEPS.get(place.split("/")[0].split()[0], "classify and store")


if __name__ == "__main__":
    main()
