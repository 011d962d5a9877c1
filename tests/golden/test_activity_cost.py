"""Does M7 give the cost before and after digital delivery that a pencil gives?"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.scenarios.activity_cost import ActivityLevers, after, before, break_even_pct, lines, parts
from kpi.scenarios.lever import ImpossibleLever
from kpi.scenarios.result import named

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no fault
# A service of 1 000 tkr meetings, 200 preparation, 100 waste; half of it digital for 150 tkr more IT.
SERVICE = {
    "meeting_sek": "1000000",
    "preparation_sek": "200000",
    "waste_sek": "100000",
    "digital_pct": "50",
    "added_it_sek": "150000",
    "reallocated_pct": "60",
}
sek = st.decimals(min_value=1, max_value=10**9, places=2)
pct = st.decimals(min_value=1, max_value=100, places=2)


def turned(**other: object) -> ActivityLevers:
    return ActivityLevers.turned({**SERVICE, **other})


def value(key: str, **other: object) -> Decimal | None:
    return named(lines(turned(**other)), key).value


def test_the_cost_after_is_what_is_still_met_and_what_is_freed_without_being_re_allocated() -> None:
    # 1 000 000 x 0.5 still met + 200 000 + 150 000 IT + 100 000 waste + 500 000 freed x 0.4 not re-allocated
    assert value("service_cost_sek") == 500_000 + 200_000 + 150_000 + 100_000 + 500_000 * Decimal("0.4")
    assert value("freed_sek") == 500_000
    assert value("slack_sek") == 200_000


def test_it_breaks_even_where_what_is_re_allocated_pays_for_the_added_it() -> None:
    assert value("break_even_pct") == 30  # 150 000 of the 500 000 that are freed
    assert value("service_cost_sek", reallocated_pct=30) == 1_000_000 + 200_000 + 100_000


def test_nothing_re_allocated_makes_the_service_dearer_by_the_added_it() -> None:
    assert value("service_cost_sek", reallocated_pct=0) == 1_300_000 + 150_000


def test_without_digital_delivery_the_cost_is_the_one_before_and_no_break_even_exists() -> None:
    still = turned(digital_pct=0, added_it_sek=0)
    assert named(lines(still), "service_cost_sek").value == 1_300_000
    assert (named(lines(still), "break_even_pct").value, named(lines(still), "break_even_pct").reason) == (
        None,
        "nothing_freed",
    )


def test_it_never_pays_where_the_added_it_is_more_than_what_is_freed() -> None:
    assert value("break_even_pct", added_it_sek="750000") == 150


def test_a_lever_nobody_knows_is_named_and_gives_no_number() -> None:
    unknown = named(lines(turned(waste_sek=None)), "service_cost_sek")
    assert (unknown.value, unknown.lacking) == (None, ("waste_sek",))
    assert unknown.why_empty("sv") == "kan ej beräknas: Spill i dag saknas"
    assert parts(turned(waste_sek=None)) == ()


@pytest.mark.parametrize(("lever", "position"), [("digital_pct", 101), ("reallocated_pct", -1), ("meeting_sek", -5)])
def test_an_impossible_lever_is_refused_by_its_name_and_limits(lever: str, position: int) -> None:
    with pytest.raises(ImpossibleLever) as refused:
        turned(**{lever: position})
    assert refused.value.lever == lever
    assert "mellan 0" in refused.value.message("sv")


@settings(**CALM)
@given(sek, sek, sek, pct, sek)
def test_at_break_even_the_cost_after_is_the_cost_before(
    meeting: Decimal, preparation: Decimal, waste: Decimal, digital: Decimal, added: Decimal
) -> None:
    share = break_even_pct(meeting, digital, added)
    then = after(meeting, preparation, waste, digital, added, share)
    assert then == pytest.approx(before(meeting, preparation, waste), rel=Decimal("1e-18"))


@settings(**CALM)
@given(sek, sek, sek, pct, sek, pct)
def test_the_parts_sum_to_the_cost_before_and_after(
    meeting: Decimal, preparation: Decimal, waste: Decimal, digital: Decimal, added: Decimal, moved: Decimal
) -> None:
    levers = ActivityLevers(
        meeting_sek=meeting,
        preparation_sek=preparation,
        waste_sek=waste,
        digital_pct=digital,
        added_it_sek=added,
        reallocated_pct=moved,
    )
    assert sum(part[1] for part in parts(levers)) == meeting + preparation + waste
    assert sum(part[2] for part in parts(levers)) == pytest.approx(
        after(meeting, preparation, waste, digital, added, moved), rel=Decimal("1e-20")
    )
