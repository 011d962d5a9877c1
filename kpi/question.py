"""Whose lines and register rows does a figure rest on?"""

import json
from dataclasses import dataclass, replace

from data.access import Viewer
from data.errors import UserError
from data.registers import REGISTERS
from data.seen import for_viewer
from data.store import Store
from kpi.card import COMPARED, Card, cards

PAGE = 500
CATEGORIES = ("central_it", "external_it", "local_it_staff", "shadow_it")


@dataclass(frozen=True)
class Question:
    """Whose lines are asked for: a figure's card, variant, unit (or scope), year and the units it holds.

    `booked` are those of them whose ledger lines count, where a register's amount wins over the lines of others.
    """

    card: Card
    variant: str | None
    unit: str
    year: int
    members: tuple[str, ...]
    openable: tuple[str, ...]
    is_central_it: bool = False
    booked: tuple[str, ...] | None = None

    def parameters(self) -> dict[str, object]:
        """Return what the drill queries bind."""
        made_of = self.card.made_of_lines(self.variant)
        gross = self.unit == "group" or (self.unit == "municipality" and not self._is_part_of_total)
        gross = (gross and not self.card.compares_units) or self._is_own_central or self.is_where_booked
        return {
            "year": self.year,
            "unit": None if gross else self.unit,
            "members": list(self.members if self.booked is None else self.booked),
            "openable": list(self.openable),
            "categories": [name for name in made_of if name in CATEGORIES[: 1 if self._is_own_central else None]],
            "activity": self.card.activity_of(self.variant),
            "own_central": self._is_own_central or self.is_where_booked,
            "investment": "it_investment" in made_of,
            "digitalisation": next((n.rpartition("_")[2] for n in made_of if "digital" in n), ""),
            "internal_income": "internal_income" in made_of,
        }

    @property
    def _is_own_central(self) -> bool:
        """Tell whether only the central IT unit's own cost is asked for: by activity it has no other (kpis.md 5)."""
        return self.is_central_it and self.card.activity_of(self.variant) is not None

    @property
    def is_where_booked(self) -> bool:
        """Tell whether every line counts in the unit it is booked in: outlay is never shared out (kpis.md 6)."""
        return "it_investment" in self.card.made_of_lines(self.variant)

    @property
    def _is_part_of_total(self) -> bool:
        """Tell whether the central cost is one part of total IT: the municipality has its allocated part."""
        return len(self.card.made_of_lines(self.variant)) > 1 or self.card.id == "category_share"


def card_asked(card_id: str, variant: str | None) -> tuple[Card, str | None]:
    """Return the card asked for and its variant, the first one where none is given."""
    card = cards().get(card_id)
    if card is None:
        raise UserError("unknown_card", asked=card_id, known=", ".join(cards()))
    variant = variant or card.variant_ids[0]
    if variant not in card.variant_ids:
        raise UserError("unknown_variant", asked=variant, known=", ".join(map(str, card.variant_ids)))
    return card, variant


@for_viewer
def question_asked(store: Store, viewer: Viewer, card: Card, variant: str | None, unit: str, year: int) -> Question:
    """Return whose lines are asked for, and which of them the viewer may open."""
    held = store.query("filters/members", scope=unit).to_pylist()
    members = tuple(row["unit"] for row in held if not card.compares_units or row["kind"] in COMPARED)
    everyone = store.query("filters/members", scope="group").column("unit").to_pylist()
    openable = tuple(one for one in everyone if viewer.may_open(one))
    is_central_it = any(row["unit"] == unit and row["kind"] == "central_it" for row in held)
    question = Question(card, variant, unit, year, members, openable, is_central_it)
    if not question.is_where_booked:
        return question
    booked = store.query("drill/booked_units", year=year, scope=unit).column("unit").to_pylist()
    return replace(question, booked=tuple(booked))


def register_inputs(store: Store, question: Question) -> list[dict]:
    """Return the first register rows the figure rests on beside the ledger."""
    return register_page(store, question, 0, PAGE)[0]


def register_page(store: Store, question: Question, first: int, most: int) -> tuple[list[dict], int]:
    """Return a page of the register rows the figure rests on beside the ledger, and how many there are in all.

    What headcount and declared shadow IT cost has no activity, so a figure by activity does not rest on it.
    """
    by_activity = question.card.activity_of(question.variant) is not None
    made_of = question.card.made_of_lines(question.variant)
    named = question.card.registers_of(question.variant)
    rows = store.query(
        "drill/register_inputs",
        year=question.year,
        first_year=question.year - question.card.years_back_of(question.variant),
        members=list(question.members),
        scope=question.unit,
        each_unit=question.card.compares_units,
        local_staff="local_it_staff" in made_of and not by_activity,
        shadow="shadow_it" in made_of and not by_activity,
        registers=[name for name in named if name not in ("turnover", "headcount")],
        turnover="turnover" in named,
        other_staff=not by_activity,
        staff="headcount" in named,
        pace=question.variant or "" if question.card.id == "pace" else "",
        first=first,
        most=most,
    ).to_pylist()
    counts = [row.pop("input_count") for row in rows]
    told = [row | {"what": _words(row)} if row["counted_in"] == "row" else row for row in rows]
    return told, counts[0] if counts else 0


def _words(row: dict) -> str:
    """Return a steering register's row as its columns and cells, as they were delivered."""
    names = [column.name for column in REGISTERS[row["register"]].columns if column.name not in ("unit", "source")]
    content = json.loads(row["what"])
    return ", ".join(f"{name} {content[name]}" for name in names if content.get(name) not in (None, ""))
