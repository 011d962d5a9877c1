"""How fast is a figure served, and the way from it down to a voucher, with a big ledger in store?"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench.child import OUT, ledger, run
from data.access import Viewer
from data.store import Store
from kpi.card import cards
from kpi.drill import explain
from kpi.figures import figures, known_years
from kpi.voucher import voucher

TIMES = 15
CARD = "total_it_share"
VIEWER = Viewer(actor="bench", role="controller")


def main() -> None:
    """Measure warm, one reader, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5_000_000)
    options = parser.parse_args()
    folder = OUT / f"store-{options.lines}"
    if not (folder / "CURRENT").is_file():
        run("bench.product", folder, ledger(options.lines))
    store = Store(folder)
    year = known_years(store)[-1]
    members = store.query("filters/members", scope="group").to_pylist()
    unit = next(row["unit"] for row in members if row["kind"] == "department")
    print(f"{options.lines:,}".replace(",", " ") + f" lines, warm, median of {TIMES}\n")
    rows = ["| asked | ms | least ms | CPU ms, both cores |", "|---|---|---|---|"]
    rows += [_row(name, *_timed(ask)) for name, ask in _questions(store, unit, year).items()]
    print("\n".join(rows))


def _questions(store: Store, unit: str, year: int) -> dict[str, Callable[[], object]]:
    """Return what is measured, by name."""
    first = explain(store, VIEWER, CARD, None, unit, year).lines[0]

    def page(card: str) -> Callable[[], object]:
        return lambda: store.query(f"kpi/{card}", year=year, base_year=None)

    slowest = max(cards(), key=lambda card: _timed(page(card))[2])
    return {
        f"a card's figures of all units, slowest card ({slowest})": page(slowest),
        "one figure, ready for the page": lambda: figures(store, VIEWER, [CARD], [unit], [year]),
        "a figure's whole way back: rules, inputs, 200 lines": lambda: explain(
            store, VIEWER, CARD, None, unit, year
        ),
        "a voucher, from one of its lines": lambda: voucher(store, VIEWER, first["file_id"], first["line"]),
    }


def _timed(ask: Callable[[], object]) -> tuple[float, float, float]:
    """Return milliseconds, median and least, and median CPU milliseconds; the first call is left out."""
    ask()
    found, used = [], []
    for _ in range(TIMES):
        started, cpu = time.perf_counter(), time.process_time()
        ask()
        found.append(1000 * (time.perf_counter() - started))
        used.append(1000 * (time.process_time() - cpu))
    return median(found), min(found), median(used)


def _row(name: str, middle: float, least: float, cpu: float) -> str:
    return f"| {name} | {middle:.1f} | {least:.1f} | {cpu:.1f} |"


if __name__ == "__main__":
    main()
