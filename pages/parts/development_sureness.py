"""How sure is development's share: what says no activity, whose target is whose, who has said nothing?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.development import UnitTarget, WorkYear
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.status import status_html

MOST_NAMED = 3


def show_development_sureness(now: WorkYear, units: Sequence[UnitTarget]) -> None:
    """Say in sentences what the share and the gap rest on. `units` are empty where one unit is shown."""
    said = [*_untold(now, units), *_targets(now, units), *_sums(now), *_silent(now, units)]
    if not said:
        return
    st.header(say("part.sure.title"))
    st.html('<ul class="sure">' + "".join(f"<li>{sentence}</li>" for sentence in said) + "</ul>")


def _untold(now: WorkYear, units: Sequence[UnitTarget]) -> list[str]:
    said = []
    if now.untold_sek:
        words = say("part.development.untold", money=_money(now.untold_sek), share=_share(now.untold_pct))
        most = sorted((unit for unit in units if unit.untold_sek), key=lambda unit: -unit.untold_sek)[:MOST_NAMED]
        if most:
            named = [f"{unit.name} {_money(unit.untold_sek)}" for unit in most]
            words += " " + say("part.development.untold_most", units=fmt.join(named, reader_language()))
        said.append(escape(words))
    if now.register_sek:
        words = say("part.development.from_registers", money=_money(now.register_sek))
        said.append(f"{escape(words)} {status_html('uppskattad')}")
    return said


def _targets(now: WorkYear, units: Sequence[UnitTarget]) -> list[str]:
    own = [unit for unit in units if unit.target_from == "register"]
    if not units:
        return [escape(say("part.development.one_target", target=_share(now.target_pct)))] if now.target_pct else []
    named = [f"{unit.name} {_share(unit.target_pct)}" for unit in own]
    default = next((unit.target_pct for unit in units if unit.target_from == "default"), None)
    said = [] if default is None else [escape(say("part.development.default_target", target=_share(default)))]
    if named:
        said.append(escape(say("part.development.own_targets", units=fmt.join(named, reader_language()))))
    return said


def _sums(now: WorkYear) -> list[str]:
    """Say of how many units a gap is the sum, and what that counts in two places."""
    said = []
    if now.gap_sek_from == "units" and now.units_gap_sek > 1:
        said.append(say("part.development.sum_sek", count=now.units_gap_sek, units=now.units))
    if now.gap_fte_from == "units" and now.units_gap_fte > 1:
        said.append(say("part.development.sum_fte", count=now.units_gap_fte, units=now.units))
    return [escape(sentence) for sentence in said]


def _silent(now: WorkYear, units: Sequence[UnitTarget]) -> list[str]:
    """Name the units of which the register of development says nothing, where it says something of others."""
    silent = [unit.name for unit in units if not unit.has_row]
    if not silent or not now.has_register or len(silent) == len(units):
        return []
    named = fmt.join(silent, reader_language())
    return [f"{escape(say('part.development.silent', units=named, year=now.year))} {way_in()}"]


def _money(amount_sek: fmt.Number) -> str:
    return fmt.money(amount_sek, reader_language(), voice="sentence")


def _share(value: float | None) -> str:
    return fmt.figure(value, "%", reader_language(), "sentence")
