"""What does IT cost and of what, how has that changed, and is it as money or as a share?"""

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from data.language import Language, text
from kpi import format as fmt
from kpi.figures import Figure
from kpi.overview import Sek, UnitYear
from kpi.summary_parts import WHOLE_YEAR, Sentence, Whose, money, percent, reason, together, uneven, unknown, way

CENTRAL = "central_it"
CATEGORIES = {
    "central_it": "k1_part_sek",
    "external_it": "k2_sek",
    "local_it_staff": "k3_sek",
    "shadow_it": "k4_sek",
}
# Two years are told to be unlike where the share that is classified differs by this much, 0-1.
UNLIKE_COVERAGE = 0.01
# A turnover that is not what was booked is said to be so beside every share of it.
UNSURE = ("antagande", "uppskattad")


def cost(
    whose: Whose, now: UnitYear, share: Figure | None, language: Language, zeros: Collection[str] = ()
) -> Sentence:
    """Return what IT cost in the year and of what.

    `zeros` are the categories without data that count 0, where the share has no value to say it.
    """
    cost_sek = cost_of(whose, now)
    if cost_sek is None:
        return unknown("cost", "unknown", reason(share, language), language, year=now.year)
    caution = _months_caution(whose, now, language)
    if whose.kind == CENTRAL:
        said = text("summary.cost.central", language, money=money(cost_sek, language), year=now.year)
        return Sentence("cost", said, caution)
    known = share is not None and share.value is not None
    parts = _parts(whose, now, language)
    said = text(
        f"summary.cost.{'share' if known else 'money'}_{'parts' if parts else 'alone'}", language,
        money=money(cost_sek, language), year=now.year, parts=parts,
        share=percent(share.value if known else None, language),
    )  # fmt: skip
    said = together(said, "" if known else text("summary.cost.no_share", language, why=reason(share, language)))
    turnover = _turnover_caution(now, language) if known else ""
    lacking = _zeros(share.counted_zero if known else zeros, language)
    return Sentence("cost", said, together(turnover, lacking, caution))


def change(
    whose: Whose,
    years: tuple[UnitYear | None, UnitYear],
    nominal: Figure | None,
    shares: tuple[Figure | None, Figure | None],
    language: Language,
) -> Sentence:
    """Return how the cost has changed since the year before, in money and as a share of turnover.

    `years` and `shares` are the year before and the year; `nominal` is the change in per cent.
    """
    before, now = years
    if cost_of(whose, now) is None:
        return unknown("change", "unknown", reason(shares[1], language), language, year=now.year)
    if before is None or cost_of(whose, before) is None:
        key = "first" if before is None else "no_base"
        said = text(f"summary.change.{key}", language, year=now.year, before=now.year - 1)
        return Sentence("change", said, is_known=False)
    difference = money(abs(_difference_sek(whose, before, now)), language)
    grew = _grew(cost_of(whose, before), cost_of(whose, now), language)
    went = money_way(whose, before, now)
    said = text(f"summary.change.money.{went}", language, year=now.year, money=difference, percent=grew)
    said = together(uneven(whose, before, now, language), said)  # first, else the difference is read as a saving
    if whose.kind == CENTRAL:
        return Sentence("change", said)
    caution = together(
        _coverage(before, now, language),
        _one_sided(before, now, nominal, language),
        _turnover_caution(now, language) if _both(shares) else "",
    )
    return Sentence("change", together(said, _as_share(before, now, shares, language)), caution)


def cost_of(whose: Whose, now: UnitYear) -> Sek | None:
    """Return what IT costs here: the central IT unit's whole cost, which is allocated to the others, or total IT."""
    return now.k1_gross_sek if whose.kind == CENTRAL else now.total_it_sek


def money_way(whose: Whose, before: UnitYear, now: UnitYear) -> Literal["more", "less", "same"]:
    """Return whether IT cost more, less or the same: a difference that the amounts' own scale prints as 0 is none."""
    difference = _difference_sek(whose, before, now)
    scale = fmt.scale_for([cost_of(whose, before), cost_of(whose, now)], "sentence")
    if not fmt.round_half_up(fmt.scaled(difference, scale), 0 if scale == fmt.KR else 1):
        return "same"
    return "more" if difference > 0 else "less"


def _difference_sek(whose: Whose, before: UnitYear, now: UnitYear) -> Decimal:
    return fmt.exact(cost_of(whose, now)) - fmt.exact(cost_of(whose, before))


