"""What does IT cost here, and is that more or less than the year before? In two sentences."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.change import change_in_words, cost_change
from kpi.figures import Figure
from kpi.overview import UnitYear
from pages.parts.language import reader_language, say
from pages.parts.units_list import REPORTED


def answer(now: UnitYear, share: Figure | None) -> str:
    """Return what IT costs, as money and as a share, and how much lies outside the central budget."""
    if now.total_it_sek is None:
        return say("page.overview.unknown", year=now.year)
    language = reader_language()
    money = fmt.money(now.total_it_sek, language, voice="sentence")
    if share is not None and share.value is not None:
        printed = fmt.figure(share.value, "%", language, "sentence")
        first = say("page.overview.answer_share", money=money, share=printed)
    else:
        first = say("page.overview.answer", money=money)
    outside = now.outside_central_pct
    if outside is None:
        return f"{first} {say('page.overview.no_central')}"
    printed = fmt.figure(outside, "%", language, "sentence")
    return f"{first} {say('page.overview.outside', share=printed)}"


def say_change(now: UnitYear, held: Sequence[UnitYear], nominal: Figure | None, share: Figure | None) -> None:
    """Say the change since the year before in both directions, and where the months are not as many."""
    before = next((row for row in held if row.year == now.year - 1), None)
    change = cost_change(now, before, nominal and nominal.value, share and share.value)
    if not change:
        return
    said = say("page.overview.change", change=change_in_words(change, reader_language()))
    if before.months != now.months:
        key = "page.overview.uneven" if now.kind in REPORTED else "page.units.uneven"
        said = f"{said} {say(key, before=before.months or 0, now=now.months or 0)}"
    st.html(f'<p class="change">{escape(said)}</p>')
