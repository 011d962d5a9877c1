"""Where a unit's year is heading rests on its own months, and the months sum to what the figures say."""

from pathlib import Path

import pytest

from kpi.cost_months import COSTS, CostMonths, cost_months
from kpi.course import YearEnd, course, year_end
from kpi.outlook import ALL_MONTHS, LOOKING_BACK, Outlook, outlook, usual_month
from tests.fixtures.group import DIGITAL, EVERYONE, K2, K3, K4, SIMPLE_RULES, UNITS, Group, Row, line, unit

YEAR = 2024
HALF = range(1, 7)


def months(who: str, account: str, year: int, amounts: dict[int, object], **more: object) -> list[Row]:
    """Return one line a month, on its last day but a few."""
    return [line(who, account, amount, f"{year}-{month:02d}-25", **more) for month, amount in amounts.items()]


def every(amount: object, some: range = range(1, 13)) -> dict[int, object]:
    return dict.fromkeys(some, amount)


def history(who: str = "BUF") -> list[Row]:
    """Three years: half, two thirds and one third of each is booked by the end of June."""
    early, late = every(200, HALF) | every(100, range(7, 13)), every(100, HALF) | every(200, range(7, 13))
    return [
        *months(who, K2, 2021, every(100)),
        *months(who, K2, 2022, early),
        *months(who, K2, 2023, late),
    ]


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def held(group: Group) -> CostMonths:
    return cost_months(group.store, EVERYONE)


def seen(group: Group, scope: str = "BUF", through: int = 6, cost: str = "total_it", year: int = YEAR) -> Outlook:
    return outlook(held(group), scope, cost, year, through)


def test_a_running_year_is_foreseen_by_its_own_earlier_years(group):
    group.deliver("ledger", *history(), *months("BUF", K2, YEAR, every(150, HALF)))
    found = seen(group)
    assert found.so_far_sek == 6 * 150
    assert found.forecast_sek == pytest.approx(900 / ((1 / 2 + 2 / 3 + 1 / 3) / 3))
    assert (found.low_sek, found.high_sek) == pytest.approx((1800 * 0.625, 1800 * 1.75))
    assert (found.hits, found.tested) == (1, 3)
    assert found.last_year_sek == 6 * 100 + 6 * 200 and found.outcome_sek is None


def test_the_municipality_and_the_group_are_foreseen_by_their_sums(group):
    group.deliver("ledger", *history(), *history("ENE"), *months("BUF", K2, YEAR, every(150, HALF)))
    assert seen(group, "group").reason == "no_ledger"  # the company has handed in nothing of the year
    assert seen(group, "municipality").forecast_sek == pytest.approx(1800)
    group.deliver("ledger", *months("ENE", K2, YEAR, every(50, HALF)))
    assert seen(group, "group").so_far_sek == 6 * (150 + 50)
    assert seen(group, "group").forecast_sek == pytest.approx(1200 / 0.5)


def test_a_year_that_is_whole_has_an_outcome_and_no_forecast(group):
    group.deliver("ledger", *history(), *months("BUF", K2, YEAR, every(10)))
    found = seen(group, through=12)
    assert found.is_whole and found.outcome_sek == 120
    assert found.forecast_sek is None and found.reason is None


def test_a_finished_year_can_be_looked_back_on_and_says_whether_it_ended_inside_the_range(group):
    group.deliver("ledger", *history(), *months("BUF", K2, YEAR, every(150, HALF) | every(500, range(7, 13))))
    found = seen(group)
    assert found.forecast_sek == pytest.approx(1800) and found.outcome_sek == 900 + 3000
    assert found.is_inside is False


def test_without_an_earlier_whole_year_nothing_is_foreseen_and_the_reason_says_so(group):
    group.deliver("ledger", *months("BUF", K2, 2023, every(1, HALF)), *months("BUF", K2, YEAR, every(1, HALF)))
    found = seen(group)
    assert (found.forecast_sek, found.reason, found.so_far_sek) == (None, "no_history", 6)


def test_a_missing_month_is_no_zero_and_the_same_months_of_earlier_years_are_compared(group):
    rows = months("BUF", K2, YEAR, every(80, HALF))
    group.deliver("ledger", *months("BUF", K2, 2023, every(100)), *(row for row in rows if "-04-" not in row["date"]))
    found = seen(group)
    assert found.months == (1, 2, 3, 5, 6) and found.gaps == (4,)
    assert found.forecast_sek == pytest.approx(5 * 80 / (5 / 12))  # and not 400 / (6 / 12)
    assert found.lacking == (("BUF", 202404),)


