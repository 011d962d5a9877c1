"""Which row of a table holds the column names, and where do its data begin?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]

LOOK_AT = 200
LATE = 20
SPARSE = 0.5
RELIABLE = 0.8
FILLERS = frozenset({"", "-", "--", "–", "..", "...", "*", "#", "n/a", "na", "null", "none", "nan"})
MARK = re.compile("\ufeff|ï»¿|Ã¯Â»Â¿|_x000[dD]_|\0")
MONTH = "jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|de[cs]"
DATED = re.compile(rf"\d.*\b({MONTH})[a-zé]*\b|\b({MONTH})[a-zé]*\b.*\d.*\d", re.IGNORECASE)
CURRENCY = re.compile(r"\b(kr|sek|tkr|mnkr|eur|usd|nok|dkk|isk|gbp)\b\.?|[$€£%]", re.IGNORECASE)
STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(Z|[+-]\d\d:?\d\d)?$")
PERIOD = re.compile(r"(19|20)\d\d([-/ ]?(0[1-9]|1[0-2]))?$")
LONGEST_VALUE = 100  # a longer cell is words; a search in it for a date could take minutes
QUERY_WORDS = ("sql", "query")


@dataclass(frozen=True)
class Heading:
    """Where the names stand among the looked-at rows, and where the data begin.

    `row` and `first_data` are positions in the rows given; `row` is None where no row holds names.
    `markers`: the first column holds a report tool's own marks ("detail"), not data.
    `numbers`: columns that nearly always hold numbers or dates; `filled`: that are nearly never empty.
    """

    names: tuple[str, ...]
    row: int | None
    first_data: int
    markers: bool = False
    numbers: frozenset[int] = frozenset()
    filled: frozenset[int] = frozenset()


def clean_name(name: str) -> str:
    """Return a printed column name without byte order marks and line breaks."""
    return " ".join(MARK.sub("", name).split())


def is_value(cell: str) -> bool:
    """Tell a number, a date or a code of digits from a word."""
    cell = cell.strip()
    if len(cell) > LONGEST_VALUE or not any(map(str.isdigit, cell)):
        return False
    bare = CURRENCY.sub("", cell)
    if not any(map(str.isalpha, bare)):
        return True
    return bool(STAMP.match(cell) or DATED.search(cell))


def is_filler(cell: str) -> bool:
    """Tell a cell that stands for nothing."""
    return cell.strip().lower() in FILLERS


def is_marker_row(row: Row) -> bool:
    """Tell a row of a report tool's query or layout, in a table whose first column holds markers."""
    first = row[0].strip().lower() if row else ""
    return first.startswith(QUERY_WORDS) or first == "columns"


def find_heading(rows: Sequence[Row]) -> Heading:
    """Return where the names and the data of a table begin.

    Title rows are sparse or lack text where the data hold numbers; the names are the fullest row of
    words above the first row of data, joined with a second row of words above or below it.
    Years and periods are names where the column below them holds something else.
    """
    printed = [len(row) for row in rows[:LOOK_AT]]
    width = max(printed, default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows[:LOOK_AT]]
    marked = _has_query(rows)
    body = _body(rows, marked)
    numbers = _number_columns(body, width) - ({0} if marked else set())
    top, end = _candidates(rows, body, numbers, marked)
    if top is None:
        width = _usual(printed[end:])
        return Heading(("",) * width, None, end, marked, numbers, _filled(rows[end:], width))
    first, last = _stretch(rows, top, end, numbers, marked)
    width = max(printed[first : last + 1])
    names = _joined(rows[first : last + 1], width)
    if marked:
        names = ("", *names[1:])
    return Heading(names, top, last + 1, marked, numbers, _filled(rows[last + 1 :], width))


def _has_query(rows: list[list[str]]) -> bool:
    firsts = [row[0].strip().lower() for row in rows if row]
    return "columns" in firsts and any(first.startswith(QUERY_WORDS) for first in firsts)


