"""What in the figures should whoever loads files look at: implausible ones, and mixed measuring methods?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.access import Viewer
from data.errors import Problem
from data.intake import Look
from data.language import Language, text
from data.result import FileResult
from data.seen import for_viewer
from data.store import Store
from kpi import format as fmt
from kpi.card import cards
from kpi.figures import known_years
from kpi.plausible import Plausible, of_the_group

# What a figure with limits is made of: of the ledger a result names its months, the others may move any year.
OF_ANY_YEAR = ("headcount", "turnover", "declared_shadow_it", "rules")


@dataclass(frozen=True)
class ImplausibleFigure(Problem):
    """A figure outside its limits, as something to look at in what was delivered."""

    judged: Plausible | None = None

    def message(self, language: Language) -> str:
        """Return the figure and its limits as a sentence in the reader's language."""
        one = self.judged
        name = cards()[one.card].name_of(one.variant, language)
        value, low, high = (
            fmt.figure(number, one.unit_of_measure, language) for number in (one.value, one.low, one.high)
        )
        return text("problem.implausible_figure", language, figure=name, year=one.year, value=value, low=low, high=high)


def look_as(viewer: Viewer) -> Look:
    """Return how a viewer looks at a load before it is in force, or would be: it says so on the files themselves."""
    return lambda writer, results: _warn(writer, viewer, results)


@for_viewer
def _warn(store: Store, viewer: Viewer, results: Sequence[FileResult]) -> None:
    """Note on the files what their owner should look at; nothing where none brings anything."""
    _warn_of_limits(store, viewer, results)
    _warn_of_methods(store, viewer, results)


def _warn_of_limits(store: Store, viewer: Viewer, results: Sequence[FileResult]) -> None:
    """Note on the last file that moves figures which of the group's lie outside the limits (kpis.md section 11)."""
    moving = [one for one in results if one.status == "accepted" and one.register in ("ledger", *OF_ANY_YEAR)]
    if not moving:
        return
    years = {int(period[:4]) for one in moving for period in one.periods}
    if any(one.register in OF_ANY_YEAR for one in moving):
        years.update(known_years(store))
    outside = [one for year in sorted(years) for one in of_the_group(store, viewer, year) if not one.holds]
    moving[-1].note([ImplausibleFigure("warning", "implausible_figure", judged=one) for one in outside])


def _warn_of_methods(store: Store, viewer: Viewer, results: Sequence[FileResult]) -> None:
    """Note on the last headcount file in which years employees are counted by several methods (kpis.md section 4)."""
    counted = [one for one in results if one.status == "accepted" and one.register == "headcount"]
    if not counted:
        return
    methods: dict[int, list[str]] = {}
    for row in store.query("registers/methods").to_pylist():
        methods.setdefault(row["year"], []).append(row["method"])
    for year, named in methods.items():
        if len(named) > 1:
            values = {"year": year, "methods": ", ".join(named)}
            counted[-1].note([Problem("warning", "mixed_methods", values=values)])
