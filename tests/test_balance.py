"""Does a balance stand against the point that is wanted, and does its page say so?"""

from pathlib import Path

import pytest

from kpi.balance import Position, Target, positions, target_of
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, UNITS, Group, Row, line
from tests.fixtures.opened import html, opened, words
from tests.golden.test_balance_cards import INITIATIVES, initiative, loaded

PAGE = "leaders/balance.py"


def target(unit: str, point: float, band: object = "", axis: str = "ei") -> Row:
    return {"unit": unit, "axis": axis, "point": point, "band": band}


TARGETS = (
    target("group", 0.5, 0.05),
    target("municipality", 0.3, 0.1),
    target("SOC", 0.9),
    target("group", 0.4, 0.1, "ie"),
)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    group = loaded(tmp_path_factory.mktemp("balance"), *INITIATIVES)
    assert group.deliver("balance_targets", *TARGETS).status == "accepted"
    return group


def found(group: Group, axis: str = "ei", scope: str = "group", variant: str = "cost") -> dict[str, Position]:
    held = positions(group.store, EVERYONE, axis, variant, scope, 2024)
    return {one.figure.unit: one for one in held}


def test_a_unit_takes_its_own_point_else_the_municipalitys_else_the_groups(group: Group) -> None:
    held = found(group)
    assert {unit: one.target.point for unit, one in held.items()} == {
        "group": 50, "BUF": 30, "SOC": 90, "SCIT": 30, "DIG": 30, "ENE": 50, "BO": 50,
    }  # fmt: skip
    assert found(group, scope="municipality")["municipality"].target == Target("municipality", 30, 10)
    assert found(group, "ie")["BUF"].target.unit == "group"


def test_a_scope_without_any_point_above_it_has_none() -> None:
    wanted = {"municipality": Target("municipality", 30, 10), "BUF": Target("BUF", 10, 0)}
    assert target_of("group", None, wanted) is None
    assert target_of("ENE", "company", wanted) is None  # a company does not follow the municipality
    assert target_of("BUF", "department", wanted).point == 10


def test_the_distance_is_counted_from_the_point_and_the_side_from_the_band(group: Group) -> None:
    held = found(group)
    # BUF: 100 of 400 is innovation, 25 %; it wants 30 with 10 on both sides
    assert (held["BUF"].distance, held["BUF"].side) == (pytest.approx(25 - 30), "within")
    # SOC: all of it is innovation, and it wants exactly 90
    assert (held["SOC"].distance, held["SOC"].side) == (pytest.approx(100 - 90), "high")
    # the group: 700 of 1000, and it wants 50 with 5 on both sides
    assert (held["group"].distance, held["group"].side) == (pytest.approx(70 - 50), "high")
    assert (held["BO"].distance, held["BO"].side) == (None, None)


def test_a_unit_at_the_very_edge_of_its_band_is_within_it(tmp_path: Path) -> None:
    group = loaded(
        tmp_path,
        initiative("a", "BUF", 7, orientation="efficiency"),
        initiative("b", "BUF", 3, orientation="innovation"),
    )
    group.deliver("balance_targets", target("BUF", 0.4, 0.1))
    assert found(group)["BUF"].side == "within"


def test_of_two_points_for_one_axis_the_one_delivered_last_holds(tmp_path: Path) -> None:
    group = loaded(tmp_path, *INITIATIVES)
    group.deliver("balance_targets", target("BUF", 0.2, 0.1))
    group.deliver("balance_targets", target("BUF", 0.6, 0.1), source="beslut 2025")
    assert found(group)["BUF"].target.point == 60


def test_positions_weighed_by_hte_are_those_of_the_other_variant(group: Group) -> None:
    assert found(group, variant="fte")["BUF"].figure.value == pytest.approx(100 * 3 / 5)


# --- the page


def test_the_page_says_how_far_and_what_it_leads_to(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(opened(PAGE, group.store.folder, monkeypatch, year="2024"))
    assert "70 % av koncernens initiativ är innovation, 20 procentenheter över det önskade läget 50 %." in said
    assert "Så mycket innovation leder till urlakning av effektivitet: det nya hinner inte bli billigt" in said
    # internal 300 + 200, external 100 + 900: 66.7 %, wanted 40
    assert "67 % riktar sig utåt, 27 procentenheter över det önskade läget 40 %." in said
    assert "1 av 5 initiativ saknar inriktning" in said and "1 av 5 initiativ saknar riktning" in said
    assert "Initiativ a" in said


def test_too_much_efficiency_is_called_hastened_irrelevance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = loaded(tmp_path, initiative("a", "BUF", 7, orientation="efficiency", direction="external"))
    group.deliver("balance_targets", target("municipality", 0.4, 0.1))
    said = words(opened(PAGE, group.store.folder, monkeypatch, scope="municipality"))
    assert "0,0 % av kommunens initiativ är innovation, 40 procentenheter under det önskade läget 40 %." in said
    assert "påskyndad irrelevans" in said
    assert "Inget önskat läge är inlämnat." in said  # of the other axis


def test_a_balance_within_its_band_is_said_to_be(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(
        opened(PAGE, group.store.folder, monkeypatch, year="2024", weight="fte", scope="municipality", lang="en")
    )
    # 3 of 5 HTE are innovation; 30 wanted
    assert "60% of the municipality's initiatives is innovation, 30 percentage points above the desired 30%." in said


def test_without_initiatives_the_page_names_the_register_and_leads_to_where_it_is_handed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=UNITS[:1])
    group.deliver("ledger", line("BUF", "6100", 970))
    page = opened(PAGE, group.store.folder, monkeypatch)
    assert "Balansen kan inte räknas: kan ej beräknas: registret initiativ saknar uppgifter" in words(page)
    assert 'href="lamna-in' in html(page)
    assert "av koncernens initiativ" not in words(page)


def test_one_unit_with_one_initiative_in_one_year_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=UNITS[:1])
    group.deliver("initiatives", initiative("a", "BUF", 100, orientation="innovation"))
    said = words(opened(PAGE, group.store.folder, monkeypatch))
    assert "100 % av koncernens initiativ är innovation. Inget önskat läge är inlämnat." in said
    assert "Internt mot externt: kan ej beräknas: inget initiativ har riktningen" in said
