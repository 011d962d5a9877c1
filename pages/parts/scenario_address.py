"""What does the address say of a scenario: which model, of what, and every lever's position?

The address carries the whole scenario, also the levers nobody has turned, so that a link shows the same when the
store has moved on. A lever that stands at its default follows when the reader asks about another year or unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from kpi.scenarios.models import MODELS, Model, Start
from kpi.scenarios.position import spelled
from pages.parts.address import asked

MODEL, SERVICE, MEASURE = "model", "service", "measure"
ABOUT = (MODEL, SERVICE, "year", "scope", "unit")
FIRST = next(iter(MODELS))
LAST = "scenario-last"


@dataclass(frozen=True)
class Shown:
    """What was shown last: what it was about, and where each lever stood and began."""

    about: Mapping[str, str | None]
    positions: Mapping[str, str]
    defaults: Mapping[str, str]


def chosen_model() -> Model:
    """Return the model that the address names; one there is not gives the first."""
    return MODELS[asked(MODEL, MODELS, FIRST)]


def positions(model: Model, start: Start) -> dict[str, str]:
    """Return where each lever stands: as the address says, else as the store begins."""
    names = [lever.name for lever in model.levers.levers()]
    defaults = {name: spelled(start.defaults[name].value) for name in names}
    about = {name: st.query_params.get(name) for name in ABOUT}
    _let_follow(about, defaults)
    held = {name: st.query_params.get(name, defaults[name]) for name in names}
    st.session_state[LAST] = Shown(about, held, defaults)
    return held


def _let_follow(about: Mapping[str, str | None], defaults: Mapping[str, str]) -> None:
    """Take what stood at its default out of the address when the same model is asked about something else."""
    last = st.session_state.get(LAST)
    if last is None or last.about == about or last.about[MODEL] != about[MODEL]:
        return
    if any(st.query_params.get(name, last.positions.get(name)) != last.positions.get(name) for name in defaults):
        return  # a link to another scenario: its levers stand where they stand
    for name in defaults:
        if last.positions.get(name) == last.defaults.get(name):
            st.query_params.pop(name, None)


def write_out(model: Model, held: Mapping[str, str], start: Start) -> None:
    """Write the whole scenario into the address."""
    said = {MODEL: model.id, **held} | ({SERVICE: start.service} if start.service else {})
    if any(st.query_params.get(name) != value for name, value in said.items()):
        st.query_params.update(said)


def turn(key: str, name: str) -> None:
    """Write where somebody turned a lever into the address."""
    turn_to(name, st.session_state[key])


def turn_to(name: str, position: str) -> None:
    """Write a lever's new position into the address."""
    st.query_params[name] = position


def choose_model(key: str) -> None:
    """Write another model into the address, without the levers of the one before."""
    _forget_levers()
    st.query_params[MODEL] = st.session_state[key]
    st.query_params.pop(SERVICE, None)


def put_back() -> None:
    """Let every lever stand at its default again."""
    _forget_levers()


def _forget_levers() -> None:
    for lever in chosen_model().levers.levers():
        st.query_params.pop(lever.name, None)
    st.session_state.pop(LAST, None)


def parameters() -> dict[str, str]:
    """Return the parameters of the address that make up the scenario, without the reader's language."""
    return {name: value for name, value in st.query_params.to_dict().items() if name not in ("lang", MEASURE)}


def whole_link(shown: Mapping[str, str]) -> str:
    """Return the link that opens a scenario, with the host where it is known."""
    here = (st.context.url or "").split("?")[0]
    return f"{here}?{urlencode(shown)}"
