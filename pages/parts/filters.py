"""For which year, for the municipality or the group, and for which unit?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.parts.language import say

Scope = Literal["municipality", "group"]
SCOPES: tuple[Scope, ...] = ("municipality", "group")
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
    """Show the filters in one line at the top and return the choice; it stands in the address.

    `years` are those with values; the latest is the default. `units` maps code -> name; None leaves it out.
    A value in a link that is not offered gives the default.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        year = _year(sorted(years, reverse=True))
        scope = _scope() if with_scope else "group"
        unit = _unit(units) if units else None
    return Filters(year, scope, unit)


def _year(years: Sequence[int]) -> int:
    chosen = st.selectbox(
        say("part.filter.year"), [str(year) for year in years], key="year", bind="query-params", width=120
    )
    return int(chosen) if chosen and int(chosen) in years else years[0]


def _scope() -> Scope:
    chosen = st.segmented_control(
        say("part.filter.scope"),
        SCOPES,
        default="group",
        required=True,
        format_func=lambda scope: say(f"part.filter.scope.{scope}"),
        key="scope",
        bind="query-params",
    )
    return chosen if chosen in SCOPES else "group"


def _unit(units: Mapping[str, str]) -> str | None:
    # Streamlit writes the shown word in the address, so two units of one name are told apart by their code
    twice = {name for name, times in Counter(units.values()).items() if times > 1}
    shown = {code: f"{name} ({code})" if name in twice else name for code, name in units.items()}
    chosen = st.selectbox(
        say("part.filter.unit"),
        [ALL_UNITS, *units],
        format_func=lambda code: shown.get(code, say("part.filter.all_units")),
        key="unit",
        bind="query-params",
        width=280,
    )
    return chosen if chosen in units else None
