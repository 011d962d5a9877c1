"""For which year, for the municipality or the group, and for which unit?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, cast

import streamlit as st

from pages.parts.address import shown_in, write
from pages.parts.language import say

Scope = Literal["municipality", "group"]
SCOPES: tuple[Scope, ...] = ("municipality", "group")
DEFAULT_SCOPE: Scope = "group"
ALL_UNITS = "all"


@dataclass(frozen=True)
class Filters:
    """What the reader has chosen; `unit` is None where the whole scope is shown."""

    year: int
    scope: Scope
    unit: str | None = None

    @property
    def reported_unit(self) -> str:
        """Return the code under which the figures are kept: the unit's, else the scope's."""
        return self.unit or self.scope


def filters(years: Sequence[int], units: Mapping[str, str] | None = None, with_scope: bool = True) -> Filters:
    """Show the filters in one line at the top and return the choice; it stands in the address by its codes.

    `years` are those with values; the latest is the default. `units` maps code -> name; None leaves it out.
    A value in a link that is not offered gives the default. Where nothing has a year the page stops with a word.
    """
    stop_without(years)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        year = _year([str(year) for year in sorted(years, reverse=True)])
        scope = _scope() if with_scope else DEFAULT_SCOPE
        unit = _unit(units) if units else None
    # the address says the whole view, also what nobody chose: next year's default is another year
    st.query_params.update({"year": year} | ({"scope": scope} if with_scope else {}))
    return Filters(int(year), scope, unit)


def stop_without(years: Sequence[int]) -> None:
    """Say that nothing stored has a year, with the way to where it is delivered, and stop there."""
    if not years:
        _say_no_years()


def _say_no_years() -> None:
    """Say that there is nothing yet, with the way in; the public face has none, and so is not to load it."""
    from pages.parts.lacking import way_in

    st.html(f'<p class="answer">{escape(say("part.filter.no_years"))}</p><p class="said">{way_in()}</p>')
    st.stop()


def _year(years: Sequence[str]) -> str:
    chosen = shown_in("filter-year", "year", years, years[0])
    st.selectbox(
        say("part.filter.year"),
        years,
        key="filter-year",
        on_change=write,
        args=("filter-year", "year"),
        width=120,
        help=say("help.filter.year"),
    )
    return chosen


def _scope() -> Scope:
    chosen = shown_in("filter-scope", "scope", SCOPES, DEFAULT_SCOPE)
    st.segmented_control(
        say("part.filter.scope"),
        SCOPES,
        required=True,
        format_func=lambda scope: say(f"part.filter.scope.{scope}"),
        key="filter-scope",
        on_change=write,
        args=("filter-scope", "scope"),
    )
    return cast(Scope, chosen)


def _unit(units: Mapping[str, str]) -> str | None:
    chosen = shown_in("filter-unit", "unit", units, ALL_UNITS)
    st.selectbox(
        say("part.filter.unit"),
        [ALL_UNITS, *units],
        format_func=lambda code: units.get(code, say("part.filter.all_units")),
        key="filter-unit",
        on_change=write,
        args=("filter-unit", "unit", ALL_UNITS),
        width=340,
        help=say("help.filter.unit"),
    )
    return chosen if chosen in units else None