def _count(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _usual(widths: list[int]) -> int:
    """Return the width of most rows, the greater of two equally common ones."""
    return max(set(widths), key=lambda width: (widths.count(width), width), default=0)


def _typical(rows: Sequence[Row]) -> int:
    """Return the usual number of filled cells among the fuller rows."""
    counts = sorted(_count(row) for row in rows)
    return counts[len(counts) * 3 // 4] if counts else 0


def _body(rows: list[list[str]], marked: bool) -> list[list[str]]:
    """Return rows that surely are data: the later and fuller half of what was looked at."""
    if len(rows) < 2:
        return []
    rows = [row for row in rows if not (marked and is_marker_row(row))] or rows
    later = rows[len(rows) // 2 :] if len(rows) > 2 else rows[1:]
    usual = _typical(later)
    return [row for row in later if _count(row) >= SPARSE * usual]


def _number_columns(body: list[list[str]], width: int) -> frozenset[int]:
    found = set()
    for column in range(width):
        cells = [row[column] for row in body if not is_filler(row[column])]
        if cells and sum(map(is_value, cells)) >= RELIABLE * len(cells):
            found.add(column)
    return frozenset(found)


def _filled(rows: Sequence[Row], width: int) -> frozenset[int]:
    """Return the columns that are filled in at least 95 of 100 rows of data."""
    usual = _typical(rows)
    full = [row for row in rows if _count(row) >= SPARSE * usual]
    least = 0.95 * len(full)
    return frozenset(c for c in range(width) if full and sum(1 for r in full if r[c].strip()) >= least)


def _is_name(cell: str, column: int, body: list[list[str]]) -> bool:
    """Tell whether a cell may name its column: a word, or a year over something that is no year."""
    if not is_value(cell):
        return True
    if not PERIOD.match(cell.strip()):
        return False
    below = [row[column].strip() for row in body if not is_filler(row[column])]
    return bool(below) and sum(1 for c in below if PERIOD.match(c)) < SPARSE * len(below)


def _is_data(row: Row, body: list[list[str]], numbers: frozenset[int]) -> bool:
    """Tell a row that has values where the table has values."""
    held = [c for c in numbers if row[c].strip() and not is_filler(row[c])]
    values = [c for c in held if not _is_name(row[c], c, body)]
    return len(values) > SPARSE * len(held) and len(values) >= min(2, SPARSE * len(numbers))


def _is_heading(row: Row, body: list[list[str]], numbers: frozenset[int], usual: int) -> bool:
    if _count(row) < min(max(2, SPARSE * usual), max(1, usual)):
        return False
    if not all(_is_name(cell, c, body) for c, cell in enumerate(row)):
        return False
    return not numbers or any(row[c].strip() and not is_filler(row[c]) for c in numbers)


def _candidates(
    rows: list[list[str]], body: list[list[str]], numbers: frozenset[int], marked: bool
) -> tuple[int | None, int]:
    """Return the row of names (None without one) and the first row of data after it."""
    usual = _typical(body) if body else _typical(rows)
    end = len(rows)
    names: list[int] = []
    for position, row in enumerate(rows):
        layout = marked and is_marker_row(row)
        if layout and row[0].strip().lower() == "columns":
            return position, _next_data(rows, position + 1, body, numbers)
        if layout:
            continue
        if numbers and _is_data(row, body, numbers):
            end = position
            break
        if _is_heading(row, body, numbers, usual):
            names.append(position)
            if not numbers:
                return position, position + 1
    if not names:
        late = _late_heading(rows, end, body, numbers, usual)
        return (late, late + 1) if late else (None, end if end < len(rows) else 0)
    return max(names, key=lambda p: (_count(rows[p]), -sum(map(is_value, rows[p])), -p)), end


def _late_heading(
    rows: list[list[str]], end: int, body: list[list[str]], numbers: frozenset[int], usual: int
) -> int | None:
    """Return a row of words over every column of numbers under titles that looked like data."""
    for position in range(end + 1, min(end + LATE, len(rows) - 1)):
        words = all(rows[position][c].strip() and not is_filler(rows[position][c]) for c in numbers)
        if words and _count(rows[position]) >= usual and _is_heading(rows[position], body, numbers, usual):
            return position
    return None


def _next_data(rows: list[list[str]], start: int, body: list[list[str]], numbers: frozenset[int]) -> int:
    for position in range(start, len(rows)):
        if _is_data(rows[position], body, numbers):
            return position
    return len(rows)


def _stretch(
    rows: list[list[str]], top: int, end: int, numbers: frozenset[int], marked: bool
) -> tuple[int, int]:
    """Return the first and last row of the names: two rows where one lies over or under the other."""
    below = top + 1
    if below < end and _is_second(rows[top], rows[below], numbers, marked):
        return top, below
    if top and _is_group_row(rows[top - 1], rows[top]):
        return top - 1, top
    return top, top


def _is_second(names: Row, row: Row, numbers: frozenset[int], marked: bool) -> bool:
    """Tell a second row of names: it splits merged cells, or puts words over every column of numbers."""
    held = [c for c, cell in enumerate(row) if cell.strip()]
    if not held or any(is_value(row[c]) or is_filler(row[c]) for c in held):
        return False
    gaps = [c for c in held if not names[c].strip()]
    starts = [c for c in held if c + 1 < len(names) and names[c].strip() and not names[c + 1].strip()]
    if gaps and len(gaps) + len(starts) == len(held):
        return True
    if marked and not row[0].strip():
        return True
    named = [c for c in numbers if names[c].strip()]
    return len(named) >= 2 and all(row[c].strip() for c in named)


def _is_group_row(row: Row, names: Row) -> bool:
    """Tell a row of merged cells over the names: it begins over the second column or later."""
    held = [c for c, cell in enumerate(row) if cell.strip()]
    if len(held) < 2 or held[0] == 0 or any(is_value(row[c]) for c in held):
        return False
    return len(held) < _count(names) and all(names[c].strip() for c in held)


def _joined(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """Return the names of one or two rows; a merged cell of the upper row reaches to the next name."""
    upper, lower = list(rows[0]), list(rows[-1]) if len(rows) > 1 else [""] * width
    names, over = [], ""
    for column in range(width):
        above, below = clean_name(upper[column]), clean_name(lower[column])
        over = above or (over if below else "")
        names.append(" ".join(part for part in (over, below) if part))
    return tuple(names)
