"""What is done over and over while it is killed, and what must be true of the store whenever it is opened?

Round n delivers the number n as the amount of every line of two units and one month, with a rule that names n,
publishes what stands, and checks the store. So each state that may be seen is known beforehand.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.access import Viewer
from data.editions import NAME, Editions
from data.errors import UserError
from data.intake import load
from data.prepare import Given, Request
from data.store import VERSIONS_KEPT, Store
from kpi.checking import check
from kpi.editions import folder_of, listed, publish
from kpi.parameter import constants
from kpi.published import Published
from kpi.tidying import tidy

UNITS = (
    "enhet;namn;slag;kontoplan;motpart;orgnr\nBUF;Skolan;förvaltning;kommunbas;110;212000-0001\n"
    "SOC;Vården;förvaltning;kommunbas;120;212000-0001\n"
)
LINES = 40
VIEWER = Viewer(actor="torture", role="controller")
KNOWN = {"CURRENT", "writer.lock", "originals", "published"}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class State:
    """What a store says of itself when it is opened: the rounds its parts are of, and what is wrong with it."""

    seconds: float
    ledger: int
    rule: int
    edition: int
    faults: tuple[str, ...]


def begin(folder: Path) -> None:
    """Make the store as it stands before the first round: round 0."""
    store = Store(folder / "store")
    units = folder / "units.csv"
    units.write_text(UNITS, encoding="utf-8")
    results = load(store, [_given(units), *_files(folder, 0)], Request(), VIEWER.actor, constants())
    if {result.status for result in results} != {"accepted"}:
        raise SystemExit([result.problems for result in results])
    publish(store, VIEWER)


def rounds(folder: Path, first: int, tell: Tell) -> None:
    """Do round after round, telling of every statement, and of each step when it is done for good."""
    store = Store(folder / "store", on_statement=lambda name, _: tell(f"at {name}"))
    number = first
    while True:
        for name, file in zip(("ledger", "rule"), _files(folder, number), strict=True):
            tell(f"at read {name}")
            (result,) = load(store, [file], Request(), VIEWER.actor, constants())
            tell(f"klar {name} {number}" if result.status == "accepted" else f"wrong {name} {result.problems}")
        tell("at publish")
        tell(f"klar edition {publish(store, VIEWER).number}")
        tell("at audit")
        if not all(finding.holds for finding in check(store)):
            tell(f"wrong audit {number}")
        number += 1


def opened(folder: Path) -> State:
    """Open the store as a start of the product does, and return what it holds."""
    started = time.perf_counter()
    store = Store(folder / "store")
    amounts = [int(row[0]) for row in store._reader().cursor().execute("SELECT amount_sek FROM ledger_line").fetchall()]
    seconds = time.perf_counter() - started
    tidy(store)
    faults = [finding.code for finding in check(store) if not finding.holds]
    if len(set(amounts)) != 1 or len(amounts) != 2 * LINES:
        faults.append(f"torn: {len(amounts)} lines of {len(set(amounts))} rounds")
    notes = [int(row["note"]) for row in store.query("registers/rules").to_pylist()]
    if len(notes) != 1:
        faults.append(f"{len(notes)} rules")
    edition, fault = _edition(store)
    faults += [*fault, *(f"left behind: {name}" for name in left_behind(store))]
    return State(seconds, max(amounts, default=-1), max(notes, default=-1), edition, tuple(faults))


def left_behind(store: Store) -> list[str]:
    """Return what lies in the store's folders that the version in force does not know of."""
    versions = sorted(path.name for path in store.folder.glob("ledger-*.duckdb"))
    known = {*KNOWN, *[name for name in versions if name <= store.version][-VERSIONS_KEPT:]}
    found = [path.name for path in store.folder.iterdir() if path.name not in known]
    kept = set(store.query("store/originals").column("stored_name").to_pylist())
    found += [path.name for path in store.originals.iterdir() if path.name not in kept]
    noted = {one.number for one in listed(store, VIEWER)}
    for path in folder_of(store).iterdir():
        named = NAME.fullmatch(path.name)
        if path.name != "CURRENT" and not (named and int(named.group(1)) in noted):
            found.append(path.name)
    return sorted(found)


def _edition(store: Store) -> tuple[int, list[str]]:
    """Return the number of the edition that is shown, and whether it is whole and the last that was noted."""
    last = max(one.number for one in listed(store, VIEWER))  # shows what was decided, as the pages do
    folder = Editions(folder_of(store))
    try:
        Published.open(folder.file(folder.current))
    except (UserError, TypeError) as error:
        return folder.current or -1, [f"edition {folder.current}: {error}"]
    return folder.current, [] if folder.current == last else [f"edition {last} is noted and {folder.current} shown"]


def _given(path: Path) -> Given:
    return Given(path, path.name)


def _files(folder: Path, number: int) -> tuple[Given, Given]:
    """Write the two files of a round."""
    ledger, rules = folder / "ledger.csv", folder / "rules.csv"
    rows = [f"{unit};6800;2024-01-31;{number};V{line}" for unit in ("BUF", "SOC") for line in range(LINES)]
    ledger.write_text("\n".join(["unit;account;date;amount_sek;voucher", *rows]) + "\n", encoding="utf-8")
    rules.write_text(f"priority;account_from;category;note\n1;6800;external_it;{number}\n", encoding="utf-8")
    return _given(ledger), _given(rules)
