"""How must a file look that is understood without a question?"""

import csv
import io

import streamlit as st

from data.registers import REGISTERS, Column
from kpi import format as fmt
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.understood import register_name


def show_templates() -> None:
    """Offer a template for every register, with what its columns may hold."""
    with st.expander(say("page.deliver.templates"), type="compact"):
        st.html(f'<p class="note">{say("page.deliver.templates_why")}</p>')
        register = st.selectbox(
            say("page.deliver.register"),
            list(REGISTERS),
            format_func=register_name,
            key="template-register",
            width=320,
        )
        download(
            say("page.deliver.template", register=register_name(register)),
            lambda: template(register),
            f"{_name(register)}.csv",
            "text/csv",
            f"template-{register}",
        )
        heads = tuple(say(f"page.deliver.column.{head}") for head in ("name", "required", "kind", "choices"))
        rows = [_row(column) for column in REGISTERS[register].columns]
        show_linked_table(heads, rows, say("page.deliver.columns", register=register_name(register)))


def template(register: str) -> bytes:
    """Return an empty file of a register: its header alone, as a Swedish spreadsheet writes it."""
    written = io.StringIO()
    names = [_head(column) for column in REGISTERS[register].columns]
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(names)
    return written.getvalue().encode("utf-8-sig")


def _head(column: Column) -> str:
    return column.swedish if reader_language() == "sv" else column.name


def _name(register: str) -> str:
    return REGISTERS[register].swedish if reader_language() == "sv" else register


def _row(column: Column) -> Row:
    choices = fmt.join(column.choices, reader_language()) if column.choices else ""
    return Row(
        (
            Cell(_head(column)),
            Cell(say("page.deliver.required") if column.required else ""),
            Cell(say(f"page.deliver.kind.{column.kind}")),
            Cell(choices),
        )
    )
