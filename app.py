"""How is the product served: start-up, routes, headers and the page that carries it all?"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from data.settings import settings
from kpi.readiness import readiness
from pages.parts.doors import Doors
from pages.parts.faults import Connected
from pages.parts.serving import call_nobody, check_address, secrets, start_only_if
from pages.parts.shell import Shell
from pages.parts.watched import begin, health_routes

HERE = Path(__file__).parent

start_only_if(settings)
start_only_if(check_address)
call_nobody()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Import what every page needs once and take it out of the garbage collector's rounds."""
    import plotly.graph_objects  # noqa: F401
    import pyarrow  # noqa: F401

    import kpi.charts  # noqa: F401

    gc.collect()
    gc.freeze()
    begin(settings().store)
    yield


app = st.App(
    HERE / "pages" / "navigation" / "menu.py",
    lifespan=lifespan,
    routes=[
        *health_routes(lambda: readiness(settings().store, settings().published_folder)),
        Mount("/assets", StaticFiles(directory=HERE / "pages" / "parts" / "assets")),
    ],
    middleware=[Middleware(Shell), Middleware(Doors), Middleware(Connected)],
    secrets=secrets(),
)
