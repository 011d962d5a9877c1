"""A year-end forecast is a share of the year by earlier years, with a range and a hit rate of its own past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.forecast import Projection, Seen, back_tests, errors, expected_share, project

EVEN, EARLY, LATE = Seen(600, 1200), Seen(1200, 1800), Seen(600, 1800)  # half, two thirds, one third by June
YEARS = st.builds(lambda share, whole: Seen(share * whole, whole), st.floats(0.05, 0.95), st.floats(1_000, 1e9))
HISTORY = st.lists(YEARS, min_size=1, max_size=8)


def test_the_forecast_is_what_is_booked_by_the_mean_share_of_earlier_years():
    found = project(900, [EVEN, EARLY, LATE])
    assert found.expected_share == pytest.approx((1 / 2 + 2 / 3 + 1 / 3) / 3)
    assert found.forecast_sek == pytest.approx(900 / 0.5)


def test_the_range_is_the_method_s_smallest_and_largest_error_on_each_year_by_the_others():
    assert errors([EVEN, EARLY, LATE]) == pytest.approx(
        [(2 / 3 + 1 / 3) / 2 / (1 / 2) - 1, (1 / 2 + 1 / 3) / 2 / (2 / 3) - 1, (1 / 2 + 2 / 3) / 2 / (1 / 3) - 1]
    )
    found = project(900, [EVEN, EARLY, LATE])
    assert (found.low_sek, found.high_sek) == pytest.approx((1800 * (1 - 0.375), 1800 * (1 + 0.75)))


def test_a_hit_is_a_year_that_ended_inside_the_range_built_without_it():
    # 2021 by the two others: 600/0.5 = 1200, errors -1/2 and +1: 600 to 2400 holds its 1200.
    # 2022: 1200/(5/12) = 2880, errors -1/3 and +1/2: 1920 to 4320 is above its 1800.
    # 2023: 600/(7/12) = 1028.6, errors +1/3 and -1/4: 771 to 1371 is below its 1800.
    assert back_tests([EVEN, EARLY, LATE]) == [True, False, False]
    assert (project(900, [EVEN, EARLY, LATE]).hits, project(900, [EVEN, EARLY, LATE]).tested) == (1, 3)


def test_years_that_are_all_alike_give_a_range_of_no_width_that_they_all_hit():
    found = project(50, [EVEN] * 4)
    assert found == Projection(0.5, 100, 100, 100, 4, 4)


def test_one_earlier_year_gives_a_forecast_without_range_and_two_give_no_hit_rate():
    assert project(300, [EVEN]) == Projection(0.5, 600)
    two = project(300, [EVEN, EARLY])
    assert two.low_sek is not None and (two.hits, two.tested) == (0, 0)


@pytest.mark.parametrize(
    ("so_far_sek", "earlier"),
    [
        (100, []),
        (0, [EVEN]),
        (-5, [EVEN]),
        (100, [Seen(1, 100), Seen(2, 100)]),
        (100, [Seen(-30, 100), Seen(20, 100)]),
    ],
    ids=["no earlier year", "nothing booked", "less than nothing booked", "a profile near zero", "below zero"],
)
def test_nothing_is_foreseen_where_nothing_carries_it(so_far_sek, earlier):
    assert project(so_far_sek, earlier) is None


def test_a_year_that_had_nothing_so_early_leaves_a_forecast_but_neither_range_nor_hits():
    found = project(100, [EVEN, EVEN, Seen(0, 500)])
    assert found.forecast_sek == pytest.approx(100 / ((0.5 + 0.5 + 0) / 3))
    assert (found.low_sek, found.high_sek, found.tested) == (None, None, 0)


def test_a_cost_that_is_credited_late_in_the_year_is_foreseen_below_what_is_booked():
    assert project(120, [Seen(120, 100)]).forecast_sek == pytest.approx(100)


@given(HISTORY, st.floats(1, 1e9), st.lists(st.floats(0.01, 100), min_size=8, max_size=8))
def test_an_earlier_year_in_other_money_has_the_same_profile(history, so_far_sek, factors):
    scaled = [Seen(y.part_sek * f, y.whole_sek * f) for y, f in zip(history, factors, strict=False)]
    assert expected_share(scaled) == pytest.approx(expected_share(history))
    one, other = project(so_far_sek, history), project(so_far_sek, scaled)
    assert other.forecast_sek == pytest.approx(one.forecast_sek)
    if one.low_sek is not None:
        assert (other.low_sek, other.high_sek) == pytest.approx((one.low_sek, one.high_sek))


@given(HISTORY, st.floats(1, 1e9), st.floats(0.01, 100))
def test_twice_the_money_so_far_is_twice_the_forecast(history, so_far_sek, factor):
    one, other = project(so_far_sek, history), project(so_far_sek * factor, history)
    assert other.forecast_sek == pytest.approx(one.forecast_sek * factor)
    assert (other.hits, other.tested) == (one.hits, one.tested)


@given(HISTORY, st.floats(1, 1e9))
def test_the_forecast_lies_inside_its_range_and_hits_are_no_more_than_tests(history, so_far_sek):
    found = project(so_far_sek, history)
    assert 0 <= found.hits <= found.tested <= len(history)
    if found.low_sek is not None:
        assert found.low_sek <= found.forecast_sek * (1 + 1e-9) and found.forecast_sek <= found.high_sek * (1 + 1e-9)


@given(HISTORY.flatmap(st.permutations), st.floats(1, 1e9))
def test_the_order_of_the_earlier_years_changes_nothing(history, so_far_sek):
    one, other = project(so_far_sek, history), project(so_far_sek, sorted(history, key=lambda y: y.share))
    assert other.forecast_sek == pytest.approx(one.forecast_sek) and other.hits == one.hits
