"""What does the queue come to in lines and in a table, beside the queue without any change (M5)?"""

from collections.abc import Sequence
from decimal import Decimal

from kpi.scenarios.result import Cell, Line, Sheet, SheetColumn, line
from kpi.scenarios.supply_demand import (
    MOST_AHEAD,
    QueueData,
    QueueLevers,
    Step,
    added_supply,
    lacking,
    months_to_empty,
    next_month,
    relieved_demand,
    steps,
)

END = "history_months+months_ahead"


def lines(levers: QueueLevers, data: QueueData) -> tuple[Line, ...]:
    """Return the queue at the end, its frustration, when it is empty, and what the levers add and relieve."""
    return (*_at_end(levers, data, "then"), *_added(levers))


def today_lines(levers: QueueLevers, data: QueueData) -> tuple[Line, ...]:
    """Return the same where nothing is done about it."""
    return (*_at_end(levers, data, "now"), *_added(levers))


def _added(levers: QueueLevers) -> tuple[Line, ...]:
    moved = "moved_fte*hours_per_fte/12*moved_gain_pct/100"
    return (
        line("added_supply_hours", "h", levers, f"{moved}+extra_sek/cost_per_hour_sek/12", added_supply),
        line("relieved_demand_hours", "h", levers, "local_fte*hours_per_fte/12", relieved_demand),
    )


def _at_end(levers: QueueLevers, data: QueueData, table: str) -> tuple[Line, ...]:
    months = steps(levers, data)
    unknown = lacking(levers)

    def at_end(key: str, unit: str, value: Decimal | int | None, formula: str, reason: str) -> Line:
        why = None if value is not None or unknown else reason if months else "no_months"
        return Line(key, unit, None if value is None else Decimal(value), formula, unknown, why)

    last = months[-1] if months else None
    first = f"MATCH(1,{table}_is_changed,0)"
    emptied = f'IF(INDEX({table}_queue_hours,{END})>0,"",MAX(MAX({table}_waits),{first}-1)-{first}+2)'
    return (
        at_end("queue_hours", "h", last and last.queue_hours, f"INDEX({table}_queue_hours,{END})", "no_months"),
        at_end("frustration", "ratio", last and last.frustration, f"INDEX({table}_frustration,{END})", "no_supply"),
        at_end("months_to_empty", "month", months_to_empty(months), emptied, "never_empty"),
    )


def sheets(levers: QueueLevers, today: QueueLevers, data: QueueData) -> tuple[Sheet, ...]:
    """Return the queue month by month, with and without the change, and with room for the longest horizon."""
    if lacking(levers) or lacking(today):
        return ()
    room = len(data.months) + MOST_AHEAD
    now = ("today_demand_hours", "today_supply_hours", "0", "0", "today_begins")
    then = ("demand_hours", "supply_hours", "relieved_demand_hours", "added_supply_hours", "begins")
    calendar = [month.month for month in data.months]
    while len(calendar) < room:
        calendar.append(next_month(calendar[-1] if calendar else data.last_month))
    return (
        Sheet(
            "months",
            (
                SheetColumn("queue_place", "number", tuple(range(1, room + 1))),
                SheetColumn("queue_month", "text", tuple(f"{each // 100}-{each % 100:02d}" for each in calendar)),
                *_columns("now", today, data, room, now),
                *_columns("then", levers, data, room, then),
            ),
        ),
    )


def _columns(
    table: str, levers: QueueLevers, data: QueueData, room: int, names: tuple[str, str, str, str, str]
) -> tuple[SheetColumn, ...]:
    """Return the columns of one course of the queue; `names` are what its formulas take from the levers."""
    demand, supply, relieved, added, begins = names
    months = steps(levers, data)
    rows: list[Step | None] = [*months, *[None] * (room - len(months))]
    known = len(data.months)
    base = [(month.demand_hours, month.supply_hours) for month in data.months]
    base += [(levers.demand_hours, levers.supply_hours)] * (len(months) - known)
    base += [(None, None)] * (room - len(months))

    def column(key: str, unit: str, values: Sequence[Cell], formula: str, given: int = 0) -> SheetColumn:
        in_use = f'IF([queue_place]>{END},"",{formula})'
        return SheetColumn(f"{table}_{key}", unit, tuple(values), in_use, given)

    def of(field: str) -> list[Cell]:
        return [None if row is None else getattr(row, field) for row in rows]

    flow = f"[{table}_demand_after_hours]-[{table}_supply_after_hours]"
    left, changed, served = f"[{table}_queue_hours]", f"[{table}_is_changed]", f"[{table}_supply_after_hours]"
    waits = [
        None if row is None else place if row.is_changed and row.queue_hours else 0 for place, row in enumerate(rows, 1)
    ]
    return (
        column("demand_hours", "h", [hours for hours, _ in base], demand, known),
        column("supply_hours", "h", [hours for _, hours in base], supply, known),
        column(
            "is_changed",
            "number",
            [None if row is None else int(row.is_changed) for row in rows],
            f'IF(OR({begins}="first",[queue_place]>history_months),1,0)',
        ),
        column("demand_after_hours", "h", of("demand_hours"), f"MAX(0,[{table}_demand_hours]-{changed}*{relieved})"),
        column("supply_after_hours", "h", of("supply_hours"), f"[{table}_supply_hours]+{changed}*{added}"),
        column("queue_hours", "h", of("queue_hours"), f"MAX(0,[{table}_queue_hours^]+{flow})"),
        column("frustration", "ratio", of("frustration"), f'IF({served}=0,"",{left}/{served})'),
        column("waits", "number", waits, f"IF(AND({changed}=1,{left}>0),[queue_place],0)"),
    )
