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
            address = str(request.base_url).rstrip("/") + FOLDER
            content = await run_in_threadpool(_file, place(), name, address)
            if content is None:
                return PlainTextResponse("", 404)
            return Response(content, media_type=MEDIA[name], headers={"Access-Control-Allow-Origin": "*"})

        return answered

    return [Route(f"{FOLDER}{name}", answer(name)) for name in MEDIA]


def _file(place: Path | None, name: str, address: str) -> bytes | None:
    """Return one file; None where nothing is published, or nobody is named as publisher."""
    file = shown_in(place) if place else None
    if file is None or not file.is_file():
        return None
    held = file.stat()
    try:
        return _files(file, held.st_mtime_ns, held.st_size, address).get(name)
    except UserError:
        return None


@lru_cache(maxsize=4)
def _files(file: Path, changed_at: int, size: int, address: str) -> dict[str, bytes]:
    """Return the files of an edition, made once for all who ask."""
    return open_files(Published.open(file), settings().publisher, address)