def test_an_earlier_year_with_a_missing_month_is_left_out_and_named(group):
    gone = [row for row in months("BUF", K2, 2022, every(900)) if "-08-" not in row["date"]]
    group.deliver("ledger", *gone, *months("BUF", K2, 2021, every(1)), *months("BUF", K2, 2023, every(100)))
    group.deliver("ledger", *months("BUF", K2, YEAR, every(80, HALF)), source="running")
    found = seen(group)
    assert [one.year for one in found.earlier] == [2021, 2023] and found.left_out == (2022,)


def test_a_correction_lowers_what_is_booked_and_a_line_of_new_year_s_eve_belongs_to_the_old_year(group):
    group.deliver(
        "ledger",
        *months("BUF", K2, 2023, every(100)),
        line("BUF", K2, 1200, "2023-12-31"),
        *months("BUF", K2, YEAR, every(100, HALF)),
        line("BUF", K2, -300, "2024-01-01"),
    )
    found = seen(group)
    assert found.last_year_sek == 12 * 100 + 1200
    assert found.forecast_sek == pytest.approx((600 - 300) / (600 / 2400))


def test_staff_by_headcount_and_declared_shadow_it_belong_to_the_year_and_are_not_multiplied(group):
    group.deliver("ledger", *months("BUF", K2, 2023, every(100)), *months("BUF", K2, YEAR, every(100, HALF)))
    staff = {"unit": "BUF", "role": "systemägare", "resource_class": "permanent", "cost_per_fte_sek": 600_000}
    group.deliver("headcount", *({**staff, "period": f"2024-{m:02d}", "fte": 2} for m in HALF))
    group.deliver("declared_shadow_it", {"unit": "BUF", "year": YEAR, "amount_sek": 7000})
    found = seen(group)
    assert found.yearly_sek == 2 * 600_000 + 7000
    assert found.so_far_sek == 600 + found.yearly_sek  # as total IT of the year so far says
    assert found.so_far_sek == pytest.approx(group.figure("it_cost_per_fte", "BUF").numerator)
    assert found.forecast_sek == pytest.approx(1200 + found.yearly_sek)


def test_local_staff_in_the_ledger_follows_the_months(group):
    group.deliver("ledger", *months("BUF", K3, 2023, every(100)), *months("BUF", K3, YEAR, every(100, HALF)))
    assert seen(group).yearly_sek == 0 and seen(group).forecast_sek == pytest.approx(1200)


def test_digitalisation_holds_investment_and_no_depreciation_and_is_no_it_cost(group):
    group.deliver("ledger", *(row for year in (2023, YEAR) for row in [
        *months("DIG", DIGITAL, year, every(10)),
        *months("DIG", DIGITAL, year, every(90), project="INV1"),
        *months("DIG", DIGITAL, year, every(500), text="avskrivning"),
    ]))  # fmt: skip
    found = seen(group, "DIG", cost="digitalisation")
    assert found.so_far_sek == 6 * (10 + 90) and found.forecast_sek == pytest.approx(1200)
    assert seen(group, "DIG").reason == "nothing_booked"


def central(year: int, cost: int, buf: int, soc: int, some: range = range(1, 13)) -> list[Row]:
    """The central IT unit's cost, and what it invoices two departments."""
    return [
        *months("SCIT", "6100", year, every(cost, some)),
        *months("SCIT", "3700", year, every(-buf, some), counterparty="110"),
        *months("SCIT", "3700", year, every(-soc, some), counterparty="120"),
    ]


def test_the_central_budget_falls_on_a_unit_by_what_it_was_invoiced_so_far(group):
    group.deliver("ledger", *central(2023, 100, 30, 10), *central(YEAR, 100, 30, 30, HALF), source="central")
    for who in ("BUF", "SOC"):
        group.deliver("ledger", *months(who, K2, 2023, every(1)), *months(who, K2, YEAR, every(1, HALF)), source=who)
    assert seen(group, "BUF", cost="central_it").so_far_sek == pytest.approx(600 * 30 / 60)
    assert seen(group, "BUF", cost="central_it").last_year_sek == pytest.approx(1200 * 30 / 40)
    assert seen(group, "SCIT", cost="central_it").forecast_sek == pytest.approx(1200)  # gross
    assert seen(group, "group", cost="central_it").forecast_sek == pytest.approx(1200)
    assert seen(group, "SCIT").reason == "central_unit"


