"""Does M5 let the queue grow and shrink as a pencil does, month by month?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.result import named
from kpi.scenarios.supply_demand import (
    QueueData,
    QueueLevers,
    QueueMonth,
    added_supply,
    next_month,
    queue,
    relieved_demand,
    steps,
)
from kpi.scenarios.supply_demand_lines import lines, today_lines

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault
# Three months that are known: 100, 120 and 60 hours of needs, 80 delivered each month.
KNOWN = QueueData(
    tuple(
        QueueMonth(month, Decimal(demand), Decimal(80))
        for month, demand in ((202510, 100), (202511, 120), (202512, 60))
    ),
    202512,
)
NONE_KNOWN = QueueData((), 202512)


def turned(**other: object) -> QueueLevers:
    nothing = {"moved_fte": 0, "moved_gain_pct": 50, "extra_sek": 0, "local_fte": 0}
    ahead = {
        "demand_hours": 100,
        "supply_hours": 80,
        "months_ahead": 3,
        "hours_per_fte": 1200,
        "cost_per_hour_sek": 500,
    }
    return QueueLevers.turned({**nothing, **ahead, **other})


def test_the_queue_is_what_was_left_and_came_in_less_what_was_delivered() -> None:
    # 0 + 100 - 80 = 20; 20 + 120 - 80 = 60; 60 + 60 - 80 = 40
    assert queue([(100, 80), (120, 80), (60, 80)]) == [20, 60, 40]


def test_more_delivered_than_there_is_leaves_an_empty_queue_and_saves_nothing_for_later() -> None:
    assert queue([(10, 50), (30, 20)]) == [0, 10]


def test_the_months_ahead_go_on_from_the_last_known_one() -> None:
    months = steps(turned(), KNOWN)
    assert [step.queue_hours for step in months] == [20, 60, 40, 60, 80, 100]
    assert [step.month for step in months][-3:] == [202601, 202602, 202603]
    assert months[-1].frustration == Decimal(100) / 80


def test_a_moved_developer_raises_delivery_by_what_was_not_development_before() -> None:
    # 2 moved x 1 200 hours / 12 months x 50 per cent = 100 hours a month
    added = added_supply(Decimal(2), Decimal(50), Decimal(1200), Decimal(0), Decimal(500))
    assert added == Decimal(2) * 1200 / 12 * Decimal("0.5")
    assert [step.queue_hours for step in steps(turned(moved_fte=2), KNOWN)][3:] == [0, 0, 0]  # 40 + 100 - 180 < 0


def test_more_money_buys_hours_at_the_hourly_cost() -> None:
    assert added_supply(Decimal(0), Decimal(50), Decimal(1200), Decimal(60_000), Decimal(500)) == 60_000 / 500 / 12


def test_local_capacity_meets_needs_before_they_reach_the_queue_but_no_more_than_there_are() -> None:
    assert relieved_demand(Decimal("0.3"), Decimal(1200)) == Decimal("0.3") * 1200 / 12  # 30 hours a month
    assert [step.queue_hours for step in steps(turned(local_fte="0.3"), KNOWN)][3:] == [30, 20, 10]
    assert [step.demand_hours for step in steps(turned(local_fte=50), KNOWN)][3:] == [0, 0, 0]


def test_a_change_from_the_beginning_holds_in_the_known_months_too() -> None:
    # needs 70, 90, 30 and then 70 a month against 80: 0, 10, 0, 0, 0, 0
    changed = steps(turned(local_fte="0.3", begins="first"), KNOWN)
    assert [step.queue_hours for step in changed] == [0, 10, 0, 0, 0, 0]


def test_the_answer_is_the_queue_at_the_end_beside_the_queue_without_the_change() -> None:
    levers = turned(local_fte="0.3")
    then, today = lines(levers, KNOWN), today_lines(turned(), KNOWN)
    assert (named(then, "queue_hours").value, named(today, "queue_hours").value) == (10, 100)
    assert named(then, "frustration").value == Decimal(10) / 80
    assert (named(then, "months_to_empty").value, named(then, "months_to_empty").reason) == (None, "never_empty")
    assert named(lines(turned(local_fte="0.4"), KNOWN), "months_to_empty").value == 2  # 40, 20, 0
    assert named(then, "relieved_demand_hours").value == 30


def test_a_queue_that_was_empty_for_a_while_is_not_empty_if_it_comes_back() -> None:
    # from the beginning: needs 70, 90, 30 and then 90 a month against 80: 0, 10, 0, 10, 20, 30
    back = turned(local_fte="0.3", begins="first", demand_hours=120)
    assert [step.queue_hours for step in steps(back, KNOWN)] == [0, 10, 0, 10, 20, 30]
    assert named(lines(back, KNOWN), "months_to_empty").reason == "never_empty"
    # needs 70 a month to the end: 0, 10, 0, 0, 0, 0, so it is empty for good after the third month
    assert named(lines(turned(local_fte="0.3", begins="first"), KNOWN), "months_to_empty").value == 3


def test_a_month_without_delivery_has_no_frustration() -> None:
    still = named(lines(turned(supply_hours=0), KNOWN), "frustration")
    assert (still.value, still.reason) == (None, "no_supply")


def test_without_a_register_own_numbers_for_the_months_ahead_are_enough() -> None:
    assert named(lines(turned(), NONE_KNOWN), "queue_hours").value == 3 * (100 - 80)
    assert steps(turned(), NONE_KNOWN)[0].month == 202601
    assert named(lines(turned(demand_hours=None), NONE_KNOWN), "queue_hours").lacking == ("demand_hours",)
    assert named(lines(turned(months_ahead=0), NONE_KNOWN), "queue_hours").reason == "no_months"


def test_december_is_followed_by_january() -> None:
    assert (next_month(202511), next_month(202512)) == (202512, 202601)


@pytest.mark.parametrize(("lever", "position"), [("cost_per_hour_sek", 0), ("hours_per_fte", 0), ("months_ahead", 61)])
def test_an_impossible_queue_is_refused(lever: str, position: int) -> None:
    with pytest.raises(ImpossibleLever) as refused:
        turned(**{lever: position})
    assert refused.value.lever == lever


hours = st.decimals(min_value=0, max_value=10**6, places=1)


@settings(**CALM)
@given(st.lists(st.tuples(hours, hours), max_size=60))
def test_the_queue_is_never_negative_and_never_grows_by_more_than_comes_in(
    flow: list[tuple[Decimal, Decimal]],
) -> None:
    before = Decimal(0)
    for (demand, supply), after in zip(flow, queue(flow), strict=True):
        assert 0 <= after <= before + demand
        assert after >= before + demand - supply
        before = after


people = st.decimals(min_value=0, max_value=100, places=1)


@settings(**CALM)
@given(hours, hours, people, people)
def test_no_lever_makes_the_queue_longer(demand: Decimal, supply: Decimal, moved: Decimal, local: Decimal) -> None:
    without = steps(turned(demand_hours=demand, supply_hours=supply), KNOWN)[-1].queue_hours
    levers = turned(demand_hours=demand, supply_hours=supply, moved_fte=moved, local_fte=local)
    assert 0 <= steps(levers, KNOWN)[-1].queue_hours <= without
