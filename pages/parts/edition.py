"""Which edition is shown, and how is it kept at hand for every reader?"""

from datetime import datetime
from pathlib import Path

import streamlit as st

from data.editions import shown_in
from data.errors import UserError
from kpi import format as fmt
from kpi.log_search import ZONE
from kpi.published import Published, State
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say
from pages.parts.rests_on import rests_on


def edition_in(place: Path) -> Published | None:
    """Return the edition that a file is, or a folder shows; None where there is none yet.

    A new edition is met at the next rerun, since it is another file. Raises: UserError when it cannot be trusted.
    """
    file = shown_in(place)
    if file is None or not file.is_file():
        return None
    held = file.stat()
    return _read(file, held.st_mtime_ns, held.st_size)


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(file: Path, changed_at: int, size: int) -> Published:
    """Read an edition once in a process; nobody can alter what is handed out."""
    return Published.open(file)


def edition_to_show(place: Path | None, way_on: str = "") -> Published:
    """Return the edition to show; stop with plain words where there is none, or it cannot be trusted.

    `way_on` is a link for whoever can do something about there being none.
    """
    try:
        found = edition_in(place) if place else None
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        st.stop()
    if found is None:
        st.title(say("part.edition.none"))
        st.html(f'<p class="said">{say("part.edition.none_means")} {way_on}</p>')
        st.stop()
    rests_on(found.edition)
    return found


def edition_state(state: State) -> str:
    """Return in a word whether an edition's figures may still move."""
    return say(f"part.edition.{state}")


def moment_of(moment: datetime) -> str:
    """Return a moment as clocks show it in Sweden."""
    return fmt.moment(moment.astimezone(ZONE).replace(tzinfo=None), reader_language())
