"""Is every cost figure of a year the sum a controller would make with a pencil?"""

from decimal import Decimal

import pytest

from tests.fixtures.card_query import answer
from tests.fixtures.cost_years import DIGITAL, GROUP, MUNICIPALITY, SCHOOL
from tests.fixtures.unit_year import unit_year

# --- central_it_share


def test_central_it_share_is_gross_for_the_group_and_allocated_for_a_unit() -> None:
    assert answer("central_it_share", GROUP, SCHOOL).value == pytest.approx(100 / 8_000 * 100)
    assert answer("central_it_share", GROUP, SCHOOL, unit="school").value == pytest.approx(40 / 2_000 * 100)


def test_central_it_share_is_gross_for_the_municipality_although_its_total_holds_its_part() -> None:
    municipality = MUNICIPALITY | {"turnover_sek": Decimal(5_000)}
    assert answer("central_it_share", municipality, unit="municipality").value == pytest.approx(
        100 / 5_000 * 100
    )


def test_central_it_share_without_turnover_says_so_and_keeps_the_numerator() -> None:
    figure = answer("central_it_share", GROUP | {"turnover_sek": None})
    assert (figure.value, figure.status, figure.missing) == (None, None, "no_turnover")
    assert figure.numerator == 100
    assert answer("central_it_share", GROUP | {"turnover_sek": Decimal(0)}).missing == "zero_denominator"


def test_central_it_share_tells_a_group_without_central_it_from_a_unit_without_a_part() -> None:
    nothing = {"k1_gross_sek": None, "k1_card_sek": None, "k1_part_sek": None}
    school = SCHOOL | {"k1_card_sek": None}
    assert answer("central_it_share", GROUP, school, unit="school").missing == "no_allocation"
    assert answer("central_it_share", GROUP | nothing, school, unit="school").missing == "no_central_it"
    assert answer("central_it_share", GROUP | nothing, school).missing == "no_central_it"
    of_company = MUNICIPALITY | nothing
    assert answer("central_it_share", GROUP, of_company, unit="municipality").missing == "no_central_it"


def test_central_it_share_of_a_year_whose_corrections_outweigh_its_cost_is_negative() -> None:
    corrected = GROUP | {"k1_card_sek": 20.0 - 60.0}
    assert answer("central_it_share", corrected).value == pytest.approx((20 - 60) / 8_000 * 100)


# --- total_it_share


def test_total_it_share_is_all_four_categories_over_turnover() -> None:
    assert answer("total_it_share", GROUP).value == pytest.approx((100 + 50 + 20 + 30) / 8_000 * 100)
    assert answer("total_it_share", GROUP).counted_zero is None


def test_total_it_share_names_what_it_counts_as_zero() -> None:
    bare = GROUP | {"k3_sek": 0.0, "has_k3": False, "has_k4": False, "total_it_sek": 100.0 + 50 + 0 + 0}
    figure = answer("total_it_share", bare)
    assert figure.value == pytest.approx((100 + 50) / 8_000 * 100)
    assert figure.counted_zero == "local_it_staff,shadow_it"


def test_total_it_share_names_central_it_where_the_unit_has_no_part_of_it() -> None:
    uninvoiced = SCHOOL | {"k1_part_sek": 0.0, "has_k1": False, "total_it_sek": 25.0 + 10 + 5}
    negative_sum = SCHOOL | {"k1_part_sek": 0.0, "has_k1": True, "total_it_sek": 25.0 + 10 + 5}
    assert answer("total_it_share", uninvoiced, unit="school").counted_zero == "central_it"
    assert answer("total_it_share", negative_sum, unit="school").counted_zero is None


def test_total_it_share_is_never_surer_than_its_weakest_input() -> None:
    from_staff = GROUP | {"k3_from": "headcount"}
    declared = GROUP | {"k4_declared_sek": Decimal(30), "k4_ledger_sek": Decimal(0)}
    assumed = GROUP | {"turnover_status": "antagande"}
    assert answer("total_it_share", GROUP).status == "utfall"
    assert answer("total_it_share", assumed).status == "antagande"
    assert answer("total_it_share", from_staff | {"turnover_status": "antagande"}).status == "uppskattad"
    assert answer("total_it_share", declared).status == "uppskattad"
    assert answer("total_it_share", SCHOOL, unit="school").status == "uppskattad"


def test_total_it_share_tells_an_unknown_cost_from_one_that_cannot_be_allocated() -> None:
    unknown = unit_year("school", 2021, has_ledger=False)
    assert answer("total_it_share", unknown, unit="school").missing == "no_it_cost"
    assert answer("total_it_share", GROUP, unknown, unit="school").missing == "no_allocation"
    assert answer("total_it_share", GROUP | {"turnover_sek": None}).missing == "no_turnover"
    assert answer("total_it_share", GROUP | {"turnover_sek": Decimal(0)}).missing == "zero_denominator"


# --- category_share


