"""Is a person who trades in their own name masked, and a company never?"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from data.language import text
from data.sole_trader import holds_personal_number, is_sole_trader, masked, masked_id, sole_traders

MASK = text("supplier.sole_trader", "sv")
CHANCE = random.Random(20261122)
PEOPLE = 1000


def check_digit(nine: str) -> str:
    """Return the tenth digit, as it is worked out by hand: every other digit doubled, the sum brought to a ten."""
    total = 0
    for place, digit in enumerate(nine):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += sum(map(int, str(number)))
    return str(-total % 10)


def personal_numbers(count: int) -> Iterator[tuple[str, str]]:
    """Give century and ten digits of people born 1926–2010, every fourth with a coordination number."""
    for place in range(count):
        born = date(1926, 1, 1) + timedelta(days=CHANCE.randrange(31000))
        day = born.day + (60 if place % 4 == 0 else 0)
        nine = f"{born:%y%m}{day:02d}{CHANCE.randrange(1000):03d}"
        yield f"{born:%Y}"[:2], nine + check_digit(nine)


def forms(century: str, ten: str) -> tuple[str, ...]:
    """Return the ways in which a personal number is written."""
    dated, last = ten[:6], ten[6:]
    return (
        ten, f"{dated}-{last}", f"{dated}+{last}", f"{dated} {last}", century + ten, f"{century}{dated}-{last}",
        f"SE{ten}01", f"{dated}\u2013{last}",
    )  # fmt: skip


def legal_entities(count: int) -> Iterator[str]:
    """Give organisation numbers of companies, municipalities and associations: third digit 2 or more."""
    for _ in range(count):
        nine = f"{CHANCE.choice('2578')}{CHANCE.randrange(10)}{CHANCE.randrange(2, 10)}{CHANCE.randrange(10**6):06d}"
        yield nine + check_digit(nine)


@pytest.mark.parametrize("place", range(8))
def test_no_person_of_a_thousand_is_let_through_however_the_number_is_written(place: int) -> None:
    written = [forms(century, ten)[place] for century, ten in personal_numbers(PEOPLE)]
    assert [number for number in written if not is_sole_trader(number)] == []
    leaks = [number for number in written if masked("Karin Ek Konsult", number) != MASK]
    assert leaks == []
    assert [number for number in written if masked(f"Karin Ek {number}") != MASK] == []
    assert [number for number in written if masked_id(number) is not None] == []


def test_a_legal_entity_is_never_taken_for_a_person() -> None:
    numbers = list(legal_entities(5000))
    written = [form for ten in numbers for form in (ten, f"{ten[:6]}-{ten[6:]}", f"16{ten}", f"SE{ten}01")]
    assert [number for number in written if is_sole_trader(number) or holds_personal_number(number)] == []


def test_fewer_than_one_in_a_hundred_other_ids_are_masked() -> None:
    ids = [f"{CHANCE.randrange(10**10):010d}" for _ in range(20000)]
    assert sum(masked_id(one) is None for one in ids) / len(ids) < 0.01
    shorter = [str(CHANCE.randrange(10**length)) for length in range(3, 10) for _ in range(500)]
    assert [one for one in shorter if masked_id(one) is None] == []


@pytest.mark.parametrize(
    "other", [None, "", "556036-0793", "165560360793", "850230-1236", "851315-1236", "Kontorsboden AB", "0000000000"]
)
def test_what_is_no_day_and_no_number_is_nobody(other: str | None) -> None:
    assert not is_sole_trader(other)
    assert masked(other) == other


def test_an_organisation_number_with_a_slip_of_the_pen_is_still_a_persons() -> None:
    right = f"850315123{check_digit('850315123')}"
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert is_sole_trader(wrong)
    assert masked("Karin Ek Konsult", org_number=wrong) == MASK
    assert masked("Karin Ek Konsult", supplier_id=wrong) == "Karin Ek Konsult"  # as an id it may be any number


def test_a_person_known_by_one_line_is_masked_in_the_lines_that_give_the_name_alone() -> None:
    ten = f"850315123{check_digit('850315123')}"
    known = sole_traders([("Karin  Ek Konsult", ten), ("Kontorsboden AB", "556036-0793"), ("Karin Ek Konsult", None)])
    assert known == {"karin ek konsult"}
    assert masked("KARIN EK KONSULT", known=known) == MASK
    assert masked("Kontorsboden AB", known=known) == "Kontorsboden AB"
