"""In which words does a balance stand against the one that is wanted?"""

from kpi import format as fmt
from kpi.balance import Axis, Position
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say


def answer(axis: Axis, whole: Position, chosen: Filters) -> str:
    """Return where the whole stands on an axis and what that leads to, or why it is not known."""
    if whole.figure.value is None:
        reason = whole.figure.reason(reader_language()) or ""
        return say(f"page.balance.answer.{axis}.missing", why=reason)
    values = {"share": percent(whole.figure.value), "whose": say(f"page.balance.whose.{chosen.scope}")}
    if whole.target is None:
        return say(f"page.balance.answer.{axis}.no_target", **values)
    values |= {"wanted": percent(whole.target.point), "distance": points(whole), "band": band(whole)}
    return say(f"page.balance.answer.{axis}.{whole.side}", **values)


def foot(axis: Axis, one: Position) -> str | None:
    """Return how far from the wanted point, beside a figure."""
    if one.target is None:
        return say("page.balance.no_target")
    if one.side is None:
        return say("page.balance.wanted", band=band(one))
    return say(f"page.balance.foot.{one.side}", distance=points(one), wanted=percent(one.target.point), band=band(one))


def band(one: Position) -> str:
    """Return the wanted band in per cent, from its lower to its upper edge; one point where there is no band."""
    language = reader_language()
    low, high = max(0.0, one.target.point - one.target.band), min(100.0, one.target.point + one.target.band)
    if low == high:
        return percent(low)
    return f"{fmt.number(low, 0, language)}–{fmt.figure(high, '%', language, 'sentence')}"


def points(one: Position) -> str:
    """Return the distance in whole percentage points, without its sign."""
    return fmt.number(abs(one.distance or 0.0), 0, reader_language())


def percent(value: float) -> str:
    """Return a share as it is said in a sentence."""
    return fmt.figure(value, "%", reader_language(), "sentence")
