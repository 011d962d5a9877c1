"""What would a change of the rules do: how many lines, how much money, where, and from which rules?"""

from html import escape

import streamlit as st

from data.rule_change import ItCost, Move, RuleEffect, rules_in_force
from data.store import Store
from kpi import format as fmt
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.units_list import Known

MOST = 30


def show_effect(store: Store, effect: RuleEffect, offered: Known) -> None:
    """Say what would change, and show it per unit and year with what decides the lines before and after."""
    language = reader_language()
    if not effect.moves:
        st.html(f'<p class="said">{escape(say("page.classify.no_effect"))}</p>')
        return
    said = say(
        "page.classify.effect_one" if effect.line_count == 1 else "page.classify.effect",
        count=fmt.number(effect.line_count, 0, language),
        sum=fmt.exact_money(effect.sum_sek, language),
    )
    latest, earlier = effect.it_costs[:1], effect.it_costs[1:]
    st.html(f'<p class="said">{escape(" ".join((said, *map(_it_cost, latest))))}</p>')
    if earlier:
        years = ", ".join(_earlier(cost) for cost in earlier)
        st.html(f'<p class="note">{escape(say("page.classify.effect_earlier", years=years))}</p>')
    if effect.shadowed:
        notes = {rule["rule_id"]: rule["note"] for rule in rules_in_force(store)}
        names = [f"{number} ({notes[number]})" if notes.get(number) else str(number) for number in effect.shadowed]
        st.html(f'<p class="note">{escape(say("page.classify.shadows", rules=fmt.join(names, language)))}</p>')
    show_moves(effect.moves, offered, say("page.classify.effect_caption"))


def _it_cost(cost: ItCost) -> str:
    """Say what all IT of the group would cost in a year, and what it costs now."""
    language = reader_language()
    before, after = (fmt.money(sek, language, voice="sentence") for sek in (cost.before_sek, cost.after_sek))
    if before == after:
        return say("page.classify.effect_total_same", year=cost.year, before=before)
    return say("page.classify.effect_total", year=cost.year, before=before, after=after)


def _earlier(cost: ItCost) -> str:
    language = reader_language()
    before, after = (fmt.money(sek, language, voice="sentence") for sek in (cost.before_sek, cost.after_sek))
    return say("page.classify.effect_year", year=cost.year, before=before, after=after)


def show_moves(moves: tuple[Move, ...], offered: Known, caption: str) -> None:
    """Show lines that are decided otherwise, in the order they are given."""
    heads = tuple(say(f"page.classify.head.{head}") for head in ("unit", "year", "before", "after", "lines", "sum"))
    show_linked_table(heads, [_move(move, offered) for move in moves[:MOST]], caption)
    if len(moves) > MOST:
        st.html(f'<p class="note">{escape(say("page.classify.more_moves", count=len(moves) - MOST))}</p>')


def _move(move: Move, offered: Known) -> Row:
    language = reader_language()
    return Row(
        (
            Cell(offered.names.get(move.unit, move.unit)),
            Cell(str(move.year), "day"),
            Cell(_decision(move.before_category, move.before_rule_id)),
            Cell(_decision(move.after_category, move.after_rule_id)),
            Cell(fmt.number(move.line_count, 0, language), "num"),
            Cell(fmt.number(move.sum_sek, 0, language), "num"),
        )
    )


def _decision(category: str, rule_id: int | None) -> str:
    name = say(f"category.{category}")
    return name if rule_id is None else say("page.classify.by_rule", category=name, rule=rule_id)