@pytest.mark.parametrize(
    ("variant", "amount"),
    [("central_it", 90), ("external_it", 30), ("local_it_staff", 20), ("shadow_it", 10)],
)
def test_category_share_takes_the_municipalitys_allocated_part(variant: str, amount: int) -> None:
    figure = answer("category_share", MUNICIPALITY, unit="municipality", variant=variant)
    assert figure.value == pytest.approx(amount / (90 + 30 + 20 + 10) * 100)


def test_category_share_of_it_that_sums_to_zero_is_empty() -> None:
    corrected = GROUP | {"k2_sek": Decimal(50 - 200), "total_it_sek": 100.0 + (50 - 200) + 20 + 30}
    figure = answer("category_share", corrected, variant="external_it")
    assert (figure.value, figure.missing) == (None, "zero_denominator")


def test_category_share_is_negative_where_credit_notes_outweigh_invoices() -> None:
    credited = GROUP | {"k2_sek": Decimal("-10"), "total_it_sek": 100.0 - 10 + 20 + 30}
    assert answer("category_share", credited, variant="external_it").value == pytest.approx(-10 / 140 * 100)


def test_category_share_of_an_absent_category_is_zero_and_named() -> None:
    absent = GROUP | {"k1_part_sek": None, "has_k1": False, "total_it_sek": 50.0 + 20 + 30}
    figure = answer("category_share", absent, variant="central_it")
    assert (figure.value, figure.counted_zero) == (0, "central_it")


# --- total_to_central_multiple


def test_total_to_central_multiple_is_the_groups_total_over_its_gross_central_cost() -> None:
    assert answer("total_to_central_multiple", GROUP).value == pytest.approx((100 + 50 + 20 + 30) / 100)


def test_total_to_central_multiple_exists_for_the_group_only() -> None:
    for unit, row in (("school", SCHOOL), ("municipality", MUNICIPALITY)):
        figure = answer("total_to_central_multiple", GROUP, row, unit=unit)
        assert (figure.numerator, figure.denominator, figure.value) == (None, None, None)
        assert figure.missing == "group_only"


def test_total_to_central_multiple_needs_a_central_cost() -> None:
    without = GROUP | {"k1_gross_sek": None, "k1_part_sek": None, "has_k1": False}
    assert answer("total_to_central_multiple", without).missing == "no_central_it"
    cancelled = GROUP | {"k1_gross_sek": Decimal(100 - 100)}
    assert answer("total_to_central_multiple", cancelled).missing == "zero_denominator"


def test_total_to_central_multiple_sinks_when_a_correction_lowers_the_total() -> None:
    corrected = GROUP | {"k2_sek": Decimal(-50), "total_it_sek": 100.0 - 50 + 20 + 30}
    assert answer("total_to_central_multiple", corrected).value == pytest.approx((100 - 50 + 20 + 30) / 100)


# --- digitalisation_share, digitalisation_to_central_it, digitalisation_to_total_it


@pytest.mark.parametrize(
    ("card", "times", "denominator"),
    [
        ("digitalisation_share", 1000, 8_000),
        ("digitalisation_to_central_it", 100, 100),
        ("digitalisation_to_total_it", 100, 100 + 50 + 20 + 30),
    ],
)
def test_digitalisation_is_with_the_outlay_or_with_the_depreciation(
    card: str, times: int, denominator: int
) -> None:
    with_outlay = answer(card, DIGITAL, variant="incl_invest").value
    with_depreciation = answer(card, DIGITAL, variant="excl_invest").value
    assert with_outlay == pytest.approx((60 - 10 + 30) / denominator * times)
    assert with_depreciation == pytest.approx(60 / denominator * times)


@pytest.mark.parametrize(
    ("card", "without", "missing"),
    [
        ("digitalisation_share", {"turnover_sek": None}, "no_turnover"),
        ("digitalisation_share", {"turnover_sek": Decimal(0)}, "zero_denominator"),
        ("digitalisation_to_central_it", {"k1_gross_sek": None, "k1_card_sek": None}, "no_central_it"),
        ("digitalisation_to_central_it", {"k1_card_sek": 0.0}, "zero_denominator"),
        ("digitalisation_to_total_it", {"total_it_sek": None}, "no_it_cost"),
        ("digitalisation_to_total_it", {"total_it_sek": 0.0}, "zero_denominator"),
    ],
)
def test_digitalisation_beside_nothing_is_empty(card: str, without: dict[str, object], missing: str) -> None:
    for variant in ("incl_invest", "excl_invest"):
        figure = answer(card, DIGITAL | without, variant=variant)
        assert (figure.value, figure.missing) == (None, missing)


