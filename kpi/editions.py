"""Which editions have been published, how is the next one, and how is one taken back?"""

import json
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import acts, snapshot
from data.access import Viewer
from data.editions import Editions, shown_in
from data.errors import Refusal, UserError
from data.seen import allow, for_viewer
from data.settings import settings
from data.store import Store
from kpi.publish import Draft, draft, write
from kpi.published import Published, State
from kpi.suppression_numbers import Earlier
from kpi.withholding import told_numbers

FOLDER = "published"


@dataclass(frozen=True)
class Listed:
    """An edition in the list of them; `is_taken_back` keeps it from being shown again."""

    number: int
    published_at: datetime
    actor: str
    is_verified: bool
    state: State
    last_month: int | None
    checksum: str
    is_shown: bool
    is_taken_back: bool


def folder_of(store: Store) -> Path:
    """Return the folder of a store's published editions; those of another than the group's own lie in it."""
    own = settings()
    return own.published_folder if store.folder.resolve() == own.store.resolve() else store.folder / FOLDER


@for_viewer
def listed(store: Store, viewer: Viewer) -> list[Listed]:
    """Return every edition, the last first."""
    folder = Editions(folder_of(store))
    done = store.query("publish/acts").to_pylist()
    shown, taken_back = _standing(done)
    if folder.folder.is_dir() and folder.current != shown:
        folder.show(shown)  # what was decided holds, where a killed process did not come to show it
    found = []
    for row in done:
        if row["act"] == "publish":
            detail = json.loads(row["detail"])
            number = detail["number"]
            found.append(_listed(row, detail, number == shown, number in taken_back))
    return found[::-1]


@for_viewer
def drafted(store: Store, viewer: Viewer) -> Draft:
    """Return what the next edition would hold; neither it nor a difference to an earlier one tells what is kept out."""
    return draft(store, viewer, earlier_editions(store))


@for_viewer
def publish(store: Store, viewer: Viewer) -> Listed:
    """Publish the store as it stands: write the next edition, note the act, and show it from then on.

    A process that is killed leaves the edition before shown, or this one.
    """
    allow(store, viewer, "publish")
    folder = Editions(folder_of(store))
    folder.prepare()
    with store.write() as writer:  # nobody else changes or publishes anything meanwhile
        said = draft(store, viewer, earlier_editions(store))
        done = writer.query("publish/acts").to_pylist()
        number = 1 + max((json.loads(row["detail"])["number"] for row in done), default=0)
        checksum = write(said, folder.file(number), number, datetime.now(UTC))
        detail = {
            "number": number,
            "checksum": checksum,
            "state": said.edition["state"],
            "last_month": said.edition["last_month"],
            "rule_version": said.edition["rule_version"],
            "figures": len(said.contents["figure"]),
            "suppressed": sum(row["is_suppressed"] for row in said.contents["figure"]),
        }
        acts.record(writer, "publish", detail, viewer.actor, is_verified=viewer.verified)
    folder.show(number)
    return listed(store, viewer)[0]


@for_viewer
def take_back(store: Store, viewer: Viewer, number: int, reason: str) -> int | None:
    """Take an edition back; return which earlier one is shown again, None where there is none.

    Raises: Refusal without a reason, for an edition there is not, and for one already taken back.
    """
    if not reason.strip():
        raise Refusal("reason_missing")
    with store.write() as writer:
        done = writer.query("publish/acts").to_pylist()
        shown, taken_back = _standing(done)
        numbers = [json.loads(row["detail"])["number"] for row in done if row["act"] == "publish"]
        if number not in numbers or number in taken_back:
            raise Refusal("no_such_edition", number=number)
        if number == shown:
            left = [one for one in numbers if one < number and one not in taken_back]
            shown = max(left, default=None)
        detail = {"number": number, "shown": shown, "reason": reason.strip()}
        acts.record(writer, "withdraw", detail, viewer.actor, is_verified=viewer.verified)
    Editions(folder_of(store)).show(shown)
    return shown


@for_viewer
def content_of(store: Store, viewer: Viewer, number: int) -> bytes:
    """Return an edition's file, to be taken along.

    Raises: UserError when the file is not what was published.
    """
    allow(store, viewer, "publish")
    file = Editions(folder_of(store)).file(number)
    held = Published.open(file)
    if held.edition.number != number:
        raise UserError("snapshot_damaged", file=file.name)
    return file.read_bytes()


def _standing(done: list[Mapping[str, object]]) -> tuple[int | None, set[int]]:
    """Return which edition is shown by what was decided, and which were taken back."""
    shown, taken_back = None, set()
    for row in done:
        detail = json.loads(row["detail"])
        if row["act"] == "publish":
            shown = detail["number"]
        else:
            taken_back.add(detail["number"])
            shown = detail["shown"]
    return shown, taken_back


def earlier_editions(store: Store) -> Earlier:
    """Return what any edition kept out, and what it told of numbers of staff."""
    folder, out, told = Editions(folder_of(store)), set(), defaultdict(set)
    for row in store.query("publish/acts").to_pylist():
        if row["act"] == "publish":
            with suppress(UserError):  # one that lies there no more, or is of another make
                rows = snapshot.staff_of(folder.file(json.loads(row["detail"])["number"]))
                out |= {(cell["measure"], cell["unit"], cell["year"]) for cell in rows["hidden"]}
                for cell, number in told_numbers(rows["told_sides"], rows["unit_year"]).items():
                    told[cell].add(number)
    return Earlier(frozenset(out), {cell: frozenset(numbers) for cell, numbers in told.items()})


def _listed(row: Mapping[str, object], detail: Mapping[str, object], is_shown: bool, is_taken_back: bool) -> Listed:
    return Listed(
        number=detail["number"],
        published_at=row["done_at"].replace(tzinfo=UTC),
        actor=row["actor"],
        is_verified=row["is_verified"],
        state=detail["state"],
        last_month=detail["last_month"],
        checksum=detail["checksum"],
        is_shown=is_shown,
        is_taken_back=is_taken_back,
    )


def file_shown(store: Store) -> Path | None:
    """Return the file of the edition that is shown; None where none is."""
    return shown_in(folder_of(store))
