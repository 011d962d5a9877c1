"""Which units lack the means?"""

from collections.abc import Mapping, Sequence

from data.language import Language, text
from kpi import format as fmt
from kpi.card import COMPARED
from kpi.equality import Equality, UnitMeans
from kpi.figures import Figure
from kpi.summary_parts import Sentence, Whose, money, percent, reason, together, unknown

MOST_NAMED = 4  # more than these are counted, and named in the table


def means(whose: Whose, found: Equality | None, names: Mapping[str, str], language: Language) -> Sentence:
    """Return which units lie below the floor; low cost is the alarm, so none of it is praise or blame."""
    if not whose.is_scope:
        return _of_one(whose, found, language)
    if found is None or found.floor.value is None:
        return _unknown("unknown", found, language)
    floor = _spent(found.floor, language)
    counted = text(
        f"summary.means.{_how_many(found)}.{whose.code}", language,
        known=len(found.known), below=len(found.below), names=_named(found.below, names, language),
    )  # fmt: skip
    said = together(
        counted,
        text(f"summary.means.floor.{found.base}", language, floor=floor),
        _lift(found, language),
    )
    return Sentence("means", said, _caution(found, names, language))


def _unknown(key: str, found: Equality | None, language: Language) -> Sentence:
    """Return that there is no limit; where there is but one unit, no delivery makes one."""
    why = reason(found.floor if found else None, language)
    return unknown("means", key, why, language, is_mendable=found is None or len(found.units) > 1)


def _how_many(found: Equality) -> str:
    if not found.below:
        return "none"
    if len(found.below) == 1:
        return "one"
    return "some" if len(found.below) <= MOST_NAMED else "many"


def _of_one(whose: Whose, found: Equality | None, language: Language) -> Sentence:
    """Return whether one department or company lies below the floor of its group."""
    if whose.kind not in COMPARED:
        return Sentence("means", text("summary.means.not_compared", language), is_known=False)
    if found is None or found.floor.value is None:
        return _unknown("unknown_one", found, language)
    own = next((unit for unit in found.units if unit.unit == whose.code), None)
    if own is None or own.share.value is None:
        return unknown("means", "unknown_one", reason(own.share if own else None, language), language)
    key = "below" if own.is_below else "above"
    share, floor = _spent(own.share, language), _spent(found.floor, language)
    said = together(
        text(f"summary.means.{key}.{whose.kind}.{found.base}", language, share=share, floor=floor),
        text("summary.means.lift_one", language, money=money(own.lift_sek, language)) if own.lift_sek else "",
    )
    return Sentence("means", said)


def _spent(figure: Figure, language: Language) -> str:
    """Return a share of turnover, or money per full-time equivalent."""
    if figure.unit_of_measure == "%":
        return percent(figure.value, language)
    return text("summary.means.per_fte", language, money=money(figure.value, language))


def _named(units: Sequence[UnitMeans], names: Mapping[str, str], language: Language) -> str:
    """Return the units' names from A: the order is no ranking."""
    return fmt.join(sorted(names.get(unit.unit, unit.unit) for unit in units), language)


def _lift(found: Equality, language: Language) -> str:
    if not found.below:
        return ""
    key = "lift_one" if len(found.below) == 1 else "lift"
    return text(f"summary.means.{key}", language, money=money(found.lift_sek, language))


def _caution(found: Equality, names: Mapping[str, str], language: Language) -> str:
    """Return which units could not be held against the floor, and which may lie below it for want of months."""
    return together(_short(found, names, language), _left_out(found, names, language))


def _short(found: Equality, names: Mapping[str, str], language: Language) -> str:
    most = max((unit.share.months for unit in found.known), default=0)
    short = [unit for unit in found.below if unit.share.months < most]
    if not short:
        return ""
    return text("summary.means.short", language, names=_named(short, names, language), months=most)


def _left_out(found: Equality, names: Mapping[str, str], language: Language) -> str:
    out = [unit for unit in found.units if unit.share.value is None]
    if not out:
        return ""
    named = _named(out, names, language) if len(out) <= MOST_NAMED else ""
    key = "left_out" if named else "left_out_many"
    return text(f"summary.means.{key}", language, names=named, count=len(out))
