"""The pace: outcome, decided, required, years left and compliance, for every kind of target and year."""

import pytest

from tests.fixtures.card_query import Answer
from tests.fixtures.steering import Steering

Row = dict[str, object]
VARIANTS = ("outcome", "decided", "required", "years_to_target", "compliance")


def shares(by_year: dict[int, float], unit: str = "BUF") -> dict[str, list[Row]]:
    """Return volumes of a service of the unit whose digital part is the share of each year, in per cent."""
    name = f"tjänst {unit}"
    service = {"service": name, "unit": unit, "name": name, "level": 2, "valid_from": "2015-01-01"}
    volumes = []
    for year, share in by_year.items():
        for channel, cases in (("digital", share * 10), ("phone", (100 - share) * 10)):
            volumes.append({"service": name, "period": f"{year}-12", "channel": channel, "cases": cases})
    return {"services": [service], "service_volumes": volumes}


def target(year: int, share: float, decided: int, unit: str = "BUF") -> Row:
    return {"unit": unit, "year": year, "target_share": share, "decided_year": decided}


def pace(variant: str, year: int, unit: str = "BUF", **registers: list[Row]) -> Answer:
    return Steering(**registers).answer("pace", variant, year, unit)


# --- outcome


def test_the_outcome_is_the_change_from_the_year_before() -> None:
    figure = pace("outcome", 2024, **shares({2023: 22, 2024: 25}))
    assert figure.value == pytest.approx((25 - 22) / 1)


def test_a_missing_year_is_passed_over_and_the_change_divided_by_the_years() -> None:
    held = shares({2020: 10, 2023: 22, 2024: 25})
    assert pace("outcome", 2023, **held).value == pytest.approx((22 - 10) / 3)
    assert pace("outcome", 2022, **held).missing == "no_share"


def test_a_falling_share_is_a_negative_pace() -> None:
    assert pace("outcome", 2024, **shares({2023: 30, 2024: 25})).value == pytest.approx((25 - 30) / 1)


def test_a_corrected_year_moves_the_pace_of_that_year_and_the_next() -> None:
    held = shares({2023: 20, 2024: 30})
    mistake = {"service": "tjänst BUF", "period": "2023-12", "channel": "phone", "cases": -300}
    held["service_volumes"].append(mistake)
    assert pace("outcome", 2024, **held).value == pytest.approx(30 - 200 / (200 + 800 - 300) * 100)


def test_the_first_year_has_no_pace() -> None:
    figure = pace("outcome", 2023, **shares({2023: 22, 2024: 25}))
    assert (figure.value, figure.missing) == (None, "no_earlier_share")


def test_a_unit_without_volumes_in_any_year_is_measured_by_its_services() -> None:
    rows = [
        {"service": "A", "unit": "SOC", "name": "A", "level": 2, "valid_from": "2015-01-01", "valid_to": "2023-12-31"},
        {"service": "A", "unit": "SOC", "name": "A", "level": 4, "valid_from": "2024-01-01"},
        *({"service": name, "unit": "SOC", "name": name, "level": 1, "valid_from": "2015-01-01"} for name in "BCDE"),
    ]
    assert pace("outcome", 2024, "SOC", services=rows).value == pytest.approx((1 / 5 - 0 / 5) * 100)


def test_a_unit_with_volumes_in_one_year_is_measured_by_cases_in_all() -> None:
    held = shares({2022: 40})
    held["services"].append({"service": "N", "unit": "BUF", "name": "N", "level": 4, "valid_from": "2024-01-01"})
    assert pace("outcome", 2024, **held).missing == "no_share"


# --- decided


def test_nothing_decided_is_a_pace_of_zero_and_not_missing() -> None:
    figure = pace("decided", 2024, **shares({2023: 22, 2024: 25}))
    assert (figure.value, figure.missing, figure.status) == (0, None, "utfall")
    assert pace("decided", 2024, "SOC", **shares({2023: 22, 2024: 25})).value == 0


def test_the_decided_pace_runs_from_the_share_of_the_year_of_the_decision() -> None:
    held = shares({2022: 18, 2023: 22, 2024: 25})
    held["pace_targets"] = [target(2030, 0.6, 2022)]
    for year in (2022, 2023, 2024):
        assert pace("decided", year, **held).value == pytest.approx((60 - 18) / (2030 - 2022))


def test_a_decision_binds_from_its_year_until_the_year_before_the_target() -> None:
    held = shares({year: 20 + year - 2020 for year in range(2020, 2027)})
    held["pace_targets"] = [target(2025, 0.5, 2022)]
    decided = [pace("decided", year, **held).value for year in range(2021, 2027)]
    assert decided == pytest.approx([0, (50 - 22) / 3, (50 - 22) / 3, (50 - 22) / 3, 0, 0])


