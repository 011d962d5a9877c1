"""What does a service's variation come to in lines and in a table (M6)?"""

from decimal import Decimal

from kpi.scenarios.boundary import FEWEST, BoundaryData, BoundaryLevers, found, is_over, volumes_of
from kpi.scenarios.result import Line, Sheet, SheetColumn


def lines(levers: BoundaryLevers, data: BoundaryData) -> tuple[Line, ...]:
    """Return the variation, whether it is over the limit, and what it is made of."""
    return _lines(levers, data, "")


def today_lines(levers: BoundaryLevers, data: BoundaryData) -> tuple[Line, ...]:
    """Return the same over the usual months, with the usual limit."""
    return _lines(levers, data, "today_")


def _lines(levers: BoundaryLevers, data: BoundaryData, column: str) -> tuple[Line, ...]:
    held, over = found(levers, data), is_over(levers, data)
    lacking = ("months",) if levers.months is None else ()
    few = "too_few_months" if volumes_of(levers, data) else "no_volumes"
    f = _formulas(f"{column}volume_used")

    def made(key: str, unit: str, value: Decimal | None, formula: str, reason: str = "zero_denominator") -> Line:
        known = lacking if value is None else ()
        why = None if value is not None or known else reason if held else few
        return Line(key, unit, value, f'IF({f["count"]}<{FEWEST},"",{formula})', known, why)

    without_limit = ("limit",) if levers.limit is None else lacking
    answer = None if over is None else Decimal(int(over))
    return (
        made("variation", "ratio", held and held.share, f"{f['deviation']}/{f['mean']}"),
        Line(
            "over_limit",
            "number",
            answer,
            f'IF({f["count"]}<{FEWEST},"",IF({f["deviation"]}/{f["mean"]}>limit,1,0))',
            without_limit if answer is None else (),
            few if answer is None and not without_limit else None,
        ),
        made("mean_cases", "number", held and held.mean_cases, f["mean"]),
        made("deviation_cases", "number", held and held.deviation_cases, f["deviation"]),
        made("trend_cases", "number", held and held.slope, f["slope"]),
        made("used_months", "number", held and Decimal(len(held.used)), f["count"]),
    )


def sheets(levers: BoundaryLevers, today: BoundaryLevers, data: BoundaryData) -> tuple[Sheet, ...]:
    """Return the months of the service, which of them are used, and what the trend alone would give."""
    volumes, held = volumes_of(levers, data), found(levers, data)
    if held is None:
        return ()
    last = volumes[-1].place
    f = _formulas("volume_used")
    trend = f"{f['mean']}+{f['slope']}*([volume_place]-{f['mean_place']})"
    labels = [f"{v.month // 100}-{v.month % 100:02d}" if v.month else str(v.place) for v in volumes]
    used = {volume.place for volume in held.used}
    return (
        Sheet(
            "months",
            (
                SheetColumn("volume_place", "number", tuple(volume.place for volume in volumes)),
                SheetColumn("volume_month", "text", tuple(labels)),
                SheetColumn("volume_cases", "number", tuple(volume.cases for volume in volumes)),
                SheetColumn(
                    "volume_used",
                    "number",
                    tuple(int(volume.place in used) for volume in volumes),
                    "IF([volume_place]>MAX(volume_place)-months,1,0)",
                ),
                SheetColumn(
                    "today_volume_used",
                    "number",
                    tuple(int(volume.place > last - (today.months or 0)) for volume in volumes),
                    "IF([volume_place]>MAX(volume_place)-today_months,1,0)",
                ),
                SheetColumn("volume_trend", "number", tuple(held.trend_at(volume.place) for volume in volumes), trend),
            ),
        ),
    )


def _formulas(used: str) -> dict[str, str]:
    """Return the parts of the calculation over the months that a column of 1 and 0 marks."""
    count = f"SUM({used})"
    mean, mean_place = f"(SUMPRODUCT({used}*volume_cases)/{count})", f"(SUMPRODUCT({used}*volume_place)/{count})"
    together = f"SUMPRODUCT({used}*(volume_place-{mean_place})*(volume_cases-{mean}))"
    spread = f"SUMPRODUCT({used}*(volume_place-{mean_place})^2)"
    slope = f"({together}/{spread})"
    residual = f"(volume_cases-{mean}-{slope}*(volume_place-{mean_place}))"
    deviation = f"SQRT(SUMPRODUCT({used}*{residual}^2)/{count})"
    return {"count": count, "mean": mean, "mean_place": mean_place, "slope": slope, "deviation": deviation}
