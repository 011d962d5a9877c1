"""Which lines of a seller and a buyer in the group are the same trade, and which has only one side booked?

Lines are paired by equal amount, the surest first: the same voucher number or number in the text in
the same month, then the same month, then the month before or after. What is left is paired as a
line and its correction on one side, then as the parts of vouchers on one account, whole vouchers and
whole months that come to the same: one side often spreads over its cost centres what the other books
as one.
What no pairing takes is what the residual is made of, to the öre.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store

Side = Literal["seller", "buyer"]
NUMBER = re.compile(r"\d{4,}")
# How sure a pairing is, surest first.
WAYS = ("reference", "month", "next_month", "correction", "voucher_part", "voucher", "whole_month")


@dataclass(frozen=True)
class TradeLine:
    """A line of one side: the seller's income or the buyer's cost, SEK, both positive where money was charged."""

    side: Side
    file_id: int
    line: int
    date: date
    month: int
    voucher: str | None
    account: str | None
    text: str | None
    amount_sek: Decimal

    @property
    def references(self) -> frozenset[str]:
        """Return the numbers that another line of the same trade may bear as well."""
        return frozenset(NUMBER.findall(f"{self.voucher or ''} {self.text or ''}"))


@dataclass(frozen=True)
class Match:
    """Lines that are the same trade, or cancel out on one side."""

    way: str
    seller: tuple[TradeLine, ...]
    buyer: tuple[TradeLine, ...]

    @property
    def amount_sek(self) -> Decimal:
        """Return what either side booked."""
        return sum((line.amount_sek for line in self.seller or self.buyer), Decimal("0.00"))


@dataclass(frozen=True)
class LeftGroup:
    """Lines of one voucher and account that only one side has booked, SEK; `first` stands for them."""

    first: TradeLine
    line_count: int
    amount_sek: Decimal


@dataclass(frozen=True)
class Evidence:
    """The lines of a pair: those that match, and what is left on either side, largest first.

    `hidden`: the sides whose lines the viewer may not open.
    """

    matches: tuple[Match, ...]
    left: tuple[TradeLine, ...]
    hidden: tuple[str, ...] = ()

    @property
    def left_groups(self) -> tuple["LeftGroup", ...]:
        """Return what is left by voucher and account, largest first: what one side spreads stands together."""
        groups: dict[tuple[Hashable, ...], list[TradeLine]] = defaultdict(list)
        for line in self.left:
            groups[line.side, line.month, _voucher(line), line.account].append(line)
        found = [LeftGroup(lines[0], len(lines), _total(lines)) for lines in groups.values()]
        return tuple(sorted(found, key=lambda one: (-abs(one.amount_sek), one.first.date, _place(one.first))))

    def left_of(self, side: Side) -> tuple[TradeLine, ...]:
        """Return what is left on one side."""
        return tuple(line for line in self.left if line.side == side)

    def sum_left_sek(self, side: Side) -> Decimal:
        """Return what is left on one side, summed."""
        return sum((line.amount_sek for line in self.left_of(side)), Decimal("0.00"))


@for_viewer
def evidence(store: Store, viewer: Viewer, seller: str, buyer: str, is_it: bool, year: int) -> Evidence:
    """Return the lines of a pair of units in a year, matched as far as they can be."""
    asked = {"seller": seller, "buyer": buyer, "is_it": is_it, "year": year}
    hidden = tuple(unit for unit in (seller, buyer) if unit and not viewer.may_open(unit))
    if hidden:
        return Evidence((), (), hidden)
    return match([TradeLine(**row) for row in store.query("internal/lines", **asked).to_pylist()])


def match(lines: Sequence[TradeLine]) -> Evidence:
    """Return which of the lines are the same trade, and which are left."""
    found: list[Match] = []
    left = list(lines)
    for way, key in _keys():
        made, left = _across(left, way, key)
        found += made
    made, left = _corrections(left)
    found += made
    groups: tuple[tuple[str, Callable[[TradeLine], Hashable]], ...] = (
        ("voucher_part", lambda line: (line.month, _voucher(line), line.account)),
        ("voucher", lambda line: (line.month, _voucher(line))),
        ("whole_month", lambda line: line.month),
    )
    for way, key in groups:
        made, left = _summed(left, way, key)
        found += made
    left.sort(key=lambda line: (-abs(line.amount_sek), line.date, line.file_id, line.line))
    return Evidence(tuple(found), tuple(left))


def _keys() -> Iterable[tuple[str, Callable[[TradeLine], list[Hashable]]]]:
    """Yield the ways that pair one line with one, each with what two lines must share."""
    yield "reference", lambda line: [(line.amount_sek, line.month, number) for number in sorted(line.references)]
    yield "month", lambda line: [(line.amount_sek, line.month)]
    yield (
        "next_month",
        lambda line: [(line.amount_sek, other) for other in (_next(line.month, 1), _next(line.month, -1))],
    )


def _across(
    lines: list[TradeLine], way: str, keys: Callable[[TradeLine], list[Hashable]]
) -> tuple[list[Match], list[TradeLine]]:
    """Pair each line of the seller with one of the buyer's; in "next_month" the keys are where to look."""
    waiting: dict[Hashable, list[TradeLine]] = defaultdict(list)
    for line in lines:
        if line.side == "buyer":
            own = [(line.amount_sek, line.month)] if way == "next_month" else keys(line)
            for key in own:
                waiting[key].append(line)
    made, used = [], set()
    for line in lines:
        if line.side != "seller":
            continue
        candidates = (other for key in keys(line) for other in waiting[key] if _place(other) not in used)
        other = next(candidates, None)
        if other is not None:
            used |= {_place(line), _place(other)}
            made.append(Match(way, (line,), (other,)))
    return made, [line for line in lines if _place(line) not in used]


