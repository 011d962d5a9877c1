"""What has changed since another year, said in words and in both directions?"""

from dataclasses import dataclass

from data.language import Language, text
from kpi import format as fmt


@dataclass(frozen=True)
class Change:
    """A cost now and then; the percentages come from the change cards, the difference is in SEK."""

    difference_sek: fmt.Number
    since: int
    nominal_pct: fmt.Number | None = None
    share_pct: fmt.Number | None = None


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
