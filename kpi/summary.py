"""What do elected people need to know of a year: a headline, four figures, five sentences, and how sure they are?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.language import Language, text
from kpi import format as fmt
from kpi.equality import BASES, FLOOR, Equality
from kpi.figures import Figure
from kpi.overview import UnitYear
from kpi.pacing import PaceYear
from kpi.published import Published
from kpi.summary_cost import change, cost, cost_of, money_way
from kpi.summary_means import means
from kpi.summary_pace import pace
from kpi.summary_parts import WHOLE_YEAR, Sentence, Whose, is_comparable, money, reason
from kpi.summary_sure import Basis, sure
from kpi.summary_work import WorkYear, share_way, work

SCOPES = ("group", "municipality")
FOUR: tuple[tuple[str, str | None], ...] = (
    ("central_it_share", None),
    ("total_it_share", None),
    ("digitalisation_share", "incl_invest"),
    ("development_share", None),
)
# Every card whose figure stands on the page, in its sentences or behind them.
TOLD = (*(card for card, _ in FOUR), "it_cost_change", FLOOR)


@dataclass(frozen=True)
class Facts:
    """All that a summary of one year says, before it is put into words. Years are in order, the last is the year."""

    whose: Whose
    costs: tuple[UnitYear, ...]
    shares: Mapping[int, Figure]
    nominal: Figure | None
    work: tuple[WorkYear, ...]
    pace: PaceYear | None
    equality: Equality | None
    names: Mapping[str, str]
    basis: Basis
    counted_zero: tuple[str, ...] = ()

    @property
    def now(self) -> UnitYear:
        """Return the year that the summary is of."""
        return self.costs[-1]

    @property
    def before(self) -> UnitYear | None:
        """Return the year before, where it has figures."""
        return next((row for row in self.costs if row.year == self.now.year - 1), None)


@dataclass(frozen=True)
class FigureOfFour:
    """One of the four figures with what it means; `figure` is None where the edition does not hold it."""

    card: str
    variant: str | None
    figure: Figure | None
    meaning: str


@dataclass(frozen=True)
class Summary:
    """A year in words: each part stands by itself."""

    whose: Whose
    year: int
    headline: str
    four: tuple[FigureOfFour, ...]
    sentences: tuple[Sentence, ...]
    sureness: tuple[str, ...]


def years_told(published: Published, code: str) -> list[int]:
    """Return the years that can be summed up, in order."""
    return [row.year for row in published.unit_years(code)]


def year_to_show(published: Published, code: str) -> int | None:
    """Return the last year with twelve months, so that nobody meets half a year first; else the last there is."""
    held = [row for row in published.unit_years(code) if row.total_it_sek is not None or row.k1_gross_sek is not None]
    whole = [row.year for row in held if row.months == WHOLE_YEAR]
    return whole[-1] if whole else held[-1].year if held else None


def summary(published: Published, code: str, year: int, language: Language) -> Summary | None:
    """Return the summary of one year of the group, the municipality or a unit; None for a year without figures."""
    found = facts(published, code, year)
    if found is None:
        return None
    four = tuple(_of_four(published, code, year, card, variant, language) for card, variant in FOUR)
    return Summary(
        found.whose, year, headline(found, language), four, sentences(found, language),
        sure(found.whose, found.basis, language),
    )  # fmt: skip


def facts(published: Published, code: str, year: int) -> Facts | None:
    """Return what an edition holds of a year and those before it."""
    costs = tuple(row for row in published.unit_years(code) if row.year <= year)
    if not costs or costs[-1].year != year:
        return None
    held = {row.year: row for row in costs}
    share = _by_year(lambda one: published.figure("total_it_share", code, one), held)
    developed = _by_year(lambda one: published.figure("development_share", code, one), held)
    scope = code if code in SCOPES else "group"
    return Facts(
        whose=whose_of(published, code),
        costs=costs,
        shares=share,
        nominal=published.figure("it_cost_change", code, year, "total_nominal"),
        work=tuple(WorkYear(figure, held[one]) for one, figure in developed.items()),
        pace=next((row for row in published.pace_years(code) if row.year == year), None),
        equality=_equality(published, scope, year),
        names={unit.code: unit.name for unit in published.units},
        basis=Basis(
            now=held[year],
            closing=published.edition.closing.get(year),
            gaps=published.missing_months(code, year),
            hidden=_hidden(published, code, year),
        ),
        counted_zero=_counted_zero(published, code, year),
    )


def sentences(found: Facts, language: Language) -> tuple[Sentence, ...]:
    """Return the five sentences."""
    whose, now, before = found.whose, found.now, found.before
    share = found.shares.get(now.year)
    shares = (found.shares.get(now.year - 1), share)
    return (
        cost(whose, now, share, language, found.counted_zero),
        change(whose, (before, now), found.nominal, shares, language),
        work(whose, found.work, now.year, language),
        pace(found.pace, now.year, language),
        means(whose, found.equality, found.names, language),
    )


def headline(found: Facts, language: Language) -> str:
    """Return the year in one line: what happened to the cost, and to development's part of it.

    Years with different numbers of months are not compared in a line that has no room to say so.
    """
    now, before, whose = found.now, found.before, found.whose
    cost_sek = cost_of(whose, now)
    if cost_sek is None:
        return text("summary.headline.unknown", language, year=now.year)
    if not is_comparable(before, now) or cost_of(whose, before) is None:
        key = "part" if (now.months or 0) < WHOLE_YEAR else "cost"
        return text(f"summary.headline.{key}", language, money=money(cost_sek, language), year=now.year)
    difference = money(abs(fmt.exact(cost_sek) - fmt.exact(cost_of(whose, before))), language)
    said = text(f"summary.headline.{money_way(whose, before, now)}", language, money=difference, year=now.year,
                before=before.year)  # fmt: skip
    developed = {year.share.year: year for year in found.work}
    last = developed.get(now.year)
    went = share_way(developed.get(before.year), last, language) if last else None
    return said + (text(f"summary.headline.work_{went}", language) if went else "")


def whose_of(published: Published, code: str) -> Whose:
    """Return whose figures a code stands for."""
    unit = next((unit for unit in published.units if unit.code == code), None)
    return Whose(code, unit.kind, unit.name) if unit else Whose(code, code)


def meaning(figure: Figure | None, whose: Whose, language: Language) -> str:
    """Return one sentence of what one of the four figures means; without a value, why there is none."""
    if figure is None or figure.value is None:
        why = reason(figure, language)
        return f"{text('summary.meaning.missing', language, why=why)} {text('summary.remedy', language)}"
    part = fmt.number(figure.value, _decimals(figure), language)
    key = f"{figure.card}.{whose.code if whose.is_scope else 'unit'}"
    return text(f"summary.meaning.{key}", language, part=part)


def _decimals(figure: Figure) -> int:
    """Return how exactly a part of a banknote is told: öre where it is a few kronor."""
    return 2 if figure.unit_of_measure == "%" and abs(figure.value) < 10 else 0 if abs(figure.value) >= 10 else 1


def _of_four(
    published: Published, code: str, year: int, card: str, variant: str | None, language: Language
) -> FigureOfFour:
    figure = published.figure(card, code, year, variant)
    return FigureOfFour(card, variant, figure, meaning(figure, whose_of(published, code), language))


def _equality(published: Published, scope: str, year: int) -> Equality | None:
    """Return how the means are spread: of turnover, or per full-time equivalent where too few turnovers are known."""
    found = [published.equality(scope, year, base) for base in BASES]
    return next((one for one in found if one is not None and one.floor.value is not None), found[0])


def _counted_zero(published: Published, code: str, year: int) -> tuple[str, ...]:
    """Return the categories without data, which a figure tells that needs no turnover."""
    parts = published.figure("category_share", code, year)
    return parts.counted_zero if parts else ()


def _by_year(fetch: Callable[[int], Figure | None], years: Mapping[int, UnitYear]) -> dict[int, Figure]:
    return {year: figure for year in years if (figure := fetch(year)) is not None}


def _hidden(published: Published, code: str, year: int) -> int:
    """Return how many numbers of staff of the year were kept out: the unit's own, or those of all units."""
    cells = [cell for measure in published.edition.suppressed.values() for cell in measure]
    return sum(held == year and (code in SCOPES or unit == code) for unit, held in cells)
