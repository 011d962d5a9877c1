"""How is the product served: start-up, routes, headers and the page that carries it all?"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from data import counting, telling
from data.errors import UserError
from data.settings import settings
from kpi.readiness import is_ready, readiness
from pages.parts.doors import Doors
from pages.parts.faults import Connected
from pages.parts.serving import check_address, secrets
from pages.parts.shell import Shell

HERE = Path(__file__).parent

try:
    settings()
    check_address()
except UserError as error:
    print(error.message("sv"), file=sys.stderr)
    sys.exit(2)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Import what every page needs once and take it out of the garbage collector's rounds."""
    import plotly.graph_objects  # noqa: F401
    import pyarrow  # noqa: F401

    import kpi.charts  # noqa: F401

    gc.collect()
    gc.freeze()
    telling.begin()
    counting.serve()
    telling.tell("started")
    yield


async def healthz(request: Request) -> PlainTextResponse:
    """Answer that the process serves, without a session and without touching the store."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> JSONResponse:
    """Answer whether the store and the published edition open; 503 where one does not."""
    found = await run_in_threadpool(readiness, settings().store, settings().published_folder)
    return JSONResponse(found, 200 if is_ready(found) else 503)


app = st.App(
    HERE / "pages" / "navigation" / "menu.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Mount("/assets", StaticFiles(directory=HERE / "pages" / "parts" / "assets")),
    ],
    middleware=[Middleware(Shell), Middleware(Doors), Middleware(Connected)],
    secrets=secrets(),
)
