"""Does each lever begin at what the store holds, and say where that comes from?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Viewer
from data.errors import UserError
from kpi.scenarios.allocation import allocate
from kpi.scenarios.defaults import Asked, start
from kpi.scenarios.models import MODELS, Start, compared, default_positions, today_levers
from kpi.scenarios.result import named
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, Row, line

STAFF = {"period": "2024-06", "role": "other", "resource_class": "permanent"}


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def begun(group: Group, model: str, unit: str = "group", year: int = 2024, service: str | None = None) -> Start:
    return start(group.store, EVERYONE, MODELS[model], Asked(year, unit, service))


def values(begin: Start) -> dict[str, object]:
    return {name: default.value for name, default in begin.defaults.items()}


def sold(amount: object, counterparty: str, date: str = "2024-03-15") -> Row:
    return line("SCIT", "3100", f"-{amount}", date, counterparty=counterparty)


def test_renewal_begins_at_the_assets_of_the_scope_and_the_gross_central_cost(group: Group) -> None:
    # what is invoiced decides whose the central cost is: a quarter is the company's
    group.deliver("ledger", line("SCIT", "5000", 1000), line("ENE", K2, 70), sold(30, "110"), sold(10, "501"))
    assets = (("a", "SCIT", 4000, 4), ("b", "SCIT", 6000, 12), ("c", "ENE", 500, 5))
    group.deliver(
        "assets",
        *({"asset": a, "unit": u, "replacement_sek": sek, "life_years": n} for a, u, sek, n in assets),
    )
    whole, department, company = (begun(group, "renewal", unit) for unit in ("group", "BUF", "ENE"))
    assert values(whole)["replacement_sek"] == 4000 + 6000 + 500
    assert values(whole)["cost_base_sek"] == 1000
    assert whole.data.registered_need_sek == 4000 / 4 + 6000 / 12 + 500 / 5
    assert values(begun(group, "renewal", "municipality"))["replacement_sek"] == 4000 + 6000
    assert (values(company)["replacement_sek"], values(company)["cost_base_sek"]) == (500, 70 + 1000 / 4)
    assert (values(department)["replacement_sek"], department.missing) == (
        None,
        ("assets", "ledger"),
    )  # nothing of its own
    assert whole.defaults["markup_pct"].value == 2
    assert "2 %" in whole.defaults["markup_pct"].origin.words("sv")


def test_a_correction_in_the_central_cost_lowers_the_cost_base_of_its_own_year_only(group: Group) -> None:
    group.deliver(
        "ledger",
        line("SCIT", "5000", 1000, "2024-12-31"),
        line("SCIT", "5000", "-150", "2024-12-31"),
        line("SCIT", "5000", 900, "2025-01-01"),
    )
    assert values(begun(group, "renewal", year=2024))["cost_base_sek"] == 1000 - 150
    assert values(begun(group, "renewal", year=2025))["cost_base_sek"] == 900


def test_the_investment_gap_counts_hours_of_the_year_that_investment_money_pays(group: Group) -> None:
    common = {"unit": "DIG", "name": "n", "cost_sek": 1}
    group.deliver(
        "initiatives",
        common | {"initiative": "a", "year": 2024, "hours": 600, "funding": "investering"},
        common | {"initiative": "b", "year": 2024, "hours": 400, "funding": "investering"},
        common | {"initiative": "c", "year": 2024, "hours": 90, "funding": "drift"},
        common | {"initiative": "d", "year": 2023, "hours": 7, "funding": "investering"},
    )
    assert values(begun(group, "investment_gap"))["investment_hours"] == 600 + 400
    assert values(begun(group, "investment_gap", year=2023))["investment_hours"] == 7
    nothing = begun(group, "investment_gap", "BUF")
    assert (values(nothing)["investment_hours"], nothing.missing) == (None, ("initiatives",))


def test_initiatives_without_investment_money_take_no_hours_of_it_and_unknown_hours_are_told(group: Group) -> None:
    common = {"unit": "DIG", "name": "n", "cost_sek": 1, "year": 2024}
    group.deliver("initiatives", common | {"initiative": "a", "hours": 90, "funding": "drift"})
    assert values(begun(group, "investment_gap"))["investment_hours"] == 0
    group.deliver(
        "initiatives",
        common | {"initiative": "b", "funding": "investering"},
        common | {"initiative": "c", "hours": 50, "funding": "investering"},
        source="more",
    )
    begin = begun(group, "investment_gap")
    assert (values(begin)["investment_hours"], begin.notes) == (50, ("hours_missing",))


def test_the_development_target_begins_at_what_the_card_says(group: Group) -> None:
    group.deliver(
        "ledger",
        line("BUF", K2, 800),
        line("SOC", K2, 1200),
    )
    group.deliver("development", {"unit": "BUF", "year": 2024, "used_sek": 100, "target_share": "0.25"})
    group.deliver("development", {"unit": "SOC", "year": 2024, "used_sek": 60}, source="b")
    own = begun(group, "development_target", "BUF")
    assert (values(own)["target_pct"], values(own)["resource_sek"], values(own)["used_sek"]) == (25, 800, 100)
    card = group.figure("development_gap", "BUF", variant="sek")
    assert own.data.gap_sek == Decimal(str(card.value)) == Decimal("0.25") * 800 - 100
    whole = begun(group, "development_target")
    assert whole.data.gap_sek == (Decimal("0.25") * 800 - 100) + (Decimal("0.20") * 1200 - 60)
    assert values(whole)["resource_sek"] == 800 + 1200


def allocated(group: Group) -> Start:
    group.deliver(
        "headcount",
        STAFF | {"unit": "BUF", "fte": 60},
        STAFF | {"unit": "ENE", "fte": 30},
        STAFF | {"unit": "DIG", "fte": 10},
        STAFF | {"unit": "SCIT", "fte": 25},
    )
    return begun(group, "allocation", "BUF")  # always the group, whatever is asked for


def test_the_allocation_is_of_gross_less_outside_income_over_all_but_the_central_unit(group: Group) -> None:
    group.deliver(
        "ledger",
        line("SCIT", "5000", 1100),
        sold(500, "110"),
        sold(450, "501"),
        sold(20, "199"),  # a counterparty in the group that is no known unit
        line("SCIT", "3000", "-100"),
    )
    begin = allocated(group)
    assert (values(begin)["gross_cost_sek"], values(begin)["outside_income_sek"]) == (1100, 100)
    invoiced = {unit.unit: (unit.fte, unit.invoiced_sek) for unit in begin.data.units}
    assert invoiced["BUF"] == (60, 500)
    assert invoiced["ENE"] == (30, 450)
    assert invoiced["SOC"] == (None, 0)
    assert "SCIT" not in invoiced
    assert begin.data.unmatched_sek == 20
    model = MODELS["allocation"]
    levers = model.levers.turned(default_positions(begin))
    lines = [each.then for each in compared(model, levers, today_levers(model, levers, begin), begin)]
    assert named(lines, "paid_sek").value == 1000
    today = {each.then.key: each.today for each in compared(model, levers, today_levers(model, levers, begin), begin)}
    assert today["absorption_sek"].value == (500 + 450 + 20) - 1100


def test_a_third_of_a_person_carries_its_part_of_a_hundred_millions_to_the_ore(group: Group) -> None:
    months = [STAFF | {"unit": "BUF", "period": period, "fte": 5} for period in ("2024-01", "2024-02")]
    other = STAFF | {"unit": "BUF", "period": "2024-03", "fte": 0}
    group.deliver("ledger", line("SCIT", "5000", 100_000_000))
    group.deliver("headcount", *months, other, STAFF | {"unit": "ENE", "fte": 1})
    begin = begun(group, "allocation")
    shares = allocate(MODELS["allocation"].levers.turned(default_positions(begin)), begin.data)
    # BUF (5 + 5 + 0) / 3, ENE 1: 100 000 000 x (10 / 3) / (13 / 3) = 100 000 000 x 10 / 13 = 76 923 076.923...
    assert {share.base.unit: share.overhead_sek for share in shares if share.is_counted} == {
        "BUF": Decimal("76923076.92"),
        "ENE": Decimal("23076923.08"),
    }


def test_where_the_centre_books_no_internal_income_the_buyers_cost_stands_for_it(group: Group) -> None:
    group.deliver("ledger", line("SCIT", "5000", 1000), line("BUF", "6520", 300, counterparty="130"))
    begin = allocated(group)
    assert begin.notes == ("invoiced_from_buyers",)
    assert {unit.unit: unit.invoiced_sek for unit in begin.data.units}["BUF"] == 300


def test_the_queue_is_all_months_to_the_end_of_the_year_and_goes_on_at_their_recent_mean(group: Group) -> None:
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    rows = [
        {"unit": "BUF", "period": p, "demand_hours": 100 if p < "2024" else 130, "supply_hours": 80} for p in months
    ]
    group.deliver("backlog", *rows, {"unit": "BUF", "period": "2025-01", "demand_hours": 1, "supply_hours": 1})
    begin = begun(group, "supply_demand")
    assert len(begin.data.months) == 24
    assert (values(begin)["demand_hours"], values(begin)["supply_hours"]) == (130, 80)  # the last twelve
    assert values(begin)["hours_per_fte"] == 1760
    assert values(begin)["cost_per_hour_sek"] == (Decimal(780_000) / 1760).quantize(Decimal("0.000001"))
    assert begin.notes == ()
    group.deliver("backlog", {"unit": "SOC", "period": "2024-05", "demand_hours": 1, "supply_hours": 1}, source="s")
    assert begun(group, "supply_demand").notes == ("backlog_partial",)
    assert begun(group, "supply_demand", "SOC", 2024).missing == ()
    assert begun(group, "supply_demand", "ENE").missing == ("backlog",)


def test_a_month_that_is_missing_in_the_queue_is_told(group: Group) -> None:
    rows = [{"unit": "BUF", "period": f"2024-{n:02d}", "demand_hours": 1, "supply_hours": 1} for n in (1, 2, 4)]
    group.deliver("backlog", *rows)
    assert begun(group, "supply_demand").notes == ("backlog_gaps",)


def services(group: Group) -> None:
    common = {"unit": "BUF", "level": 2, "valid_from": "2022-01-01", "year": 2024}
    costs = {"preparation_sek": 5, "waste_sek": 3, "it_cost_sek": 7}
    group.deliver(
        "services",
        common | costs | {"service": "S", "name": "Skolval", "meeting_sek": 100},
        common | costs | {"service": "T", "name": "Bygglov", "meeting_sek": 900, "level": 4},
        common | {"service": "U", "name": "Utan kostnad"},
    )
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    even = [{"service": "S", "period": p, "channel": "phone", "cases": 100} for p in months]
    swings = [
        {"service": "T", "period": p, "channel": "paper", "cases": 50 + 40 * (n % 2)} for n, p in enumerate(months)
    ]
    split = [{"service": "T", "period": p, "channel": "digital", "cases": 10} for p in months]
    group.deliver("service_volumes", *even, *swings, *split)


def test_the_boundary_begins_with_the_service_that_varies_most_and_adds_all_channels(group: Group) -> None:
    services(group)
    begin = begun(group, "boundary")
    assert (begin.service, dict(begin.services)) == ("T", {"T": "Bygglov", "S": "Skolval"})
    assert {volume.cases for volume in begin.data.volumes} == {60, 100}
    assert len(begin.data.volumes) == 24
    assert begun(group, "boundary", service="S").service == "S"
    assert begun(group, "boundary", service="no such").service == "T"


def test_the_activity_cost_begins_with_the_service_that_has_most_meeting_time(group: Group) -> None:
    services(group)
    begin = begun(group, "activity_cost")
    assert begin.service == "T" and set(begin.services) == {"S", "T"}
    assert values(begin)["meeting_sek"] == 900 and values(begin)["added_it_sek"] == 7
    assert values(begin)["digital_pct"] == 50  # nobody has decided a target
    group.deliver("pace_targets", {"unit": "BUF", "year": 2030, "target_share": "0.7", "decided_year": 2024})
    assert values(begun(group, "activity_cost"))["digital_pct"] == 70
    initiative = {"initiative": "i", "unit": "BUF", "name": "n", "cost_sek": 1}
    group.deliver(
        "initiatives",
        initiative | {"year": 2024, "benefit_realised_sek": 80, "benefit_reallocated_sek": 20},
        initiative | {"year": 2021, "benefit_realised_sek": 80, "benefit_reallocated_sek": 80},
    )
    assert values(begun(group, "activity_cost"))["reallocated_pct"] == 25  # 20 of 80; 2021 is too long ago


def test_adoption_begins_at_the_share_its_pace_its_target_and_the_level_of_the_services(group: Group) -> None:
    services(group)
    group.deliver("pace_targets", {"unit": "BUF", "year": 2030, "target_share": "0.7", "decided_year": 2024})
    begin = begun(group, "adoption", "BUF")
    # 10 of 10 + 50 or 90, mean 80, and 100 of the even service: 120 of 2 160 + ... in both years alike
    assert values(begin)["share_pct"] == pytest.approx(
        Decimal(100) * 10 * 12 / (12 * 100 + 6 * 60 + 6 * 100), abs=Decimal("0.000001")
    )
    assert values(begin)["pace_pp"] == 0
    assert values(begin)["digital_target_pct"] == 70
    assert values(begin)["level_now"] == ((Decimal(2) + 4 + 2) / 3).quantize(Decimal("0.000001"))
    assert (values(begin)["ceiling_pct"], values(begin)["dip_pct"], values(begin)["recovery_years"]) == (95, 30, 2)


def test_before_a_constant_s_first_day_the_lever_is_not_known_and_says_since_when(group: Group) -> None:
    group.deliver("ledger", line("SCIT", "5000", 1000, "2018-05-01"))
    markup = begun(group, "renewal", year=2018).defaults["markup_pct"]
    assert markup.value is None
    assert "2019-01-01" in markup.origin.words("sv")


@pytest.mark.parametrize("role", ["politician", "administrator"])
def test_a_role_that_may_not_open_scenarios_is_given_nothing(role: str, group: Group) -> None:
    with pytest.raises(UserError):
        start(group.store, Viewer("x", role), MODELS["renewal"], Asked(2024, "group"))


def test_every_default_says_where_it_comes_from_in_both_languages(group: Group) -> None:
    for model in MODELS.values():
        for default in start(group.store, EVERYONE, model, Asked(2024, "group")).defaults.values():
            assert default.origin.words("sv") and default.origin.words("en")
