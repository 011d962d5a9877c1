"""Can a hidden number of staff be worked out from what is published? Tried as somebody who can compute would."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.card import cards
from kpi.figures import Figure
from kpi.suppression import FEWEST_FTE, hidden
from kpi.suppression_numbers import GROUP, MUNICIPALITY, Cell, Earlier, Numbers
from kpi.withholding import BETWEEN_UNITS, IS_SOME_OF, OWN_NUMBERS, RESTS_ON, TOUCHES, Held, is_of_people, withheld

YEAR = 2024
ATOMS = ("it", "digital_permanent", "digital_temporary", "digital_fixed", "other")  # nobody is in two of them
MADE_OF = {
    "total": ATOMS,
    "it": ("it",),
    "digital": ("digital_permanent", "digital_temporary", "digital_fixed"),
    "digital_permanent": ("digital_permanent",),
    "digital_temporary": ("digital_temporary",),
}
SMALL = st.sampled_from([0, 0, 0.2, 1, 2.5, 4.9, 5, 6.3, 12])
LARGE = st.sampled_from([0, 3, 40, 700.5])
Staff = dict[str, dict[str, float]]


@st.composite
def groups(draw: st.DrawFn) -> tuple[Staff, frozenset[str]]:
    """Return units with their staff by class, and which of the units are companies."""
    units = [f"U{n}" for n in range(draw(st.integers(1, 4)))]
    companies = [f"C{n}" for n in range(draw(st.integers(0, 3)))]
    staff = {
        unit: {atom: draw(LARGE if atom == "other" else SMALL) for atom in ATOMS} for unit in (*units, *companies)
    }
    return staff, frozenset(companies)


def numbers_of(staff: Staff, companies: frozenset[str]) -> Numbers:
    """Return every number of a group, summed by hand."""
    scopes = {unit: [unit] for unit in staff}
    scopes |= {GROUP: list(staff), MUNICIPALITY: [unit for unit in staff if unit not in companies]}
    of = {
        (measure, scope, YEAR): round(sum(staff[unit][atom] for unit in units for atom in atoms), 6)
        for measure, atoms in MADE_OF.items()
        for scope, units in scopes.items()
    }
    return Numbers(of, companies)


def form(cell: Cell, staff: Staff, companies: frozenset[str]) -> list[Fraction]:
    """Return a number as a sum over the classes of the units that have anybody: 1 where it holds one.

    Who works it out is taken to know which classes have nobody.
    """
    measure, scope, _ = cell
    units = [unit for unit in staff if scope in (GROUP, unit) or (scope == MUNICIPALITY and unit not in companies)]
    return [
        Fraction(unit in units and atom in MADE_OF[measure])
        for unit, atom in product(staff, ATOMS)
        if staff[unit][atom]
    ]


def rank(rows: Iterable[list[Fraction]]) -> int:
    """Return how many of the equations say anything new (Gauss, exact)."""
    held: list[list[Fraction]] = []
    for row in rows:
        for known in held:
            lead = next(place for place, number in enumerate(known) if number)
            if row[lead]:
                part = row[lead] / known[lead]
                row = [mine - part * theirs for mine, theirs in zip(row, known, strict=True)]
        if any(row):
            held.append(row)
    return len(held)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(groups())
def test_no_sum_or_difference_of_published_numbers_gives_a_hidden_one_back(
    group: tuple[Staff, frozenset[str]],
) -> None:
    staff, companies = group
    numbers = numbers_of(staff, companies)
    out = hidden(numbers)
    told = [form(cell, staff, companies) for cell in numbers.of if cell not in out]
    known = rank(told)
    given_back = [
        cell for cell in out if numbers.of[cell] and rank([*told, form(cell, staff, companies)]) == known
    ]
    assert given_back == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(groups(), st.randoms(use_true_random=False))
def test_nothing_is_given_back_by_what_earlier_editions_told_as_long_as_there_is_something_else_to_hide(
    group: tuple[Staff, frozenset[str]], chance: Random
) -> None:
    staff, companies = group
    numbers = numbers_of(staff, companies)
    plain = hidden(numbers)
    known = frozenset(cell for cell in sorted(numbers.of) if cell not in plain and chance.random() < 0.3)
    numbers = replace(numbers, known=known)
    out = hidden(numbers)
    told = [cell for cell in numbers.of if cell not in out or cell in known]
    held = [form(cell, staff, companies) for cell in told]
    own = {cell: form(cell, staff, companies) for cell in out - known if numbers.of[cell]}
    back = [cell for cell, said in own.items() if rank([*held, said]) == rank(held)]
    # what is given back all the same follows from what was told before alone
    before = [form(cell, staff, companies) for cell in known]
    assert [cell for cell in back if rank([*before, own[cell]]) > rank(before)] == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(groups())
def test_no_number_below_five_is_told_nor_a_total_that_leaves_less_than_five(
    group: tuple[Staff, frozenset[str]],
) -> None:
    staff, companies = group
    numbers = numbers_of(staff, companies)
    out = hidden(numbers)
    told = {cell: value for cell, value in numbers.of.items() if cell not in out}
    assert [cell for cell, value in told.items() if value < FEWEST_FTE] == []
    for measure in MADE_OF:
        municipality, whole = ((measure, scope, YEAR) for scope in (MUNICIPALITY, GROUP))
        units = {unit: told.get((measure, unit, YEAR)) for unit in staff}
        inside = [value for unit, value in units.items() if unit not in companies]
        outside = [value for unit, value in units.items() if unit in companies]
        left = []
        if municipality in told:
            left.append(told[municipality] - sum(value or 0 for value in inside))
        if whole in told:
            left.append(told[whole] - sum(value or 0 for value in (*inside, *outside)))
        if municipality in told and whole in told:
            left.append(told[whole] - told[municipality] - sum(value or 0 for value in outside))
        assert [rest for rest in left if 0 < round(rest, 6) < FEWEST_FTE] == []


def numbers(**of: float) -> Numbers:
    """Return IT staff by unit; those whose name begins with a C are companies."""
    return Numbers(
        {("it", unit, YEAR): value for unit, value in of.items()},
        frozenset(unit for unit in of if unit.startswith("C")),
    )


def units_out(found: Iterable[Cell]) -> set[str]:
    return {unit for _, unit, _ in found}


def test_one_small_unit_takes_the_smallest_of_the_others_with_it() -> None:
    # 60 - 40 - 12 would give 8 = 3 + 5; with the 5 alone it would give 3
    found = hidden(numbers(A=3, B=5, D=12, E=40, municipality=60, group=60))
    assert units_out(found) == {"A", "B"}


def test_two_small_units_that_are_below_five_together_take_a_third_with_them() -> None:
    found = hidden(numbers(A=1, B=2, D=12, E=40, municipality=55, group=55))
    assert units_out(found) == {"A", "B", "D"}


def test_small_companies_hide_the_municipality_rather_than_the_group() -> None:
    # group - municipality = 1.5 + 1 is all the companies have: one of the two totals has to go
    found = hidden(numbers(A=20, B=30, C1=1.5, C2=1, municipality=50, group=52.5))
    assert units_out(found) == {"C1", "C2", "municipality", "A"}  # A, else 20 + 30 gave the municipality


def test_nobody_needs_no_cover_but_is_not_printed() -> None:
    found = hidden(numbers(A=0, B=66, municipality=66, group=66))
    assert units_out(found) == {"A"}


def test_what_an_earlier_edition_kept_out_stays_out() -> None:
    first = numbers(A=3, B=5, D=12, E=40, municipality=60, group=60)
    later = numbers(A=3, B=13, D=12, E=40, municipality=68, group=68)
    assert units_out(hidden(later)) == {"A", "D"}
    # with B told now, 3 = 8 - 5 could be had of the first edition's rest if B had not changed
    assert units_out(hidden(later, hidden(first))) == {"A", "B"}


def test_what_an_earlier_edition_told_and_is_the_same_shields_nobody() -> None:
    # 60 - 40 - 12 = 8 = 3 + 5, but the 5 was told before: 8 - 5 would give the 3
    now = numbers(A=3, B=5, D=12, E=40, municipality=60, group=60)
    told = Earlier(told={("it", "B", YEAR): frozenset({5.0}), ("it", "D", YEAR): frozenset({11.0})})
    known = told.known_of(now.of)
    assert units_out(known) == {"B"}
    assert units_out(hidden(replace(now, known=known))) == {"A", "D"}


def test_parts_of_a_whole_that_was_told_before_tell_no_sum_below_five() -> None:
    # of the 8 that an earlier edition told, the 5 leave 1 permanent and 2 fixed-term: 3 of two classes
    of = {"digital": 8.0, "digital_permanent": 1.0, "digital_temporary": 5.0}
    now = Numbers({(measure, "A", YEAR): number for measure, number in of.items()}, frozenset())
    whole, temporary = ("digital", "A", YEAR), ("digital_temporary", "A", YEAR)
    assert temporary not in hidden(now, {whole})
    assert temporary in hidden(replace(now, known=frozenset({whole})), {whole})


@pytest.mark.parametrize("measure", ["local", "development_planned", "reallocated"])
def test_a_number_that_is_hidden_for_another_reason_is_never_the_only_one(measure: str) -> None:
    # 27 - 9 - 12 would give the 6 back
    of = {(measure, unit, YEAR): fte for unit, fte in {"A": 6.0, "B": 9.0, "D": 12.0, MUNICIPALITY: 27.0}.items()}
    assert units_out(hidden(Numbers(of, frozenset()), [(measure, "A", YEAR)])) == {"A", "B"}


def changed(unit: str) -> Figure:
    """Return how a unit's IT staff grew from 4.9 to 6.0 HTE."""
    return Figure(
        card="fte_change", card_version=1, variant="it_nominal", unit=unit, year=YEAR, value=22.4, numerator=6.0,
        denominator=4.9, unit_of_measure="%", status="utfall", missing=None, counted_zero=(),
        classified_share=1.0, months=12,
    )  # fmt: skip


