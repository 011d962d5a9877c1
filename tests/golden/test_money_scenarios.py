"""Do M1, M2 and M3 give the years, the money and the gaps that a pencil gives?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios import development_target, investment_gap, renewal
from kpi.scenarios.development_target import TargetData, TargetLevers, UnitGap
from kpi.scenarios.investment_gap import GapLevers
from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.renewal import (
    Asset,
    RenewalData,
    RenewalLevers,
    needed_markup_pct,
    registered_need,
    weighted_life,
    years_to_renew,
)
from kpi.scenarios.result import Line, named

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault
MSEK = Decimal(1_000_000)
sek = st.decimals(min_value=1, max_value=10**10, places=2)
pct = st.decimals(min_value="0.01", max_value=100, places=2)
years = st.decimals(min_value=1, max_value=100, places=1)
factor = st.decimals(min_value="0.01", max_value=1000, places=2)


def renewed(registered: Decimal | None = None, **levers: object) -> tuple[Line, ...]:
    return renewal.lines(RenewalLevers.turned(levers), RenewalData(registered))


def test_a_mark_up_of_two_per_cent_renews_in_fifty_years_where_the_cost_base_equals_the_infrastructure() -> None:
    assert years_to_renew(100 * MSEK, Decimal(2), 100 * MSEK) == 100 / Decimal("0.02") / 100 == 50


def test_with_other_amounts_the_years_are_the_replacement_value_by_what_is_set_aside() -> None:
    lines = renewed(replacement_sek=300 * MSEK, cost_base_sek=150 * MSEK, markup_pct=4, life_years=10)
    assert named(lines, "set_aside_sek").value == 150 * MSEK * Decimal("0.04")  # 6 a year
    assert named(lines, "renewal_years").value == 300 / 6
    assert named(lines, "needed_sek").value == 300 * MSEK / 10
    assert named(lines, "needed_markup_pct").value == Decimal(300) / (150 * 10) * 100  # 20 per cent


def test_at_the_mark_up_that_is_needed_the_renewal_takes_exactly_the_life() -> None:
    needed = needed_markup_pct(300 * MSEK, 150 * MSEK, Decimal(10))
    assert years_to_renew(300 * MSEK, needed, 150 * MSEK) == 10


def test_the_register_asks_for_replacement_by_life_and_its_weighted_life_asks_for_the_same() -> None:
    assets = [Asset(40 * MSEK, Decimal(4)), Asset(60 * MSEK, Decimal(12))]
    assert registered_need(assets) == 40 * MSEK / 4 + 60 * MSEK / 12  # 15 a year
    assert weighted_life(assets) == Decimal(100) / 15
    assert (registered_need([]), weighted_life([])) == (None, None)


def test_without_a_mark_up_the_renewal_never_ends_and_without_a_cost_base_no_mark_up_does() -> None:
    never = named(renewed(replacement_sek=1, cost_base_sek=1, markup_pct=0, life_years=10), "renewal_years")
    assert (never.value, never.reason) == (None, "nothing_set_aside")
    assert "blir aldrig klar" in never.why_empty("sv")
    nothing = named(renewed(replacement_sek=1, cost_base_sek=0, markup_pct=2, life_years=10), "needed_markup_pct")
    assert (nothing.value, nothing.reason) == (None, "zero_denominator")


def test_an_empty_register_of_infrastructure_says_so_and_own_numbers_still_give_an_answer() -> None:
    lines = renewed(cost_base_sek=100, markup_pct=2)
    assert named(lines, "renewal_years").lacking == ("replacement_sek",)
    assert named(lines, "registered_need_sek").reason == "no_assets"
    assert named(renewed(replacement_sek=100, cost_base_sek=100, markup_pct=2), "renewal_years").value == 50


@settings(**CALM)
@given(sek, pct, sek, years, factor)
def test_scaling_money_leaves_years_and_mark_up(
    replacement: Decimal, markup: Decimal, base: Decimal, life: Decimal, times: Decimal
) -> None:
    before = years_to_renew(replacement, markup, base)
    assert years_to_renew(replacement * times, markup, base * times) == pytest.approx(before, rel=Decimal("1e-20"))
    needed = needed_markup_pct(replacement, base, life)
    assert needed_markup_pct(replacement * times, base * times, life) == pytest.approx(needed, rel=Decimal("1e-20"))


@pytest.mark.parametrize(("lever", "position"), [("markup_pct", 101), ("life_years", 0), ("replacement_sek", -1)])
def test_an_impossible_renewal_is_refused(lever: str, position: int) -> None:
    with pytest.raises(ImpossibleLever) as refused:
        RenewalLevers.turned({lever: position})
    assert refused.value.lever == lever


def gap(**levers: object) -> tuple[Line, ...]:
    return investment_gap.lines(GapLevers.turned({"gap_low_sek": 150, "gap_high_sek": 200, **levers}))


def test_ten_thousand_hours_ask_for_one_and_a_half_to_two_million_from_drift() -> None:
    lines = gap(investment_hours=10_000, drift_sek=40 * MSEK)
    assert named(lines, "drift_low_sek").value == 10_000 * 150
    assert named(lines, "drift_high_sek").value == 10_000 * 200
    assert named(lines, "drift_low_pct").value == Decimal("1.5") / 40 * 100
    assert named(lines, "drift_high_pct").value == Decimal("2.0") / 40 * 100


def test_without_drift_money_the_gap_has_no_share_and_without_hours_no_amount() -> None:
    assert named(gap(investment_hours=100, drift_sek=0), "drift_low_pct").reason == "zero_denominator"
    assert named(gap(), "drift_low_sek").lacking == ("investment_hours",)


def test_a_lowest_gap_above_the_highest_is_refused_with_the_amount() -> None:
    with pytest.raises(ImpossibleLever) as refused:
        GapLevers.turned({"gap_low_sek": 250, "gap_high_sek": 200})
    said = refused.value.message("sv").replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Gap, högst: värdet ska vara minst det lägsta, 250 kr per timme."


def target(data: TargetData | None = None, **levers: object) -> tuple[Line, ...]:
    given = {"resource_sek": 100 * MSEK, "used_sek": 15 * MSEK, "resource_fte": 50, "used_fte": 12, **levers}
    return development_target.lines(TargetLevers.turned(given), data or TargetData())


def test_the_gap_is_the_target_of_the_resource_less_what_is_used() -> None:
    lines = target(target_pct=20)
    assert named(lines, "gap_sek").value == Decimal("0.20") * 100 * MSEK - 15 * MSEK  # 5 lacking
    assert named(lines, "gap_fte").value == Decimal("0.20") * 50 - 12  # 2 more than the target
    assert named(lines, "share_pct").value == 15
    assert named(lines, "share_fte_pct").value == 24


def test_a_resource_of_nothing_has_no_share_of_development() -> None:
    assert named(target(target_pct=20, resource_sek=0, used_sek=0), "share_pct").reason == "zero_denominator"


def test_the_units_stand_with_the_largest_gap_first_and_those_without_figures_are_left_out() -> None:
    units = (
        UnitGap("BUF", "Barn", 40 * MSEK, 8 * MSEK, Decimal(0)),
        UnitGap("SOC", "Social", 60 * MSEK, 7 * MSEK, 5 * MSEK),
        UnitGap("X", "Utan", None, None, None),
    )
    levers = TargetLevers.turned({"target_pct": 30})
    gaps = development_target.unit_gaps(levers, TargetData(units))
    assert [(unit.unit, gap_sek) for unit, gap_sek in gaps] == [
        ("SOC", Decimal("0.30") * 60 * MSEK - 7 * MSEK),
        ("BUF", Decimal("0.30") * 40 * MSEK - 8 * MSEK),
    ]


def test_today_is_the_card_and_not_the_lever() -> None:
    data = TargetData((), Decimal(3), Decimal("-0.5"))
    levers = TargetLevers.turned({"target_pct": 90, "resource_sek": 10, "used_sek": 1})
    today = development_target.today_lines(levers, data)
    assert (named(today, "gap_sek").value, named(today, "gap_fte").value) == (3, Decimal("-0.5"))


@settings(**CALM)
@given(pct, sek, sek, factor)
def test_scaling_money_scales_the_gap(share: Decimal, resource: Decimal, used: Decimal, times: Decimal) -> None:
    before = development_target.gap_sek(share, resource, used)
    scaled = development_target.gap_sek(share, resource * times, used * times)
    assert abs(scaled - before * times) <= abs(resource * times) * Decimal("1e-20")
