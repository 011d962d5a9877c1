"""What do the units of the invented group invoice one another, and how do both sides book it?"""

from typing import NamedTuple

import numpy as np

from data.demo import seasons, targets
from data.demo.group import BY_CODE, CENTRAL_IT, DIGITALISATION, PREMISES, Unit
from data.demo.ledger import MONTHS, Line

IT_SERVICES = (
    ("Arbetsplats", 0.34),
    ("Microlicens och programvara", 0.26),
    ("Nät och telefoni", 0.18),
    ("Lagring och drift", 0.14),
    ("Stödtjänster", 0.08),
)
ROOM_SERVICES = (("Lokalhyra", 0.84, "6010", "3410"), ("Städning", 0.16, "6120", "3420"))
BUYER_ACCOUNTS = {
    "kommunbas": ("6420", "6425"),
    "bas": ("5420", "6910"),
}  # as the study found: all as licences


class Charge(NamedTuple):
    """One line of an internal invoice: what the seller booked and what the buyer booked."""

    month: int
    service: int
    sold: int
    bought: int


def it_charges(buyer: Unit, year: int, seed: int) -> list[Charge]:
    """Return the central IT unit's invoices to a buyer."""
    total = targets.internal_it(year).get(buyer.code, 0)
    return _charges(total, [share for _, share in IT_SERVICES], (seed, 170, buyer.number, year))


def room_charges(buyer: Unit, year: int, seed: int) -> list[Charge]:
    """Return the service department's invoices to a buyer."""
    total = targets.premises(year).get(buyer.code, 0)
    return _charges(total, [part[1] for part in ROOM_SERVICES], (seed, 160, buyer.number, year))


def _charges(total: int, shares: list[float], key: tuple[int, ...]) -> list[Charge]:
    """Return a year of charges; in one month the buyer disputes a little: the pair's residual."""
    if not total:
        return []
    rng = np.random.default_rng(key)
    table = np.outer(rng.normal(1.0, 0.03, 12), shares)
    sold = np.rint(table / table.sum() * total).astype(np.int64)
    sold[0, 0] += total - int(sold.sum())
    bought = sold.copy()
    disputed = round(total * rng.uniform(0.001, 0.004)) * (1 if rng.random() < 0.3 else -1)
    bought[int(rng.integers(1, 11)), 0] += disputed
    return [Charge(m, s, int(sold[m, s]), int(bought[m, s])) for m in range(12) for s in range(len(shares))]


def seller_lines(unit: Unit, year: int, seed: int, centres: tuple[str, ...]) -> list[Line]:
    """Return the seller's income lines, counterparty = the buyer's code."""
    if unit not in (CENTRAL_IT, PREMISES):
        return []
    rooms = unit is PREMISES
    wanted, find = (
        (targets.premises(year), room_charges) if rooms else (targets.internal_it(year), it_charges)
    )
    lines = []
    for code in wanted:
        for charge in find(BY_CODE[code], year, seed):
            name = ROOM_SERVICES[charge.service][0] if rooms else IT_SERVICES[charge.service][0]
            account = ROOM_SERVICES[charge.service][3] if rooms else "3314"
            lines.append(
                _line(
                    charge.month,
                    year,
                    account,
                    centres[0],
                    BY_CODE[code],
                    -charge.sold,
                    f"{name} {code}",
                    not rooms,
                    "I",
                )
            )
    return lines


def buyer_lines(unit: Unit, year: int, seed: int, centres: tuple[str, ...]) -> list[Line]:
    """Return the buyer's cost lines, each spread over a few cost centres."""
    lines = []
    for charge in it_charges(unit, year, seed):
        account = BUYER_ACCOUNTS[unit.chart][charge.service % 2]
        text = f"IT-enheten Norrhamns kommun: {IT_SERVICES[charge.service][0]}"
        lines += _spread(charge, year, account, centres[:6], CENTRAL_IT, text)
    for charge in room_charges(unit, year, seed):
        name, _, account, _ = ROOM_SERVICES[charge.service]
        rooms = _spread(charge, year, account, centres, PREMISES, name)
        lines += [line._replace(truth=truth_of_rooms(unit)) for line in rooms]
    return lines


def _spread(
    charge: Charge, year: int, account: str, centres: tuple[str, ...], seller: Unit, text: str
) -> list[Line]:
    each, left = divmod(charge.bought, len(centres))
    parts = [each + (left if place == 0 else 0) for place in range(len(centres))]
    it = seller is CENTRAL_IT
    return [
        _line(charge.month, year, account, centre, seller, part, text, it, "M")
        for centre, part in zip(centres, parts, strict=True)
    ]


def _line(
    month: int,
    year: int,
    account: str,
    centre: str,
    other: Unit,
    amount: int,
    text: str,
    it: bool,
    series: str,
) -> Line:
    day = seasons.month_end(year, month + 1).replace(day=25)
    key = f"{series}|{other.code}|{month}"
    truth = "internal_it" if it else "not_it"
    party = other.counterparty
    return Line(
        day, account, centre, "", "", party, "", "", key, amount, f"{text} {MONTHS[month]} {year}", truth
    )


def truth_of_rooms(unit: Unit) -> str:
    """Return what rooms bought from the service department are in a unit's own figures."""
    return {CENTRAL_IT: "central_it", DIGITALISATION: "digitalisation"}.get(unit, "not_it")
