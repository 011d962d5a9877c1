"""Is the change of a cost from one year to another what a controller would make with a pencil?"""

from decimal import Decimal

import pytest

from tests.fixtures.card_query import answer
from tests.fixtures.cost_years import DIGITAL, GROUP
from tests.fixtures.unit_year import it_year

BEFORE = it_year("group", 2020, "80", "50", "10", "20", turnover_sek=Decimal(7_000), turnover_status="utfall")
LONG_AGO = it_year("group", 2018, "50", "10", "5", "5", turnover_sek=Decimal(6_000), turnover_status="utfall")


# --- it_cost_change


@pytest.mark.parametrize(
    ("variant", "now", "then"),
    [
        ("total_nominal", 100 + 50 + 20 + 30, 80 + 50 + 10 + 20),
        ("total_share", (100 + 50 + 20 + 30) / 8_000, (80 + 50 + 10 + 20) / 7_000),
        ("central_nominal", 100, 80),
        ("central_share", 100 / 8_000, 80 / 7_000),
    ],
)
def test_it_cost_change_compares_with_the_year_before(variant: str, now: float, then: float) -> None:
    figure = answer("it_cost_change", LONG_AGO, BEFORE, GROUP, variant=variant)
    assert figure.value == pytest.approx((now / then - 1) * 100)
    assert (figure.numerator, figure.denominator) == pytest.approx((now, then))


def test_it_cost_change_compares_with_a_chosen_year() -> None:
    figure = answer("it_cost_change", LONG_AGO, BEFORE, GROUP, variant="central_nominal", base_year=2018)
    assert figure.value == pytest.approx((100 / 50 - 1) * 100)


def test_it_cost_change_without_the_base_year_is_empty() -> None:
    for variant in ("total_nominal", "total_share", "central_nominal", "central_share"):
        assert answer("it_cost_change", LONG_AGO, GROUP, variant=variant).missing == "no_base_year"
    without_turnover = BEFORE | {"turnover_sek": None}
    assert answer("it_cost_change", without_turnover, GROUP, variant="total_share").missing == "no_base_year"
    assert answer("it_cost_change", without_turnover, GROUP, variant="total_nominal").value is not None


def test_it_cost_change_from_zero_is_empty_rather_than_infinite() -> None:
    from_zero = BEFORE | {"k1_card_sek": 80.0 - 80.0}
    figure = answer("it_cost_change", from_zero, GROUP, variant="central_nominal")
    assert (figure.value, figure.missing) == (None, "zero_denominator")


def test_it_cost_change_says_what_this_year_lacks_before_what_the_base_year_lacks() -> None:
    assert (
        answer("it_cost_change", GROUP | {"turnover_sek": None}, variant="total_share").missing
        == "no_turnover"
    )
    zero = GROUP | {"turnover_sek": Decimal(0)}
    assert answer("it_cost_change", BEFORE, zero, variant="central_share").missing == "zero_denominator"
    unknown = GROUP | {"total_it_sek": None, "k1_gross_sek": None, "k1_card_sek": None, "k1_part_sek": None}
    assert answer("it_cost_change", BEFORE, unknown, variant="total_nominal").missing == "no_it_cost"
    assert answer("it_cost_change", BEFORE, unknown, variant="central_nominal").missing == "no_central_it"


def test_it_cost_change_below_a_correction_can_fall_by_more_than_everything() -> None:
    corrected = GROUP | {"k1_card_sek": 40.0 - 80.0}
    figure = answer("it_cost_change", BEFORE, corrected, variant="central_nominal")
    assert figure.value == pytest.approx(((40 - 80) / 80 - 1) * 100)


def test_it_cost_change_names_a_category_that_either_year_counted_as_zero() -> None:
    younger = BEFORE | {"has_k4": False, "total_it_sek": 80.0 + 50 + 10}
    assert answer("it_cost_change", younger, GROUP, variant="total_nominal").counted_zero == "shadow_it"
    assert answer("it_cost_change", younger, GROUP, variant="central_nominal").counted_zero is None
    both = answer("it_cost_change", younger, GROUP | {"has_k2": False}, variant="total_share")
    assert both.counted_zero == "external_it,shadow_it"


def test_it_cost_change_is_an_estimate_where_either_total_is() -> None:
    estimated = BEFORE | {"k3_from": "headcount"}
    assert answer("it_cost_change", estimated, GROUP, variant="total_nominal").status == "uppskattad"
    assert answer("it_cost_change", estimated, GROUP, variant="central_share").status == "utfall"
    assumed = GROUP | {"turnover_status": "antagande"}
    assert answer("it_cost_change", BEFORE, assumed, variant="central_share").status == "antagande"
    assumed_before = BEFORE | {"turnover_status": "antagande"}
    assert answer("it_cost_change", assumed_before, GROUP, variant="central_share").status == "antagande"
    assert answer("it_cost_change", BEFORE, assumed, variant="central_nominal").status == "utfall"


# --- digitalisation_change


def test_digitalisation_change_counts_the_outlay_in_both_years() -> None:
    before = BEFORE | {"digitalisation_incl_sek": Decimal(20), "digitalisation_excl_sek": Decimal(999)}
    nominal = answer("digitalisation_change", before, DIGITAL, variant="nominal")
    share = answer("digitalisation_change", before, DIGITAL, variant="share")
    assert nominal.value == pytest.approx(((60 - 10 + 30) / 20 - 1) * 100)
    assert share.value == pytest.approx((((60 - 10 + 30) / 8_000) / (20 / 7_000) - 1) * 100)


def test_digitalisation_change_needs_both_years() -> None:
    before = BEFORE | {"digitalisation_incl_sek": Decimal(20)}
    unread = {"digitalisation_incl_sek": None}
    assert answer("digitalisation_change", DIGITAL, variant="nominal").missing == "no_base_year"
    assert (
        answer("digitalisation_change", before | unread, DIGITAL, variant="nominal").missing == "no_base_year"
    )
    assert answer("digitalisation_change", before, DIGITAL | unread, variant="share").missing == "no_ledger"
    assert answer("digitalisation_change", BEFORE, DIGITAL, variant="share").missing == "zero_denominator"
    no_turnover = DIGITAL | {"turnover_sek": None}
    assert answer("digitalisation_change", before, no_turnover, variant="share").missing == "no_turnover"


def test_digitalisation_change_follows_a_correction_below_zero() -> None:
    before = BEFORE | {"digitalisation_incl_sek": Decimal(20)}
    corrected = DIGITAL | {"digitalisation_incl_sek": Decimal(10 - 15)}
    figure = answer("digitalisation_change", before, corrected, variant="nominal")
    assert figure.value == pytest.approx(((10 - 15) / 20 - 1) * 100)
