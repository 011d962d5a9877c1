"""What is a figure made of, before its lines: value, formula, deciding rules, register rows?"""

from html import escape

import streamlit as st

from data.registers import REGISTERS
from kpi import format as fmt
from kpi.drill import Explanation, rule_name, rule_words
from kpi.inputs import PAGE, InputPage
from kpi.working import working
from pages.parts.asked_figure import AskedFigure
from pages.parts.figure_card import definition_link
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.paging import show_pager
from pages.parts.status import status_html
from pages.parts.units_list import REPORTED

FIRST_RULES, FIRST_INPUTS = 10, 10
ROLES = ("it", "digitalisation", "other")
INPUTS = "inputs"  # the page of register rows in the address
SIDES = {"difference": ("minuend", "subtrahend"), "product": ("multiplicand", "multiplier")}  # else a division
INPUT_HEADS = ("register", "unit", "what", "number", "place")


def unit_name(unit: str, names: dict[str, str]) -> str:
    """Return a unit's or a scope's name."""
    return names.get(unit) or say(f"part.filter.scope.{unit}")


def show_figure(shown: Explanation, names: dict[str, str]) -> None:
    """Show the value with its status, or the reason why there is none."""
    figure, card, language = shown.figure, shown.card, reader_language()
    label = f"{card.name_of(figure.variant, language)}, {unit_name(figure.unit, names)} {figure.year}"
    reason = escape(figure.reason(language) or "")
    words = [status_html(figure.status)] if figure.status else []
    words += [status_html("tolkning")] if card.interpretation else []
    words += [escape(fmt.periods(figure.months, figure.year, language))] if figure.months else []
    words += [reason] if reason and figure.value is not None else []
    words += [definition_link(card.id)]
    value = escape(fmt.figure(figure.value, figure.unit_of_measure, language))
    says = f'<p class="figure-value">{value}</p>' if value else f'<p class="figure-missing">{reason}</p>'
    st.html(
        f'<div class="asked-figure"><p class="figure-label">{escape(label)}</p>{says}'
        f'<p class="figure-foot">{" · ".join(words)}</p></div>'
    )


def show_formula(shown: Explanation) -> None:
    """Show what is divided by what, both in words and in numbers, and the sum that gives the value."""
    figure, card, language = shown.figure, shown.card, reader_language()
    st.header(say("page.way_back.formula"))
    st.html(f'<p class="note">{escape(card.how_calculated(language))}</p>')
    sides = card.sides_of(figure.variant)
    above, below = side(figure.numerator, sides.numerator), side(figure.denominator, sides.denominator)
    done = working(figure)
    kind = done.kind if done else "share"
    first, second = SIDES.get(kind, ("numerator", "denominator"))
    rows = [_formula_row(first, card.numerator(language), above)]
    if card.denominator:
        rows.append(_formula_row(second, card.denominator(language), below))
    rows.append(_formula_row("result", card.name(language), _result(shown), is_total=True))
    heads = (say("page.way_back.part"), say("page.way_back.words"), say("page.way_back.value"))
    show_linked_table(heads, rows, say(f"page.way_back.{kind if kind in SIDES else 'formula'}_caption"))
    if done:
        said = say(
            f"page.way_back.working.{done.kind}.{done.factor}",
            above=above,
            below=below,
            value=fmt.number(figure.value, 4, language),
            printed=_result(shown),
        )
        st.html(f'<p class="sum-line">{escape(said)}</p>')


def _result(shown: Explanation) -> str:
    return fmt.figure(shown.figure.value, shown.figure.unit_of_measure, reader_language())


def _formula_row(part: str, words: str, printed: str, is_total: bool = False) -> Row:
    cells = (Cell(say(f"page.way_back.part.{part}")), Cell(words), Cell(printed or "–", "num"))
    return Row(cells, is_total=is_total)


def side(value: fmt.Number | None, counted_in: str) -> str:
    """Return one side of a formula in what it is counted in."""
    language = reader_language()
    if counted_in == "SEK":
        return fmt.exact_money(value, language)
    if counted_in == "HTE":
        return fmt.figure(value, "HTE", language)
    return fmt.number(value, 6 if counted_in == "ratio" else 0, language)


