"""What does a SIE file say once it is read?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from data.errors import Problem

MONEY = pa.decimal128(18, 2)
ROWS = pa.schema(
    [
        ("line", pa.int64()),
        ("account", pa.string()),
        ("cost_centre", pa.string()),
        ("project", pa.string()),
        ("voucher", pa.string()),
        ("date", pa.date32()),
        ("amount_sek", MONEY),
        ("text", pa.string()),
    ]
)

Content = Literal["vouchers", "results", "periods"]
Checksum = Literal["absent", "match", "mismatch"]


@dataclass(frozen=True)
class FiscalYear:
    """One #RAR: 0 is the year the file is about, -1 the one before; both days inclusive."""

    no: int
    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Say whether the day lies in the year."""
        return self.start <= day <= self.end


@dataclass(frozen=True)
class SieReading:
    """A SIE file as read: who wrote it, about whom, its ledger lines and what was noticed.

    `content` says what `rows` are: vouchers' rows, or balances of a file that has no vouchers:
    the year's results or the periods' changes. `rows` has the columns of ROWS; amounts are debit
    positive. A row with an error is not among the rows: a reading with errors must be refused.
    """

    format: Literal["sie4", "sie5"]
    sie_type: int
    program: str
    company: str
    org_number: str
    encoding: str
    years: tuple[FiscalYear, ...]
    generated: date | None
    rows: pa.Table
    content: Content
    vouchers: int
    ksumma: Checksum
    accounts: dict[str, str]
    problems: tuple[Problem, ...] = field(default=())


@dataclass
class Lines:
    """Ledger lines under construction, one list per column; amounts in whole öre.

    `voucher` is the position of the row's voucher, -1 where there is none; `day` is None where
    the row has no date of its own.
    """

    line: list[int] = field(default_factory=list)
    account: list[str] = field(default_factory=list)
    cost_centre: list[str] = field(default_factory=list)
    project: list[str] = field(default_factory=list)
    voucher: list[int] = field(default_factory=list)
    day: list[date | None] = field(default_factory=list)
    ore: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many rows have been added."""
        return len(self.line)

    def add(
        self,
        line: int,
        account: str,
        objects: tuple[str, str],
        voucher: int,
        day: date | None,
        ore: int,
        text: str,
    ) -> None:
        """Add one row."""
        self.line.append(line)
        self.account.append(account)
        self.cost_centre.append(objects[0])
        self.project.append(objects[1])
        self.voucher.append(voucher)
        self.day.append(day)
        self.ore.append(ore)
        self.text.append(text)

    def table(self, vouchers: Sequence[str]) -> pa.Table:
        """Return the rows as Arrow columns; `vouchers` gives each row's voucher name."""
        columns = [
            pa.array(self.line, pa.int64()),
            *(
                pa.array(texts, pa.string())
                for texts in (self.account, self.cost_centre, self.project, vouchers)
            ),
            pa.array(self.day, pa.date32()),
            kronor_of(self.ore),
            pa.array(self.text, pa.string()),
        ]
        return pa.table(columns, schema=ROWS)


def kronor_of(ore: Sequence[int]) -> pa.Array:
    """Return öre as kronor with two decimals, exactly: integers all the way, never a float."""
    whole = pa.array(ore, pa.int64()).cast(pa.decimal128(19, 0))
    return pc.multiply(whole, pa.scalar(Decimal("0.01"))).cast(MONEY)
