"""Does the page of equality say who lacks the means, and what a lift to the floor would cost?"""

from pathlib import Path

import pytest

from kpi.equality import equality
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, UNITS, Group, line
from tests.fixtures.opened import html, opened, words
from tests.golden.test_equality_cards import HTE, TURNOVER, loaded

PAGE = "leaders/equality.py"


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return loaded(tmp_path_factory.mktemp("equality"))


@pytest.fixture(scope="module")
def one_unit(tmp_path_factory: pytest.TempPathFactory) -> Group:
    """Return a group of one department and one year."""
    group = Group(tmp_path_factory.mktemp("one")).set_up(*SIMPLE_RULES, units=UNITS[:1])
    group.deliver("ledger", line("BUF", K2, 30), line("BUF", "6100", 970))
    return group


def test_a_lift_is_what_lacks_to_the_floor_times_the_units_own_turnover(group: Group) -> None:
    found = equality(group.store, EVERYONE, "group", 2024, [2024], "turnover")
    # of 1, 2, 3 and 6 % the floor is 0.7 * 2.5 = 1.75 %; ENE has 1 % of 1000
    (below,) = found.below
    assert below.unit == "ENE"
    assert below.lift_sek == pytest.approx((0.0175 - 0.01) * 1000)
    assert found.lift_sek == pytest.approx(7.5)


def test_a_lift_by_hte_is_what_lacks_to_the_floor_times_the_units_own_hte(group: Group) -> None:
    found = equality(group.store, EVERYONE, "group", 2024, [2024], "fte")
    # of 3, 4, 5 and 10 SEK per HTE the floor is 0.7 * 4.5 = 3.15; BUF has 3 for each of its 10
    assert {means.unit: means.lift_sek for means in found.below} == {"BUF": pytest.approx((3.15 - 3) * HTE["BUF"])}


def test_a_unit_lifted_to_the_floor_is_no_longer_below_it(group: Group, tmp_path: Path) -> None:
    lift = equality(group.store, EVERYONE, "group", 2024, [2024], "turnover").lift_sek
    lifted = loaded(tmp_path, line("ENE", K2, f"{lift:.2f}"))
    after = equality(lifted.store, EVERYONE, "group", 2024, [2024], "turnover")
    assert after.below == () and after.lift_sek == 0


def test_the_municipality_has_a_floor_and_units_of_its_own(group: Group) -> None:
    found = equality(group.store, EVERYONE, "municipality", 2024, [2024], "turnover")
    assert {means.unit for means in found.units} == {"BUF", "SOC"}
    assert found.floor.value == pytest.approx(0.7 * 2.5) and found.below == ()


def test_a_unit_without_a_share_is_neither_below_nor_lifted(tmp_path: Path) -> None:
    group = loaded(tmp_path, turnover={unit: TURNOVER[unit] for unit in ("BUF", "SOC", "ENE")})
    found = equality(group.store, EVERYONE, "group", 2024, [2024], "turnover")
    (silent,) = (means for means in found.units if means.unit == "BO")
    assert (silent.share.value, silent.is_below, silent.lift_sek) == (None, False, None)
    assert {means.unit for means in found.known} == {"BUF", "SOC", "ENE"}


# --- the page


def test_the_page_answers_first_who_lacks_the_means_and_what_a_lift_costs(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words(opened(PAGE, group.store.folder, monkeypatch, year="2024"))
    assert "1 av 4 enheter saknar förutsättningar 2024: Energi AB." in said
    assert "mindre på IT än golvet, 1,8 % av omslutningen. Att lyfta enheten dit skulle kosta 8 kr om året." in said
    assert "saknar förutsättningar" in said and "rangordnas inte" in said


def test_the_other_base_stands_in_the_address_and_changes_the_answer(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, group.store.folder, monkeypatch, year="2024", base="fte")
    assert "1 av 4 enheter saknar förutsättningar 2024: Barn och utbildning." in words(page)
    assert page.query_params["base"] == ["fte"] or page.query_params["base"] == "fte"
    bad = opened(PAGE, group.store.folder, monkeypatch, year="2024", base="moon")
    assert "Energi AB" in words(bad).split("golvet")[0]  # what is not offered gives the default


def test_the_page_speaks_english_as_well(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(opened(PAGE, group.store.folder, monkeypatch, year="2024", lang="en"))
    assert "1 of 4 units lacks the means in 2024: Energi AB." in said


def test_a_group_of_one_unit_has_no_floor_and_the_page_says_why(
    one_unit: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words(opened(PAGE, one_unit.store.folder, monkeypatch))
    assert "Inget golv för 2024: kan ej beräknas: färre än två förvaltningar eller bolag" in said
    assert "Barn och utbildning" in said  # its own share is shown all the same
    assert "Utan golv kan inget lyft räknas." in said and "behöver lyftas" not in said


def test_without_headcount_the_page_says_so_and_leads_only_those_who_may_to_where_it_is_handed_in(
    one_unit: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, one_unit.store.folder, monkeypatch, base="fte")
    assert "personaluppgifter saknas för året" in words(page) and 'href="lamna-in' in html(page)
    director = opened(PAGE, one_unit.store.folder, monkeypatch, role="it_director", base="fte")
    assert 'href="lamna-in' not in html(director)


def test_the_units_page_has_the_same_floor_line(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(opened("leaders/units.py", group.store.folder, monkeypatch, year="2024"))
    assert "Under golvet, saknar förutsättningar: Energi AB." in said
