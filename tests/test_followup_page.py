"""Uppföljning shows what became of the decisions, and lets them and self-assessments be filled in."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.access import Viewer
from data.study import recommendations
from kpi.followup import decisions
from tests.fixtures.group import K2, SIMPLE_RULES, Group, in_store, line, unit

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
ALONE = (unit("BUF", "department", name="Barn <b> och utbildning"),)
NBSP = "\N{NO-BREAK SPACE}"


def opened(store: Path, monkeypatch: pytest.MonkeyPatch, role: str = "controller", **asked: str) -> AppTest:
    monkeypatch.setenv("KPI_STORE", str(store))
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60)
    if role != "controller":
        page.session_state["viewer-role"] = role
    page.query_params.update(asked)
    page.run().switch_page(str(ROOT / "pages" / "leaders" / "followup.py")).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    """Return what stands on the page itself, beside the side bar."""
    assert not page.exception
    return "\n".join(block.proto.body for block in page.main.get("html")).replace(NBSP, " ")


def widget(page: AppTest, kind: str, label: str):
    return next(one for one in getattr(page, kind) if one.label == label)


@pytest.fixture
def alone(tmp_path: Path) -> Group:
    """One unit and one year."""
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    group.deliver_once("ledger", line("BUF", K2, 50, "2024-03-01"))
    group.deliver_once("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 1000, "status": "utfall"})
    return group


def test_without_decisions_the_recommendations_stand_there_with_what_would_measure_them(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, unit="BUF")
    said = shown(page)
    assert f"0 av de {len(recommendations())} rekommendationer som följs upp har lett till ett beslut." in said
    assert "Registret beslut har inga rader ännu." in said and "lamna-in" in said
    assert said.count("Inget beslut.") == len(recommendations())
    assert "5,00 %" in said and "None" not in said
    assert [head.value for head in page.subheader][:2] == ["1. Gränsdragning", "2. Balansering"]


def test_a_decision_is_shown_with_owner_day_status_and_its_figure_then_and_now_leading_back(alone, monkeypatch):
    alone.deliver("decisions", {
        "decision": "B1", "recommendation": "1a", "text": "Pröva <i>", "owner": "Ekonomidirektör",
        "date": "2024-02-01", "status": "pågår", "card": "total_it_share",
    }, {"decision": "B2", "text": "Eget", "date": "2024-02-01"})  # fmt: skip
    said = shown(opened(alone.store.folder, monkeypatch, unit="BUF"))
    assert "Pröva &lt;i&gt;" in said and "Ekonomidirektör" in said and "2024-02-01" in said
    assert "Av 2 beslut mäts 1 av ett nyckeltal." in said and "pågår 1, utan status 1" in said
    addresses = re.findall(r'href="vagen-tillbaka\?([^"]+)"[^>]*>5,00 %', said)
    assert len(addresses) == 3  # then and now of B1, and of the general recommendation the same card measures
    for address in addresses:
        assert {"year=2024", "unit=BUF", "card=total_it_share"} <= set(address.split("&amp;"))
    assert "saknar nyckeltal" in said


def test_a_decision_that_is_filled_in_is_stored_and_can_be_changed(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, role="it_director")
    widget(page, "text_area", "Text med egna ord").set_value("Lyft skolan")
    widget(page, "text_input", "Ansvarig (roll)").set_value("Skoldirektör")
    widget(page, "selectbox", "Svarar på rekommendation").set_value("5a")
    widget(page, "button", "Spara beslutet").click()
    said = shown(page.run())
    assert "Beslutet är sparat." in said and "Lyft skolan" in said and "edit=F-1" in said
    page = opened(alone.store.folder, monkeypatch, role="it_director", edit="F-1")
    assert widget(page, "text_area", "Text med egna ord").value == "Lyft skolan"
    widget(page, "text_area", "Text med egna ord").set_value("Lyft skolan först")
    widget(page, "button", "Spara beslutet").click()
    page.run()
    (held,) = decisions(alone.store, Viewer("x", "it_director"))
    assert (held.id, held.text, held.owner, held.recommendation) == ("F-1", "Lyft skolan först", "Skoldirektör", "5a")
    assert "edit" not in page.query_params


def test_a_decision_without_a_text_is_not_stored_and_the_page_says_what_is_lacking(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch)
    widget(page, "button", "Spara beslutet").click()
    page.run()
    assert [error.value for error in page.error] == ["Beslutet behöver en text och ett datum."]
    assert in_store(alone.store, "decision") == []


def test_a_recommendation_can_be_given_in_the_group_s_own_words(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, edit="4a")
    widget(page, "text_area", "Text med egna ord").set_value("Så lyder den hos oss")
    widget(page, "button", "Spara beslutet").click()
    said = shown(page.run())
    assert "Så lyder den hos oss" in said and recommendations()["4a"].sv not in said


def test_a_self_assessment_says_who_has_not_made_one_and_links_to_the_way_in(alone, monkeypatch):
    said = shown(opened(alone.store.folder, monkeypatch, view="ratings", unit="BUF"))
    assert "Barn &lt;b&gt; och utbildning har inte skattat sig i detta." in said
    assert "lamna-in" in said and "municipalit" not in said


def test_levels_that_are_chosen_are_stored_and_the_rest_is_not_said_of(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, view="ratings", unit="BUF", instrument="problem", year="2024")
    next(one for one in page.button_group if one.label == "Vi är digitalt mogna").set_value(4)
    widget(page, "date_input", "Dag").set_value("2024-06-01")
    widget(page, "button", "Spara skattningen").click()
    said = shown(page.run())
    assert "Skattningen för Barn &lt;b&gt; och utbildning är sparad. Antal påståenden: 1." in said
    (row,) = in_store(alone.store, "self_rating")
    assert (row["statement"], row["unit"], row["level"], row["source"]) == ("problem_3", "BUF", 4, "formulär")
    assert "har skattat 1 av 8 påståenden" in said


def test_what_is_said_after_the_last_year_with_figures_is_shown_in_that_year_and_in_no_earlier_one(alone, monkeypatch):
    alone.deliver("turnover", {"unit": "BUF", "year": 2023, "turnover_sek": 1000})
    rows = [{"statement": "capability_1", "unit": "BUF", "date": "2031-01-01", "level": 3}]
    alone.deliver("self_ratings", *rows)
    asked = {"view": "ratings", "unit": "BUF"}
    assert "har skattat 1 av 9 påståenden" in shown(opened(alone.store.folder, monkeypatch, year="2024", **asked))
    before = shown(opened(alone.store.folder, monkeypatch, year="2023", **asked))
    assert "har inte skattat sig i detta till och med 2023." in before


def test_no_level_chosen_is_said_and_stores_nothing(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, view="ratings", unit="BUF")
    widget(page, "button", "Spara skattningen").click()
    page.run()
    assert [error.value for error in page.error] == ["Välj en dag och minst en nivå."]
    assert in_store(alone.store, "self_rating") == []


def test_the_form_of_organisation_is_a_name_and_no_number(alone, monkeypatch):
    rows = [{"statement": "organisation_form", "unit": "BUF", "date": "2024-01-01", "level": 3}]
    alone.deliver("self_ratings", *rows)
    asked = {"view": "ratings", "unit": "BUF", "instrument": "organisation"}
    assert "digitaliseringen ligger parallellt med IT" in shown(opened(alone.store.folder, monkeypatch, **asked))
    assert "digitalisation lies parallel to IT" in shown(opened(alone.store.folder, monkeypatch, lang="en", **asked))


def test_the_view_stands_in_the_address_and_a_bad_one_gives_the_decisions(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, view="annat", instrument="annat", edit="annat")
    assert "rekommendationer som följs upp" in shown(page)


def test_a_store_that_knows_of_no_year_says_so(tmp_path, monkeypatch):
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    assert "inga uppgifter att följa upp mot ännu" in shown(opened(group.store.folder, monkeypatch))


def test_a_politician_does_not_open_the_follow_up(tmp_path, monkeypatch):
    with pytest.raises(ValueError):
        opened(tmp_path / "store", monkeypatch, "politician")
