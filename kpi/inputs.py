"""Which register rows does a figure rest on beside the ledger, a page at a time?"""

from dataclasses import dataclass

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.question import card_asked, question_asked, register_page

PAGE = 100


@dataclass(frozen=True)
class InputPage:
    """One page of the rows, and how many there are in all; pages count from 1."""

    rows: tuple[dict, ...]
    count: int


@for_viewer
def input_page(
    store: Store,
    viewer: Viewer,
    card_id: str,
    variant: str | None,
    unit: str,
    year: int,
    page: int = 1,
    most: int = PAGE,
) -> InputPage:
    """Return one page of a figure's register rows; the first where there is none of that number."""
    card, variant = card_asked(card_id, variant)
    question = question_asked(store, viewer, card, variant, unit, year)
    rows, count = register_page(store, question, (page - 1) * most, most)
    if not rows and page > 1:
        rows, count = register_page(store, question, 0, most)
    return InputPage(tuple(rows), count)
