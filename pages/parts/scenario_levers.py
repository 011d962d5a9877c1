"""How is each lever shown: with its name, unit, position, and where its default comes from?"""

from collections.abc import Mapping
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.scenarios.defaults import Asked
from kpi.scenarios.lever import Lever, lever_name
from kpi.scenarios.models import Default, Model, Start
from kpi.scenarios.position import from_field, in_field, spelled, stepped
from pages.parts.address import link
from pages.parts.figure_card import way_back_to
from pages.parts.language import reader_language, say
from pages.parts.scenario_address import put_back, turn, turn_to

TEXT_HEIGHT = 130
STEP_WIDTH = 40  # of the buttons beside a number; a field of full width would press them to slivers


def show_levers(model: Model, start: Start, held: Mapping[str, str], asked: Asked) -> None:
    """Show the levers that are turned first, then what they rest on, and a way to put them all back."""
    levers = model.levers.levers()
    for lever in levers:
        if lever.name not in model.beneath:
            _show(lever, start.defaults[lever.name], held[lever.name], asked)
    beneath = [lever for lever in levers if lever.name in model.beneath]
    if beneath:
        with st.expander(say("page.scenarios.beneath"), expanded=_is_asked_for(beneath, start, held)):
            for lever in beneath:
                _show(lever, start.defaults[lever.name], held[lever.name], asked)
    st.button(say("page.scenarios.put_back"), key="put-back", on_click=put_back, type="tertiary")


def _is_asked_for(levers: list[Lever], start: Start, held: Mapping[str, str]) -> bool:
    """Tell whether one of these levers has been turned, or waits for what nobody knows: it may not lie hidden."""
    turned = any(held[lever.name] != spelled(start.defaults[lever.name].value) for lever in levers)
    unknown = any(lever.kind == "number" and not held[lever.name] for lever in levers)
    written = bool(start.missing) and any(lever.kind == "text" for lever in levers)
    return turned or unknown or written


def _show(lever: Lever, default: Default, position: str, asked: Asked) -> None:
    is_default = position == spelled(default.value)
    with st.container(key=f"lever-{lever.name}", gap="xxsmall"):
        if lever.kind == "choice":
            _choice(lever, position)
        elif lever.kind == "text":
            _text(lever, position)
        else:
            _number(lever, position, is_default)
        st.html(_note(lever, default, is_default, asked))


def _choice(lever: Lever, position: str) -> None:
    key = f"turn-{lever.name}"
    st.session_state[key] = position if position in lever.choices else lever.choices[0]
    st.radio(
        lever_name(lever.name, reader_language()),
        lever.choices,
        format_func=lambda each: say(f"scenario.lever.{lever.name}.{each}"),
        key=key,
        on_change=turn,
        args=(key, lever.name),
        help=say("help.lever.choice"),
    )


def _text(lever: Lever, position: str) -> None:
    key = f"turn-{lever.name}"
    st.session_state[key] = position
    label = lever_name(lever.name, reader_language())
    st.text_area(
        label, key=key, height=TEXT_HEIGHT, on_change=turn, args=(key, lever.name),
        help=say(f"help.lever.{lever.name}"),
    )


def _number(lever: Lever, position: str, is_default: bool) -> None:
    """Show a number as the reader's language writes it, which a browser's own number field cannot."""
    key, label = f"turn-{lever.name}", _label(lever)
    st.session_state[key] = in_field(position, reader_language(), is_default)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.text_input(label, key=key, on_change=_turn_written, args=(key, lever.name), help=say("help.lever.number"))
        for sign, up, word in (("\N{MINUS SIGN}", False, "less"), ("+", True, "more")):
            st.button(
                sign,
                width=STEP_WIDTH,
                key=f"{word}-{lever.name}",
                help=say(f"page.scenarios.{word}", lever=lever_name(lever.name, reader_language())),
                on_click=turn_to,
                args=(lever.name, stepped(position, lever, up)),
            )


def _label(lever: Lever) -> str:
    """Return the lever's name with its unit."""
    name = lever_name(lever.name, reader_language())
    return name if lever.unit == "ratio" else f"{name}, {fmt.unit_name(lever.unit, reader_language())}"


def _turn_written(key: str, name: str) -> None:
    """Write what somebody wrote into the address."""
    turn_to(name, from_field(str(st.session_state[key]), reader_language()))


def _note(lever: Lever, default: Default, is_default: bool, asked: Asked) -> str:
    """Return where the default comes from, and what it is where the lever has been turned from it."""
    origin = default.origin
    said = escape(origin.words(reader_language()))
    if origin.card and default.value is not None:
        address = way_back_to(origin.card, origin.variant, origin.unit or asked.unit, asked.year)
        said = link(origin.words(reader_language()), address)
    if lever.kind != "text" and default.value is not None and not is_default:
        said = f"{escape(say('page.scenarios.turned', default=_default(lever, default)))} {said}"
    return f'<p class="lever-note">{said}</p>'


def _default(lever: Lever, default: Default) -> str:
    """Return a lever's default as it stands in its field."""
    if lever.kind == "choice":
        return say(f"scenario.lever.{lever.name}.{default.value}")
    return in_field(spelled(default.value), reader_language(), is_default=True)
