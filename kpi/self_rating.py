"""How does a unit rate itself, and what is measured of the same thing? Side by side, never mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.access import Viewer
from data.build import Constants
from data.form import Row, deliver_form
from data.result import FileResult
from data.seen import for_viewer
from data.store import Store
from data.study import Instrument, Statement, statements
from kpi.card import cards
from kpi.figures import Figure, figures


@dataclass(frozen=True)
class Rating:
    """What a unit said of a statement on a day, 0–5."""

    statement: str
    date: date
    level: int
    source: str


@dataclass(frozen=True)
class Rated:
    """A statement with what was last said of it, what was said before that, and what is measured of it."""

    statement: Statement
    latest: Rating | None
    before: Rating | None
    measured: Figure | None

    @property
    def measured_level(self) -> int | None:
        """Return the figure as a level, where a mapping says how (tolkning)."""
        if self.measured is None or self.measured.value is None:
            return None
        return self.statement.measured_level(self.measured.value)

    @property
    def distance(self) -> int | None:
        """Return by how many levels the unit rates itself above what is measured; negative below."""
        if self.latest is None or self.measured_level is None:
            return None
        return self.latest.level - self.measured_level


@dataclass(frozen=True)
class SelfRating:
    """One instrument as a unit stands in it at the end of a year; `unknown` holds ratings of no statement of ours."""

    rated: tuple[Rated, ...]
    unknown: tuple[Rating, ...]

    @property
    def compared(self) -> list[Rated]:
        """Return the statements whose rating can be set against a figure."""
        return [one for one in self.rated if one.distance is not None]

    @property
    def overrated(self) -> list[Rated]:
        """Return those of them that are rated above what is measured."""
        return [one for one in self.compared if one.distance > 0]


@for_viewer
def self_rating(
    store: Store, viewer: Viewer, unit: str, instrument: Instrument, year: int, with_later: bool = False
) -> SelfRating:
    """Return how a unit or scope rated itself up to the end of a year, beside the figures of that year.

    `with_later`: what has been said since is included, as where no later year has figures yet.
    """
    said: dict[str, list[Rating]] = {}
    for row in store.query("overview/self_ratings", unit=unit).to_pylist():
        if with_later or row["date"].year <= year:
            rating = Rating(row["statement"], row["date"], row["level"], row["source"])
            said.setdefault(row["statement"].strip().casefold(), []).append(rating)
    asked = [one for one in statements().values() if one.instrument == instrument]
    measured = _measured(store, viewer, asked, unit, year)
    unknown = tuple(many[-1] for name, many in sorted(said.items()) if name not in statements())
    return SelfRating(tuple(_rated(one, said.get(one.id, []), measured) for one in asked), unknown)


def _rated(statement: Statement, said: Sequence[Rating], measured: Mapping[str, Figure]) -> Rated:
    latest = said[-1] if said else None
    earlier = [one for one in said if latest and one.date < latest.date]
    return Rated(statement, latest, earlier[-1] if earlier else None, measured.get(statement.id))


def _measured(store: Store, viewer: Viewer, asked: Sequence[Statement], unit: str, year: int) -> dict[str, Figure]:
    """Return the figure beside each statement that has one."""
    wanted = {one.card for one in asked if one.card in cards()}
    if not wanted or year not in {row["year"] for row in store.standing("filters/years")}:
        return {}
    got = {(figure.card, figure.variant): figure for figure in figures(store, viewer, sorted(wanted), [unit], [year])}
    found = {one.id: got.get((one.card, one.variant)) for one in asked if one.card}
    return {statement: figure for statement, figure in found.items() if figure}


@for_viewer
def save_ratings(
    store: Store, viewer: Viewer, unit: str, day: date, levels: Mapping[str, int], constants: Constants
) -> FileResult:
    """Keep what a unit says of some statements on a day; what the form said of them that same day is replaced.

    Raises: UserError for a role that may not, or a unit that is not theirs.
    """

    def change(held: list[Row]) -> list[Row]:
        kept = [row for row in held if not (row["statement"] in levels and row["date"] == day.isoformat())]
        new = [
            {"statement": statement, "unit": unit, "date": day.isoformat(), "level": str(level)}
            for statement, level in levels.items()
        ]
        return [*kept, *new]

    return deliver_form(store, viewer, "self_ratings", change, constants, unit)
