"""What does a scenario give beside today, and what does it take for granted?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi.scenarios.models import Comparison, Model, Start
from kpi.scenarios.printing import head, printed, printed_difference
from kpi.table import Column, Table
from pages.parts.address import href, link
from pages.parts.language import reader_language, say
from pages.parts.places import may_open
from pages.parts.tables import show_table
from pages.parts.understood import register_name
from pages.parts.viewer import viewer

HEADS = ("result", "now", "then", "difference")


def show_comparison(lines: Sequence[Comparison], caption: str) -> None:
    """Show every line of the result with today's to its left and the difference to its right."""
    language = reader_language()
    columns = (
        Column(say(f"scenario.head.{HEADS[0]}")),
        *(Column(say(f"scenario.head.{each}"), "printed") for each in HEADS[1:]),
    )
    rows = tuple(
        (
            head(line, language),
            printed(line.today, line, language) or None,
            printed(line.then, line, language) or None,
            printed_difference(line, language) or None,
        )
        for line in lines
    )
    show_table(Table(columns, rows, _reasons(lines)), caption)


def _reasons(lines: Sequence[Comparison]) -> dict[tuple[int, int], str]:
    """Return why a cell of the table is empty."""
    language, found = reader_language(), {}
    for row, line in enumerate(lines):
        for column, side in ((1, line.today), (2, line.then)):
            reason = side.why_empty(language) if side else say("page.scenarios.not_today")
            if reason:
                found[row, column] = reason
    return found


def show_missing(start: Start) -> None:
    """Say which registers are missing, where they are delivered, and what else the reader should know of the data."""
    said = [escape(say(f"scenario.note.{note}")) for note in start.notes]
    if start.missing:
        names = ", ".join(register_name(register) for register in start.missing)
        sentence = escape(say("page.scenarios.missing", registers=names))
        if may_open("deliver", viewer()):
            sentence += f" {link(say('page.scenarios.deliver'), href('deliver'))}"
        said.insert(0, sentence)
    if said:
        st.html("".join(f'<p class="said">{each}</p>' for each in said))


def show_assumptions(model: Model) -> None:
    """Print what the model takes for granted."""
    st.header(say("scenario.head.assumptions"))
    items = "".join(f"<li>{escape(say(f'scenario.assumption.{key}'))}</li>" for key in model.assumptions)
    st.html(f'<ul class="sure">{items}</ul>')
