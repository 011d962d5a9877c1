"""How must a file look that is understood without a question?"""

from html import escape

import streamlit as st

from data.registers import REGISTERS
from data.store import Store
from kpi.template_columns import ColumnGuide, Known, guides, known_in, replaces
from kpi.templates import allowed_words, register_sheet, required_word, template_csv, template_workbook
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.understood import register_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST = "units"  # no row of any other register can be tied to a unit before it
HEADS = ("name", "required", "kind", "choices", "example")


def offer_units_first(store: Store) -> None:
    """Say that nothing can be handed in before the units, and offer the template to write them in."""
    language = reader_language()
    with st.container(key="units-first", gap="small"):
        st.html(f'<div class="notice"><p class="banner">{escape(say("page.deliver.units_first"))}</p></div>')
        download(
            say("page.deliver.units_template"),
            lambda: template_workbook(FIRST, language, known_in(store)),
            f"{register_sheet(FIRST, language)}.xlsx",
            XLSX,
            "template-units-first",
        )


def show_templates(store: Store) -> None:
    """Offer a template for every register, with what its columns may hold."""
    language = reader_language()
    with st.expander(say("page.deliver.templates"), type="compact"):
        st.html(f'<p class="note">{say("page.deliver.templates_why")}</p>')
        register = st.selectbox(
            say("page.deliver.register"),
            list(REGISTERS),
            format_func=register_name,
            key="template-register",
            width=320,
            help=say("help.deliver.template"),
        )
        known = known_in(store)
        name = register_sheet(register, language)
        with st.container(horizontal=True, gap="small"):
            download(
                say("page.deliver.template_excel", register=register_name(register)),
                lambda: template_workbook(register, language, known),
                f"{name}.xlsx",
                XLSX,
                f"template-xlsx-{register}",
            )
            download(
                say("page.deliver.template_csv"),
                lambda: template_csv(register, language),
                f"{name}.csv",
                "text/csv",
                f"template-{register}",
            )
        _columns(register, known)


def _columns(register: str, known: Known) -> None:
    """Show what each column holds, as the workbook's instructions say it."""
    language = reader_language()
    heads = tuple(say(f"page.deliver.column.{head}") for head in HEADS)
    rows = [_row(guide) for guide in guides(register, language, known)]
    show_linked_table(heads, rows, say("page.deliver.columns", register=register_name(register)))
    st.html(f'<p class="note">{replaces(register, language)}</p>')


def _row(guide: ColumnGuide) -> Row:
    language = reader_language()
    said = (guide.head, required_word(guide, language), guide.kind, allowed_words(guide, language), guide.example)
    return Row(tuple(Cell(text) for text in said))
