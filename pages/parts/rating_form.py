"""How does a unit rate itself, statement by statement?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from data.study import Instrument
from kpi.parameter import constants
from kpi.self_rating import Rated, SelfRating, save_ratings
from pages.parts.as_is import as_is
from pages.parts.decision_form import DONE, EARLIEST
from pages.parts.language import reader_language, say
from pages.parts.problems import show_problems


def show_rating_form(
    store: Store, viewer: Viewer, unit: str, name: str, instrument: Instrument, held: SelfRating
) -> None:
    """Let a unit say how it stands; what is left open is not said of, and nothing is filled in beforehand."""
    with st.expander(as_is(say("page.followup.rate.title", name=name)), type="compact"):
        st.html(f'<p class="note">{escape(say(f"page.followup.rate.scale.{instrument}"))}</p>')
        with st.form(f"rating-form-{unit}-{instrument}", border=False, enter_to_submit=False):
            day = st.date_input(
                say("page.followup.rate.day"), value="today", min_value=EARLIEST, format="YYYY-MM-DD", width=160,
                help=say("help.followup.rate_day"),
            )
            levels = {one.statement.id: _asked(one, unit) for one in held.rated}
            sent = st.form_submit_button(say("page.followup.rate.save"), type="primary")
    if not sent:
        return
    said = {statement: level for statement, level in levels.items() if level is not None}
    if not said or day is None:
        st.error(say("page.followup.rate.lacking"))
        return
    try:
        with st.spinner(say("page.followup.rate.saving"), show_time=True):
            result = save_ratings(store, viewer, unit, day, said, constants())
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    if result.status == "refused":
        show_problems(result.problems, "sjalvskattning")
        return
    st.session_state[DONE] = say(f"page.followup.rate.{result.status}", count=len(said), name=name)
    st.rerun()


def _asked(one: Rated, unit: str) -> int | None:
    """Show one statement with its levels, none of them chosen."""
    statement = one.statement
    is_form = statement.instrument == "organisation"
    return st.segmented_control(
        statement.text(reader_language()),
        list(statement.levels),
        format_func=lambda level: say(f"page.followup.form_of.{level}") if is_form else str(level),
        key=f"rating-{unit}-{statement.id}",
    )
