"""What does IT cost, how much of it lies outside the central budget, and how sure is that?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import charts
from kpi import format as fmt
from kpi.change import change_in_words, cost_change
from kpi.figures import Figure, figures
from kpi.overview import Freshness, UnitYear, bridge, freshness, missing_months, years
from pages.parts.cache import kept
from pages.parts.chart import frame, show_chart
from pages.parts.figure_card import ShownFigure, figure_card, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.language import reader_language, say
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

CARDS = (("central_it_share", None), ("total_it_share", None), ("digitalisation_share", "incl_invest"))
CHANGE = "it_cost_change"


def overview() -> None:
    """Say the answer, show the four figures, then the pictures with their tables."""
    viewer = gate("overview")
    store = store_to_show()
    chosen = filters(known(store, viewer).years)
    st.title(say("page.overview.title"))
    held = kept("overview", store, viewer, lambda: years(store, viewer, chosen.scope), scope=chosen.scope)
    now = next((row for row in held if row.year == chosen.year), None)
    if now is None:
        st.html(f'<p class="note">{escape(say("page.overview.nothing", year=chosen.year))}</p>')
        return
    found = _figures(store, viewer, chosen)
    st.html(f'<p class="answer">{escape(_answer(now, found))}</p>')
    _say_change(now, held, found)
    _say_freshness(kept("freshness", store, viewer, lambda: freshness(store)), now, chosen)
    _show_figures(now, found, chosen)
    _show_charts(now, held, chosen)
    _say_gaps(store, viewer, chosen.year)


def _figures(store: Store, viewer: Viewer, chosen: Filters) -> dict[tuple[str, str | None], Figure]:
    ids = [card for card, _ in CARDS] + [CHANGE]
    got = kept(
        "overview-figures",
        store,
        viewer,
        lambda: figures(store, viewer, ids, [chosen.scope], [chosen.year]),
        scope=chosen.scope,
        year=chosen.year,
    )
    return {(figure.card, figure.variant): figure for figure in got}


def _answer(now: UnitYear, found: dict[tuple[str, str | None], Figure]) -> str:
    if now.total_it_sek is None:
        return say("page.overview.unknown", year=now.year)
    language = reader_language()
    money = fmt.money(now.total_it_sek, language, voice="sentence")
    share = found["total_it_share", None].value
    first = (
        say("page.overview.answer_share", money=money, share=fmt.figure(share, "%", language, "sentence"))
        if share is not None
        else say("page.overview.answer", money=money)
    )
    outside = now.outside_central_share
    if outside is None:
        return first
    return (
        f"{first} {say('page.overview.outside', share=fmt.figure(outside * 100, '%', language, 'sentence'))}"
    )


def _say_change(now: UnitYear, held: Sequence[UnitYear], found: dict[tuple[str, str | None], Figure]) -> None:
    before = next((row for row in held if row.year == now.year - 1), None)
    nominal, share = found.get((CHANGE, "total_nominal")), found.get((CHANGE, "total_share"))
    change = cost_change(now, before, nominal and nominal.value, share and share.value)
    if change:
        said = change_in_words(change, reader_language())
        st.html(f'<p class="change">{escape(say("page.overview.change", change=said))}</p>')


def _say_freshness(fresh: Freshness, now: UnitYear, chosen: Filters) -> None:
    language = reader_language()
    words = [
        say(f"page.overview.scope.{chosen.scope}", period=fmt.periods(now.months or 0, now.year, language)),
        say(
            "page.overview.delivered", day=fmt.day(fresh.delivered_at and fresh.delivered_at.date(), language)
        ),
    ]
    if fresh.rule_version is not None:
        words.append(say("page.overview.rules", version=fresh.rule_version))
    st.html(f'<p class="kicker">{escape(" · ".join(words))}</p>')


def _show_figures(now: UnitYear, found: dict[tuple[str, str | None], Figure], chosen: Filters) -> None:
    columns = st.columns(4, gap="medium")
    for column, key in zip(columns, CARDS, strict=False):
        with column:
            figure_card(shown_figure(found[key]))
    unclassified = None if now.unclassified_share is None else now.unclassified_share * 100
    with columns[-1]:
        figure_card(
            ShownFigure(
                card=None,
                label=say("page.overview.unclassified"),
                value=unclassified,
                unit_of_measure="%",
                unit=chosen.scope,
                year=chosen.year,
                foot=say("page.overview.unclassified_foot"),
            )
        )


def _show_charts(now: UnitYear, held: Sequence[UnitYear], chosen: Filters) -> None:
    language = reader_language()
    told = [row for row in held if row.year <= now.year]
    left, right = st.columns(2, gap="large")
    with left:
        steps = bridge(now)
        if steps:
            start, total = (
                fmt.money(now_sek, language, voice="sentence")
                for now_sek in (now.k1_part_sek or 0, now.total_it_sek)
            )
            framed = frame(
                say("page.overview.bridge", start=start, total=total), _unit(chosen, str(now.year))
            )
            costs = {step.code: step.amount_sek for step in steps}
            show_chart(charts.bridge(costs, costs.get("internal_it"), framed), "bridge")
    with right:
        known_totals = [row for row in told if row.total_it_sek is not None]
        if known_totals:
            framed = frame(
                _from_to("page.overview.total", known_totals, "total_it_sek"),
                _unit(chosen, _span(known_totals)),
            )
            show_chart(
                charts.categories({row.year: _categories(row) for row in known_totals}, framed), "categories"
            )
    left, _ = st.columns(2, gap="large")
    with left:
        digital = [row for row in told if row.digitalisation_incl_sek is not None]
        if digital:
            framed = frame(
                _from_to("page.overview.digital", digital, "digitalisation_incl_sek"),
                _unit(chosen, _span(digital)),
            )
            show_chart(
                charts.digitalisation({row.year: _digital(row) for row in digital}, framed), "digitalisation"
            )
            st.html(f'<p class="note">{escape(say("page.overview.apart"))}</p>')


def _categories(row: UnitYear) -> dict[str, fmt.Number | None]:
    return {
        "central_it": row.k1_part_sek,
        "external_it": row.k2_sek,
        "local_it_staff": row.k3_sek,
        "shadow_it": row.k4_sek,
    }


def _digital(row: UnitYear) -> dict[str, fmt.Number | None]:
    return {"drift": row.digitalisation_drift_sek, "investering": row.digitalisation_invest_sek}


def _from_to(key: str, rows: Sequence[UnitYear], what: str) -> str:
    language = reader_language()
    first, last = rows[0], rows[-1]
    if first.year == last.year:
        return say(
            f"{key}_once", money=fmt.money(getattr(last, what), language, voice="sentence"), year=last.year
        )
    return say(
        key,
        first=fmt.money(getattr(first, what), language, voice="sentence"),
        from_year=first.year,
        last=fmt.money(getattr(last, what), language, voice="sentence"),
        to_year=last.year,
    )


def _unit(chosen: Filters, period: str) -> str:
    return say(f"page.overview.unit.{chosen.scope}", period=period)


def _span(rows: Sequence[UnitYear]) -> str:
    first, last = rows[0].year, rows[-1].year
    return str(first) if first == last else f"{first}–{last}"


def _period(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"


def _say_gaps(store: Store, viewer: Viewer, year: int) -> None:
    gaps = kept("gaps", store, viewer, lambda: missing_months(store, viewer, year), year=year)
    if not gaps:
        return
    language = reader_language()
    named = [f"{gap['name']} {fmt.month(_period(gap['month']), language)}" for gap in gaps]
    st.html(f'<p class="note">{escape(say("page.overview.gaps", gaps=fmt.join(named, language)))}</p>')


overview()
