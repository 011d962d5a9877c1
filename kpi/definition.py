"""What does a card rest on: which registers, and which dated constants?"""

from data.registers import REGISTERS
from kpi.card import Card
from kpi.parameter import Parameter, parameters

# What the ledger's IT categories may come from beside the ledger (kpis.md section 2); it has no activity (section 5).
BESIDE_LEDGER = {"local_it_staff": "headcount", "shadow_it": "declared_shadow_it"}
OF_LEDGER = ("ledger", "rules")


def rests_on(card: Card) -> tuple[str, ...]:
    """Return the registers that any variant of a card rests on, in the order registers are listed."""
    made_of = {name for variant in card.variant_ids for name in card.made_of_lines(variant)}
    named: set[str] = {name for variant in card.variant_ids for name in card.registers_of(variant)}
    named |= {register for part, register in BESIDE_LEDGER.items() if part in made_of and not card.activity}
    named |= set(OF_LEDGER) if made_of else set()
    return tuple(name for name in REGISTERS if name in named)


def parameters_of(card: Card) -> tuple[Parameter, ...]:
    """Return the dated constants a card is computed with: those it names, and the standard cost in local IT staff."""
    made_of = {name for variant in card.variant_ids for name in card.made_of_lines(variant)}
    priced = "local_it_staff" in made_of and not card.activity
    names = (*card.parameters, *(["cost_per_fte"] if priced else []))
    return tuple(parameters()[name] for name in dict.fromkeys(names))


def used_by(parameter: Parameter, all_cards: dict[str, Card]) -> tuple[Card, ...]:
    """Return the cards that are computed with a dated constant."""
    return tuple(card for card in all_cards.values() if parameter in parameters_of(card))