def test_of_several_targets_the_nearest_year_holds_and_of_one_year_the_latest_decision() -> None:
    held = shares({year: 20 for year in range(2020, 2025)})
    held["pace_targets"] = [
        target(2035, 0.9, 2022),  # farther, though decided later
        target(2030, 0.6, 2020),
        target(2030, 0.8, 2023),  # the same year, decided anew
        target(2026, 0.4, 2025),  # nearer, but not decided yet
        target(2024, 0.3, 2020),  # its year has come
    ]
    assert pace("required", 2022, **held).value == pytest.approx((30 - 20) / (2024 - 2022))
    assert pace("required", 2024, **held).value == pytest.approx((80 - 20) / (2030 - 2024))
    assert pace("decided", 2024, **held).value == pytest.approx((80 - 20) / (2030 - 2023))


def test_a_target_decided_in_a_year_without_a_share_says_so() -> None:
    held = shares({2023: 22, 2024: 25})
    held["pace_targets"] = [target(2030, 0.6, 2021)]
    assert pace("decided", 2024, **held).missing == "no_share_when_decided"
    assert pace("compliance", 2024, **held).missing == "no_share_when_decided"
    assert pace("required", 2024, **held).value == pytest.approx((60 - 25) / 6)


# --- required, years left, compliance


def test_required_and_years_left_are_empty_without_a_target() -> None:
    held = shares({2023: 22, 2024: 25})
    for variant in ("required", "years_to_target"):
        assert pace(variant, 2024, **held).missing == "no_pace_target"
    assert pace("compliance", 2024, **held).missing == "not_decided"


def test_a_target_is_not_reached_by_standing_still_or_going_back() -> None:
    for now in (22, 20):
        held = shares({2023: 22, 2024: now}) | {"pace_targets": [target(2030, 0.6, 2023)]}
        assert pace("years_to_target", 2024, **held).missing == "not_at_this_pace"
        assert pace("required", 2024, **held).value == pytest.approx((60 - now) / 6)
        assert pace("compliance", 2024, **held).value == pytest.approx((now - 22) / ((60 - 22) / 7) * 100)


def test_a_target_that_is_passed_lies_behind() -> None:
    held = shares({2023: 58, 2024: 66}) | {"pace_targets": [target(2030, 0.6, 2023)]}
    assert pace("required", 2024, **held).value == pytest.approx((60 - 66) / 6)
    assert pace("years_to_target", 2024, **held).value == pytest.approx((60 - 66) / (66 - 58))


def test_a_target_that_is_passed_by_a_falling_share_is_reached_and_not_out_of_reach() -> None:
    held = shares({2023: 70, 2024: 66}) | {"pace_targets": [target(2030, 0.6, 2023)]}
    assert pace("years_to_target", 2024, **held).missing == "target_reached"


def test_compliance_with_a_target_that_asks_for_nothing_is_empty() -> None:
    held = shares({2023: 60, 2024: 61}) | {"pace_targets": [target(2030, 0.6, 2023)]}
    assert pace("decided", 2024, **held).value == 0
    assert pace("compliance", 2024, **held).missing == "zero_denominator"


def test_every_pace_is_its_two_sides_divided() -> None:
    held = shares({2020: 10, 2023: 22, 2024: 25}) | {"pace_targets": [target(2031, 0.6, 2023)]}
    answers = Steering(**held).answers("pace", 2024)
    for variant, factor in zip(VARIANTS, (1, 1, 1, 1, 100), strict=True):
        figure = answers["BUF", variant]
        assert figure.value == pytest.approx(factor * figure.numerator / figure.denominator), variant


# --- municipality and group


def test_municipality_and_group_pace_by_all_cases_of_their_units_toward_their_own_targets() -> None:
    town, company = shares({2023: 20, 2024: 30}), shares({2023: 50, 2024: 40}, "ENE")
    held = {name: town[name] + company[name] for name in town}
    held["pace_targets"] = [
        target(2030, 0.9, 2024),
        target(2028, 0.5, 2024, "municipality"),
        target(2034, 0.75, 2024, "group"),
    ]
    answers = Steering(**held).answers("pace", 2024)
    assert answers["municipality", "outcome"].value == pytest.approx(30 - 20)
    assert answers["group", "outcome"].value == pytest.approx((30 + 40) / 2 - (20 + 50) / 2)
    assert answers["municipality", "required"].value == pytest.approx((50 - 30) / (2028 - 2024))
    assert answers["group", "required"].value == pytest.approx((75 - 35) / (2034 - 2024))
    assert answers["ENE", "decided"].value == 0


def test_a_unit_of_which_nothing_is_registered_names_the_registers() -> None:
    answers = Steering(**shares({2023: 22, 2024: 25}), pace_targets=[target(2030, 0.6, 2024, "SOC")]).answers(
        "pace", 2024
    )
    missing = {variant: answers["SOC", variant].missing for variant in VARIANTS}
    assert missing == {
        "outcome": "register:service_volumes,services",
        "decided": "no_share_when_decided",
        "required": "register:service_volumes,services",
        "years_to_target": "register:service_volumes,services",
        "compliance": "register:service_volumes,services",
    }
