"""What is a report of the store as it stands made from, for those who may see all of its figures?"""

import json
from datetime import UTC, datetime
from hashlib import sha256

from data.access import Viewer
from data.seen import for_viewer
from data.snapshot import SNAPSHOT_SCHEMA
from data.store import Store
from kpi.equality import FLOOR, SHARES, SPREAD
from kpi.figures import figures
from kpi.publish import edition_row, gathered
from kpi.published import Published
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
    contents = gathered(store, ((figure, False) for figure in figures(store, viewer, ASKED)))
    return Published({**contents, "edition": [_edition(store, contents)]})


def _edition(store: Store, contents: dict[str, list[dict]]) -> dict[str, object]:
    told = json.dumps([contents[name] for name in ("figure", "unit_year", "pace_year")], default=str, sort_keys=True)
    return {
        **edition_row(store, contents["period"]),
        "number": None,
        "published_at": datetime.now(UTC).replace(tzinfo=None),
        "snapshot_schema": SNAPSHOT_SCHEMA,
        "checksum": sha256(told.encode()).hexdigest(),
    }