def test_the_central_budget_of_the_group_waits_for_no_other_unit_than_the_central_one(group):
    group.deliver("ledger", *central(2023, 100, 30, 10), *central(YEAR, 100, 30, 10, HALF))
    group.deliver("ledger", *months("ENE", K2, 2023, every(1)))
    assert seen(group, "group", cost="central_it").forecast_sek == pytest.approx(1200)
    assert seen(group, "group").reason == "no_ledger"


def test_a_central_cost_that_nobody_is_invoiced_for_so_far_cannot_be_shared_out(group):
    invoiced_late = [row for row in central(YEAR, 100, 30, 10) if row["account"] != "3700" or "-12-" in row["date"]]
    group.deliver("ledger", *central(2023, 100, 30, 10), *invoiced_late, *months("BUF", K2, YEAR, every(1)))
    assert seen(group, "BUF").reason == "not_shared"
    assert seen(group, "BUF", through=12).outcome_sek is not None


def test_without_a_central_it_unit_there_is_no_central_budget_and_total_it_is_the_unit_s_own(tmp_path):
    alone = Group(tmp_path).set_up(*SIMPLE_RULES, units=(unit("BUF", "department"),))
    alone.deliver("ledger", *months("BUF", K2, 2023, every(1)), *months("BUF", K2, YEAR, every(2, HALF)))
    assert seen(alone, "BUF", cost="central_it").reason == "no_central"
    assert seen(alone, "group").forecast_sek == pytest.approx(24)


@pytest.mark.parametrize(
    ("so_far", "past", "reason"),
    [({6: 0}, every(1), "nothing_booked"), ({6: -9}, every(1), "nothing_booked"),
     ({6: 5}, every(0, HALF) | {7: 0, 8: 0, 9: 0, 10: 0, 11: 0, 12: 100}, "uneven"), ({6: 5}, every(0), "no_history")],
)  # fmt: skip
def test_nothing_is_foreseen_from_nothing_or_by_years_that_had_nothing_so_early(group, so_far, past, reason):
    zeros = every(0, HALF)
    group.deliver("ledger", *months("BUF", K2, 2023, past), *months("BUF", K2, YEAR, zeros | so_far))
    assert (seen(group).forecast_sek, seen(group).reason) == (None, reason)


def test_a_unit_that_has_ceased_is_waited_for_no_longer(tmp_path):
    units = [row | ({"valid_to": "2023-12-31"} if row["unit"] == "SOC" else {}) for row in UNITS]
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=units)
    rows = [*months("SOC", K2, 2023, every(1)), *months("BUF", K2, 2023, every(1))]
    group.deliver("ledger", *rows, *months("BUF", K2, YEAR, every(1, HALF)))
    assert seen(group, "municipality").so_far_sek == 6
    assert seen(group, "SOC").reason == "no_ledger"


def everything(group: Group) -> None:
    """Two years of all that total IT is made of, one of them cut short."""
    for year, some in ((2023, range(1, 13)), (YEAR, range(1, 10))):
        group.deliver(
            "ledger",
            *central(year, 1000, 70, 20, some),
            *months("SCIT", "3600", year, every(-13, some)),  # income from outside the group
            *months("BUF", K2, year, every("33.33", some)),
            *months("BUF", K4, year, {3: "1.01", 9: -1}),
            *months("SOC", K3, year, every(17, some)),
            *months("ENE", K2, year, every(250, some)),
            *months("DIG", DIGITAL, year, every(5, some)),
            source=str(year),
        )
        staff = {"unit": "BUF", "role": "it-pedagog", "resource_class": "permanent", "fte": "1.5"}
        group.deliver("headcount", staff | {"period": f"{year}-05"})
        group.deliver("declared_shadow_it", {"unit": "ENE", "year": year, "amount_sek": "99.50"})


def test_the_months_of_a_year_sum_to_what_the_figures_say_of_it_for_every_unit_and_scope(group):
    everything(group)
    months_held = held(group)
    for scope in (*months_held.units, "municipality", "group"):
        for row in group.store.query("overview/unit_years", unit=scope).to_pylist():
            summed = months_held.amount_sek(scope, "total_it", row["year"], ALL_MONTHS)
            if row["total_it_sek"] is not None and months_held.kind(scope) != "central_it":
                summed += months_held.yearly_sek(scope, "total_it", row["year"])
                assert summed == pytest.approx(row["total_it_sek"], abs=1e-6), (scope, row["year"])
            digital = months_held.amount_sek(scope, "digitalisation", row["year"], ALL_MONTHS)
            assert digital == float(row["digitalisation_incl_sek"] or 0), (scope, row["year"])
    central_gross = group.figure("central_it_share", "group", 2023).numerator
    assert months_held.amount_sek("group", "central_it", 2023, ALL_MONTHS) == float(central_gross)


