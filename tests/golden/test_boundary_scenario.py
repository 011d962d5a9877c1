"""Does M6 measure how much a service's volume varies around its trend?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios.boundary import BoundaryData, BoundaryLevers, Volume, is_over, variation
from kpi.scenarios.boundary_lines import lines
from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.result import named

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault


def months(*cases: int, first: int = 1) -> tuple[Volume, ...]:
    return tuple(Volume(place, 202400 + place, Decimal(n)) for place, n in enumerate(cases, start=first))


def turned(**other: object) -> BoundaryLevers:
    return BoundaryLevers.turned({"months": 24, "limit": "0.20", **other})


SWINGING = months(*(150, 100, 100, 150) * 3)  # mean 125, no trend by symmetry, 25 from the mean every month


def test_the_variation_is_the_population_deviation_of_the_residuals_by_the_mean() -> None:
    found = variation(SWINGING, 24)
    assert (found.mean_cases, found.slope) == (125, 0)
    assert found.deviation_cases == 25  # the root of 12 x 25^2 / 12
    assert found.share == Decimal(25) / 125


def test_a_service_that_grows_evenly_does_not_vary() -> None:
    found = variation(months(*range(100, 220, 10)), 24)
    assert found.slope == 10
    assert found.share == pytest.approx(0, abs=Decimal("1e-20"))
    assert found.trend_at(12) == pytest.approx(210)


def test_around_a_trend_only_the_distance_from_it_counts() -> None:
    # 10 more each month, and 25 above or below as before: the same deviation
    swings = [100 + 10 * n + swing for n, swing in enumerate((25, -25, -25, 25) * 3)]
    assert variation(months(*swings), 24).deviation_cases == pytest.approx(25)


def test_only_the_last_months_count() -> None:
    wild_first = months(*(1000, 1, 1000, 1), *(volume.cases for volume in SWINGING))
    assert variation(wild_first, 12).share == Decimal(25) / 125
    assert variation(wild_first, 24).share > 1


def test_a_missing_month_is_a_gap_and_keeps_its_place_in_the_trend() -> None:
    even = [Volume(place, None, Decimal(100 + 10 * place)) for place in range(1, 15) if place not in (4, 9)]
    assert variation(even, 24).share == pytest.approx(0, abs=Decimal("1e-20"))
    assert variation(even, 13) is None  # 13 calendar months, of which 11 are known


def test_it_is_over_the_limit_only_above_it() -> None:
    data = BoundaryData(SWINGING)
    assert is_over(turned(limit="0.20"), data) is False
    assert is_over(turned(limit="0.19"), data) is True
    assert named(lines(turned(limit="0.19"), data), "over_limit").value == 1


def test_fewer_than_twelve_months_and_no_cases_have_their_reasons() -> None:
    assert named(lines(turned(), BoundaryData(SWINGING[:11])), "variation").reason == "too_few_months"
    assert named(lines(turned(), BoundaryData()), "variation").reason == "no_volumes"
    assert named(lines(turned(), BoundaryData(months(*[0] * 12))), "variation").reason == "zero_denominator"


def test_volumes_of_ones_own_stand_instead_of_the_store_s() -> None:
    written = turned(own_volumes="\n".join(str(volume.cases) for volume in SWINGING))
    assert named(lines(written, BoundaryData()), "variation").value == Decimal(25) / 125


@pytest.mark.parametrize("given", [{"months": 11}, {"months": 25}, {"limit": 0}, {"own_volumes": "12\nmånga"}])
def test_an_impossible_boundary_is_refused(given: dict) -> None:
    with pytest.raises(ImpossibleLever):
        turned(**given)


@settings(**CALM)
@given(st.lists(st.integers(1, 10**6), min_size=12, max_size=24), st.integers(2, 1000))
def test_scaling_the_volume_leaves_the_variation(cases: list[int], times: int) -> None:
    before = variation(months(*cases), 24).share
    after = variation(months(*(n * times for n in cases)), 24).share
    assert after == pytest.approx(before, rel=Decimal("1e-15"), abs=Decimal("1e-15"))
