"""What does one figure say, how sure is it, and where does it come from?"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from pages.parts.address import href, link
from pages.parts.language import reader_language, say
from pages.parts.status import status_html
from pages.parts.units_list import REPORTED

WORDED_UNITS = ("SEK/HTE", "SEK/SEK", "SEK/case", "pp/year")  # too long to stand in the number's own size


@dataclass(frozen=True)
class ShownFigure:
    """A figure ready to be shown: its label, value in the card's unit, and all that qualifies it.

    A click leads to the way back of its card, unless `address` leads elsewhere and `leads_to` says where.
    """

    card: str | None
    label: str
    value: float | None
    unit_of_measure: str
    unit: str
    year: int
    status: str | None = None
    interpretation: bool = False
    reason: str | None = None
    foot: str | None = None
    variant: str | None = None
    address: str | None = None
    leads_to: str = "part.figure.way_back"
    is_change: bool = False  # told with its sign, up as well as down


def figure_card(shown: ShownFigure) -> None:
    """Show the figure as a link to its way back, with its status; without a value, the reason."""
    st.html(figure_html(shown))


def figure_row(shown: Sequence[ShownFigure]) -> None:
    """Show figures side by side; their labels, values and feet are level, however many lines a label takes."""
    if shown:
        st.html(f'<div class="figure-row">{"".join(map(figure_html, shown))}</div>')


def figure_html(shown: ShownFigure) -> str:
    """Return the figure's label, value and foot as HTML."""
    label = f'<p class="figure-label">{escape(shown.label)}</p>'
    return f'<div class="figure">{label}{_value(shown)}{_foot(shown)}</div>'


def _value(shown: ShownFigure) -> str:
    if shown.value is None:
        return f'<p class="figure-missing">{escape(shown.reason or say("part.figure.missing"))}</p>'
    printed, after = _printed(shown.value, shown.unit_of_measure)
    if shown.is_change:
        printed = fmt.signed_figure(shown.value, shown.unit_of_measure, reader_language(), "table")
    address = shown.address
    if address is None and shown.card:
        address = way_back_to(shown.card, shown.variant, shown.unit, shown.year)
    if address is None:
        return f'<p class="figure-value">{escape(printed)}{after}</p>'
    title = escape(say(shown.leads_to), quote=True)
    return f'<p class="figure-value" title="{title}">{link(printed, address)}{after}</p>'


def _printed(value: float, unit: str) -> tuple[str, str]:
    """Return the number, with its unit where that is a sign or chosen by scale, else with the unit set smaller."""
    language = reader_language()
    if unit not in WORDED_UNITS:
        return fmt.figure(value, unit, language), ""
    return fmt.bare_figure(value, unit, language), f' <span class="figure-unit">{fmt.unit_name(unit, language)}</span>'


def shown_figure(figure: Figure, label: str | None = None, foot: str | None = None) -> ShownFigure:
    """Return a computed figure as it is shown: named as its card where no label is given."""
    card, language = cards()[figure.card], reader_language()
    return ShownFigure(
        card=figure.card,
        label=label or card.name(language),
        value=figure.value,
        unit_of_measure=figure.unit_of_measure,
        unit=figure.unit,
        year=figure.year,
        status=figure.status,
        interpretation=card.interpretation,
        reason=figure.reason(language),
        foot=foot,
        variant=figure.variant,
    )


def definition_link(card: str) -> str:
    """Return the link from a figure to what it means."""
    address = href("definitions", card=card)
    label = f"{say('part.figure.definition')}: {cards()[card].name(reader_language())}"
    return link(say("part.figure.definition"), address, "definition", label)


def way_back_to(card: str, variant: str | None, unit: str, year: int) -> str:
    """Return the address under which Vägen tillbaka explains a figure of a unit or scope."""
    whose = {"scope": unit, "unit": None} if unit in REPORTED else {"unit": unit}
    return href("way_back", card=card, variant=variant, year=year, **whose)


def _foot(shown: ShownFigure) -> str:
    words = [status_html(shown.status)] if shown.status else []
    words += [status_html("tolkning")] if shown.interpretation else []
    words += [escape(shown.foot)] if shown.foot else []
    words += [escape(shown.reason)] if shown.reason and shown.value is not None else []
    words += [definition_link(shown.card)] if shown.card else []
    return f'<p class="figure-foot">{" · ".join(words)}</p>'
