"""Which cells of an HR extract say who somebody is? They are blanked before anything else."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import pyarrow as pa

from data.readers.cells import rows
from data.readers.raw import RawTable
from data.registers import normalise
from data.synonyms import is_person, meanings

# Columns of these meanings may say anything, so they are looked at like those of unknown meaning.
FREE_TEXT = frozenset({"text", "supplier", "supplier_id", "voucher"})
SAMPLE_ROWS = 500
# How the row of a printed total begins.
PRINTED_TOTAL = re.compile(r"\s*(?:del|slut)?(?:summa|total|totalt|totalsumma|s:a|sum|antal)\b", re.IGNORECASE)

_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:1[89]|20)?(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]))\s?[-+]?\s?(\d{4})(?!\d)"
)
_MASKED_NUMBER = re.compile(r"(?<!\d)(?:1[89]|20)?\d{6}\s?[-+]\s?[*xX]{4}")
_CONTACT = re.compile(
    r"[^\s@]@[^\s@]+\.[a-zA-Z]{2,}|(?<!\d)(?:\+46|0046|0)\s?7[02369]\s?-?(?:\d\s?){7}(?!\d)"
)
_PERSON_IN_NAME = re.compile(
    r"person(?:al)?(?:n(?:umme)?r|id)|persnr|samordningsn|fornamn|efternamn|firstname|lastname|surname"
    r"|epost|email|telefon|phone|mobil|adress|address|anst(?:allnings?)?(?:n(?:umme)?r|id)|employee(?:id|n)"
    r"|fodelse|birth|bankkonto"
)
_MOSTLY, _NEARLY_UNIQUE = 0.5, 0.8


def strip_people(table: RawTable) -> tuple[RawTable, list[str]]:
    """Return the table without people, and the printed names of the columns that held any.

    Blanked whole: a column whose name says a person (number, name, contact, age, pay), and one of
    unknown meaning that is mostly personal numbers or different in nearly every row, as names are.
    Blanked cell by cell: a personal or coordination number (with or without century and
    hyphen, its check digit right) or a contact anywhere else. An organisation number stays.
    """
    read = list(rows(table))
    columns = [[cells[index] for _, cells in read] for index in range(len(table.header))]
    dropped = []
    for index, header in enumerate(table.header):
        if _is_about_people(header, columns[index], table.header):
            columns[index] = [""] * len(read)
            dropped.append(header or f"#{index + 1}")
        elif any(_holds_person(cell) for cell in columns[index]):
            columns[index] = ["" if _holds_person(cell) else cell for cell in columns[index]]
            dropped.append(header or f"#{index + 1}")
    return _with_cells(table, [line for line, _ in read], columns), dropped


def kept_extract(table: RawTable, used: Collection[int]) -> RawTable:
    """Return what may be kept of an HR extract: the columns that are read, without people.

    In a column that is not read a name may stand in any words ("vikarie för …"), so it is blanked
    whole; only the word by which a printed total is known stays, for the copy to be read the same.
    """
    stripped, _ = strip_people(table)
    read = list(rows(stripped))
    columns = [[cells[index] for _, cells in read] for index in range(len(table.header))]
    for index in set(range(len(columns))) - set(used):
        columns[index] = [found[0] if (found := PRINTED_TOTAL.match(cell)) else "" for cell in columns[index]]
    return _with_cells(stripped, [line for line, _ in read], columns)


def _with_cells(table: RawTable, lines: Sequence[int], columns: Sequence[Sequence[str]]) -> RawTable:
    named = {f"c{index}": pa.array(column, pa.string()) for index, column in enumerate(columns)}
    cells = pa.table({"line": pa.array(lines, pa.int64()), **named})
    return replace(table, sample=cells.slice(0, SAMPLE_ROWS), cells=cells, scan=None)


def is_personal_number(text: str) -> bool:
    """Tell whether a text holds a Swedish personal or coordination number with a right check digit."""
    return any(_luhn(first + last) for first, last in _PERSONAL_NUMBER.findall(text))


def _holds_person(cell: str) -> bool:
    return bool(is_personal_number(cell) or _MASKED_NUMBER.search(cell) or _CONTACT.search(cell))


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_about_people(header: str, cells: Sequence[str], headers: Sequence[str]) -> bool:
    if is_person(header) or _PERSON_IN_NAME.search(normalise(header)):
        return True
    if {meaning.field for meaning in meanings(header, headers, "headcount")} - FREE_TEXT:
        return False
    filled = [cell for cell in cells if cell]
    if filled and sum(1 for cell in filled if _holds_person(cell)) >= _MOSTLY * len(filled):
        return True
    return len(set(filled)) > _NEARLY_UNIQUE * len(filled)
