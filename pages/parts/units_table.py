"""What does IT cost each unit, as a table that can be sorted and leads on?"""

from collections.abc import Mapping, Sequence

from kpi import format as fmt
from kpi.card import COMPARED, cards
from kpi.figures import Figure
from kpi.overview import UnitYear, left_over_sek
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import Known

SHARE, CHANGE = "total_it_share", "it_cost_change"
# card and variant of each computed column
COLUMNS = ((SHARE, None), ("it_cost_per_fte", None), (CHANGE, "total_nominal"))
Found = Mapping[tuple[str, str | None, str], Figure]
_Closing = tuple[str, fmt.Number, Sequence[Figure | None]]  # name, total IT, its computed columns


def show_units_table(
    rows: Sequence[dict], found: Found, offered: Known, year: int, whole: UnitYear | None
) -> None:
    """Show departments and companies in their groups; a name opens the unit.

    `rows` are the year's units with their coverage, `whole` the group: below them stand what other units carry
    and what none does, so that the table adds up to it.
    """
    ordered = [row for kind in COMPARED for row in rows if row["kind"] == kind]
    cells: list[tuple[Value, ...]] = []
    reasons: dict[tuple[int, int], str] = {}
    for place, row in enumerate(ordered):
        held = [found.get((card, variant, row["unit"])) for card, variant in COLUMNS]
        cells.append(_cells(row, held, offered))
        reasons |= _reasons(place, held)
    scale = fmt.scale_for(row["total_it_sek"] for row in ordered)
    closing = _closing(rows, found, whole)
    for place, (_, *_, figures) in enumerate(closing, len(ordered)):
        reasons |= _reasons(place, figures)
    groups = tuple(
        (say(f"page.units.group.{kind}"), sum(row["kind"] == kind for row in ordered)) for kind in COMPARED
    )
    groups = (*groups, (say("page.units.together"), len(closing)))
    links = {(place, 0): href("units", unit=row["unit"]) for place, row in enumerate(ordered)}
    show_table(
        Table(_columns(scale), (*cells, *(_closed(*row) for row in closing)), reasons),
        say("page.units.caption", year=year),
        sortable=True,
        total_last=bool(closing),
        dressing=Dressing(links, tuple(group for group in groups if group[1])),
    )


def _closing(rows: Sequence[dict], found: Found, whole: UnitYear | None) -> list[_Closing]:
    """Return what the digitalisation unit and outside customers carry, where any, and the group last."""
    if whole is None or whole.total_it_sek is None:
        return []
    carrying = [row for row in rows if row["kind"] != "central_it"]
    apart = [(row["name"], row["total_it_sek"], ()) for row in carrying if row["kind"] not in COMPARED]
    rest_sek = left_over_sek(whole.total_it_sek, [row["total_it_sek"] for row in carrying])
    if rest_sek:
        is_sold = not left_over_sek(whole.outside_income_sek, [rest_sek])
        apart.append((say(f"page.units.rest.{'sold' if is_sold else 'other'}"), rest_sek, ()))
    held = tuple(found.get((card, variant, "group")) for card, variant in COLUMNS)
    return [*(row for row in apart if row[1]), (say("page.units.whole"), whole.total_it_sek, held)]


def _closed(name: str, total_sek: fmt.Number, held: Sequence[Figure | None]) -> tuple[Value, ...]:
    computed = [figure.value if figure else None for figure in held] or [None] * len(COLUMNS)
    return (name, total_sek, *computed, None, None)


def _columns(scale: fmt.Scale) -> tuple[Column, ...]:
    computed = [
        Column(
            say(f"page.units.column.{card}"),
            cards()[card].unit_of(variant),
            bar=card == SHARE,
            is_change=card == CHANGE,
        )
        for card, variant in COLUMNS
    ]
    return (
        Column(say("page.units.unit")),
        Column(say("page.units.total"), "money", scale),
        *computed,
        Column(say("page.units.unclassified"), "%"),
        Column(say("page.units.months"), "number"),
    )


def _cells(row: dict, held: Sequence[Figure | None], offered: Known) -> tuple[Value, ...]:
    undecided = None if row["classified_share"] is None else (1 - row["classified_share"]) * 100
    computed = (figure.value if figure else None for figure in held)
    return (offered.names[row["unit"]], row["total_it_sek"], *computed, undecided, row["months"])


def _reasons(place: int, held: Sequence[Figure | None]) -> dict[tuple[int, int], str]:
    """Return why computed cells are empty; they begin in the third column."""
    language = reader_language()
    return {
        (place, column): reason
        for column, figure in enumerate(held, start=2)
        if figure and figure.value is None and (reason := figure.reason(language))
    }
