"""How is a number, an amount or a date printed for this reader?

The only place that rounds, and only half up. A missing value is the empty string: its reason stands beside.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_decimal

from data.language import Language, text

Number = Decimal | float | int
Voice = Literal["table", "sentence"]

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Scale:
    """One unit of money for a whole chart, table or sentence."""

    name: Literal["kr", "tkr", "mnkr"]
    divisor: int
    decimals: int


KR, TKR, MNKR = Scale("kr", 1, 0), Scale("tkr", 1_000, 0), Scale("mnkr", 1_000_000, 1)

# An amount in a sentence is short ("3,2 mnkr"); a table's scale must leave its small rows something to show.
SCALE_FROM: dict[Voice, tuple[int, int]] = {"sentence": (1_000, 1_000_000), "table": (100_000, 10_000_000)}

# unit of a card -> decimals in tables and cards (% is decided by its size)
TABLE_DECIMALS = {
    "%": 2,
    "‰": 1,
    "×": 2,
    "HTE": 1,
    "SEK/HTE": 0,
    "SEK/SEK": 2,
    "SEK/case": 0,
    "ratio": 2,
    "pp/year": 1,
    "year": 1,
    "SEK": 0,
    "SEK/h": 0,
    "h": 0,
    "h/HTE": 0,
    "month": 0,
    "level": 1,
    "number": 0,
}
CLOSE_UP = {"×"}  # follows its number without a space, in both languages
ENGLISH_CLOSE_UP = {"%", "‰", "×"}


def number(value: Number | None, decimals: int, language: Language) -> str:
    """Return a number with so many decimals, in the language's separators, with a real minus."""
    if value is None:
        return ""
    rounded = round_half_up(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    printed = format_decimal(abs(rounded), format=pattern, locale=language)
    return (MINUS if rounded < 0 else "") + _hard_spaces(printed)


def signed(value: Number | None, decimals: int, language: Language) -> str:
    """Return a number with its sign always shown, but for a printed zero."""
    if value is None:
        return ""
    return ("+" if round_half_up(value, decimals) > 0 else "") + number(value, decimals, language)


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Return the value as it is printed; a float counts as the digits it shows, so 2.675 gives 2.68."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)  # no "−0,0"


def scale_for(values_sek: Iterable[Number | None], voice: Voice = "table") -> Scale:
    """Return the one scale in which all these amounts are shown."""
    largest = max((abs(value) for value in values_sek if value is not None), default=0)
    from_tkr, from_mnkr = SCALE_FROM[voice]
    return MNKR if largest >= from_mnkr else TKR if largest >= from_tkr else KR


def scaled(value_sek: Number | None, scale: Scale) -> Decimal | None:
    """Return the amount in the scale's unit, unrounded: what an axis is drawn from."""
    if value_sek is None:
        return None
    return exact(value_sek) / scale.divisor


def amount(value_sek: Number | None, scale: Scale, language: Language) -> str:
    """Return an amount in the scale without its unit, for a cell or a label whose head names the unit."""
    return number(scaled(value_sek, scale), scale.decimals, language)


def scale_name(scale: Scale, language: Language) -> str:
    """Return the scale's unit in words: kr, tkr, mnkr."""
    return text(f"format.scale.{scale.name}", language)


def with_unit(printed: str, scale: Scale, language: Language) -> str:
    """Return an amount printed in the scale, or two with a word between them, with the unit where it belongs."""
    return text(f"format.money.{scale.name}", language, number=printed).replace(" ", NBSP)


def money(value_sek: Number | None, language: Language, scale: Scale | None = None, voice: Voice = "table") -> str:
    """Return an amount with its unit; without a scale it chooses its own."""
    if value_sek is None:
        return ""
    scale = scale or scale_for([value_sek], voice)
    value = scaled(value_sek, scale)
    decimals = sentence_decimals(value) if voice == "sentence" and scale.decimals else scale.decimals
    return with_unit(number(value, decimals, language), scale, language)


def exact_money(value_sek: Number | None, language: Language) -> str:
    """Return an amount to the öre, for ledger lines and control totals."""
    return "" if value_sek is None else with_unit(number(value_sek, 2, language), KR, language)


def share_decimals(value: Number) -> int:
    """Return the decimals of a % in a table or on a card: two below 10, else one."""
    return 2 if abs(round_half_up(value, 2)) < 10 else 1


def sentence_decimals(value: Number) -> int:
    """Return the decimals of any number in a sentence: one, none from 10."""
    return 1 if abs(round_half_up(value, 1)) < 10 else 0


def figure(value: Number | None, unit: str, language: Language, voice: Voice = "table") -> str:
    """Return a figure with the unit of its card: 1,71 %, 7,8 ‰, 2,07×, 37 245 kr/HTE."""
    if value is None:
        return ""
    if unit == "SEK":
        return money(value, language, voice=voice)
    return number(value, _decimals(value, unit, voice), language) + _unit_after(unit, language)


def bare_figure(value: Number | None, unit: str, language: Language, is_change: bool = False) -> str:
    """Return a figure without its unit, for a table column whose head names it; a change with its sign."""
    if value is None:
        return ""
    return (signed if is_change else number)(value, _decimals(value, unit, "table"), language)


def signed_figure(value: Number | None, unit: str, language: Language, voice: Voice = "sentence") -> str:
    """Return a change with its sign and unit: +2,1 %, −0,4 %."""
    if value is None:
        return ""
    return signed(value, _decimals(value, unit, voice), language) + _unit_after(unit, language)


def unit_name(unit: str, language: Language) -> str:
    """Return a card's unit as it is printed in heads and subtitles."""
    return unit if unit in ENGLISH_CLOSE_UP else text(f"format.unit.{unit}", language)


def day(value: date | None, language: Language) -> str:
    """Return a date in words: 31 december 2024."""
    return "" if value is None else _hard_spaces(format_date(value, "d MMMM y", locale=language))


def short_day(value: date | None) -> str:
    """Return a date for tables, which sorts as it reads: 2024-12-31."""
    return "" if value is None else value.isoformat()


def moment(value: datetime | None, language: Language) -> str:
    """Return a date with its clock: 31 december 2024 kl. 14.05 is written 31 december 2024 14:05."""
    return "" if value is None else _hard_spaces(format_datetime(value, "d MMMM y HH:mm", locale=language))


def month(period: str | None, language: Language, short: bool = False) -> str:
    """Return a period YYYY-MM as its month: januari 2024, or jan 2024."""
    if not period:
        return ""
    first = date.fromisoformat(f"{period}-01")
    return _hard_spaces(format_date(first, "MMM y" if short else "MMMM y", locale=language))


def month_name(number: int, language: Language, short: bool = False) -> str:
    """Return the name of a month 1-12 as it stands alone: juli, or jul."""
    return get_month_names("abbreviated" if short else "wide", "stand-alone", language)[number]


def periods(months_present: int, year: int, language: Language) -> str:
    """Return which part of a year the figures cover: 2024, or 2024 (7 av 12 månader)."""
    if months_present >= 12:
        return str(year)
    return text("format.part_of_year", language, year=year, months=months_present)


def join(words: Iterable[str], language: Language) -> str:
    """Return an enumeration: a, b och c."""
    *first, last = list(words) or [""]
    return text("format.and", language, first=", ".join(first), last=last) if first else last


def exact(value: Number) -> Decimal:
    """Return the number as the decimal its digits show, so that amounts of both kinds can be added."""
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(float(value))) if isinstance(value, float) else Decimal(int(value))


def _decimals(value: Number, unit: str, voice: Voice) -> int:
    if unit not in TABLE_DECIMALS:
        raise ValueError(f"no way to print the unit {unit!r}")
    if voice == "sentence" and TABLE_DECIMALS[unit]:
        return sentence_decimals(value)
    return share_decimals(value) if unit == "%" else TABLE_DECIMALS[unit]


def _unit_after(unit: str, language: Language) -> str:
    if unit in ("number", "ratio"):
        return ""
    close_up = unit in (CLOSE_UP if language == "sv" else ENGLISH_CLOSE_UP)
    return ("" if close_up else NBSP) + unit_name(unit, language).replace(" ", NBSP)


def _hard_spaces(printed: str) -> str:
    return re.sub(r"\s", NBSP, printed)
