"""Which units and years does the store know, under which names?"""

from collections import Counter
from dataclasses import dataclass

from data.access import Viewer
from data.store import Store
from pages.parts.cache import kept

REPORTED = ("municipality", "group")


@dataclass(frozen=True)
class Known:
    """The years with values, and each unit's name and kind by its code."""

    years: tuple[int, ...]
    names: dict[str, str]
    kinds: dict[str, str]


def known(store: Store, viewer: Viewer) -> Known:
    """Return what the filters offer; municipality and group are not among the units."""
    return kept("filters", store, viewer, lambda: _known(store))


def _known(store: Store) -> Known:
    rows = store.query("filters/scopes").to_pylist()
    units = {row["unit"]: row for row in rows if row["unit"] not in REPORTED}
    ordered = sorted(units.values(), key=lambda row: (row["kind"] == "company", row["name"]))
    twice = {name for name, times in Counter(row["name"] for row in ordered).items() if times > 1}
    return Known(
        tuple(sorted({row["year"] for row in rows})),
        {row["unit"]: _told_apart(row["name"], row["unit"], twice) for row in ordered},
        {row["unit"]: row["kind"] for row in ordered},
    )


def _told_apart(name: str, code: str, twice: set[str]) -> str:
    """Return the name, with its code where two units have the same."""
    return f"{name} ({code})" if name in twice else name
