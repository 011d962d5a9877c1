"""Which files have been delivered of a register, and what did each of them change?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.log import log


@dataclass(frozen=True)
class DeliveredFile:
    """One file of one delivery: what it changed is None where that was not kept; times are UTC."""

    act_id: int
    done_at: datetime
    actor: str
    is_verified: bool
    is_undone: bool
    name: str
    registers: tuple[str, ...]
    source: str
    rows_read: int
    added: int | None
    removed: int | None
    changed: int | None


@for_viewer
def delivered_files(store: Store, viewer: Viewer) -> list[DeliveredFile]:
    """Return every file that has been delivered, the last delivery first, in the order they were given.

    Raises: UserError for a viewer who may not read the log.
    """
    loads = {act.act_id: act for act in log(store, viewer) if act.act == "load"}
    found = []
    for row in store.query("store/files").to_pylist():
        if row["act_id"] not in loads:
            continue
        act = loads[row["act_id"]]
        counted = _counted(act.detail, row["file_id"])
        found.append(
            DeliveredFile(
                act.act_id,
                act.done_at,
                act.actor,
                act.is_verified,
                act.is_undone,
                row["file_name"],
                tuple(row["register"].split(",")),
                row["source"],
                row["rows_read"],
                *(counted.get(name) for name in ("added", "removed", "changed")),
            )
        )
    return sorted(found, key=lambda file: -file.act_id)


def _counted(detail: Mapping, file_id: int) -> Mapping[str, int]:
    """Return what one file of a load changed, as it was noted when it was stored."""
    return next((file for file in detail.get("files", ()) if file.get("file_id") == file_id), {})
