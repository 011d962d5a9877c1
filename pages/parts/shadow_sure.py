"""How is the score made, and how often has it been right so far?"""

from datetime import date
from html import escape

import streamlit as st

from data.shadow_lists import suppliers, weights, words
from kpi import format as fmt
from kpi.parameter import parameter
from kpi.shadow_decisions import Precision
from kpi.shadow_desk import Desk
from kpi.table import Column, Table, Value
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table


def show_sureness(found: Desk, year: int) -> None:
    """Say how often candidates were right, and show each sign with its weight and its own record."""
    st.header(say("page.shadow_it.sure.title"))
    overall = next((one for one in found.precision if one.signal is None), None)
    st.html(f'<p class="said">{escape(_said(overall))}</p>')
    day, language = date(year, 12, 31), reader_language()
    record = {one.signal: one for one in found.precision}
    columns = (
        Column(say("page.shadow_it.signal_head.signal")),
        Column(say("page.shadow_it.signal_head.means")),
        Column(say("page.shadow_it.signal_head.points"), "number"),
        Column(say("page.shadow_it.sure.confirmed"), "number"),
        Column(say("page.shadow_it.sure.denied"), "number"),
        Column(say("page.shadow_it.sure.right"), "%"),
    )
    rows = tuple(
        (say(f"page.shadow_it.signal.{name}"), say(f"page.shadow_it.means.{name}"), weight, *_counts(record.get(name)))
        for name, weight in weights(day).items()
    )
    undecided = say("page.shadow_it.sure.undecided")
    reasons = {(row, 5): undecided for row, cells in enumerate(rows) if cells[5] is None}
    threshold = fmt.number(parameter("shadow_threshold", day), 0, language)
    show_table(Table(columns, rows, reasons), say("page.shadow_it.sure.caption", threshold=threshold))
    judged = [one.verdict for one in suppliers().values()]
    said = say(
        "page.shadow_it.sure.lists",
        known=judged.count("yes"),
        partly=judged.count("partly"),
        friends=judged.count("no"),
        words=sum(word.strength != "false_friend" for word in words()),
        false_words=sum(word.strength == "false_friend" for word in words()),
    )
    st.html(f'<p class="note">{escape(said)}</p>')


def _said(overall: Precision | None) -> str:
    if overall is None or overall.share is None:
        return say("page.shadow_it.sure.nothing")
    share = fmt.figure(100 * overall.share, "%", reader_language(), voice="sentence")
    decided = overall.confirmed + overall.denied
    return say("page.shadow_it.sure.answer", confirmed=overall.confirmed, decided=decided, share=share)


def _counts(one: Precision | None) -> tuple[Value, Value, Value]:
    if one is None or one.share is None:
        return None, None, None
    return one.confirmed, one.denied, 100 * one.share
