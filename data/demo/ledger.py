"""Which lines does a yearly sum become? (streams of invoices, payroll and fixed monthly lines)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from data.demo import seasons, suppliers

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
Weighted = Sequence[tuple[str, float]]


class Line(NamedTuple):
    """One line of a unit's ledger; `truth` is the category the generator meant, never written."""

    date: date
    account: str
    cost_centre: str
    activity_code: str
    project: str
    counterparty: str
    supplier_id: str
    supplier: str
    voucher: str
    amount: int  # öre
    text: str
    truth: str
    work: str = ""  # development, maintenance, operation


@dataclass(frozen=True)
class Stream:
    """One kind of purchases (or sales): a yearly sum, so many lines, and what stands on them."""

    total: int
    count: int
    accounts: Weighted
    texts: tuple[str, ...]
    kind: str = "goods"
    truth: str = "not_it"
    centres: tuple[str, ...] = ("",)
    codes: tuple[tuple[str, str, str, float], ...] = (
        ("", "", "", 1.0),
    )  # activity code, project, work, weight
    season: tuple[float, ...] = seasons.PURCHASES
    series: str = "F"
    counterparty: str | None = None
    mean_lines: int = 3


def invoices(stream: Stream, rng: np.random.Generator, year: int) -> list[Line]:
    """Return the stream as invoices of one to five lines; lines of one voucher share day and supplier."""
    if not stream.total:
        return []
    count = max(2, stream.count)
    sizes = rng.integers(1, 2 * stream.mean_lines, size=count)
    voucher_of = np.repeat(np.arange(count), sizes)[:count]
    vouchers = int(voucher_of[-1]) + 1
    dates = seasons.days(rng, year, seasons.months(rng, vouchers, stream.season))
    sellers = suppliers.names(stream.kind)
    seller_of = rng.integers(0, len(sellers), vouchers).tolist()
    pick_text = rng.integers(0, len(stream.texts), count).tolist()
    pick_centre = rng.integers(0, len(stream.centres), vouchers).tolist()
    pick_account = _picks(rng, [weight for _, weight in stream.accounts], count)
    party = suppliers.counterparty(stream.kind) if stream.counterparty is None else stream.counterparty
    money = seasons.amounts(rng, stream.total, voucher_of)
    pick_code = _shares(np.bincount(voucher_of, weights=np.abs(money)), [code[3] for code in stream.codes])
    lines = []
    for place, voucher in enumerate(voucher_of.tolist()):
        day, seller = dates[voucher], sellers[seller_of[voucher]]
        if place and money[place] == money[place - 1] and lines[-1].voucher.endswith(f"|{voucher}"):
            lines.append(lines[-1])
            continue
        activity, project, work, _ = stream.codes[pick_code[voucher]]
        text = stream.texts[pick_text[place]].format(
            month=MONTHS[day.month - 1], year=year, no=1000 + voucher
        )
        account, centre = stream.accounts[pick_account[place]][0], stream.centres[pick_centre[voucher]]
        key = f"{stream.series}|{stream.accounts[0][0]}{stream.texts[0]}{stream.truth}|{voucher}"
        lines.append(
            Line(
                day,
                account,
                centre,
                activity,
                project,
                party,
                *seller,
                key,
                money[place],
                text,
                stream.truth,
                work,
            )
        )
    return lines


def _picks(rng: np.random.Generator, weights: list[float], count: int) -> list[int]:
    shares = np.array(weights) / sum(weights)
    return rng.choice(len(weights), size=count, p=shares).tolist()


def _shares(sizes: np.ndarray, weights: list[float]) -> list[int]:
    """Return a code per voucher so that the money, not only the vouchers, falls as weighted."""
    wanted = [weight / sum(weights) * float(sizes.sum()) for weight in weights]
    picked = [0] * len(sizes)
    for voucher in np.argsort(-sizes, kind="stable").tolist():
        code = max(range(len(wanted)), key=wanted.__getitem__)
        picked[voucher] = code
        wanted[code] -= float(sizes[voucher])
    return picked


@dataclass(frozen=True)
class Monthly:
    """A sum booked the same way every month on every cost centre: payroll, depreciation."""

    total: int
    accounts: Weighted
    text: str
    centres: tuple[str, ...]
    truth: str = "not_it"
    codes: tuple[tuple[str, str, str, float], ...] = (("", "", "", 1.0),)
    season: tuple[float, ...] = seasons.EVEN
    series: str = "L"


def monthly(plan: Monthly, rng: np.random.Generator, year: int) -> list[Line]:
    """Return the plan's lines: one voucher per month, cost centre and code."""
    if not plan.total:
        return []
    size = rng.lognormal(0.0, 0.5, len(plan.centres))
    cells = [(m, c, k) for m in range(12) for c in range(len(plan.centres)) for k in range(len(plan.codes))]
    weights = np.array([plan.season[m] * size[c] * plan.codes[k][3] for m, c, k in cells])
    weights *= rng.normal(1.0, 0.01, len(weights))
    table = np.outer(weights / weights.sum(), [w for _, w in plan.accounts])
    money = np.rint(table / table.sum() * plan.total).astype(np.int64)
    money[0, 0] += plan.total - int(money.sum())
    lines = []
    for (month, centre, code), row in zip(cells, money.tolist(), strict=True):
        activity, project, work, _ = plan.codes[code]
        day, text = seasons.month_end(year, month + 1), plan.text.format(month=MONTHS[month], year=year)
        key = f"{plan.series}|{plan.text}{plan.accounts[0][0]}{plan.truth}|{month}.{centre}.{code}"
        for (account, _), amount in zip(plan.accounts, row, strict=True):
            name = plan.centres[centre]
            lines.append(
                Line(day, account, name, activity, project, "", "", "", key, amount, text, plan.truth, work)
            )
    return lines


def number_vouchers(lines: list[Line], year: int) -> list[Line]:
    """Return the lines by date with voucher numbers as a system gives them: series, year, number."""
    ordered = sorted(lines, key=lambda line: (line.date, line.voucher))
    counters: dict[str, int] = {}
    numbered = []
    for key, group in groupby(ordered, key=lambda line: (line.date, line.voucher)):
        series = key[1].split("|", 1)[0]
        counters[series] = counters.get(series, 0) + 1
        number = f"{series}{year}{counters[series]:05d}"
        numbered.extend(line._replace(voucher=number) for line in group)
    return numbered
