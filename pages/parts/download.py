"""May this reader take this along, and under which name?"""

from collections import OrderedDict
from collections.abc import Callable

import streamlit as st
from streamlit.runtime.memory_media_file_storage import _calculate_file_id
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts.as_is import as_is

MOST_REMEMBERED = 10_000
# Streamlit (1.67) does not note for whom it made a file that is made when its button is pressed: file -> sessions.
_made_for: OrderedDict[str, set[str]] = OrderedDict()


def download(label: str, make: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """Offer a file; it is made only when the button is pressed, by a fetch that checks the viewer itself.

    The one place where something leaves the product: Streamlit's own links are open to anyone who has them, so
    pages/parts/doors.py gives a file only to whom it was made for.
    """
    context = get_script_run_ctx()
    session = context.session_id if context else ""

    def made() -> bytes:
        content = make()
        _remember(_calculate_file_id(content, mime, file_name), session)
        return content

    said = as_is(label)  # a sheet's name may be in it
    st.download_button(said, data=made, file_name=file_name, mime=mime, key=f"download-{key}", on_click="ignore")


def made_for(file_id: str) -> frozenset[str]:
    """Return the sessions that a file was made for when they asked for it."""
    return frozenset(_made_for.get(file_id, ()))


def _remember(file_id: str, session: str) -> None:
    _made_for.setdefault(file_id, set()).add(session)
    _made_for.move_to_end(file_id)
    while len(_made_for) > MOST_REMEMBERED:
        _made_for.popitem(last=False)
