"""What does each column of this file mean, when the file does not say so itself?"""

import tempfile
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.mapping import Mapping, Proposal, read_mapping
from data.prepare import Given, Mappings, Request, prepare
from data.readers.raw import RawTable
from data.registers import REGISTERS
from kpi.table import Column, Table
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table

ROWS_SHOWN = 20
NONE = "–"


def mapping_form(proposal: Proposal, file: UploadedFile, key: str) -> Mapping | None:
    """Show the file's first rows and ask what its columns mean; return the answer once it is given."""
    table = _table(file, proposal.signature)
    st.html(f'<p class="note">{say("part.mapping.why")}</p>')
    _preview(table)
    register = proposal.register or st.selectbox(
        say("part.mapping.register"),
        list(REGISTERS),
        format_func=lambda name: REGISTERS[name].swedish,
        key=f"{key}-r",
    )
    with st.form(key):
        document = _asked(proposal, table, register, key)
        if not st.form_submit_button(say("part.mapping.use"), type="primary"):
            return None
    mapping, problems = read_mapping(document)
    for problem in problems:
        st.error(problem.message(reader_language()))
    return mapping


def _table(file: UploadedFile, signature: str) -> RawTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(file.getbuffer())
        prepared = prepare(Given(path, file.name), Request(), Mappings({}), Path(folder))
    return prepared.reading.tables[0]


def _preview(table: RawTable) -> None:
    head = tuple(
        Column(name or say("part.mapping.nameless", number=index + 1)) for index, name in _columns(table)
    )
    sample = table.sample.slice(0, ROWS_SHOWN).to_pylist()
    rows = tuple(tuple(row[f"c{index}"] for index, _ in _columns(table)) for row in sample)
    show_table(Table(head, rows), say("part.mapping.preview", rows=len(rows)))


def _columns(table: RawTable) -> list[tuple[int, str]]:
    return list(enumerate(table.header))


def _asked(proposal: Proposal, table: RawTable, register: str, key: str) -> dict[str, object]:
    guessed = {guess.field: guess.column for guess in (*proposal.columns, *proposal.amount_columns[:1])}
    choices = [None, *range(len(table.header))]
    columns: dict[str, int] = {}
    fields = sorted(
        REGISTERS[register].columns, key=lambda column: (not column.required, column.name not in guessed)
    )
    with st.container(horizontal=True):
        for column in fields:
            chosen = st.selectbox(
                column.swedish.replace("_", "-").capitalize() + (" *" if column.required else ""),
                choices,
                index=choices.index(guessed.get(column.name)),
                format_func=lambda index: NONE if index is None else table.header[index] or str(index + 1),
                key=f"{key}-{column.name}",
                width=220,
            )
            if chosen is not None:
                columns[column.name] = chosen
    mark = _choice("decimal_mark", [None, ",", "."], proposal.decimal_mark, key)
    order = _choice("date_order", [None, "ymd", "dmy", "mdy"], proposal.date_order, key)
    name = st.text_input(say("part.mapping.name"), f"{register}-{proposal.signature[:8]}", key=f"{key}-name")
    return {"name": name, "register": register, "signature": proposal.signature, "columns": columns,
            "decimal_mark": mark, "date_order": order}  # fmt: skip


def _choice(what: str, options: list[str | None], guessed: str | None, key: str) -> str | None:
    return st.selectbox(
        say(f"part.mapping.{what}"),
        options,
        index=options.index(guessed) if guessed in options else 0,
        format_func=lambda option: say(f"part.mapping.{what}.{option}") if option and what == "date_order"
        else option or say("part.mapping.from_file"),
        key=f"{key}-{what}",
        width=320,
    )  # fmt: skip
