"""How is a whole delivery undone, and what would that take away?"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from data import acts
from data.build import Constants, build_marts
from data.errors import Refusal, UserError
from data.result import FileResult
from data.store import Store, Writer
from kpi.months import period_of
from kpi.rebuilding import replay, undone_acts

EVERY_YEAR, MOST_NAMED = 9999, 6


@dataclass(frozen=True)
class UndoneRows:
    """Ledger lines that are stored from a delivery: those of one unit and month (YYYYMM)."""

    unit: str
    month: int
    row_count: int
    sum_sek: Decimal
    is_closed: bool


@dataclass(frozen=True)
class UndoneRegister:
    """Rows of a small register that are stored from a delivery."""

    register: str
    row_count: int


def undo_effect(store: Store, act_id: int) -> list[UndoneRows]:
    """Return the ledger lines that undoing a delivery would take away, by unit and month.

    What the delivery had replaced comes back beside. Raises: UserError as `undo` does.
    """
    _check(store, act_id)
    return [UndoneRows(**row) for row in store.query("decide/delivery_rows", act_id=act_id).to_pylist()]


def undone_registers(store: Store, act_id: int) -> list[UndoneRegister]:
    """Return the rows of small registers that undoing a delivery would take away."""
    return [UndoneRegister(**row) for row in store.query("decide/delivery_registers", act_id=act_id).to_pylist()]


def undo(
    store: Store, act_id: int, actor: str, constants: Constants, is_verified: bool = False
) -> list[FileResult]:
    """Make the store as if one load had never been; its files stay listed, and kept.

    Everything else is done again from the kept originals, so that what the load had replaced comes
    back. Returns what came of the other loads. Raises: UserError for an act that is no load or is
    undone already, when a closed period would change, or when a later delivery rests on this one.
    """
    _check(store, act_id)
    if not actor.strip():
        raise Refusal("actor_missing")
    with store.write(fresh=True) as writer:
        results = replay(store, writer, constants, undone_acts(store) | {act_id})
        refused = [result.file for result in results if result.status == "refused"]
        if refused:
            raise Refusal("undo_refused", files=", ".join(refused))
        _check_closed(store, writer)
        acts.record(writer, "undo", {"act_id": act_id}, actor, is_verified=is_verified)
        build_marts(writer, constants)
    return results


def _check_closed(store: Store, writer: Writer) -> None:
    """Raise Refusal where what a closed month or year rests on beside its lines would be another."""
    before, after = _closed_on(store), _closed_on(writer)
    moved = sorted({place for place, _ in [*(before - after), *(after - before)]})
    if moved:
        raise Refusal("undo_closed", places=", ".join(f"{unit} {when}" for unit, when in moved[:MOST_NAMED]))


def _closed_on(held: Store | Writer) -> Counter[tuple[tuple[str, str], str]]:
    """Return the rows that closed months and years rest on, with the unit and time of each."""
    found: Counter = Counter()
    for row in held.query("decide/closed_registers").to_pylist():
        found[(row["unit"], period_of(row["month"])), str(row)] += 1
    for kept in ("turnover", "headcount"):
        for row in held.query(f"purge/closed_{kept}", before=EVERY_YEAR).to_pylist():
            found[(row["unit"], str(row["year"])), f"{kept} {row}"] += 1
    return found


def _check(store: Store, act_id: int) -> None:
    found = {row["act_id"]: row for row in store.query("store/acts").to_pylist()}
    if act_id not in found or found[act_id]["act"] != "load":
        loads = [str(number) for number, row in found.items() if row["act"] == "load"]
        raise UserError("no_such_delivery", asked=act_id, known=", ".join(loads[-20:]) or "–")
    if act_id in undone_acts(store):
        raise Refusal("already_undone", asked=act_id)
    if any(row["act"] == "purge" and number > act_id for number, row in found.items()):
        raise Refusal("undo_purged", asked=act_id)
