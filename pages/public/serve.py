"""How is the public face served: a process of its own that opens the published edition and nothing else?"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pages.parts.shell import Shell
from pages.public.open_data import open_data_routes
from pages.public.place import published_place

HERE = Path(__file__).parent


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Import what every page needs once and take it out of the garbage collector's rounds."""
    import pages.parts.summary_view  # noqa: F401

    gc.collect()
    gc.freeze()
    yield


async def healthz(request: Request) -> PlainTextResponse:
    """Answer that the process serves, whether or not anything has been published."""
    return PlainTextResponse("ok")


app = st.App(
    HERE / "menu.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", healthz),
        *open_data_routes(published_place),
        Mount("/assets", StaticFiles(directory=HERE.parent / "parts" / "assets")),
    ],
    middleware=[Middleware(Shell)],
)
