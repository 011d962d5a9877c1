"""Who does a unit's IT and digitalisation work, as far as it may be told?"""

from collections.abc import Iterator

from data.language import Language, text
from kpi import charts
from kpi.charts import Frame
from kpi.figures import Figure
from kpi.published import Published
from kpi.report.document import Block, Heading, Picture, Said, Tabled
from kpi.summary_behind_parts import span
from kpi.summary_parts import Whose
from kpi.table import Column, Table

STAFF: tuple[str, str] = ("it_fte_share", "incl_local")
# A column's name -> the figure it is taken from, and which part of it.
TAKEN: dict[str, tuple[tuple[str, str | None], str]] = {
    "all": (STAFF, "denominator"),
    "it": (STAFF, "numerator"),
    "share": (STAFF, "value"),
    "digital": (("digital_to_it_fte", None), "numerator"),
    "temporary": (("temporary_digital_share", None), "value"),
}
UNITS = {"share": "‰", "temporary": "%"}


def staffing(published: Published, whose: Whose, year: int, language: Language) -> Iterator[Block]:
    """Return the staff year by year; a number that must not be told leaves its reason."""
    told = [one for one in published.years if one <= year and _is_known(published.figure(*_asked(STAFF, whose, one)))]
    if not told:
        return
    yield Heading(text("report.topic.staffing", language))
    shares = [published.figure(*_asked(STAFF, whose, one)) for one in told]
    known = [figure for figure in shares if figure.value is not None]
    if not known:
        yield Said(_capital(shares[-1].reason(language) or text("report.unknown", language)))
        return
    if len(known) > 1:
        yield Picture(_course(known, whose, language))
    yield Tabled(text("report.staffing.caption", language), _table(published, whose, told, language))


def _capital(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."


def _asked(one: tuple[str, str | None], whose: Whose, year: int) -> tuple[str, str, int, str | None]:
    return one[0], whose.code, year, one[1]


def _is_known(figure: Figure | None) -> bool:
    """Tell whether a year's staff is known, or known to be too few to tell."""
    return figure is not None and (figure.value is not None or getattr(figure, "suppressed", False))


def _course(known: list[Figure], whose: Whose, language: Language) -> charts.Chart:
    points = tuple(charts.Point(figure.year, figure.value, figure.status == "utfall") for figure in known)
    name = text("report.staffing.line", language)
    period = span([figure.year for figure in known])
    scope = f"summary.behind.whose.{whose.code}"
    of = text(scope, language, period=period) if whose.is_scope else f"{whose.name} {period}"
    frame = Frame(text("report.staffing.title", language), text("report.staffing.unit", language, whose=of), language)
    return charts.trend([charts.Line(name, points)], "‰", frame)


def _table(published: Published, whose: Whose, told: list[int], language: Language) -> Table:
    columns = [Column(text("chart.column.year", language), "year")]
    columns += [Column(text(f"report.staffing.{name}", language), UNITS.get(name, "HTE")) for name in TAKEN]
    rows, reasons = [], {}
    for place, year in enumerate(told):
        row: list[object] = [str(year)]
        for column, (one, part) in enumerate(TAKEN.values(), start=1):
            figure = published.figure(*_asked(one, whose, year))
            value = getattr(figure, part) if figure else None
            row.append(None if value is None else float(value))
            if value is None and figure and (why := figure.reason(language)):
                reasons[place, column] = why
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), reasons)
