"""Which picture shows a scenario beside today?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from kpi import format as fmt
from kpi.charts import (
    Amount,
    Change,
    Chart,
    Delivery,
    Dot,
    Mark,
    Series,
    activities,
    amounts,
    diverging,
    dots,
    over_time,
)
from kpi.scenarios.activity_cost import parts
from kpi.scenarios.adoption import course
from kpi.scenarios.allocation import UnitShare, allocate
from kpi.scenarios.allocation_lines import by_difference
from kpi.scenarios.boundary import found, volumes_of
from kpi.scenarios.development_target import unit_gaps
from kpi.scenarios.lever import Levers
from kpi.scenarios.models import Comparison, Model, Start
from kpi.scenarios.printing import money_range
from kpi.scenarios.supply_demand import steps
from pages.parts.address import shown_in, write
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say
from pages.parts.scenario_address import MEASURE

MEASURES = {"sek": "SEK", "per_fte": "SEK/HTE", "per_mille": "‰"}
MOST_SERVICES, MOST_YEARS = 12, 8


@dataclass(frozen=True)
class Scene:
    """All that a picture is drawn from."""

    model: Model
    levers: Levers
    today: Levers
    start: Start
    lines: Mapping[str, Comparison]
    about: str
    year: int

    def then(self, key: str) -> fmt.Number | None:
        """Return the scenario's number of a line."""
        return self.lines[key].then.value

    def said(self, key: str) -> str:
        """Return the scenario's number of a line as a sentence has it."""
        return fmt.figure(self.then(key), self.lines[key].then.unit, reader_language(), "sentence")

    def now(self, key: str) -> fmt.Number | None:
        """Return today's number of a line."""
        today = self.lines[key].today
        return today.value if today else None


def show_charts(scene: Scene) -> None:
    """Show the model's picture, where there is anything to draw."""
    _SHOWN[scene.model.id](scene)


def _renewal(scene: Scene) -> None:
    needed = scene.then("needed_sek")
    if scene.then("set_aside_sek") is None or needed is None:
        return
    scale = fmt.scale_for([scene.then("set_aside_sek"), needed])  # rounded as on the bars below
    kept, asked = (fmt.money(sek, reader_language(), scale) for sek in (scene.then("set_aside_sek"), needed))
    title = say("page.scenarios.chart.renewal", kept=kept, needed=asked)
    rows = [
        _amount("now", scene.now("set_aside_sek")),
        _amount("then", scene.then("set_aside_sek"), is_main=True),
        _amount("needed", needed),
    ]
    _show(amounts([row for row in rows if row], frame(title, scene.about)), "renewal")


def _amount(key: str, value_sek: fmt.Number | None, is_main: bool = False) -> Amount | None:
    if value_sek is None:
        return None
    return Amount(say(f"page.scenarios.bar.{key}"), value_sek, is_main=is_main)


def _investment_gap(scene: Scene) -> None:
    rows = [
        Amount(say(f"page.scenarios.bar.gap_{side}"), low, high, is_main=side == "then")
        for side, read in (("now", scene.now), ("then", scene.then))
        if (low := read("drift_low_sek")) is not None and (high := read("drift_high_sek")) is not None
    ]
    if scene.then("drift_low_sek") is None or scene.then("drift_high_sek") is None:
        return
    range_sek = money_range(scene.then("drift_low_sek"), scene.then("drift_high_sek"), reader_language())
    title = say("page.scenarios.chart.investment_gap", range=range_sek)
    _show(amounts(rows, frame(title, scene.about)), "investment-gap")


def _development_target(scene: Scene) -> None:
    gaps = unit_gaps(scene.levers, scene.start.data)
    if not gaps:
        return
    lacking = sum(1 for _, gap in gaps if gap > 0)
    title = say("page.scenarios.chart.development_target", count=lacking, all=len(gaps))
    changes = [Change(unit.name, gap) for unit, gap in gaps]
    head = say("scenario.column.unit_gap_sek")
    _show(diverging(changes, "SEK", head, frame(title, scene.about)), "development-target")


def _allocation(scene: Scene) -> None:
    shares = by_difference(allocate(scene.levers, scene.start.data))
    if not shares:
        return
    measure = _measure()
    more, less = (fmt.number(scene.then(key), 0, reader_language()) for key in ("pays_more", "pays_less"))
    title = say("page.scenarios.chart.allocation", more=more, less=less)
    changes = [Change(share.base.name, *_difference(share, measure)) for share in shares]
    if measure != "sek":
        changes.sort(key=lambda change: (change.value is None, -(change.value or 0)))
    head = say("scenario.column.unit_difference_sek")
    _show(diverging(changes, MEASURES[measure], head, frame(title, scene.about)), "allocation")


def _measure() -> str:
    """Let the reader choose in what the difference is shown; it stands in the address."""
    chosen = shown_in("scenario-measure", MEASURE, MEASURES, "sek")
    st.segmented_control(
        say("page.scenarios.measure"),
        list(MEASURES),
        required=True,
        format_func=lambda measure: say(f"page.scenarios.measure.{measure}"),
        key="scenario-measure",
        on_change=write,
        args=("scenario-measure", MEASURE, "sek"),
    )
    return chosen


