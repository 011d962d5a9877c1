"""How do control totals come in from a form or a pasted table, and what would they say?"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from data.access import Viewer
from data.agreed import Agreed, agreed_months
from data.closing import month_of
from data.errors import Problem, UserError
from data.intake import load
from data.numbers import BadNumber, decide_decimal_mark, parse_money
from data.prepare import Given, Mappings, Request, prepare
from data.result import FileResult
from data.seen import allow, for_viewer
from data.store import Store
from data.typed_part import read_part
from data.units import Unit, UnitIndex
from kpi.months import period_of
from kpi.parameter import constants

REGISTER = "control_totals"
FORM = "formulär"
COLUMNS = ("unit", "period", "cost_sek", "debit_sek")
HEADERLESS = {3: COLUMNS[:3], 4: COLUMNS}


@dataclass(frozen=True)
class GivenTotal:
    """A control total as somebody gives it, SEK; `source` is the one it takes the place of."""

    unit: str
    period: str
    cost_sek: Decimal
    debit_sek: Decimal | None = None
    source: str = FORM


@dataclass(frozen=True)
class Compared:
    """A given total beside the ledger and what was held before; SEK."""

    given: GivenTotal
    ledger_sek: Decimal
    before_sek: Decimal | None
    is_closed: bool

    @property
    def difference_sek(self) -> Decimal:
        """Return what the ledger has beyond the given total."""
        return self.ledger_sek - self.given.cost_sek


@dataclass(frozen=True)
class Pasted:
    """What a pasted table says, and what is wrong with it; with a fault nothing of it is to be saved."""

    totals: tuple[GivenTotal, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether anything forbids saving it."""
        return not self.totals or any(problem.severity == "error" for problem in self.problems)


def typed(text: str) -> Decimal:
    """Return the amount that somebody typed.

    Raises: UserError for what is no amount, or could be two.
    """
    try:
        mark = decide_decimal_mark([text])
        return parse_money(text.strip(), "none" if mark == "undecidable" else mark)
    except BadNumber:
        raise UserError("bad_amount", asked=text) from None


def held_source(store: Store, unit: str, period: str) -> str:
    """Return the source that a total from the form takes the place of: the only one held, else the form's own."""
    sources = [total.source for total in _held(store).get((unit, month_of(period)), Agreed()).totals]
    return sources[0] if len(sources) == 1 else FORM


@for_viewer
def pasted(store: Store, viewer: Viewer, text: str) -> Pasted:
    """Read a pasted table of unit, period, cost and perhaps debit, with or without a header, as a file is read."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return Pasted()
    units = UnitIndex(
        Unit(row["unit"], row["name"], row["kind"], row["org_number"])
        for row in store.query("registers/units").to_pylist()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "inklistrat.csv"
        path.write_text("\n".join([*_header(lines[0]), *lines]) + "\n", encoding="utf-8")
        request = Request(register=REGISTER)
        prepared = prepare(Given(path, path.name), request, Mappings({}), Path(folder))
        problems = list(prepared.problems)
        rows: list[dict] = []
        for part in prepared.parts:
            read, faults = read_part(part, request, units, [], prepared)
            rows += read.to_pylist()
            problems += faults
    known = [row for row in rows if row["unit"] in units.units and viewer.may_open(row["unit"])]
    return Pasted(_merged(_given(store, row) for row in known), tuple(problems))


def compared(store: Store, totals: Iterable[GivenTotal]) -> list[Compared]:
    """Return given totals beside the ledger, before anything is saved."""
    held, closed = _held(store), _closed(store)
    ledger = {(row["unit"], row["month"]): row["cost_sek"] for row in store.query("close/month_costs").to_pylist()}
    found = []
    for given in totals:
        key = (given.unit, month_of(given.period))
        own = next((one for one in held.get(key, Agreed()).totals if one.source == given.source), None)
        side = own.ledger_sek if own else ledger.get(key, Decimal("0.00"))
        found.append(Compared(given, side, own and own.control_sek, key in closed))
    return found


@for_viewer
def save(store: Store, viewer: Viewer, totals: Sequence[GivenTotal], actor: str) -> FileResult:
    """Deliver the totals as a file of their register, so that they are kept, logged and can be undone.

    Raises: UserError where the viewer may not say what a unit's month comes to.
    """
    for given in totals:
        allow(store, viewer, "deliver", given.unit)
    if not actor.strip():
        raise UserError("actor_missing")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"avstamning-{datetime.now(UTC):%Y%m%d-%H%M%S}.csv"
        path.write_bytes(as_file(totals))
        asked = Request(register=REGISTER)
        return load(store, [Given(path, path.name)], asked, actor, constants(), is_verified=viewer.verified)[0]


def as_file(totals: Sequence[GivenTotal]) -> bytes:
    """Return the totals as a file of the register."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow((*COLUMNS, "source"))
    for given in totals:
        debit = "" if given.debit_sek is None else f"{given.debit_sek:.2f}"
        writer.writerow((given.unit, given.period, f"{given.cost_sek:.2f}", debit, given.source))
    return written.getvalue().encode("utf-8")


@for_viewer
def printed_total(store: Store, viewer: Viewer, unit: str, period: str) -> tuple[str, Decimal] | None:
    """Return the file and total of a delivered file whose rows are just the cost of this unit's month.

    Only such a total means what a control total means.
    """
    if not viewer.may_open(unit):
        return None
    rows = store.query("close/printed_totals", unit=unit, month=month_of(period)).to_pylist()
    return (rows[0]["file_name"], rows[0]["printed_total_sek"]) if rows else None


def _header(first: str) -> list[str]:
    """Return the header a pasted table lacks: its first line holds a month and ends with an amount."""
    cells = re.split(r"[\t;]", first)
    if not re.search(r"\d{4}-?\d{2}", first) or len(cells) not in HEADERLESS:
        return []
    return [("\t" if "\t" in first else ";").join(HEADERLESS[len(cells)])]


def _given(store: Store, row: dict) -> GivenTotal:
    period = str(row["period"])
    source = row.get("source") or held_source(store, row["unit"], period)
    return GivenTotal(row["unit"], period, row["cost_sek"], row.get("debit_sek"), source)


def _merged(totals: Iterable[GivenTotal]) -> tuple[GivenTotal, ...]:
    """Return rows of the same unit, month and source as one: they are parts of one total."""
    found: dict[tuple[str, str, str], GivenTotal] = {}
    for given in totals:
        key = (given.unit, given.period, given.source)
        held = found.get(key)
        if held:
            debits = [debit for debit in (held.debit_sek, given.debit_sek) if debit is not None]
            cost_sek, debit_sek = held.cost_sek + given.cost_sek, sum(debits) if debits else None
            given = GivenTotal(given.unit, given.period, cost_sek, debit_sek, given.source)
        found[key] = given
    return tuple(found.values())


def _held(store: Store) -> dict[tuple[str, int], Agreed]:
    return dict(agreed_months(store))


def _closed(store: Store) -> set[tuple[str, int]]:
    return {(row["unit"], row["month"]) for row in store.query("close/closed_periods").to_pylist()}


def example(store: Store, units: Sequence[str], month: int) -> str:
    """Return how a pasted table may look, with real unit codes."""
    return "\n".join(f"{unit}\t{period_of(month)}\t1 234 567,89" for unit in units[:2])