def test_a_change_is_kept_out_with_the_number_of_the_year_before() -> None:
    held = Held(Numbers({}, frozenset()), frozenset({("it", "A", YEAR - 1)}), {})
    (kept_out, _), (told, _) = withheld([changed("A"), changed("B")], held)
    assert (kept_out.value, kept_out.numerator, kept_out.denominator) == (None, None, None)
    assert kept_out.missing == "suppressed"
    assert told == changed("B")


def test_the_part_that_is_left_of_a_whole_is_covered_as_well() -> None:
    # all digitalisation 30, permanent 3 hidden: temporary 27 may not stand beside it where nobody is fixed-term
    of = {("digital", "A", YEAR): 30.0, ("digital_permanent", "A", YEAR): 3.0, ("digital_temporary", "A", YEAR): 27.0}
    assert {measure for measure, _, _ in hidden(Numbers(of, frozenset()))} == {
        "digital_permanent", "digital_temporary",
    }  # fmt: skip


def test_a_total_of_some_units_does_not_tell_of_the_one_it_leaves_out() -> None:
    # 1A sums planned HTE of both units, utilisation only of the one that has used any: the difference is A's 6
    of = {("planned", "A", YEAR): 6.0, ("planned", "B", YEAR): 4.0, ("planned", "D", YEAR): 9.0}
    of |= {("some", "B", YEAR): 4.0, ("some", "D", YEAR): 9.0}
    of |= {("planned", GROUP, YEAR): 19.0, ("some", GROUP, YEAR): 13.0}
    found = hidden(Numbers(of, frozenset(), {}, {"some": "planned"}))
    assert ("planned", "A", YEAR) in found
    assert ("some", GROUP, YEAR) in found


def test_every_figure_that_rests_on_staff_says_on_which_numbers() -> None:
    known = {*TOUCHES, *((card, variant) for card in BETWEEN_UNITS for variant in cards()[card].variant_ids)}
    all_of_them = [(card.id, variant) for card in cards().values() for variant in card.variant_ids]
    of_people = {(card, variant) for card, variant in all_of_them if is_of_people(card, variant)}
    assert of_people - known == set()
    assert set(TOUCHES) <= of_people
    assert {measure.split(".")[0] for measure in (*RESTS_ON, *IS_SOME_OF)} == set(OWN_NUMBERS)


@pytest.mark.parametrize("scope", [MUNICIPALITY, GROUP])
def test_a_hidden_total_is_not_the_sum_of_told_units(scope: str) -> None:
    found = hidden(numbers(A=20, B=30, C1=60, municipality=50, group=110), [("it", scope, YEAR)])
    told = {"A", "B", "C1", "municipality", "group"} - units_out(found)
    assert not {"A", "B"} <= told or scope == GROUP and not {"municipality", "C1"} <= told
