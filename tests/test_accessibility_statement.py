"""The accessibility statement says what the law asks for, in the name of whoever answers for the service."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
MENU = str(ROOT / "pages" / "navigation" / "menu.py")


def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **environment: str) -> str:
    for name, value in (environment | {"KPI_STORE": str(tmp_path / "store")}).items():
        monkeypatch.setenv(name, value)
    st.cache_data.clear()
    page = AppTest.from_file(MENU, default_timeout=60).run()
    page.switch_page(str(ROOT / "pages" / "help" / "accessibility.py")).run()
    assert not page.exception
    return " ".join(html.proto.body for html in page.get("html"))


def test_it_names_the_publisher_the_shortcomings_the_contact_and_the_supervisor(monkeypatch, tmp_path) -> None:
    told = said(
        monkeypatch, tmp_path, KPI_PUBLISHER__NAME="Norrhamns kommun", KPI_PUBLISHER__EMAIL="it@norrhamn.example"
    )
    assert "Norrhamns kommun står bakom den här tjänsten." in told
    assert "delvis förenlig med lagen (2018:1937)" in told
    statement = told.split('<div class="statement">')[1].split("</div>")[0]
    assert statement.count("<li>") == 4 + 4  # shortcomings and ways of testing
    assert "Skriv till it@norrhamn.example" in told
    assert 'href="https://www.digg.se/tdosanmalan"' in told
    assert "senast 22 november 2026" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_where_to_turn_where_no_address_is_given(monkeypatch, tmp_path) -> None:
    told = said(monkeypatch, tmp_path)
    assert "Vänd dig till kommunens kontaktcenter." in told and "{email}" not in told


def test_a_publishers_name_is_text_and_not_markup(monkeypatch, tmp_path) -> None:
    assert "&lt;b&gt;Kommun&lt;/b&gt;" in said(monkeypatch, tmp_path, KPI_PUBLISHER__NAME="<b>Kommun</b>")
