"""How is a process of the product watched: does it serve, is it ready, what does it tell and count?"""

from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from data import counting, telling
from kpi.readiness import is_ready


def begin(store: Path | None = None) -> None:
    """Log as JSON lines and serve the counters from now on; `store` is the one whose age is counted.

    Raises: OSError where the port of the counters is taken.
    """
    telling.begin()
    counting.serve(store)
    telling.tell("started")


def health_routes(look: Callable[[], dict[str, str]]) -> list[Route]:
    """Return the addresses that say how the process is; `look` says how it stands with each thing it opens."""

    async def healthz(request: Request) -> PlainTextResponse:
        """Answer that the process serves, without a session and without opening anything."""
        return PlainTextResponse("ok")

    async def readyz(request: Request) -> JSONResponse:
        """Answer whether what the process needs opens; 503 where it does not."""
        found = await run_in_threadpool(look)
        return JSONResponse(found, 200 if is_ready(found) else 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
