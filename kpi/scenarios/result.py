"""What does a model answer: lines that stand beside today's, and tables, each with its formula?"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.language import Language, text
from kpi import format as fmt
from kpi.scenarios.lever import Levers, lever_name

Cell = Decimal | int | str | None


@dataclass(frozen=True)
class Line:
    """One line of a result: a number in a unit, and the same as a formula over the levers' names.

    `lacking` are the levers that nobody has given a value; `reason` is why there is no number although
    all of them are known. A line without a formula is a number that the store gives.
    """

    key: str
    unit: str
    value: Decimal | None
    formula: str = ""
    lacking: tuple[str, ...] = ()
    reason: str | None = None

    def why_empty(self, language: Language) -> str | None:
        """Return why there is no number, as a sentence; None where there is one."""
        if self.value is not None:
            return None
        if self.lacking:
            names = fmt.join([lever_name(name, language) for name in self.lacking], language)
            return text("scenario.reason.lacking", language, levers=names)
        return text(f"scenario.reason.{self.reason}", language)


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table: its values, and the formula that gives each of them from its row.

    In a formula `[key]` is the same row's cell of a column, `[key^]` the row's before (0 in the first),
    and a bare `key` the whole column or a lever. The first `given` rows are numbers of the store.
    """

    key: str
    unit: str
    values: tuple[Cell, ...]
    formula: str = ""
    given: int = 0


@dataclass(frozen=True)
class Sheet:
    """A table of a result, row by row, as it stands in the workbook."""

    key: str
    columns: tuple[SheetColumn, ...]


def line(
    key: str,
    unit: str,
    levers: Levers,
    formula: str,
    by: Callable[..., Decimal | None],
    reason: str = "zero_denominator",
) -> Line:
    """Return the line that `by` computes from the levers its parameters are named after."""
    given = {name: getattr(levers, name) for name in inspect.signature(by).parameters}
    lacking = tuple(name for name, value in given.items() if value is None)
    value = None if lacking else by(**given)
    return Line(key, unit, value, formula, lacking, reason if value is None and not lacking else None)


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Return a ratio; None where the denominator is 0."""
    return numerator / denominator if denominator else None


def named(lines: Sequence[Line], key: str) -> Line:
    """Return the line of that key."""
    return next(each for each in lines if each.key == key)
