"""What has been decided after the study's recommendations and by oneself, and what do the figures say of it?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.access import Viewer
from data.build import Constants
from data.form import SOURCE, Row, deliver_form
from data.result import FileResult
from data.seen import for_viewer
from data.store import Store
from data.study import Challenge, Recommendation, challenge_of, recommendations
from kpi.card import cards
from kpi.figures import Figure, figures

Measure = tuple[str, str | None]  # a card and its variant
FORM_IDS = "F-"


@dataclass(frozen=True)
class Decision:
    """A decision as it stands: its text, owner and status are the last said; `since` is the day it was made."""

    id: str
    recommendation: str | None
    text: str
    owner: str | None
    since: date
    said: date
    status: str | None
    card: str | None
    source: str

    @property
    def is_own_words(self) -> bool:
        """Tell whether it is a recommendation's own text, as the group words it."""
        return self.recommendation is not None and self.id.casefold() == self.recommendation.casefold()

    @property
    def is_of_form(self) -> bool:
        """Tell whether it was filled in on the page, where it can be changed."""
        return self.source == SOURCE


@dataclass(frozen=True)
class Measured:
    """A figure in the year of a decision and in the year that is looked at; None where the store has no such year."""

    card: str
    variant: str | None
    then: Figure | None
    now: Figure | None


@dataclass(frozen=True)
class Followed:
    """What has become of one recommendation: its text, the decisions about it, and what measures each.

    `recommendation` is None where the code is not one of ours.
    """

    code: str
    recommendation: Recommendation | None
    own_words: Decision | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Followup:
    """All of it, by challenge in the study's order, with the group's own decisions apart.

    `measures` holds what a decision is measured by, by its id, and by a recommendation's code what that is.
    """

    challenges: dict[Challenge, tuple[Followed, ...]]
    own: tuple[Decision, ...]
    measures: dict[str, Measured]

    @property
    def decisions(self) -> list[Decision]:
        """Return every decision once; a recommendation in the group's own words is one."""
        followed = [one for many in self.challenges.values() for one in many]
        worded = [one.own_words for one in followed if one.own_words]
        return [*worded, *(decision for one in followed for decision in one.decisions), *self.own]

    @property
    def recommended(self) -> list[Followed]:
        """Return what has become of each of the study's recommendations."""
        return [one for many in self.challenges.values() for one in many if one.recommendation]


@for_viewer
def decisions(store: Store, viewer: Viewer) -> list[Decision]:
    """Return every decision as it stands, the oldest first."""
    rows: dict[str, list[dict]] = {}
    for row in store.query("overview/decisions").to_pylist():
        rows.setdefault(row["decision"].casefold(), []).append(row)
    return sorted((_decision(said) for said in rows.values()), key=lambda one: (one.since, one.id))


def _decision(said: list[dict]) -> Decision:
    """Return a decision out of all that is said of it, the last of which holds."""
    last = said[-1]
    return Decision(
        id=last["decision"],
        recommendation=last["recommendation"],
        text=last["text"],
        owner=last["owner"],
        since=said[0]["date"],
        said=last["date"],
        status=last["status"],
        card=last["card"],
        source=last["source"],
    )


@for_viewer
def followup(store: Store, viewer: Viewer, unit: str, year: int) -> Followup:
    """Return what has become of every recommendation, measured for a unit or scope until a year."""
    held = decisions(store, viewer)
    by_code: dict[str, list[Decision]] = {code: [] for code in recommendations()}
    for decision in held:
        if challenge_of(decision.recommendation):
            by_code.setdefault(decision.recommendation.strip().casefold(), []).append(decision)
    challenges: dict[Challenge, tuple[Followed, ...]] = {}
    for code in sorted(by_code):
        challenge = challenge_of(code)
        challenges[challenge] = (*challenges.get(challenge, ()), _followed(code, by_code[code]))
    own = tuple(decision for decision in held if not challenge_of(decision.recommendation))
    return Followup(challenges, own, _measures(store, viewer, held, unit, year))


def _followed(code: str, held: Iterable[Decision]) -> Followed:
    own_words = next((decision for decision in held if decision.is_own_words), None)
    others = tuple(decision for decision in held if not decision.is_own_words)
    return Followed(code, recommendations().get(code), own_words, others)


def _measures(store: Store, viewer: Viewer, held: Collection[Decision], unit: str, year: int) -> dict[str, Measured]:
    """Return what each decision, and each recommendation, is measured by; each figure is computed once."""
    asked: dict[str, tuple[Measure, int | None]] = {
        code: ((one.card, one.variant), None) for code, one in recommendations().items()
    }
    asked |= {
        decision.id: ((decision.card, cards()[decision.card].variant_ids[0]), decision.since.year)
        for decision in held
        if decision.card in cards()
    }
    wanted: dict[str, set[int]] = {}
    for (card, _), then in asked.values():
        wanted.setdefault(card, set()).update({year} if then is None else {then, year})
    found = _found(store, viewer, wanted, unit)
    return {
        key: Measured(card, variant, found.get((card, variant, then)), found.get((card, variant, year)))
        for key, ((card, variant), then) in asked.items()
    }


def _found(
    store: Store, viewer: Viewer, wanted: Mapping[str, Collection[int]], unit: str
) -> dict[tuple[str, str | None, int | None], Figure]:
    """Return the figures of some cards and years; a year of which nothing is known has none."""
    possible = {row["year"] for row in store.standing("filters/years")}
    got = [
        figure
        for card, years in wanted.items()
        if set(years) & possible
        for figure in figures(store, viewer, [card], [unit], sorted(set(years) & possible))
    ]
    return {(figure.card, figure.variant, figure.year): figure for figure in got}


@for_viewer
def save_decision(store: Store, viewer: Viewer, row: Row, constants: Constants) -> FileResult:
    """Keep a decision that was filled in; one without an id gets the next, one with an id takes its place.

    Raises: UserError for a role that may not.
    """
    taken = {decision.id.casefold() for decision in decisions(store, viewer)}

    def change(held: list[Row]) -> list[Row]:
        named = row | {
            "decision": row.get("decision") or _next_id(taken | {one["decision"].casefold() for one in held})
        }
        kept = [one for one in held if one["decision"].casefold() != named["decision"].casefold()]
        return [*kept, named]

    return deliver_form(store, viewer, "decisions", change, constants)


def _next_id(taken: Collection[str]) -> str:
    number = 1
    while f"{FORM_IDS}{number}".casefold() in taken:
        number += 1
    return f"{FORM_IDS}{number}"
