"""Where is a unit's year heading, in a sentence, a picture and the sum behind it?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import charts
from kpi import format as fmt
from kpi.charts import MEANING
from kpi.cost_months import Cost
from kpi.course import YearEnd, year_end
from kpi.outlook import Outlook
from kpi.table import Column, Table
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say
from pages.parts.status import status_html
from pages.parts.tables import show_table
from pages.parts.units_list import REPORTED, known

OWN_COST: dict[str, Cost] = {"central_it": "central_it", "digitalisation": "digitalisation"}
MOST_NAMED = 6


def show_forecast(store: Store, viewer: Viewer, unit: str, year: int) -> None:
    """Show where the year of a unit, or a scope, is heading: a picture of a running year, a word of a finished one."""
    offered = known(store, viewer)
    cost = OWN_COST.get(offered.kinds.get(unit, ""), "total_it")
    found = fetched(store, viewer, unit, cost, year, None)
    st.header(say("part.forecast.title", year=year))
    st.html(f'<p class="said">{escape(sentence(found.seen))}</p>')
    if found.seen.outcome_sek is None and found.seen.forecast_sek is not None:
        show_course(found, offered.names)
        show_notes(found.seen, offered.names)
    whose = {"scope": unit, "unit": None} if unit in REPORTED else {"unit": unit}
    address = href("forecast", year=year, cost=cost, month=found.seen.through, **whose)
    st.html(f'<p class="said">{link(say("part.forecast.more"), address)}</p>')


def fetched(
    store: Store, viewer: Viewer, scope: str, cost: Cost, year: int, month: int | None, others: Sequence[str] = ()
) -> YearEnd:
    """Return where the year is heading for a scope, and for others seen from the same month."""
    return kept(
        "forecast",
        store,
        viewer,
        lambda: year_end(store, viewer, scope, cost, year, month, others),
        scope=scope,
        cost=cost,
        year=year,
        month=month,
        others=",".join(others),
    )


def sentence(seen: Outlook) -> str:
    """Return the answer: where the year is heading and how often the method has been right, or why nobody can say."""
    cost, year = say(f"part.forecast.cost.{seen.cost}"), seen.year
    if seen.is_whole:
        return say("part.forecast.whole", cost=cost, year=year, money=_money(seen.so_far_sek))
    if seen.forecast_sek is None:
        return _without_forecast(seen)
    finished = seen.outcome_sek is not None
    words = {"month": _month(seen), "cost": cost, "year": year} | _amounts(seen)
    key = "pointed" if finished else "points"
    said = [say(f"part.forecast.{key}{'' if seen.low_sek is None else '_range'}", **words)]
    if finished:
        ended = {True: "inside", False: "outside", None: "ended"}[seen.is_inside]
        said.append(say(f"part.forecast.{ended}", outcome=words["outcome"]))
    if seen.tested:
        said.append(say("part.forecast.hits", hits=seen.hits, tested=seen.tested))
    return " ".join(said)


def _without_forecast(seen: Outlook) -> str:
    why = say(f"part.forecast.reason.{seen.reason}", year=seen.year)
    if seen.so_far_sek is None:
        return why
    booked = say("part.forecast.so_far", month=_month(seen), year=seen.year, money=_money(seen.so_far_sek))
    return f"{booked} {why}"


def _amounts(seen: Outlook) -> dict[str, str]:
    """Return the forecast, its range and the outcome in one scale, with the decimals that tell them apart."""
    language = reader_language()
    amounts = {"money": seen.forecast_sek, "low": seen.low_sek, "high": seen.high_sek, "outcome": seen.outcome_sek}
    scale = fmt.scale_for(amounts.values(), "sentence")
    scaled = {name: fmt.scaled(amount, scale) for name, amount in amounts.items() if amount is not None}
    for decimals in (0, 1, 2):
        printed = {name: fmt.number(amount, decimals, language) for name, amount in scaled.items()}
        if len(set(printed.values())) == len(printed) and abs(min(scaled.values())) >= 10 ** (1 - decimals):
            break
    if seen.low_sek is not None:
        printed["range"] = say("part.forecast.range", low=printed.pop("low"), high=printed.pop("high"))
    return {name: fmt.with_unit(number, scale, language) for name, number in printed.items()}


def _money(amount_sek: float | None) -> str:
    return fmt.money(amount_sek, reader_language(), voice="sentence")


def _month(seen: Outlook) -> str:
    return fmt.month_name(seen.through, reader_language())


def show_course(found: YearEnd, names: Mapping[str, str]) -> None:
    """Show the year as a line with its forecast, before the faint lines of the years it is foreseen by."""
    seen, run = found.seen, found.course
    runs = charts.Runs(seen.year, run.outcome, run.foreseen, run.low, run.high, run.afterwards, run.earlier)
    key = "part.forecast.unit" if run.earlier else "part.forecast.unit_alone"
    years = {"first": min(run.earlier, default=seen.year), "last": max(run.earlier, default=seen.year)}
    whose = say(f"part.filter.whose.{seen.scope}") if seen.scope in REPORTED else names.get(seen.scope, seen.scope)
    framed = frame(_message(seen), say(key, name=whose, year=seen.year, **years))
    show_chart(charts.year_end(runs, framed, MEANING.get(seen.cost)), "forecast")


def _message(seen: Outlook) -> str:
    cost, before = say(f"part.forecast.cost.{seen.cost}"), seen.year - 1
    words = {"cost": f"{cost[:1].upper()}{cost[1:]}", "year": seen.year, "before": before}
    if seen.forecast_sek is None:
        return say("part.forecast.message_so_far", **words, money=_money(seen.so_far_sek), month=_month(seen))
    words |= _amounts(seen)
    if seen.outcome_sek is not None:
        return say("part.forecast.message_ended", **words, month=_month(seen))
    if seen.last_year_sek is None:
        return say("part.forecast.message_alone", **words)
    return say("part.forecast.message", **words, last=_money(seen.last_year_sek))


def show_notes(seen: Outlook, names: Mapping[str, str]) -> None:
    """Say what the forecast rests on and what it leaves out."""
    said = [f"{escape(say('part.forecast.is_estimate'))} {status_html('uppskattad')}"] if seen.forecast_sek else []
    if seen.yearly_sek:
        said.append(escape(say("part.forecast.yearly", money=_money(seen.yearly_sek))))
    elif seen.yearly_before_sek:
        missing = say(
            "part.forecast.yearly_missing", year=seen.year, before=seen.year - 1, money=_money(seen.yearly_before_sek)
        )
        said.append(escape(missing))
    if seen.lacking:
        said.append(escape(say("part.forecast.lacking", gaps=_gaps(seen, names))))
    if seen.left_out:
        years = fmt.join(map(str, seen.left_out), reader_language())
        said.append(escape(say("part.forecast.left_out", years=years)))
    if seen.forecast_sek is not None and seen.low_sek is None:
        said.append(escape(say("part.forecast.no_range_one" if len(seen.earlier) < 2 else "part.forecast.no_range")))
    elif seen.forecast_sek is not None and not seen.tested:
        said.append(escape(say("part.forecast.untested")))
    if said:
        st.html(f'<ul class="sure">{"".join(f"<li>{one}</li>" for one in said)}</ul>')


def _gaps(seen: Outlook, names: Mapping[str, str]) -> str:
    language = reader_language()
    named = [f"{names.get(unit, unit)} {fmt.month_name(month % 100, language)}" for unit, month in seen.lacking]
    more = [say("part.forecast.more_gaps", count=len(named) - MOST_NAMED)] if len(named) > MOST_NAMED else []
    return fmt.join([*named[:MOST_NAMED], *more], language)


def show_sum(seen: Outlook) -> None:
    """Show the forecast as a sum that can be done again, with the earlier years it comes from."""
    language = reader_language()
    st.html("".join(f'<p class="said">{escape(say(f"part.forecast.how.{one}"))}</p>' for one in ("share", "range")))
    if not seen.earlier:
        return
    if seen.forecast_sek is not None:
        scale = fmt.scale_for((seen.forecast_sek,))
        terms = {"booked": seen.booked_sek, "ledger": seen.ledger_forecast_sek, "yearly": seen.yearly_sek}
        printed = {name: fmt.amount(amount, scale, language) for name, amount in terms.items()}
        total = fmt.money(seen.forecast_sek, language, scale)
        share = fmt.figure(seen.expected_share_pct, "%", language)
        key = "part.forecast.how.sum_yearly" if seen.yearly_sek else "part.forecast.how.sum"
        st.html(f'<p class="said">{escape(say(key, **printed, total=total, share=share))}</p>')
    show_table(_earlier_years(seen), say("part.forecast.earlier", month=_month(seen)))


def _earlier_years(seen: Outlook) -> Table:
    scale = fmt.scale_for(one.whole_sek for one in seen.earlier)
    columns = (
        Column(say("part.forecast.column.year"), "year"),
        Column(say("part.forecast.column.part", month=_month(seen)), "money", scale),
        Column(say("part.forecast.column.whole"), "money", scale),
        Column(say("part.forecast.column.share"), "%"),
        Column(say("part.forecast.column.error"), "printed"),
    )
    errors = [fmt.signed_figure(error, "%", reader_language(), "table") for error in seen.errors_pct]
    rows = tuple(
        (str(one.year), one.part_sek, one.whole_sek, one.share_pct, errors[place] if errors else None)
        for place, one in enumerate(seen.earlier)
    )
    return Table(columns, rows)


def name_of(scope: str, names: Mapping[str, str]) -> str:
    """Return what a scope is called."""
    return say(f"part.forecast.scope.{scope}") if scope in REPORTED else names.get(scope, scope)
