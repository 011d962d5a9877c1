"""Which store does the product show, whoever looks: the group's own, or the invented group until there is one?"""

from pathlib import Path

from data.store import Store
from kpi.commands import default_store
from kpi.first_start import DEMO
from pages.parts.cache import open_store


def own_folder() -> Path:
    """Return the folder of the group's own store."""
    return default_store()


def shown_store() -> Store:
    """Return the group's own store where something lies in it, else the invented group's, as nobody sees it."""
    own = open_store(own_folder())
    return own if own.exists else open_store(own_folder().with_name(DEMO))
