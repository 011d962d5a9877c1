"""What stands in a table before it is drawn: heads with units, plain values, reasons for gaps?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.language import Language
from kpi import format as fmt

Value = fmt.Number | str | None


@dataclass(frozen=True)
class Column:
    """A head and how its values are printed.

    `unit` is a card's unit, "money" in one scale, "ore" (to the öre), "text", "year", or "printed":
    a number that somebody has printed already. `is_change`: printed with its sign, up as well as down.
    """

    label: str
    unit: str = "text"
    scale: fmt.Scale | None = None
    bar: bool = False
    is_change: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether values stand to the right, in tabular figures."""
        return self.unit not in ("text", "year")

    @property
    def _has_unit_in_head(self) -> bool:
        return self.scale is not None or self.unit not in ("text", "year", "number", "ore", "printed")

    def head(self, language: Language) -> str:
        """Return the label with its unit."""
        if not self._has_unit_in_head:
            return self.label
        unit = fmt.scale_name(self.scale, language) if self.scale else fmt.unit_name(self.unit, language)
        return f"{self.label}, {unit}"

    def printed(self, value: Value, language: Language) -> str:
        """Return one cell's text; a missing value is empty."""
        if value is None:
            return ""
        number = fmt.signed if self.is_change else fmt.number
        if self.scale:
            return number(fmt.scaled(value, self.scale), self.scale.decimals, language)
        if self.unit == "ore":
            return number(value, 2, language)
        if self.unit == "printed":
            return str(value)
        if not self.numeric:
            return str(value)
        return fmt.bare_figure(value, self.unit, language, is_change=self.is_change)


@dataclass(frozen=True)
class Table:
    """Rows of plain values; `reasons` says, by (row, column) from 0, why a cell is empty."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    reasons: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def printed(self, language: Language) -> list[list[str]]:
        """Return every cell as text, row by row."""
        return [
            [column.printed(value, language) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]
