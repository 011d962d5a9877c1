"""How do several figures stand side by side, each with its trend, its status and what to beware of?"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from data.language import Language
from kpi import format as fmt
from kpi.card import cards
from kpi.figures import REGISTER, Figure
from pages.parts.address import href, link
from pages.parts.figure_card import definition_link, way_back_to
from pages.parts.language import reader_language, say
from pages.parts.places import may_open
from pages.parts.status import status_html
from pages.parts.viewer import viewer

CLOSE = ("%", "‰", "×")  # short enough to stand in the number's own size
LONG = ("pp/year",)  # too long to stand after the number


@dataclass(frozen=True)
class Item:
    """A figure under its label, with the same figure of earlier years, and sentences that belong to it.

    `warning` is a sentence that may not be overlooked. A long unit stands in the label, a short one after the number.
    """

    figure: Figure
    label: str
    trend: tuple[Figure, ...] = ()
    said: tuple[str, ...] = ()
    warning: str | None = None


def strip_html(items: Sequence[Item]) -> str:
    """Return the figures as HTML: as many in a row as there is room for."""
    return f'<div class="figure-strip">{"".join(map(_item, items))}</div>'


def missing_html(figure: Figure) -> str:
    """Return why a figure is missing; where a register lacks rows, with the way to where it is delivered."""
    reason = escape(figure.reason(reader_language()) or "")
    lacks_register = bool(figure.missing and figure.missing.startswith(REGISTER))
    leads = deliver_link() if lacks_register else ""
    return f"{reason}. {leads}" if leads else reason


def deliver_link() -> str:
    """Return the link to where registers are handed in, for the roles that may."""
    if not may_open("deliver", viewer()):
        return ""
    return link(say("part.strip.deliver"), href("deliver"), "deliver")


def _item(item: Item) -> str:
    figure = item.figure
    shown = f'<p class="figure-missing">{missing_html(figure)}</p>' if figure.value is None else _value(figure)
    warning = f'<p class="strip-warning">{escape(item.warning)}</p>' if item.warning else ""
    said = "".join(f'<p class="strip-said">{escape(sentence)}</p>' for sentence in item.said)
    return (
        f'<div class="figure"><p class="figure-label">{escape(_label(item))}</p>{shown}'
        f"{_trend(item.trend)}{_foot(figure)}{warning}{said}</div>"
    )


def _label(item: Item) -> str:
    unit = item.figure.unit_of_measure
    return f"{item.label}, {fmt.unit_name(unit, reader_language())}" if unit in LONG else item.label


def _value(figure: Figure) -> str:
    language, unit = reader_language(), figure.unit_of_measure
    title = escape(say("part.figure.way_back"), quote=True)
    whole = fmt.figure(figure.value, unit, language)
    printed = whole if unit in CLOSE else fmt.bare_figure(figure.value, unit, language)
    inline = unit not in (*CLOSE, *LONG)
    after = f' <span class="figure-unit">{escape(fmt.unit_name(unit, language))}</span>' if inline else ""
    address = way_back_to(figure.card, figure.variant, figure.unit, figure.year)
    return f'<p class="figure-value" title="{title}">{link(printed, address)}{after}</p>'


def _foot(figure: Figure) -> str:
    words = [status_html(figure.status)] if figure.status else []
    words += [status_html("tolkning")] if cards()[figure.card].interpretation else []
    words += [definition_link(figure.card)]
    return f'<p class="figure-foot">{" · ".join(words)}</p>'


def _trend(figures: Sequence[Figure]) -> str:
    """Return the years as small bars from zero, the last one in full ink; a missing year is a gap."""
    known = [figure.value for figure in figures if figure.value is not None]
    if len(known) < 2:
        return ""
    highest = max([*known, 1e-9])
    bars = "".join(_bar(figure.value, highest) for figure in figures)
    said = escape(_in_words(figures, reader_language()), quote=True)
    first, last = figures[0].year, figures[-1].year
    return (
        f'<div class="spark" role="img" aria-label="{said}" title="{said}">'
        f'<div class="spark-bars">{bars}</div>'
        f'<div class="spark-years"><span>{first}</span><span>{last}</span></div></div>'
    )


def _bar(value: float | None, highest: float) -> str:
    if value is None:
        return '<span class="gap"></span>'
    return f'<span style="height:{max(0.0, value) / highest * 100:.0f}%"></span>'


def _in_words(figures: Sequence[Figure], language: Language) -> str:
    return ", ".join(
        f"{figure.year}: {fmt.figure(figure.value, figure.unit_of_measure, language)}"
        for figure in figures
        if figure.value is not None
    )
