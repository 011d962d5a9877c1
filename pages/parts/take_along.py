"""How does a reader take a table, a chart or a report along?"""

from collections.abc import Callable, Sequence
from hashlib import sha256

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.language import Language
from kpi import table_files as files
from kpi.charts import Chart
from kpi.published import Published
from kpi.report.report import report_pdf
from kpi.table import Table
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.rests_on import provenance

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE, PDF, PNG, SVG = "application/zip", "application/pdf", "image/png", "image/svg+xml"
Offer = tuple[str, str, str, Callable[[], bytes]]  # what it is, the file's ending, its type, how it is made


def take_table(table: Table, title: str) -> None:
    """Offer a table as a workbook and as csv; an empty one is not offered."""
    if table.rows:
        _offer("table", title, _table_offers(table, title, reader_language()), repr((table.columns, table.rows)))


def take_chart(chart: Chart, with_table: bool = True) -> None:
    """Offer a chart as a picture of lines and of points, and the values it shows."""
    title, rests = chart.frame.title, provenance()

    def known() -> object:
        return rests(files.checksum(chart.table, chart.frame.language))

    offers: list[Offer] = [
        ("png", "png", PNG, lambda: files.picture_of_points(chart, known())),
        ("svg", "svg", SVG, lambda: files.picture_svg(chart, known())),
    ]
    if with_table and chart.table.rows:
        offers += _table_offers(chart.table, f"{title}. {chart.frame.subtitle}", chart.frame.language)
    _offer("chart", title, offers, chart.alt)


def take_report(make: Callable[[], Published], code: str, year: int) -> None:
    """Offer the report of a year as PDF; what it is made from is fetched when it is asked for."""
    language = reader_language()
    name = f"it-digitalisering-{files.file_name(code)}-{year}-{language}"
    offer: Offer = ("report", "pdf", PDF, lambda: report_pdf(make(), code, year, language))
    _offer("report", name, [offer], "")


def _table_offers(table: Table, title: str, language: Language) -> list[Offer]:
    rests = provenance()

    def known() -> object:
        return rests(files.checksum(table, language))

    return [
        ("xlsx", "xlsx", WORKBOOK, lambda: files.workbook(table, title, known(), language)),
        ("csv", "zip", ARCHIVE, lambda: files.archive(table, title, known(), language)),
    ]


def _offer(what: str, title: str, offers: Sequence[Offer], content: str) -> None:
    """Show the ways in one quiet line; what stands on the page twice is told apart by its place."""
    own = sha256(f"{what}{title}{content}".encode()).hexdigest()[:12]
    context = get_script_run_ctx()
    shown = context.shared.widget_user_keys_this_run if context else set()
    before = 0
    while f"download-{own}{_place(before)}-{offers[0][0]}" in shown:
        before += 1
    own += _place(before)
    with st.container(key=f"take-{own}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for kind, ending, mime, make in offers:
            download(say(f"part.taken.{kind}"), make, f"{files.file_name(title)}.{ending}", mime, f"{own}-{kind}")


def _place(before: int) -> str:
    """Return what tells something from the equal things before it on the page; nothing for the first."""
    return f"-{before + 1}" if before else ""
