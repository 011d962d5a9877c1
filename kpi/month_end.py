"""How does a viewer close a month or open it again, having seen what that does?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pyarrow as pa

from data import build, closing
from data.access import Viewer
from data.errors import Refusal
from data.rules import FIELDS
from data.seen import allow, for_viewer
from data.settings import settings
from data.store import Store
from data.trial import beside
from kpi.checklist import Checklist, Frozen, checklist
from kpi.parameter import constants


@dataclass(frozen=True)
class Move:
    """Lines of a closed month that would be decided otherwise today; SEK."""

    before_category: str
    after_category: str
    line_count: int
    sum_sek: Decimal


@dataclass(frozen=True)
class ClosedBy:
    """Who closed a month, when (UTC), on whose proposal, and under which version of the rules; SEK."""

    rule_version: int
    line_count: int
    sum_sek: Decimal
    hash: str
    actor: str
    done_at: datetime
    is_verified: bool
    proposed_by: str | None


@dataclass(frozen=True)
class Steps:
    """What one person can do with a month of several units; `own` wait for somebody else."""

    to_propose: tuple[Checklist, ...]
    to_close: tuple[Checklist, ...]
    own: tuple[Checklist, ...]


@dataclass(frozen=True)
class ReopenEffect:
    """What opening a closed month does: which lines the rules now in force decide otherwise.

    `added` and `removed` are the rules in which the version it was closed under and the one in force
    differ. `keeps_year`: the whole year is closed, and its turnover and staff go free as well.
    """

    closed_version: int
    version: int
    line_count: int
    sum_sek: Decimal
    moves: tuple[Move, ...]
    added: tuple[dict, ...]
    removed: tuple[dict, ...]
    keeps_year: bool

    @property
    def moved_count(self) -> int:
        """Return how many lines would be decided otherwise."""
        return sum(move.line_count for move in self.moves)

    @property
    def is_older(self) -> bool:
        """Tell whether the month was closed under other rules than those in force."""
        return self.closed_version != self.version


@for_viewer
def close_month(
    store: Store, viewer: Viewer, unit: str, period: str, actor: str, acknowledged: Collection[str] | None = None
) -> closing.Closed:
    """Propose that a unit's month be closed, or close it as the second person.

    What the checklist remarks is kept with the act. `acknowledged`: the codes that the actor has
    ticked, which must be all of the remarks; None = nobody was asked (the command line).
    Raises: UserError as `closing.close`, and where the viewer may not close the unit's months.
    """
    _check_may(store, viewer, unit)
    actor = _name_of(viewer, actor)
    closing.check_may_close(store, unit, closing.month_of(period))
    remarks = checklist(store, viewer, unit, period).remarks
    unseen = {remark.code for remark in remarks} - set(acknowledged or ())
    if acknowledged is not None and unseen:
        raise Refusal("remarks_not_seen", count=len(unseen))
    noted = {"remarks": [remark.as_noted() for remark in remarks], "acknowledged": sorted(acknowledged or ())}
    return closing.close(store, unit, period, actor, constants(), viewer.verified, noted)


@for_viewer
def close_together(
    store: Store, viewer: Viewer, lists: Sequence[Checklist], actor: str, acknowledged: bool
) -> list[closing.Closed]:
    """Propose or close the same month of several units at once: all of them, or none where one may not be.

    `acknowledged`: the actor has said that every remark of theirs was seen.
    Raises: UserError as `close_month`.
    """
    for one in lists:
        _check_may(store, viewer, one.cell.unit)
    unseen = sum(len(one.remarks) for one in lists)
    if unseen and not acknowledged:
        raise Refusal("remarks_not_seen", count=unseen)
    noted = {
        one.cell.unit: {
            "remarks": [remark.as_noted() for remark in one.remarks],
            "acknowledged": sorted(remark.code for remark in one.remarks),
        }
        for one in lists
    }
    period, name = lists[0].cell.period, _name_of(viewer, actor)
    return closing.close_units(store, noted, period, name, constants(), viewer.verified)


def steps_of(lists: Sequence[Checklist], actor: str) -> Steps:
    """Return which of the units' months this person may propose, may close, or has proposed already."""
    open_ones = [one for one in lists if one.may_close and one.cell.state in ("agreed", "proposed")]
    proposed = [one for one in open_ones if one.cell.proposed_by]
    own = [one for one in proposed if str(one.cell.proposed_by).strip().casefold() == actor.strip().casefold()]
    return Steps(
        tuple(one for one in open_ones if not one.cell.proposed_by),
        tuple(one for one in proposed if one not in own),
        tuple(own),
    )


