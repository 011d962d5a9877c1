"""How is a line of a scenario printed, beside today and as a difference?"""

from decimal import Decimal

from data.language import Language, text
from kpi import format as fmt
from kpi.scenarios.models import Comparison
from kpi.scenarios.result import Line

YES_OR_NO = "over_limit"
WITHOUT_UNIT = ("ratio", "number")


def head(comparison: Comparison, language: Language) -> str:
    """Return what a line is called, with the unit that its numbers stand in without it."""
    name, unit = text(f"scenario.result.{comparison.then.key}", language), comparison.then.unit
    if unit in WITHOUT_UNIT:
        return name
    shown = fmt.scale_name(_scale(comparison), language) if unit == "SEK" else fmt.unit_name(unit, language)
    return f"{name}, {shown}"


def printed(line: Line | None, comparison: Comparison, language: Language) -> str:
    """Return a line's number without its unit; empty where there is none. Amounts stand in the scale of their row."""
    if line is None or line.value is None:
        return ""
    if line.key == YES_OR_NO:
        return text("scenario.yes" if line.value else "scenario.no", language)
    if line.unit == "SEK":
        return fmt.amount(line.value, _scale(comparison), language)
    return fmt.bare_figure(line.value, line.unit, language)


def printed_difference(comparison: Comparison, language: Language) -> str:
    """Return how much the scenario differs from today, with its sign; empty where either is unknown."""
    difference, unit = comparison.difference, comparison.then.unit
    if difference is None or comparison.then.key == YES_OR_NO:
        return ""
    if not difference:
        return text("scenario.unchanged", language)
    if unit == "SEK":
        scale = _scale(comparison)
        return fmt.signed(fmt.scaled(difference, scale), scale.decimals, language)
    if unit == "%":  # a difference between two shares is no share itself
        shown = fmt.signed(difference, fmt.share_decimals(difference), language)
        return text("scenario.points", language, number=shown).replace(" ", fmt.NBSP)
    return fmt.signed(difference, fmt.TABLE_DECIMALS[unit], language)


def money_range(low_sek: Decimal, high_sek: Decimal, language: Language) -> str:
    """Return two amounts of a sentence as from and to, in the scale of the larger; one where they are printed alike."""
    scale = fmt.scale_for([high_sek], "sentence")
    decimals = fmt.sentence_decimals(fmt.scaled(high_sek, scale)) if scale.decimals else 0
    low, high = (fmt.number(fmt.scaled(each, scale), decimals, language) for each in (low_sek, high_sek))
    number = low if low == high else f"{low}–{high}"
    return text(f"format.money.{scale.name}", language, number=number).replace(" ", fmt.NBSP)


def _scale(comparison: Comparison) -> fmt.Scale:
    """Return the one scale of a row of amounts."""
    values = [comparison.then.value, comparison.today.value if comparison.today else None]
    return fmt.scale_for(values)
