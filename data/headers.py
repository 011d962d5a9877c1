"""What is this table, and which of its columns means what?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from data.contents import has_accounts, has_cells, has_days, has_numbers
from data.dates import MONTH_NUMBERS, DateOrder, decide_date_order
from data.mapping import Guess, Proposal, missing_in_extract, signature
from data.numbers import DecimalMark, decide_decimal_mark
from data.readers.cells import column_texts
from data.readers.raw import RawTable
from data.registers import EXTRACT_FIELDS, REGISTERS, detect, in_form, normalise, recognised
from data.synonyms import Meaning, is_person, is_plainly, meanings

Texts = Callable[[int], Iterable[str]]

LEDGER_FIELDS = frozenset(column.name for column in REGISTERS["ledger"].columns)
HEADCOUNT_FIELDS = frozenset({*EXTRACT_FIELDS, "unit", "period", "source", "status"})
_YEAR_IN_NAME = re.compile(r"(?:^|[^0-9])(?:19|20)[0-9]{2}(?:[^0-9]|$)|^fy ?(?:20)?[0-9]{2}$", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A column, its printed name, and one thing it may mean."""

    column: int
    header: str
    meaning: Meaning

    def guess(self) -> Guess:
        """Return the candidate as the proposal prints it."""
        certainty = {"exact": "exact", "weak": "unsure"}.get(self.meaning.strength, "likely")
        return Guess(field=self.meaning.field, column=self.column, header=self.header, certainty=certainty)


def guess(table: RawTable, register: str | None = None, texts: Texts | None = None) -> Proposal:
    """Return what the table is taken to be.

    `register`: what it is said to be; None = told from the sheet's name and the header.
    `texts`: gives the distinct cells of a column, of the whole file or of its first rows; left out,
    the whole file is read here. A saved mapping outlives the file, so an order that one day printed
    alike both ways leaves open is never put in it.
    """
    texts = texts or (lambda column: column_texts(table, column))
    register = register or detect(table.header, table.name) or _kind(table)
    if register is None:
        return Proposal(
            register=None,
            signature=signature(table.header),
            unknown=_unused(table, []),
            reasons=("register_unknown",),
        )
    if in_form(register, table.header):
        return _by_name(table, register, texts)
    if register == "ledger":
        return _ledger(table, texts)
    if register == "headcount" and is_extract(table):
        return _extract(table, texts)
    return _by_name(table, register, texts)


def is_extract(table: RawTable) -> bool:
    """Tell whether the table has one row per employment, as HR systems export them."""
    if in_form("headcount", table.header):
        return False
    found = {meaning.field for meaning in _all_meanings(table, "headcount")}
    people = any(is_person(header) for header in table.header)
    own = found & set(EXTRACT_FIELDS) - {"hired", "left"}
    return bool(found & {"title", "aid_code", "degree"}) and (len(own) >= 2 or people)


def _kind(table: RawTable) -> str | None:
    if is_extract(table):
        return "headcount"
    fields = {meaning.field for meaning in _all_meanings(table, "ledger")} & LEDGER_FIELDS
    amounts = _amounts(table, _candidates(table, "ledger", LEDGER_FIELDS))
    return "ledger" if len(fields) >= 3 or (amounts and fields - {"amount_sek"}) else None


def _all_meanings(table: RawTable, register: str) -> list[Meaning]:
    return [m for header in table.header if header for m in meanings(header, table.header, register)]


def _candidates(table: RawTable, register: str, fields: frozenset[str]) -> list[Candidate]:
    """Return what every column may mean, an account without codes being a text."""
    found = []
    for column, header in enumerate(table.header):
        for meaning in meanings(header, table.header, register) if header else ():
            if meaning.field not in fields:
                continue
            if meaning.field == "account" and not has_accounts(table, column):
                meaning = Meaning("text", meaning.strength, meaning.order)
            found.append(Candidate(column, header, meaning))
    return found


def _best(candidates: list[Candidate], fields: Iterable[str], taken: set[int]) -> list[Candidate]:
    """Give each field its best column, each column one field, the surest first."""
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (c.meaning.rank, c.column)):
        name = candidate.meaning.field
        if name in fields and name not in chosen and candidate.column not in taken:
            chosen[name] = candidate
            taken.add(candidate.column)
    return list(chosen.values())


