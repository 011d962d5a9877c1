"""Does the product stay fast and small while many read it for long?

Each session is a websocket that speaks Streamlit's own messages: it opens a page, waits for the script to finish,
reads for a while, and opens another or turns a filter.
`python -m bench.soak --sessions 50 --minutes 30 --lines 5000000`
"""

import argparse
import asyncio
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from bench.child import OUT, ROOT, ledger, run
from data.store import Store
from kpi.first_start import DEMO, prepare

THINK_SECONDS = 10
MOST_SECONDS = 60  # to wait for a page before it counts as an error
LARGEST_MESSAGE = 64 << 20
AIMS = {"p95 ms": "< 300", "memory growth %": "< 10", "errors": "0"}
# A reader's day: the pages with figures, asked for with what they take from the address.
PLACES = (
    "oversikt", "enheter", "utveckling", "taktning", "bemanning", "prognos", "likvardighet", "balans", "sparbarhet",
    "scenarier", "uppfoljning", "definitioner", "leveranser", "logg", "stam-av", "skugg-it", "klassa",
)  # fmt: skip


@dataclass
class Seen:
    """What all sessions together have met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter = field(default_factory=Counter)

    @property
    def all(self) -> list[float]:
        """Return every page's time."""
        return [second for found in self.seconds.values() for second in found]


def main() -> None:
    """Serve a store, let the sessions read it, and print what was measured against the aims."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--lines", type=int, default=5_000_000, help="of a generated ledger; 0 = the invented group")
    parser.add_argument("--store", type=Path, help="a store of one's own instead; it is copied")
    parser.add_argument("--think", type=float, default=THINK_SECONDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        store = Path(folder) / "store"
        shutil.copytree(options.store or _made(options.lines, Path(folder)), store)
        with _served(store) as (address, server):
            members = _members(store)
            asyncio.run(_warm(address))
            before = _resident_mb(server)
            seen = Seen()
            asyncio.run(_read(address, members, options.sessions, options.minutes, options.think, seen))
            after = _resident_mb(server)
    print(report(seen, before, after, options.sessions, options.minutes))


def report(seen: Seen, before: float, after: float, sessions: int, minutes: float) -> str:
    """Return what was measured, a table and the figures that have an aim."""
    cuts = quantiles([1000 * second for second in seen.all], n=100)
    found = {"p95 ms": cuts[94], "memory growth %": 100 * (after / before - 1), "errors": sum(seen.errors.values())}
    rows = [
        f"{sessions} sessions, {minutes:g} minutes, {len(seen.all)} pages, load {os.getloadavg()[0]:.1f}", "",
        "| measured | value | aim |", "|---|---|---|", f"| p50 ms | {cuts[49]:.0f} | |",
        *(f"| {name} | {value:.0f} | {AIMS[name]} |" for name, value in found.items()),
        f"| memory, start and end, MB | {before:.0f} → {after:.0f} | |", "",
        "| page | times | p50 ms | p95 ms |", "|---|---|---|---|",
    ]  # fmt: skip
    for place, seconds in sorted(seen.seconds.items()):
        of = quantiles([1000 * second for second in seconds], n=100) if len(seconds) > 1 else [1000 * seconds[0]] * 99
        rows.append(f"| {place} | {len(seconds)} | {of[49]:.0f} | {of[94]:.0f} |")
    return "\n".join([*rows, "", *(f"{count} × {error}" for error, count in seen.errors.most_common())])


async def _read(address: str, members: list[dict], sessions: int, minutes: float, think: float, seen: Seen) -> None:
    until = time.monotonic() + 60 * minutes
    await asyncio.gather(*(_session(address, members, until, think, seen, random.Random(n)) for n in range(sessions)))


async def _warm(address: str) -> None:
    """Open each page once, so that what is imported and compiled once is no growth."""
    async with _connected(address) as socket_:
        for place in PLACES:
            await _page(socket_, place, "")


def _connected(address: str) -> connect:
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    return connect(stream, subprotocols=["streamlit"], origin=address, max_size=LARGEST_MESSAGE)


async def _session(
    address: str, members: list[dict], until: float, think: float, seen: Seen, chance: random.Random
) -> None:
    """Read page after page; a session that is cut off is an error and begins anew."""
    await asyncio.sleep(chance.uniform(0, min(think, 60)))
    while time.monotonic() < until:
        try:
            async with _connected(address) as socket_:
                while time.monotonic() < until:
                    place = chance.choice(PLACES)
                    started = time.monotonic()
                    fault = await _page(socket_, place, _query(members, chance))
                    seen.seconds[place].append(time.monotonic() - started)
                    if fault:
                        seen.errors[f"{place}: {fault}"] += 1
                    await asyncio.sleep(chance.expovariate(1 / think) if think else 0)
        except (WebSocketException, OSError, TimeoutError) as fault:
            seen.errors[type(fault).__name__] += 1
            await asyncio.sleep(1)


def _query(members: list[dict], chance: random.Random) -> str:
    """Return what the address asks for: mostly nothing, else a unit or another scope."""
    way = chance.random()
    if way < 0.4 or not members:
        return ""
    if way < 0.8:
        return urlencode({"unit": chance.choice(members)["unit"]})
    return urlencode({"scope": chance.choice(("group", "municipality"))})


async def _page(socket_: object, place: str, query: str) -> str:
    """Open a page and wait until its script has finished; return what went wrong, if anything."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = place
    await socket_.send(asked.SerializeToString())
    fault, elements = "", 0
    async with asyncio.timeout(MOST_SECONDS):
        while True:
            told = ForwardMsg()
            told.ParseFromString(await socket_.recv())
            kind = told.WhichOneof("type")
            if kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                elements += 1
                if told.delta.new_element.WhichOneof("type") == "exception":
                    fault = told.delta.new_element.exception.type or "exception"
            elif kind == "ref_hash":
                elements += 1
            elif kind == "page_not_found":
                fault = "page not found"
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return fault or ("" if elements > 3 else "nothing on the page")
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                return "compile error"


@contextmanager
def _served(store: Path) -> Iterator[tuple[str, int]]:
    """Give address and process of the product, served as `make run` serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port", str(port)]
    environment = os.environ | {"KPI_STORE": str(store)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, **quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urlopen(f"{address}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _members(store: Path) -> list[dict]:
    return Store(store).query("filters/members", scope="group").to_pylist()


def _made(lines: int, folder: Path) -> Path:
    """Return the store of a generated ledger, kept between runs, or of the invented group."""
    if not lines:
        prepare(folder / "own", "sv")
        return folder / DEMO
    made = OUT / f"store-{lines}"
    if not (made / "CURRENT").is_file():
        run("bench.product", made, ledger(lines))
    return made


if __name__ == "__main__":
    main()
