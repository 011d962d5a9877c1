"""Which pages are there, where do they lie, and who can open them?"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.access import Role
from data.language import Language, text

PAGES = Path(__file__).resolve().parents[1]
EVERYBODY: tuple[Role, ...] = ("controller", "it_director", "politician", "administrator")
LEADERS: tuple[Role, ...] = ("controller", "it_director")


@dataclass(frozen=True)
class Place:
    """A page: its file below pages/, its Swedish address, the group it stands in and the roles it is for."""

    file: str
    address: str
    group: str
    roles: tuple[Role, ...]

    @property
    def name(self) -> str:
        """Return the file's own name, which is its key in the catalogue."""
        return Path(self.file).stem


PLACES = (
    Place("leaders/overview.py", "oversikt", "leaders", LEADERS),
    Place("leaders/units.py", "enheter", "leaders", LEADERS),
    Place("leaders/development.py", "utveckling", "leaders", LEADERS),
    Place("leaders/pacing.py", "taktning", "leaders", LEADERS),
    Place("leaders/staffing.py", "bemanning", "leaders", LEADERS),
    Place("leaders/forecast.py", "prognos", "leaders", LEADERS),
    Place("leaders/equality.py", "likvardighet", "leaders", LEADERS),
    Place("leaders/balance.py", "balans", "leaders", LEADERS),
    Place("leaders/traceability.py", "sparbarhet", "leaders", LEADERS),
    Place("leaders/scenarios.py", "scenarier", "leaders", LEADERS),
    Place("leaders/followup.py", "uppfoljning", "leaders", LEADERS),
    Place("leaders/way_back.py", "vagen-tillbaka", "leaders", LEADERS),
    Place("leaders/definitions.py", "definitioner", "leaders", EVERYBODY),
    Place("controllers/deliver.py", "lamna-in", "controllers", ("controller",)),
    Place("controllers/classify.py", "klassa", "controllers", ("controller",)),
    Place("controllers/shadow_it.py", "skugg-it", "controllers", ("controller",)),
    Place("controllers/internal.py", "internt", "controllers", ("controller",)),
    Place("controllers/reconcile.py", "stam-av", "controllers", ("controller",)),
    Place("controllers/deliveries.py", "leveranser", "controllers", ("controller",)),
    Place("controllers/publish.py", "publicera", "controllers", ("controller",)),
    Place("controllers/log.py", "logg", "controllers", ("controller", "administrator")),
    Place("politicians/summary.py", "sammanfattning", "politicians", EVERYBODY),
)
HOMES: dict[Role, str] = {
    "controller": "overview",
    "it_director": "overview",
    "politician": "summary",
    "administrator": "definitions",
}


def places_for(role: Role) -> tuple[Place, ...]:
    """Return the pages a role can open, in the order of the side bar."""
    return tuple(place for place in PLACES if role in place.roles)


def place_named(name: str) -> Place:
    """Return the place of that name."""
    return _by_name()[name]


def page(name: str, language: Language) -> StreamlitPage:
    """Return the page of that name as Streamlit serves it."""
    place = place_named(name)
    return st.Page(
        PAGES / place.file, title=text(f"page.{place.name}.menu", language), url_path=place.address
    )


@cache
def _by_name() -> dict[str, Place]:
    return {place.name: place for place in PLACES}
