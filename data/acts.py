"""What was done, by whom and when, so that nobody can change it afterwards unseen?"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from data import telling
from data.seen import authorise
from data.store import Writer

FIRST = ""  # what stands before the first act
Act = Mapping[str, object]


def record(
    writer: Writer,
    act: str,
    detail: Mapping[str, object],
    actor: str,
    done_at: datetime | None = None,
    act_id: int | None = None,
    is_verified: bool = False,
) -> int:
    """Note an act as the next link of the chain; return its number.

    `detail` is what is needed to do it again, and what it changed. `done_at` and `act_id` are given
    when an earlier act is done again, which gives the same link. `is_verified`: the actor has
    logged in, and not only given a name. In a version that a viewer has begun, a new act is noted in the
    viewer's name if that is verified. Raises: NotAllowed where it is not the viewer's to do.
    """
    if writer.viewer is not None and done_at is None:
        authorise(writer, act, detail)
        is_verified = writer.viewer.verified
        actor = writer.viewer.actor if is_verified else actor
    last = writer.query("store/last_act").to_pylist()
    number = act_id or 1 + (last[0]["act_id"] if last else 0)
    moment = (done_at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    row = {
        "act_id": number,
        "done_at": moment,
        "actor": actor,
        "act": act,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "is_verified": is_verified,
    }
    writer.run("store/record_act", hash=link(last[0]["hash"] if last else FIRST, row), **row)
    if act_id is None:
        telling.tell("act", act=act, act_id=number)
    return number


def link(before: str, row: Act) -> str:
    """Return the checksum of an act and of all that were done before it."""
    names = ("act_id", "actor", "act", "detail", "is_verified")
    said = json.dumps([before, row["done_at"].isoformat(), *(row[name] for name in names)], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def broken(rows: Iterable[Act]) -> list[int]:
    """Return the acts, given in order, that are not what was noted, or follow one that is missing."""
    before, found = FIRST, []
    for row in rows:
        if row["hash"] != link(before, row):
            found.append(row["act_id"])
        before = row["hash"]
    return found
