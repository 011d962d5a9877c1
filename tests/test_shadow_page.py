"""Skugg-IT shows what speaks for a candidate, what a decision would change, and does what is pressed."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.shadow_decisions import decisions
from tests.fixtures.group import SIMPLE_RULES, UNITS, Group, line

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
NBSP = "\N{NO-BREAK SPACE}"
MIXED = "7400"


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    rows = [
        line("BUF", MIXED, 1234, supplier="Canva Pty <b>", text="Licens", voucher="A1"),
        line("BUF", MIXED, 900, supplier="Bruksvaror", text="Airtable mars", voucher="A2"),
        *(line("SOC", MIXED, 10 + place, supplier=f"Datorer {place:02d}") for place in range(14)),
    ]
    group.deliver_once("ledger", *rows)
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    return group


def opened(role: str = "controller", **address: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60)
    page.session_state["viewer-role"] = role
    page.query_params.update({"year": "2024"} | address)
    page.run().switch_page(str(ROOT / "pages" / "controllers" / "shadow_it.py")).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html")).replace(NBSP, " ")


def button(page: AppTest, label: str):
    return next(one for one in page.button if one.label == label)


def test_the_page_answers_first_and_names_what_speaks_for_the_first_candidate(group: Group) -> None:
    said = shown(opened())
    assert "16 inköp under 2024, sammanlagt 2 tkr, ser ut som IT som ingen har kallat IT." in said
    assert "Canva Pty &lt;b&gt;" in said and "<b>" not in said
    assert "”canva” på listan: programvara" in said
    assert "Sparas regeln blir 1 234,00 kr skugg-IT (rader: 1)." in said


def test_the_list_is_paged_and_the_address_chooses_page_and_candidate(group: Group) -> None:
    first, second = shown(opened()), shown(opened(page="2"))
    assert "12 av 16 kandidater" in first and "4 av 16 kandidater" in second
    key = next(key for key in first.split("candidate=")[1:] if "Bruksvaror" in key.split("</a>")[0])[:12]
    assert '<h2 class="chart-title">Bruksvaror · airtable</h2>' in shown(opened(candidate=key))
    assert "12 av 16 kandidater" in shown(opened(page="99"))


def test_what_is_confirmed_leaves_the_list_and_stands_among_the_confirmed(group: Group) -> None:
    page = opened()
    button(page, "Gör till skugg-IT").click().run()
    assert not page.exception
    assert "Canva Pty &lt;b&gt; räknas nu som skugg-IT." in shown(page)
    assert "15 inköp under 2024" in shown(page)
    assert [one.verdict for one in decisions(group.store).values()] == ["confirmed"]
    confirmed = opened(view="confirmed")
    assert "1 av 1 prövade kandidater var skugg-IT: 100 % träff" in shown(confirmed)
    next(one for one in confirmed.button if one.label.startswith("Ta tillbaka regel")).click().run()
    assert decisions(group.store) == {}


def test_a_denial_wants_a_reason_and_then_stands_among_the_denied(group: Group) -> None:
    page = opened(verdict="deny")
    button(page, "Neka").click().run()
    assert page.error and decisions(group.store) == {}
    next(one for one in page.text_input if one.label == "Varför inte?").set_value("en kurs")
    button(page, "Neka").click().run()
    assert [one.note for one in decisions(group.store).values()] == ["en kurs"]
    assert "Nekad av" in shown(opened(view="denied"))


def test_a_question_waits_with_the_one_who_is_asked(group: Group) -> None:
    page = opened(verdict="ask")
    next(one for one in page.text_input if one.label == "Vem är frågad?").set_value("rektorn")
    button(page, "Spara frågan").click().run()
    assert "rektorn är frågad av" in shown(opened(view="asked"))


def test_an_estimate_is_entered_on_the_page_and_marked_as_one(group: Group) -> None:
    page = opened(unit="BUF")
    next(one for one in page.text_input if one.label == "Belopp för året, kr").set_value("12 500")
    button(page, "Spara uppskattningen").click().run()
    said = shown(opened())
    assert "12 500,00" in said and "formulär" in said and "uppskattad" in said
    assert group.figure("shadow_it_share", "BUF").numerator == 12_500


@pytest.mark.parametrize("role", ["it_director", "politician", "administrator"])
def test_no_other_role_opens_the_page(role: str, group: Group) -> None:
    page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60)
    page.session_state["viewer-role"] = role
    page.run()
    with pytest.raises(ValueError):
        page.switch_page(str(ROOT / "pages" / "controllers" / "shadow_it.py")).run()


def test_the_page_speaks_english_when_the_link_says_so(group: Group) -> None:
    said = shown(opened(lang="en"))
    assert "16 purchases in 2024" in said and "If the rule is saved, SEK 1,234.00 becomes shadow IT (lines: 1)." in said


def test_a_group_of_one_unit_without_candidates_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group(tmp_path / "small").set_up(*SIMPLE_RULES, units=UNITS[:1])
    group.deliver("ledger", line("BUF", MIXED, 10, supplier="Papper AB"))
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    said = shown(opened())
    assert "Inget inköp under 2024 väntar på prövning." in said
    assert "Ingen enhet har uppskattat något för 2024." in said


def test_each_line_of_the_evidence_opens_its_voucher(group: Group) -> None:
    said = shown(opened())
    assert re.search(r'<a [^>]*href="vagen-tillbaka[?][^"]*file_id=[0-9]+&amp;line=2"[^>]*>A1</a>', said)
