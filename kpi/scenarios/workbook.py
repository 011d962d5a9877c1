"""How does a scenario leave the product so that somebody can go on with it in a spreadsheet?

Levers and numbers of the store stand in named cells; lines and tables are formulas over the names, with the model's
own numbers as the values kept in the file. Nothing that somebody wrote can become a formula.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.language import Language, text
from kpi import format as fmt
from kpi.scenarios.formula import TODAY, in_cell, in_row, names_in, today
from kpi.scenarios.lever import Lever, Levers, lever_name
from kpi.scenarios.models import Comparison, Model, Start, compared
from kpi.scenarios.result import Cell, Line, Sheet, SheetColumn

LABEL, UNIT, THEN, NOW, DIFFERENCE, NOTE = range(6)
FIRST_LEVER = 7
# how a spreadsheet shows a unit; it puts in the reader's own separators
SHOWN = {
    "SEK": "#,##0", "ore": "#,##0.00", "%": "0.00", "‰": "0.0", "HTE": "#,##0.0", "SEK/HTE": "#,##0", "year": "0.0",
    "h": "#,##0", "ratio": "0.00", "pp/year": "0.0", "number": "#,##0.##", "level": "0.0", "month": "0",
}  # fmt: skip
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Scenario:
    """All that a workbook says: the model, its levers and today's, what it began with, and about what it is."""

    model: Model
    levers: Levers
    today: Levers
    start: Start
    about: tuple[str, ...]


