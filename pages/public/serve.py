"""How is the public face served: a process of its own that opens the published edition and nothing else?"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from data.settings import settings
from kpi.readiness import published_readiness
from pages.parts.faults import Connected
from pages.parts.serving import call_nobody, start_only_if
from pages.parts.shell import Shell
from pages.parts.watched import begin, health_routes
from pages.public.doors import Closed
from pages.public.open_data import open_data_routes
from pages.public.place import published_place

HERE = Path(__file__).parent

start_only_if(settings)
call_nobody()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Import what every page needs once and take it out of the garbage collector's rounds."""
    import pages.parts.summary_view  # noqa: F401

    gc.collect()
    gc.freeze()
    begin()
    yield


app = st.App(
    HERE / "menu.py",
    lifespan=lifespan,
    routes=[
        *health_routes(lambda: published_readiness(published_place())),
        *open_data_routes(published_place),
        Mount("/assets", StaticFiles(directory=HERE.parent / "parts" / "assets")),
    ],
    middleware=[Middleware(Shell), Middleware(Closed), Middleware(Connected)],
)