def test_what_falls_on_the_units_and_what_comes_from_outside_is_the_central_budget(group):
    everything(group)
    months_held = held(group)
    some = range(1, 6)
    parts = [months_held.amount_sek(one, "central_it", 2023, some) for one in ("BUF", "SOC", "ENE", "BO", "DIG")]
    assert sum(parts) == pytest.approx(5 * (1000 - 13))


def test_twice_the_money_in_every_year_is_twice_the_forecast(tmp_path):
    found = []
    for factor in (1, 2):
        group = Group(tmp_path / str(factor)).set_up(*SIMPLE_RULES)
        rows = [*history(), *months("BUF", K2, YEAR, {1: 70, 2: 30, 3: -5, 4: 61, 5: 12, 6: 90})]
        group.deliver("ledger", *(row | {"amount_sek": row["amount_sek"] * factor} for row in rows))
        found.append(seen(group))
    one, two = found
    assert [two.forecast_sek, two.low_sek, two.high_sek] == pytest.approx(
        [2 * one.forecast_sek, 2 * one.low_sek, 2 * one.high_sek]
    )
    assert (two.hits, two.tested, two.errors_pct) == (one.hits, one.tested, pytest.approx(one.errors_pct))


def test_the_way_to_the_forecast_begins_at_what_is_booked_and_ends_at_the_forecast(group):
    group.deliver("ledger", *history(), *months("BUF", K2, YEAR, every(150, HALF)))
    months_held = held(group)
    found = course(months_held, outlook(months_held, "BUF", "total_it", YEAR, 6))
    assert found.outcome == (150, 300, 450, 600, 750, 900, *[None] * 6)
    assert found.foreseen[5] == 900 and found.foreseen[-1] == pytest.approx(1800)
    assert (found.low[-1], found.high[-1]) == pytest.approx((1125, 3150))
    assert found.foreseen[6] == pytest.approx(900 + 900 / 6)  # each earlier year spread its rest evenly
    assert found.afterwards == (None,) * 12 and found.earlier[2021] == tuple(range(100, 1300, 100))


def test_a_missing_month_is_a_gap_in_the_line_and_in_no_sum(group):
    rows = [row for row in months("BUF", K2, YEAR, every(10, HALF)) if "-04-" not in row["date"]]
    group.deliver("ledger", *months("BUF", K2, 2023, every(10)), *rows)
    months_held = held(group)
    run = course(months_held, outlook(months_held, "BUF", "total_it", YEAR, 6)).outcome
    assert run[:6] == (10, 20, 30, None, 40, 50)
    group.deliver("ledger", *months("SOC", K2, YEAR, every(1000, HALF)), source="soc")
    months_held = held(group)
    run = course(months_held, outlook(months_held, "municipality", "total_it", YEAR, 6)).outcome
    assert run[4] == 4 * 1010  # April of the one is no part of a sum that lacks April of the other


def looked_at(group: Group, month: int | None) -> YearEnd:
    return year_end(group.store, EVERYONE, "BUF", "total_it", YEAR, month, ("SOC", "group"))


def test_a_year_is_seen_from_its_last_month_and_a_finished_one_from_august_unless_somebody_asks(group):
    group.deliver("ledger", *history(), *months("BUF", K2, YEAR, every(1, HALF)))
    assert looked_at(group, None).seen.through == 6 and looked_at(group, None).months == (1, 2, 3, 4, 5, 6)
    assert looked_at(group, 3).seen.through == 3 and looked_at(group, 11).seen.through == 6
    assert [one.through for one in looked_at(group, 3).others] == [3, 3]
    assert usual_month(held(group), "BUF", "total_it", 2022) == LOOKING_BACK == 8


def test_every_cost_of_every_unit_is_a_forecast_or_a_reason_or_an_outcome(group):
    everything(group)
    months_held = held(group)
    for scope in (*months_held.units, "municipality", "group"):
        for cost in COSTS:
            for year, through in ((2023, 12), (YEAR, 9), (2022, 6)):
                one = outlook(months_held, scope, cost, year, through)
                assert (one.forecast_sek is not None) + (one.reason is not None) + one.is_whole in (1,), one


def test_a_year_that_is_looked_back_on_is_foreseen_by_the_years_before_it_alone(group):
    group.deliver("ledger", *history())
    found = seen(group, year=2022)
    assert [one.year for one in found.earlier] == [2021]
    assert found.forecast_sek == pytest.approx(1200 / (1 / 2))
