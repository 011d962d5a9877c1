"""Does M8 move the share as a pencil does, straight or towards a ceiling?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios.adoption import AdoptionData, AdoptionLevers, course, years_to_target
from kpi.scenarios.adoption_lines import lines
from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.result import named

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault
# 25 % digital, 3 points a year, services at level 2 of 4: a ceiling of 80 x 2 / 4 = 40 %.
KNOWN = {
    "share_pct": 25,
    "pace_pp": 3,
    "digital_target_pct": 60,
    "years": 10,
    "level": 2,
    "level_now": 2,
    "ceiling_pct": 80,
    "dip_pct": 30,
    "recovery_years": 2,
}
DATA = AdoptionData(2025)


def turned(**other: object) -> AdoptionLevers:
    return AdoptionLevers.turned({**KNOWN, **other})


def test_straight_the_share_moves_by_the_pace_every_year_and_stops_at_all() -> None:
    assert course(turned(years=3)) == (25, 28, 31, 34)
    assert course(turned(share_pct=96, years=3)) == (96, 99, 100, 100)
    assert course(turned(share_pct=4, pace_pp=-3, years=3)) == (4, 1, 0, 0)


def test_the_worked_example_reaches_its_target_after_eleven_point_seven_years() -> None:
    assert years_to_target(turned()) == Decimal(60 - 25) / 3
    assert named(lines(turned(), DATA), "years_to_target").value == pytest.approx(
        Decimal("11.6667"), abs=Decimal("0.001")
    )


def test_the_logistic_curve_begins_at_todays_pace_and_slows_towards_the_ceiling() -> None:
    shares = course(turned(form="logistic", years=30))
    assert shares[1] == pytest.approx(28)  # the first year is today's pace
    # r = 3 / (25 x (1 - 25/40)) = 0.32; second year 28 + 0.32 x 28 x (1 - 28/40) = 30.688
    assert shares[2] == pytest.approx(Decimal("30.688"))
    assert 39 < shares[-1] < 40


def test_a_raised_level_lifts_the_ceiling_but_dips_at_first() -> None:
    # level 4: ceiling 80; r stays 0.32; first year 25 + 0.32 x 25 x (1 - 25/80) x (1 - 0.3) = 28.85
    raised = course(turned(form="logistic", level=4, years=30))
    assert raised[1] == pytest.approx(25 + Decimal("0.32") * 25 * (1 - Decimal(25) / 80) * Decimal("0.7"))
    without = course(turned(form="logistic", level=4, dip_pct=0, years=30))
    assert all(one < other for one, other in zip(raised[1:5], without[1:5], strict=True))
    assert 79 < raised[-1] < 80


def test_the_dip_halves_with_the_years_of_recovery() -> None:
    # after 2 years the dip is 30 x 0.5^(2/2) = 15 per cent
    shares = course(turned(form="logistic", level=4))
    step = (shares[3] - shares[2]) / (Decimal("0.32") * shares[2] * (1 - shares[2] / 80))
    assert step == pytest.approx(Decimal("0.85"))


def test_along_the_curve_the_target_is_read_between_two_years_or_said_to_be_out_of_reach() -> None:
    levers = turned(form="logistic", level=4, years=30)
    reached = years_to_target(levers)
    shares = course(levers)
    assert shares[int(reached)] < 60 <= shares[int(reached) + 1]
    never = named(lines(turned(form="logistic"), DATA), "years_to_target")
    assert (never.value, never.reason) == (None, "not_within_years")


def test_a_target_that_is_reached_takes_no_time_and_one_without_a_pace_is_never_reached() -> None:
    assert years_to_target(turned(share_pct=60)) == 0
    assert named(lines(turned(pace_pp=0), DATA), "years_to_target").reason == "never_at_pace"


def test_a_curve_that_cannot_begin_says_why() -> None:
    assert named(lines(turned(form="logistic", share_pct=0), DATA), "share_at_end_pct").reason == "logistic_from_zero"
    assert named(lines(turned(form="logistic", share_pct=40), DATA), "share_at_end_pct").reason == "above_ceiling"
    assert named(lines(turned(form="logistic", level=0), DATA), "share_at_end_pct").reason == "above_ceiling"


def test_what_the_straight_curve_does_not_take_may_be_unknown() -> None:
    assert course(turned(level=None, level_now=None, years=1)) == (25, 28)
    unknown = named(lines(turned(form="logistic", level_now=None), DATA), "share_at_end_pct")
    assert unknown.lacking == ("level_now",)


@pytest.mark.parametrize(("lever", "position"), [("share_pct", 101), ("level", 5), ("years", 0), ("recovery_years", 0)])
def test_an_impossible_adoption_is_refused(lever: str, position: int) -> None:
    with pytest.raises(ImpossibleLever) as refused:
        turned(**{lever: position})
    assert refused.value.lever == lever


pct = st.decimals(min_value=0, max_value=100, places=2)


@settings(**CALM)
@given(pct, st.decimals(min_value=-100, max_value=100, places=2), pct, st.sampled_from(("straight", "logistic")))
def test_a_share_stays_between_nothing_and_all(share: Decimal, pace: Decimal, dip: Decimal, form: str) -> None:
    shares = course(turned(form=form, share_pct=share, pace_pp=pace, dip_pct=dip, level=3, ceiling_pct=100, years=30))
    assert all(0 <= each <= 100 for each in shares)
