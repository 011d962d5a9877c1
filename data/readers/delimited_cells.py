"""Which rows of a delimited text are its data, and which of them are faulty?"""

from collections.abc import Sequence

import pyarrow as pa

from data.errors import Problem
from data.readers.delimited_records import DELIMITERS, Record, is_blank
from data.readers.header_rows import Heading, clean_name, is_filler, is_marker_row, is_value

CHUNK_ROWS = 20_000
MOST_PROBLEMS = 100_000


def text_table(rows: Sequence[Record], width: int) -> pa.Table:
    """Return rows as a table of text: `line` and `c0` … `cN`, cut or filled to the width."""
    return _columns([line for line, _ in rows], [_fitted(cells, width) for _, cells in rows], width)


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else [*cells[:width], *[""] * (width - len(cells))]


def _columns(lines: list[int], rows: list[list[str]], width: int) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * width
    arrays = [pa.array(lines, pa.int64()), *(pa.array(column, pa.string()) for column in columns)]
    return pa.Table.from_arrays(arrays, ["line", *(f"c{i}" for i in range(width))])


class CellBuilder:
    """Collects the rows below a heading, in chunks, with what is wrong in them."""

    def __init__(self, heading: Heading, header_line: int) -> None:
        """Begin below a heading that stands on a line (0 without one)."""
        self.heading = heading
        self.header_line = header_line
        self.width = len(heading.names)
        self.problems: list[Problem] = []
        self._surplus: list[int] = []
        self._dropped = 0
        self._chunks: list[pa.Table] = []
        self._lines: list[int] = []
        self._rows: list[list[str]] = []

    def add(self, line: int, cells: list[str]) -> None:
        """Take a row, unless it is blank, a report tool's own, or the header once more."""
        if len(cells) != self.width:
            if is_blank(cells):
                return
            self._judge_width(line, cells)
        elif not cells[0].strip() and is_blank(cells):
            return
        if self.heading.markers and is_marker_row(cells):
            self._note(Problem("info", "layout_row", line))
            return
        if self._is_header_again(cells):
            self._note(Problem("info", "repeated_header", line))
            return
        self._lines.append(line)
        self._rows.append(_fitted(cells, self.width))
        if len(self._rows) >= CHUNK_ROWS:
            self._flush()

    def table(self) -> pa.Table:
        """Return all rows taken."""
        self._flush()
        self._sum_up()
        return pa.concat_tables(self._chunks) if self._chunks else text_table([], self.width)

    def _flush(self) -> None:
        if self._rows:
            self._chunks.append(_columns(self._lines, self._rows, self.width))
            self._lines, self._rows = [], []

    def _note(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self._dropped += 1

    def _sum_up(self) -> None:
        if self._surplus:
            values = {"count": len(self._surplus), "first": self._surplus[0]}
            self.problems.append(Problem("warning", "surplus_cells", self._surplus[0], values=values))
        if self._dropped:
            self.problems.append(Problem("error", "more_rows", values={"count": self._dropped}))

    def _judge_width(self, line: int, cells: list[str]) -> None:
        """Note a row whose cells cannot be told to stand in their columns."""
        values = {"cells": len(cells), "columns": self.width}
        if len(cells) > self.width:
            self._judge_surplus(line, cells, values)
            return
        if len(cells) == 1 and any(cells[0].count(other) >= self.width - 1 > 0 for other in DELIMITERS):
            self._note(Problem("error", "other_delimiter", line, values=values))
            return
        filled = [c for c, cell in enumerate(cells) if cell.strip()]
        if len(filled) <= max(1, self.width // 3):
            return
        if any(self._is_misplaced(c, cells[c]) for c in filled):
            self._note(Problem("error", "shifted_row", line, values=values))
        elif any(c >= len(cells) for c in self.heading.filled):
            self._note(Problem("error", "short_row", line, values=values))

    def _judge_surplus(self, line: int, cells: list[str], values: dict[str, int]) -> None:
        """Note cells beyond the header; they do no harm where no value can have been pushed aside."""
        if is_blank(cells[self.width :]):
            return
        if self._is_in_place(cells):
            self._surplus.append(line)
        else:
            self._note(Problem("error", "ragged_row", line, values=values))

    def _is_in_place(self, cells: list[str]) -> bool:
        """Tell whether what stands beyond the header stands beside the table, after a gap.

        A stray delimiter in a text would have pushed the last columns out of the table: its pieces
        leave no gap, and would put a word where the last column always holds a value.
        """
        numbers, last = self.heading.numbers, self.width - 1
        if last not in numbers or not is_value(cells[last]) or cells[self.width].strip():
            return False
        return not any(c in numbers for c in range(max(1, last - len(cells) + self.width), last))

    def _is_misplaced(self, column: int, cell: str) -> bool:
        """Tell a word where the table has numbers; a code with a letter in it is no such word."""
        if column not in self.heading.numbers or is_filler(cell):
            return False
        return not is_value(cell) and not any(map(str.isdigit, cell))

    def _is_header_again(self, cells: list[str]) -> bool:
        first = self.heading.names[0]
        if cells[0].strip() != first or self.heading.row is None or not first:
            return False
        return tuple(clean_name(cell) for cell in cells[: self.width]) == self.heading.names[: len(cells)]
