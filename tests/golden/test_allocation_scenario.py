"""Does M4 share the cost by staff to the öre, and say who pays more and who less?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios.allocation import AllocationData, AllocationLevers, UnitBase, UnitShare, allocate, shared_out
from kpi.scenarios.allocation_lines import by_difference, lines, today_lines, without_staff
from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.result import named

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault
CENT = Decimal("0.01")
# Staff 60 + 30 + 10 = 100; invoiced 500 + 300 + 150 = 950 of a cost of 1 000.
SCHOOL = UnitBase("BUF", "Skolan", "department", Decimal(60), Decimal("500.00"), Decimal(20_000))
ENERGY = UnitBase("ENE", "Energi", "company", Decimal(30), Decimal("300.00"), Decimal(40_000))
DIGITAL = UnitBase("DIG", "Digital", "digitalisation", Decimal(10), Decimal("150.00"), None)
GROUP = AllocationData((SCHOOL, DIGITAL, ENERGY))


def turned(**other: object) -> AllocationLevers:
    known = {"gross_cost_sek": 1100, "outside_income_sek": 100, "transition_years": 2}
    return AllocationLevers.turned({**known, **other})


def by_unit(levers: AllocationLevers, data: AllocationData = GROUP) -> dict[str, UnitShare]:
    return {share.base.unit: share for share in allocate(levers, data)}


def test_each_unit_carries_the_cost_less_outside_income_by_its_staff() -> None:
    found = by_unit(turned())
    assert found["BUF"].overhead_sek == (1100 - 100) * Decimal(60) / 100
    assert found["ENE"].overhead_sek == 1000 * Decimal(30) / 100
    assert found["DIG"].overhead_sek == 1000 * Decimal(10) / 100


def test_the_difference_is_overhead_less_invoiced_in_sek_per_fte_and_per_mille_of_turnover() -> None:
    school, digital = by_unit(turned())["BUF"], by_unit(turned())["DIG"]
    assert school.difference_sek == 600 - 500
    assert school.difference_per_fte_sek == Decimal(100) / 60
    assert school.difference_per_mille == Decimal(100) / 20_000 * 1000
    assert (digital.difference_sek, digital.difference_per_mille) == (100 - 150, None)


def test_what_does_not_divide_goes_to_the_largest_remainder_and_the_first_of_equals() -> None:
    # 100.00 by 1:1:1 is 33.33 each and one öre over: the first takes it.
    assert shared_out(Decimal("100.00"), [Decimal(1)] * 3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    # 0.05 by 1:1:5: exact 0.71, 0.71, 3.57 öre; rounded down 0 + 0 + 3, and the first two have the largest remainders.
    assert shared_out(Decimal("0.05"), [Decimal(1), Decimal(1), Decimal(5)]) == [CENT, CENT, Decimal("0.03")]


def test_companies_can_stand_outside_or_go_on_paying_their_invoices() -> None:
    outside = by_unit(turned(companies="out"))
    assert (outside["ENE"].pays_sek, outside["ENE"].difference_sek) == (0, -300)
    assert outside["BUF"].pays_sek == Decimal("857.14")  # 1 000 x 60 / 70 = 857.142...
    assert sum(share.pays_sek for share in outside.values()) == 1000
    invoiced = by_unit(turned(companies="invoiced"))
    assert invoiced["ENE"].pays_sek == 300
    assert invoiced["BUF"].pays_sek == (1000 - 300) * Decimal(60) / 70
    assert sum(share.pays_sek for share in invoiced.values()) == 1000


def test_the_transition_moves_as_much_every_year_and_ends_at_the_overhead() -> None:
    school = by_unit(turned(transition_years=4))["BUF"]
    assert school.transition_sek == (525, 550, 575, 600)  # 500 + 100 x 1/4, 2/4, 3/4, 4/4


def test_a_unit_without_staff_carries_nothing_and_is_named() -> None:
    unknown = UnitBase("SOC", "Social", "department", None, Decimal("50.00"))
    data = AllocationData((*GROUP.units, unknown))
    share = by_unit(turned(), data)["SOC"]
    assert (share.pays_sek, share.difference_sek, share.is_counted) == (0, -50, False)
    assert without_staff(turned(), data) == [unknown]


def test_today_shows_invoices_with_over_or_under_absorption_and_the_scenario_shows_what_moves() -> None:
    data = AllocationData(GROUP.units, Decimal("20.00"))
    today, then = today_lines(turned(), data), lines(turned(), data)
    assert named(today, "paid_sek").value == 500 + 300 + 150
    assert named(today, "absorption_sek").value == 950 + 20 - 1100  # invoices to strangers too, less K1 gross
    assert named(then, "paid_sek").value == named(then, "cost_to_carry_sek").value == 1000
    assert named(then, "moved_sek").value == 100  # the school; energy pays the same, digital 50 less
    assert (named(then, "pays_more").value, named(then, "pays_less").value) == (1, 1)


def test_those_who_pay_more_stand_first() -> None:
    assert [share.base.unit for share in by_difference(allocate(turned(), GROUP))] == ["BUF", "ENE", "DIG"]


def test_nobody_to_carry_or_nothing_left_to_share_has_its_reason() -> None:
    assert named(lines(turned(), AllocationData()), "paid_sek").reason == "no_units"
    nobody = AllocationData((UnitBase("BUF", "Skolan", "department", None, Decimal(0)),))
    assert named(lines(turned(), nobody), "paid_sek").reason == "no_staff"
    dear = AllocationData((SCHOOL, UnitBase("ENE", "Energi", "company", Decimal(1), Decimal(1001))))
    assert named(lines(turned(companies="invoiced"), dear), "paid_sek").reason == "nothing_to_share"
    assert named(lines(turned(gross_cost_sek=None), GROUP), "paid_sek").lacking == ("gross_cost_sek",)


def test_units_of_ones_own_are_read_line_by_line() -> None:
    levers = turned(own_units="Skolan; 60; 500\nBolaget; 40,0; 1 200,50; bolag\n")
    assert [(s.base.name, s.base.kind, s.base.fte, s.base.invoiced_sek) for s in allocate(levers, GROUP)] == [
        ("Skolan", "department", 60, 500),
        ("Bolaget", "company", 40, Decimal("1200.50")),
    ]


@pytest.mark.parametrize("row", ["Skolan; 60", "Skolan; -1; 5", "; 1; 2", "Skolan; 1; 2; kanske", "a; b; c"])
def test_a_line_that_is_no_unit_is_refused_by_its_number(row: str) -> None:
    with pytest.raises(ImpossibleLever) as refused:
        turned(own_units=f"Skolan; 1; 2\n{row}")
    assert "rad 2" in refused.value.message("sv")


def test_more_outside_income_than_cost_is_refused() -> None:
    with pytest.raises(ImpossibleLever) as refused:
        turned(outside_income_sek=1101)
    assert refused.value.lever == "outside_income_sek"
    assert "1 100 kr" in refused.value.message("sv").replace("\N{NO-BREAK SPACE}", " ")


amount = st.decimals(min_value=-(10**7), max_value=10**9, places=2)
staff = st.none() | st.decimals(min_value=0, max_value=10_000, places=3)
kind = st.sampled_from(("department", "company", "digitalisation"))
unit = st.builds(UnitBase, st.just("u"), st.just("U"), kind, staff, amount)
whole = st.decimals(min_value=0, max_value=10**10, places=2)


@settings(max_examples=1000, **CALM)
@given(st.lists(unit, min_size=1, max_size=30), whole, st.sampled_from(("in", "out", "invoiced")))
def test_the_overhead_sums_to_the_cost_to_the_ore(units: list[UnitBase], cost: Decimal, companies: str) -> None:
    levers = turned(gross_cost_sek=cost, outside_income_sek=0, companies=companies)
    shares = allocate(levers, AllocationData(tuple(units)))
    if shares:
        assert sum(share.pays_sek for share in shares) == cost
        assert all(share.overhead_sek == share.overhead_sek.quantize(CENT) >= 0 for share in shares)
        assert all(share.transition_sek[-1] == share.pays_sek for share in shares)


@settings(**CALM)
@given(st.lists(st.decimals(min_value=0, max_value=10_000, places=3), min_size=1, max_size=30), whole)
def test_no_part_is_an_ore_or_more_from_its_exact_share(weights: list[Decimal], total: Decimal) -> None:
    if sum(weights):
        for part, weight in zip(shared_out(total, weights), weights, strict=True):
            assert abs(part - total * weight / sum(weights)) < CENT
