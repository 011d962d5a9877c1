"""What does one figure say, how sure is it, and where does it come from?"""

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


def figure_card(shown: ShownFigure) -> None:
    """Show the figure as a link to its way back, with its status; without a value, the reason."""
    st.html(figure_html(shown))


def figure_html(shown: ShownFigure) -> str:
    """Return the figure's label, value and foot as HTML."""
    label = f'<p class="figure-label">{escape(shown.label)}</p>'
    return f'<div class="figure">{label}{_value(shown)}{_foot(shown)}</div>'


def _value(shown: ShownFigure) -> str:
    if shown.value is None:
        return f'<p class="figure-missing">{escape(shown.reason or say("part.figure.missing"))}</p>'
    printed = fmt.figure(shown.value, shown.unit_of_measure, reader_language())
    address = shown.address
    if address is None and shown.card:
        address = way_back_to(shown.card, shown.variant, shown.unit, shown.year)
    if address is None:
        return f'<p class="figure-value">{escape(printed)}</p>'
    title = escape(say(shown.leads_to), quote=True)
    return f'<p class="figure-value" title="{title}">{link(printed, address)}</p>'


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


def way_back_to(card: str, variant: str | None, unit: str, year: int) -> str:
    """Return the address under which Vägen tillbaka explains a figure of a unit or scope."""
    whose = {"scope": unit, "unit": None} if unit in REPORTED else {"unit": unit}
    return href("way_back", card=card, variant=variant, year=year, **whose)


def _foot(shown: ShownFigure) -> str:
    words = [status_html(shown.status)] if shown.status else []
    words += [status_html("tolkning")] if shown.interpretation else []
    words += [escape(shown.foot)] if shown.foot else []
    words += [escape(shown.reason)] if shown.reason and shown.value is not None else []
    return f'<p class="figure-foot">{" · ".join(words)}</p>'
