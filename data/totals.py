"""Which odd rows of a ledger are printed totals or footers, and which are faulty?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from data.errors import Problem

TOTAL_WORDS = (
    r"grand\s+totals?|sub-?\s?totals?|del-?summ?a|slut-?summ?a|total-?summ?a|summa\s+summarum|s:a|summa|sum|i\s+alt"
    r"|totala?|totalt|totals?|sammanlagt|yhteensä|samtals"
)
IS_TOTAL = re.compile(rf"[\s*=:.-]*({TOTAL_WORDS})[\s*=:.-]*", re.IGNORECASE)
STARTS_TOTAL = re.compile(rf"[\s*=-]*({TOTAL_WORDS})(?![\w-])", re.IGNORECASE)
ENDS_TOTAL = re.compile(rf".*(?<![\w-])({TOTAL_WORDS})[\s*=:.-]*", re.IGNORECASE)
GRAND_WORD = re.compile(r"\b(grand|slut-?summ?a|total-?summ?a|summarum|i alt)\b", re.IGNORECASE)
SUB_WORD = re.compile(r"\b(sub-?\s?total|del-?summ?a)", re.IGNORECASE)
FOOTER = re.compile(
    r"\W*(antal|number of|row count|records?|utskri|printed|sida|page|rapport|report|källa|source|skapad"
    r"|created|körd|visma|slut på|end of)",
    re.IGNORECASE,
)
MOST_WORDS = 2

Agreement = Literal["equal", "rounded", "differs"]
Verdict = Literal["total", "ordinary", "faulty", "blank", "footer"]


@dataclass(frozen=True)
class SuspectRow:
    """A row that failed to be ordinary: no date, no amount, or a total's word in a cell.

    `amount` is the mapped amount cell as parsed (None where it is no number), `amount_text` as
    printed. `sum_before` and `rows_before`: over all ordinary rows on the lines before this one.
    `complete`: every cell is filled that an ordinary row always fills beside the amount (its date or
    period, its account); a total's row leaves them empty.
    """

    line: int
    cells: tuple[str, ...]
    amount: Decimal | None
    amount_text: str
    sum_before: Decimal
    rows_before: int
    complete: bool = False

    @property
    def words(self) -> list[str]:
        """Return the cells with words in them."""
        return [cell.strip() for cell in self.cells if any(map(str.isalpha, cell))]

    @property
    def filled(self) -> int:
        """Return how many cells hold anything."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True)
class TotalRow:
    """A printed total: the sum of all rows ("grand") or of the rows since an earlier total ("sub")."""

    line: int
    kind: Literal["grand", "sub"]
    printed: Decimal
    rows_sum: Decimal
    agreement: Agreement


@dataclass(frozen=True)
class Totals:
    """What the odd rows turned out to be, by line; `faulty` ones are rows read, with an error.

    `ordinary`: rows that only looked like totals ("Total Sverige AB") and belong to the rows.
    `printed_total`: the last grand total, None where none is printed.
    """

    totals: tuple[TotalRow, ...] = ()
    footers: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    ordinary: tuple[int, ...] = ()
    faulty: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    printed_total: Decimal | None = None

    @property
    def not_rows(self) -> frozenset[int]:
        """Return the lines that are no rows read: totals, footers and blank ones."""
        return frozenset({total.line for total in self.totals} | set(self.footers) | set(self.blank))


@dataclass
class _Sorting:
    """The places of earlier totals, and what was decided so far."""

    last_line: int
    starts: dict[Decimal, int] = field(default_factory=lambda: {Decimal(0): 0})
    since: Decimal = Decimal(0)
    totals: list[TotalRow] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)
    printed: dict[int, str] = field(default_factory=dict)


def has_total_word(cell: str) -> bool:
    """Tell a cell that may belong to a total: it begins or ends with a total's word."""
    return bool(STARTS_TOTAL.match(cell) or ENDS_TOTAL.fullmatch(cell.strip()))


def split_totals(suspects: Sequence[SuspectRow], last_line: int) -> Totals:
    """Tell printed totals and footers from faulty rows.

    `last_line`: the line of the last ordinary row. A row is a total when its words say so, or when
    it holds an amount alone that equals the rows' sum or stands after the last of them. A row with
    other content but without date or amount stays faulty. A complete row is a total only when it is
    labelled as one and its amount equals a sum. Ordinary rows among the suspects
    count into the sums of later totals.
    """
    state = _Sorting(last_line)
    shift, moved = Decimal(0), 0
    for row in sorted(suspects, key=lambda suspect: suspect.line):
        row = _with_sums(row, shift, moved)
        verdict = _verdict(row, state)
        if verdict == "total":
            _take_total(row, state)
            continue
        state.lines.setdefault(verdict, []).append(row.line)
        if verdict == "ordinary" and row.amount is not None:
            shift, moved = shift + row.amount, moved + 1
            state.last_line = max(state.last_line, row.line)
    return _result(state)


def _with_sums(row: SuspectRow, shift: Decimal, moved: int) -> SuspectRow:
    if not moved:
        return row
    return SuspectRow(
        row.line,
        row.cells,
        row.amount,
        row.amount_text,
        row.sum_before + shift,
        row.rows_before + moved,
        row.complete,
    )


