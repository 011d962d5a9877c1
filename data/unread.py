"""Which rows keep a column from being read, when its name says plainly that it is the amount or the day?"""

from data.dates import BadDate, decide_date_order, parse_date
from data.errors import Problem
from data.mapping import Guess, Proposal
from data.numbers import BadNumber, parse_money
from data.readers.raw import RawTable

# The reason that a column is proposed in spite of its values -> the fields it may then be.
UNREAD = {"amount_unread": ("amount_sek",), "date_unread": ("date", "period")}


def unread_rows(table: RawTable, proposal: Proposal) -> list[Problem]:
    """Return the faults of the first rows in the columns that are proposed though their values cannot be read."""
    fields = {field for reason in proposal.reasons for field in UNREAD.get(reason, ())}
    found = [fault for guess in proposal.columns if guess.field in fields for fault in _faults(table, guess)]
    return sorted(found, key=lambda fault: (fault.line, fault.column))


def _faults(table: RawTable, guess: Guess) -> list[Problem]:
    cells = [(cell or "").strip() for cell in table.sample[f"c{guess.column}"].to_pylist()]
    is_amount = guess.field == "amount_sek"
    codes = [_amount_fault(cell) for cell in cells] if is_amount else _date_faults(cells, guess.field)
    return [
        Problem("error", code, line, guess.header, {"read": cell} if cell else {})
        for line, cell, code in zip(table.sample["line"].to_pylist(), cells, codes, strict=True)
        if code
    ]


def _amount_fault(cell: str) -> str | None:
    """Return why a cell is no amount under either decimal mark."""
    if not cell:
        return "missing_amount"
    codes = []
    for mark in (",", "."):
        try:
            parse_money(cell, mark)
            return None
        except BadNumber as fault:
            codes.append(fault.code)
    return next((code for code in codes if code != "bad_number"), "bad_number")


def _date_faults(cells: list[str], field: str) -> list[str | None]:
    decided = decide_date_order([cell for cell in cells if cell])
    order = "dmy" if decided == "undecidable" else decided
    return [_date_fault(cell, field, order) for cell in cells]


def _date_fault(cell: str, field: str, order: str) -> str | None:
    if not cell:
        return "missing_date"
    try:
        parse_date(cell, order)
    except BadDate:
        return f"bad_{field}"
    return None
