"""What are the rows of a delimited text, and on which line does each begin?"""

import csv
from collections.abc import Iterable, Iterator

from data.errors import Problem, UnreadableFile

DELIMITERS = (";", "\t", ",", "|")
LONGEST_CELL = 1_000_000
MOST_PARSED = 20 * LONGEST_CELL  # a row whose quote stays open is parsed anew with each line that has a quote
MOST_COLUMNS = 1_000
SNIFF_LINES = 400
BLANKS = " \t\r\n\f\v\xa0\x1a"

Record = tuple[int, list[str]]

csv.field_size_limit(2 * LONGEST_CELL)


def records(
    lines: Iterable[str], delimiter: str, width: int = 0, problems: list[Problem] | None = None
) -> Iterator[Record]:
    """Yield each row with the line it begins on; a quoted cell may reach over several lines.

    `width`: the table's columns if known; a cell of several lines that would swallow a whole row
    is then an unbalanced quote, as is a quote that is never closed.
    Raises: UnreadableFile with the line on which the quote was opened.
    """
    numbered = enumerate(lines, 1)
    for number, line in numbered:
        if '"' not in line:
            cells = line.rstrip("\r\n").split(delimiter)
        else:
            cells = _quoted(number, line, numbered, delimiter, width, problems)
        if len(line) > LONGEST_CELL or len(cells) > MOST_COLUMNS:
            _refuse_oversized(number, cells)
        yield number, cells


def is_blank(cells: list[str]) -> bool:
    """Tell a row without content: empty, or of nothing but spaces."""
    return not any(cell and cell.strip(BLANKS) for cell in cells)


def choose_delimiter(head: list[str]) -> str:
    """Return the delimiter that splits most rows into the same number of cells.

    Raises: UnreadableFile when no delimiter splits anything.
    """
    if head and head[0].strip().lower().startswith("sep=") and len(head[0].strip()) == 5:
        return head[0].strip()[4]
    scores = {delimiter: _evenness(head, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    if not scores[best]:
        raise UnreadableFile(Problem("error", "no_delimiter"))
    return best


def _evenness(head: list[str], delimiter: str) -> float:
    """Return the share of rows with the usual width, weighed by that width."""
    widths: dict[int, int] = {}
    try:
        for _, cells in records(head[:SNIFF_LINES], delimiter, problems=[]):
            if not is_blank(cells):
                widths[len(cells)] = widths.get(len(cells), 0) + 1
    except UnreadableFile as refusal:
        if refusal.problems[0].code == "too_many_columns":
            widths[MOST_COLUMNS + 1] = 1
    split = {width: count for width, count in widths.items() if width > 1}
    if not split:
        return 0.0
    usual = max(split, key=lambda width: (split[width], width))
    return split[usual] / sum(widths.values()) * (usual - 1) ** 0.5


def _quoted(
    number: int,
    line: str,
    numbered: Iterator[tuple[int, str]],
    delimiter: str,
    width: int,
    problems: list[Problem] | None,
) -> list[str]:
    """Return the cells of a row with quotes, taking further lines while a quote is open."""
    parts, size, changed, parsed = [line], len(line), True, 0
    while True:
        if changed:
            parsed += size
            cells, state = _parsed("".join(parts).rstrip("\r\n"), delimiter)
            if cells is not None:
                break
            if state == "stray":
                return _with_stray_quote(number, parts, delimiter, problems)
        _, following = next(numbered, (0, ""))
        if not following or size > LONGEST_CELL or parsed > MOST_PARSED:
            raise UnreadableFile(Problem("error", "unbalanced_quote", number))
        parts.append(following)
        size += len(following)
        changed = '"' in following
    if len(parts) > 1 and _swallows_rows(cells, delimiter, width):
        raise UnreadableFile(Problem("error", "unbalanced_quote", number))
    return cells


def _parsed(text: str, delimiter: str) -> tuple[list[str] | None, str]:
    """Return the cells, or None and whether the quote is still "open" or "stray"."""
    if f'{delimiter} "' in text and (spaced := _spaced(text, delimiter)):
        return spaced, ""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), []), ""
    except csv.Error as error:
        message = str(error)
    if "unexpected end" in message:
        return None, "open"
    if "field larger" in message:
        raise UnreadableFile(Problem("error", "cell_too_long", values={"limit": LONGEST_CELL}))
    return None, "stray"


def _spaced(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a line that puts a space before its quotes, None if it does not hold true."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True), None)
    except csv.Error:
        return None


def _with_stray_quote(
    number: int, parts: list[str], delimiter: str, problems: list[Problem] | None
) -> list[str]:
    """Return the cells of a line with quotes inside a quoted cell, if they pair up on that line."""
    text = parts[0].rstrip("\r\n")
    if len(parts) > 1 or text.count('"') % 2:
        raise UnreadableFile(Problem("error", "unbalanced_quote", number))
    if problems is not None:
        problems.append(Problem("warning", "stray_quote", number))
    return next(csv.reader([text], delimiter=delimiter), [])


def _swallows_rows(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a cell of several lines holds as many delimiters as a row has."""
    if width < 3:
        return False
    return any("\n" in c or "\r" in c for c in cells) and any(
        c.count(delimiter) >= width - 1 and ("\n" in c or "\r" in c) for c in cells
    )


def _refuse_oversized(number: int, cells: list[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        values = {"columns": len(cells), "limit": MOST_COLUMNS}
        raise UnreadableFile(Problem("error", "too_many_columns", number, values=values))
    if max(map(len, cells), default=0) > LONGEST_CELL:
        raise UnreadableFile(Problem("error", "cell_too_long", number, values={"limit": LONGEST_CELL}))
