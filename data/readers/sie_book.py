"""What has a SIE file said so far? Everything it states, before anything is judged."""

from dataclasses import dataclass, field
from datetime import date

from data.readers.sie_notes import Notes
from data.readers.sie_reading import FiscalYear, Lines

COST_CENTRE, PROJECT = "1", "6"


@dataclass(slots=True)
class Voucher:
    """A #VER and what its rows add up to; `day` is None where its date cannot be read."""

    line: int
    series: str
    number: str
    printed_day: str
    day: date | None
    text: str
    registered: date | None
    ore: int = 0
    rows: int = 0
    broken: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """An #IB, #UB, #RES or #PSALDO row; `ore` is None and `fault` a code where it cannot be read."""

    line: int
    year: int | None
    account: str
    printed: str
    ore: int | None
    fault: str | None = None
    period: str = ""
    with_objects: bool = False


@dataclass
class Book:
    """The statements of one file."""

    notes: Notes = field(default_factory=Notes)
    program: str = ""
    company: str = ""
    org_number: str = ""
    sie_type: int | None = None
    generated: date | None = None
    years: list[FiscalYear] = field(default_factory=list)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    objects: set[tuple[str, str]] = field(default_factory=set)
    used_objects: dict[tuple[str, str], int] = field(default_factory=dict)
    balances: dict[str, list[Balance]] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    known_records: int = 0
    has_format: bool = False
    line_of_type: int | None = None
    checksum_starts: list[int] = field(default_factory=list)
    checksum_ends: list[int] = field(default_factory=list)
    in_braces: bool = False
    last_record: int = 0
    in_braces: bool = False
    saw_braces: bool = False

    def year(self, no: int) -> FiscalYear | None:
        """Return a fiscal year by its number, None where the file does not give it."""
        return next((year for year in self.years if year.no == no), None)

    def year_of(self, day: date) -> FiscalYear | None:
        """Return the declared fiscal year a day lies in."""
        return next((year for year in self.years if year.holds(day)), None)

    def root(self, dimension: str) -> str:
        """Return the dimension at the top of a declared hierarchy (61 under 6 gives 6)."""
        seen = {dimension}
        while (parent := self.parents.get(dimension)) and parent not in seen:
            seen.add(parent)
            dimension = parent
        return dimension

    def place(self, line: int, names: list[str]) -> tuple[str, str]:
        """Return cost centre and project of an object list; persons and invoices are not kept.

        A child of dimension 1 or 6 stands in where the dimension itself is not in the list; where
        both are, the child only says more about the parent.
        """
        if len(names) % 2:
            self.notes.tally("sie_objects_odd", line, "warning")
        found: dict[str, str] = {}
        for dimension, name in zip(names[::2], names[1::2], strict=False):
            dimension = dimension.lstrip("0") or "0"
            self.used_objects.setdefault((dimension, name), line)
            found.setdefault(dimension, name)
        for dimension, name in list(found.items()):
            found.setdefault(self.root(dimension), name)
        return found.get(COST_CENTRE, ""), found.get(PROJECT, "")
