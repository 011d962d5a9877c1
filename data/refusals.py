"""What has been refused, to whom and when? Kept beside the store's versions, a line a refusal, never with data in it.

A refusal changes nothing, so it is no act in the chain: if each made a new version of the store, whoever knocks
on a closed door a thousand times would fill the disk. The same refusal to the same person is noted once a minute.
"""

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import telling
from data.access import Viewer
from data.counting import REFUSALS

FILE = "refusals.jsonl"
LARGEST = 5_000_000  # bytes; what is older is in the file beside it, and then goes
AT_ONCE = 1000  # refusals remembered within one minute
logger = logging.getLogger(__name__)
_lock = threading.Lock()
_noted: dict[tuple[str, ...], str] = {}


@dataclass(frozen=True)
class RefusedAct:
    """Who was refused what, when (UTC); `what` is the name of a query, an act or a page."""

    done_at: str
    actor: str
    role: str
    is_verified: bool
    what: str

    @property
    def moment(self) -> datetime:
        """Return when it was, UTC."""
        return datetime.fromisoformat(self.done_at)


def note(folder: Path, viewer: Viewer, what: str) -> None:
    """Note that something was refused; a store that cannot be written to refuses nevertheless."""
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    refusal = RefusedAct(now, viewer.actor, viewer.role, viewer.verified, what)
    key = (str(folder), viewer.actor, viewer.role, what)
    with _lock:
        if _noted.get(key) == now[:16]:
            return
        if len(_noted) > AT_ONCE:
            _noted.clear()
        _noted[key] = now[:16]
        telling.tell("refused", what=what)
        REFUSALS.inc()
        try:
            _append(Path(folder) / FILE, json.dumps(asdict(refusal), ensure_ascii=False))
        except OSError as error:
            logger.warning("a refusal could not be noted: %s", error.strerror)


def refusals(folder: Path) -> list[RefusedAct]:
    """Return what has been refused, the last first; a line cut short by a fault is passed over."""
    found = []
    for path in (Path(folder) / f"{FILE}.1", Path(folder) / FILE):
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for line in lines:
            try:
                found.append(RefusedAct(**json.loads(line)))
            except (ValueError, TypeError):
                continue
    return found[::-1]


def _append(path: Path, line: str) -> None:
    if not path.parent.is_dir():
        return
    if path.is_file() and path.stat().st_size > LARGEST:
        path.replace(path.with_name(f"{FILE}.1"))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)
