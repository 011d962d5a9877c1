"""What has changed since another year, said in words and in both directions?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.language import Language, text
from kpi import format as fmt
from kpi.overview import UnitYear


@dataclass(frozen=True)
class Change:
    """A cost now and then; the percentages come from the change cards, the difference is in SEK."""

    difference_sek: fmt.Number
    since: int
    nominal_pct: fmt.Number | None = None
    share_pct: fmt.Number | None = None


def cost_change(
    now: UnitYear, before: UnitYear | None, nominal_pct: fmt.Number | None, share_pct: fmt.Number | None
) -> Change | None:
    """Return how total IT has changed since another year; None where either total is unknown."""
    if before is None or now.total_it_sek is None or before.total_it_sek is None:
        return None
    difference_sek = Decimal(str(now.total_it_sek)) - Decimal(str(before.total_it_sek))
    return Change(difference_sek, before.year, nominal_pct, share_pct)


def direction(
    before_sek: fmt.Number, after_sek: fmt.Number, scale: fmt.Scale, language: Language
) -> Literal["up", "down", "same"]:
    """Return which way a sentence says an amount has gone: two that are printed alike are the same."""
    before, after = (
        fmt.money(amount_sek, language, scale, "sentence") for amount_sek in (before_sek, after_sek)
    )
    if before == after:
        return "same"
    return "up" if after_sek > before_sek else "down"


def change_in_words(change: Change, language: Language) -> str:
    """Return "3,2 mnkr mer än 2023 (+2,1 % i kronor, −0,4 % som andel)"."""
    said = _difference(change, language)
    parts = [
        text(f"format.change.{key}", language, value=fmt.signed_figure(value, "%", language))
        for key, value in (("nominal", change.nominal_pct), ("share", change.share_pct))
        if value is not None
    ]
    return f"{said} ({', '.join(parts)})" if parts else said


def _difference(change: Change, language: Language) -> str:
    scale = fmt.scale_for([change.difference_sek], "sentence")
    if not fmt.round_half_up(fmt.scaled(change.difference_sek, scale), 0 if scale == fmt.KR else 1):
        return text("format.change.same", language, since=change.since)
    key = "more" if change.difference_sek > 0 else "less"
    money = fmt.money(abs(change.difference_sek), language, scale, "sentence")
    return text(f"format.change.{key}", language, money=money, since=change.since)
