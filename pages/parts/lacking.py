"""Which register would have to be delivered for what is not shown, and where is that done?"""

from collections.abc import Iterable
from html import escape

import streamlit as st

from data.registers import REGISTERS
from kpi import format as fmt
from kpi.figures import REGISTER, Figure
from pages.parts.address import href, link
from pages.parts.language import reader_language, say
from pages.parts.places import may_open
from pages.parts.viewer import viewer

# reasons that name a register in words of their own
LACKS = {"no_ledger": "ledger", "no_headcount": "headcount"}


def lacking_registers(figures: Iterable[Figure | None]) -> tuple[str, ...]:
    """Return the registers without rows that keep any of these figures from being computed, each once."""
    missing = [figure.missing for figure in figures if figure and figure.missing]
    named = [name for reason in missing for name in _named(reason)]
    return tuple(name for name in REGISTERS if name in named)


def _named(reason: str) -> list[str]:
    """Return the registers that a reason says are without rows."""
    if reason.startswith(REGISTER):
        return reason.removeprefix(REGISTER).split(",")
    return [LACKS[reason]] if reason in LACKS else []


def show_lacking(registers: Iterable[str], what: str) -> None:
    """Say what is not shown for want of which registers, with the way to where they are delivered.

    `what` is a message that takes {registers}. Nothing is shown where no register is lacking.
    """
    names = list(registers)
    if not names:
        return
    language = reader_language()
    printed = fmt.join([REGISTERS[name].swedish if language == "sv" else name for name in names], language)
    st.html(f'<p class="said">{escape(say(what, registers=printed))} {way_in()}</p>')


def way_in() -> str:
    """Return the link to where registers are handed in, for the roles that may."""
    if not may_open("deliver", viewer()):
        return ""
    return link(say("part.lacking.deliver"), href("deliver"))
