"""What stands behind development's part of the cost, behind the pace, and behind who lacks the means?"""

from kpi import charts
from kpi import format as fmt
from kpi.card import COMPARED
from kpi.charts import Chart, Frame
from kpi.equality import Equality, UnitMeans
from kpi.pacing import PaceYear, has_range, outlook, required_path, until
from kpi.pacing_words import title
from kpi.published import PublishedUnit
from kpi.summary_behind_parts import Asked, Behind, NamedTable, span
from kpi.summary_parts import percent
from kpi.table import Table, Value

HORIZON = 10  # years ahead, across mandate periods
DEVELOPMENT = "development_share"


def behind_work(asked: Asked) -> Behind:
    """Return development's part year by year, and each unit's this year and the year before."""
    told = [year for year in asked.found.work if year.value is not None]
    if not told:
        return Behind(None, ())
    years = [year.share.year for year in told]
    first, last = (percent(year.value, asked.language) for year in (told[0], told[-1]))
    key = "summary.behind.work.once" if len(told) == 1 else "summary.behind.work"
    message = asked.say(key, first=first, last=last, year=years[-1])
    frame = asked.frame(message, span(years), asked.say("summary.behind.work.what"))
    points = tuple(charts.Point(year.share.year, year.value) for year in told)
    chart = charts.trend([charts.Line(asked.say("summary.behind.column.work"), points)], "%", frame)
    scale = fmt.scale_for([year.share.denominator for year in told])
    columns = (asked.column("year", "year"), *_work_columns(asked, scale))
    rows = [(str(year.share.year), year.share.numerator, year.share.denominator, year.share) for year in told]
    by_year = NamedTable(asked.say("summary.behind.years_work"), asked.table(columns, rows))
    return Behind(chart, (by_year, *_units_work(asked)))


def behind_pace(asked: Asked) -> Behind:
    """Return the share so far, where it is heading and what is decided, and the same for each unit."""
    told = until(asked.published.pace_years(asked.found.whose.code), asked.year)
    now = asked.found.pace
    chart = _curve(asked, now, told) if told else None
    tables = (_pace_years(asked, told),) if told else ()
    return Behind(chart, (*tables, *_units_pace(asked)))


def behind_means(asked: Asked) -> Behind:
    """Return every unit against the limit, and what lifting those below would cost."""
    found = asked.found.equality
    if found is None or not found.units:
        return Behind(None, ())
    return Behind(_dots(asked, found), (_lifts(asked, found),))


def _work_columns(asked: Asked, scale: fmt.Scale) -> tuple:
    return (
        asked.column("developed", "money", scale), asked.column("told", "money", scale), asked.column("work", "%")
    )  # fmt: skip


def _units_work(asked: Asked) -> tuple[NamedTable, ...]:
    scale = fmt.scale_for([asked.found.work[-1].share.denominator])
    before = asked.year - 1
    columns = (*_work_columns(asked, scale), asked.column("share_in", "%", year=before))

    def row(unit: PublishedUnit) -> list[Value]:
        then, now = (asked.published.figure(DEVELOPMENT, unit.code, year) for year in (before, asked.year))
        return [now.numerator if now else None, now.denominator if now else None, now, then]

    return asked.unit_table("units_work", columns, row)


def _curve(asked: Asked, now: PaceYear | None, told: list[PaceYear]) -> Chart | None:
    is_known = now is not None and now.share_pct is not None
    shown = now if is_known else told[-1]
    if len(told) < 2 and not required_path(shown, 1):
        return None
    ahead = outlook(told, HORIZON) if is_known else []
    path = required_path(shown, HORIZON) if is_known else []
    target = charts.Target(shown.target_year, shown.target_pct) if is_known and shown.target_year else None
    by_year = {row.year: row.share_pct for row in told}
    points = tuple(charts.Point(year, by_year.get(year)) for year in range(told[0].year, told[-1].year + 1))
    course = charts.Course(points, ahead, path, target, has_range(told))
    period = span([told[0].year, course.last])
    frame = asked.frame(title(shown, told, asked.language), period, asked.say(f"summary.behind.pace.{shown.basis}"))
    return charts.pace_curve(course, frame)


