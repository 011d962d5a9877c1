"""What is there to look at on the desk, what has been looked at, and how much shadow IT is known?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.shadow import Candidate, openable
from kpi.shadow_decisions import Decision, Precision, decisions, precision
from kpi.shadow_declared import DeclaredRow, declared

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Confirmed:
    """Shadow IT that a rule finds in the ledger, and the decision that made the rule where it was made here; SEK."""

    unit: str
    rule_id: int | None
    words: str
    line_count: int
    amount_sek: Decimal
    decision: Decision | None


@dataclass(frozen=True)
class Judged:
    """A candidate somebody has denied or asked about. `new` says what has come since, so that it is open again."""

    candidate: Candidate
    decision: Decision
    new: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A year's candidates by what has become of them, and the shadow IT that is known; SEK."""

    open: tuple[Candidate, ...]
    returned: dict[str, Judged]
    asked: tuple[Judged, ...]
    denied: tuple[Judged, ...]
    confirmed: tuple[Confirmed, ...]
    declared: tuple[DeclaredRow, ...]
    precision: tuple[Precision, ...]

    @property
    def largest_first(self) -> tuple[Candidate, ...]:
        """Return the candidates nobody has decided about, the most money first."""
        return tuple(sorted(self.open, key=lambda one: (-one.amount_sek, one.key)))

    @property
    def open_sek(self) -> Decimal:
        """Return the money of the candidates nobody has decided about."""
        return _sum(self.open)

    @property
    def asked_sek(self) -> Decimal:
        """Return the money that somebody has been asked about."""
        return _sum([one.candidate for one in self.asked])

    @property
    def denied_sek(self) -> Decimal:
        """Return the money that was found to be something else."""
        return _sum([one.candidate for one in self.denied])

    @property
    def confirmed_sek(self) -> Decimal:
        """Return the shadow IT that the ledger shows."""
        return sum((one.amount_sek for one in self.confirmed), ZERO)

    @property
    def declared_sek(self) -> Decimal:
        """Return the shadow IT that units have declared."""
        return sum((one.amount_sek for one in self.declared), ZERO)

    @property
    def known_sek(self) -> Decimal:
        """Return all shadow IT that is known: confirmed and declared."""
        return self.confirmed_sek + self.declared_sek

    @property
    def looked_at_sek(self) -> Decimal:
        """Return the money that somebody has decided about."""
        return self.confirmed_sek + self.denied_sek

    @property
    def all_sek(self) -> Decimal:
        """Return the money of all candidates, decided or not."""
        return self.looked_at_sek + self.open_sek + self.asked_sek

    @property
    def looked_at_share(self) -> float | None:
        """Return the share of the candidates' money that has been looked at, 0-1; None where there is none."""
        return float(self.looked_at_sek / self.all_sek) if self.all_sek else None


@for_viewer
def desk(store: Store, viewer: Viewer, year: int, units: Collection[str], seen: Collection[Candidate]) -> Desk:
    """Return the desk of some units and a year, of what `candidates` found for that year and viewer."""
    decided = {key: one for key, one in decisions(store).items() if one.group.unit in units}
    found = [one for one in seen if one.group.unit in units]
    judged = {
        one.key: Judged(one, decided[one.key], decided[one.key].new_in_kind(one)) for one in found if one.key in decided
    }
    standing = {key: one for key, one in judged.items() if not one.new and one.decision.verdict != "confirmed"}
    return Desk(
        open=tuple(one for one in found if one.key not in standing),
        returned={key: one for key, one in judged.items() if key not in standing},
        asked=_with(standing.values(), "asked"),
        denied=_with(standing.values(), "denied"),
        confirmed=_confirmed(store, viewer, year, units, decided.values()),
        declared=tuple(row for row in declared(store, viewer) if row.year == year and row.unit in units),
        precision=tuple(precision(decided.values())),
    )


def _with(judged: Collection[Judged], verdict: str) -> tuple[Judged, ...]:
    return tuple(one for one in judged if one.decision.verdict == verdict)


def _confirmed(
    store: Store, viewer: Viewer, year: int, units: Collection[str], decided: Collection[Decision]
) -> tuple[Confirmed, ...]:
    by_rule = {one.rule_id: one for one in decided if one.rule_id is not None}
    rows = store.query("shadow/known", year=year, openable=openable(store, viewer)).to_pylist()
    return tuple(
        Confirmed(
            row["unit"],
            row["rule_id"],
            row["supplier"] or row["note"] or row["text"] or "",
            row["line_count"],
            row["amount_sek"],
            by_rule.get(row["rule_id"]),
        )
        for row in rows
        if row["unit"] in units
    )


def _sum(found: Sequence[Candidate]) -> Decimal:
    return sum((one.amount_sek for one in found), ZERO)
