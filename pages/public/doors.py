"""Which of Streamlit's own addresses does the public face close, since nothing there uses them?

No page here takes a file, and whatever is sent would be held in memory for as long as its sender stays.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.unused_addresses import UNUSED

CLOSED = (*UNUSED, "/_stcore/upload_file/")


class Closed:
    """Turns away what is closed before Streamlit sees it."""

    def __init__(self, app: ASGIApp) -> None:  # noqa: D107
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be asked for."""
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await PlainTextResponse("", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