def _corrections(lines: list[TradeLine]) -> tuple[list[Match], list[TradeLine]]:
    """Pair each line with one of the opposite amount on its own side, in the same month or the next."""
    made, used = [], set()
    for side in ("seller", "buyer"):
        own = [line for line in lines if line.side == side]
        mirrored = [replace(line, side="buyer", amount_sek=-line.amount_sek) for line in own if line.amount_sek < 0]
        charged = [replace(line, side="seller") for line in own if line.amount_sek > 0]
        pairs, rest = [], [*charged, *mirrored]
        for way, key in list(_keys())[1:]:
            matched, rest = _across(rest, way, key)
            pairs += matched
        places = {_place(line) for pair in pairs for line in (*pair.seller, *pair.buyer)}
        by_place = {_place(line): line for line in own if _place(line) in places}
        for pair in pairs:
            both = tuple(by_place[_place(line)] for line in (*pair.seller, *pair.buyer))
            made.append(Match("correction", both if side == "seller" else (), both if side == "buyer" else ()))
        used |= places
    return made, [line for line in lines if _place(line) not in used]


def _summed(
    lines: list[TradeLine], way: str, key: Callable[[TradeLine], Hashable]
) -> tuple[list[Match], list[TradeLine]]:
    """Pair groups of lines that come to the same: vouchers in the same month, or whole months."""
    groups: dict[tuple[str, Hashable], list[TradeLine]] = defaultdict(list)
    for line in lines:
        groups[line.side, key(line)].append(line)
    waiting: dict[Hashable, list[list[TradeLine]]] = defaultdict(list)
    for (side, _), group in groups.items():
        if side == "buyer":
            waiting[group[0].month, _total(group)].append(group)
    made, used = [], set()
    for (side, _), group in groups.items():
        others = waiting[group[0].month, _total(group)] if side == "seller" else []
        if others:
            other = others.pop(0)
            used |= {_place(line) for line in (*group, *other)}
            made.append(Match(way, tuple(group), tuple(other)))
    return made, [line for line in lines if _place(line) not in used]


def _total(lines: Iterable[TradeLine]) -> Decimal:
    return sum((line.amount_sek for line in lines), Decimal("0.00"))


def _voucher(line: TradeLine) -> str:
    """Return the voucher a line belongs to; one without a number stands alone."""
    return line.voucher or f"{line.file_id}:{line.line}"


def _place(line: TradeLine) -> tuple[int, int]:
    return line.file_id, line.line


def _next(month: int, step: int) -> int:
    """Return the month after, or before, YYYYMM."""
    years, place = divmod(month // 100 * 12 + month % 100 - 1 + step, 12)
    return years * 100 + place + 1
