"""How does a unit rate itself, apart from what is measured, and how far from it?"""

from dataclasses import dataclass
from html import escape
from typing import cast

import streamlit as st

from data.access import Viewer
from data.store import Store
from data.study import INSTRUMENTS, Instrument
from kpi import charts
from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from kpi.self_rating import Rated, Rating, SelfRating, self_rating
from kpi.table import Column, Table, Value
from pages.parts.address import shown_in, write
from pages.parts.cache import kept
from pages.parts.chart import frame, show_chart
from pages.parts.figure_card import way_back_to
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.rating_form import show_rating_form
from pages.parts.status import status_html
from pages.parts.tables import Dressing, show_table


@dataclass(frozen=True)
class Asked:
    """Whose assessment is looked at, by which statements and until when; the latest year holds what came later too."""

    unit: str
    name: str
    year: int
    is_latest: bool
    instrument: Instrument


def show_ratings(store: Store, viewer: Viewer, asked: Asked) -> None:
    """Show one instrument for a unit or scope: the answer, the picture, the table, and the form to fill in."""
    held = kept(
        "self-rating",
        store,
        viewer,
        lambda: self_rating(store, viewer, asked.unit, asked.instrument, asked.year, asked.is_latest),
        unit=asked.unit,
        instrument=asked.instrument,
        year=asked.year,
    )
    st.html(f'<p class="answer">{escape(_answer(held, asked))}</p>')
    caution = f"{escape(say('page.followup.ratings.caution'))} {status_html('tolkning')}"
    st.html(f'<p class="said">{caution}</p>')
    if any(one.latest for one in held.rated):
        if asked.instrument != "organisation":
            _chart(held, asked)
        _table(held, asked)
    else:
        st.html(f'<p class="said">{escape(say("page.followup.ratings.fill_in"))} {way_in()}</p>')
    _unknown(held)
    show_rating_form(store, viewer, asked.unit, asked.name, asked.instrument, held)


def choose_instrument() -> Instrument:
    """Show which statements are meant; it stands in the address."""
    chosen = shown_in("followup-instrument", "instrument", INSTRUMENTS, INSTRUMENTS[0])
    st.selectbox(
        say("page.followup.instrument"),
        INSTRUMENTS,
        format_func=lambda one: say(f"page.followup.instrument.{one}"),
        key="followup-instrument",
        on_change=write,
        args=("followup-instrument", "instrument", INSTRUMENTS[0]),
        width=260,
        help=say("help.followup.instrument"),
    )
    return cast(Instrument, chosen)


def _answer(held: SelfRating, asked: Asked) -> str:
    name = asked.name
    said = [one for one in held.rated if one.latest]
    if not said:
        key = "page.followup.ratings.never" if asked.is_latest else "page.followup.ratings.none"
        return say(key, name=name, year=asked.year)
    if asked.instrument == "organisation":
        form = _level(said[0], said[0].latest)
        return say("page.followup.ratings.form", name=name, form=form)
    if not held.compared:
        return say("page.followup.ratings.alone", name=name, said=len(said), all=len(held.rated))
    key = "page.followup.ratings.over" if held.overrated else "page.followup.ratings.not_over"
    return say(key, name=name, over=len(held.overrated), compared=len(held.compared))


def _level(one: Rated, rating: Rating) -> str:
    """Return a level as it is read: a number, or the name of a form of organisation."""
    if one.statement.instrument != "organisation":
        return str(rating.level)
    if rating.level not in one.statement.levels:
        return say("page.followup.form_of.unknown", level=rating.level)
    return say(f"page.followup.form_of.{rating.level}")


def _chart(held: SelfRating, asked: Asked) -> None:
    language = reader_language()
    pairs = [
        charts.Pair(one.statement.text(language), one.latest and one.latest.level, one.measured_level)
        for one in held.rated
    ]
    highest = max(held.compared, key=lambda one: one.distance, default=None)
    if highest is not None and highest.distance > 0:
        statement = highest.statement.text(language)
        message = say("page.followup.ratings.message", statement=statement, levels=highest.distance)
    else:
        message = say("page.followup.ratings.message_alone", name=asked.name)
    key = "page.followup.ratings.unit_latest" if asked.is_latest else "page.followup.ratings.unit"
    framed = frame(message, say(key, name=asked.name, year=asked.year))
    show_chart(charts.ratings(pairs, framed), "ratings")


def _table(held: SelfRating, asked: Asked) -> None:
    """Show every statement with what is said and what is measured, each in its own unit."""
    is_form = held.rated[0].statement.instrument == "organisation"
    kinds = {
        "statement": "text",
        "said": "text" if is_form else "printed",
        "level": "printed",
        "distance": "printed",
        "measured": "printed",
        "measured_by": "text",
        "day": "text",
        "before": "text",
    }
    columns = [Column(say(f"page.followup.ratings.column.{name}"), kind) for name, kind in kinds.items()]
    rows = tuple(_cells(one) for one in held.rated)
    reasons = {
        (place, 4): reason
        for place, one in enumerate(held.rated)
        if one.measured and one.measured.value is None and (reason := one.measured.reason(reader_language()))
    }
    links = {
        (place, 4): way_back_to(one.measured.card, one.measured.variant, asked.unit, asked.year)
        for place, one in enumerate(held.rated)
        if one.measured and one.measured.value is not None
    }
    table = Table(tuple(columns), rows, reasons)
    show_table(table, say("page.followup.ratings.caption"), dressing=Dressing(links))


def _cells(one: Rated) -> tuple[Value, ...]:
    language, figure = reader_language(), one.measured
    printed = fmt.figure(figure.value, figure.unit_of_measure, language) if figure else None
    before = one.before and say(
        "page.followup.ratings.earlier", level=_level(one, one.before), year=one.before.date.year
    )
    return (
        one.statement.text(language),
        _level(one, one.latest) if one.latest else None,
        None if one.measured_level is None else str(one.measured_level),
        None if one.distance is None else fmt.signed(one.distance, 0, language),
        printed or None,
        _beside(figure) if figure else say("page.followup.no_card"),
        fmt.short_day(one.latest.date) if one.latest else None,
        before or None,
    )


def _beside(figure: Figure) -> str:
    """Return the name of the figure that stands beside, with how sure it is."""
    card = cards()[figure.card]
    words = [figure.status] if figure.status else []
    words += ["tolkning"] if card.interpretation else []
    said = ", ".join(say(f"part.status.{word}") for word in words)
    return f"{card.name(reader_language())} ({said})" if said else card.name(reader_language())


def _unknown(held: SelfRating) -> None:
    """Name what is rated under a name that is none of the product's."""
    if not held.unknown:
        return
    said = [f"{one.statement} ({one.level}, {fmt.short_day(one.date)})" for one in held.unknown]
    named = say("page.followup.ratings.unknown", statements=fmt.join(said, reader_language()))
    st.html(f'<p class="note">{escape(named)}</p>')
