"""Which figure does the address ask for, and what of it: its rows, a rule's rows, a voucher?"""

from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from kpi.card import cards
from pages.parts.address import asked, href, shown_in
from pages.parts.filters import stop_without
from pages.parts.language import reader_language, say
from pages.parts.units_list import REPORTED, Known

DEFAULT_CARD = "total_it_share"
FIRST_PAGE = "first"
WITHIN_A_FIGURE = ("page", "inputs", "rule", "category", "file_id", "line")
# What links made before the filters stood in every address were called.
OLDER = {"unit": "of", "year": "in"}


@dataclass(frozen=True)
class AskedFigure:
    """A figure, and what of its ledger lines is looked at."""

    card: str
    variant: str | None
    unit: str
    year: int
    rule: str | None = None
    category: str | None = None
    page: str | None = None

    @property
    def looks_at_lines(self) -> bool:
        """Tell whether the lines alone are asked for, not the whole figure."""
        return bool(self.rule or self.page)

    @property
    def token(self) -> str | None:
        """Return the page of lines as the drill knows it."""
        return None if self.page == FIRST_PAGE else self.page

    def address(self, **within: str | int | None) -> str:
        """Return the address of this figure, and of something within it."""
        is_unit = self.unit not in REPORTED
        return href(
            "way_back",
            card=self.card,
            variant=self.variant,
            year=self.year,
            scope=st.query_params.get("scope") if is_unit else self.unit,
            unit=self.unit if is_unit else None,
            **within,
        )

    def lines(self, rule: str | None, category: str | None, page: str = FIRST_PAGE) -> str:
        """Return the address of a page of its lines, of one rule or step or of all."""
        return self.address(rule=rule, category=category, page=page)

    def of_page(self, page: str | None) -> "AskedFigure":
        """Return the same lines on another page."""
        return replace(self, page=page)


def asked_figure(offered: Known) -> AskedFigure:
    """Show which figure is looked at, in one line, and return it; what is not offered gives the default."""
    stop_without(offered.years)
    language = reader_language()
    names = {scope: say(f"part.filter.scope.{scope}") for scope in reversed(REPORTED)} | offered.names
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        card = _pick("card", {key: card.name(language) for key, card in cards().items()}, DEFAULT_CARD, 340)
        variants = {variant.id: variant.name(language) for variant in cards()[card].variants if variant.id}
        variant = _pick("variant", variants, next(iter(variants)), 260) if variants else None
        unit = _pick("unit", names, asked("scope", REPORTED, "group"), 260)
        years = {str(year): str(year) for year in reversed(offered.years)}
        year = _pick("year", years, next(iter(years)), 120)
    given = {name: st.query_params.get(name) for name in ("rule", "category", "page")}
    return AskedFigure(card, variant, unit, int(year), **given)


def _pick(
    name: Literal["card", "variant", "unit", "year"], offered: dict[str, str], default: str, width: int
) -> str:
    older = OLDER.get(name)
    if older and older in st.query_params and name not in st.query_params:
        default = asked(older, offered, default)
    key = f"way-back-{name}"
    chosen = shown_in(key, name, offered, default)
    st.selectbox(
        say(f"page.way_back.pick.{name}"),
        list(offered),
        key=key,
        format_func=lambda code: offered.get(code, code),
        width=width,
        on_change=_keep,
        args=(key, name),
        help=say(f"help.way_back.{name}"),
    )
    return chosen


def _keep(key: str, name: str) -> None:
    """Write a choice into the address; another figure begins at its beginning."""
    chosen = st.session_state[key]
    for stale in (*WITHIN_A_FIGURE, *OLDER.values(), *(("variant",) if name == "card" else ())):
        st.query_params.pop(stale, None)
    if name == "unit" and chosen in REPORTED:
        st.query_params.pop("unit", None)
        st.query_params["scope"] = chosen
    else:
        st.query_params[name] = chosen
