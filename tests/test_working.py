"""Is a figure's sum said in the way that gives its value?"""

import pytest

from kpi.working import working
from tests.fixtures.group import Group
from tests.fixtures.opened import opened, words
from tests.golden.test_equality_cards import loaded


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return loaded(tmp_path_factory.mktemp("working"))


def test_a_floor_is_a_product_and_a_spread_a_share(group: Group) -> None:
    floor = working(group.figure("equality_floor", "group", variant="turnover"))
    assert (floor.kind, floor.factor) == ("product", 100)
    per_hte = working(group.figure("equality_floor", "group", variant="fte"))
    assert (per_hte.kind, per_hte.factor) == ("product", 1)
    for variant in ("cv_turnover", "cv_fte", "max_min_turnover", "gini_fte"):
        assert working(group.figure("equality_spread", "group", variant=variant)).kind == "share"


def test_the_way_back_of_a_floor_multiplies_and_says_so(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"card": "equality_floor", "variant": "turnover", "scope": "group"}
    said = words(opened("leaders/way_back.py", group.store.folder, monkeypatch, **asked))
    assert "0,025000 × 0,700000 × 100 = 1,7500 %, avrundat 1,75 %." in said
    assert "Gånger" in said and "Nämnare" not in said


def test_the_way_back_of_a_spread_leads_to_the_compared_units_lines(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"card": "equality_spread", "variant": "max_min_turnover", "scope": "municipality"}
    said = words(opened("leaders/way_back.py", group.store.folder, monkeypatch, **asked))
    assert "0,030000 ÷ 0,020000 = 1,5000" in said
    assert "Omslutning" in said
