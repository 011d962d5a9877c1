"""Is every staff figure the sum a controller would make with a pencil?"""

import pytest

from tests.fixtures.card_query import answer
from tests.fixtures.unit_year import UnitYear, unit_year


def staffed(year: int, **fte: object) -> UnitYear:
    everyone = {"total_fte": 200.0, "it_fte": 8.0, "local_it_fte": 2.0, "digital_fte": 5.0}
    classes = {"digital_permanent_fte": 2.0, "digital_temporary_fte": 2.5}
    return unit_year("school", year, **(everyone | classes | {"fte_status": "utfall"} | fte))


SCHOOL = staffed(2021)
UNCOUNTED = unit_year("school", 2021)


def test_it_fte_share_is_per_mille_of_all_staff_with_or_without_local_roles() -> None:
    central = answer("it_fte_share", SCHOOL, unit="school", variant="central")
    with_local = answer("it_fte_share", SCHOOL, unit="school", variant="incl_local")
    assert central.value == pytest.approx(8 / 200 * 1000)
    assert with_local.value == pytest.approx((8 + 4 * 0.5) / 200 * 1000)


def test_it_fte_share_of_a_unit_without_it_staff_is_a_true_zero() -> None:
    figure = answer("it_fte_share", staffed(2021, it_fte=0.0), unit="school", variant="central")
    assert (figure.value, figure.missing) == (0, None)


def test_it_fte_share_of_a_unit_without_employees_is_empty() -> None:
    nobody = staffed(2021, total_fte=0.0)
    for variant in ("central", "incl_local"):
        assert answer("it_fte_share", UNCOUNTED, unit="school", variant=variant).missing == "no_headcount"
        assert answer("it_fte_share", nobody, unit="school", variant=variant).missing == "zero_denominator"


def test_digital_to_it_fte_can_exceed_a_hundred_per_cent() -> None:
    larger = staffed(2021, digital_fte=12.0)
    assert answer("digital_to_it_fte", SCHOOL, unit="school").value == pytest.approx(5 / 8 * 100)
    assert answer("digital_to_it_fte", larger, unit="school").value == pytest.approx(12 / 8 * 100)


def test_permanent_digital_to_it_fte_counts_permanent_staff_only() -> None:
    assert answer("permanent_digital_to_it_fte", SCHOOL, unit="school").value == pytest.approx(2 / 8 * 100)


@pytest.mark.parametrize("card", ["digital_to_it_fte", "permanent_digital_to_it_fte"])
def test_digitalisation_staff_beside_no_it_staff_is_empty(card: str) -> None:
    assert answer(card, staffed(2021, it_fte=0.0), unit="school").missing == "no_it_fte"
    assert answer(card, UNCOUNTED, unit="school").missing == "no_headcount"


def test_temporary_digital_share_is_borrowed_and_hired_and_leaves_fixed_term_out() -> None:
    # 2.0 permanent, 0.5 fixed term, 1.0 borrowed, 1.5 consultants
    figure = answer("temporary_digital_share", SCHOOL, unit="school")
    assert figure.value == pytest.approx((1.0 + 1.5) / (2.0 + 0.5 + 1.0 + 1.5) * 100)


def test_temporary_digital_share_without_digitalisation_staff_is_empty() -> None:
    none = staffed(2021, digital_fte=0.0, digital_permanent_fte=0.0, digital_temporary_fte=0.0)
    assert answer("temporary_digital_share", none, unit="school").missing == "no_digital_fte"
    assert answer("temporary_digital_share", UNCOUNTED, unit="school").missing == "no_headcount"


BEFORE = staffed(2020, total_fte=190.0, it_fte=10.0, digital_fte=4.0)
LONG_AGO = staffed(2018, total_fte=100.0, it_fte=4.0, digital_fte=1.0)


@pytest.mark.parametrize(
    ("variant", "now", "then"),
    [
        ("it_nominal", 8, 10),
        ("it_share", 8 / 200, 10 / 190),
        ("digital_nominal", 5, 4),
        ("digital_share", 5 / 200, 4 / 190),
    ],
)
def test_fte_change_compares_numbers_and_shares_of_all_staff(variant: str, now: float, then: float) -> None:
    figure = answer("fte_change", LONG_AGO, BEFORE, SCHOOL, unit="school", variant=variant)
    assert figure.value == pytest.approx((now / then - 1) * 100)


def test_fte_change_compares_with_a_chosen_year() -> None:
    figure = answer(
        "fte_change", LONG_AGO, BEFORE, SCHOOL, unit="school", variant="it_nominal", base_year=2018
    )
    assert figure.value == pytest.approx((8 / 4 - 1) * 100)


def test_fte_change_without_headcount_in_either_year_is_empty() -> None:
    uncounted_before = unit_year("school", 2020)
    for variant in ("it_nominal", "it_share", "digital_nominal", "digital_share"):
        absent = answer("fte_change", LONG_AGO, SCHOOL, unit="school", variant=variant)
        then = answer("fte_change", uncounted_before, SCHOOL, unit="school", variant=variant)
        now = answer("fte_change", BEFORE, UNCOUNTED, unit="school", variant=variant)
        assert (absent.missing, then.missing, now.missing) == ("no_base_year", "no_base_year", "no_headcount")


def test_fte_change_from_nobody_is_empty_rather_than_infinite() -> None:
    from_nobody = BEFORE | {"digital_fte": 0.0}
    figure = answer("fte_change", from_nobody, SCHOOL, unit="school", variant="digital_nominal")
    assert (figure.value, figure.missing) == (None, "zero_denominator")


def test_a_correction_of_an_overcounted_month_can_make_a_years_staff_negative_and_is_not_hidden() -> None:
    corrected = staffed(2021, it_fte=2.0 - 3.0)
    assert answer("it_fte_share", corrected, unit="school", variant="central").value == pytest.approx(
        (2 - 3) / 200 * 1000
    )
    change = answer("fte_change", BEFORE, corrected, unit="school", variant="it_nominal")
    assert change.value == pytest.approx(((2 - 3) / 10 - 1) * 100)


@pytest.mark.parametrize(
    "card", ["digital_to_it_fte", "permanent_digital_to_it_fte", "temporary_digital_share"]
)
def test_a_staff_figure_has_the_headcounts_status_and_follows_corrections(card: str) -> None:
    assumed = staffed(2021, fte_status="antagande")
    assert answer(card, assumed, unit="school").status == "antagande"
    corrected = staffed(2021, digital_fte=-1.0, digital_permanent_fte=-1.0, digital_temporary_fte=0.5)
    assert answer(card, corrected, unit="school").value < 0


def test_fte_change_is_as_unsure_as_its_weaker_year() -> None:
    estimated = BEFORE | {"fte_status": "uppskattad"}
    assumed = SCHOOL | {"fte_status": "antagande"}
    assert answer("fte_change", BEFORE, assumed, unit="school", variant="it_share").status == "antagande"
    assert answer("fte_change", estimated, assumed, unit="school", variant="it_share").status == "uppskattad"
