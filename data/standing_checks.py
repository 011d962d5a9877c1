"""Does what a load brings agree with what its other files and the store already say?"""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from data.errors import Problem
from data.incoming import File
from data.register_rows import RegisterRow, typed_rows
from data.registers import REGISTERS, normalise
from data.steering_checks import Row, overlaps
from data.store import Writer
from data.units import LONGEST_COMPARED

Brought = Sequence[tuple[File, pa.Table, str]]  # the file, its rows of one register, their source
NAMED_AT_MOST = 5


def check_standing(writer: Writer, brought: Mapping[str, Brought], by_hand: bool) -> None:
    """Note what contradicts a row of another file or a stored one that stays; such an error refuses the file.

    `by_hand`: the source was given with the load. A file refused for one register has no say in the next.
    """
    for register in ("services", "measures"):
        rows = _of_files_that_are_in(brought, register)
        for file, problem in list(_overlaps(writer, register, rows, by_hand)) if rows else ():
            file.result.note([problem])
    services = _of_files_that_are_in(brought, "services")
    volumes = _of_files_that_are_in(brought, "service_volumes")
    if services or volumes:
        known = _services(writer, services, by_hand)
        for file, problem in [*_unknown_services(volumes, known), *_left_behind(writer, services, known)]:
            file.result.note([problem])


def _of_files_that_are_in(brought: Mapping[str, Brought], register: str) -> Brought:
    return [(file, rows, source) for file, rows, source in brought.get(register, ()) if file.is_in]


def _overlaps(writer: Writer, register: str, brought: Brought, by_hand: bool) -> Iterator[tuple[File, Problem]]:
    """Return the rows that hold on the same day as another one, stored or in another file."""
    name = "service" if register == "services" else "measure"
    files = {file.number: file for file, _, _ in brought}
    for first, second, _ in overlaps(register, _standing(writer, register, brought, by_hand)):
        within_one_file = first["file_id"] == second["file_id"]  # said of that file by itself
        if second["is_new"] and not (first["is_new"] and within_one_file):
            values = {"row": second[name], "source": first["source"]}
            yield files[second["file_id"]], Problem("error", "overlap_elsewhere", second["line"], name, values)


def _standing(writer: Writer, register: str, brought: Brought, by_hand: bool) -> list[Row]:
    """Return the stored rows that the load leaves in place, and then those it brings."""
    new = [
        row
        for file, table, source in brought
        for row in typed_rows(register, table, file.number, source, by_hand, {})
    ]
    replaced = {(row.part, row.source) for row in new}
    stored = [RegisterRow(**row) for row in writer.query("registers/rows", register=register).to_pylist()]
    left = [row for row in stored if (row.part, row.source) not in replaced]
    return [_read(register, row, False) for row in left] + [_read(register, row, True) for row in new]


def _read(register: str, row: RegisterRow, is_new: bool) -> Row:
    """Return a row as it is stored, with its days as days; what it does not say is None."""
    content = json.loads(row.content)
    cells: Row = {column.name: content.get(column.name) for column in REGISTERS[register].columns}
    for name in ("valid_from", "valid_to"):
        cells[name] = date.fromisoformat(cells[name]) if cells[name] else None
    return cells | {"file_id": row.file_id, "line": row.line, "source": row.source, "is_new": is_new}


def _services(writer: Writer, brought: Brought, by_hand: bool) -> dict[str, str]:
    """Return the names of the services there will be, by code."""
    rows = _standing(writer, "services", brought, by_hand)
    return {row["service"]: row["name"] or "" for row in rows if row["service"]}


def _unknown_services(brought: Brought, known: Mapping[str, str]) -> Iterator[tuple[File, Problem]]:
    """Return every volume of a service that no row tells of, with the services that look like it."""
    nearest: dict[str, str] = {}
    for file, rows, _ in brought:
        for service, line in zip(rows["service"].to_pylist(), rows["line"].to_pylist(), strict=True):
            if service is None or service in known:
                continue
            if service not in nearest:
                nearest[service] = _nearest(service, known)
            values = {"service": service, "nearest": nearest[service]}
            yield file, Problem("error", "unknown_service", line, "service", values)


def _nearest(service: str, known: Mapping[str, str]) -> str:
    """Return up to three services whose code or name looks like what is printed."""
    by_name = {normalise(name): code for code, name in known.items()} | {normalise(code): code for code in known}
    close = difflib.get_close_matches(normalise(service[:LONGEST_COMPARED]), list(by_name), n=5, cutoff=0.4)
    return ", ".join(list(dict.fromkeys(by_name[name] for name in close))[:3] or sorted(known)[:3]) or "–"


def _left_behind(writer: Writer, brought: Brought, known: Mapping[str, str]) -> Iterator[tuple[File, Problem]]:
    """Return a word about stored volumes whose service is no longer there."""
    counted = writer.query("registers/volume_services").column("service").to_pylist() if brought else []
    lost = sorted(set(counted) - set(known))
    if lost:
        values = {"services": ", ".join(lost[:NAMED_AT_MOST]), "count": len(lost)}
        yield brought[0][0], Problem("warning", "volumes_left_behind", values=values)
