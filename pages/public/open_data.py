"""Which addresses give anybody the published figures as files?"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.editions import shown_in
from data.errors import UserError
from data.settings import settings
from kpi import dcat
from kpi.open_files import open_files
from kpi.published import Published
from pages.parts.serving import is_loopback

FOLDER = "/oppna-data/"
MEDIA = {
    dcat.JSON_FILE: "application/json",
    dcat.CSV_FILE: "text/csv; charset=utf-8",
    dcat.SCHEMA_FILE: "application/schema+json",
    dcat.DCAT_FILE: "application/ld+json",
}
# What a page links to, by the name of its word; relative, whatever prefix the proxy gives.
OPEN_DATA = {"json": f".{FOLDER}{dcat.JSON_FILE}", "csv": f".{FOLDER}{dcat.CSV_FILE}"}


def open_data_routes(place: Callable[[], Path | None]) -> list[Route]:
    """Return the addresses of the open data of the edition that is shown in a place."""

    def answer(name: str) -> Callable:
        async def answered(request: Request) -> Response:
            content = await run_in_threadpool(_file, place(), name, _address(request))
            if content is None:
                return PlainTextResponse("", 404)
            return Response(content, media_type=MEDIA[name], headers={"Access-Control-Allow-Origin": "*"})

        return answered

    return [Route(f"{FOLDER}{name}", answer(name)) for name in MEDIA]


def _address(request: Request) -> str | None:
    """Return the folder's own address: the one set, else what is asked for on this very machine.

    Whoever asks writes the host, so that a description of another's address could be had from us.
    """
    if settings().publisher.address:
        return str(settings().publisher.address).rstrip("/") + FOLDER
    asked = request.base_url
    if not is_loopback(asked.hostname):
        return None
    return f"{asked.scheme}://{asked.hostname}{f':{asked.port}' if asked.port else ''}{FOLDER}"


def _file(place: Path | None, name: str, address: str | None) -> bytes | None:
    """Return one file; None where nothing is published, nobody is named as publisher, or the address is not known."""
    file = shown_in(place) if place else None
    if file is None or not file.is_file():
        return None
    held = file.stat()
    try:
        return _files(file, held.st_mtime_ns, held.st_size, address).get(name)
    except UserError:
        return None


@lru_cache(maxsize=4)
def _files(file: Path, changed_at: int, size: int, address: str | None) -> dict[str, bytes]:
    """Return the files of an edition, made once for all who ask."""
    return open_files(Published.open(file), settings().publisher, address)