def _pace_years(asked: Asked, told: list[PaceYear]) -> NamedTable:
    columns = (asked.column("year", "year"), *(asked.column(name, unit) for name, unit in
               (("digital", "%"), ("outcome", "pp/year"), ("decided", "pp/year"))))  # fmt: skip
    rows = tuple((str(row.year), row.share_pct, row.outcome_pp, row.decided_pp) for row in told)
    return NamedTable(asked.say("summary.behind.years_pace"), Table(columns, rows))


def _units_pace(asked: Asked) -> tuple[NamedTable, ...]:
    columns = (
        asked.column("digital", "%"), asked.column("basis"), asked.column("outcome", "pp/year"),
        asked.column("target", "%"), asked.column("target_year", "year"), asked.column("required", "pp/year"),
        asked.column("arrival"),
    )  # fmt: skip

    def row(unit: PublishedUnit) -> list[Value]:
        now = next((one for one in asked.published.pace_years(unit.code) if one.year == asked.year), None)
        if now is None or now.share_pct is None:
            return [None] * len(columns)
        year = str(now.target_year) if now.target_year else asked.say("summary.behind.not_decided")
        basis = asked.say(f"summary.behind.basis.{now.basis}")
        paces = (now.outcome_pp, now.target_pct, year, now.required_pp)
        return [now.share_pct, basis, *paces, _arrival(asked, now)]

    return asked.unit_table("units_pace", columns, row)


def _arrival(asked: Asked, now: PaceYear) -> str | None:
    """Return when the pace of today leads to the target, in a word where there is no year."""
    if now.target_year is None:
        return None
    if now.is_reached:
        return asked.say("summary.behind.reached")
    return str(now.arrival_year) if now.arrival_year else asked.say("summary.behind.never")


def _dots(asked: Asked, found: Equality) -> Chart:
    names, limit = asked.found.names, found.floor.value
    drawn = [
        charts.Dot(names.get(means.unit, means.unit), means.share.value, means.share.status == "utfall",
                   means.share.reason(asked.language), group=asked.say(f"summary.behind.group.{kind}"))
        for kind in COMPARED
        for means in found.units
        if means.kind == kind
    ]  # fmt: skip
    of = ".unknown" if limit is None else "" if found.below else ".none"
    scope = asked.found.whose.code if asked.found.whose.is_scope else "group"
    what = asked.say(f"summary.behind.means.of.{found.base}")
    whose = asked.say(f"summary.behind.whose.{scope}", period=asked.year)
    message = asked.say(f"summary.behind.means{of}", count=len(found.below))
    frame = Frame(message, f"{what}, {whose}", asked.language, asked.ground)
    line = charts.Mark(limit, asked.say("summary.behind.limit")) if limit is not None else None
    return charts.dots(drawn, found.floor.unit_of_measure, frame, line, is_floor=True)


def _lifts(asked: Asked, found: Equality) -> NamedTable:
    names = asked.found.names
    units = sorted(found.units, key=lambda means: (COMPARED.index(means.kind), names.get(means.unit, means.unit)))
    scale = fmt.scale_for([means.lift_sek for means in units], "sentence")
    columns = (
        asked.column("unit"), asked.column("means", found.floor.unit_of_measure), asked.column("state"),
        asked.column("lift", "money", scale),
    )  # fmt: skip
    rows = [(names.get(means.unit, means.unit), means.share, _state(asked, means), means.lift_sek) for means in units]
    groups = [(kind, sum(means.kind == kind for means in units)) for kind in COMPARED]
    named = tuple((asked.say(f"summary.behind.group.{kind}"), count) for kind, count in groups if count)
    return NamedTable(asked.say("summary.behind.units_means", year=asked.year), asked.table(columns, rows), named)


def _state(asked: Asked, means: UnitMeans) -> str | None:
    if means.share.value is None or means.floor is None:
        return None
    return asked.say("summary.behind.below" if means.is_below else "summary.behind.above")
