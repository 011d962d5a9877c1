"""Which rows of a file does one look at to say what its columns mean?"""

import tempfile
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.headers import guess
from data.mapping import Proposal, signature
from data.prepare import Given, Mappings, Request, prepare
from data.readers.cells import column_texts
from data.readers.headcount import strip_people
from data.readers.raw import RawTable
from pages.parts.language import say
from pages.parts.linked_table import Cell, Row, show_linked_table

ROWS_SHOWN = 20
TABLES = "deliver-tables"
STAFF = "headcount"


def table_of(file: UploadedFile, asked: str | None) -> RawTable:
    """Return the first rows of the file's table with that header, read once for each upload."""
    held: dict[tuple[str, str | None], RawTable] = st.session_state.setdefault(TABLES, {})
    key = (file.file_id, asked)
    if key not in held:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(file.getbuffer())
            prepared = prepare(Given(path, file.name), Request(), Mappings({}), Path(folder))
        tables = prepared.reading.tables
        table = next((one for one in tables if signature(one.header) == asked), tables[0])
        # one file's rows at a time: a visitor's session is no place to keep extracts
        held.clear()
        held[key] = replace(table, scan=None, cells=table.sample)
    return held[key]


def proposal_for(table: RawTable, register: str) -> Proposal:
    """Return what the columns would mean in another register than the one that was guessed."""
    return guess(table, register, lambda index: column_texts(table, index))


def show_first_rows(table: RawTable, proposal: Proposal | None) -> None:
    """Show the first rows as printed; in anything but a ledger nobody is shown by name or number."""
    heads = [
        name or say("part.mapping.nameless", number=index) for index, name in enumerate(table.header, start=1)
    ]
    rows = [
        Row(tuple(Cell(row[f"c{index}"] or "") for index in range(len(heads))))
        for row in _without_people(table, proposal)
    ]
    show_linked_table(heads, rows, say("part.mapping.preview", rows=len(rows)))


def _without_people(table: RawTable, proposal: Proposal | None) -> list[dict]:
    """Return the first rows; what surely is a column of a register without people is there as printed.

    A unit's name is different in every row, as people's are, and it is what one looks for.
    """
    printed = table.sample.slice(0, ROWS_SHOWN).to_pylist()
    if proposal and proposal.register == "ledger":
        return printed
    bare = {row["line"]: row for row in strip_people(table)[0].sample.to_pylist()}
    sure = _sure_columns(proposal)
    return [{name: row[name] if name in sure else bare[row["line"]][name] for name in row} for row in printed]


def _sure_columns(proposal: Proposal | None) -> set[str]:
    if proposal is None or proposal.register in (None, STAFF):
        return set()
    return {f"c{guess.column}" for guess in proposal.columns if guess.certainty == "exact"}