@pytest.mark.parametrize(
    "card", ["digitalisation_share", "digitalisation_to_central_it", "digitalisation_to_total_it"]
)
def test_digitalisation_without_a_ledger_is_unknown_and_returned_money_is_negative(card: str) -> None:
    unread = DIGITAL | {"digitalisation_incl_sek": None, "digitalisation_excl_sek": None, "has_ledger": False}
    assert answer(card, unread, variant="excl_invest").missing == "no_ledger"
    returned = DIGITAL | {"digitalisation_excl_sek": Decimal(60 - 90)}
    assert answer(card, returned, variant="excl_invest").value < 0


def test_digitalisation_to_central_it_of_a_unit_without_a_part_cannot_be_allocated() -> None:
    school = SCHOOL | {"k1_card_sek": None}
    figure = answer("digitalisation_to_central_it", GROUP, school, unit="school", variant="incl_invest")
    assert (figure.value, figure.missing) == (None, "no_allocation")


def test_digitalisation_to_total_it_is_an_estimate_where_the_total_is_and_to_central_it_is_not() -> None:
    estimated = DIGITAL | {"k3_from": "headcount"}
    assert answer("digitalisation_to_total_it", estimated, variant="incl_invest").status == "uppskattad"
    assert answer("digitalisation_to_central_it", estimated, variant="incl_invest").status == "utfall"


# --- it_cost_per_fte


def test_it_cost_per_fte_is_the_total_over_all_staff() -> None:
    staffed = SCHOOL | {"total_fte": (8 + 12) / 2, "fte_status": "utfall"}
    figure = answer("it_cost_per_fte", staffed, unit="school")
    assert figure.value == pytest.approx((40 + 25 + 10 + 5) / ((8 + 12) / 2))
    assert figure.status == "utfall"


def test_it_cost_per_fte_of_a_unit_without_employees_is_empty_rather_than_zero() -> None:
    assert answer("it_cost_per_fte", SCHOOL, unit="school").missing == "no_headcount"
    empty = SCHOOL | {"total_fte": 0.0}
    assert answer("it_cost_per_fte", empty, unit="school").missing == "zero_denominator"


def test_it_cost_per_fte_is_negative_in_a_year_of_corrections_and_takes_the_headcounts_status() -> None:
    corrected = SCHOOL | {"total_it_sek": 40.0 - 90.0, "total_fte": 10.0, "fte_status": "antagande"}
    figure = answer("it_cost_per_fte", corrected, unit="school")
    assert (figure.value, figure.status) == (pytest.approx((40 - 90) / 10), "antagande")


# --- shadow_it_share


def test_shadow_it_share_is_confirmed_and_declared_over_the_total() -> None:
    declared = GROUP | {"k4_ledger_sek": Decimal(20), "k4_declared_sek": Decimal(10)}
    figure = answer("shadow_it_share", declared)
    assert figure.value == pytest.approx((20 + 10) / (100 + 50 + 20 + 30) * 100)
    assert figure.status == "uppskattad"


def test_shadow_it_share_of_no_it_at_all_is_empty() -> None:
    assert answer("shadow_it_share", GROUP | {"total_it_sek": 0.0}).missing == "zero_denominator"
    assert answer("shadow_it_share", unit_year("group", 2021, has_ledger=False)).missing == "no_it_cost"


def test_shadow_it_share_without_any_shadow_it_is_zero_and_says_why() -> None:
    none = GROUP | {"k4_sek": Decimal(0), "has_k4": False, "total_it_sek": 100.0 + 50 + 20}
    figure = answer("shadow_it_share", none)
    assert (figure.value, figure.missing, figure.counted_zero) == (0, None, "shadow_it")


def test_shadow_it_share_is_negative_where_a_correction_outweighs_it() -> None:
    corrected = GROUP | {"k4_sek": Decimal(30 - 50), "total_it_sek": 100.0 + 50 + 20 + (30 - 50)}
    assert answer("shadow_it_share", corrected).value == pytest.approx(
        (30 - 50) / (100 + 50 + 20 + 30 - 50) * 100
    )


# --- internal_absorption


@pytest.mark.parametrize("invoiced", [Decimal(120), Decimal(70), Decimal(100), Decimal(-5)])
def test_internal_absorption_is_what_was_invoiced_too_much_or_too_little(invoiced: Decimal) -> None:
    figure = answer("internal_absorption", GROUP | {"internal_invoiced_sek": invoiced})
    assert figure.value == pytest.approx((float(invoiced) - 100) / 100 * 100)
    assert (figure.numerator, figure.denominator) == (invoiced - 100, 100)


def test_internal_absorption_without_any_internal_invoice_is_minus_everything() -> None:
    assert answer("internal_absorption", GROUP).value == pytest.approx((0 - 100) / 100 * 100)


def test_internal_absorption_needs_the_central_units_cost_and_the_group() -> None:
    assert answer("internal_absorption", GROUP | {"k1_gross_sek": None}).missing == "no_central_it"
    assert answer("internal_absorption", GROUP | {"k1_gross_sek": Decimal(0)}).missing == "zero_denominator"
    assert answer("internal_absorption", GROUP, SCHOOL, unit="school").missing == "group_only"
