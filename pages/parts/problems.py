"""What is wrong in somebody's file, where, and what to do?"""

import csv
import io
from collections.abc import Sequence

import streamlit as st

from data.errors import Problem
from kpi.table import Column, Table
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table

SHOWN = 50


def show_problems(problems: Sequence[Problem], name: str) -> None:
    """Show the problems, errors first, with line and column; the whole list can be taken along."""
    if not problems:
        return
    ordered = sorted(problems, key=lambda problem: ("error", "warning", "info").index(problem.severity))
    show_table(_table(ordered[:SHOWN]), say("part.problems.caption", count=len(ordered)))
    if len(ordered) > SHOWN:
        st.caption(say("part.problems.more", shown=SHOWN, count=len(ordered)))
    download(
        say("part.problems.download"),
        lambda: problems_csv(ordered),
        f"{name}-fel.csv",
        "text/csv",
        f"problems-{name}",
    )


def problems_csv(problems: Sequence[Problem]) -> bytes:
    """Return the list as a CSV file that a Swedish spreadsheet opens."""
    language = reader_language()
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow([say(f"part.problems.{head}") for head in ("severity", "line", "column", "message")])
    for problem in problems:
        kind = say(f"part.problems.{problem.severity}")
        rows.writerow(
            [kind, problem.line or "", _harmless(problem.column or ""), _harmless(problem.message(language))]
        )
    return written.getvalue().encode("utf-8-sig")


def _table(problems: Sequence[Problem]) -> Table:
    columns = tuple(
        Column(say(f"part.problems.{head}"), unit)
        for head, unit in (("severity", "text"), ("line", "number"), ("column", "text"), ("message", "text"))
    )
    language = reader_language()
    rows = tuple(
        (say(f"part.problems.{problem.severity}"), problem.line, problem.column, problem.message(language))
        for problem in problems
    )
    return Table(columns, rows)


def _harmless(cell: str) -> str:
    """Keep text from a strange file from being run as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