def _grew(before_sek: Sek, now_sek: Sek, language: Language) -> str:
    """Return by how many per cent, in brackets after the amount; nothing where that prints as 0 or is of nothing."""
    if before_sek <= 0:
        return ""
    grew_pct = 100 * abs(float(now_sek) / float(before_sek) - 1)
    if not fmt.round_half_up(grew_pct, 1):
        return ""
    return text("summary.change.percent", language, percent=percent(grew_pct, language))


def _both(shares: tuple[Figure | None, Figure | None]) -> bool:
    return all(share is not None and share.value is not None for share in shares)


def _as_share(
    before: UnitYear, now: UnitYear, shares: tuple[Figure | None, Figure | None], language: Language
) -> str:
    """Return what became of turnover, and of the share that IT takes of it."""
    if not _both(shares):
        lacking = next((share for share in reversed(shares) if share is None or share.value is None), None)
        year = now.year if lacking is shares[1] else before.year
        return text("summary.change.no_share", language, why=reason(lacking, language), year=year)
    first, last = (percent(share.value, language) for share in shares)
    moved = way(first, last, shares[1].value > shares[0].value)
    said = text(f"summary.change.share.{moved}", language, first=first, last=last)
    return text(f"summary.change.turnover.{_turnover_way(shares)}", language, share=said,
                percent=percent(abs(_turnover_pct(shares)), language))  # fmt: skip


def _turnover_pct(shares: tuple[Figure, Figure]) -> float:
    """Return by how many per cent the turnover that the shares are of has changed."""
    then, since = (float(share.denominator) for share in shares)
    return 100 * (since / then - 1)


def _turnover_way(shares: tuple[Figure, Figure]) -> Literal["grew", "fell", "same"]:
    grew = _turnover_pct(shares)
    if not fmt.round_half_up(grew, 1):
        return "same"
    return "grew" if grew > 0 else "fell"


def _parts(whose: Whose, now: UnitYear, language: Language) -> str:
    """Return what the total is made of, the parts that are nothing left out."""
    amounts = {code: getattr(now, field) for code, field in CATEGORIES.items()}
    said = [
        text(f"summary.part.{_part_key(code, whose, now)}", language, money=money(amount, language))
        for code, amount in amounts.items()
        if amount
    ]
    return fmt.join(said, language) if said else ""


def _part_key(code: str, whose: Whose, now: UnitYear) -> str:
    if code == "local_it_staff" and now.k3_from == "headcount":
        return "local_it_staff_estimated"
    if code == "shadow_it" and now.k4_declared_sek:
        return "shadow_it_declared"
    if code in ("central_it", "external_it"):
        return f"{code}.{whose.code if whose.is_scope else 'unit'}"
    return code


def _turnover_caution(now: UnitYear, language: Language) -> str:
    status = now.turnover_status
    return text(f"summary.turnover.{status}", language, year=now.year) if status in UNSURE else ""


def _zeros(counted_zero: Collection[str], language: Language) -> str:
    if not counted_zero:
        return ""
    names = fmt.join([text(f"summary.category.{code}", language) for code in counted_zero], language)
    return text("summary.cost.zeros", language, categories=names[0].upper() + names[1:])


def _months_caution(whose: Whose, now: UnitYear, language: Language) -> str:
    if now.months is None or now.months >= WHOLE_YEAR:
        return ""
    key = "scope" if whose.is_scope else "unit"
    return text(f"summary.months.{key}", language, year=now.year, months=now.months)


def _coverage(before: UnitYear, now: UnitYear, language: Language) -> str:
    """Return that more, or less, of the cost is classified than the year before."""
    then, since = before.classified_share, now.classified_share
    if then is None or since is None or abs(since - then) < UNLIKE_COVERAGE:
        return ""
    key = "more" if since > then else "less"
    return text(f"summary.change.coverage_{key}", language, before=before.year, year=now.year,
                first=percent(then * 100, language), last=percent(since * 100, language))  # fmt: skip


def _one_sided(before: UnitYear, now: UnitYear, nominal: Figure | None, language: Language) -> str:
    """Return which categories one of the two years knows and the other does not."""
    lacking = nominal.counted_zero if nominal else ()
    sided = [
        code
        for code, field in CATEGORIES.items()
        if code in lacking and bool(getattr(before, field)) != bool(getattr(now, field))
    ]
    if not sided:
        return ""
    names = fmt.join([text(f"summary.category.{code}", language) for code in sided], language)
    return text("summary.change.one_sided", language, categories=names[0].upper() + names[1:])
