"""Where is the year heading, for IT, the central budget and digitalisation, and how often was that right?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.cost_months import COSTS, Cost
from kpi.course import YearEnd
from kpi.outlook import Outlook
from kpi.table import Column, Table, Value
from pages.parts.address import asked, href, write
from pages.parts.figure_card import way_back_to
from pages.parts.filters import SCOPES, Filters, filters
from pages.parts.forecast import fetched, name_of, sentence, show_course, show_notes, show_sum
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

COST, MONTH = "cost", "month"
# whose lines lie behind an outcome: card and variant
BEHIND = {
    "total_it": ("total_it_share", None),
    "central_it": ("central_it_share", None),
    "digitalisation": ("digitalisation_share", "incl_invest"),
}


def forecast() -> None:
    """Say where the year is heading, show its way there, every unit's, and the sum behind it."""
    looking = gate("forecast")
    store = store_to_show()
    offered = known(store, looking)
    if not offered.years:
        st.title(say("page.forecast.title"))
        st.html(f'<p class="said">{escape(say("page.forecast.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, offered.names)
    st.title(say("page.forecast.title"))
    cost: Cost = next(one for one in COSTS if one == asked(COST, COSTS, COSTS[0]))
    others = [*SCOPES, *offered.names]
    found = fetched(store, looking, chosen.reported_unit, cost, chosen.year, _asked_month(), others)
    _choices(cost, found)
    seen, name = found.seen, name_of(chosen.reported_unit, offered.names)
    st.html(f'<p class="answer">{escape(sentence(seen))}</p>')
    st.html(f'<p class="kicker">{escape(_kicker(seen, name))}</p>')
    if seen.so_far_sek is None:
        _say_what_is_missing(seen, offered)
    else:
        show_course(found, offered.names)
        show_notes(seen, offered.names)
    _show_units(found, offered, chosen)
    if seen.so_far_sek is not None:
        with st.expander(say("part.forecast.how.title"), type="compact"):
            show_sum(seen)


def _asked_month() -> int | None:
    """Return the month the address asks to see the year from."""
    month = st.query_params.get(MONTH, "")
    return int(month) if month in [str(number) for number in range(1, 13)] else None


def _choices(cost: Cost, found: YearEnd) -> None:
    """Show which cost is meant and from which month it is seen; both stand in the address."""
    months = [str(month) for month in found.months]
    st.session_state["forecast-cost"], st.session_state["forecast-month"] = cost, str(found.seen.through)
    with st.container(key="filters-forecast", horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.segmented_control(
            say("page.forecast.cost"),
            COSTS,
            required=True,
            format_func=lambda one: say(f"page.forecast.cost.{one}"),
            key="forecast-cost",
            on_change=write,
            args=("forecast-cost", COST),
        )
        st.selectbox(
            say("page.forecast.month"),
            months,
            format_func=lambda month: _month_choice(int(month), found),
            key="forecast-month",
            on_change=write,
            args=("forecast-month", MONTH),
            width=220,
            help=say("help.forecast.month"),
        )
    st.query_params.update({COST: cost, MONTH: str(found.seen.through)})


def _month_choice(month: int, found: YearEnd) -> str:
    name = fmt.month_name(month, reader_language())
    return say("page.forecast.whole_year") if month == 12 and found.seen.outcome_sek is not None else name


def _kicker(seen: Outlook, name: str) -> str:
    month = fmt.month(f"{seen.year}-{seen.through:02d}", reader_language())
    return " · ".join([name, say("page.forecast.seen_from", month=month)])


def _say_what_is_missing(seen: Outlook, offered: Known) -> None:
    show_notes(seen, offered.names)
    if seen.reason == "no_ledger" and (way := way_in()):
        st.html(f'<p class="said">{way}</p>')


def _show_units(found: YearEnd, offered: Known, chosen: Filters) -> None:
    """Show the municipality, the group and every unit; each row is a forecast of its own."""
    rows = [one for one in found.others if one.reason != "no_ledger"]
    if not rows:
        return
    ended = any(one.outcome_sek is not None for one in rows) and not found.seen.is_whole
    scale = fmt.scale_for(one.forecast_sek or one.so_far_sek for one in rows)
    cells = tuple(_cells(one, offered, ended) for one in rows)
    st.header(say("page.forecast.units"))
    st.html(f'<p class="note">{escape(say("page.forecast.each_own"))}</p>')
    month = fmt.month_name(found.seen.through, reader_language())
    show_table(
        Table(_columns(found.seen, scale, ended), cells, _reasons(rows)),
        say("page.forecast.caption", month=month, year=chosen.year),
        dressing=Dressing(_links(rows, offered, ended), _groups(rows, offered)),
    )


def _columns(seen: Outlook, scale: fmt.Scale, ended: bool) -> tuple[Column, ...]:
    month = fmt.month_name(seen.through, reader_language(), short=True)
    heads = [say("page.forecast.column.so_far", month=month)]
    heads += [say(f"page.forecast.column.{name}") for name in ("forecast", "low", "high")]
    heads += [say("page.forecast.column.outcome", year=seen.year)] if ended else []
    heads += [say("page.forecast.column.outcome", year=seen.year - 1)]
    money = [Column(head, "money", scale) for head in heads]
    return (Column(say("page.forecast.column.unit")), *money, Column(say("page.forecast.column.hits"), "printed"))


def _cells(one: Outlook, offered: Known, ended: bool) -> tuple[Value, ...]:
    hits = say("page.forecast.hits", hits=one.hits, tested=one.tested) if one.tested else None
    outcome = [one.outcome_sek] if ended else []
    name = name_of(one.scope, offered.names)
    return (name, one.so_far_sek, one.forecast_sek, one.low_sek, one.high_sek, *outcome, one.last_year_sek, hits)


def _reasons(rows: Sequence[Outlook]) -> dict[tuple[int, int], str]:
    """Return why a forecast is missing, by its cell."""
    return {
        (place, 1 if one.so_far_sek is None else 2): say(f"part.forecast.reason.{one.reason}", year=one.year)
        for place, one in enumerate(rows)
        if one.reason
    }


def _links(rows: Sequence[Outlook], offered: Known, ended: bool) -> dict[tuple[int, int], str]:
    """Return where the cells lead: a name to the unit's own forecast, an outcome to the lines behind it."""
    found: dict[tuple[int, int], str] = {}
    for place, one in enumerate(rows):
        whose = {"scope": one.scope, "unit": None} if one.scope in SCOPES else {"unit": one.scope}
        found[place, 0] = href("forecast", cost=one.cost, month=one.through, **whose)
        if one.scope not in SCOPES and offered.kinds[one.scope] == "central_it":
            continue  # what it costs before anything is allocated is no figure of its own
        card, variant = BEHIND[one.cost]
        if ended and one.outcome_sek is not None:
            found[place, 5] = way_back_to(card, variant, one.scope, one.year)
        if one.last_year_sek is not None:
            found[place, 6 if ended else 5] = way_back_to(card, variant, one.scope, one.year - 1)
    return found


def _groups(rows: Sequence[Outlook], offered: Known) -> tuple[tuple[str, int], ...]:
    """Return the headings in the table: the whole, what belongs to the municipality, the companies."""
    kinds = [one.scope if one.scope in SCOPES else offered.kinds[one.scope] for one in rows]
    counts = {
        "whole": sum(kind in SCOPES for kind in kinds),
        "own": sum(kind not in (*SCOPES, "company") for kind in kinds),
        "companies": sum(kind == "company" for kind in kinds),
    }
    return tuple((say(f"page.forecast.group.{name}"), count) for name, count in counts.items() if count)


forecast()
