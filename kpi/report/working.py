"""What is a report of the store as it stands made from, for those who may see all of its figures?"""

import json
from datetime import UTC, datetime
from hashlib import sha256

from data.access import Viewer
from data.seen import for_viewer
from data.snapshot import SNAPSHOT_SCHEMA
from data.store import Store
from kpi.card import cards
from kpi.demo import is_invented
from kpi.equality import FLOOR, SHARES, SPREAD
from kpi.figures import figures
from kpi.overview import freshness
from kpi.product import product_version
from kpi.publish import figure_row
from kpi.published import Published, closing_by_year
from kpi.report.staffing import TAKEN
from kpi.summary import FOUR

ASKED = tuple(
    dict.fromkeys(
        (*(card for card, _ in FOUR), "it_cost_change", FLOOR, SPREAD, *SHARES.values(),
         *(card for (card, _), _ in TAKEN.values()))
    )
)  # fmt: skip


@for_viewer
def working(store: Store, viewer: Viewer) -> Published:
    """Return the store's own figures in the shape of an edition without a number; nothing is kept out of it.

    Its checksum is of its figures, so that two reports of an unchanged store have the same.
    """
    computed = figures(store, viewer, ASKED)
    periods = store.query("publish/periods").to_pylist()
    contents = {
        "card_version": [{"card": card.id, "version": card.version} for card in cards().values()],
        "unit": store.query("publish/units").to_pylist(),
        "period": periods,
        "figure": [figure_row(figure, is_out=False) for figure in computed],
        "unit_year": store.query("publish/unit_years").to_pylist(),
        "pace_year": [_without_decision(row) for row in store.query("pacing/years").to_pylist()],
        "hidden": [],
    }
    return Published({**contents, "edition": [_edition(store, contents)]})


def _edition(store: Store, contents: dict[str, list[dict]]) -> dict[str, object]:
    fresh = freshness(store)
    years = closing_by_year(contents["period"]).values()
    told = json.dumps([contents[name] for name in ("figure", "unit_year", "pace_year")], default=str, sort_keys=True)
    return {
        "number": None,
        "published_at": datetime.now(UTC).replace(tzinfo=None),
        "data_date": fresh.delivered_at,
        "last_month": fresh.last_month,
        "state": "closed" if years and all(year.is_closed for year in years) else "preliminary",
        "rule_version": fresh.rule_version,
        "snapshot_schema": SNAPSHOT_SCHEMA,
        "product_version": product_version(),
        "group_name": None,
        "is_invented": is_invented(store),
        "checksum": sha256(told.encode()).hexdigest(),
    }


def _without_decision(row: dict) -> dict:
    """Return a year's pace without the free text of its decision, which no edition holds."""
    return {name: value for name, value in row.items() if name != "decision"}
