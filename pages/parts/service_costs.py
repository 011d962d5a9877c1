"""What does digital delivery cost: per case beside IT's share, and per service before and after?"""

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.figures import Figure
from kpi.table import Column, Table, Value
from kpi.traceability import EVERYTHING, NOTHING, Compared, ServiceCost, compared
from pages.parts.chart import frame, show_chart
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table

CERTAIN = "utfall"


def show_cost_beside_share(cases: Sequence[Figure | None], shares: Sequence[Figure | None]) -> None:
    """Show the cost per digital case beside IT's share of the turnover, each on an axis of its own."""
    known = [one for one in cases if one and one.value is not None]
    if not known:
        st.html(f'<p class="note">{escape(say("page.traceability.no_cases"))}</p>')
        return
    beside = [one for one in shares if one and known[0].year <= one.year <= known[-1].year]
    held = [one for one in beside if one.value is not None]
    panels = [charts.Panel(_line("case", [one for one in cases if one and one.year >= known[0].year]), "SEK/case")]
    if held:
        panels.append(charts.Panel(_line("share", beside), "%"))
    first, last = known[0].year, known[-1].year
    period = str(first) if first == last else f"{first}–{last}"
    subtitle = say("page.traceability.beside_unit", period=period)
    show_chart(charts.beside(panels, frame(_message(known, held), subtitle)), "case-and-share")


def _line(name: str, figures: Sequence[Figure]) -> charts.Line:
    points = tuple(charts.Point(one.year, one.value, one.status == CERTAIN) for one in figures)
    return charts.Line(say(f"page.traceability.panel.{name}"), points)


def _message(cases: Sequence[Figure], shares: Sequence[Figure]) -> str:
    if len(cases) < 2:
        last = fmt.money(cases[-1].value, reader_language(), fmt.KR)
        return say("page.traceability.beside.once", cost=last, year=cases[-1].year)
    values = {"cost": _way(cases), "from_year": cases[0].year, "to_year": cases[-1].year}
    if len(shares) < 2:
        return say("page.traceability.beside.cost", **values)
    share = _way(shares)
    key = "both" if share == values["cost"] else "apart"
    return say(f"page.traceability.beside.{key}", share=share, **values)


def _way(figures: Sequence[Figure]) -> str:
    """Return whether a figure has risen, fallen or stood still, as it is printed."""
    began, ended = (fmt.figure(one.value, one.unit_of_measure, reader_language()) for one in (figures[0], figures[-1]))
    way = "same" if began == ended else "up" if figures[-1].value > figures[0].value else "down"
    return say(f"page.traceability.way.{way}")


def show_services(services: Sequence[ServiceCost], chosen: Filters) -> None:
    """Show what the services' activities cost before and after digital delivery, and when that pays (M7)."""
    st.header(say("page.traceability.services"))
    if not services:
        st.html(f'<p class="note">{escape(say("page.traceability.no_services", year=chosen.year))}</p>')
        return
    whole = compared(list(services))
    if whole.services:
        st.html(f'<p class="said">{escape(_sum_up(whole))}</p>')
        _show_activities(whole, chosen)
        _show_table(whole, chosen)
    _say_lacking(services)
    st.html(f'<p class="note">{escape(say("page.traceability.services_how"))}</p>')


def _sum_up(whole: Compared) -> str:
    language = reader_language()
    begun = say(
        f"page.traceability.services.{'one' if len(whole.services) == 1 else 'many'}",
        count=len(whole.services),
        before=fmt.money(whole.before_sek, language, voice="sentence"),
    )
    said = say(
        f"page.traceability.services.{_pays(whole)}",
        nothing=fmt.money(whole.after_sek(NOTHING), language, voice="sentence"),
        everything=fmt.money(whole.after_sek(EVERYTHING), language, voice="sentence"),
        even=fmt.figure(whole.break_even_pct, "%", language),
    )
    return f"{begun} {said}"


