"""Have seller and buyer booked the same, and did the central IT unit charge what it costs?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.figures import Figure
from kpi.pairs import Pair, PairSum, it_pairs, summed
from kpi.table import Column, Table
from pages.parts.address import href, link
from pages.parts.figure_card import way_back_to
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table

FIRST = 6


def show_internal_trade(rows: Sequence[dict], absorption: Figure | None, year: int) -> None:
    """Show what the central IT unit sold against what each buyer booked, and what it charged in all.

    `rows` are the year's pairs; `absorption` is the group's.
    """
    sold = it_pairs(rows)
    if not sold:
        st.html(f'<p class="note">{escape(say("part.trade.none", year=year))}</p>')
        return
    together = summed(sold)
    subtitle = say("part.trade.unit", year=year)
    title = f'<h2 class="chart-title">{escape(_message(together))}</h2>'
    st.html(f'{title}<p class="chart-subtitle">{escape(subtitle)}</p>')
    _table(sold, together)
    show_absorption(absorption)
    _say_other_trade(summed(it_pairs(rows, is_it=False)))


def _message(together: PairSum) -> str:
    language = reader_language()
    if not together.unmatched_sek:
        return say("part.trade.agreed")
    share = together.unmatched_pct
    if share is None:
        return say(
            "part.trade.unmatched", money=fmt.money(together.unmatched_sek, language, voice="sentence")
        )
    return say("part.trade.message", share=fmt.figure(share, "%", language, "sentence"))


def _table(sold: Sequence[Pair], together: PairSum) -> None:
    scale = fmt.scale_for([together.seller_income_sek])
    heads = ("income", "cost")
    columns = (
        Column(say("part.trade.buyer")),
        *(Column(say(f"part.trade.{head}"), "money", scale) for head in heads),
        Column(say("part.trade.residual"), "money", fmt.scale_for(pair.residual_sek for pair in sold)),
    )
    rows = [_row(_buyer(pair), pair) for pair in sold[:FIRST]]
    if rest := sold[FIRST:]:
        rows.append(_row(say("part.trade.others", count=len(rest)), summed(rest)))
    rows.append(_row(say("part.trade.sum"), together))
    places = {
        (row, 0): href("units", unit=pair.buyer) for row, pair in enumerate(sold[:FIRST]) if pair.buyer_name
    }
    show_table(
        Table(columns, tuple(rows)), say("part.trade.caption"), total_last=True, dressing=Dressing(places)
    )


def _row(name: str, sums: Pair | PairSum) -> tuple[str, fmt.Number, fmt.Number, fmt.Number]:
    return name, sums.seller_income_sek, sums.buyer_cost_sek, sums.residual_sek


def _buyer(pair: Pair) -> str:
    if pair.buyer_name:
        return pair.buyer_name
    return say("part.trade.unknown", code=pair.buyer) if pair.buyer else say("part.trade.nameless")


def show_absorption(figure: Figure | None) -> None:
    """Say whether the central IT unit charged more or less than it costs."""
    if figure is None or figure.value is None:
        return
    language = reader_language()
    gap = fmt.money(abs(figure.numerator), language, voice="sentence")
    share = fmt.figure(abs(figure.value), "%", language, "sentence")
    way = "even" if not figure.numerator else "over" if figure.numerator > 0 else "under"
    said = escape(say(f"part.trade.{way}", gap=gap, share=share))
    address = way_back_to(figure.card, figure.variant, figure.unit, figure.year)
    st.html(f'<p class="said">{said} {link(say("part.trade.way_back"), address)}</p>')


def _say_other_trade(other: PairSum) -> None:
    if not other.count:
        return
    language = reader_language()
    said = say(
        "part.trade.other",
        sold=fmt.money(other.seller_income_sek, language, voice="sentence"),
        unmatched=fmt.money(other.unmatched_sek, language, voice="sentence"),
    )
    st.html(f'<p class="note">{escape(said)}</p>')