def _difference(share: UnitShare, measure: str) -> tuple[fmt.Number | None, str | None]:
    if measure == "sek":
        return share.difference_sek, None
    if measure == "per_fte":
        value = share.difference_per_fte_sek
        return value, None if value is not None else say("reason.no_headcount")
    value = share.difference_per_mille
    return value, None if value is not None else say("reason.no_turnover")


def _supply_demand(scene: Scene) -> None:
    now, then = (steps(levers, scene.start.data) for levers in (scene.today, scene.levers))
    if not now or not then:
        return
    months = [step.month for step in then]
    known = sum(1 for step in then if not step.is_ahead)
    lines = [
        Series(say("scenario.head.now"), tuple(step.queue_hours for step in now), known),
        Series(say("scenario.head.then"), tuple(step.queue_hours for step in then), known, is_main=True),
    ]
    title = say("page.scenarios.chart.supply_demand", queue=scene.said("queue_hours"), month=_month(months[-1]))
    drawn = over_time(lines, _places(months), "h", frame(title, scene.about), ticks=_januaries(months))
    _show(drawn, "supply-demand")


def _month(month: int, short: bool = False) -> str:
    return fmt.month(f"{month // 100}-{month % 100:02d}", reader_language(), short)


def _places(months: Sequence[int]) -> list[str]:
    return [_month(month, short=True) for month in months]


def _januaries(months: Sequence[int]) -> dict[str, str] | None:
    """Return the years under their Januaries, at most eight; over two years each half year instead."""
    first = [month for month in months if month % 100 == 1]
    if len(first) > 2:
        every = -(-len(first) // MOST_YEARS)
        return {_month(month, short=True): str(month // 100) for month in first[::every]}
    return {name: name for month in months if month % 100 in (1, 7) and (name := _month(month, short=True))} or None


def _boundary(scene: Scene) -> None:
    volumes, held = volumes_of(scene.levers, scene.start.data), found(scene.levers, scene.start.data)
    if held is None or held.share is None:
        return
    used = {volume.place for volume in held.used}
    shown = [volume for volume in volumes if volume.place in used]
    places = [_month(volume.month, short=True) if volume.month else str(volume.place) for volume in shown]
    lines = [
        Series(say("page.scenarios.bar.trend"), tuple(held.trend_at(volume.place) for volume in shown)),
        Series(say("page.scenarios.bar.cases"), tuple(volume.cases for volume in shown), is_main=True),
    ]
    title = say("page.scenarios.chart.boundary", variation=fmt.number(held.share, 2, reader_language()))
    ticks = _januaries([volume.month for volume in shown]) if all(volume.month for volume in shown) else None
    _show(over_time(lines, places, "number", frame(title, scene.about), ticks=ticks), "boundary")
    _services(scene)


def _services(scene: Scene) -> None:
    """Show how all the services vary, with the limit among them."""
    known = [service for service in scene.start.data.services if service.share is not None]
    limit = scene.levers.model_dump()["limit"]
    if len(known) < 2 or limit is None:
        return
    over = sum(1 for service in known if service.share > limit)
    title = say("page.scenarios.chart.services", over=over, all=len(known))
    drawn = [Dot(service.name, float(service.share)) for service in known[:MOST_SERVICES]]
    subtitle = say("page.scenarios.chart.services_about", shown=len(drawn), year=scene.year)
    mark = Mark(float(limit), say("page.scenarios.bar.limit"))
    _show(dots(drawn, "ratio", frame(title, subtitle), mark), "services")


def _activity_cost(scene: Scene) -> None:
    held = parts(scene.levers)
    if not held:
        return
    ways = [
        Delivery(say(f"scenario.head.{side}"), {part[0]: part[place] for part in held})
        for side, place in (("now", 1), ("then", 2))
    ]
    title = say("page.scenarios.chart.activity_cost", freed=scene.said("freed_sek"), slack=scene.said("slack_sek"))
    _show(activities(ways, frame(title, scene.about)), "activity-cost")


def _adoption(scene: Scene) -> None:
    now, then = course(scene.today), course(scene.levers)
    if not then:
        return
    places = [str(scene.year + place) for place in range(len(then))]
    lines = [Series(say("scenario.head.then"), then, dashed_from=1, is_main=True)]
    if len(now) == len(then):
        lines.insert(0, Series(say("scenario.head.now"), now, dashed_from=1))
    target = scene.levers.model_dump()["digital_target_pct"]
    mark = None if target is None else Mark(float(target), say("page.scenarios.bar.target"))
    title = say("page.scenarios.chart.adoption", share=scene.said("share_at_end_pct"), year=places[-1])
    _show(over_time(lines, places, "%", frame(title, scene.about), mark), "adoption")


def _show(chart: Chart, key: str) -> None:
    show_chart(chart, f"scenario-{key}")


_SHOWN: dict[str, Callable[[Scene], None]] = {
    "renewal": _renewal,
    "investment_gap": _investment_gap,
    "development_target": _development_target,
    "allocation": _allocation,
    "supply_demand": _supply_demand,
    "boundary": _boundary,
    "activity_cost": _activity_cost,
    "adoption": _adoption,
}