def frozen_together(lists: Sequence[Checklist]) -> Frozen:
    """Return what closing several units' months freezes."""
    zero = Decimal("0.00")
    return Frozen(
        sum(one.frozen.line_count for one in lists),
        sum((one.frozen.sum_sek for one in lists), zero),
        sum((one.frozen.cost_abs_sek for one in lists), zero),
        sum((one.frozen.unclassified_abs_sek for one in lists), zero),
    )


@for_viewer
def reopen_month(store: Store, viewer: Viewer, unit: str, period: str, actor: str, reason: str) -> closing.Closed:
    """Open a closed month again.

    Raises: UserError as `closing.reopen`, and where the viewer may not open the unit's months.
    """
    _check_may(store, viewer, unit)
    return closing.reopen(store, unit, period, _name_of(viewer, actor), reason, constants(), viewer.verified)


@for_viewer
def reopen_effect(store: Store, viewer: Viewer, unit: str, period: str) -> ReopenEffect:
    """Return what opening a closed month would change, found by deciding its lines anew beside the store.

    Raises: UserError for a month that is not closed, and where the viewer may not open it.
    """
    _check_may(store, viewer, unit)
    month = closing.month_of(period)
    held = store.query("close/closing", unit=unit, month=month).to_pylist()
    if not held:
        raise Refusal("not_closed", unit=unit, period=period)
    version = version_in_force(store)
    with beside(store) as session:
        session.offer("asked_month", pa.table({"unit": [unit], "month": pa.array([month], pa.int32())}))
        build.ready_rules(session)
        session.run("close/line_in_month")
        build.decide_lines(session)
        moves = tuple(Move(**row) for row in session.query("close/redecided").to_pylist())
    before, now = _rules(store, held[0]["rule_version"]), _rules(store, version)
    scopes = store.query("close/closed_scopes", unit=unit, year=month // 100).column("unit").to_pylist()
    return ReopenEffect(
        held[0]["rule_version"],
        version,
        held[0]["line_count"],
        held[0]["sum_sek"],
        moves,
        _without(now, before),
        _without(before, now),
        unit in scopes,
    )


def closed_by(store: Store, unit: str, period: str) -> ClosedBy | None:
    """Return who closed a month; None where it is open."""
    rows = store.query("close/closed_by", unit=unit, month=closing.month_of(period)).to_pylist()
    return ClosedBy(**rows[0]) if rows else None


def version_in_force(store: Store) -> int:
    """Return the version of the rules in force."""
    return store.query("close/rule_version").column("version")[0].as_py()


def _name_of(viewer: Viewer, actor: str) -> str:
    """Return in whose name it is done: whoever has logged in acts in no other.

    Raises: Refusal for a name that somebody has only given, once people log in.
    """
    if not viewer.verified and settings().login.kind != "none":
        raise Refusal("name_not_verified")
    return viewer.actor if viewer.verified else actor


def _check_may(store: Store, viewer: Viewer, unit: str) -> None:
    allow(store, viewer, "close", unit)


def _rules(store: Store, version: int) -> list[dict]:
    return store.query("close/rules_of", version=version).to_pylist()


def _without(rules: Sequence[dict], others: Sequence[dict]) -> tuple[dict, ...]:
    """Return the rules that the others do not hold word for word."""
    said = {tuple(rule[name] for name in FIELDS) for rule in others}
    return tuple(rule for rule in rules if tuple(rule[name] for name in FIELDS) not in said)
