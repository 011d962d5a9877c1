"""How do a company's lines become balanced vouchers, and what do the accounts then hold?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from data.demo import seasons
from data.demo.group import Unit
from data.demo.ledger import MONTHS, Line

BANK, RECEIVABLES, PAYABLES = "1930", "1510", "2440"
VAT_OUT, VAT_IN, VAT_DEBT = "2611", "2641", "2650"
AGAINST_DEPRECIATION = {"7820": "1119", "7832": "1229", "7835": "1259"}


class Entry(NamedTuple):
    """One row of a voucher."""

    account: str
    cost_centre: str
    project: str
    amount: int
    text: str = ""


@dataclass(frozen=True)
class Voucher:
    """A voucher as a company's system keeps it."""

    series: str
    number: int
    date: date
    text: str
    entries: tuple[Entry, ...]


Balances = dict[str, int]


def opening(unit: Unit) -> Balances:
    """Return the balances the company opens its first year with; they sum to nothing."""
    scale = round(unit.turnover_msek * 100_000_000)
    shares = {
        "1110": 2.2,
        "1119": -0.5,
        "1220": 1.4,
        "1229": -0.4,
        "1250": 0.01,
        "1259": -0.004,
        RECEIVABLES: 0.08,
        BANK: 0.2,
    }
    balances = {account: round(scale * share) for account, share in shares.items()}
    balances |= {"2081": -5_000_000_00, PAYABLES: -round(scale * 0.07), "2350": -round(scale * 1.6)}
    balances["2091"] = -sum(balances.values())
    return balances


def book(lines: list[Line], year: int, opened: Balances) -> list[Voucher]:
    """Return the year's vouchers: business, monthly payments and VAT, and the result at the end."""
    ordered = sorted(lines, key=lambda line: (line.date, line.voucher))
    grouped = groupby(ordered, key=lambda line: (line.date, line.voucher))
    drafts = [_business(day, key, list(rows)) for (day, key), rows in grouped]
    drafts += _month_ends(drafts, year)
    drafts += _result(drafts, year, opened)
    counters: dict[str, int] = defaultdict(int)
    vouchers = []
    for series, day, text, entries in sorted(drafts, key=lambda draft: (draft[1], draft[0] == "Å")):
        counters[series] += 1
        vouchers.append(Voucher(series, counters[series], day, text, tuple(entries)))
    return vouchers


Draft = tuple[str, date, str, list[Entry]]


def _business(day: date, key: str, rows: list[Line]) -> Draft:
    entries = [Entry(row.account, row.cost_centre, row.project, row.amount, row.text) for row in rows]
    return _series(rows[0]), day, rows[0].supplier or rows[0].text, entries + _balancing(rows)


def _series(row: Line) -> str:
    return {"7": "L", "8": "R", "3": "K"}.get(row.account[0], "A") if row.account != "7835" else "V"


def _balancing(rows: list[Line]) -> list[Entry]:
    """Return the balance rows of a voucher, by what it is about."""
    first, total = rows[0].account, sum(row.amount for row in rows)
    if first in AGAINST_DEPRECIATION:
        return [Entry(AGAINST_DEPRECIATION[row.account], "", "", -row.amount) for row in rows]
    if first[0] == "7":
        tax = -round(rows[0].amount * 0.3)
        return [Entry("2710", "", "", tax), Entry(BANK, "", "", -total - tax)]
    if first[0] == "8":
        return [Entry(BANK, "", "", -total)]
    vat = round(total * 0.25)
    partner, tax_account = (RECEIVABLES, VAT_OUT) if first[0] == "3" else (PAYABLES, VAT_IN)
    return [Entry(tax_account, "", "", vat), Entry(partner, "", "", -total - vat)]


def _month_ends(drafts: list[Draft], year: int) -> list[Draft]:
    """Return for each month: suppliers paid, customers' payments, tax and VAT settled."""
    sums: dict[int, Balances] = {month: defaultdict(int) for month in range(1, 13)}
    for _, day, _, entries in drafts:
        for entry in entries:
            sums[day.month][entry.account] += entry.amount
    found: list[Draft] = []
    for month, held in sums.items():
        day, name = seasons.month_end(year, month), MONTHS[month - 1]
        for account, text, part in (
            (PAYABLES, "Utbetalningar", 0.97),
            (RECEIVABLES, "Inbetalningar", 0.98),
            ("2710", "Skatt", 1),
        ):
            moved = -round(held[account] * part)
            found.append(
                ("B", day, f"{text} {name}", [Entry(account, "", "", moved), Entry(BANK, "", "", -moved)])
            )
        vat = [Entry(account, "", "", -held[account]) for account in (VAT_OUT, VAT_IN)]
        debt = sum(entry.amount for entry in vat)
        found.append(("M", day, f"Momsredovisning {name}", [*vat, Entry(VAT_DEBT, "", "", -debt)]))
        found.append(("B", day, f"Moms {name}", [Entry(VAT_DEBT, "", "", debt), Entry(BANK, "", "", -debt)]))
    return found


def _result(drafts: list[Draft], year: int, opened: Balances) -> list[Draft]:
    """Return the year's result booked as equity, and last year's moved into it."""
    total = sum(
        entry.amount for _, _, _, entries in drafts for entry in entries if entry.account[0] in "345678"
    )
    end = (
        "Å",
        date(year, 12, 31),
        "Årets resultat",
        [Entry("8999", "", "", -total), Entry("2099", "", "", total)],
    )
    before = opened.get("2099", 0)
    if not before:
        return [end]
    moved = [Entry("2099", "", "", -before), Entry("2091", "", "", before)]
    return [("Å", date(year, 1, 15), "Föregående års resultat", moved), end]


def closing(vouchers: Iterable[Voucher], opened: Balances) -> tuple[Balances, Balances]:
    """Return the balances at the year's end and the results of the year, by account."""
    balances, results = dict(opened), {}
    for voucher in vouchers:
        for entry in voucher.entries:
            held = balances if entry.account[0] in "12" else results
            held[entry.account] = held.get(entry.account, 0) + entry.amount
    return balances, results
