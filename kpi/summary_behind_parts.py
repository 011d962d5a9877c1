"""What do the charts and tables behind the sentences share: whose they are, the units' order, a table's words?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.language import Language, text
from kpi import format as fmt
from kpi.charts import Chart, Frame, Ground
from kpi.figures import Figure
from kpi.overview import UnitYear
from kpi.published import Published, PublishedUnit
from kpi.summary import Facts
from kpi.table import Column, Table, Value

ORDER = ("department", "company", "central_it", "digitalisation")  # as everywhere else; inside a kind from A


@dataclass(frozen=True)
class NamedTable:
    """A table with its caption, and how many of its rows stand under which heading."""

    caption: str
    table: Table
    groups: tuple[tuple[str, int], ...] = ()
    total_last: bool = False


@dataclass(frozen=True)
class Behind:
    """What a sentence rests on: a chart, where there is anything to draw, and tables of units and of years."""

    chart: Chart | None
    tables: tuple[NamedTable, ...]


@dataclass(frozen=True)
class Asked:
    """An edition, the year's facts in it, and for whom a chart is drawn."""

    published: Published
    found: Facts
    language: Language
    ground: Ground

    @property
    def year(self) -> int:
        """Return the year that is summed up."""
        return self.found.now.year

    def say(self, key: str, **values: object) -> str:
        """Return a message in the reader's language."""
        return text(key, self.language, **values)

    def frame(self, title: str, period: str, what: str = "") -> Frame:
        """Return a chart's message, and whose it is and when."""
        subtitle = ", ".join(part for part in (what, self.whose(period)) if part)
        return Frame(title, subtitle, self.language, self.ground)

    def whose(self, period: str) -> str:
        """Return whose figures these are and when: koncernen 2025."""
        whose = self.found.whose
        if not whose.is_scope:
            return f"{whose.name} {period}"
        return self.say(f"summary.behind.whose.{whose.code}", period=period)

    def units(self) -> list[PublishedUnit]:
        """Return the units of the scope by kind and name; none of one unit alone."""
        if not self.found.whose.is_scope:
            return []
        units = self.published.units_of(self.found.whose.code, self.year)
        return sorted(units, key=lambda unit: (ORDER.index(unit.kind), unit.name))

    def cost(self, unit: str, year: int) -> UnitYear | None:
        """Return a unit's costs of a year."""
        return next((row for row in self.published.unit_years(unit) if row.year == year), None)

    def column(self, name: str, unit: str = "text", scale: fmt.Scale | None = None, **values: object) -> Column:
        """Return a column with its head."""
        return Column(self.say(f"summary.behind.column.{name}", **values), unit, scale)

    def unit_table(
        self,
        caption: str,
        columns: Sequence[Column],
        row: Callable[[PublishedUnit], Sequence[Value | Figure | None]],
        of: Sequence[str] = ORDER,
        closing: Sequence[Sequence[Value | Figure | None]] = (),
    ) -> tuple[NamedTable, ...]:
        """Return a table of the units under their kinds; a figure that is missing leaves its reason.

        `of` are the kinds that the table is of; `closing` the rows below that make it add up, the whole last.
        """
        units = [unit for unit in self.units() if unit.kind in of]
        if not units:
            return ()
        rows = [*((unit.name, *row(unit)) for unit in units), *closing]
        table = self.table((self.column("unit"), *columns), rows)
        groups = [(kind, sum(unit.kind == kind for unit in units)) for kind in ORDER]
        named = tuple((self.say(f"summary.behind.group.{kind}"), count) for kind, count in groups if count)
        if closing:
            named = (*named, (self.say("summary.behind.together"), len(closing)))
        said = self.say(f"summary.behind.{caption}", year=self.year)
        return (NamedTable(said, table, named, total_last=bool(closing)),)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Value | Figure | None]]) -> Table:
        """Return a table of values and figures; a figure that is missing leaves its reason in its cell."""
        cells = tuple(tuple(cell.value if isinstance(cell, Figure) else cell for cell in row) for row in rows)
        reasons = {
            (place, column): why
            for place, row in enumerate(rows)
            for column, cell in enumerate(row)
            if isinstance(cell, Figure) and cell.value is None and (why := cell.reason(self.language))
        }
        return Table(tuple(columns), cells, reasons)


def span(years: Sequence[int]) -> str:
    """Return a period as it is printed: 2019–2025."""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