def show_rules(shown: Explanation, asked: AskedFigure) -> None:
    """Show by which rules and steps the lines were decided, the largest sum first; each opens its lines."""
    if not shown.rules:
        return
    st.header(say("page.way_back.rules"))
    rows = [_rule_row(row, asked) for row in shown.rules]
    heads = tuple(
        say(f"page.way_back.{head}")
        for head in ("rule", "rule_number", "rule_version", "category", "line_count", "sum_kr")
    )
    total = Row(
        (
            Cell(say("page.way_back.all_lines")), Cell(""), Cell(""), Cell(""), Cell(_lines_of(shown), "num"),
            Cell(fmt.number(shown.sum_sek, 0, reader_language()), "num"),
        ),
        is_total=True,
    )  # fmt: skip
    caption = say("page.way_back.rules_open")
    if len(rows) <= FIRST_RULES + 2:
        show_linked_table(heads, [*rows, total], caption)
        return
    show_linked_table(heads, [*rows[:FIRST_RULES], total], caption)
    with st.expander(say("page.way_back.more_rules", count=len(rows) - FIRST_RULES), type="compact"):
        show_linked_table(heads, rows[FIRST_RULES:], caption)


def _lines_of(shown: Explanation) -> str:
    return fmt.number(sum(row["line_count"] for row in shown.rules), 0, reader_language())


def _rule_row(row: dict, asked: AskedFigure) -> Row:
    language = reader_language()
    is_rule = row["rule_id"] is not None
    words = (row["note"] or say("page.way_back.rule_without_note")) if is_rule else rule_words(row, language)
    return Row(
        (
            Cell(words, "long", asked.lines(rule_name(row), row["category"])),
            Cell(say("page.way_back.rule_id", rule=row["rule_id"]) if is_rule else say("page.way_back.step")),
            Cell(str(row["version"]) if is_rule else ""),
            Cell(say(f"category.{row['category']}") if row["category"] else ""),
            Cell(fmt.number(row["line_count"], 0, language), "num"),
            Cell(fmt.number(row["sum_sek"], 0, language), "num"),
        )
    )


def what_words(row: dict) -> str:
    """Return what a row says; the three roles that are codes in the reader's words."""
    is_code = row["register"] == "headcount" and row["what"] in ROLES
    return say(f"page.way_back.role.{row['what']}") if is_code else row["what"] or ""


def show_inputs(shown: Explanation, inputs: InputPage, names: dict[str, str], asked: AskedFigure) -> None:
    """Show a page of the register rows the figure rests on beside the ledger, each with its file and line."""
    if not inputs.rows:
        return
    st.header(say("page.way_back.inputs"))
    heads = tuple(
        say(f"page.way_back.input.{head}") for head in ("register", "unit", "what", "number", "place")
    )
    rows = [
        Row(
            (
                Cell(REGISTERS[row["register"]].swedish.replace("_", "-").capitalize()),
                Cell(unit_name(row["unit"], names)),
                Cell(what_words(row)),
                Cell(side(row["number"], row["counted_in"]), "num"),
                Cell(say("page.way_back.file_line", file=row["file"], line=row["line"]), "place"),
            )
        )
        for row in inputs.rows
    ]
    if shown.beside_ledger_sek is not None:
        beside = fmt.exact_money(shown.beside_ledger_sek, reader_language())
        lines = fmt.exact_money(shown.sum_sek, reader_language())
        said = say("page.way_back.beside", lines=lines, beside=beside)
        st.html(f'<p class="sum-line">{escape(said)}</p>')
    if any(row["register"] == "headcount" for row in inputs.rows):
        st.html(f'<p class="note">{escape(say("page.way_back.input.hte"))}</p>')
    caption = say("page.way_back.inputs_caption", count=inputs.count)
    if inputs.count <= FIRST_INPUTS:
        show_linked_table(heads, rows, caption)
        return
    with st.expander(caption, expanded=INPUTS in st.query_params, type="compact"):
        show_linked_table(heads, rows, caption)
        whose = {"scope": asked.unit, "unit": None} if asked.unit in REPORTED else {"unit": asked.unit}
        figure = {"card": asked.card, "variant": asked.variant, "year": asked.year, **whose}
        show_pager("way_back", inputs.count, PAGE, INPUTS, **figure)
