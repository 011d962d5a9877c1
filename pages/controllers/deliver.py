"""What do these files hold, what do they change, and are they to be stored?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.mapping import Proposal
from data.prepare import Request
from data.registers import REGISTERS
from data.result import FileResult
from data.store import Store
from kpi.demo import is_invented
from pages.parts.as_is import as_is
from pages.parts.changes import show_changes
from pages.parts.history import show_history
from pages.parts.language import reader_language, say
from pages.parts.mapping_form import mapping_form
from pages.parts.problems import show_problems
from pages.parts.stored import show_stored
from pages.parts.templates import offer_units_first, show_templates
from pages.parts.the_store import own_store, the_store
from pages.parts.understood import register_name, show_understood
from pages.parts.unit_asked import unit_asked
from pages.parts.uploads import (
    Uploaded,
    answer,
    answered,
    checked,
    forget,
    go_on,
    interrupted,
    is_stopped,
    stop,
    stored,
    take_back,
)
from pages.parts.viewer import gate
from pages.parts.waiting import Waiting

ROUND, STORED = "deliver-round", "deliver-stored"


def deliver() -> None:
    """Show the four steps in one column, all of them from the beginning."""
    viewer = gate("deliver")
    store = own_store()
    st.title(say("page.deliver.title"))
    st.html(f'<p class="answer">{escape(say("page.deliver.answer"))}</p>')
    if done := st.session_state.pop(STORED, None):
        show_stored(done)
    _say_interrupted()
    _say_where(store)
    names = _names(store)
    if not names:
        offer_units_first(store)
    files, asked = _drop(names)
    show_templates(store)
    show_history(store, viewer)
    results = _read(store, viewer, files, asked)
    _show_understood(results, files, names)
    _show_changes(results, names)
    _offer_storing(store, viewer, files, asked, results)


def _read(store: Store, viewer: Viewer, files: Uploaded, asked: Request) -> list[FileResult]:
    """Return what the files hold and change; it can be stopped, and then says how to go on."""
    if is_stopped(files):
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.html(f'<p class="said">{escape(say("page.deliver.stopped"))}</p>')
            st.button(say("page.deliver.go_on"), key="deliver-go-on", on_click=go_on)
        return []
    try:
        with Waiting("read", stop, (files,)) as told:
            return checked(store, viewer, files, asked, told) if files else []
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return []


def _say_where(store: Store) -> None:
    """Say that one's own extracts are never mixed with the invented group."""
    looked_at = the_store()
    if not store.exists and looked_at.exists and is_invented(looked_at):
        _notice(say("page.deliver.own_store"))
    elif store.exists and is_invented(store):
        _notice(say("page.deliver.invented", folder=store.folder.name))


def _say_interrupted() -> None:
    """Say what became of a storing that was stopped, which may have been done before the stop reached it."""
    with st.spinner(say("page.deliver.ending")):
        attempt = interrupted()
    if attempt is None:
        return
    if attempt.results is None:
        _notice(say("page.deliver.interrupted"))
        return
    forget()
    _note_stored(attempt.results)


def _note_stored(results: list[FileResult]) -> None:
    """Begin anew with an empty drop, and say what was stored."""
    st.session_state[STORED] = results
    st.session_state[ROUND] += 1
    st.rerun()


def _notice(said: str) -> None:
    st.html(f'<div class="notice"><p class="banner">{escape(said)}</p></div>')


def _names(store: Store) -> dict[str, str]:
    """Return the names of the units that are stored, by code."""
    rows = store.query("registers/units").to_pylist() if store.exists else []
    return {row["unit"]: row["name"] for row in rows}


def _drop(names: dict[str, str]) -> tuple[Uploaded, Request]:
    st.header(say("page.deliver.step.drop"))
    files = st.file_uploader(
        say("page.deliver.files"),
        accept_multiple_files=True,
        key=f"files-{st.session_state.setdefault(ROUND, 0)}",
        help=say("help.deliver.files"),
    )
    from_file = say("page.deliver.from_file")
    with st.container(horizontal=True, gap="medium"):
        unit = unit_asked(say("page.deliver.unit"), names, from_file, "deliver-unit", 280, "deliver.unit")
        register = st.selectbox(
            say("page.deliver.register"),
            list(REGISTERS),
            index=None,
            format_func=register_name,
            placeholder=from_file,
            width=240,
            help=say("help.deliver.register"),
        )
        source = st.text_input(
            say("page.deliver.source"), placeholder=from_file, width=240,
            help=say("help.deliver.source"),
        )
    return files or [], Request(unit=unit, register=register, source=source.strip() or None)


def _waits(step: str) -> None:
    st.html(f'<p class="waits">{escape(say(f"page.deliver.waits.{step}"))}</p>')


def _show_understood(results: Sequence[FileResult], files: Uploaded, names: dict[str, str]) -> None:
    st.header(say("page.deliver.step.understood"))
    if not results:
        _waits("understood")
    for place, (result, file) in enumerate(zip(results, files, strict=False)):
        with st.container(key=f"understood-{place}", gap="small"):
            show_understood(result, names)
            others = [problem for problem in result.problems if problem.code != "needs_mapping"]
            asks = len(others) < len(result.problems)
            show_problems(others, f"{place}-{result.file}", result.refused_rows)
            if asks and (given := mapping_form(file, result, names, f"mapping-{place}")):
                answer(file, given, _siblings(result, results, files))
                st.rerun()
            elif answered(file) and not asks:
                st.button(
                    say("page.deliver.answer_again"), key=f"again-{place}", on_click=take_back, args=(file,)
                )


def _siblings(result: FileResult, results: Sequence[FileResult], files: Uploaded) -> Uploaded:
    """Return the files that ask the same question: those with the same header."""
    if not isinstance(result.mapping, Proposal):
        return []
    return [
        file
        for other, file in zip(results, files, strict=True)
        if isinstance(other.mapping, Proposal) and other.mapping.signature == result.mapping.signature
    ]


def _show_changes(results: Sequence[FileResult], names: dict[str, str]) -> None:
    st.header(say("page.deliver.step.changes"))
    if not results:
        _waits("changes")
        return
    show_changes(results, names)


def _offer_storing(
    store: Store, viewer: Viewer, files: Uploaded, asked: Request, results: Sequence[FileResult]
) -> None:
    st.header(say("page.deliver.step.store"))
    if not results:
        _waits("store")
        return
    accepted = sum(result.status == "accepted" for result in results)
    st.html(f'<p class="note">{escape(_outcome(accepted, results))}</p>')
    forbidden = not accepted or (store.exists and is_invented(store))
    label = say("page.deliver.store_one") if accepted == 1 else say("page.deliver.store_many", count=accepted)
    if st.button(label if accepted else say("page.deliver.store"), type="primary", disabled=forbidden):
        try:
            with Waiting("store") as told:
                done = stored(store, viewer, files, asked, told)
        except UserError as error:
            st.error(as_is(error.message(reader_language())))
            return
        _note_stored(done)


def _outcome(accepted: int, results: Sequence[FileResult]) -> str:
    refused = sum(result.status == "refused" for result in results)
    if not refused:
        return say("page.deliver.all_can" if accepted else "page.deliver.nothing_new")
    return say("page.deliver.outcome", accepted=accepted, files=len(results))


deliver()
