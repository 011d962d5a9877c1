"""Do the figures of pacing hold for registers that nobody thought of, by a second count in plain Python?"""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures.steering import Steering

YEARS = (2021, 2022, 2023, 2024)
Row = dict[str, object]
some_day = st.dates(date(2020, 12, 29), date(2025, 1, 3))
unit = st.sampled_from(["BUF", "SOC", "ENE"])


@st.composite
def measures(draw: st.DrawFn) -> list[Row]:
    """Draw measures whose versions may meet, overlap, be doubled or not hold on any last day of a year."""
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        start, end = draw(some_day), draw(st.none() | some_day)
        if end and end < start:
            start, end = end, start
        named = {"measure": draw(st.sampled_from("ABC")), "unit": draw(unit), "version": draw(st.sampled_from("12"))}
        rows.append(named | {"valid_from": start, "valid_to": end})
    return rows


def in_force(rows: list[Row], day: date, units: set[str]) -> set[tuple[object, ...]]:
    """Return the measures in force on a day, each as (unit, id, version)."""
    return {
        (row["unit"], row["measure"], row["version"])
        for row in rows
        if row["unit"] in units and row["valid_from"] <= day <= (row["valid_to"] or date.max)
    }


SCOPES = {"BUF": {"BUF"}, "municipality": {"BUF", "SOC"}, "group": {"BUF", "SOC", "ENE"}}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rows=measures())
def test_kpi5_is_zero_exactly_where_the_two_sets_are_equal(rows: list[Row]) -> None:
    held = Steering(measures=rows)
    for year in YEARS:
        answers = held.answers("kpi5_steering_change", year)
        for scope, units in SCOPES.items():
            before, now = (in_force(rows, date(of, 12, 31), units) for of in (year - 1, year))
            figure = answers.get((scope, "5A"))
            if figure is None or not before | now:
                assert figure is None or figure.value is None
                continue
            assert (figure.value == 0) == (before == now)
            assert figure.value == pytest.approx(100 * (1 - len(before & now) / len(before | now)))
            assert 0 <= figure.value <= 100
            changes = answers[scope, "5B"]
            assert changes.value == (
                pytest.approx(100 * counted_changes(before, now) / len(before)) if before else None
            )
            age = answers[scope, "5C"]
            ages = [(date(year, 12, 31) - first_day(rows, one)).days / 365.25 for one in now]
            assert age.value == (pytest.approx(sum(ages) / len(ages)) if now else None)
    held.close()


def counted_changes(before: set[tuple[object, ...]], now: set[tuple[object, ...]]) -> int:
    """Return how many measures were added, removed or defined anew."""
    versions: dict[tuple[object, ...], tuple[set, set]] = defaultdict(lambda: (set(), set()))
    for place, held in enumerate((before, now)):
        for one in held:
            versions[one[:2]][place].add(one[2])
    return sum(then != after for then, after in versions.values())


def first_day(rows: list[Row], one: tuple[object, ...]) -> date:
    """Return the first day on which any row of a version holds."""
    return min(row["valid_from"] for row in rows if (row["unit"], row["measure"], row["version"]) == one)


@st.composite
def delivery(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Draw services that rise, end and move no unit, with costs and cases in some years and channels."""
    services, volumes = [], []
    for number in range(draw(st.integers(1, 5))):
        name, owner, level = f"S{number}", draw(unit), draw(st.integers(0, 4))
        start = date(draw(st.integers(2019, 2024)), draw(st.sampled_from([1, 7, 12])), draw(st.sampled_from([1, 31])))
        end = draw(st.none() | st.sampled_from([date(2022, 12, 31), date(2023, 12, 30), date(2024, 12, 31)]))
        end = end if end is None or end >= start else None
        held = {"service": name, "unit": owner, "name": name, "level": level, "valid_from": start, "valid_to": end}
        costs = draw(st.lists(st.sampled_from(YEARS), unique=True, max_size=3))
        services += [held | {"year": year, "gross_cost_sek": draw(st.integers(0, 50))} for year in costs] or [held]
        for year in draw(st.lists(st.sampled_from(YEARS), max_size=3)):
            channel = draw(st.sampled_from(["digital", "assisted_digital", "phone", "visit", "paper"]))
            cases = draw(st.integers(0, 100))
            volumes.append({"service": name, "period": f"{year}-03", "channel": channel, "cases": cases})
    return {"services": services, "service_volumes": volumes}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(held=delivery())
def test_shares_of_services_and_cases_lie_between_nothing_and_all_and_are_those_a_pencil_gives(
    held: dict[str, list[Row]],
) -> None:
    base = Steering(**held)
    for year in YEARS:
        answers = base.answers("kpi3_digital_services", year) | base.answers("kpi4_digital_takeup", year)
        for scope, units in SCOPES.items():
            expected = pencil(held, year, units)
            for variant, share in expected.items():
                figure = answers.get((scope, variant))
                value = figure.value if figure else None
                assert value == (None if share is None else pytest.approx(share)), (scope, year, variant)
                assert value is None or 0 <= value <= 100
    base.close()


def pencil(held: dict[str, list[Row]], year: int, units: set[str]) -> dict[str, float | None]:
    """Return 3A, 3B, 3C and 4A of a year, one service at a time."""
    last, owner = date(year, 12, 31), {row["service"]: row["unit"] for row in held["services"]}
    level = {
        row["service"]: row["level"]
        for row in held["services"]
        if row["unit"] in units and row["valid_from"] <= last <= (row["valid_to"] or date.max)
    }
    cost, cases, digital, total = defaultdict(float), defaultdict(float), 0, 0
    for row in held["services"]:
        if row.get("year") == year:
            cost[row["service"]] += row["gross_cost_sek"]
    for row in held["service_volumes"]:
        if row["period"].startswith(str(year)):
            cases[row["service"]] += row["cases"]
            if owner[row["service"]] in units:
                total += row["cases"]
                digital += row["cases"] if "digital" in row["channel"] else 0
    return {
        "3A": part({name: 1 for name in level}, level),
        "3B": part({name: cost[name] for name in level}, level),
        "3C": part({name: cases[name] for name in level}, level),
        "4A": 100 * digital / total if total else None,
    }


def part(weights: dict[str, float], level: dict[str, object]) -> float | None:
    """Return what weighs at level four, in per cent of all that weighs."""
    whole = sum(weights.values())
    return 100 * sum(weight for name, weight in weights.items() if level[name] == 4) / whole if whole else None
