"""What does adoption come to in lines and year by year, beside today's pace (M8)?"""

from decimal import Decimal

from kpi.scenarios.adoption import (
    MOST_YEARS,
    AdoptionData,
    AdoptionLevers,
    ceiling,
    course,
    lacking,
    why_not,
    years_to_target,
)
from kpi.scenarios.result import Line, Sheet, SheetColumn


def lines(levers: AdoptionLevers, data: AdoptionData) -> tuple[Line, ...]:
    """Return the share at the end, when the target is reached, and the ceiling of the service level."""
    return _lines(levers, "then_share_pct", "then_crossing")


def today_lines(levers: AdoptionLevers, data: AdoptionData) -> tuple[Line, ...]:
    """Return the same at today's pace."""
    return _lines(levers, "now_share_pct", "now_crossing")


def _lines(levers: AdoptionLevers, share: str, crossing: str) -> tuple[Line, ...]:
    shares, unknown = course(levers), lacking(levers)
    why = None if shares or unknown else why_not(levers)
    reached = years_to_target(levers)
    without_target = ("digital_target_pct",) if levers.digital_target_pct is None and not unknown else unknown
    late = "never_at_pace" if levers.form == "straight" else "not_within_years"
    straight = "(digital_target_pct-share_pct)/IF(pace_pp>0,pace_pp,0)"
    return (
        Line("share_at_end_pct", "%", shares[-1] if shares else None, f"INDEX({share},years+1)", unknown, why),
        Line(
            "years_to_target",
            "year",
            reached,
            f'IF(share_pct>=digital_target_pct,0,IF(form="straight",{straight},IF(COUNT({crossing})=0,"",MIN({crossing}))))',
            () if reached is not None else without_target,
            None if reached is not None or without_target else why or late,
        ),
        _ceiling(levers),
    )


def _ceiling(levers: AdoptionLevers) -> Line:
    unknown = tuple(name for name in ("ceiling_pct", "level") if getattr(levers, name) is None)
    value = None if unknown or levers.form == "straight" else ceiling(levers, levers.level)
    reason = None if value is not None or unknown else "no_ceiling"
    return Line("ceiling_at_level_pct", "%", value, 'IF(form="straight","",ceiling_pct*level/4)', unknown, reason)


def sheets(levers: AdoptionLevers, today: AdoptionLevers, data: AdoptionData) -> tuple[Sheet, ...]:
    """Return the share year by year, with room for the longest horizon."""
    if not course(levers):
        return ()
    places = tuple(range(MOST_YEARS + 1))
    return (
        Sheet(
            "years",
            (
                SheetColumn("year_place", "number", places),
                SheetColumn("year_label", "text", tuple(str(data.year + place) for place in places)),
                *_course("now", today, "today_"),
                *_course("then", levers, ""),
            ),
        ),
    )


def _course(table: str, levers: AdoptionLevers, prefix: str) -> tuple[SheetColumn, ...]:
    """Return the columns of one course: the share, and where between two years it passes the target."""
    shares = course(levers)
    room = MOST_YEARS + 1
    held: list[Decimal | None] = [*shares, *[None] * (room - len(shares))]
    p, before, own = prefix, f"[{table}_share_pct^]", f"[{table}_share_pct]"
    straight = f"MIN(100,MAX(0,{before}+{p}pace_pp))"
    form = f'IF({p}form="straight",{straight},{_logistic(table, p)})'
    first = f'IF([year_place]>years,"",IF([year_place]=0,{p}share_pct,{form}))'
    passes = f"AND([year_place]>0,N({own})>={p}digital_target_pct,N({before})<{p}digital_target_pct)"
    inside = f"[year_place]-1+({p}digital_target_pct-{before})/({own}-{before})"
    return (
        SheetColumn(f"{table}_share_pct", "%", tuple(held), first),
        SheetColumn(
            f"{table}_crossing",
            "year",
            _crossings(held, levers.digital_target_pct),
            f'IF([year_place]>years,"",IF({passes},{inside},""))',
        ),
    )


def _logistic(table: str, p: str) -> str:
    before = f"[{table}_share_pct^]"
    highest, now = f"({p}ceiling_pct*{p}level/4)", f"({p}ceiling_pct*{p}level_now/4)"
    growth = f"{p}pace_pp/({p}share_pct*(1-{p}share_pct/{now}))"
    dip = f"IF({p}level>{p}level_now,1-{p}dip_pct/100*0.5^(([year_place]-1)/{p}recovery_years),1)"
    return f"MIN({highest},MAX(0,{before}+{growth}*{before}*(1-{before}/{highest})*{dip}))"


def _crossings(shares: list[Decimal | None], target: Decimal | None) -> tuple[Decimal | None, ...]:
    found: list[Decimal | None] = [None]
    for year, (before, after) in enumerate(zip(shares, shares[1:], strict=False)):
        passes = None not in (before, after, target) and before < target <= after
        found.append(year + (target - before) / (after - before) if passes else None)
    return tuple(found)
