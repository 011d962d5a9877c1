"""What has been done, by whom, when, and what did it change?"""

import json
from dataclasses import dataclass
from datetime import datetime

from data.access import Viewer, unit_of_act
from data.originals import shown_name
from data.seen import for_viewer
from data.store import Store

# What an act tells those who see no figures: about what, not how much.
WITHOUT_FIGURES = ("unit", "period", "name", "act_id", "login", "roles", "units", "before", "about")


@dataclass(frozen=True)
class LoggedAct:
    """One act: `detail` is what it decided, with what was before; `files` those a load brought; times are UTC.

    `is_brief`: the reader sees no figures, and is told what the act was about and nothing else.
    """

    act_id: int
    done_at: datetime
    actor: str
    act: str
    is_verified: bool
    detail: dict[str, object]
    files: tuple[str, ...]
    is_undone: bool
    hash: str
    is_brief: bool = False

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


@for_viewer
def log(store: Store, viewer: Viewer) -> list[LoggedAct]:
    """Return every act that the viewer may know of, the last first.

    One who sees no figures is told what each act was about, and not what it changed.
    Raises: NotAllowed for a viewer who may not read the log.
    """
    rows = store.query("store/acts").to_pylist()
    details = {row["act_id"]: json.loads(row["detail"]) for row in rows}
    undone = {details[row["act_id"]]["act_id"] for row in rows if row["act"] == "undo"}
    told = dict if viewer.may("desk") else _without_figures
    units = viewer.units_for("log")
    names: dict[int, list[str]] = {}
    for file in store.query("store/file_names").to_pylist():
        names.setdefault(file["act_id"], []).append(shown_name(file["file_name"]))
    return [
        LoggedAct(
            act_id=row["act_id"],
            done_at=row["done_at"],
            actor=row["actor"],
            act=row["act"],
            is_verified=row["is_verified"],
            detail=told(details[row["act_id"]]),
            is_brief=not viewer.may("desk"),
            files=tuple(names.get(row["act_id"], ())),
            is_undone=row["act_id"] in undone,
            hash=row["hash"],
        )
        for row in reversed(rows)
        if units is None or unit_of_act(details[row["act_id"]]) in (None, *units)
    ]


def _without_figures(detail: dict[str, object]) -> dict[str, object]:
    """Return what an act was about, for a viewer who sees no figures."""
    kept = {name: value for name, value in detail.items() if name in WITHOUT_FIGURES}
    return {name: value for name, value in kept.items() if not isinstance(value, dict)}
