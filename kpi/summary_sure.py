"""How sure are the year's figures: what is closed, missing, not classified, estimated, assumed or our own reading?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.language import Language, text
from kpi import format as fmt
from kpi.overview import UnitYear
from kpi.published import YearClosing
from kpi.summary_parts import WHOLE_YEAR, Whose, money, percent

MOST_NAMED = 6  # more gaps than these are counted
Gap = tuple[str, int]  # a unit's name, and the month (YYYYMM) it has no figures for


@dataclass(frozen=True)
class Basis:
    """What a year's figures rest on. `hidden` counts the numbers of staff that were too few to publish."""

    now: UnitYear
    closing: YearClosing | None
    gaps: tuple[Gap, ...] = ()
    hidden: int = 0


def sure(whose: Whose, basis: Basis, language: Language) -> tuple[str, ...]:
    """Return how sure the figures are, one sentence for each thing that a reader should know."""
    now = basis.now
    said = (
        _closed(basis, language),
        _months(whose, basis, language),
        _classified(now, language),
        _staff(now, language),
        _declared(now, language),
        _turnover(now, language),
        text("summary.sure.reading", language),
        _hidden(basis, language),
    )
    return tuple(sentence for sentence in said if sentence)


def _closed(basis: Basis, language: Language) -> str:
    """Return whether the months are closed, so that their figures no longer move."""
    closing = basis.closing
    if closing is None or not closing.months:
        return text("summary.sure.no_months", language, year=basis.now.year)
    closed = "closed" if closing.months >= WHOLE_YEAR else "closed_part"
    key = closed if closing.is_closed else "preliminary"
    return text(
        f"summary.sure.{key}", language,
        year=closing.year, months=closing.months, open=len(closing.open_months),
    )  # fmt: skip


def _months(whose: Whose, basis: Basis, language: Language) -> str:
    """Return which months are missing, or that none is."""
    now = basis.now
    if basis.gaps:
        return text("summary.sure.gaps", language, gaps=_gaps(basis.gaps, language))
    if not now.months:
        return text("summary.sure.no_ledger", language, year=now.year)
    whole = "all" if now.months >= WHOLE_YEAR else "some"
    return text(
        f"summary.sure.{whole}_months.{'scope' if whose.is_scope else 'unit'}", language,
        year=now.year, months=now.months,
    )  # fmt: skip


def _gaps(gaps: Sequence[Gap], language: Language) -> str:
    if len(gaps) > MOST_NAMED:
        units = len({name for name, _ in gaps})
        key = "many_gaps" if units > 1 else "many_gaps_one"
        return text(f"summary.sure.{key}", language, months=len(gaps), units=units, unit=gaps[0][0])
    return fmt.join([f"{name} {fmt.month(f'{month // 100}-{month % 100:02d}', language)}" for name, month in gaps],
                    language)  # fmt: skip


def _classified(now: UnitYear, language: Language) -> str:
    """Return how much of all cost is decided to be IT or not."""
    if now.classified_share is None:
        return ""
    if not now.unclassified_abs_sek:
        return text("summary.sure.all_classified", language)
    return text(
        "summary.sure.classified", language,
        share=percent(now.classified_share * 100, language), rest=money(now.unclassified_abs_sek, language),
    )  # fmt: skip


def _staff(now: UnitYear, language: Language) -> str:
    if now.k3_from != "headcount" or not now.k3_sek:
        return ""
    return text("summary.sure.staff", language, money=money(now.k3_sek, language))


def _declared(now: UnitYear, language: Language) -> str:
    if not now.k4_declared_sek:
        return ""
    return text("summary.sure.declared", language, money=money(now.k4_declared_sek, language))


def _turnover(now: UnitYear, language: Language) -> str:
    if now.turnover_sek is None:
        return text("summary.sure.no_turnover", language)
    return text(
        f"summary.sure.turnover.{now.turnover_status or 'utfall'}", language, money=money(now.turnover_sek, language)
    )


def _hidden(basis: Basis, language: Language) -> str:
    return text("summary.sure.hidden", language) if basis.hidden else ""
