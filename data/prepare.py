"""What is a delivered file, and which register does each of its tables belong to?"""

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Object
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from data.errors import Problem, UnreadableFile
from data.headers import guess
from data.mapping import Mapping, Proposal, read_mapping, signature
from data.readers.cells import column_texts
from data.readers.headcount import strip_people
from data.readers.raw import RawTable, Reading
from data.readers.recognise import recognise
from data.readers.sie import read_sie
from data.readers.sie5 import read_sie5
from data.readers.sie_reading import SieReading
from data.readers.tables import read_tables
from data.unread import unread_rows

SIE_READERS = {"sie4": read_sie, "sie5": read_sie5}
# What the whole file may still answer where its first rows do not.
ANSWERED_BY_THE_WHOLE_FILE = {"decimal_mark", "date_order"}
# The column of an exported ledger that says of a row how many lines of staff cost it is (kpi/exporting.py).
SUMMED_LINES = "summed_lines"


@dataclass(frozen=True)
class Given:
    """A file as somebody gave it: where it lies, and the name it was given under.

    `sha256`, `ksumma` and `number` are those of the first time where a kept file is read again. `was_sie`: it is
    what a purge left of a SIE file, in the form of its register; of vouchers or of balances.
    """

    path: Path
    name: str
    sha256: str | None = None
    ksumma: str | None = None
    number: int | None = None
    was_sie: Literal["", "vouchers", "balances"] = ""


@dataclass(frozen=True)
class Request:
    """What is asked of a load beside the files (registers.md, Command line)."""

    unit: str | None = None
    register: str | None = None
    source: str | None = None
    mapping: str | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Part:
    """One table of a file with its register and what its columns mean."""

    table: RawTable
    register: str
    mapping: Mapping

    def header_of(self, field: str) -> str | None:
        """Return what the column of a field is called in the file, None where it has none."""
        index = self.mapping.columns.get(field)
        return None if index is None else self.table.header[index] or None


@dataclass
class Prepared:
    """A file as understood, before anything is stored."""

    given: Given
    sha256: str = ""
    format: str | None = None
    sie: SieReading | None = None
    reading: Reading | None = None
    parts: list[Part] = field(default_factory=list)
    proposal: Proposal | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def registers(self) -> list[str]:
        """Return the registers the file holds rows of."""
        return ["ledger"] if self.sie else [part.register for part in self.parts]


class Mappings:
    """The mappings that may apply: those saved, and the one asked for by name or file."""

    def __init__(self, saved: Object[str, Mapping], fixed: Object[str, Mapping] | None = None) -> None:
        self.saved = saved
        self.fixed = fixed or {}

    def asked(self, name: str) -> tuple[Mapping | None, list[Problem]]:
        """Return the mapping under a name, or in a JSON file of that name."""
        if name in self.saved:
            return self.saved[name], []
        path = Path(name)
        if path.suffix == ".json" and path.is_file():
            return read_mapping(path.read_bytes())
        known = ", ".join(sorted(self.saved)) or "–"
        return None, [Problem("error", "unknown_mapping", values={"name": name, "known": known})]

    def by_signature(self, wanted: str, register: str | None) -> Mapping | None:
        """Return the saved mapping of a header, the last in name order where there are several.

        A mapping that fixes the month or year is for one file: it applies only when it is named.
        """
        found = [
            m
            for m in self.saved.values()
            if m.signature == wanted and register in (None, m.register) and not {"period", "year"} & set(m.constants)
        ]
        return found[-1] if found else None


def prepare(given: Given, request: Request, mappings: Mappings, scratch: Path) -> Prepared:
    """Read a file and find out what it is. What is wrong with it comes back as its problems."""
    with ThreadPoolExecutor(1) as beside:  # a large file's checksum is taken while it is read
        checksum = None if given.sha256 else beside.submit(checksum_of, given.path)
        prepared = Prepared(given)
        _read(prepared, request, mappings, scratch)
    prepared.sha256 = checksum.result() if checksum else given.sha256
    return prepared


def _read(prepared: Prepared, request: Request, mappings: Mappings, scratch: Path) -> None:
    given = prepared.given
    try:
        prepared.format = recognise(given.path)
        if prepared.format in SIE_READERS:
            prepared.sie = SIE_READERS[prepared.format](given.path)
            prepared.problems += prepared.sie.problems
            if request.register not in (None, "ledger"):
                prepared.problems.append(Problem("error", "sie_is_a_ledger", values={"register": request.register}))
            return
        prepared.reading = read_tables(given.path, prepared.format, scratch)
        prepared.problems += prepared.reading.problems
        prepared.reading = replace(prepared.reading, tables=_named(prepared.reading.tables, given))
    except UnreadableFile as error:
        prepared.problems += error.problems
        return
    _find_parts(prepared, request, mappings)


