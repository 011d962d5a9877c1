"""Do the measures of equality and balance keep within their bounds, whatever the group looks like?"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.parameter import constants
from tests.fixtures.card_query import Answer, ask
from tests.fixtures.unit_year import build, unit_year

MARTS = Path(__file__).resolve().parents[1] / "sql" / "marts"
YEAR = 2021
FEW = settings(max_examples=20, deadline=None, derandomize=True)
NOISE = 1e-9


@dataclass(frozen=True)
class Means:
    """One unit's IT cost, turnover and staff."""

    is_company: bool
    cost_sek: float
    turnover_sek: int
    fte: float


costs = st.integers(0, 10_000_000).map(float)
units = st.lists(
    st.builds(Means, st.booleans(), costs, st.integers(1, 10**9), st.integers(1, 5000).map(float)),
    min_size=1,
    max_size=7,
)


def answers(group: list[Means], card: str, scale: int = 1) -> dict[tuple[str, str], Answer]:
    """Return a card's rows for a group, all money of it multiplied, through the marts and the card's query."""
    rows = [
        unit_year(
            f"u{place}",
            YEAR,
            kind="company" if means.is_company else "department",
            total_it_sek=means.cost_sek * scale,
            turnover_sek=means.turnover_sek * scale,
            turnover_status="utfall",
            total_fte=means.fte,
            fte_status="utfall",
        )
        for place, means in enumerate(group)
    ]
    with build(*rows) as connection:
        _surround(connection, group)
        found = ask(connection, card, YEAR)
    return {(row.unit, row.variant): row for row in found}


def _surround(connection: duckdb.DuckDBPyConnection, group: list[Means]) -> None:
    """Make the tables beside fct_unit_year, and the marts of equality from them."""
    kinds = {f"u{place}": "company" if means.is_company else "department" for place, means in enumerate(group)}
    members = [("group", unit) for unit in kinds]
    members += [("municipality", unit) for unit, kind in kinds.items() if kind == "department"]
    connection.execute("CREATE TABLE dim_member (scope VARCHAR, member VARCHAR)")
    connection.executemany("INSERT INTO dim_member VALUES (?, ?)", members)
    scopes = [*kinds.items(), ("group", "group"), ("municipality", "municipality")]
    connection.execute("CREATE TABLE dim_scope_year (unit VARCHAR, kind VARCHAR, year INTEGER)")
    connection.executemany(f"INSERT INTO dim_scope_year VALUES (?, ?, {YEAR})", scopes)
    connection.execute("CREATE TABLE parameter (id VARCHAR, valid_from DATE, number DECIMAL(18, 6))")
    connection.executemany("INSERT INTO parameter VALUES (?, ?, ?)", constants())
    for mart in ("fct_compared_unit", "fct_equality"):
        connection.execute((MARTS / f"{mart}.sql").read_text(encoding="utf-8"))


@FEW
@given(group=units, scale=st.integers(2, 10_000))
def test_no_measure_of_equality_moves_when_all_money_is_scaled(group: list[Means], scale: int) -> None:
    before, after = answers(group, "equality_spread"), answers(group, "equality_spread", scale)
    for asked, row in before.items():
        assert after[asked].missing == row.missing, asked
        if row.value is not None:
            assert after[asked].value == pytest.approx(row.value, rel=1e-9, abs=NOISE), asked


@FEW
@given(group=units, scale=st.integers(2, 10_000))
def test_the_floor_follows_the_money_only_where_it_is_counted_in_money(group: list[Means], scale: int) -> None:
    before, after = answers(group, "equality_floor"), answers(group, "equality_floor", scale)
    for (unit, variant), row in before.items():
        if row.value is not None:
            factor = scale if variant == "fte" else 1
            assert after[unit, variant].value == pytest.approx(row.value * factor, rel=1e-9)


@FEW
@given(group=units)
def test_a_spread_lies_within_its_bounds(group: list[Means]) -> None:
    for (unit, variant), row in answers(group, "equality_spread").items():
        if row.value is None:
            assert row.missing
        elif variant.startswith("gini"):
            assert 0 <= row.value <= 1 + NOISE, (unit, variant)
        else:
            assert row.value >= (1 if variant.startswith("max_min") else 0), (unit, variant)


@FEW
@given(group=units, times=st.integers(2, 4))
def test_a_group_of_equals_has_no_spread_and_stands_above_its_floor(group: list[Means], times: int) -> None:
    even = [Means(m.is_company, m.fte * times, int(m.fte) * 100, m.fte) for m in group]
    for (_, variant), row in answers(even, "equality_spread").items():
        expected = 1 if variant.startswith("max_min") else 0
        assert row.value is None or row.value == pytest.approx(expected, abs=NOISE)
    floor = answers(even, "equality_floor")["group", "turnover"].value
    assert floor is None or floor == pytest.approx(0.7 * times)
