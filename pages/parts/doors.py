"""Which of Streamlit's own addresses are open here, to whom, and for how much?

Streamlit serves what it holds in memory to whoever knows the address, and takes files from whoever knows a session
(1.67). So a made file is given only to the person it was made for, while the login holds; a file is taken only from
the person whose session it is for, and only while there is room. What nothing here uses is closed.
"""

from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
)

from data.settings import settings
from pages.parts.download import made_for
from pages.parts.identity import Identity, identity, known_as
from pages.parts.login import granted_now
from pages.parts.serving import is_loopback
from pages.parts.unused_addresses import UNUSED

MEDIA, UPLOAD = "/media/", "/_stcore/upload_file/"
USER_COOKIE = "_streamlit_user"
MEGABYTE = 1_000_000


class Doors:
    """Turns away what is closed, what is another's and what there is no room for, before Streamlit sees it."""

    def __init__(self, app: ASGIApp) -> None:  # noqa: D107
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be asked for."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status = _refusal(scope)
        if status is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("", status)(scope, receive, send)


def _refusal(scope: Scope) -> int | None:
    """Return the status that a request is refused with; None where it is not."""
    path, headers = scope["path"], Headers(scope=scope)
    if not _is_near(scope, headers):
        return 403
    if path.startswith(UNUSED):
        return 404
    if path.startswith(MEDIA):
        return None if _is_own_file(path.removeprefix(MEDIA), headers) else 404
    if path.startswith(UPLOAD) and scope["method"] == "PUT":
        return _refused_upload(path.removeprefix(UPLOAD).partition("/")[0], headers)
    return None


def _is_near(scope: Scope, headers: Headers) -> bool:
    """Tell whether a request comes from this machine, where nobody else may ask.

    The name asked for must be this machine's as well: another name can be made to lead here from a strange page.
    """
    kind = settings().login.kind
    if kind == "oidc":
        return True
    client, server = scope.get("client"), scope.get("server")
    ends = [end[0] for end in (client, server) if end]
    if not all(is_loopback(end) for end in ends):
        return False
    return kind == "header" or is_loopback(_host(headers.get("host", "")))


def _host(host: str) -> str:
    """Return a Host header without its port."""
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() and not host.endswith("]") else host


def _is_own_file(name: str, headers: Headers) -> bool:
    """Tell whether a file in memory was made for whoever asks, and their login still holds."""
    file_id = name.rpartition(".")[0] or name
    manager = Runtime.instance().media_file_mgr
    held = dict(manager._files_by_session_and_coord)
    owners = {session for session, files in held.items() if file_id in dict(files).values()} | made_for(file_id)
    return any(_is_session_of(session, headers) for session in owners)


def _refused_upload(session: str, headers: Headers) -> int | None:
    """Return why a file is not taken: not the sender's session or right, no length, too much at once."""
    if not _is_session_of(session, headers, "deliver"):
        return 403
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return 411
    return 413 if held_bytes() + int(length) > settings().upload_memory_mb * MEGABYTE else None


def held_bytes() -> int:
    """Return how much memory uploaded files hold, all sessions together."""
    manager = Runtime.instance().uploaded_file_mgr
    files: Iterable[Mapping] = list(getattr(manager, "file_storage", {}).values())
    return sum(len(record.data) for held in files for record in list(held.values()))


def _is_session_of(session_id: str, headers: Headers, action: str | None = None) -> bool:
    """Tell whether a session is of whoever asks, and they may do an action if one is named."""
    found = Runtime.instance()._session_mgr.get_session_info(session_id)
    if found is None:
        return False
    kind = settings().login.kind
    if kind == "none":
        return True
    if kind == "header":
        began = found.client and found.client.client_context
        who, owner = _by_header(headers), _by_header(Headers(dict(began.headers if began else ())))
        return who.name != "" and who.name == owner.name and _may(who, action)
    owner = dict(found.session._user_info)
    asking = _claims(headers)
    same = all(owner.get(name) == asking.get(name) for name in ("iss", "sub", "iat"))
    return same and _may(identity(asking, settings().login, granted_now()), action)


def _may(who: Identity, action: str | None) -> bool:
    return who.viewer is not None and (action is None or who.viewer.may(action))


def _by_header(headers: Headers) -> Identity:
    login = settings().login
    groups = [group.strip() for group in headers.get(login.groups_header, "").split(",")]
    return known_as(headers.get(login.user_header, "").strip(), groups, login, granted_now())


def _claims(headers: Headers) -> dict[str, object]:
    """Return what the signed cookie of a request says of who is logged in; nothing where it is not ours."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    cookies = {name: held.value for name, held in jar.items()}
    decoded = _get_signed_cookie_with_chunks(cookies, USER_COOKIE)
    # the cookie is bound to the origin that the login leads back to
    return _parse_decoded_user_cookie(decoded, str(settings().login.redirect_uri)) if decoded else {}
