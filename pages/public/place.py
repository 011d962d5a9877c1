"""Where does the public face find what is published? It knows of no other place."""

import os
from pathlib import Path

PLACE = "KPI_PUBLISHED"


def published_place() -> Path | None:
    """Return the folder of editions, or the one snapshot, that the environment names; None where it names none."""
    named = os.environ.get(PLACE, "").strip()
    return Path(named) if named else None