def _ledger(table: RawTable, texts: Texts) -> Proposal:
    candidates = _candidates(table, "ledger", LEDGER_FIELDS)
    amounts = _amounts(table, candidates)
    amount, amount_reason = _choose_amount(amounts)
    day, period, date_reason = _choose_date(table, candidates)
    if amount is None and (amount := _by_name_alone(table, candidates, ("amount_sek",))):
        amounts, amount_reason = [amount], "amount_unread"
    if date_reason == "date_missing" and (dated := _by_name_alone(table, candidates, ("date", "period"))):
        day, period = (dated, None) if dated.meaning.field == "date" else (None, dated)
        date_reason = "date_unread"
    chosen = [candidate for candidate in (amount, day, period) if candidate]
    taken = {candidate.column for candidate in chosen} | {candidate.column for candidate in amounts}
    chosen += _best(candidates, LEDGER_FIELDS - {"amount_sek", "date", "period", "text"}, taken)
    chosen += _texts_of(candidates, taken)
    mark = decide_decimal_mark(texts(amount.column)) if amount else "none"
    orders = [decide_date_order(texts(c.column), whole=False) for c in (day, period) if c]
    filled = {candidate.meaning.field for candidate in chosen}
    reasons = [amount_reason, date_reason, *_print_reasons([mark], orders)]
    return _proposal(table, "ledger", chosen, reasons, filled | {"account"}, mark, orders, amounts)


def _by_name_alone(table: RawTable, candidates: list[Candidate], fields: tuple[str, ...]) -> Candidate | None:
    """Return the one column that is named for a field, though most of its cells are nothing such; never surely."""
    named = [c for c in candidates if c.meaning.field in fields]
    if len({c.column for c in named}) != 1 or not has_cells(table, named[0].column):
        return None
    one, meaning = named[0], named[0].meaning
    return replace(one, meaning=replace(meaning, strength="weak")) if is_plainly(one.header, meaning.field) else None


def _texts_of(candidates: list[Candidate], taken: set[int]) -> list[Candidate]:
    texts = {c.column: c for c in candidates if c.meaning.field == "text" and c.column not in taken}
    return [texts[column] for column in sorted(texts)]


def _amounts(table: RawTable, candidates: list[Candidate]) -> list[Candidate]:
    """Return every column that could be the amount.

    By its name, by a year or month as its name, or nameless right behind such a column (a heading
    merged over several).
    """
    named = [c for c in candidates if c.meaning.field == "amount_sek"]
    known = {c.column for c in candidates}
    for column, header in enumerate(table.header):
        behind = not header and column - 1 in {c.column for c in named}
        if column not in known and (_is_time_series(header) or behind):
            named.append(Candidate(column, header, Meaning("amount_sek", "weak", 0)))
    named.sort(key=lambda c: c.column)
    return [c for c in named if has_numbers(table, c.column)]


def _is_time_series(header: str) -> bool:
    return bool(_YEAR_IN_NAME.search(header.replace("_", " "))) or normalise(header) in MONTH_NUMBERS


def _choose_amount(amounts: list[Candidate]) -> tuple[Candidate | None, str]:
    """Choose the amount; several that could be it, or a name that says little, leave it unsure."""
    if not amounts:
        return None, "amount_missing"
    best = min(amounts, key=lambda c: (c.meaning.rank, c.column))
    if normalise(best.header) == "amountsek":
        return best, ""
    sure = len(amounts) == 1 and best.meaning.strength != "weak"
    return best, "" if sure else "amount_unsure"


def _choose_date(table: RawTable, candidates: list[Candidate]) -> tuple[Candidate | None, Candidate | None, str]:
    """Choose the day and the month.

    A booking day is sure, so is a single day of payment. A day of update is sure only where a
    period stands beside: the period is then fiscal, and the month is taken from the day. A day of
    invoice or falling due is not when the cost was booked: the period goes before it.
    """
    period = _first(table, candidates, "period")
    days = [c for c in candidates if c.meaning.field == "date" and has_days(table, c.column)]
    days.sort(key=lambda c: (c.meaning.rank, c.column))
    sure = [c for c in days if c.meaning.strength in ("exact", "strong")]
    paid = [c for c in days if c.meaning.strength == "likely"]
    updated = [c for c in days if c.meaning.strength == "with_period" and period]
    if sure:
        same = [c for c in sure if normalise(c.header) == normalise(sure[0].header)]
        return sure[0], period, "" if len(same) == 1 else "date_unsure"
    if paid:
        return paid[0], period, "" if len(paid) == 1 else "date_unsure"
    if updated:
        return updated[0], period, ""
    if period:
        return None, period, ""
    return (days[0], None, "date_unsure") if days else (None, None, "date_missing")


def _first(table: RawTable, candidates: list[Candidate], name: str) -> Candidate | None:
    found = [c for c in candidates if c.meaning.field == name and has_days(table, c.column)]
    return min(found, key=lambda c: (c.meaning.rank, c.column), default=None)


