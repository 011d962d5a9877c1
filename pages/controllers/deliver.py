"""What do these files hold, what do they change, and are they to be stored?"""

import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.intake import load
from data.mapping import Mapping, Proposal
from data.prepare import Given, Request
from data.registers import REGISTERS
from data.result import FileResult
from data.store import Store
from kpi import format as fmt
from kpi.parameter import constants
from kpi.table import Column, Table
from pages.parts.cache import open_store
from pages.parts.language import reader_language, say
from pages.parts.mapping_form import mapping_form
from pages.parts.problems import show_problems
from pages.parts.tables import show_table
from pages.parts.the_store import own_folder
from pages.parts.units_list import known
from pages.parts.viewer import gate

Uploaded = Sequence[st.runtime.uploaded_file_manager.UploadedFile]
ROUND, STORED, MAPPINGS = "deliver-round", "deliver-stored", "deliver-mappings"


def deliver() -> None:
    """Show the four steps in one column; the next one appears when the one before is done."""
    viewer = gate("deliver")
    store = open_store(own_folder())
    st.title(say("page.deliver.title"))
    st.html(f'<p class="answer">{escape(say("page.deliver.answer"))}</p>')
    _say_stored()
    files, asked = _drop(store, viewer)
    if not files:
        return
    with st.spinner(say("page.deliver.reading")):
        results = _load(store, viewer, files, asked, dry_run=True)
    _show_understood(results, files)
    _show_changes(results)
    _offer_storing(store, viewer, files, asked, results)


def _drop(store: Store, viewer: Viewer) -> tuple[Uploaded, Request]:
    st.header(say("page.deliver.step.drop"))
    number = st.session_state.setdefault(ROUND, 0)
    files = st.file_uploader(
        say("page.deliver.files"),
        accept_multiple_files=True,
        key=f"files-{number}",
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="medium"):
        names = known(store, viewer).names if store.exists else {}
        from_file = say("page.deliver.from_file")
        unit = st.selectbox(
            say("page.deliver.unit"),
            [None, *names],
            format_func=lambda code: names.get(code, from_file),
            width=300,
        )
        register = st.selectbox(
            say("page.deliver.register"),
            [None, *REGISTERS],
            format_func=lambda name: REGISTERS[name].swedish.capitalize() if name else from_file,
            width=300,
        )
    return files or [], Request(unit=unit, register=register)


def _load(store: Store, viewer: Viewer, files: Uploaded, asked: Request, dry_run: bool) -> list[FileResult]:
    """Load the files, those with a mapping of their own apart; results come in the files' order."""
    answered: dict[str, Mapping] = st.session_state.setdefault(MAPPINGS, {})
    results: dict[str, FileResult] = {}
    with tempfile.TemporaryDirectory() as folder:
        given = {file.name: _written(Path(folder), place, file) for place, file in enumerate(files)}
        groups: dict[str | None, list[Given]] = {}
        for name, one in given.items():
            mapping = _saved(Path(folder), answered.get(name))
            groups.setdefault(mapping, []).append(one)
        for mapping, group in groups.items():
            request = Request(asked.unit, asked.register, asked.source, mapping, dry_run)
            for result in load(store, group, request, viewer.actor, constants()):
                results[result.file] = result
    return [results[file.name] for file in files if file.name in results]


def _written(folder: Path, place: int, file: st.runtime.uploaded_file_manager.UploadedFile) -> Given:
    path = folder / str(place)
    path.write_bytes(file.getbuffer())
    return Given(path, file.name)


def _saved(folder: Path, mapping: Mapping | None) -> str | None:
    if mapping is None:
        return None
    path = folder / f"{mapping.signature}.json"
    path.write_text(mapping.model_dump_json(), encoding="utf-8")
    return str(path)


def _show_understood(results: Sequence[FileResult], files: Uploaded) -> None:
    st.header(say("page.deliver.step.understood"))
    contents = {file.name: file for file in files}
    for place, result in enumerate(results):
        with st.container(key=f"understood-{place}", gap="small"):
            status = escape(say(f"page.deliver.status.{result.status}"))
            st.html(
                f'<h3 class="chart-title">{escape(result.file)}</h3><p class="chart-subtitle">{status}</p>'
            )
            st.html(_facts(result))
            show_problems(result.problems, f"{place}-{result.file}")
            if isinstance(result.mapping, Proposal):
                answer = mapping_form(result.mapping, contents[result.file], key=f"mapping-{place}")
                if answer:
                    st.session_state[MAPPINGS][result.file] = answer
                    st.rerun()


def _facts(result: FileResult) -> str:
    language = reader_language()
    register = REGISTERS[result.register].swedish.capitalize() if result.register in REGISTERS else None
    facts = {
        "format": result.format,
        "register": register,
        "encoding": result.encoding,
        "delimiter": _delimiter(result.delimiter),
        "header_line": str(result.header_line) if result.header_line else None,
        "units": ", ".join(result.units) or None,
        "periods": _span(result.periods),
        "rows": fmt.number(result.rows_read, 0, language),
        "vouchers": fmt.number(result.vouchers, 0, language) or None,
        "sum": fmt.exact_money(result.sum_sek, language) or None,
        "printed_total": fmt.exact_money(result.printed_total_sek, language) or None,
    }
    said = "".join(
        f"<dt>{escape(say(f'page.deliver.fact.{key}'))}</dt><dd>{escape(value)}</dd>"
        for key, value in facts.items()
        if value
    )
    return f'<dl class="card">{said}</dl>'


def _delimiter(mark: str | None) -> str | None:
    return say("page.deliver.tab") if mark == "\t" else mark


def _span(periods: Sequence[str]) -> str | None:
    if not periods:
        return None
    language = reader_language()
    first, last = fmt.month(periods[0], language), fmt.month(periods[-1], language)
    count = say("page.deliver.months", count=len(periods))
    return f"{first} ({count})" if first == last else f"{first} – {last} ({count})"


def _show_changes(results: Sequence[FileResult]) -> None:
    st.header(say("page.deliver.step.changes"))
    heads = ("added", "removed", "changed", "rejected")
    columns = (
        Column(say("page.deliver.file")),
        *(Column(say(f"page.deliver.{head}"), "number") for head in heads),
    )
    rows = tuple((r.file, r.added, r.removed, r.changed, r.rows_rejected) for r in results)
    show_table(Table(columns, rows), say("page.deliver.changes_caption"))


def _offer_storing(
    store: Store, viewer: Viewer, files: Uploaded, asked: Request, results: Sequence[FileResult]
) -> None:
    st.header(say("page.deliver.step.store"))
    accepted = sum(result.status == "accepted" for result in results)
    st.html(
        f'<p class="note">{escape(say("page.deliver.outcome", accepted=accepted, files=len(results)))}</p>'
    )
    if st.button(say("page.deliver.store"), type="primary", disabled=not accepted):
        try:
            with st.spinner(say("page.deliver.storing")):
                stored = _load(store, viewer, files, asked, dry_run=False)
        except UserError as error:
            st.error(error.message(reader_language()))
            return
        st.session_state[STORED] = [result.file for result in stored if result.status == "accepted"]
        st.session_state[ROUND] += 1
        st.session_state[MAPPINGS] = {}
        st.rerun()


def _say_stored() -> None:
    if stored := st.session_state.pop(STORED, None):
        st.success(say("page.deliver.stored", files=fmt.join(stored, reader_language())))


deliver()
