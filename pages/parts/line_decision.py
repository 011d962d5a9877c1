"""How is one line decided alone, with a reason, whatever the rules say?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.overrides import Decision, override
from data.registers import ACTIVITIES, FUNDINGS, NATURES
from data.store import Store
from kpi.parameter import constants
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say

CATEGORIES = ("external_it", "local_it_staff", "shadow_it", "digitalisation", "central_it", "not_it")
SAVED = "line-decision-saved"


def show_line_decision(store: Store, viewer: Viewer) -> None:
    """Let the reader decide the line that the address names."""
    if done := st.session_state.pop(SAVED, None):
        st.success(as_is(done))
    file_id, line = st.query_params.get("fil", ""), st.query_params.get("rad", "")
    if not (file_id.isdecimal() and line.isdecimal()):
        st.html(f'<p class="note">{escape(say("page.classify.pick_line"))}</p>')
        return
    try:
        found = store.query("decide/line", file_id=int(file_id), line=int(line)).to_pylist()
        is_payroll = bool(store.query("decide/payroll_line", file_id=int(file_id), line=int(line)).num_rows)
    except UserError as error:  # another unit's
        st.error(as_is(error.message(reader_language())))
        return
    if is_payroll:
        st.html(f'<p class="note">{escape(say("error.line_is_payroll"))}</p>')
    if not found:
        return
    row = found[0]
    st.header(say("page.classify.one_line"))
    said = say("page.classify.one_line_now", line=row["line"], category=say(f"category.{row['category']}"))
    st.html(f'<p class="said">{escape(said)}</p>')
    if row["is_closed"]:
        st.html(f'<p class="note">{escape(say("page.classify.line_closed"))}</p>')
        return
    decision = _asked(f"{file_id}-{line}", can_take_back=row["decided_by"] == "override")
    if decision is None:
        return
    try:
        count = override(store, int(file_id), int(line), decision, viewer.actor, constants(), viewer.verified)
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    words = "page.classify.line_saved_one" if count == 1 else "page.classify.line_saved"
    st.session_state[SAVED] = say(words, count=count)
    st.rerun()


def _asked(key: str, can_take_back: bool) -> Decision | None:
    codes = (*CATEGORIES, "take_back") if can_take_back else CATEGORIES
    with st.form(f"line-{key}", border=False):
        left, right = st.columns(2)
        with left:
            category = st.selectbox(
                say("page.classify.category"), codes, key=f"line-category-{key}", format_func=_category,
                help=say("help.classify.category"),
            )
            nature = _select("nature", NATURES, key, NATURES.index("other"))
        with right:
            activity = _select("activity", ("none", *ACTIVITIES), key)
            funding = _select("funding", tuple(FUNDINGS), key)
        reason = st.text_input(say("page.classify.reason"), key=f"line-reason-{key}", help=say("help.classify.reason"))
        st.html(f'<p class="note">{escape(say("page.classify.line_help"))}</p>')
        if not st.form_submit_button(say("page.classify.save_line")):
            return None
    return Decision(
        None if category == "take_back" else category, None if activity == "none" else activity, nature, funding, reason
    )


def _category(code: str) -> str:
    return say("page.classify.take_back") if code == "take_back" else say(f"category.{code}")


def _select(name: str, codes: tuple[str, ...], key: str, index: int = 0) -> str:
    return st.selectbox(
        say(f"page.classify.{name}"), codes, index=index, key=f"line-{name}-{key}",
        format_func=lambda code: say(f"{name}.{code}"),
        help=say(f"help.classify.{name}"),
    )  # fmt: skip
