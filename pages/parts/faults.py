"""What does a reader see when the product fails, and how is that found again in the log?"""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from data import counting, telling
from data.errors import UserError
from pages.parts.language import reader_language, say


@contextmanager
def faults_told() -> Iterator[None]:
    """Run a page; show what cannot be met as a sentence, and a fault as a number that the log gives its place under."""
    counting.RERUNS.inc()
    try:
        yield
    except UserError as error:
        st.html(f'<p class="note">{escape(error.message(reader_language()))}</p>')
    except Exception as error:
        counting.ERRORS.inc()
        st.html(f'<p class="note fault" role="alert">{escape(say("part.fault", number=telling.tell_fault(error)))}</p>')
        raise


class Connected:
    """Counts the browsers that are connected."""

    def __init__(self, app: ASGIApp) -> None:  # noqa: D107
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        with counting.SESSIONS.track_inprogress():
            await self.app(scope, receive, send)
