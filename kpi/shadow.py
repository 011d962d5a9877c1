"""Which purchases outside the central units look like IT, and what speaks for each?"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer, refused
from data.shadow_lists import account_ranges, patterns, suppliers, weights
from data.store import Store
from kpi.parameter import parameter

# Signs of what the purchase is; the others say how it is bought, which varies from year to year.
OF_KIND = ("supplier_known", "supplier_sounds", "supplier_partly", "text_strong", "text_hint", "card", "false_friend")
# What a judged supplier is a sign of, by the column that names it.
LISTED_SIGNS = {"false_friend": "no_name", "supplier_known": "yes_name", "supplier_partly": "partly_name"}
Row = Mapping[str, object]


@dataclass(frozen=True)
class Signal:
    """One sign, what it is worth, and what was seen."""

    name: str
    weight: int
    seen: Mapping[str, object]


@dataclass(frozen=True)
class Group:
    """Which lines a candidate is: those of a unit and supplier, or of an account and kind of text where none is named.

    `supplier`, `account` and `text_key` are empty where they do not say; `word` is empty where all
    lines of the supplier belong, else only those in which that word was seen.
    """

    unit: str
    supplier: str
    account: str
    text_key: str
    word: str

    @property
    def key(self) -> str:
        """Return a short name of the group that stays the same from day to day."""
        said = "\x1f".join((self.unit, self.supplier, self.account, self.text_key, self.word))
        return hashlib.sha256(said.encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True)
class Candidate:
    """A group of lines that may be IT; SEK of one year. `printed` is the supplier as the ledger writes it."""

    group: Group
    printed: str
    chart: str
    score: int
    signals: tuple[Signal, ...]
    kind: str
    line_count: int
    months: int
    amount_sek: Decimal
    accounts: tuple[str, ...]
    every_line_has_account: bool
    example: str
    by_hint: bool

    @property
    def key(self) -> str:
        """Return the short name of its group."""
        return self.group.key

    @property
    def signs_of_kind(self) -> tuple[str, ...]:
        """Return the signs of what the purchase is."""
        return tuple(signal.name for signal in self.signals if signal.name in OF_KIND)

    @property
    def account_groups(self) -> tuple[str, ...]:
        """Return the first two digits of its accounts."""
        return tuple(sorted({account[:2] for account in self.accounts}))


@for_viewer
def openable(store: Store, viewer: Viewer) -> list[str]:
    """Return the units whose ledger lines the viewer may open.

    Raises: UserError for a role that may open none.
    """
    units = [row["unit"] for row in store.query("filters/members", scope="group").to_pylist()]
    found = [unit for unit in units if viewer.may_open(unit)]
    if not found and units:
        raise refused(store.folder, viewer, "shadow", "not_for_units")
    return found


@for_viewer
def candidates(store: Store, viewer: Viewer, year: int) -> list[Candidate]:
    """Return the year's candidates from the threshold up, the highest score first, then the most money."""
    day = date(year, 12, 31)
    worth = weights(day)
    rows = store.query(
        "shadow/candidates",
        year=year,
        openable=openable(store, viewer),
        small_sek=parameter("shadow_small_amount", day),
        threshold=parameter("shadow_threshold", day),
        **{f"weight_{name}": weight for name, weight in worth.items()},
        **patterns(),
        **account_ranges(),
    ).to_pylist()
    return [_candidate(row, worth) for row in rows]


@for_viewer
def lines(store: Store, viewer: Viewer, group: Group, year: int, by_hint: bool, page: int, most: int) -> list[dict]:
    """Return one page of a candidate's lines, the latest first; pages count from 0.

    Raises: UserError for a unit the viewer may not open.
    """
    return store.query(
        "shadow/lines",
        year=year,
        unit=group.unit,
        supplier=group.supplier,
        account=group.account,
        text_key=group.text_key,
        word=group.word,
        whole_supplier=not group.word,
        by_hint=by_hint,
        skipped=page * most,
        most=most,
        **patterns(),
    ).to_pylist()


def _candidate(row: Row, worth: Mapping[str, int]) -> Candidate:
    found = [Signal(name, worth[name], seen) for name, seen in _signs(row)]
    signals = tuple(sorted(found, key=lambda signal: -signal.weight))
    listed = suppliers().get(str(row["yes_name"] or row["partly_name"]))
    return Candidate(
        group=Group(
            str(row["unit"]),
            str(row["supplier"] or ""),
            str(row["account_key"] or ""),
            str(row["text_key"] or ""),
            str(row["word"]),
        ),
        printed=str(row["printed_supplier"] or ""),
        chart=str(row["chart"]),
        score=row["score"],
        signals=signals,
        kind=listed.kind if listed else "",
        line_count=row["line_count"],
        months=row["months"],
        amount_sek=row["amount_sek"],
        accounts=tuple(row["accounts"] or ()),
        every_line_has_account=not row["without_number"],
        example=str(row["example"] or ""),
        by_hint=row["partly_name"] is None,
    )


def _signs(row: Row) -> list[tuple[str, dict[str, object]]]:
    """Return the signs that a group shows, with what each saw."""
    return [*_signs_of_supplier(row), *_signs_of_lines(row), ("outside_central", {})]


def _signs_of_supplier(row: Row) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what the supplier's name says, and what others book it as."""
    for name, column in LISTED_SIGNS.items():
        if row[column]:
            listed = suppliers()[str(row[column])]
            said = {part: getattr(listed, part) for part in ("name", "kind", "reason", "decided_by", "decided_on")}
            yield name, said
    if row["sounds"]:
        yield "supplier_sounds", {"word": row["sounds"]}
    if row["it_units"]:
        yield "it_elsewhere", {"units": row["it_units"], "sum_sek": row["it_sek"]}


def _signs_of_lines(row: Row) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what the lines say: their texts, their rhythm and where they are booked."""
    if row["strong_lines"]:
        yield "text_strong", {"word": row["strong"], "lines": row["strong_lines"]}
    elif row["hint_lines"]:
        yield "text_hint", {"word": row["hint"], "lines": row["hint_lines"]}
    if row["is_recurring"]:
        seen = {
            "lines": "line_count",
            "months": "months",
            "middle_sek": "middle_sek",
            "before_sek": "amount_before_sek",
        }
        yield "recurring", {name: row[column] for name, column in seen.items()}
    if row["on_hiding_account"]:
        yield "account", {"accounts": tuple(row["accounts"])}
    if row["card_lines"]:
        yield "card", {"lines": row["card_lines"]}
