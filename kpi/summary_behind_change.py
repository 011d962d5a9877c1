"""What stands behind what IT costs, and behind how that has changed?"""

from collections.abc import Callable

from kpi import charts
from kpi import format as fmt
from kpi.charts import Chart
from kpi.figures import Figure
from kpi.overview import UnitYear, bridge, left_over_sek
from kpi.published import PublishedUnit
from kpi.summary_behind_parts import ORDER, Asked, Behind, NamedTable, span
from kpi.summary_cost import CATEGORIES, CENTRAL, cost_of
from kpi.summary_parts import money
from kpi.table import Column, Value

CARRYING = tuple(kind for kind in ORDER if kind != CENTRAL)  # the others carry the central IT unit's cost


def behind_cost(asked: Asked) -> Behind:
    """Return the way from the central budget to all IT, and what each unit's IT is made of."""
    now = asked.found.now
    scale = fmt.scale_for([now.total_it_sek])
    parts = [asked.column(code, "money", scale) for code in CATEGORIES]
    columns = (*parts, asked.column("total", "money", scale), asked.column("share", "%"))

    def row(unit: PublishedUnit) -> list[Value | Figure]:
        held = asked.cost(unit.code, asked.year)
        amounts = [getattr(held, field) if held else None for field in CATEGORIES.values()]
        return [*(amount or None for amount in amounts), *_cost_and_share(asked, unit, asked.year)]

    told = [row for row in asked.found.costs if cost_of(asked.found.whose, row) is not None]
    years = () if asked.found.whose.is_scope or not told else (_parts_by_year(asked, told),)
    closing = _closing(asked, row) if asked.found.whose.is_scope else ()
    units = asked.unit_table("units_cost", columns, row, CARRYING, closing)
    return Behind(_bridge(asked, now), (*years, *units))


def _closing(
    asked: Asked, row: Callable[[PublishedUnit], list[Value | Figure]]
) -> list[list[Value | Figure | None]]:
    """Return what the units do not carry, where there is any, and the whole: so that the table adds up."""
    now, units = asked.found.now, [unit for unit in asked.units() if unit.kind in CARRYING]
    held = [asked.cost(unit.code, asked.year) for unit in units]
    fields = (*CATEGORIES.values(), "total_it_sek")
    rest = [
        left_over_sek(getattr(now, field), [getattr(one, field) if one else None for one in held])
        for field in fields
    ]
    whole = asked.found.whose
    last = [asked.say(f"summary.behind.all.{whole.code}"), *row(PublishedUnit(whole.code, "", whole.kind))]
    if not any(rest):
        return [last]
    is_sold = rest[-1] is not None and not left_over_sek(now.outside_income_sek, rest[-1:])
    name = asked.say(f"summary.behind.rest.{'sold' if is_sold else 'other'}")
    return [[name, *(amount or None for amount in rest), None], last]


def behind_change(asked: Asked) -> Behind:
    """Return the cost year by year as money and as a share, and each unit's this year and the year before."""
    told = [row for row in asked.found.costs if cost_of(asked.found.whose, row) is not None]
    tables = (_years(asked, told), *_units_then_and_now(asked)) if told else ()
    return Behind(_over_years(asked, told), tables)


def _bridge(asked: Asked, now: UnitYear) -> Chart | None:
    steps = bridge(now)
    if not steps or asked.found.whose.kind == CENTRAL:
        return None
    key = f"summary.behind.cost.{asked.found.whose.code}" if asked.found.whose.is_scope else "summary.behind.cost.unit"
    title = asked.say(key, part=money(now.k1_part_sek, asked.language), total=money(now.total_it_sek, asked.language))
    costs = {step.code: step.amount_sek for step in steps}
    begins = None if asked.found.whose.code == "group" else asked.say("summary.behind.allocated")
    return charts.bridge(costs, costs.get("internal_it"), asked.frame(title, str(now.year)), begins)


def _over_years(asked: Asked, told: list[UnitYear]) -> Chart | None:
    if not told:
        return None
    whose, last = asked.found.whose, told[-1]
    amounts = [money(cost_of(whose, row), asked.language) for row in (told[0], last)]
    once = len(told) == 1
    key = "summary.behind.change.once" if once else "summary.behind.change"
    title = asked.say(key, first=amounts[0], last=amounts[1], year=last.year)
    frame = asked.frame(title, span([row.year for row in told]))
    if whose.kind == CENTRAL:
        return charts.categories({row.year: {CENTRAL: row.k1_gross_sek} for row in told}, frame, only=(CENTRAL,))
    costs = {row.year: {code: getattr(row, field) for code, field in CATEGORIES.items()} for row in told}
    return charts.categories(costs, frame)


def _parts_by_year(asked: Asked, told: list[UnitYear]) -> NamedTable:
    """Return what a unit's IT is made of, year by year; the central IT unit's is one sum."""
    whose = asked.found.whose
    scale = fmt.scale_for([cost_of(whose, row) for row in told])
    parts = {} if whose.kind == CENTRAL else CATEGORIES
    columns = (
        asked.column("year", "year"), *(asked.column(code, "money", scale) for code in parts),
        asked.column("total", "money", scale),
    )  # fmt: skip
    rows = [(str(row.year), *(getattr(row, field) for field in parts.values()), cost_of(whose, row)) for row in told]
    return NamedTable(asked.say("summary.behind.years_cost"), asked.table(columns, rows))


def _years(asked: Asked, told: list[UnitYear]) -> NamedTable:
    """Return every year's cost, turnover and share, with how many months it holds."""
    whose = asked.found.whose
    scale = fmt.scale_for([cost_of(whose, row) for row in told])
    large = fmt.scale_for([row.turnover_sek for row in told])
    columns = (
        asked.column("year", "year"), asked.column("total", "money", scale),
        asked.column("turnover", "money", large), asked.column("share", "%"), asked.column("months", "number"),
    )  # fmt: skip
    rows = [
        (str(row.year), cost_of(whose, row), row.turnover_sek,
         asked.published.figure("total_it_share", whose.code, row.year), row.months)
        for row in told
    ]  # fmt: skip
    return NamedTable(asked.say("summary.behind.years_change"), asked.table(columns, rows))


def _units_then_and_now(asked: Asked) -> tuple[NamedTable, ...]:
    before, now = asked.year - 1, asked.year
    scale = fmt.scale_for([asked.found.now.total_it_sek])
    columns: tuple[Column, ...] = (
        asked.column("in_year", "money", scale, year=before), asked.column("in_year", "money", scale, year=now),
        asked.column("difference", "money", scale),
        asked.column("share_in", "%", year=before), asked.column("share_in", "%", year=now),
    )  # fmt: skip

    def row(unit: PublishedUnit) -> list[Value | Figure]:
        (then, first), (since, last) = (_cost_and_share(asked, unit, year) for year in (before, now))
        difference = None if None in (then, since) else fmt.exact(since) - fmt.exact(then)
        return [then, since, difference, first, last]

    return asked.unit_table("units_change", columns, row, CARRYING)


def _cost_and_share(asked: Asked, unit: PublishedUnit, year: int) -> tuple[fmt.Number | None, Figure | None]:
    held = asked.cost(unit.code, year)
    return held.total_it_sek if held else None, asked.published.figure("total_it_share", unit.code, year)
