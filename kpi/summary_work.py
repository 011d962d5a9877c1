"""How much of the IT cost develops something new, and how much maintains and operates what is there?"""

from dataclasses import dataclass

from data.language import Language, text
from kpi.figures import Figure
from kpi.overview import UnitYear
from kpi.summary_parts import Sentence, Whose, percent, reason, together, uneven, unknown, way

# Two years are told to be unlike where the part of the cost that says what the work was differs by this much, per cent.
UNLIKE_BASIS_PCT = 5.0
WHOLE_PCT = 99.5  # prints as 100 %


@dataclass(frozen=True)
class WorkYear:
    """One year's share of development, and the year's whole IT cost; the figure's sides are in SEK."""

    share: Figure
    cost: UnitYear | None = None

    @property
    def value(self) -> float | None:
        """Return the share, per cent."""
        return self.share.value

    @property
    def basis_pct(self) -> float | None:
        """Return how much of the IT cost says what the work was, per cent."""
        total = self.cost.total_it_sek if self.cost else None
        if not total or self.share.denominator is None:
            return None
        return min(100.0, 100 * float(self.share.denominator) / float(total))


def work(whose: Whose, years: tuple[WorkYear, ...], year: int, language: Language) -> Sentence:
    """Return development against maintenance in the year, beside the last year before it and the first."""
    now = next((one for one in years if one.share.year == year), None)
    if now is None or now.value is None:
        return unknown("work", "unknown", reason(now.share if now else None, language), language, year=year)
    told = [year for year in years if year.value is not None]
    before = told[-2] if len(told) > 1 else None
    said = together(_now(now, language), _since(before, now, language), _first(told, language))
    caution = together(_untold(now, language), _unlike(before, now, language), _uneven(whose, before, now, language))
    return Sentence("work", said, caution)


def share_way(before: WorkYear | None, now: WorkYear, language: Language) -> str | None:
    """Return whether development takes more, less or the same part than before; None where that is unknown."""
    if before is None or before.value is None or now.value is None:
        return None
    return way(percent(before.value, language), percent(now.value, language), now.value > before.value)


def _now(now: WorkYear, language: Language) -> str:
    share, year = percent(now.value, language), now.share.year
    key = "none" if not now.share.numerator else "all" if now.value >= WHOLE_PCT else "some"
    return text(f"summary.work.{key}", language, share=share, year=year)


def _since(before: WorkYear | None, now: WorkYear, language: Language) -> str:
    """Return how the share stands to the last year before that has one."""
    went = share_way(before, now, language)
    if went is None:
        return text("summary.work.first", language)
    return text(f"summary.work.{went}", language, before=before.share.year, share=percent(before.value, language))


def _first(told: list[WorkYear], language: Language) -> str:
    """Return the first year's share, where that is further back than the year before."""
    if len(told) < 3:
        return ""
    return text("summary.work.began", language, year=told[0].share.year, share=percent(told[0].value, language))


def _untold(now: WorkYear, language: Language) -> str:
    """Return how much of the cost does not say what the work was."""
    basis = now.basis_pct
    if basis is None or basis >= WHOLE_PCT:
        return ""
    return text("summary.work.untold", language, share=percent(basis, language))


def _unlike(before: WorkYear | None, now: WorkYear, language: Language) -> str:
    bases = (before.basis_pct if before else None, now.basis_pct)
    if None in bases or abs(bases[1] - bases[0]) < UNLIKE_BASIS_PCT:
        return ""
    first, last = (percent(basis, language) for basis in bases)
    return text("summary.work.unlike", language, before=before.share.year, first=first, last=last)


def _uneven(whose: Whose, before: WorkYear | None, now: WorkYear, language: Language) -> str:
    if before is None or before.cost is None or now.cost is None:
        return ""
    return uneven(whose, before.cost, now.cost, language)
