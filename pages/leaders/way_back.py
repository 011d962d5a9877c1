"""How was this figure computed, down to the line in the file?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.card import cards
from kpi.drill import Explanation, explain, rule_words
from kpi.table import Column, Table
from pages.parts.cache import kept
from pages.parts.figure_card import figure_card, shown_figure
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

DEFAULT_CARD = "total_it_share"
PLACE = "way-back-page"
FIRST_RULES, LINES = 10, 50


def way_back() -> None:
    """Show figure, formula, rules and lines, from the general to the particular."""
    viewer = gate("way_back")
    store = store_to_show()
    offered = known(store, viewer)
    asked = _asked(offered)
    st.title(say("page.way_back.title"))
    try:
        shown = _explained(store, viewer, *asked)
    except UserError as error:
        st.html(f'<p class="note">{escape(error.message(reader_language()))}</p>')
        return
    _show_figure(shown, offered)
    _show_formula(shown)
    _show_rules(shown)
    _show_inputs(shown)
    _show_lines(shown, offered, asked)


def _asked(offered: Known) -> tuple[str, str | None, str, int]:
    """Return the figure asked for, chosen in one line and kept in the address."""
    language = reader_language()
    names = {"group": say("part.filter.scope.group"), "municipality": say("part.filter.scope.municipality")}
    names |= offered.names
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        card = _pick("card", {key: card.name(language) for key, card in cards().items()}, DEFAULT_CARD, 340)
        variants = {variant.id: variant.name(language) for variant in cards()[card].variants}
        variant = _pick("variant", variants, next(iter(variants)), 260) if variants else None
        unit = _pick("of", names, "group", 260)
        years = {str(year): str(year) for year in reversed(offered.years)}
        year = _pick("in", years, next(iter(years)), 120)
    return card, variant, unit, int(year)


def _pick(name: str, offered: dict[str, str], default: str, width: int) -> str:
    """Return a choice that stands in the address under its code; what is not offered gives the default."""
    asked = st.query_params.get(name, default)
    options = list(offered)
    chosen = st.selectbox(
        say(f"page.way_back.pick.{name}"),
        options,
        index=options.index(asked if asked in offered else default),
        format_func=lambda code: offered[code],
        width=width,
    )
    if chosen != asked:
        st.query_params[name] = chosen
    return chosen


def _explained(
    store: Store, viewer: Viewer, card: str, variant: str | None, unit: str, year: int
) -> Explanation:
    place = _place((card, variant, unit, year))
    return kept(
        f"explain:{card}",
        store,
        viewer,
        lambda: explain(store, viewer, card, variant, unit, year, place, most=LINES),
        variant=variant,
        unit=unit,
        year=year,
        place=place,
    )


def _place(asked: tuple[object, ...]) -> str | None:
    """Return where the page of lines begins; another figure begins at its first line."""
    held = st.session_state.get(PLACE)
    return held[1] if held and held[0] == asked else None


def _show_figure(shown: Explanation, offered: Known) -> None:
    figure, card, language = shown.figure, shown.card, reader_language()
    label = f"{card.name(language)}, {_unit_name(figure.unit, offered)} {figure.year}"
    with st.container(width=420):
        figure_card(shown_figure(figure, label))


def _show_formula(shown: Explanation) -> None:
    figure, card, language = shown.figure, shown.card, reader_language()
    st.header(say("page.way_back.formula"))
    st.html(f'<p class="note">{escape(card.how_calculated(language))}</p>')
    sides = card.sides_of(figure.variant)
    rows = [(card.numerator(language), _side(figure.numerator, sides.numerator))]
    if card.denominator:
        rows.append((card.denominator(language), _side(figure.denominator, sides.denominator)))
    rows.append((card.name(language), fmt.figure(figure.value, figure.unit_of_measure, language)))
    columns = (Column(say("page.way_back.part")), Column(say("page.way_back.value"), "printed"))
    show_table(Table(columns, tuple(rows)), say("page.way_back.formula_caption"), total_last=True)


def _side(value: fmt.Number | None, counted_in: str) -> str:
    language = reader_language()
    if counted_in == "SEK":
        return fmt.exact_money(value, language)
    return fmt.figure(value, "HTE", language) if counted_in == "HTE" else fmt.number(value, 2, language)


def _show_rules(shown: Explanation) -> None:
    if not shown.rules:
        return
    language = reader_language()
    st.header(say("page.way_back.rules"))
    columns = (
        Column(say("page.way_back.rule")),
        Column(
            say(
                "chart.column.category",
            )
        ),
        Column(say("page.way_back.line_count"), "number"),
        Column(say("page.way_back.sum"), "money", fmt.scale_for(row["sum_sek"] for row in shown.rules)),
    )
    rows = tuple(
        (rule_words(row, language), _category(row["category"]), row["line_count"], row["sum_sek"])
        for row in shown.rules
    )
    show_table(Table(columns, rows[:FIRST_RULES]), say("page.way_back.rules_caption"))
    if len(rows) > FIRST_RULES:
        with st.expander(say("page.way_back.more_rules", count=len(rows) - FIRST_RULES), type="compact"):
            show_table(Table(columns, rows[FIRST_RULES:]), say("page.way_back.rules_caption"))


def _category(code: str) -> str:
    return say(f"chart.category.{code}") if code else ""


def _show_inputs(shown: Explanation) -> None:
    if not shown.inputs:
        return
    st.header(say("page.way_back.inputs"))
    heads = [key for key in shown.inputs[0] if key != "counted_in"]
    columns = tuple(
        Column(say(f"page.way_back.input.{key}"), "printed" if key == "number" else "text") for key in heads
    )
    rows = tuple(tuple(_input(row, key) for key in heads) for row in shown.inputs)
    with st.expander(say("page.way_back.inputs_caption", count=len(rows)), type="compact"):
        show_table(Table(columns, rows), say("page.way_back.inputs"))


def _input(row: dict, key: str) -> str | None:
    value = row[key]
    if key == "number":
        return _side(value, row["counted_in"])
    return None if value is None else str(value)


def _show_lines(shown: Explanation, offered: Known, asked: tuple[object, ...]) -> None:
    st.header(say("page.way_back.lines"))
    if shown.hidden_units:
        hidden = fmt.join([_unit_name(unit, offered) for unit in shown.hidden_units], reader_language())
        st.html(f'<p class="note">{escape(say("page.way_back.hidden", units=hidden))}</p>')
    if not shown.lines:
        st.html(f'<p class="note">{escape(say("page.way_back.no_lines"))}</p>')
        return
    show_table(_lines(shown.lines, offered), say("page.way_back.lines_caption", rows=len(shown.lines)))
    with st.container(horizontal=True):
        if _place(asked) and st.button(say("page.way_back.first")):
            st.session_state[PLACE] = (asked, None)
            st.rerun()
        if shown.next_page and st.button(say("page.way_back.next")):
            st.session_state[PLACE] = (asked, shown.next_page)
            st.rerun()


def _lines(lines: Sequence[dict], offered: Known) -> Table:
    heads = ("file", "line", "unit", "date", "voucher", "account", "supplier", "text", "amount")
    units = {"line": "number", "amount": "ore"}
    columns = tuple(Column(say(f"page.way_back.{head}"), units.get(head, "text")) for head in heads)
    rows = tuple(
        (
            row["file"],
            row["line"],
            _unit_name(row["unit"], offered),
            fmt.short_day(row["date"]),
            row["voucher"],
            row["account"],
            row["supplier"],
            row["text"],
            row["amount_sek"],
        )
        for row in lines
    )
    return Table(columns, rows)


def _unit_name(unit: str, offered: Known) -> str:
    return offered.names.get(unit) or say(f"part.filter.scope.{unit}")


way_back()
