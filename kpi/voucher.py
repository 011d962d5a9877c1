"""Which voucher does a ledger line belong to, does it balance, and which file did the line come in?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from data.access import Viewer
from data.errors import UserError
from data.seen import for_viewer
from data.store import Store


@dataclass(frozen=True)
class DeliveredFile:
    """The file a line came in: its name and checksum, its source, and who delivered it when (UTC)."""

    name: str
    format: str
    source: str
    sha256: str
    actor: str
    done_at: datetime


@dataclass(frozen=True)
class Voucher:
    """A voucher: the line asked for, all lines of the same voucher, and what they all sum to.

    `lines` are at most as many as the query gives; `line_count` and `sum_sek` are of all of them.
    """

    asked: dict
    lines: tuple[dict, ...]
    line_count: int
    sum_sek: Decimal
    file: DeliveredFile

    @property
    def balances(self) -> bool:
        """Tell whether debit and credit are equally much."""
        return self.sum_sek == 0


@for_viewer
def voucher(store: Store, viewer: Viewer, file_id: int, line: int) -> Voucher:
    """Return the voucher that a line of a delivered file belongs to; a line without one stands alone.

    Raises: UserError when there is no such line, the viewer may not open the unit's lines, or the voucher books
    part of a cost centre's staff cost of a month, which opens no further than that sum.
    """
    rows = store.query("drill/voucher", file_id=file_id, line=line).to_pylist()
    if any(row["is_narrow"] for row in rows):
        raise UserError("payroll_voucher")
    asked = next((row for row in rows if row["is_asked"]), None)
    if asked is None:
        raise UserError("unknown_line", line=line)
    file = store.query("drill/delivered_file", file_id=file_id).to_pylist()[0]
    return Voucher(asked, tuple(rows), asked["line_count"], asked["voucher_sum_sek"], DeliveredFile(**file))
