"""How do the four figures stand: a number, what it means, how sure it is, and its definition?"""

from html import escape

from data.language import Language, text
from kpi import format as fmt
from kpi.card import cards
from kpi.summary import FigureOfFour, Summary
from pages.parts.figure_card import definition_link
from pages.parts.status import status_html


def figures_html(told: Summary, language: Language) -> str:
    """Return the figures as HTML; nothing in them leads to the ledger."""
    items = "".join(_figure(one, told, language) for one in told.four)
    return f'<div class="four" role="list">{items}</div>'


def _figure(shown: FigureOfFour, told: Summary, language: Language) -> str:
    label = text(f"summary.figure.{shown.card}", language)
    figure = shown.figure
    value = ""
    if figure is not None and figure.value is not None:
        printed = fmt.figure(figure.value, figure.unit_of_measure, language)
        value = f'<p class="figure-value">{escape(printed)}</p>'
    status = status_html(figure.status) if figure is not None and figure.status else ""
    reading = status_html("tolkning") if cards()[shown.card].interpretation else ""
    foot = " · ".join(part for part in (status, reading, definition_link(shown.card)) if part)
    return (
        f'<div class="figure" role="listitem"><p class="figure-label">{escape(label)}</p>{value}'
        f'<p class="figure-means">{escape(shown.meaning)}</p><p class="figure-foot">{foot}</p></div>'
    )