def _extract(table: RawTable, texts: Texts) -> Proposal:
    """Return what an HR extract's columns mean; one that holds a person means nothing here."""
    candidates = [c for c in _candidates(table, "headcount", HEADCOUNT_FIELDS) if not is_person(c.header)]
    chosen = _best(candidates, HEADCOUNT_FIELDS, set())
    filled = {candidate.meaning.field for candidate in chosen}
    marks = [decide_decimal_mark(texts(c.column)) for c in chosen if c.meaning.field == "degree"]
    dated = ("hired", "left", "snapshot", "period")
    orders = [decide_date_order(texts(c.column), whole=False) for c in chosen if c.meaning.field in dated]
    # The month may still come from the file's name: it is missing, but no reason to ask.
    lacking = [name for name in missing_in_extract(filled) if name != "period"]
    reasons = [f"{name}_missing" for name in lacking] + _print_reasons(marks, orders)
    return _proposal(table, "headcount", chosen, reasons, filled, marks[0] if marks else "none", orders)


def _by_name(table: RawTable, register: str, texts: Texts) -> Proposal:
    """Return the columns under their own names; a near name fills a gap, but is not certain."""
    exact = recognised(register, table.header)
    chosen = [
        Candidate(column, table.header[column], Meaning(name, "exact", 0)) for name, column in exact.items()
    ]
    wanted = set(REGISTERS[register].missing(set(exact)))
    near = _best(_candidates(table, register, frozenset(wanted)), wanted, set(exact.values()))
    chosen += near
    filled = {candidate.meaning.field for candidate in chosen}
    kinds = {c.meaning.field: REGISTERS[register].column(c.meaning.field).kind for c in chosen}
    marks = [decide_decimal_mark(texts(c.column)) for c in chosen if kinds[c.meaning.field] in _NUMERIC]
    orders = [decide_date_order(texts(c.column), whole=False) for c in chosen if kinds[c.meaning.field] in _DATED]
    lacking = set(REGISTERS[register].missing(filled)) - {"unit"}
    unsure = {candidate.meaning.field for candidate in near} - {"unit"}
    reasons = [
        "column_unsure" if unsure else "",
        "column_missing" if lacking else "",
        "column_twice" if _given_twice(table, register) else "",
    ]
    mark = _one({m for m in marks if m in (".", ",")})
    return _proposal(table, register, chosen, reasons + _print_reasons(marks, orders), filled, mark, orders)


def _given_twice(table: RawTable, register: str) -> bool:
    """Tell whether two columns go under the name of one field, so that either could be meant."""
    named = [REGISTERS[register].match(header) for header in table.header]
    fields = [column.name for column in named if column and column.name != "text"]
    return len(fields) > len(set(fields))


_NUMERIC = ("money", "number", "share")
_DATED = ("date", "period")


def _one(decided: set[str]) -> DecimalMark:
    # Columns that differ are each decided anew when their rows are read.
    return decided.pop() if len(decided) == 1 else "none"


def _print_reasons(marks: list[DecimalMark], orders: list[DateOrder]) -> list[str]:
    mixed = len({order for order in orders if order != "none"}) > 1
    return [
        "decimal_mark" if "undecidable" in marks else "",
        "date_order" if "undecidable" in orders or mixed else "",
    ]


def _proposal(
    table: RawTable,
    register: str,
    chosen: list[Candidate],
    reasons: list[str],
    filled: set[str],
    mark: DecimalMark,
    orders: list[DateOrder],
    amounts: list[Candidate] | None = None,
) -> Proposal:
    missing = REGISTERS[register].missing(filled) if register != "headcount" else []
    if register == "headcount":
        lacking = is_extract(table)
        missing = missing_in_extract(filled) if lacking else REGISTERS[register].missing(filled)
    if "unit" in missing and "unit_missing" not in reasons:
        reasons = [*reasons, "unit_missing"]
    order = next((o for o in orders if o not in ("none", "undecidable")), None)
    return Proposal(
        register=register,
        signature=signature(table.header),
        columns=tuple(candidate.guess() for candidate in chosen),
        amount_columns=tuple(candidate.guess() for candidate in amounts or ()),
        unknown=_unused(table, chosen),
        missing=tuple(missing),
        reasons=tuple(reason for reason in reasons if reason),
        decimal_mark=mark if mark in (".", ",") else None,
        date_order=order,
        in_form=in_form(register, table.header),
    )


def _unused(table: RawTable, chosen: list[Candidate]) -> tuple[str, ...]:
    used = {candidate.column for candidate in chosen}
    return tuple(header for column, header in enumerate(table.header) if header and column not in used)
