"""What would be published, and in which figures does it differ from the edition that is shown?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.access import Viewer
from data.errors import UserError
from data.seen import for_viewer
from data.store import Store
from kpi.card import cards
from kpi.editions import drafted, file_shown
from kpi.figures import Number
from kpi.overview import UnitYear, left_over_sek
from kpi.published import Edition, Published, PublishedFigure
from kpi.suppression_numbers import GROUP, MUNICIPALITY

SCOPES = (GROUP, MUNICIPALITY)
DIGITS = 13  # a hundred thousand million to the öre


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that would read otherwise; None where an edition does not hold it."""

    before: PublishedFigure | None
    after: PublishedFigure | None

    @property
    def told(self) -> PublishedFigure:
        """Return the figure as it would be, or as it was where it is no more."""
        return self.after or self.before


@dataclass(frozen=True)
class Effect:
    """What the next edition holds, and what changes by it; `before` is the edition that is shown."""

    coming: Edition
    before: Edition | None
    figures: int
    with_value: int
    suppressed: int
    units: int
    years: tuple[int, ...]
    changed: tuple[ChangedFigure, ...]
    names: Mapping[str, str]  # of the units, by code

    @property
    def others(self) -> tuple[ChangedFigure, ...]:
        """Return all else that changes, the latest year first."""
        told = {id(one) for one in self.of_scopes}
        return tuple(sorted((one for one in self.changed if id(one) not in told), key=lambda one: -one.told.year))

    @property
    def of_scopes(self) -> tuple[ChangedFigure, ...]:
        """Return what changes for the group and the municipality in the last year, by the cards' own first variant."""
        last = self.years[-1] if self.years else None
        return tuple(one for one in self.changed if one.told.year == last and _is_first(one.told))


@for_viewer
def effect(store: Store, viewer: Viewer) -> Effect:
    """Return what publishing would bring; nothing is written."""
    coming = drafted(store, viewer).published()
    shown = _shown(store)
    held = coming.figures()
    return Effect(
        coming=coming.edition,
        before=shown.edition if shown else None,
        figures=len(held),
        with_value=sum(figure.value is not None for figure in held),
        suppressed=sum(figure.suppressed for figure in held),
        units=len(coming.units),
        years=coming.years,
        changed=tuple(changes(shown.figures() if shown else (), held)),
        names={unit.code: unit.name for unit in coming.units},
    )


@dataclass(frozen=True)
class Moved:
    """A year whose total IT of the group is another in the store than in an edition, SEK; None = not known there."""

    year: int
    published_sek: Number | None
    now_sek: Number | None


def moved_since(published: Published, now: Sequence[UnitYear]) -> list[Moved]:
    """Return the years whose total IT has changed by an öre or more since the edition, the latest first."""
    before, after = (
        {row.year: row.total_it_sek for row in rows} for rows in (published.unit_years(GROUP), now)
    )
    pairs = [Moved(year, before.get(year), after.get(year)) for year in sorted({*before, *after}, reverse=True)]
    return [one for one in pairs if _differs(one)]


def _differs(one: Moved) -> bool:
    if None in (one.published_sek, one.now_sek):
        return one.published_sek is not one.now_sek
    return bool(left_over_sek(one.now_sek, [one.published_sek]))


def changes(before: Sequence[PublishedFigure], after: Sequence[PublishedFigure]) -> list[ChangedFigure]:
    """Return the figures that are new, gone, or have another value or reason."""
    old, new = ({_key(figure): figure for figure in figures} for figures in (before, after))
    pairs = (ChangedFigure(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)))
    return [pair for pair in pairs if _said(pair.before) != _said(pair.after)]


def _shown(store: Store) -> Published | None:
    """Return the edition that is shown; what cannot be read counts as none."""
    file = file_shown(store)
    try:
        return Published.open(file) if file else None
    except UserError:
        return None


def _is_first(figure: PublishedFigure) -> bool:
    return figure.unit in SCOPES and figure.variant == cards()[figure.card].variant_ids[0]


def _said(figure: PublishedFigure | None) -> tuple[object, ...] | None:
    """Return what is compared; the last digits of a quotient hang on the order of its sum and are nobody's news."""
    if figure is None:
        return None
    value = None if figure.value is None else f"{figure.value:.{DIGITS}g}"
    return value, figure.missing, figure.status


def _key(figure: PublishedFigure) -> tuple[str, str | None, str, int]:
    return figure.card, figure.variant, figure.unit, figure.year