def _verdict(row: SuspectRow, state: _Sorting) -> Verdict:
    if not row.filled:
        return "blank"
    if row.amount is None:
        return "footer" if _is_footer(row, state) else "faulty"
    words, after = row.words, row.line > state.last_line
    labelled = any(IS_TOTAL.fullmatch(word) for word in words)
    worded = len(words) <= MOST_WORDS and any(map(has_total_word, words))
    equal = row.rows_before > 0 and _agreement(row, state)[2] != "differs"
    if row.complete:
        return "total" if labelled and worded and equal else "ordinary"
    if worded:
        return "total" if equal or _is_sparse(row) else "faulty"
    if not words:
        return "total" if row.rows_before and (after or equal) and _is_sparse(row) else "faulty"
    if after and row.filled <= 2 and FOOTER.match(words[0]):
        return "footer"
    group_sum = equal and row.filled == 2 and len(row.cells) > 3 and _rows_since(row, state) > 1
    return "total" if group_sum else "faulty"


def _is_footer(row: SuspectRow, state: _Sorting) -> bool:
    """Tell a row after the table that holds nothing an ordinary row holds: one cell, or a known phrase."""
    unread = row.amount_text.strip() and not any(map(str.isalpha, row.amount_text))
    if row.line <= state.last_line or row.complete or unread:
        return False
    known = any(FOOTER.match(word) or has_total_word(word) for word in row.words)
    return row.filled == 1 or (known and row.filled <= 3)


def _is_sparse(row: SuspectRow) -> bool:
    """Tell a row that fills at most half the table's columns."""
    return row.filled <= max(2, len(row.cells) // 2)


def _rows_since(row: SuspectRow, state: _Sorting) -> int:
    return row.rows_before - state.starts.get(state.since, 0)


def _agreement(row: SuspectRow, state: _Sorting) -> tuple[Literal["grand", "sub"], Decimal, Agreement]:
    """Return what the printed amount sums up: all rows, or those since some earlier total."""
    printed = row.amount or Decimal(0)
    spans: list[tuple[Literal["grand", "sub"], Decimal]] = [("grand", row.sum_before)]
    spans.append(("sub", row.sum_before - state.since))
    start = row.sum_before - printed
    if start in state.starts and start not in (Decimal(0), state.since):
        spans.append(("sub", printed))
    for kind, rows_sum in spans:
        if rows_sum == printed:
            return kind, rows_sum, "equal"
    for kind, rows_sum in spans:
        if _rounds_to(rows_sum, printed, row.amount_text):
            return kind, rows_sum, "rounded"
    return *_meant(row, state, spans), "differs"


def _meant(
    row: SuspectRow, state: _Sorting, spans: list[tuple[Literal["grand", "sub"], Decimal]]
) -> tuple[Literal["grand", "sub"], Decimal]:
    """Return which sum a wrong total was meant to be: by its words, else by where it stands."""
    text = " ".join(row.words)
    if SUB_WORD.search(text) or (row.line <= state.last_line and not GRAND_WORD.search(text)):
        return spans[1]
    return spans[0]


def _rounds_to(rows_sum: Decimal, printed: Decimal, text: str) -> bool:
    """Tell whether the sum, rounded to as many decimals as are printed, is the printed amount."""
    decimals = re.search(r"[.,](\d+)\D*$", text)
    places = len(decimals.group(1)) if decimals and len(decimals.group(1)) < 3 else 0
    return places < 2 and rows_sum.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == printed


def _take_total(row: SuspectRow, state: _Sorting) -> None:
    kind, rows_sum, agreement = _agreement(row, state)
    state.totals.append(TotalRow(row.line, kind, row.amount or Decimal(0), rows_sum, agreement))
    state.printed[row.line] = row.amount_text.strip()
    state.since = row.sum_before
    state.starts[row.sum_before] = row.rows_before


def _result(state: _Sorting) -> Totals:
    totals = _with_last_as_grand(state)
    grand = [total for total in totals if total.kind == "grand" and total.line > state.last_line]
    problems = [problem for total in totals if (problem := _problem(total, state.printed[total.line]))]
    footers = state.lines.get("footer", [])
    if footers:
        values = {"count": len(footers), "first": footers[0], "last": footers[-1]}
        problems.append(Problem("info", "footer_rows", footers[0], values=values))
    return Totals(
        tuple(totals),
        tuple(footers),
        tuple(state.lines.get("blank", [])),
        tuple(state.lines.get("ordinary", [])),
        tuple(state.lines.get("faulty", [])),
        tuple(problems),
        grand[-1].printed if grand else None,
    )


def _with_last_as_grand(state: _Sorting) -> list[TotalRow]:
    """Return the totals; a sum of all rows so far is a subtotal while rows still follow."""
    return [
        TotalRow(t.line, "sub", t.printed, t.rows_sum, t.agreement)
        if t.kind == "grand" and t.line <= state.last_line
        else t
        for t in state.totals
    ]


def _problem(total: TotalRow, text: str) -> Problem | None:
    if total.agreement == "equal":
        return None
    values = {"printed": text, "rows": str(total.rows_sum), "difference": str(total.printed - total.rows_sum)}
    if total.agreement == "rounded":
        return Problem("info", "total_rounded", total.line, values=values)
    return Problem("warning", "total_mismatch", total.line, values=values)
