"""How far has each unit's month come, as a grid that the keyboard and a narrow screen can read?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.months import STATES, UnitMonth, UnitYear
from pages.parts.address import href, link
from pages.parts.language import reader_language, say


def show_month_grid(years: Sequence[UnitYear], year: int, version: int) -> None:
    """Show units by months; every cell says its state in a word and a shape, and opens its checklist."""
    heads = "".join(f'<th scope="col">{_head(years, year, number)}</th>' for number in range(1, 13))
    rows = "".join(_row(unit, version) for unit in years)
    caption = escape(say("page.reconcile.grid", year=year))
    st.html(
        f'<div class="table-region" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="months"><caption class="sr-only">{caption}</caption>'
        f'<thead><tr><th scope="col">{escape(say("page.reconcile.unit"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_legend()}"
    )


def _head(years: Sequence[UnitYear], year: int, number: int) -> str:
    """Return a month's name; where any unit has it, it opens all of them together."""
    language = reader_language()
    name = fmt.month_name(number, language, short=True)
    if all(unit.months[number - 1].state == "absent" for unit in years):
        return escape(name)
    period = f"{year}-{number:02d}"
    read_out = say("page.month_end.title", month=fmt.month(period, language))
    return link(name, href("reconcile", unit=None, period=period, year=year), read_out=read_out)


def _row(unit: UnitYear, version: int) -> str:
    cells = "".join(f"<td>{_cell(month, version)}</td>" for month in unit.months)
    return f'<tr><th scope="row">{escape(unit.name)}</th>{cells}</tr>'


def _cell(month: UnitMonth, version: int) -> str:
    language = reader_language()
    name = escape(fmt.month_name(month.month % 100, language, short=True))
    if month.state == "absent":
        return f'<span class="month-name">{name}</span><span class="month absent">–</span>'
    word = say(f"page.reconcile.state.{month.state}")
    older = month.rule_version is not None and month.rule_version != version
    label = f"{word} v{month.rule_version}" if older else word
    read_out = f"{month.name}, {fmt.month(month.period, language)}: {word}"
    if older:
        read_out += f", {say('page.reconcile.version', version=month.rule_version)}"
    opens = link(label, month_address(month), f"month {month.state}", read_out)
    return f'<span class="month-name" aria-hidden="true">{name}</span>{opens}'


def month_address(month: UnitMonth) -> str:
    """Return the address of a month's checklist."""
    return href("reconcile", unit=month.unit, period=month.period, year=month.month // 100)


def _legend() -> str:
    items = "".join(
        f'<li><span class="month {state}">{escape(say(f"page.reconcile.state.{state}"))}</span> '
        f"{escape(say(f'page.reconcile.state.{state}.why'))}</li>"
        for state in STATES
    )
    return f'<ul class="month-legend" aria-label="{escape(say("page.reconcile.legend"), quote=True)}">{items}</ul>'
