"""What was understood of a delivered file, and may it be stored?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.registers import REGISTERS
from data.result import FileResult
from kpi import format as fmt
from pages.parts.language import reader_language, say

FORMATS = {
    "sie4": "SIE 4", "sie5": "SIE 5", "xmlsie": "XML-SIE", "csv": "CSV", "json": "JSON",
    "xlsx": "Excel (xlsx)", "xls": "Excel (xls)", "parquet": "Parquet",
}  # fmt: skip
MOST_UNITS = 6


def show_understood(result: FileResult, names: dict[str, str]) -> None:
    """Show a file's name, whether it may be stored, and what was understood of it."""
    refused = " refused" if result.status == "refused" else ""
    st.html(
        f'<h2 class="chart-title">{escape(result.file)}</h2>'
        f'<p class="verdict{refused}">{escape(verdict(result))}</p>'
    )
    said = "".join(
        f"<dt>{escape(say(f'page.deliver.fact.{key}'))}</dt><dd>{escape(value)}</dd>"
        for key, value in facts(result, names).items()
        if value
    )
    if said:
        st.html(f'<dl class="card facts">{said}</dl>')


def verdict(result: FileResult) -> str:
    """Return whether the file may be stored, as a sentence."""
    if result.status != "refused":
        return say(f"page.deliver.verdict.{result.status}")
    faults = sum(problem.severity == "error" for problem in result.problems)
    if any(problem.code == "needs_mapping" for problem in result.problems):
        return say("page.deliver.verdict.needs_mapping")
    return say(f"page.deliver.verdict.{'one_fault' if faults == 1 else 'refused'}", count=faults)


def facts(result: FileResult, names: dict[str, str]) -> dict[str, str | None]:
    """Return what was understood, by the name of the fact; what does not apply is None."""
    language = reader_language()
    return {
        "register": register_words(result.register),
        "format": _format(result),
        "header_line": fmt.number(result.header_line, 0, language) or None,
        "units": _units(result.units, names),
        "periods": _span(result.periods),
        "rows": fmt.number(result.rows_read, 0, language) if result.rows_read else None,
        "vouchers": fmt.number(result.vouchers, 0, language) or None,
        "sum": fmt.exact_money(result.sum_sek, language) or None,
        "printed_total": _printed_total(result),
        "source": result.source,
        "mapping": result.mapping if isinstance(result.mapping, str) else None,
    }


def register_words(registers: str | None) -> str | None:
    """Return the registers a file holds rows of, in the reader's language."""
    known = [name for name in (registers or "").split(",") if name in REGISTERS]
    return fmt.join(map(register_name, known), reader_language()) if known else None


def register_name(register: str) -> str:
    """Return a register's name in the reader's language."""
    return say(f"register.{register}")


def _format(result: FileResult) -> str | None:
    if result.format is None:
        return None
    mark = say("page.deliver.tab") if result.delimiter == "\t" else result.delimiter
    delimiter = say("page.deliver.delimiter", mark=mark) if mark else None
    return ", ".join(filter(None, (FORMATS.get(result.format, result.format), result.encoding, delimiter)))


def _units(units: Sequence[str], names: dict[str, str]) -> str | None:
    if not units:
        return None
    if len(units) > MOST_UNITS:
        return say("page.deliver.units", count=len(units))
    named = [f"{names[unit]} ({unit})" if unit in names else unit for unit in units]
    return fmt.join(named, reader_language())


def _span(periods: Sequence[str]) -> str | None:
    if not periods:
        return None
    language = reader_language()
    first, last = fmt.month(periods[0], language), fmt.month(periods[-1], language)
    if first == last:
        return first
    return say("page.deliver.span", first=first, last=last, count=len(periods))


def _printed_total(result: FileResult) -> str | None:
    if result.printed_total_sek is None:
        return None
    agrees = result.printed_total_sek == result.sum_sek
    printed = fmt.exact_money(result.printed_total_sek, reader_language())
    return say("page.deliver.total_agrees" if agrees else "page.deliver.total_differs", total=printed)
