"""Is there a file that a reader neither reads nor refuses? Each reader is fuzzed for a while, two at a time.

Coverage-guided (atheris, requirements-fuzz.txt) from real samples and generated files, spoiled by bench/mutations.py.
What is found is kept in bench/out/fuzz/<reader>/ with its traceback; a run with a finding ends with 1.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.child import OUT, ROOT

READERS = ("sie", "sie5", "delimited", "workbook", "json", "parquet", "headcount", "numbers", "intake")
AT_ONCE = 2
SLOW_SECONDS = 10  # of CPU, with the counting of coverage
MAGIC = {"workbook": b"PK", "parquet": b"PAR1"}
LARGEST_SEED = 30_000
MOST_BYTES = 200_000
FOLDER = OUT / "fuzz"


@dataclass
class Tally:
    """What one reader's run has come to so far."""

    reader: str
    started: float = field(default_factory=time.monotonic)
    executions: int = 0
    outcomes: Counter = field(default_factory=Counter)
    findings: dict[str, str] = field(default_factory=dict)
    written: float = 0.0

    def write(self) -> None:
        """Leave the figures where the parent finds them, at most once a second."""
        now = time.monotonic()
        if now - self.written < 1:
            return
        self.written = now
        said = {
            "executions": self.executions,
            "seconds": round(now - self.started, 1),
            "read": self.outcomes["read"],
            "kinds_of_refusal": len(self.outcomes) - ("read" in self.outcomes),
            "outcomes": dict(self.outcomes.most_common(40)),
            "findings": self.findings,
        }
        written = json.dumps(said, ensure_ascii=False, indent=1)
        (FOLDER / self.reader / "tally.json").write_text(written, encoding="utf-8")


def main() -> None:
    """Fuzz all readers and print the table, or one of them in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", default=READERS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help="fuzz one reader in this process")
    options = parser.parse_args()
    if options.here:
        _fuzz(options.readers[0], options.minutes, options.seed)
        return
    _run_all(list(options.readers), options.minutes, options.seed)
    print(table(list(options.readers)))
    raise SystemExit(any(tally(reader)["findings"] for reader in options.readers))


def _run_all(waiting: list[str], minutes: float, seed: int) -> None:
    running: list[subprocess.Popen] = []
    waiting = waiting.copy()
    while waiting or running:
        running = [child for child in running if child.poll() is None]
        while waiting and len(running) < AT_ONCE:
            reader = waiting.pop(0)
            (FOLDER / reader).mkdir(parents=True, exist_ok=True)
            asked = ("--here", "--minutes", str(minutes), "--seed", str(seed))
            words = [sys.executable, "-m", "bench.fuzz", reader, *asked]
            with (FOLDER / reader / "log.txt").open("wb") as log:
                running.append(subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT))
        time.sleep(1)


def tally(reader: str) -> dict:
    """Return what a reader's last run came to; a process that died is a finding."""
    folder = FOLDER / reader
    said = json.loads((folder / "tally.json").read_text(encoding="utf-8"))
    for path in sorted([*folder.glob("crash-*"), *folder.glob("timeout-*"), *folder.glob("oom-*")]):
        said["findings"][path.name] = "the process died"
    return said


def table(readers: list[str]) -> str:
    """Return the runs as a table."""
    rows = ["| reader | minutes | executions | read | kinds of refusal | findings |", "|---|---|---|---|---|---|"]
    for reader in readers:
        said = tally(reader)
        numbers = (said["executions"], said["read"], said["kinds_of_refusal"], len(said["findings"]))
        rows.append(f"| {reader} | {said['seconds'] / 60:.1f} | " + " | ".join(map(str, numbers)) + " |")
    return "\n".join(rows)


def _fuzz(reader: str, minutes: float, seed: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["data"]):
        from bench.fuzz_targets import TARGETS
    from bench.fuzz_seeds import seeds
    from bench.mutations import mutated

    folder = FOLDER / reader
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for content in seeds(reader, LARGEST_SEED):
        (corpus / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    scratch = Path(tempfile.mkdtemp(prefix="fuzz-"))
    target, tallied = TARGETS[reader], Tally(reader)

    def one(content: bytes) -> int:
        if not content.startswith(MAGIC.get(reader, b"")):
            return -1  # another reader's file: not kept to go on from
        started = time.process_time()
        try:
            tallied.outcomes[target(content, scratch)] += 1
        except KeyboardInterrupt:
            raise
        except BaseException as fault:
            _keep(tallied, folder, content, fault)
        if time.process_time() - started > SLOW_SECONDS:
            _keep(tallied, folder, content, TimeoutError(f"slower than {SLOW_SECONDS} s"))
        tallied.executions += 1
        tallied.write()
        return 0

    def spoil(content: bytes, largest: int, draw: int) -> bytes:
        chance = random.Random(draw)
        own = reader in MAGIC or chance.random() < 0.8
        changed = mutated(content, chance) if own else atheris.Mutate(content, largest)
        return changed[:largest]

    words = [
        "fuzz", str(corpus), f"-max_total_time={int(minutes * 60)}", f"-max_len={MOST_BYTES}", f"-seed={seed}",
        "-timeout=120", "-rss_limit_mb=3000", f"-artifact_prefix={folder}{os.sep}", "-verbosity=0",
    ]  # fmt: skip
    atheris.Setup(words, one, custom_mutator=spoil)
    atheris.Fuzz()


def _keep(tallied: Tally, folder: Path, content: bytes, fault: BaseException) -> None:
    """Keep the first file of each fault, told apart by where it was raised."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)[-3:]]
    key = hashlib.sha256(f"{type(fault).__name__} {frames}".encode()).hexdigest()[:12]
    if key in tallied.findings:
        return
    tallied.findings[key] = f"{type(fault).__name__}: {str(fault)[:200]} at {' '.join(frames)}"
    (folder / f"finding-{key}.bin").write_bytes(content)
    (folder / f"finding-{key}.txt").write_text("".join(traceback.format_exception(fault)), encoding="utf-8")


if __name__ == "__main__":
    main()
