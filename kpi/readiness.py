"""Can the product answer now: does the store open, and the edition that the public face serves?"""

from pathlib import Path

from data.editions import shown_in
from data.errors import UserError
from data.store import DatabaseFault, Store
from kpi.published import Published

READY, NOTHING = "ok", "none"


def readiness(store: Path, published: Path) -> dict[str, str]:
    """Return how it stands with each: `ok`, `none` where there is nothing yet, else a code of what is wrong."""
    return {"store": _store(store)} | published_readiness(published)


def published_readiness(place: Path | None) -> dict[str, str]:
    """Return how it stands with the edition that is shown, which is all that the public face opens."""
    return {"published": _published(place) if place else NOTHING}


def is_ready(found: dict[str, str]) -> bool:
    """Tell whether nothing is wrong; a store that holds nothing yet is no fault."""
    return set(found.values()) <= {READY, NOTHING}


def _store(folder: Path) -> str:
    """Tell whether the version in force opens and is of the schema that this product reads."""
    store = Store(folder)
    try:
        if not store.exists:
            return NOTHING
        store.query("schema/version")
    except UserError as error:
        return error.code
    except (OSError, DatabaseFault):
        return "does_not_open"
    return READY


def _published(place: Path) -> str:
    """Tell whether the edition that is shown is there and is what was published."""
    try:
        shown = shown_in(place)
        if shown is None:
            return NOTHING
        Published.open(shown)
    except UserError as error:
        return error.code
    except (OSError, DatabaseFault):
        return "does_not_open"
    return READY
