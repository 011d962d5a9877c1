"""How does what somebody fills in on a page become a delivery like any other?

The rows are written as a file of their register and loaded under a source of their own, so they are kept as an
original, replayed by `rebuild`, exported and undone as any delivery. A delivery replaces a whole (unit, source), or
a whole source, so the file always holds the form's earlier rows as well.
"""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from data.access import Viewer
from data.build import Constants
from data.errors import UserError
from data.formulas import kept
from data.intake import deliver
from data.prepare import Given, Request
from data.registers import REGISTERS, RESERVED_UNITS
from data.result import FileResult
from data.seen import for_viewer, refused
from data.store import Discard, Store, Writer

SOURCE = "formulär"
Row = dict[str, str]
Change = Callable[[list[Row]], list[Row]]


@for_viewer
def deliver_form(
    store: Store, viewer: Viewer, register: str, change: Change, constants: Constants, unit: str | None = None
) -> FileResult:
    """Deliver the form's rows of a register as `change` makes them out of those held; return what became of them.

    `unit`: whose rows they are, in a register that is replaced by unit. They are read and replaced in one step, so
    that two who fill in at once lose nothing of each other's.
    Raises: UserError for a role that may not, or a unit that is not theirs.
    """
    _check(store, viewer, unit)
    with store.write() as writer:
        rows = change(_held(writer, register, unit))
        path = _written(writer.scratch / f"{SOURCE}-{REGISTERS[register].swedish}.csv", register, rows)
        (result,) = deliver(
            writer,
            [Given(path, path.name)],
            Request(register=register, source=SOURCE),
            viewer.actor,
            constants,
            is_verified=viewer.verified,
        )
        if result.status != "accepted":
            raise Discard
    return result


def _check(store: Store, viewer: Viewer, unit: str | None) -> None:
    if not viewer.may("decide"):
        raise refused(store.folder, viewer, "decide", "form_refused")
    if not viewer.may_change("decide", None if unit in RESERVED_UNITS else unit):
        raise refused(store.folder, viewer, "decide", "form_not_yours")
    if not store.exists:
        raise UserError("no_store", folder=store.folder.name)


def _held(writer: Writer, register: str, unit: str | None) -> list[Row]:
    """Return the form's own rows as they stand in the version being built."""
    stored = writer.query("registers/rows", register=register).to_pylist()
    rows = [json.loads(row["content"]) for row in stored if row["source"] == SOURCE]
    return [row for row in rows if unit is None or row["unit"] == unit]


def _written(path: Path, register: str, rows: Sequence[Row]) -> Path:
    """Write rows as the register is delivered: UTF-8, `;`, a header."""
    names = [column.name for column in REGISTERS[register].columns if column.name != "source"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: kept(" ".join(row.get(name, "").split())) for name in names} for row in rows)
    return path
