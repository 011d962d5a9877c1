"""What does a reader of the published snapshot get, and of which edition is it?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

from data.snapshot import Row, read
from kpi.card import COMPARED, cards
from kpi.equality import FLOOR, SHARES, SPREAD, Base, Equality, UnitMeans
from kpi.figures import Figure
from kpi.overview import UnitYear
from kpi.pacing import PaceYear

State = Literal["closed", "preliminary"]
Key = tuple[str, str | None, str, int]
Made = TypeVar("Made", UnitYear, PaceYear)


@dataclass(frozen=True)
class PublishedFigure(Figure):
    """A figure as it was published. Where it is `suppressed`, value and sides are absent and `reason` says why."""

    suppressed: bool = False


@dataclass(frozen=True)
class PublishedUnit:
    """A department, company or central unit."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class YearClosing:
    """How many of a year's months with figures are closed for every unit, and which are not (YYYYMM)."""

    year: int
    closed_months: int
    months: int
    open_months: tuple[int, ...]

    @property
    def is_closed(self) -> bool:
        """Tell whether every month that has figures is closed."""
        return self.months > 0 and not self.open_months


@dataclass(frozen=True)
class Edition:
    """Which edition a snapshot is, and what its figures rest on. Times are UTC, months YYYYMM.

    `number` is None for a snapshot that was written to a file of its own. `suppressed` maps what was
    counted in HTE -> the (unit, year) whose number was kept out.
    """

    number: int | None
    published_at: datetime
    data_date: datetime | None
    last_month: int | None
    state: State
    closing: Mapping[int, YearClosing]
    rule_version: int | None
    card_versions: Mapping[str, int]
    product_version: str
    schema_version: int
    checksum: str
    group_name: str | None
    is_invented: bool
    suppressed: Mapping[str, frozenset[tuple[str, int]]]

    @property
    def closed_months(self) -> dict[int, int]:
        """Return the number of closed months by year."""
        return {year: closing.closed_months for year, closing in self.closing.items()}

    @property
    def months(self) -> dict[int, int]:
        """Return the number of months with figures by year."""
        return {year: closing.months for year, closing in self.closing.items()}


class Published:
    """One edition, read whole and verified; nothing in it changes, so all readers may share it."""

    def __init__(self, contents: Mapping[str, Sequence[Row]]) -> None:
        """Keep the rows of a snapshot as what pages and charts are drawn from."""
        self.edition = _edition(contents)
        self.units = tuple(PublishedUnit(row["unit"], row["name"], row["kind"]) for row in contents["unit"])
        self._figures = {_key(figure): figure for figure in map(_figure, contents["figure"])}
        self.years = tuple(sorted({figure.year for figure in self._figures.values()}))
        self._present = {(figure.unit, figure.year) for figure in self._figures.values()}
        self._unit_years = _by_unit(contents["unit_year"], _unit_year)
        self._months = {(row["unit"], row["month"]) for row in contents["period"]}
        self._pace_years = _by_unit(contents["pace_year"], _pace_year)

    @classmethod
    def open(cls, file: Path) -> "Published":
        """Return what a snapshot holds.

        Raises: UserError when there is no such file, or it is not what was published.
        """
        return cls(read(Path(file)))

    def figure(self, card: str, unit: str, year: int, variant: str | None = None) -> PublishedFigure | None:
        """Return one figure, of the card's first variant where none is asked for; None where none was published."""
        return self._figures.get((card, variant or cards()[card].variant_ids[0], unit, year))

    def figures(
        self,
        card_ids: Sequence[str] | None = None,
        units: Sequence[str] | None = None,
        years: Sequence[int] | None = None,
    ) -> list[PublishedFigure]:
        """Return figures by card, year, unit and variant; None = all of them."""
        chosen = (
            figure
            for figure in self._figures.values()
            if (card_ids is None or figure.card in card_ids)
            and (units is None or figure.unit in units)
            and (years is None or figure.year in years)
        )
        order = {name: place for place, name in enumerate(card_ids or cards())}
        return sorted(chosen, key=lambda figure: (order.get(figure.card, 0), figure.year, figure.unit))

    def units_of(self, scope: str, year: int) -> tuple[PublishedUnit, ...]:
        """Return the units of the municipality or the group in a year; of a unit, itself."""
        return tuple(unit for unit in self.units if _is_of(unit, scope) and (unit.code, year) in self._present)

    def unit_name(self, code: str) -> str:
        """Return a unit's name, or the code of what is none."""
        return next((unit.name for unit in self.units if unit.code == code), code)

    def unit_years(self, unit: str) -> list[UnitYear]:
        """Return what a unit, `municipality` or `group` costs, year by year; HTE is None where it was kept out."""
        return list(self._unit_years.get(unit, ()))

    def missing_months(self, scope: str, year: int) -> tuple[tuple[str, int], ...]:
        """Return the months (YYYYMM) of a year without lines between a unit's first and last: its name, the month."""
        return tuple((unit.name, month) for unit in self.units_of(scope, year) for month in self._gaps(unit.code, year))

    def _gaps(self, unit: str, year: int) -> list[int]:
        held = {month for code, month in self._months if code == unit}
        first, last = min(held, default=0), max(held, default=0)
        months = (year * 100 + number for number in range(1, 13))
        return [month for month in months if first < month < last and month not in held]

    def pace_years(self, unit: str) -> list[PaceYear]:
        """Return the digital share and its pace by year, with the target and the pace it requires."""
        return list(self._pace_years.get(unit, ()))

    def equality(self, scope: str, year: int, base: Base) -> Equality | None:
        """Return how the means of a scope are spread, and who lies below the floor; None without a floor."""
        floor = self.figure(FLOOR, scope, year, base)
        if floor is None:
            return None
        compared = [unit for unit in self.units_of(scope, year) if unit.kind in COMPARED]
        shares = [(unit.kind, self.figure(SHARES[base], unit.code, year)) for unit in compared]
        spread = {(figure.variant, figure.year): figure for figure in self.figures([SPREAD], [scope])}
        means = (UnitMeans(kind, share, floor.value) for kind, share in shares if share is not None)
        return Equality(base, tuple(means), floor, spread)

    def below_floor(self, scope: str, year: int, base: Base = "turnover") -> tuple[UnitMeans, ...]:
        """Return the units of a scope that lack the means."""
        found = self.equality(scope, year, base)
        return found.below if found else ()


