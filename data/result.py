"""What came of one delivered file?"""

from collections.abc import Mapping as Object
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from data.errors import Problem
from data.language import Language
from data.mapping import Proposal
from data.refused_rows import RefusedRows

Status = Literal["accepted", "unchanged", "refused"]


@dataclass(frozen=True)
class PeriodChange:
    """What a delivery would do to a unit's month (YYYYMM) from one source; SEK, cost = account classes 4 to 7."""

    unit: str
    month: int
    added: int
    removed: int
    changed: int
    cost_before_sek: Decimal
    cost_after_sek: Decimal
    sum_before_sek: Decimal
    sum_after_sek: Decimal

    @property
    def is_same(self) -> bool:
        """Tell whether every row is already stored."""
        return not (self.added or self.removed or self.changed)


@dataclass
class FileResult:
    """One file's outcome, in the words of the command line (registers.md).

    `sum_sek`, `sum_abs_sek` and `printed_total_sek` are SEK and None where the register has no
    amounts. `mapping` is the name of the mapping used, or the proposal where one is needed.
    `whose`: every unit that the file has rows of, stored or passed over; "" for a register of no one unit.
    `is_stored`: the store holds rows of this very file; what is counted as added, removed and changed,
    and the months of the ledger in `period_changes`, is told of the first file of a delivery alone.
    """

    file: str
    format: str | None = None
    register: str | None = None
    status: Status = "refused"
    rows_read: int = 0
    rows_stored: int = 0
    rows_rejected: int = 0
    vouchers: int | None = None
    sum_sek: Decimal | None = None
    sum_abs_sek: Decimal | None = None
    printed_total_sek: Decimal | None = None
    added: int = 0
    removed: int = 0
    changed: int = 0
    mapping: str | Proposal | None = None
    problems: list[Problem] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    source: str | None = None
    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    period_changes: list[PeriodChange] = field(default_factory=list)
    is_stored: bool = False
    whose: frozenset[str] = frozenset()
    refused_rows: tuple[RefusedRows, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether anything forbids the file."""
        return any(problem.severity == "error" for problem in self.problems)

    def note(self, problems: list[Problem]) -> None:
        """Note what the file's owner should know; an error refuses the file."""
        self.problems.extend(problems)

    def count(self, added: int, removed: int, changed: int) -> None:
        """Count rows that the file adds, removes and changes."""
        self.added += added
        self.removed += removed
        self.changed += changed

    def cover(self, unit: str, month: int) -> None:
        """Note a unit and a month (YYYYMM) that the file has rows of."""
        self.units = tuple(sorted({*self.units, unit}))
        self.whose |= {unit}
        self.periods = tuple(sorted({*self.periods, f"{month // 100}-{month % 100:02d}"}))

    def repeat(self, first: "FileResult") -> None:
        """Take over what came of the first of two files with the same content; this one adds nothing."""
        self.problems, self.refused_rows = list(first.problems), first.refused_rows
        self.problems.append(Problem("info", "same_content", values={"file": first.file}))
        self.rows_read, self.rows_rejected = first.rows_read, first.rows_rejected
        self.rows_stored = first.rows_stored
        self.sum_sek, self.sum_abs_sek = first.sum_sek, first.sum_abs_sek
        self.printed_total_sek, self.source = first.printed_total_sek, first.source
        self.units, self.periods = first.units, first.periods

    def settle(self) -> None:
        """Say what became of the file, once everything is known of it."""
        if self.refused:
            self.status = "refused"
            self.rows_stored = self.added = self.removed = self.changed = 0
            faulty_lines = {problem.line for problem in self.problems if problem.severity == "error" and problem.line}
            self.rows_rejected = max(self.rows_rejected, len(faulty_lines))
            return
        self.status = "accepted" if self.is_stored or not self.rows_read else "unchanged"

    def as_json(self, language: Language) -> Object[str, object]:
        """Return the result as the command line prints it; amounts are decimal strings."""
        mapping = self.mapping.model_dump(mode="json") if isinstance(self.mapping, Proposal) else self.mapping
        return {
            "file": self.file,
            "format": self.format,
            "register": self.register,
            "status": self.status,
            "rows_read": self.rows_read,
            "rows_stored": self.rows_stored,
            "rows_rejected": self.rows_rejected,
            "vouchers": self.vouchers,
            "sum_sek": _printed(self.sum_sek),
            "sum_abs_sek": _printed(self.sum_abs_sek),
            "printed_total_sek": _printed(self.printed_total_sek),
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
            "mapping": mapping,
            "problems": [problem.as_json(language) for problem in self.problems],
        }


def _printed(amount: Decimal | None) -> str | None:
    """Return an amount as a decimal string."""
    return None if amount is None else f"{amount:.2f}"
