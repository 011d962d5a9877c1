"""What does IT cost each unit, as a table that can be sorted and leads on?"""

from collections.abc import Mapping, Sequence

from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import Known

SHARE = "total_it_share"
# card and variant of each computed column
COLUMNS = ((SHARE, None), ("it_cost_per_fte", None), ("it_cost_change", "total_nominal"))
COMPARED = ("department", "company")
Found = Mapping[tuple[str, str | None, str], Figure]


def show_units_table(rows: Sequence[dict], found: Found, offered: Known, year: int) -> None:
    """Show departments and companies in their groups; a name opens the unit.

    `rows` are the year's units with their coverage.
    """
    ordered = [row for kind in COMPARED for row in rows if row["kind"] == kind]
    cells: list[tuple[Value, ...]] = []
    reasons: dict[tuple[int, int], str] = {}
    for place, row in enumerate(ordered):
        held = [found.get((card, variant, row["unit"])) for card, variant in COLUMNS]
        cells.append(_cells(row, held, offered))
        reasons |= _reasons(place, held)
    scale = fmt.scale_for(row["total_it_sek"] for row in ordered)
    groups = tuple(
        (say(f"page.units.group.{kind}"), sum(row["kind"] == kind for row in ordered)) for kind in COMPARED
    )
    links = {(place, 0): href("units", unit=row["unit"]) for place, row in enumerate(ordered)}
    show_table(
        Table(_columns(scale), tuple(cells), reasons),
        say("page.units.caption", year=year),
        sortable=True,
        dressing=Dressing(links, tuple(group for group in groups if group[1])),
    )


def _columns(scale: fmt.Scale) -> tuple[Column, ...]:
    computed = [
        Column(
            say(f"page.units.column.{card}"),
            cards()[card].unit_of(variant),
            bar=card == SHARE,
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
