"""What has been done, by whom, when, and what did it change?"""

import json
from dataclasses import dataclass
from datetime import datetime

from data.access import Viewer
from data.errors import UserError
from data.store import Store

READERS = ("controller", "administrator")


@dataclass(frozen=True)
class LoggedAct:
    """One act: `detail` is what it decided, with what was before; `files` those a load brought; times are UTC."""

    act_id: int
    done_at: datetime
    actor: str
    act: str
    is_verified: bool
    detail: dict[str, object]
    files: tuple[str, ...]
    is_undone: bool
    hash: str

    def as_json(self) -> dict[str, object]:
        """Return the act as the command line prints it."""
        return {
            "delivery" if self.act == "load" else "act_id": self.act_id,
            "done_at": f"{self.done_at.isoformat(timespec='seconds')}Z",
            "actor": self.actor,
            "act": self.act,
            "is_verified": self.is_verified,
            "files": list(self.files),
            "is_undone": self.is_undone,
            "detail": {} if self.act == "load" else self.detail,
            "hash": self.hash,
        }


def log(store: Store, viewer: Viewer) -> list[LoggedAct]:
    """Return every act that the viewer may know of, the last first.

    Raises: UserError for a viewer who may not read the log.
    """
    if viewer.role not in READERS:
        raise UserError("not_for_role")
    rows = store.query("store/acts").to_pylist()
    details = {row["act_id"]: json.loads(row["detail"]) for row in rows}
    undone = {details[row["act_id"]]["act_id"] for row in rows if row["act"] == "undo"}
    names: dict[int, list[str]] = {}
    for file in store.query("store/files").to_pylist():
        names.setdefault(file["act_id"], []).append(file["file_name"])
    return [
        LoggedAct(
            act_id=row["act_id"],
            done_at=row["done_at"],
            actor=row["actor"],
            act=row["act"],
            is_verified=row["is_verified"],
            detail=details[row["act_id"]],
            files=tuple(names.get(row["act_id"], ())),
            is_undone=row["act_id"] in undone,
            hash=row["hash"],
        )
        for row in reversed(rows)
        if viewer.units is None or _unit_of(details[row["act_id"]]) in (None, *viewer.units)
    ]


def _unit_of(detail: dict[str, object]) -> str | None:
    """Return the unit that an act is about, where it is about one."""
    line = detail.get("line")
    return detail.get("unit") or (line.get("unit") if isinstance(line, dict) else None)
