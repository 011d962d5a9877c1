"""Does the page Utveckling answer its question, lead on, and say what it lacks?"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from pages.parts.language import NAME as LANGUAGE
from tests.fixtures.activities import DEVELOPMENT, MAINTENANCE, OPERATION, RULES, UNTOLD, ledger, loaded, work
from tests.fixtures.group import Group, line, unit
from tests.fixtures.opened import html, links, opened, told

ONE = (unit("BUF", "department", counterparty="110", name="Barn och utbildning"),)


def one_unit(folder: Path, *amounts: dict[str, float], year: int = 2024) -> Group:
    """Return a store with one department and one year."""
    group = Group(folder).set_up(*RULES, units=ONE)
    rows = [row for given in amounts for row in work("BUF", given, f"{year}-05-15")]
    assert group.deliver("ledger", *rows).status == "accepted"
    return group


def test_the_answer_the_figures_and_the_units_stand_on_the_page(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/development.py", demo_store, monkeypatch, year="2025")
    text = told(page)
    assert page.title[0].value == "Äter förvaltningen upp utvecklingen?"
    assert "har utvecklingens andel av IT-kostnaden sjunkit från 24 % 2019 till 17 % 2025" in text
    for piece in (
        "Avståndet till målet, enhet för enhet",
        "tjänster har ingen utvecklingskostnad 2025",
        "Egna mål har",
    ):
        assert piece in text
    assert len(page.get("plotly_chart")) == 5


def test_each_units_own_target_stands_on_its_row_in_the_chart(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/development.py", demo_store, monkeypatch, year="2025")
    [shares] = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart") if "line-ns" in chart.proto.spec]
    strokes = next(trace for trace in shares["data"] if trace.get("marker", {}).get("symbol") == "line-ns")
    assert len(strokes["x"]) == 16 and {10.0, 15.0, 20.0, 22.0, 25.0} <= set(strokes["x"])


def test_a_unit_below_its_target_by_share_and_above_it_in_sek_is_named_with_the_reason(
    tmp_path: Path, monkeypatch
) -> None:
    group = one_unit(tmp_path, {DEVELOPMENT: 100_000, MAINTENANCE: 900_000})  # 10 % of 1 000 000
    group.deliver("development", {"unit": "BUF", "year": 2024, "used_sek": 250_000})  # 20 % of it is 200 000
    page = opened("leaders/development.py", group.store.folder, monkeypatch)
    assert "På olika sidor om målet i andel och i kronor ligger Barn och utbildning." in told(page)
    cells = re.findall(r"<td[^>]*>([^<]+)</td>", html(page))
    assert cells[5:7] == ["200\xa0000", "250\xa0000"], cells  # SEK: the target's and what the register says is used


def test_the_answer_sums_only_the_units_that_lack_and_leaves_the_central_it_unit_out(
    tmp_path: Path, monkeypatch
) -> None:
    group = loaded(tmp_path, rows=ledger(1_000_000))
    # target 20 %. BUF (10 + 0.75 x 40) of (60 + 0.75 x 200) = 40 of 210: 42 - 40 = 2 are lacking.
    # ENE (6 + 0.25 x 40) of (20 + 0.25 x 200) = 16 of 70: 14 - 16 = -2, passed. SCIT 40 of 200: on its target.
    text = told(opened("leaders/development.py", group.store.folder, monkeypatch))
    assert "En enhet saknar 2,0 mnkr till sitt mål, den centrala IT-enheten oräknad." in text
    assert "passerade mål är avdragna" in text


def test_share_and_gap_of_the_same_ledger_are_not_said_to_part(tmp_path: Path, monkeypatch) -> None:
    group = one_unit(tmp_path, {DEVELOPMENT: 100_000, MAINTENANCE: 900_000})
    text = told(opened("leaders/development.py", group.store.folder, monkeypatch))
    assert "Avståndet till målet, enhet för enhet" in text and "kan gå isär" not in text


def test_a_name_opens_the_unit_and_a_gap_its_way_back(demo_store: Path, monkeypatch) -> None:
    found = links(opened("leaders/development.py", demo_store, monkeypatch, year="2024"))
    assert "utveckling?year=2024&scope=group&unit=SKF" in found
    asked = [dict(parse_qsl(urlsplit(address).query)) for address in found if address.startswith("vagen-tillbaka")]
    both = {"year": "2024", "scope": "group"}
    assert both | {"card": "development_gap", "variant": "fte", "unit": "SKF"} in asked
    assert both | {"card": "development_share"} in asked


def test_a_unit_is_shown_by_itself_with_a_way_back_to_all(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/development.py", demo_store, monkeypatch, year="2024", unit="SKF")
    assert page.title[0].value == "Skolförvaltningen"
    assert "Avståndet till målet, enhet för enhet" not in told(page)
    assert "utveckling?year=2024&scope=group" in links(page)
    assert len(page.get("plotly_chart")) == 4


def test_the_municipality_leaves_the_companies_out(demo_store: Path, monkeypatch) -> None:
    text = told(opened("leaders/development.py", demo_store, monkeypatch, year="2024", scope="municipality"))
    assert "Norrhamn Energi" not in text and "I kommunen har" in text


def test_the_page_reads_in_english(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/development.py", demo_store, monkeypatch, year="2024", **{LANGUAGE: "en"})
    assert page.title[0].value == "Is maintenance eating development?"
    assert "The gap to the target, unit by unit" in told(page)


def test_one_unit_and_one_year_without_registers_names_what_is_missing_and_where_to_deliver_it(
    tmp_path: Path, monkeypatch
) -> None:
    group = one_unit(tmp_path, {DEVELOPMENT: 100_000, MAINTENANCE: 200_000, OPERATION: 100_000, UNTOLD: 50_000})
    page = opened("leaders/development.py", group.store.folder, monkeypatch)
    text = told(page)
    assert "I koncernen är utvecklingens andel av IT-kostnaden 25 % 2024." in text
    assert "Det här saknas för året: personal, utvecklingsresurser och tjanster." in text
    assert any(address.startswith("lamna-in") for address in links(page))
    assert len(page.get("plotly_chart")) == 2  # what the work was, and the one unit's share


def test_a_ledger_that_says_no_activity_is_an_empty_state_and_not_a_zero(tmp_path: Path, monkeypatch) -> None:
    page = opened("leaders/development.py", one_unit(tmp_path, {UNTOLD: 50_000}).store.folder, monkeypatch)
    text = told(page)
    assert "går utvecklingens andel av IT-kostnaden inte att räkna för 2024" in text
    assert "ingen IT-rad i huvudboken säger om arbetet är utveckling, förvaltning eller drift" in text
    assert len(page.get("plotly_chart")) == 0


def test_a_year_without_a_ledger_says_so(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES)
    group.deliver("development", {"unit": "BUF", "year": 2024, "planned_fte": 4, "used_fte": 3})
    page = opened("leaders/development.py", group.store.folder, monkeypatch)
    assert "huvudboken saknas för året" in told(page)
    assert "Det här saknas för året: huvudbok, personal och tjanster." in told(page)
    assert len(page.get("plotly_chart")) == 1  # planned and used are known all the same


def test_a_store_with_units_and_nothing_else_opens(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES)
    page = opened("leaders/development.py", group.store.folder, monkeypatch)
    assert "Ingen IT-kostnad är inlämnad än" in told(page)
    assert any(address.startswith("lamna-in") for address in links(page))


def test_a_share_that_is_the_target_is_said_to_meet_it(tmp_path: Path, monkeypatch) -> None:
    group = one_unit(tmp_path, {DEVELOPMENT: 100_000, MAINTENANCE: 250_000, OPERATION: 150_000})
    text = told(opened("leaders/development.py", group.store.folder, monkeypatch))
    assert "Målet 20 % nås." in text and "på målet" in text


def test_a_store_without_any_figure_shows_no_table_of_gaps(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES)
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 100})
    assert "Avståndet till målet, enhet för enhet" not in told(
        opened("leaders/development.py", group.store.folder, monkeypatch)
    )


def test_a_correction_below_zero_and_a_unit_without_a_part_do_not_break_the_page(tmp_path: Path, monkeypatch) -> None:
    group = loaded(tmp_path, line("BUF", DEVELOPMENT, -500), *work("SOC", {UNTOLD: 9}))
    text = told(opened("leaders/development.py", group.store.folder, monkeypatch))
    assert "Socialförvaltningen" in text


def test_a_politician_is_not_offered_the_page(demo_store: Path, monkeypatch) -> None:
    with pytest.raises(ValueError, match="page"):
        opened("leaders/development.py", demo_store, monkeypatch, role="politician")