def _is_of(unit: PublishedUnit, scope: str) -> bool:
    return scope in ("group", unit.code) or (scope == "municipality" and unit.kind != "company")


def _edition(contents: Mapping[str, Sequence[Row]]) -> Edition:
    (row,) = contents["edition"]
    hidden: dict[str, set[tuple[str, int]]] = {}
    for one in contents["hidden"]:
        hidden.setdefault(one["measure"], set()).add((one["unit"], one["year"]))
    return Edition(
        number=row["number"],
        published_at=row["published_at"].replace(tzinfo=UTC),
        data_date=row["data_date"].replace(tzinfo=UTC) if row["data_date"] else None,
        last_month=row["last_month"],
        state=row["state"],
        closing=closing_by_year(contents["period"]),
        rule_version=row["rule_version"],
        card_versions={one["card"]: one["version"] for one in contents["card_version"]},
        product_version=row["product_version"],
        schema_version=row["snapshot_schema"],
        checksum=row["checksum"],
        group_name=row["group_name"],
        is_invented=row["is_invented"],
        suppressed={measure: frozenset(cells) for measure, cells in hidden.items()},
    )


def closing_by_year(periods: Iterable[Row]) -> dict[int, YearClosing]:
    """Return how far each year is closed; a month is where every unit that has lines in it has closed it."""
    months: dict[int, bool] = {}
    for row in periods:
        months[row["month"]] = months.get(row["month"], True) and row["is_closed"]
    found = {}
    for year in sorted({month // 100 for month in months}):
        own = sorted(month for month in months if month // 100 == year)
        still_open = tuple(month for month in own if not months[month])
        found[year] = YearClosing(year, len(own) - len(still_open), len(own), still_open)
    return found


def _figure(row: Row) -> PublishedFigure:
    names = {field.name for field in fields(Figure)} - {"numerator", "denominator", "counted_zero"}
    return PublishedFigure(
        **{name: row[name] for name in names},
        numerator=_side(row, "numerator"),
        denominator=_side(row, "denominator"),
        counted_zero=tuple(row["counted_zero"].split(",")) if row["counted_zero"] else (),
        suppressed=row["is_suppressed"],
    )


def _side(row: Row, name: str) -> object:
    exact = row[f"{name}_sek"]
    return row[name] if exact is None else exact


def _key(figure: Figure) -> Key:
    return figure.card, figure.variant, figure.unit, figure.year


def _by_unit(rows: Iterable[Row], made: Callable[[Row], Made]) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for row in rows:
        found.setdefault(row["unit"], []).append(made(row))
    return found


def _unit_year(row: Row) -> UnitYear:
    """Return a year of a unit; the free text that defines its turnover is not published."""
    return UnitYear(**row, turnover_definition=None)


def _pace_year(row: Row) -> PaceYear:
    """Return a year's pace; the free text of the decision is not published."""
    return PaceYear(**row, decision=None)
