"""How long does the politicians' summary take the server, and how much is sent: python -m bench.summary STORE.

The named alternative is the usual one: the same facts asked of the store for every visitor.
"""

import argparse
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.child import ROOT
from data.access import Viewer
from data.store import Store
from kpi.equality import equality
from kpi.figures import figures
from kpi.overview import years
from kpi.pacing import pace_years
from kpi.publish import publish_to
from kpi.published import Published
from kpi.summary import FOUR, facts, summary, year_to_show
from kpi.summary_behind import behind
from kpi.summary_parts import TOPICS

LOOKER = Viewer(actor="bench", role="controller")
CARDS = [*(card for card, _ in FOUR), "it_cost_change"]


def main() -> None:
    """Print the measurements of one store."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("store", type=Path)
    asked.add_argument("--runs", type=int, default=30)
    given = asked.parse_args()
    logging.disable(logging.WARNING)  # the test runner warns of a browser that is not there
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edition.duckdb"
        publish_to(Store(given.store), LOOKER, file)
        _print(Store(given.store), file, given.runs)


def _print(store: Store, file: Path, runs: int) -> None:
    published = Published.open(file)
    year = year_to_show(published, "group")
    said = _cpu_ms(lambda: summary(published, "group", year, "sv"), runs)
    told = facts(published, "group", year)
    live = _cpu_ms(lambda: _of_the_store(store, year), max(runs // 10, 3))
    print(f"snapshot: {file.stat().st_size / 1024:.0f} KiB, opened and verified once in {_opening_ms(file):.0f} ms")
    print(f"summary in words, from the edition: {said:.1f} ms CPU")
    print(f"the same facts from the store, for every visitor: {live:.1f} ms CPU, {live / said:.0f} times as much")
    for topic in TOPICS:
        opened = _cpu_ms(lambda topic=topic: behind(topic, published, told, "sv"), max(runs // 3, 3))
        print(f"opening {topic}: {opened:.1f} ms CPU")
    for opened in ("", *TOPICS, "all"):
        ms, first, kib = _page(file, {"open": opened} if opened else {}, runs)
        print(f"page, {opened or 'nothing'} open: {ms:.1f} ms CPU, {first:.1f} for its first reader, {kib:.0f} KiB")


def _cpu_ms(run: Callable[[], object], runs: int) -> float:
    """Return the median CPU time: the machine may be busy with other work."""
    spent = []
    run()
    for _ in range(runs):
        began = time.process_time()
        run()
        spent.append(1000 * (time.process_time() - began))
    return statistics.median(spent)


def _opening_ms(file: Path) -> float:
    return _cpu_ms(lambda: Published.open(file), 3)


def _of_the_store(store: Store, year: int) -> object:
    """Ask the store for what the summary says."""
    return (
        years(store, LOOKER, "group"),
        figures(store, LOOKER, CARDS, ["group"], [year - 1, year]),
        pace_years(store, LOOKER),
        equality(store, LOOKER, "group", year, [year], "turnover"),
    )


def _page(file: Path, address: dict[str, str], runs: int) -> tuple[float, float, float]:
    """Return the CPU time of a whole rerun of the page, the same with no chart kept, and the size of what it sends."""
    os.environ["KPI_PUBLISHED"] = str(file)
    st.cache_data.clear()
    page = AppTest.from_file(str(ROOT / "pages" / "public" / "menu.py"), default_timeout=60)
    page.query_params.update(address)
    page.run()
    sent = sum(_size(element) for element in page.main) + sum(_size(element) for element in page.sidebar)
    return _cpu_ms(page.run, max(runs // 3, 3)), _cpu_ms(lambda: _first(page), max(runs // 3, 3)), sent / 1024


def _first(page: AppTest) -> None:
    st.cache_data.clear()
    page.run()


def _size(element: object) -> int:
    return element.proto.ByteSize() if getattr(element, "proto", None) is not None else 0


if __name__ == "__main__":
    main()
