"""What was looked at before a month is closed, and what has whoever closes it seen?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.card import cards
from kpi.checklist import Check, Checklist
from kpi.table import Column, Table
from kpi.unusual import Unusual
from pages.parts.address import href, link
from pages.parts.figure_card import way_back_to
from pages.parts.language import reader_language, say
from pages.parts.places import PLACES
from pages.parts.tables import Dressing, show_table

MOST_NAMES = 12
FIRST_UNUSUAL = 20
AMOUNTS, NUM = ("amount", "usual", "year_before"), ' class="num"'


def show_checks(found: Checklist, names: dict[str, str], actor: str | None) -> frozenset[str]:
    """Show every check with its evidence; return the remarks that are ticked as seen.

    `actor` is who is asked, each person for themselves; None = nobody is.
    """
    st.header(say("page.reconcile.checks"))
    items = "".join(_item(check, found) for check in found.checks)
    st.html(f'<ul class="checks">{items}</ul>')
    if found.unusual:
        _show_unusual(found.unusual)
    if outside := [one for one in found.plausible if not one.holds]:
        _show_plausible(outside, names)
    if actor is None or not found.remarks:
        return frozenset()
    st.html(f'<p class="by-hand">{escape(say("page.reconcile.acknowledge"))}</p>')
    asked = f"seen-{actor}-{found.cell.unit}-{found.cell.period}"
    return frozenset(
        check.code
        for check in found.remarks
        if st.checkbox(say(f"page.reconcile.seen.{check.code}"), key=f"{asked}-{check.code}")
    )


def _item(check: Check, found: Checklist) -> str:
    verdict = escape(say(f"page.reconcile.verdict.{check.verdict}"))
    said = escape(_said(check))
    way = _way(check, found)
    return f'<li class="{check.verdict}"><span class="check-verdict">{verdict}</span><span>{said} {way}</span></li>'


def _said(check: Check) -> str:
    language = reader_language()
    shown = list(check.names[:MOST_NAMES])
    if check.code == "months_before":
        shown = [fmt.month(name, language, short=True) for name in shown]
    if check.code == "plausible":
        shown = [cards()[name].name(language) for name in shown]
    left = check.count - len(shown)
    named = (
        fmt.join(shown, language) if left <= 0 else say("page.reconcile.and_more", shown=", ".join(shown), count=left)
    )
    is_lacking = check.code == "control_total" and check.verdict == "blocks" and not check.amount_sek
    return say(
        "page.reconcile.check.control_total.lacking"
        if is_lacking
        else f"page.reconcile.check.{check.code}.{check.verdict}",
        share=_percent(check.share),
        limit=_percent(check.limit),
        amount=fmt.exact_money(check.amount_sek, language),
        names=named,
        count=fmt.number(check.count, 0, language),
    )


def _percent(share: fmt.Number | None) -> str:
    return "" if share is None else fmt.figure(share * 100, "%", reader_language())


def _way(check: Check, found: Checklist) -> str:
    """Return the link to where a remark is seen to, where there is such a page."""
    if check.verdict != "remark":
        return ""
    year = int(found.cell.period[:4])
    if check.code == "residual":
        pair = found.pairs[0]
        asked = f"{pair['seller']}|{pair['buyer']}|{'it' if pair['is_it'] else 'other'}"
        return link(say("page.reconcile.to_internal"), href("internal", year=year, unit=None, pair=asked))
    if check.code in ("all_delivered", "months_before"):
        return link(say("page.reconcile.deliver"), href("deliver"))
    if check.code == "unclassified" and any(place.name == "classify" for place in PLACES):
        return link(say("page.reconcile.to_classify"), href("classify", year=year, unit=found.cell.unit))
    return ""


def _show_unusual(found: Sequence[Unusual]) -> None:
    """Show what is unlike the earlier months, each with its largest lines."""
    heads = ("what", "amount", "usual", "year_before", "line")
    head = "".join(
        f'<th scope="col"{NUM if name in AMOUNTS else ""}>{escape(say(f"page.reconcile.unusual.{name}"))}</th>'
        for name in heads
    )
    rows = "".join(_unusual_row(one) for one in found[:FIRST_UNUSUAL])
    caption = escape(say("page.reconcile.unusual.caption"))
    st.html(
        f'<p class="table-caption" aria-hidden="true">{caption}</p>'
        f'<div class="table-region" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="figures unusual"><caption class="sr-only">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    if len(found) > FIRST_UNUSUAL:
        cut = say("page.reconcile.unusual.cut", shown=FIRST_UNUSUAL, count=len(found))
        st.html(f'<p class="note">{escape(cut)}</p>')


def _unusual_row(one: Unusual) -> str:
    language = reader_language()
    what = say(f"page.reconcile.unusual.{one.kind}", name=one.key)
    if one.is_new:
        what += f" ({say('page.reconcile.unusual.new')})"
    amounts = (one.amount_sek, one.usual_sek, one.year_before_sek)
    cells = "".join(
        f'<td class="num" data-label="{escape(say(f"page.reconcile.unusual.{name}"), quote=True)}">'
        f"{escape(fmt.number(amount, 2, language))}</td>"
        for name, amount in zip(AMOUNTS, amounts, strict=True)
    )
    lines = "<br>".join(_unusual_line(line) for line in one.lines[:3])
    return f'<tr><th scope="row">{escape(what)}</th>{cells}<td>{lines}</td></tr>'


def _unusual_line(line: dict) -> str:
    amount = fmt.exact_money(line["amount_sek"], reader_language())
    told = f"{line['date'].isoformat()}, {line['voucher'] or say('page.way_back.no_voucher')}: {amount}"
    return link(told, href("way_back", file_id=line["file_id"], line=line["line"], unit=None, year=None))


def _show_plausible(outside: Sequence, names: dict[str, str]) -> None:
    """Show the figures that lie outside their limits, each with the way to how it came about."""
    language = reader_language()
    columns = tuple(Column(say(f"page.reconcile.plausible.{head}")) for head in ("figure", "whose")) + tuple(
        Column(say(f"page.reconcile.plausible.{head}"), "printed") for head in ("value", "limits")
    )
    rows, links = [], {}
    for one in outside:
        limits = say(
            "page.reconcile.plausible.between",
            low=fmt.bare_figure(one.low, one.unit_of_measure, language),
            high=fmt.figure(one.high, one.unit_of_measure, language),
        )
        whose = names.get(one.unit) or say("part.filter.scope.group")
        value = fmt.figure(one.value, one.unit_of_measure, language)
        links[len(rows), 0] = way_back_to(one.card, one.variant, one.unit, one.year)
        rows.append((cards()[one.card].name(language), whose, value, limits))
    show_table(Table(columns, tuple(rows)), say("page.reconcile.plausible.caption"), dressing=Dressing(links))
