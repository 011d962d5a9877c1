"""Which voucher does this line belong to, does it balance, and where does it stand in which file?"""

from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.voucher import Voucher
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.explained import unit_name
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_trail
from pages.parts.linked_table import Cell, Row, show_linked_table

FIELDS = ("account", "cost_centre", "activity_code", "project", "counterparty", "supplier", "text")


def show_voucher(found: Voucher, names: dict[str, str]) -> None:
    """Show a voucher with all of its lines, the asked one marked, and the file that one came in."""
    language, asked = reader_language(), found.asked
    number = asked["voucher"]
    title = say("page.voucher.title", voucher=number) if number else say("page.voucher.line")
    show_trail(_up(), title)
    st.title(as_is(title))
    st.html(f'<p class="answer">{escape(_verdict(found))}</p>')
    unit, day = unit_name(asked["unit"], names), fmt.day(asked["date"], language)
    st.html(f'<p class="kicker">{escape(unit)}, {escape(day)}</p>')
    heads = (
        *(say(f"page.way_back.{field}") for field in FIELDS),
        say("page.way_back.amount"), say("page.way_back.category"), say("page.voucher.decided"),
        say("page.way_back.place"),
    )  # fmt: skip
    rows = [_line(row) for row in found.lines]
    show_linked_table(heads, [*rows, _total(found, len(heads))], say("page.voucher.caption"))
    if len(found.lines) < found.line_count:
        st.html(f'<p class="note">{escape(say("page.voucher.cut", shown=len(found.lines)))}</p>')
    _show_file(found)


def _verdict(found: Voucher) -> str:
    printed = fmt.exact_money(found.sum_sek, reader_language())
    if found.line_count == 1:
        return say("page.voucher.single", sum=printed)
    count = fmt.number(found.line_count, 0, reader_language())
    if found.balances:
        return say("page.voucher.balances", count=count)
    return say("page.voucher.one_sided", count=count, sum=printed)


def _up() -> list[str]:
    """Return the links up: to the lines and the figure the reader came from, else to the units."""
    given = {name: st.query_params.get(name) for name in ("card", "variant", "rule", "category", "page")}
    if not given["card"]:
        return [link(say("page.units.menu"), href("units"))]
    figure = link(say("page.way_back.figure"), href("way_back", card=given["card"], variant=given["variant"]))
    lines = link(say("page.way_back.lines"), href("way_back", **given))
    return [figure, lines] if given["rule"] or given["page"] else [figure]


def _line(row: dict) -> Row:
    language = reader_language()
    rule = row["rule_id"]
    by = row["decided_by"]
    decided = say(f"step.{by}") if rule is None else say("page.way_back.rule_id", rule=rule)
    return Row(
        (
            *(Cell(row[field] or "") for field in FIELDS),
            Cell(fmt.number(row["amount_sek"], 2, language), "num"),
            Cell(say(f"category.{row['category']}")),
            Cell(decided),
            Cell(say("page.way_back.file_line", file=row["file"], line=row["line"]), "place"),
        ),
        is_asked=row["is_asked"],
    )


def _total(found: Voucher, width: int) -> Row:
    at = len(FIELDS)
    printed = Cell(fmt.number(found.sum_sek, 2, reader_language()), "num")
    cells = [Cell(say("page.voucher.sum")), *(Cell("") for _ in range(width - 1))]
    cells[at] = printed
    return Row(tuple(cells), is_total=True)


def _show_file(found: Voucher) -> None:
    file, language = found.file, reader_language()
    st.header(say("page.voucher.file"))
    facts = {
        "name": file.name,
        "line": fmt.number(found.asked["line"], 0, language),
        "source": file.source,
        "delivered": say("page.voucher.delivered_by", day=fmt.day(file.done_at, language), actor=file.actor),
        "checksum": file.sha256,
    }
    said = "".join(
        f"<dt>{escape(say(f'page.voucher.file.{key}'))}</dt><dd>{escape(value)}</dd>"
        for key, value in facts.items()
    )
    st.html(f'<dl class="card">{said}</dl>')
