"""What is wrong in somebody's file, where, and what to do?"""

import csv
import io
import re
from collections.abc import Sequence

import streamlit as st

from data.errors import Problem
from data.formulas import neutral
from data.refused_rows import RefusedRows
from kpi.table import Column, Table
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table

SHOWN = 15  # so that the next step is in sight; all of them are in the list that is downloaded
PLAIN_NUMBER = re.compile(r"[-+]?[0-9][0-9 .,\u00a0\u202f]*")


def show_problems(problems: Sequence[Problem], name: str, refused: Sequence[RefusedRows] = ()) -> None:
    """Show the problems, errors first, with line and column; the list and the rows at fault can be taken along."""
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
    for place, rows in enumerate(refused):
        _offer_rows(rows, ordered, f"{name}-{place}" if len(refused) > 1 else name, len(refused) > 1)


def _offer_rows(rows: RefusedRows, problems: Sequence[Problem], name: str, is_named: bool) -> None:
    """Offer the rows at fault of one table as they stand in the file, each with why."""
    said = "part.problems.rows_of" if is_named else "part.problems.rows"
    download(
        say(said, count=len(rows.cells), table=rows.table),
        lambda: refused_csv(rows, problems),
        f"{name}-avvisade.csv",
        "text/csv",
        f"refused-{name}",
    )
    st.caption(say("part.problems.rows_note"))


def refused_csv(rows: RefusedRows, problems: Sequence[Problem]) -> bytes:
    """Return the rows at fault, cell by cell in the file's own columns, and behind them line, column and reason."""
    width = max(len(rows.header), *(len(cells) for cells in rows.cells.values()))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    heads = [say("part.problems.refused_line"), say("part.problems.refused_column"), say("part.problems.message")]
    writer.writerow([*map(_harmless, _filled(rows.header, width)), *heads])
    for line, cells in rows.cells.items():
        faults = [fault for fault in problems if fault.line == line and fault.severity == "error"]
        columns = ", ".join(dict.fromkeys(fault.column for fault in faults if fault.column))
        reasons = " ".join(fault.message(reader_language()) for fault in faults)
        writer.writerow([*map(_harmless, _filled(cells, width)), line, _harmless(columns), _harmless(reasons)])
    return written.getvalue().encode("utf-8-sig")


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


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
    """Keep text from a strange file from being run as a formula; a negative number is none."""
    return cell if PLAIN_NUMBER.fullmatch(cell) else neutral(cell)
