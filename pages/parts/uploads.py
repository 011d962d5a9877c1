"""What would these uploaded files become, and what became of them?"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.access import Viewer
from data.errors import UserError
from data.intake import load
from data.mapping import Mapping
from data.prepare import Given, Request
from data.result import FileResult
from data.steps import Told
from data.store import Store
from kpi.after_load import look_as
from kpi.parameter import constants

Uploaded = Sequence[UploadedFile]
CHECKED, ANSWERS = "deliver-checked", "deliver-answers"
STOPPED, ATTEMPT = "deliver-stopped", "deliver-attempt"
# What is said of one file alone; the next one with the same header is of another month or year.
OF_ONE_FILE = {"year", "period"}


@dataclass
class Attempt:
    """A storing that may outlive the page it was begun on; no `results` = nothing was stored."""

    ended: Event = field(default_factory=Event)
    results: list[FileResult] | None = None


def checked(
    store: Store, viewer: Viewer, files: Uploaded, asked: Request, told: Told
) -> list[FileResult]:
    """Return what storing the files would do; asked anew only when files, answers or the store change."""
    key = (
        _ids(files),
        asked,
        tuple(answer and answer.model_dump_json() for answer in _answers(files)),
        store.version if store.exists else None,
    )
    held = st.session_state.get(CHECKED)
    if held is None or held[0] != key:
        held = (key, _load(store, viewer, files, asked, True, told))
        st.session_state[CHECKED] = held
    return held[1]


def stored(
    store: Store, viewer: Viewer, files: Uploaded, asked: Request, told: Told
) -> list[FileResult]:
    """Store the files and return what became of them; what was answered about them is then forgotten."""
    attempt = st.session_state[ATTEMPT] = Attempt()
    try:
        attempt.results = _load(store, viewer, files, asked, False, told)
    except UserError:
        st.session_state.pop(ATTEMPT, None)
        raise
    finally:
        attempt.ended.set()
    st.session_state.pop(ATTEMPT, None)
    forget()
    return attempt.results


def interrupted() -> Attempt | None:
    """Return a storing that was going on when the page began anew, once it has ended one way or the other.

    Whatever the reader presses begins the page anew beside the work, which then ends at its next step,
    or, past the last one, is done.
    """
    attempt = st.session_state.pop(ATTEMPT, None)
    if attempt is not None:
        attempt.ended.wait()
    return attempt


def forget() -> None:
    """Forget what was read of the files and answered about them."""
    for key in (CHECKED, ANSWERS):
        st.session_state.pop(key, None)


def stop(files: Uploaded) -> None:
    """Read these files no further."""
    st.session_state[STOPPED] = _ids(files)


def is_stopped(files: Uploaded) -> bool:
    """Tell whether the reading of just these files was stopped."""
    return bool(files) and st.session_state.get(STOPPED) == _ids(files)


def go_on() -> None:
    """Read what was stopped after all."""
    st.session_state.pop(STOPPED, None)


def _ids(files: Uploaded) -> tuple[str, ...]:
    return tuple(file.file_id for file in files)


def answer(file: UploadedFile, mapping: Mapping, siblings: Uploaded) -> None:
    """Note what a file's columns mean, for it and for those dropped with it under the same header."""
    given = st.session_state.setdefault(ANSWERS, {})
    given[file.file_id] = mapping
    if not OF_ONE_FILE & set(mapping.constants):
        given.update({sibling.file_id: mapping for sibling in siblings})


def answered(file: UploadedFile) -> Mapping | None:
    """Return what somebody has said of a file's columns since it was dropped."""
    return st.session_state.get(ANSWERS, {}).get(file.file_id)


def take_back(file: UploadedFile) -> None:
    """Forget what was said of a file's columns."""
    st.session_state.get(ANSWERS, {}).pop(file.file_id, None)


def _answers(files: Uploaded) -> list[Mapping | None]:
    return [answered(file) for file in files]


def _load(
    store: Store, viewer: Viewer, files: Uploaded, asked: Request, dry_run: bool, told: Told
) -> list[FileResult]:
    """Load the files in one delivery; the copies that are read lie on disk no longer than that."""
    request = Request(asked.unit, asked.register, asked.source, None, dry_run)
    with tempfile.TemporaryDirectory() as folder:
        given = [_written(Path(folder) / str(place), file) for place, file in enumerate(files)]
        answers, look = _answers(files), look_as(viewer)
        return load(store, given, request, viewer.actor, constants(), answers, viewer.verified, told, look=look)


def _written(path: Path, file: UploadedFile) -> Given:
    path.write_bytes(file.getbuffer())
    return Given(path, Path(file.name).name)
