"""What surrounds every page: its language, our stylesheet and script, and the security headers?"""

import re
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.language import Language, text
from pages.parts.language import asked_language

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HEAD = (
    '<link rel="preload" href="./assets/inter-latin.woff2" as="font" type="font/woff2" crossorigin />\n'
    '<link rel="stylesheet" href="./assets/style.css" />\n'
    '<link rel="stylesheet" href="./assets/desk.css" />\n'
    '<link rel="stylesheet" href="./assets/month.css" />\n'
    '<link rel="stylesheet" href="./assets/summary.css" />\n'
    '<script src="./assets/script.js" defer></script>\n</head>'
)


class Shell:
    """Adds the headers to every answer and makes Streamlit's one HTML page ours."""

    def __init__(self, app: ASGIApp) -> None:  # noqa: D107
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but the page itself, which is rewritten whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = asked_language(_parameter(scope, "lang"))
        start: Message = {}
        body = bytearray()

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if not headers.get("content-type", "").startswith("text/html"):
                    await send(message)
                else:
                    start = message
            elif not start:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    page = our_page(body.decode(), language).encode()
                    headers = MutableHeaders(scope=start)
                    headers["content-length"] = str(len(page))
                    for stale in ("etag", "last-modified"):  # they speak of the page before it was rewritten
                        del headers[stale]
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app(_asked_plainly(scope), receive, rewrite)


def our_page(html: str, language: Language) -> str:
    """Return Streamlit's page in the reader's language, with our font, style and script in its head."""
    noscript = f"<noscript><p>{text('shell.noscript', language)}</p></noscript>"
    html = html.replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{text('shell.product', language)}</title>", 1)
    html = re.sub(r"<noscript>.*?</noscript>", lambda _: noscript, html, count=1, flags=re.DOTALL)
    # the one inline script (a flag for search robots) would need an exception in the content policy
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r"<link\s+rel=\"preload\"[^>]*SourceSans[^>]*>", "", html)
    html = re.sub(r"<link rel=\"service-desc\"[^>]*>", "", html)
    return html.replace("</head>", HEAD, 1)


def _parameter(scope: Scope, name: str) -> str | None:
    return parse_qs(scope.get("query_string", b"").decode("latin-1")).get(name, [None])[0]


def _asked_plainly(scope: Scope) -> Scope:
    """Ask for the page whole and unpacked, else it could not be rewritten; all else as it was asked for."""
    if b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
        return scope
    spoils = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    headers = [(name, value) for name, value in scope["headers"] if name not in spoils]
    return {**scope, "headers": headers}
