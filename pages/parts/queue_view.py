"""Which undecided money is largest, which lines is it, and what would a rule for it do?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.queue import GROUPINGS, PAGE, UndecidedGroup, group_lines, queue
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.line_decision import show_line_decision
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.rule_form import Draft, say_saved, show_rule_form
from pages.parts.units_list import Known

# What names a group in the address.
CONDITIONS = ("chart", "account", "supplier", "cost_centre", "counterparty")
OPENED = "oppen-grupp"  # the place on the page where the group stands: on a phone below the whole queue
LINES = 50
LINE_HEADS = ("date", "voucher", "unit", "account", "supplier", "text", "amount")


def show_queue(store: Store, viewer: Viewer, offered: Known, chosen: Filters) -> None:
    """Show the queue on the left, and the group that the address names on the right."""
    say_saved()
    grouping = choice("grupp", GROUPINGS, "page.classify.grouping")
    page = _page_number("sida")
    found = kept(
        "queue", store, viewer,
        lambda: queue(store, viewer, grouping, chosen.unit, chosen.year, page),
        grouping=grouping, unit=chosen.unit, year=chosen.year, page=page,
    )  # fmt: skip
    if not found.groups:
        st.html(f'<p class="note">{escape(say("page.classify.empty"))}</p>')
        return
    asked = next((group for group in found.groups if _is_asked(group)), found.groups[0])
    left, right = st.columns([11, 16], gap="medium")
    with left:
        st.header(say("page.classify.queue"))
        way = link(say("page.classify.to_group", group=group_name(asked)), f"#{OPENED}")
        st.html(f'<p class="pager on-phone">{way}</p>')
        show_linked_table(
            tuple(say(f"page.classify.head.{head}") for head in ("what", "units", "lines", "sum")),
            [_row(group, group is asked, grouping, page) for group in found.groups],
            say("page.classify.queue_caption"),
        )
        _show_pager(page, found.group_count, grouping)
    with right:
        _show_group(store, viewer, offered, asked, chosen)


def _row(group: UndecidedGroup, is_asked: bool, grouping: str, page: int) -> Row:
    language = reader_language()
    names = {f"{name}": getattr(group, name) for name in CONDITIONS}
    address = href("classify", vy="queue", grupp=grouping, sida=page or None, **names)
    return Row(
        (
            Cell(group_name(group), "long", address),
            Cell(_unit_words(group.units)),
            Cell(fmt.number(group.line_count, 0, language), "num"),
            Cell(fmt.number(group.absolute_sek, 0, language), "num"),
        ),
        is_asked=is_asked,
    )


def _unit_words(units: Sequence[str]) -> str:
    """Return two units by their codes and more as how many; the group that is opened names them all."""
    return ", ".join(units) if len(units) <= 2 else say("page.classify.units", count=len(units))


def group_name(group: UndecidedGroup) -> str:
    """Return what a group's lines have in common, in words."""
    said = [
        say(f"page.classify.by.{name}", value=getattr(group, name)) for name in CONDITIONS[1:] if getattr(group, name)
    ]
    return ", ".join(said) or say("page.classify.by.nothing")


def _is_asked(group: UndecidedGroup) -> bool:
    return any(name in st.query_params for name in CONDITIONS) and all(
        (getattr(group, name) or None) == (st.query_params.get(name) or None) for name in CONDITIONS
    )


