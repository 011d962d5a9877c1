"""What would be published of a store as it stands, and how is it written to a snapshot?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from data import snapshot
from data.access import Viewer
from data.errors import UserError
from data.seen import for_viewer
from data.store import Store
from kpi.card import COMPARED, cards
from kpi.demo import is_invented
from kpi.figures import Figure, figures
from kpi.overview import freshness
from kpi.product import product_version
from kpi.published import Published, closing_by_year
from kpi.suppression import hidden
from kpi.suppression_numbers import NOTHING, Cell, Earlier, Numbers
from kpi.withholding import IS_SOME_OF, RESTS_ON, Held, own_numbers, withheld

OF_PLACE = ("unit", "year", "kind")
GROUP_NAME = "group_name"  # the setting that holds the group's name
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Draft:
    """What an edition would hold: the rows of the snapshot's tables, and its own row without number and time."""

    contents: Mapping[str, list[dict]]
    edition: Mapping[str, object]

    def published(self) -> Published:
        """Return the draft as a reader would get it."""
        own = {"number": None, "published_at": datetime.now(UTC), "checksum": "", "snapshot_schema": 0}
        return Published({**self.contents, "edition": [{**own, **self.edition}]})


@for_viewer
def draft(store: Store, viewer: Viewer, before: Earlier = NOTHING) -> Draft:
    """Return what would be published of a store as it stands; nothing is written.

    `before`: what earlier editions kept out stays out, and what they told shields nothing.
    """
    computed = figures(store, viewer)
    held = _held(store, computed, before)
    contents = gathered(store, withheld(computed, held))
    contents |= {
        "unit_year": [_without_hidden(row, held) for row in contents["unit_year"]],
        "hidden": [dict(zip(("measure", "unit", "year"), cell, strict=True)) for cell in sorted(held.hidden)],
    }
    return Draft(contents, edition_row(store, contents["period"]))


def write(drafted: Draft, target: Path, number: int | None = None, published_at: datetime | None = None) -> str:
    """Write a draft to a file in one step; return the checksum of its content."""
    moment = (published_at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    edition = {**drafted.edition, "number": number, "published_at": moment}
    return snapshot.write(target, drafted.contents, edition)


@for_viewer
def publish_to(store: Store, viewer: Viewer, target: Path, before: Earlier = NOTHING) -> Published:
    """Write a snapshot of the store to a file of its own and return it as a reader gets it.

    `before`: as for `draft`. Raises: UserError where there is no such folder.
    """
    if not target.absolute().parent.is_dir():
        raise UserError("no_such_folder", folder=target.absolute().parent)
    write(draft(store, viewer, before), target)
    return Published.open(target)


def as_json(published: Published, file: Path) -> dict[str, object]:
    """Return what was written as the command line prints it; times are UTC, months YYYYMM."""
    edition, figures_held = published.edition, published.figures()
    return {
        "file": str(file),
        "state": edition.state,
        "checksum": edition.checksum,
        "published_at": f"{edition.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "data_date": edition.data_date and f"{edition.data_date:%Y-%m-%dT%H:%M:%SZ}",
        "last_month": edition.last_month,
        "years": [
            {"year": year.year, "months": year.months, "closed_months": year.closed_months}
            for year in edition.closing.values()
        ],
        "rule_version": edition.rule_version,
        "cards": dict(edition.card_versions),
        "figures": len(figures_held),
        "suppressed": sum(figure.suppressed for figure in figures_held),
        "schema_version": edition.schema_version,
        "product_version": edition.product_version,
        "is_invented": edition.is_invented,
    }


def numbers_of(store: Store, computed: Collection[Figure]) -> Numbers:
    """Return every number of HTE that figures rest on."""
    rows = store.query("publish/fte").to_pylist()
    of: dict[Cell, float] = {
        (measure, row["unit"], row["year"]): value
        for row in rows
        for measure, value in row.items()
        if measure not in OF_PLACE and value is not None
    }
    companies = frozenset(row["unit"] for row in rows if row["kind"] == "company")
    return Numbers(of | own_numbers(computed), companies, RESTS_ON, IS_SOME_OF)


def _held(store: Store, computed: Collection[Figure], before: Earlier) -> Held:
    numbers = numbers_of(store, computed)
    numbers = replace(numbers, known=before.known_of(numbers.of))
    units = store.query("publish/units").to_pylist()
    compared = {row["unit"]: row["kind"] for row in units if row["kind"] in COMPARED}
    return Held(numbers, hidden(numbers, before.kept_out), compared)


def gathered(store: Store, told: Iterable[tuple[Figure, bool]]) -> dict[str, list[dict]]:
    """Return the rows of a snapshot's tables of figures and whether each is kept out, with nothing else hidden.

    Free text, which anything may stand in, is left where it is.
    """
    unit_years = store.query("overview/unit_years", unit=None).to_pylist()
    return {
        "card_version": [{"card": card.id, "version": card.version} for card in cards().values()],
        "unit": store.query("publish/units").to_pylist(),
        "period": store.query("publish/periods").to_pylist(),
        "figure": [figure_row(figure, is_out) for figure, is_out in told],
        "unit_year": [_without(row, "turnover_definition") for row in unit_years],
        "pace_year": [_without(row, "decision") for row in store.query("pacing/years").to_pylist()],
        "hidden": [],
    }


def edition_row(store: Store, periods: Collection[Mapping[str, object]]) -> dict[str, object]:
    """Return what an edition says of itself, but for its number, its time and its checksum."""
    fresh = freshness(store)
    settings = {row["name"]: row["content"] for row in store.query("store/settings").to_pylist()}
    years = closing_by_year(periods).values()
    return {
        "data_date": fresh.delivered_at,
        "last_month": fresh.last_month,
        "state": "closed" if years and all(year.is_closed for year in years) else "preliminary",
        "rule_version": fresh.rule_version,
        "product_version": product_version(),
        "group_name": settings.get(GROUP_NAME),
        "is_invented": is_invented(store),
    }


def figure_row(figure: Figure, is_out: bool) -> dict[str, object]:
    """Return a figure as a row of the snapshot: exact money apart from other numbers."""
    row = {name: value for name, value in vars(figure).items() if name not in ("numerator", "denominator")}
    row |= {"counted_zero": ",".join(figure.counted_zero) or None, "is_suppressed": is_out}
    for name in ("numerator", "denominator"):
        side = getattr(figure, name)
        is_exact = isinstance(side, Decimal) and side == side.quantize(CENT)
        row[name] = None if side is None or is_exact else float(side)
        row[f"{name}_sek"] = side.quantize(CENT) if is_exact else None
    return row


def _without_hidden(row: dict, held: Held) -> dict:
    """Return a unit's year without its HTE where that is hidden."""
    return {**row, "total_fte": None} if ("total", row["unit"], row["year"]) in held.hidden else row


def _without(row: dict, text: str) -> dict:
    return {name: value for name, value in row.items() if name != text}