def _named(tables: tuple[RawTable, ...], given: Given) -> tuple[RawTable, ...]:
    """Return the tables under the name the file was given, where they were named after the file that is read."""
    stems = {given.path.name, given.path.stem}
    return tuple(replace(table, name=Path(given.name).stem) if table.name in stems else table for table in tables)


def _find_parts(prepared: Prepared, request: Request, mappings: Mappings) -> None:
    """Say of each table which register it is; a table that is none is passed over if another is one."""
    answers = [_part(table, request, mappings, prepared.given.name) for table in prepared.reading.tables]
    prepared.parts = [answer for answer in answers if isinstance(answer, Part)]
    open_questions = [answer for answer in answers if isinstance(answer, Proposal)]
    faults = [problem for answer in answers if isinstance(answer, list) for problem in answer]
    if faults:
        prepared.problems += faults
    elif not prepared.parts and open_questions:
        prepared.proposal = open_questions[0]
        reasons = open_questions[0].reasons or ("register_unknown",)
        prepared.problems.append(Problem("error", "needs_mapping", values={"reasons": reasons}))
        asked = next(t for t, a in zip(prepared.reading.tables, answers, strict=True) if a is prepared.proposal)
        prepared.problems += unread_rows(asked, prepared.proposal)
    elif open_questions:
        names = [table.name for table, answer in zip(prepared.reading.tables, answers, strict=True)
                 if isinstance(answer, Proposal)]
        prepared.problems.append(Problem("info", "sheets_passed_over", values={"sheets": ", ".join(names)}))
    if len(prepared.parts) > 1 and any(holds_people(part) for part in prepared.parts):
        prepared.problems.append(Problem("error", "several_extracts"))
    if [part.register for part in prepared.parts].count("ledger") > 1:
        prepared.problems.append(Problem("error", "several_ledgers"))


def holds_people(part: Part) -> bool:
    """Tell whether a table has people in it, so that only a stripped copy of it may be kept."""
    return part.register == "headcount" and (part.mapping.is_extract() or bool(strip_people(part.table)[1]))


def _part(table: RawTable, request: Request, mappings: Mappings, file_name: str) -> Part | Proposal | list[Problem]:
    """Return a table with its mapping, the proposal where one is needed, or what is wrong."""
    if SUMMED_LINES in table.header:
        return [Problem("error", "summed_staff_cost")]
    if mappings.fixed:
        # A stripped copy of a workbook is a text: its one table is no longer named after its sheet.
        only = next(iter(mappings.fixed.values())) if len(mappings.fixed) == 1 else None
        mapping = mappings.fixed.get(table.name, only)
        return Part(table, mapping.register, mapping) if mapping else guess(table)
    if request.mapping:
        mapping, problems = mappings.asked(request.mapping)
        if mapping is None:
            return problems
        if mapping.signature != signature(table.header):
            return [Problem("error", "mapping_does_not_fit", values={"name": mapping.name})]
        return Part(table, mapping.register, mapping)
    saved = mappings.by_signature(signature(table.header), request.register)
    if saved:
        return Part(table, saved.register, saved)
    return _guessed(table, request, file_name)


def _guessed(table: RawTable, request: Request, file_name: str) -> Part | Proposal:
    """Return a table under a guess that is certain, else the guess as a proposal."""
    proposal = guess(table, request.register, _sample_texts(table) if table.scan else None)
    unanswered = set(proposal.reasons) - {"unit_missing"}
    if proposal.register == "ledger":
        unanswered -= ANSWERED_BY_THE_WHOLE_FILE
    constants = {"unit": request.unit} if request.unit and "unit_missing" in proposal.reasons else {}
    if proposal.register is None or unanswered:
        return proposal
    name = proposal.register if proposal.in_form else f"{proposal.register}-{proposal.signature[:8]}"
    # Marks and orders are decided anew for each file: the same header may come with another mark.
    mapping = proposal.to_mapping(name, constants).model_copy(update={"decimal_mark": None, "date_order": None})
    return Part(table, proposal.register, mapping)


def open_question(part: Part, problems: Sequence[Problem]) -> Proposal:
    """Return the proposal for a table of which the whole file leaves a mark or an order open."""
    proposal = guess(part.table, part.register, _sample_texts(part.table) if part.table.scan else None)
    reasons = [reason for problem in problems for reason in problem.values.get("reasons", ())]
    return proposal.model_copy(update={"reasons": tuple(dict.fromkeys((*proposal.reasons, *reasons)))})


def _sample_texts(table: RawTable) -> Callable[[int], list[str]]:
    """Return how to ask for a column's distinct cells among the first rows; the whole file is asked when staged."""
    return lambda index: column_texts(replace(table, scan=None), index)


def checksum_of(path: Path) -> str:
    """Return the checksum of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