def _pays(whole: Compared) -> str:
    """Return whether the services break even with some of the time re-allocated, never, or always."""
    even = whole.break_even_pct
    return "never" if even > EVERYTHING else "some" if even > NOTHING else "always"


def _show_activities(whole: Compared, chosen: Filters) -> None:
    deliveries = [
        charts.Delivery(say("page.traceability.delivery.before"), whole.parts_before_sek),
        charts.Delivery(say("page.traceability.delivery.nothing"), whole.parts_after_sek(NOTHING)),
        charts.Delivery(say("page.traceability.delivery.everything"), whole.parts_after_sek(EVERYTHING)),
    ]
    even = fmt.figure(whole.break_even_pct, "%", reader_language())
    title = say(f"page.traceability.activities.{_pays(whole)}", even=even)
    subtitle = say("page.traceability.activities_unit", count=len(whole.services), year=chosen.year)
    show_chart(charts.activities(deliveries, frame(title, subtitle)), "activities")


def _show_table(whole: Compared, chosen: Filters) -> None:
    scale = fmt.scale_for((one.before_sek for one in whole.services), "table")
    money = ("before", "added_it", "nothing", "everything")
    columns = (
        Column(say("page.traceability.column.service")),
        Column(say("page.traceability.column.before_year"), "year"),
        Column(say("page.traceability.column.digital"), "%"),
        *(Column(say(f"page.traceability.column.{name}"), "money", scale) for name in money),
        Column(say("page.traceability.column.break_even"), "%"),
    )
    rows = tuple(map(_cells, whole.services))
    groups = tuple(Counter(one.unit_name for one in whole.services).items())
    caption = say("page.traceability.services_caption", year=chosen.year)
    show_table(Table(columns, rows), caption, sortable=True, dressing=Dressing(groups=groups))


def _cells(one: ServiceCost) -> tuple[Value, ...]:
    after = (one.after_sek(NOTHING), one.after_sek(EVERYTHING))
    now = (one.digital_pct, one.before_sek, one.added_it_sek)
    return (one.name, str(one.before_year), *now, *after, one.break_even_pct)


def _say_lacking(services: Sequence[ServiceCost]) -> None:
    """Say how many services cannot be compared, and what is not known of them."""
    counted = Counter(one.lacking for one in services if one.lacking)
    if not counted:
        return
    said = "".join(
        f"<li>{escape(say(f'page.traceability.lacking.{code}', count=count))}</li>" for code, count in counted.items()
    )
    head = say("page.traceability.lacking", count=sum(counted.values()), all=len(services))
    st.html(f'<p class="said">{escape(head)}</p><ul class="sure">{said}</ul>')


def show_case_costs(rows: Sequence[dict], year: int) -> None:
    """Show the services behind the cost per digital case, and which of them are not in it."""
    if not rows:
        return
    columns = (
        Column(say("page.traceability.column.service")),
        Column(say("page.traceability.column.unit")),
        Column(say("page.traceability.column.level"), "printed"),
        Column(say("page.traceability.column.it_cost"), "money", fmt.scale_for(row["it_cost_sek"] for row in rows)),
        Column(say("page.traceability.column.cases"), "number"),
        Column(say("page.traceability.column.digital_cases"), "number"),
        Column(say("page.traceability.column.per_case"), "SEK/case"),
    )
    names = ("name", "unit_name", "level", "it_cost_sek", "cases", "digital_cases", "sek_per_case")
    cells = tuple(tuple(row[name] for name in names) for row in rows)
    lacking = {
        place: "no_cost" if row["it_cost_sek"] is None else "no_cases"
        for place, row in enumerate(rows)
        if row["sek_per_case"] is None
    }
    reasons = {(place, len(names) - 1): say(f"page.traceability.case.{code}") for place, code in lacking.items()}
    with st.expander(say("page.traceability.cases", count=len(rows)), type="compact"):
        show_table(Table(columns, cells, reasons), say("page.traceability.cases_caption", year=year), sortable=True)
