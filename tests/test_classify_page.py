"""Klassa shows the largest undecided money first, and what a rule does before it is saved."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.rule_change import rules_in_force
from kpi.log import log
from kpi.log_search import said
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group, line

ROOT = Path(__file__).resolve().parents[1]
CLASSIFY = str(ROOT / "pages" / "controllers" / "classify.py")


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once(
        "ledger",
        line("BUF", "6540", "900.00", supplier="Molnet <b>AB</b>", text="licens", voucher="17"),
        line("SOC", "6550", "30.00", text="annat"),
    )
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    return group


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60).run()
    page.switch_page(CLASSIFY)
    page.query_params.update(address)
    return page.run()


def shown(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(block.proto.body for block in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return page.run()


def with_category(page: AppTest, name: str = "external_it") -> AppTest:
    """Choose what the lines are, which nothing says beforehand."""
    box = next(box for box in page.selectbox if box.label == "Kategori")
    assert box.value is None
    box.select(name)
    return page


def test_the_queue_says_how_much_is_undecided_and_opens_the_largest(group: Group) -> None:
    said = shown(opened())
    assert "930 kr av kostnaden 2024 är inte klassad, 100 % av all kostnad." in said.replace("\xa0", " ")
    assert "Molnet &lt;b&gt;AB&lt;/b&gt;" in said and "<b>AB</b>" not in said
    assert said.index("6540") < said.index("6550")


def test_a_rule_is_saved_only_after_its_effect_was_shown(group: Group) -> None:
    page = opened()
    assert not [button for button in page.button if button.label == "Spara regeln"]
    press(page, "Visa vad regeln gör")
    assert [error.value for error in page.error] == [
        "Välj kategori först: regeln gör ingenting förrän det är sagt vad raderna är."
    ]
    assert not [button for button in page.button if button.label == "Spara regeln"]
    press(with_category(page), "Visa vad regeln gör")
    assert "En rad får ett nytt beslut, 900,00 kr." in shown(page).replace("\xa0", " ")
    assert "IT-kostnaden i koncernen 2024 blir 900 kr i stället för 0 kr." in shown(page).replace("\xa0", " ")
    before = len(rules_in_force(group.store))
    press(page, "Spara regeln")
    assert [success.value for success in page.success] == ["Regeln är sparad och gäller nu."]
    assert len(rules_in_force(group.store)) == before + 1
    told = said(log(group.store, EVERYONE)[0], "sv")
    assert (told.kind, told.about, told.after) == (
        "Sparade en regel",
        "konto 6540, leverantör Molnet <b>AB</b>: Externa IT-kostnader",
        "en rad fick ett nytt beslut",
    )
    assert {r["account"]: r["category"] for r in group.lines()} == {"6540": "external_it", "6550": "unclassified"}


def test_the_latest_year_that_gets_another_it_cost_is_told_first_and_the_others_after_it(group: Group) -> None:
    group.deliver("ledger", line("BUF", "6540", "70.00", "2023-03-01", supplier="Molnet <b>AB</b>"), source="äldre")
    group.deliver(
        "ledger", line("BUF", "6540", "900.00", supplier="Molnet <b>AB</b>"), line("SOC", "6550", "30.00")
    )
    st.cache_data.clear()
    press(with_category(page := opened(year="2024")), "Visa vad regeln gör")
    told = shown(page).replace("\xa0", " ")
    assert "koncernen 2024 blir" in told and "koncernen 2023 blir" not in told
    assert "Övriga år: 2023 70 kr i stället för 0 kr." in told


def test_the_rules_are_listed_with_hits_and_one_can_be_taken_away(group: Group) -> None:
    number = str(rules_in_force(group.store)[-1]["rule_id"])
    page = opened(vy="rules", regel=number)
    assert "8 regler gäller i version 2. 8 av dem avgör ingen rad." in shown(page)
    press(page, "Ta bort regeln")
    assert number not in {str(rule["rule_id"]) for rule in rules_in_force(group.store)}
    told = said(log(group.store, EVERYONE)[0], "sv")
    assert told.kind == "Tog bort en regel" and told.after == "0 rader fick ett nytt beslut"


def test_a_line_is_decided_alone_with_a_reason(group: Group) -> None:
    file_id = str(group.lines()[0]["file_id"])
    page = opened(fil=file_id, rad="2")
    press(page, "Spara beslutet")
    assert [error.value for error in page.error] == ["Ange ett skäl. Det sparas i loggen."]
    page.text_input[-1].input("sett fakturan")
    press(page, "Spara beslutet")
    assert group.lines()[0]["decided_by"] == "override"


def test_two_versions_stand_side_by_side(group: Group) -> None:
    group.deliver("rules", {"priority": 1, "account_from": "6540", "category": "external_it"})
    page = opened(vy="versions")
    page.selectbox(key="version-before").select("2")
    press(page, "Räkna ut")
    said = shown(page)
    assert "nyckeltal skiljer sig" in said and "Externa IT-kostnader (regel 1)" in said


def test_a_test_case_is_written_on_the_page_and_tried_before_a_rule_is_saved(group: Group) -> None:
    page = opened(vy="cases")
    assert "Inga testfall finns än." in shown(page)
    page.text_input(key="case-account").input("6540")
    page.text_input(key="case-supplier").input("Molnet <b>AB</b>")
    page.selectbox(key="case-category").select("not_it")
    press(page, "Spara testfallet")
    assert "1 av 1 testfall stämmer inte med reglerna som gäller." in shown(page)
    page = press(with_category(opened(year="2024")), "Visa vad regeln gör")
    assert "konto 6540, leverantör Molnet &lt;b&gt;AB&lt;/b&gt; ska bli Inte IT men blir Externa IT" in shown(page)