def workbook(scenario: Scenario, language: Language) -> bytes:
    """Return the scenario as an xlsx file with live formulas."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, OPTIONS)
    _Writing(book, scenario, language).write()
    book.close()
    return written.getvalue()


class _Writing:
    """One workbook while it is written."""

    def __init__(self, book: xlsxwriter.Workbook, scenario: Scenario, language: Language) -> None:
        self.book, self.scenario, self.language = book, scenario, language
        self.sheet: Worksheet = book.add_worksheet(self._say("scenario.sheet.scenario"))
        self.bold = book.add_format({"bold": True})
        self.grey = book.add_format({"font_color": "#5b636e"})
        self.formats: dict[tuple[str, bool], Format] = {}
        self.levers = [each.name for each in scenario.model.levers.levers()]

    def write(self) -> None:
        """Write the first sheet from above, then the tables."""
        model = self.scenario.model
        self.sheet.set_column(LABEL, LABEL, 46)
        self.sheet.set_column(UNIT, DIFFERENCE, 17)
        self.sheet.set_column(NOTE, NOTE, 70)
        title = f"{model.code} {self._say(f'scenario.model.{model.id}')}"
        self.sheet.write_string(0, 0, title, self.book.add_format({"bold": True, "font_size": 14}))
        self.sheet.write_string(1, 0, self._say(f"scenario.question.{model.id}"))
        self.sheet.write_string(2, 0, " · ".join(self.scenario.about), self.grey)
        self.sheet.write_string(3, 0, self._say("scenario.sheet.how"), self.grey)
        row = self._levers(FIRST_LEVER - 1)
        row = self._given(row)
        sheets = (
            model.sheets(self.scenario.levers, self.scenario.today, self.scenario.start.data) if model.sheets else ()
        )
        row = self._lines(row + 1, {column.key for sheet in sheets for column in sheet.columns})
        self._assumptions(row + 1)
        for sheet in sheets:
            self._table(sheet)
        self.sheet.freeze_panes(FIRST_LEVER, 1)

    def _heads(self, row: int, *keys: str) -> None:
        for column, key in enumerate(keys):
            self.sheet.write_string(row, column, self._say(f"scenario.head.{key}"), self.bold)

    def _levers(self, head: int) -> int:
        """Write each lever with today's beside it, named; return the row after them."""
        self._heads(head, "lever", "unit", "then", "now", "range", "origin")
        row = head
        for row, lever in enumerate(self.scenario.model.levers.levers(), start=head + 1):
            self._label(row, lever_name(lever.name, self.language), lever.unit)
            self._input(row, THEN, lever, getattr(self.scenario.levers, lever.name))
            now = getattr(self.scenario.today, lever.name)
            if lever.name in self.scenario.model.frame and lever.kind == "number":
                self._formula(row, NOW, f"={lever.name}", now, lever.unit)
            else:
                self._input(row, NOW, lever, now)
            self._name(lever.name, row, THEN)
            self._name(TODAY + lever.name, row, NOW)
            self.sheet.write_string(row, DIFFERENCE, self._range(lever), self.grey)
            origin = self.scenario.start.defaults[lever.name].origin
            self.sheet.write_string(row, NOTE, origin.words(self.language), self.grey)
        return row + 1

    def _given(self, row: int) -> int:
        """Write the numbers of the store that are no levers, named."""
        for name, value in self.scenario.model.given(self.scenario.start.data).items():
            self._label(row, self._say(f"scenario.given.{name}"), "number")
            self.sheet.write_number(row, THEN, value, self._format("number"))
            self._name(name, row, THEN)
            row += 1
        return row

    def _lines(self, head: int, columns: set[str]) -> int:
        """Write each line of the result as a formula, today's beside it and their difference."""
        self._heads(head, "result", "unit", "then", "now", "difference", "note")
        row = head
        found = compared(self.scenario.model, self.scenario.levers, self.scenario.today, self.scenario.start)
        for row, line in enumerate(found, start=head + 1):
            self._label(row, self._say(f"scenario.result.{line.then.key}"), line.then.unit)
            self._line(row, THEN, line.then, columns, "")
            self._name(line.then.key, row, THEN)
            if line.today is not None:
                self._line(row, NOW, line.today, columns, TODAY)
                self._difference(row, line)
            reason = line.then.why_empty(self.language)
            if reason:
                self.sheet.write_string(row, NOTE, reason, self.grey)
        return row + 1

    def _line(self, row: int, column: int, line: Line, columns: set[str], prefix: str) -> None:
        """Write one line: its formula, or the number that the store gives."""
        if not line.formula:
            self._value(row, column, line.value, line.unit)
            return
        if not columns and not _is_over(self.levers, line.formula):  # its table has no rows
            self._value(row, column, line.value, line.unit)
            return
        formula = today(line.formula, self.levers) if prefix else line.formula
        numbers = {lever.name for lever in self.scenario.model.levers.levers() if lever.kind == "number"}
        counted = [name for name in names_in(formula) if name.removeprefix(TODAY) in numbers]
        self._formula(row, column, in_cell(formula, counted), line.value, line.unit)

    def _difference(self, row: int, line: Comparison) -> None:
        then, now = xl_rowcol_to_cell(row, THEN), xl_rowcol_to_cell(row, NOW)
        self._formula(row, DIFFERENCE, in_cell(f"{then}-{now}", (then, now)), line.difference, line.then.unit)

    def _assumptions(self, head: int) -> None:
        """Write what the model takes for granted."""
        self.sheet.write_string(head, 0, self._say("scenario.head.assumptions"), self.bold)
        for row, key in enumerate(self.scenario.model.assumptions, start=head + 1):
            self.sheet.write_string(row, 0, self._say(f"scenario.assumption.{key}"))

    def _table(self, sheet: Sheet) -> None:
        """Write a table on a sheet of its own; each column is named."""
        page = self.book.add_worksheet(self._say(f"scenario.sheet.{sheet.key}"))
        places = {column.key: place for place, column in enumerate(sheet.columns)}
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            head = self._say(f"scenario.column.{column.key.removeprefix('now_').removeprefix('then_')}")
            side = next((side for side in ("now", "then") if column.key.startswith(f"{side}_")), None)
            unit = "" if column.unit in ("text", "number") else f", {_unit_name(column.unit, self.language)}"
            label = f"{head}{unit}" + (f" ({self._say(f'scenario.head.{side}').lower()})" if side else "")
            page.write_string(0, place, label, self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
            page.set_column(place, place, 30 if column.unit == "text" else 15)
            self._column(page, place, column, places)

    def _column(self, page: Worksheet, place: int, column: SheetColumn, places: Mapping[str, int]) -> None:
        for row, value in enumerate(column.values, start=1):
            if column.formula and row > column.given:
                formula = in_cell(in_row(column.formula, places, row, 1))
                page.write_formula(row, place, formula, self._format(column.unit), _kept(value))
            else:
                self._value(row, place, value, column.unit, page)
        last = max(1, len(column.values))
        cells = f"{xl_rowcol_to_cell(1, place, True, True)}:{xl_rowcol_to_cell(last, place, True, True)}"
        self.book.define_name(column.key, f"='{page.get_name()}'!{cells}")

    def _label(self, row: int, label: str, unit: str) -> None:
        self.sheet.write_string(row, LABEL, label)
        self.sheet.write_string(row, UNIT, _unit_name(unit, self.language), self.grey)

    def _input(self, row: int, column: int, lever: Lever, position: Cell) -> None:
        """Write a lever's position in a cell that keeps its limits."""
        self._value(row, column, position, lever.unit, is_input=True)
        if lever.kind == "choice":
            self.sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(lever.choices)})
        elif lever.kind == "number":
            low = lever.lowest if lever.above is None else lever.above
            limits = {
                "validate": "decimal",
                "criteria": "between",
                "minimum": float(low),
                "maximum": float(lever.highest),
            }
            self.sheet.data_validation(row, column, row, column, limits)

    def _value(
        self, row: int, column: int, value: Cell, unit: str, page: Worksheet | None = None, is_input: bool = False
    ) -> None:
        """Write a number as a number and everything else as text."""
        page, shown = page or self.sheet, self._format(unit, is_input)
        if value is None:
            page.write_blank(row, column, None, shown)
        elif isinstance(value, str):
            page.write_string(row, column, value, shown)
        else:
            page.write_number(row, column, value, shown)

    def _formula(self, row: int, column: int, formula: str, value: Cell, unit: str) -> None:
        self.sheet.write_formula(row, column, formula, self._format(unit), _kept(value))

    def _name(self, name: str, row: int, column: int) -> None:
        self.book.define_name(name, f"='{self.sheet.get_name()}'!{xl_rowcol_to_cell(row, column, True, True)}")

    def _range(self, lever: Lever) -> str:
        """Return between which values a lever goes, or which positions it has."""
        if lever.kind == "choice":
            said = (f"{each} = {self._say(f'scenario.lever.{lever.name}.{each}')}" for each in lever.choices)
            return "; ".join(said)
        if lever.kind == "text":
            return ""
        low = lever.lowest if lever.above is None else lever.above
        low_said, high_said = (fmt.bare_figure(each, lever.unit, self.language) for each in (low, lever.highest))
        return f"{'> ' if lever.above is not None else ''}{low_said} – {high_said}"

    def _format(self, unit: str, is_input: bool = False) -> Format:
        key = (SHOWN.get(unit, "General"), is_input)
        if key not in self.formats:
            look = {"num_format": key[0]} | (
                {"bg_color": "#e8f0fa", "border": 1, "border_color": "#c3c9d1"} if is_input else {}
            )
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _say(self, key: str) -> str:
        return text(key, self.language)


def _is_over(levers: list[str], formula: str) -> bool:
    """Tell whether a formula takes levers only, and no table."""
    return set(names_in(formula)) <= {*levers, "IF", "COUNT", "MIN", "MAX"}


def _kept(value: Cell) -> Cell | float:
    """Return a value as a workbook keeps it beside its formula."""
    return "" if value is None else float(value) if isinstance(value, Decimal) else value


def _unit_name(unit: str, language: Language) -> str:
    return "" if unit in ("text", "choice", "yes_no") else fmt.unit_name("SEK" if unit == "ore" else unit, language)
