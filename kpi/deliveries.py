"""What has been delivered, by whom, and what does each delivery still hold?"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from data.access import Viewer
from data.errors import Refusal, UserError
from data.originals import shown_name
from data.seen import allow, for_viewer
from data.store import Store
from kpi.log import log
from kpi.undoing import UndoneRegister, UndoneRows, undo_effect, undone_registers


@dataclass(frozen=True)
class FileOf:
    """One delivered file: SEK; `sum_sek` is None where its register has no amounts."""

    file_id: int
    name: str
    format: str
    register: str
    source: str
    rows_read: int
    sum_sek: Decimal | None
    sha256: str


@dataclass(frozen=True)
class DeliveryOf:
    """One load: its files, what it changed when it was stored (None where that was not kept); times are UTC."""

    act_id: int
    done_at: datetime
    actor: str
    is_verified: bool
    is_undone: bool
    is_closed: bool
    files: tuple[FileOf, ...]
    added: int | None
    removed: int | None
    changed: int | None

    @property
    def sum_sek(self) -> Decimal | None:
        """Return what the files sum to, where any of them has amounts."""
        sums = [file.sum_sek for file in self.files if file.sum_sek is not None]
        return sum(sums, Decimal("0.00")) if sums else None

    @property
    def rows_read(self) -> int:
        """Return how many rows the files hold."""
        return sum(file.rows_read for file in self.files)


@dataclass(frozen=True)
class Effect:
    """What undoing a delivery takes away: ledger lines by unit and month, and rows of other registers.

    `rules_stay`: a later set of rules has taken the place of the delivery's, and stands as it is.
    """

    lines: tuple[UndoneRows, ...]
    registers: tuple[UndoneRegister, ...]
    has_rules: bool
    rules_stay: bool = False

    @property
    def line_count(self) -> int:
        """Return how many ledger lines go."""
        return sum(row.row_count for row in self.lines)

    @property
    def sum_sek(self) -> Decimal:
        """Return what those lines sum to."""
        return sum((row.sum_sek for row in self.lines), Decimal("0.00"))

    @property
    def closed(self) -> tuple[UndoneRows, ...]:
        """Return those that lie in closed months, which forbid undoing."""
        return tuple(row for row in self.lines if row.is_closed)


@for_viewer
def deliveries(store: Store, viewer: Viewer) -> list[DeliveryOf]:
    """Return every delivery, the last first.

    Raises: UserError for a viewer who may not read the log.
    """
    acts = [act for act in log(store, viewer) if act.act == "load"]
    files: dict[int, list[FileOf]] = defaultdict(list)
    for row in store.query("store/files").to_pylist():
        kept = {
            name: row[name] for name in ("file_id", "format", "register", "source", "rows_read", "sum_sek", "sha256")
        }
        files[row["act_id"]].append(FileOf(name=shown_name(row["file_name"]), **kept))
    closed = set(store.query("decide/closed_deliveries").column("act_id").to_pylist())
    found = []
    for act in acts:
        counts = [_counted(act.detail, name) for name in ("added", "removed", "changed")]
        place = (act.act_id, act.done_at, act.actor, act.is_verified, act.is_undone, act.act_id in closed)
        found.append(DeliveryOf(*place, tuple(files[act.act_id]), *counts))
    return found


@for_viewer
def effect(store: Store, viewer: Viewer, act_id: int) -> Effect:
    """Return what undoing a delivery would take away.

    Raises: UserError as `undo` does, and for a viewer who may not undo.
    """
    check_may_undo(store, viewer)
    lines, registers = undo_effect(store, act_id), undone_registers(store, act_id)
    with_rules = [one.act_id for one in deliveries(store, viewer) if not one.is_undone and _brings_rules(one)]
    has_rules = act_id in with_rules
    return Effect(tuple(lines), tuple(registers), has_rules, has_rules and act_id != max(with_rules))


@for_viewer
def check_may_undo(store: Store, viewer: Viewer) -> None:
    """Raise UserError for a viewer who may not undo a delivery: it is of all units at once."""
    allow(store, viewer, "deliver")


@for_viewer
def original(store: Store, viewer: Viewer, file_id: int) -> bytes:
    """Return a delivered file as it is kept.

    Raises: UserError for a viewer who may not open all that is in it, and for a file there is not.
    """
    row = next((row for row in store.query("store/files").to_pylist() if row["file_id"] == file_id), None)
    if row is None:
        raise UserError("no_such_file", files=file_id)
    for unit in _units_in(store, row["act_id"], file_id) or [None]:
        allow(store, viewer, "deliver", unit or None)
    if not row["stored_name"]:
        raise Refusal("original_purged", file=row["file_name"])
    return (Path(store.originals) / row["stored_name"]).read_bytes()


def _units_in(store: Store, act_id: int, file_id: int) -> list[str]:
    """Return the units that a file has rows of, those of months that others have replaced since among them.

    Empty for a file that was delivered before this was noted: nobody knows what else is in it.
    """
    acts = (row for row in store.query("store/acts").to_pylist() if row["act_id"] == act_id)
    files = (file for act in acts for file in json.loads(act["detail"])["files"] if file["file_id"] == file_id)
    return [unit for file in files for unit in file.get("units", ())]


def _brings_rules(delivery: DeliveryOf) -> bool:
    return any("rules" in file.register.split(",") for file in delivery.files)


def _counted(detail: dict, name: str) -> int | None:
    counts = [file[name] for file in detail.get("files", ()) if name in file]
    return sum(counts) if counts else None
