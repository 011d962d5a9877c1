"""What would another way of paying, renewing, developing or delivering do, beside today?"""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi.scenarios.answer import answer
from kpi.scenarios.defaults import Asked, start
from kpi.scenarios.export import scenario_workbook
from kpi.scenarios.models import MODELS, Model, Start, compared, today_levers
from pages.parts.cache import kept
from pages.parts.filters import Filters, filters
from pages.parts.language import reader_language, say
from pages.parts.scenario_address import (
    MODEL,
    SERVICE,
    choose_model,
    chosen_model,
    parameters,
    positions,
    write_out,
)
from pages.parts.scenario_charts import Scene, show_charts
from pages.parts.scenario_levers import show_levers
from pages.parts.scenario_result import show_assumptions, show_comparison, show_missing
from pages.parts.scenario_saved import about, show_keeping, show_saved
from pages.parts.scenario_units import show_units
from pages.parts.status import status_html
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate


def scenarios() -> None:
    """Let the reader choose a model and turn its levers; say the answer, then show it beside today."""
    viewer = gate("scenarios")
    store = store_to_show()
    offered = known(store, viewer)
    model = chosen_model()
    if not offered.years:
        st.title(say("page.scenarios.title"))
        st.html(f'<p class="note">{escape(say("page.scenarios.no_years"))}</p>')
        return
    chosen = _filters(model, offered)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choose(model)
        asked = Asked(chosen.year, chosen.reported_unit, st.query_params.get(SERVICE))
        begun = _start(store, viewer, model, asked)
        _choose_service(model, begun)
    held = positions(model, begun)
    write_out(model, held, begun)
    _show(store, viewer, model, asked, begun, held, offered)


def _filters(model: Model, offered: Known) -> Filters:
    """Show the filters that the model can be asked with: one about payment is always about the group."""
    if model.reach == "group":
        return filters(offered.years, with_scope=False)
    return filters(offered.years, offered.names)


def _choose(model: Model) -> None:
    st.session_state["scenario-model"] = model.id
    st.selectbox(
        say("page.scenarios.model"),
        list(MODELS),
        format_func=lambda each: say(f"scenario.model.{each}"),
        key="scenario-model",
        on_change=choose_model,
        args=("scenario-model",),
        width=380,
        help=say("help.scenarios.model"),
    )


def _start(store: Store, viewer: Viewer, model: Model, asked: Asked) -> Start:
    return kept(
        f"scenario-{model.id}",
        store,
        viewer,
        lambda: start(store, viewer, model, asked),
        year=asked.year,
        unit=asked.unit,
        service=asked.service,
    )


def _choose_service(model: Model, begun: Start) -> None:
    if model.reach != "service" or not begun.services:
        return
    st.session_state["scenario-service"] = begun.service
    st.selectbox(
        say("page.scenarios.service"),
        list(begun.services),
        format_func=lambda code: begun.services[code],
        key="scenario-service",
        on_change=_write_service,
        width=380,
        help=say("help.scenarios.service"),
    )


def _write_service() -> None:
    st.query_params[SERVICE] = st.session_state["scenario-service"]


def _show(
    store: Store,
    viewer: Viewer,
    model: Model,
    asked: Asked,
    begun: Start,
    held: Mapping[str, str],
    offered: Known,
) -> None:
    """Say the answer; show the levers to the left, the result to the right, and all the rest below."""
    language, address = reader_language(), parameters()
    whose = about({**address, MODEL: model.id} | ({"unit": ""} if model.reach == "group" else {}), offered.names)
    service = begun.services.get(begun.service or "")
    said_of = (service, whose) if service else (whose,)
    st.title(say(f"scenario.model.{model.id}"))
    try:
        levers = model.levers.turned(held)
        today = today_levers(model, levers, begun)
        refused = None
    except UserError as error:
        levers, refused = None, error.message(language)
    lines = () if levers is None else compared(model, levers, today, begun)
    said = refused or answer(model, levers, begun, lines, asked.year, language)
    st.html(f'<p class="answer">{escape(said)}</p>')
    _kicker(model, said_of)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.header(say("page.scenarios.levers"))
        show_levers(model, begun, held, asked)
    with right:
        st.header(say("page.scenarios.result"))
        show_missing(begun)
        if levers is not None:
            where = ", ".join(said_of)
            show_comparison(lines, where)
            scene = Scene(model, levers, today, begun, {line.then.key: line for line in lines}, where, asked.year)
            show_charts(scene)
    if levers is not None:
        show_units(model, levers, begun)
    show_assumptions(model)
    make = None
    if levers is not None:
        make = partial(scenario_workbook, store, viewer, model, asked, held, said_of, language)
    show_keeping(store, viewer, model.id, address, make)
    show_saved(store, viewer, offered.names)


def _kicker(model: Model, said_of: tuple[str, ...]) -> None:
    words = [model.code, say(f"scenario.question.{model.id}"), *said_of]
    badge = [status_html("tolkning")] if model.interpretation else []
    st.html(f'<p class="kicker">{" · ".join([*map(escape, words), *badge])}</p>')


scenarios()
