"""Which pages are there, where do they lie, and who can open them?"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.access import Role, Viewer, action_of_page, roles_that
from data.language import Language, text

PAGES = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """A page: its file below pages/, its Swedish address and the group it stands in; data/access.py says for whom."""

    file: str
    address: str
    group: str

    @property
    def name(self) -> str:
        """Return the file's own name, which is its key in the catalogue."""
        return Path(self.file).stem

    @property
    def action(self) -> str:
        """Return the action of data/access.py that the page is for."""
        return action_of_page(self.name)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles that can open the page."""
        return roles_that(self.action)


PLACES = (
    Place("leaders/overview.py", "oversikt", "leaders"),
    Place("leaders/units.py", "enheter", "leaders"),
    Place("leaders/development.py", "utveckling", "leaders"),
    Place("leaders/pacing.py", "taktning", "leaders"),
    Place("leaders/staffing.py", "bemanning", "leaders"),
    Place("leaders/forecast.py", "prognos", "leaders"),
    Place("leaders/equality.py", "likvardighet", "leaders"),
    Place("leaders/balance.py", "balans", "leaders"),
    Place("leaders/traceability.py", "sparbarhet", "leaders"),
    Place("leaders/scenarios.py", "scenarier", "leaders"),
    Place("leaders/followup.py", "uppfoljning", "leaders"),
    Place("leaders/way_back.py", "vagen-tillbaka", "leaders"),
    Place("leaders/definitions.py", "definitioner", "leaders"),
    Place("controllers/deliver.py", "lamna-in", "controllers"),
    Place("controllers/classify.py", "klassa", "controllers"),
    Place("controllers/shadow_it.py", "skugg-it", "controllers"),
    Place("controllers/internal.py", "internt", "controllers"),
    Place("controllers/reconcile.py", "stam-av", "controllers"),
    Place("controllers/deliveries.py", "leveranser", "controllers"),
    Place("controllers/publish.py", "publicera", "controllers"),
    Place("controllers/log.py", "logg", "controllers"),
    Place("administrators/roles.py", "roller", "administrators"),
    Place("politicians/summary.py", "sammanfattning", "politicians"),
    Place("help/guide.py", "sa-gor-du", "help"),
    Place("help/glossary.py", "ordlista", "help"),
    Place("help/accessibility.py", "tillganglighet", "help"),
)
HOMES: dict[Role, str] = {
    "controller": "overview",
    "it_director": "overview",
    "politician": "summary",
    "administrator": "roles",
}


def places_for(viewer: Viewer) -> tuple[Place, ...]:
    """Return the pages a viewer can open, in the order of the side bar."""
    return tuple(place for place in PLACES if viewer.may(place.action))


def may_open(name: str, viewer: Viewer) -> bool:
    """Tell whether a viewer can open the page of that name."""
    return viewer.may(place_named(name).action)


def place_at(url: str | None) -> Place | None:
    """Return the place that an address leads to, where there is one."""
    address = urlsplit(url or "").path.rpartition("/")[2]
    return next((place for place in PLACES if place.address == address), None)


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