def _show_group(store: Store, viewer: Viewer, offered: Known, group: UndecidedGroup, chosen: Filters) -> None:
    language = reader_language()
    name = group_name(group)
    st.header(as_is(name[:1].upper() + name[1:]), anchor=OPENED)
    units = fmt.join([offered.names.get(code, code) for code in group.units], language)
    months = [fmt.month(f"{m // 100}-{m % 100:02d}", language) for m in (group.first_month, group.last_month)]
    words = say(
        _group_words(group), count=fmt.number(group.line_count, 0, language), units=units,
        sum=fmt.exact_money(group.sum_sek, language), first=months[0], last=months[1],
    )  # fmt: skip
    st.html(f'<p class="said">{escape(words)}</p>')
    show_rule_form(store, viewer, offered, _draft(group))
    st.header(say("page.classify.lines"))
    page = _page_number("rader")
    rows = group_lines(store, viewer, group, chosen.year, page, LINES)
    show_linked_table(
        tuple(say(f"page.way_back.{head}") for head in LINE_HEADS),
        [_line(row, offered, group) for row in rows],
        say("page.classify.lines_caption"),
    )
    if page or len(rows) == LINES:
        _show_steps("rader", page, len(rows) == LINES)
    show_line_decision(store, viewer)


def _group_words(group: UndecidedGroup) -> str:
    if group.line_count == 1:
        return "page.classify.group_one"
    return "page.classify.group_one_month" if group.first_month == group.last_month else "page.classify.group"


def _line(row: dict, offered: Known, group: UndecidedGroup) -> Row:
    """Return one line; what the whole group has in common stands above the table, not in every row."""
    language = reader_language()
    kept_names = {name: st.query_params.get(name) for name in (*CONDITIONS, "vy", "grupp", "sida", "rader")}
    opens = href("classify", **kept_names, fil=row["file_id"], rad=row["line"])
    return Row(
        (
            Cell(fmt.short_day(row["date"]), "day"),
            Cell(row["voucher"] or say("page.way_back.no_voucher"), "day", opens),
            Cell(offered.names.get(row["unit"], row["unit"])),
            Cell("" if group.account else row["account"] or ""),
            Cell("" if group.supplier else row["supplier"] or ""),
            Cell(row["text"] or ""),
            Cell(fmt.number(row["amount_sek"], 2, language), "num"),
        ),
        is_asked=(str(row["file_id"]), str(row["line"])) == (st.query_params.get("fil"), st.query_params.get("rad")),
    )


def _draft(group: UndecidedGroup) -> Draft:
    """Return the rule that the group's lines propose, without its category."""
    return Draft(
        chart=group.chart if group.account else None,
        account=group.account,
        supplier=group.supplier,
        cost_centre=group.cost_centre,
        counterparty=group.counterparty,
        unit=group.units[0] if len(group.units) == 1 else None,
    )


def _page_number(name: str) -> int:
    value = st.query_params.get(name, "0")
    return int(value) if value.isdecimal() and len(value) < 7 else 0


def _show_pager(page: int, count: int, grouping: str) -> None:
    if count <= PAGE:
        return
    last = (count - 1) // PAGE
    said = say("page.classify.page_of", page=page + 1, pages=last + 1, count=fmt.number(count, 0, reader_language()))
    steps = [
        _step("previous", page - 1 if page else None, grouping),
        _step("next", page + 1 if page < last else None, grouping),
    ]
    label = escape(say("page.classify.more_groups"))
    st.html(f'<nav class="pager" aria-label="{label}"><span>{escape(said)}</span>{"".join(steps)}</nav>')


def _step(name: str, to: int | None, grouping: str) -> str:
    label = say(f"page.way_back.{name}")
    if to is None:
        return f'<span aria-disabled="true">{escape(label)}</span>'
    return link(label, href("classify", vy="queue", grupp=grouping, sida=to))


def _show_steps(name: str, page: int, has_more: bool) -> None:
    kept_names = {key: st.query_params.get(key) for key in (*CONDITIONS, "vy", "grupp", "sida")}
    steps = []
    for label, to in (("previous", page - 1 if page else None), ("next", page + 1 if has_more else None)):
        words = say(f"page.way_back.{label}")
        if to is None:
            steps.append(f'<span aria-disabled="true">{escape(words)}</span>')
        else:
            steps.append(link(words, href("classify", **kept_names, **{name: to})))
    st.html(f'<nav class="pager" aria-label="{escape(say("page.way_back.pages"))}">{"".join(steps)}</nav>')
