"""Which initiatives does a unit or scope run, at what cost and with what benefit?"""

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store


@for_viewer
def initiatives(store: Store, viewer: Viewer, scope: str, year: int) -> list[dict]:
    """Return the initiatives of a unit or scope in a year, the costliest first, each with its file and line."""
    return store.query("initiatives/of_scope", scope=scope, year=year).to_pylist()
