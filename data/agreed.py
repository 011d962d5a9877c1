"""Does a unit's month in the ledger agree with the control totals given for it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.store import Store, Writer


@dataclass(frozen=True)
class Total:
    """One control total beside what it speaks of in the ledger; SEK, None where nothing is given.

    `is_part`: it bears the name of a ledger source of the month and speaks of that source's lines
    alone; any other speaks of the whole month.
    """

    source: str
    control_sek: Decimal
    ledger_sek: Decimal
    debit_control_sek: Decimal | None
    ledger_debit_sek: Decimal
    is_part: bool

    @property
    def difference_sek(self) -> Decimal:
        """Return what the ledger has beyond the control total."""
        return self.ledger_sek - self.control_sek

    @property
    def debit_difference_sek(self) -> Decimal | None:
        """Return what the ledger has debited beyond the control total of debits, where one is given."""
        return None if self.debit_control_sek is None else self.ledger_debit_sek - self.debit_control_sek

    @property
    def holds(self) -> bool:
        """Tell whether they agree to 0.00."""
        return not self.difference_sek and not self.debit_difference_sek


@dataclass(frozen=True)
class Agreed:
    """Every control total of a unit's month, and how many sources its lines come from."""

    totals: tuple[Total, ...] = ()
    source_count: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether the totals speak of every line of the month."""
        parts = sum(total.is_part for total in self.totals)
        return parts < len(self.totals) or 0 < self.source_count == parts

    @property
    def holds(self) -> bool:
        """Tell whether the whole ledger agrees to 0.00 with every total that was given."""
        return self.is_whole and all(total.holds for total in self.totals)

    @property
    def off_sek(self) -> Decimal:
        """Return the first difference; of debits where the costs agree."""
        return next((t.difference_sek or t.debit_difference_sek or Decimal(0) for t in self.totals if not t.holds),
                    Decimal("0.00"))  # fmt: skip


def agreed(store: Store | Writer, unit: str, month: int) -> Agreed:
    """Return a unit's control totals of one month (YYYYMM) beside its ledger."""
    return _every(store, unit, month).get((unit, month), Agreed())


def agreed_months(store: Store | Writer) -> Mapping[tuple[str, int], Agreed]:
    """Return by unit and month what every control total says."""
    return _every(store, None, None)


def _every(store: Store | Writer, unit: str | None, month: int | None) -> dict[tuple[str, int], Agreed]:
    found: dict[tuple[str, int], Agreed] = {}
    for row in store.query("close/totals", unit=unit, month=month).to_pylist():
        key, source_count = (row.pop("unit"), row.pop("month")), row.pop("source_count")
        held = found.get(key, Agreed())
        found[key] = Agreed((*held.totals, Total(**row)), source_count)
    return found
