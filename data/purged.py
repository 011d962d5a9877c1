"""From which year on are lines kept, and what stands in the place of those that are gone?

Lines and originals of earlier years are taken away by `purge` (kpi/purging.py); what their figures are made of
stays as sums without supplier, text or voucher, in the store's settings, and the closings stay with their links.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.store import Store, Writer

BEFORE = "purged_before"
SUMS = ("cost", "part")  # sql/purge/<name>; read again by the marts fct_cost and ledger_part
LEDGER = (
    "unit", "account", "cost_centre", "activity_code", "project", "object", "counterparty", "supplier_id", "supplier",
    "voucher", "date", "period", "amount_sek", "text", "source",
)  # fmt: skip
Row = Mapping[str, object]


@dataclass(frozen=True)
class Gone:
    """What a store no longer holds: the lines before a year, whole files, and parts of some."""

    before: int = 0
    removed: frozenset[int] = frozenset()
    trimmed: frozenset[int] = frozenset()
    was_sie: Mapping[int, str] = field(default_factory=dict)  # of the trimmed: what a SIE file held

    def holds(self, month: int) -> bool:
        """Tell whether lines of a month (YYYYMM) are kept."""
        return month >= self.before * 100


@dataclass
class Carried:
    """What the next version takes over as it is, since there are no lines to make it of."""

    gone: Gone
    closings: dict[int, Row] = field(default_factory=dict)  # by the act that closed

    def closing(self, act_id: int) -> Row | None:
        """Return a closing that cannot be made anew: its lines are gone, or it was opened again since."""
        row = self.closings.get(act_id)
        if not self.gone.before or row is None:
            return None
        return row if not self.gone.holds(row["month"]) or row["reopened_act_id"] else None


def purged_before(store: Store | Writer) -> int:
    """Return the first year of which lines are kept; 0 where nothing has been purged."""
    held = store.query("purge/before").to_pylist()
    return held[0]["before"] if held else 0


def gone(store: Store) -> Gone:
    """Return what earlier purges have taken away."""
    details = [
        json.loads(row["detail"])
        for row in store.query("store/acts_of_any_schema").to_pylist()
        if row["act"] == "purge"
    ]
    removed = frozenset(number for detail in details for number in detail["removed"])
    trimmed = frozenset(number for detail in details for number in detail["trimmed"])
    was_sie = {int(number): held for detail in details for number, held in detail.get("was_sie", {}).items()}
    return Gone(purged_before(store), removed, trimmed - removed, was_sie)


def carried(store: Store, now_gone: Gone) -> Carried:
    """Return what the next version takes over from a store."""
    return Carried(now_gone, {row["act_id"]: row for row in store.query("purge/closings").to_pylist()})


def carry_over(store: Store, writer: Writer, now_gone: Gone) -> None:
    """Give the next version the sums of the years that are gone."""
    if not now_gone.before:
        return
    for name in SUMS:
        rows = store.query(f"purge/{name}", before=now_gone.before).to_pylist()
        content = json.dumps(rows, default=str, ensure_ascii=False)
        writer.run("store/save_setting", name=f"purged_{name}", content=content)
    writer.run("store/save_setting", name=BEFORE, content=str(now_gone.before))


def carry_over_closed(store: Store, writer: Writer, now_gone: Gone) -> None:
    """Give the next version what the years that are gone were closed with, once every act has been done again."""
    for kept in ("closed_turnover", "closed_headcount"):
        writer.append(kept, store.query(f"purge/{kept}", before=now_gone.before))


def as_delivered(rows: Iterable[Row]) -> bytes | None:
    """Return ledger lines as a file of their register, each on the line where it stood; None where that cannot be."""
    written, place = [_record(LEDGER)], 2
    for row in rows:
        if row["line"] < place:
            return None
        record = _record(row[name] for name in LEDGER)
        written += ["\n" * (row["line"] - place), record]
        place = row["line"] + record.count("\n")
    return "".join(written).encode("utf-8")


def _record(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerow("" if cell is None else cell for cell in cells)
    return text.getvalue()
