"""How is a scenario saved by name, found again, shared by a link and taken along?"""

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.saved_scenarios import (
    LONGEST_NAME,
    SavedScenario,
    remove_scenario,
    rename_scenario,
    save_scenario,
    saved_scenarios,
)
from data.store import Store
from kpi import format as fmt
from kpi.scenarios.export import WORKBOOK
from kpi.scenarios.models import MODELS
from pages.parts.address import href
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.scenario_address import whole_link
from pages.parts.units_list import REPORTED

NAME, NEW_NAME, PICKED = "scenario-name", "scenario-new-name", "scenario-picked"
ASKED, SAID = "scenario-asked", "scenario-said"
HEADS = ("name", "model", "about", "by", "when")


def show_keeping(
    store: Store, viewer: Viewer, model: str, address: Mapping[str, str], make: Callable[[], bytes] | None
) -> None:
    """Offer to save, share and take along the scenario that is shown; without `make` there is nothing to take."""
    st.header(say("page.scenarios.keep"))
    with st.container(key="scenario-save", horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.text_input(
            say("page.scenarios.name"), key=NAME, max_chars=LONGEST_NAME, width=340,
            help=say("help.scenarios.name"),
        )
        if st.button(say("page.scenarios.save"), type="primary"):
            _save(store, viewer, model, address, replacing=False)
        if make:
            name = f"scenario-{model.replace('_', '-')}.xlsx"
            download(say("page.scenarios.export"), make, name, WORKBOOK, f"scenario-{model}")
    _ask_to_replace(store, viewer, model, address)
    if said := st.session_state.pop(SAID, None):
        st.html(f'<p class="said" role="status">{escape(said)}</p>')
    with st.expander(say("page.scenarios.share"), type="compact"):
        st.html(f'<p class="note">{escape(say("page.scenarios.share_why"))}</p>')
        st.code(whole_link(address), language=None, wrap_lines=True)


def _save(store: Store, viewer: Viewer, model: str, address: Mapping[str, str], replacing: bool) -> None:
    """Save under the written name; a name that is taken is asked about once."""
    name = st.session_state.get(NAME, "")
    try:
        saved = save_scenario(store, viewer, name, model, address, replacing)
    except UserError as error:
        if error.code != "scenario_name_taken":
            st.error(as_is(error.message(reader_language())))
            return
        st.session_state[ASKED] = ("replace", name)
        st.rerun()
    _done(say("page.scenarios.saved", name=saved.name))


def _ask_to_replace(store: Store, viewer: Viewer, model: str, address: Mapping[str, str]) -> None:
    asked, name = st.session_state.get(ASKED, (None, ""))
    if asked != "replace" or name != st.session_state.get(NAME):
        return
    st.html(f'<p class="said" role="alert">{escape(say("page.scenarios.taken", name=name))}</p>')
    with st.container(key="scenario-replace", horizontal=True):
        if st.button(say("page.scenarios.replace")):
            _save(store, viewer, model, address, replacing=True)
        if st.button(say("page.scenarios.leave"), type="tertiary"):
            _done("")


def _done(said: str) -> None:
    """Forget what was asked, and say what was done on the page as it now is."""
    st.session_state.pop(ASKED, None)
    st.session_state[SAID] = said
    st.rerun()


def show_saved(store: Store, viewer: Viewer, unit_names: Mapping[str, str]) -> None:
    """Show the saved scenarios, each opening as a link does, and let one be renamed or removed."""
    held = kept("scenarios-saved", store, viewer, lambda: saved_scenarios(store, viewer))
    st.header(say("page.scenarios.all_saved"))
    if not held:
        st.html(f'<p class="note">{escape(say("page.scenarios.none_saved"))}</p>')
        return
    heads = [say(f"page.scenarios.saved.{head}") for head in HEADS]
    show_linked_table(heads, [_row(scenario, unit_names) for scenario in held], say("page.scenarios.saved_caption"))
    _change_one(store, viewer, held)


def _row(scenario: SavedScenario, unit_names: Mapping[str, str]) -> Row:
    address = dict(scenario.address)
    # what the reader has chosen elsewhere does not go along where the scenario says nothing of it
    opens = href("scenarios", **{name: None for name in ("year", "scope", "unit")} | address)
    model = say(f"scenario.model.{scenario.model}") if scenario.model in MODELS else scenario.model
    saved_at = fmt.short_day(datetime.fromisoformat(scenario.saved_at).date())
    cells = (scenario.name, model, about(address, unit_names), scenario.saved_by, saved_at)
    return Row((Cell(cells[0], href=opens), *(Cell(printed) for printed in cells[1:-1]), Cell(saved_at, "day")))


def about(address: Mapping[str, str], unit_names: Mapping[str, str]) -> str:
    """Return what a scenario is about: whose year."""
    unit = address.get("unit") or address.get("scope") or "group"
    whose = say(f"part.filter.scope.{unit}") if unit in REPORTED else unit_names.get(unit, unit)
    return f"{whose} {address.get('year', '')}".strip()


def _change_one(store: Store, viewer: Viewer, held: list[SavedScenario]) -> None:
    """Let one of the saved scenarios be renamed or removed; removing is asked about once."""
    with st.expander(say("page.scenarios.change"), type="compact"):
        names = [scenario.name for scenario in held]
        picked = st.selectbox(say("page.scenarios.pick"), names, key=PICKED, width=340, help=say("help.scenarios.pick"))
        with st.container(key="scenario-change", horizontal=True, vertical_alignment="bottom", gap="medium"):
            new_name = st.text_input(
                say("page.scenarios.new_name"), key=NEW_NAME, max_chars=LONGEST_NAME, width=340,
                help=say("help.scenarios.new_name"),
            )
            if st.button(say("page.scenarios.rename")):
                _try(lambda: rename_scenario(store, viewer, picked, new_name), "page.scenarios.renamed", new_name)
            if st.button(say("page.scenarios.remove"), type="tertiary"):
                st.session_state[ASKED] = ("remove", picked)
        _ask_to_remove(store, viewer, picked)


def _ask_to_remove(store: Store, viewer: Viewer, picked: str) -> None:
    if st.session_state.get(ASKED) != ("remove", picked):
        return
    st.html(f'<p class="said" role="alert">{escape(say("page.scenarios.sure", name=picked))}</p>')
    with st.container(key="scenario-remove", horizontal=True):
        if st.button(say("page.scenarios.remove_it")):
            _try(lambda: remove_scenario(store, viewer, picked), "page.scenarios.removed", picked)
        if st.button(say("page.scenarios.leave"), type="tertiary", key="leave-removing"):
            _done("")


def _try(change: Callable[[], object], said: str, name: str) -> None:
    try:
        change()
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _done(say(said, name=name))
