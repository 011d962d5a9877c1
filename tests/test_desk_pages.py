"""The pages of closing, internal trade, deliveries and the log open, ask two people, and show their effect first."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.intake import load
from data.prepare import Given, Request
from data.store import Store
from kpi.parameter import constants
from tests.fixtures import own_extracts as extracts
from tests.fixtures.group import in_store

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
MENU = str(ROOT / "pages" / "navigation" / "menu.py")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("KPI_STORE", str(tmp_path / "store"))
    st.cache_data.clear()
    st.cache_resource.clear()
    return extracts.loaded(tmp_path)


def opened(name: str, actor: str = "Anna", role: str = "controller", **asked: str) -> AppTest:
    page = AppTest.from_file(MENU, default_timeout=60)
    page.session_state["viewer-role"] = role
    page.session_state["viewer-actor"] = actor
    page.run().switch_page(str(ROOT / "pages" / "controllers" / f"{name}.py"))
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    page.run()
    assert not page.exception, page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    button = next(button for button in page.button if button.label == label)
    assert not button.disabled, label
    button.click().run()
    assert not page.exception, page.exception
    return page


def month(actor: str) -> AppTest:
    return opened("reconcile", actor, year="2024", unit="SKF", period="2024-03")


def ticked(page: AppTest) -> AppTest:
    for number in range(len(page.checkbox)):
        page.checkbox[number].check().run()
    return page


def test_a_month_is_agreed_on_the_page_proposed_by_one_and_closed_by_another(store: Store) -> None:
    page = month("Anna")
    assert "saknar avstämningssumma" in shown(page)
    page.text_input(key="cost-SKF-2024-03").input("49 999,99").run()
    assert "Skillnaden är" in shown(page) and in_store(store, "control_total") == []
    page.text_input(key="cost-SKF-2024-03").input("50 000,00").run()
    press(page, "Spara summan")
    assert "Huvudboken stämmer till öret" in shown(page)
    assert next(b for b in page.button if b.label == "Föreslå stängning").disabled == bool(page.checkbox)
    press(ticked(page), "Föreslå stängning")
    assert "föreslagen av Anna" in shown(page)
    assert next(b for b in page.button if b.label == "Stäng månaden nu").disabled  # Anna cannot do both
    page = press(ticked(month("Bo")), "Stäng månaden nu")
    said = shown(page)
    assert "är stängd av Bo" in said and "ej verifierad" in said
    assert [row["month"] for row in in_store(store, "closing")] == [202403]
    page.text_input(key="reason-SKF-2024-03").input("fel konto").run()
    press(page, "Öppna Skolförvaltningen, mars\N{NO-BREAK SPACE}2024")
    assert "är öppen igen" in shown(page) and in_store(store, "closed_period") == []


def test_whoever_takes_over_has_ticked_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "okant.csv"
    path.write_text("enhet;konto;datum;belopp\nSKF;6999;2024-03-09;7000,00\n", encoding="utf-8")
    load(store, [Given(path, path.name)], Request(source="extra"), "test", constants())
    page = month("Anna")
    page.text_input(key="cost-SKF-2024-03").input("57000").run()
    press(page, "Spara summan")
    ticked(page)
    assert page.checkbox and all(box.value for box in page.checkbox)
    page.selectbox(key="viewer-actor").select("test").run()
    assert not any(box.value for box in page.checkbox)


def test_a_pasted_table_shows_its_effect_and_many_units_are_closed_together(store: Store) -> None:
    page = opened("reconcile", year="2024")
    page.text_area[0].input("SKF\t2024-02\t50 000,00\nITE\t2024-02\t100 000,00").run()
    assert "Så skulle summorna stå" in shown(page) and in_store(store, "control_total") == []
    press(page, "Spara summorna (2)")
    together = opened("reconcile", year="2024", period="2024-02")
    press(ticked(together), "Föreslå stängning av 2 enheter")
    second = opened("reconcile", "Bo", year="2024", period="2024-02")
    press(ticked(second), "Stäng 2 enheter som någon annan har föreslagit")
    assert {row["unit"] for row in in_store(store, "closed_period")} == {"SKF", "ITE"}


def test_the_grid_tells_each_state_by_a_word_and_leads_to_its_checklist(store: Store) -> None:
    said = shown(opened("reconcile", year="2024"))
    assert 'class="month delivered"' in said and "Skolförvaltningen, mars\N{NO-BREAK SPACE}2024: Lämnad" in said
    address = re.search(r'aria-label="Skolförvaltningen, mars[^"]*" href="stam-av.([^"]*)"', said)[1]
    assert set(address.split("&amp;")) >= {"unit=SKF", "period=2024-03", "year=2024"}


@pytest.mark.parametrize(("name", "title"), [("internal", "Internt"), ("deliveries", "Leveranser"), ("log", "Logg")])
def test_a_page_opens_over_a_small_group_in_both_languages(name: str, title: str, store: Store) -> None:
    assert opened(name).title[0].value == title
    assert opened(name, lang="en").title[0].value != ""


def test_one_delivery_is_not_said_to_be_several(store: Store) -> None:
    said = shown(opened("deliveries"))
    assert "En leverans. Den kom" in said
    assert "nya rader</td>" in said and "0 borttagna" not in said, "what did not happen is not told"


def test_a_delivery_is_undone_after_its_effect_was_seen(store: Store) -> None:
    page = opened("deliveries", delivery="1")
    assert "försvinner" in shown(page)
    assert next(b for b in page.button if b.label == "Ångra leverans 1").disabled
    press(ticked(page), "Ångra leverans 1")
    assert page.error or "är ångrad" in shown(page)


def test_the_log_says_whether_its_chain_is_whole_and_finds_by_word(store: Store) -> None:
    assert "Loggen är obruten" in shown(opened("log"))
    assert "Ingen handling" in shown(opened("log", q="finns inte"))
    assert "är inget datum" in shown(opened("log", **{"from": "igår"}))
    assert opened("log", role="administrator").title[0].value == "Logg"


def test_the_pages_are_not_for_other_roles(store: Store) -> None:
    page = AppTest.from_file(MENU, default_timeout=30)
    page.session_state["viewer-role"] = "it_director"
    page.run()
    for name in ("reconcile", "internal", "deliveries", "log"):
        with pytest.raises(ValueError):
            page.switch_page(str(ROOT / "pages" / "controllers" / f"{name}.py"))
