"""How is a line of a scenario printed, beside today and as a difference?"""

from decimal import Decimal

from data.language import Language, text
from kpi import format as fmt
from kpi.scenarios.models import Comparison
from kpi.scenarios.result import Line

YES_OR_NO = "over_limit"


def printed(line: Line | None, language: Language, beside: Comparison | None = None) -> str:
    """Return a line's number with its unit; empty where there is none. Amounts stand in the scale of their row."""
    if line is None or line.value is None:
        return ""
    if line.key == YES_OR_NO:
        return text("scenario.yes" if line.value else "scenario.no", language)
    if line.unit == "SEK":
        return fmt.money(line.value, language, _scale(beside) if beside else None)
    if line.unit == "ratio":
        return fmt.number(line.value, 2, language)
    return fmt.figure(line.value, line.unit, language)


def printed_difference(comparison: Comparison, language: Language) -> str:
    """Return how much the scenario differs from today, with its sign; empty where either is unknown."""
    difference, unit = comparison.difference, comparison.then.unit
    if difference is None or comparison.then.key == YES_OR_NO:
        return ""
    if not difference:
        return text("scenario.unchanged", language)
    if unit == "SEK":
        scale = _scale(comparison)
        return _money(fmt.signed(fmt.scaled(difference, scale), scale.decimals, language), scale, language)
    if unit == "%":
        shown = fmt.signed(difference, fmt.share_decimals(difference), language)
        return text("scenario.points", language, number=shown).replace(" ", fmt.NBSP)
    if unit == "ratio":
        return fmt.signed(difference, 2, language)
    return fmt.signed_figure(difference, unit, language, "table")


def _scale(comparison: Comparison) -> fmt.Scale:
    values = [comparison.then.value, comparison.today.value if comparison.today else None]
    return fmt.scale_for(value for value in values if isinstance(value, Decimal))


def money_range(low_sek: Decimal, high_sek: Decimal, language: Language) -> str:
    """Return two amounts of a sentence as from and to, in the scale of the larger; one where they are printed alike."""
    scale = fmt.scale_for([high_sek], "sentence")
    decimals = fmt.sentence_decimals(fmt.scaled(high_sek, scale)) if scale.decimals else 0
    low, high = (fmt.number(fmt.scaled(each, scale), decimals, language) for each in (low_sek, high_sek))
    return _money(low if low == high else f"{low}–{high}", scale, language)


def _money(number: str, scale: fmt.Scale, language: Language) -> str:
    return text(f"format.money.{scale.name}", language, number=number).replace(" ", fmt.NBSP)
