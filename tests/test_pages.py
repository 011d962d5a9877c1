"""Pages open for the roles they are for, and what they share shows figures as a reader needs them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.access import ROLES, Viewer
from data.errors import Problem
from data.language import catalogue
from kpi import format as fmt
from kpi.table import Column, Table
from pages.parts.places import HOMES, PLACES, places_for
from pages.parts.problems import problems_csv
from pages.parts.shell import our_page
from pages.parts.tables import Dressing, table_html
from tests.fixtures.group import Group, unit

ROOT = Path(__file__).resolve().parents[1]
MENU = str(ROOT / "pages" / "navigation" / "menu.py")
UNITS = Table(
    (Column("Enhet"), Column("IT", "money", fmt.MNKR), Column("Andel", "%", bar=True)),
    (("Skolan <b>", Decimal("31000000"), 3.1), ("Bolaget", None, None)),
    {(1, 1): "Huvudboken saknas.", (1, 2): "Omslutningen saknas."},
)


def test_nothing_lies_directly_in_pages_where_streamlit_would_serve_it_past_every_gate():
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_every_page_has_its_file_and_every_role_a_home_it_can_open():
    for place in PLACES:
        assert (ROOT / "pages" / place.file).is_file(), place.file
    for role in ROLES:
        assert HOMES[role] in [place.name for place in places_for(Viewer("x", role))]


def test_both_languages_say_the_same_things():
    assert catalogue("sv").keys() == catalogue("en").keys()


def test_a_message_has_the_same_places_to_fill_in_both_languages():
    for key, said in catalogue("sv").items():
        if key.startswith(("page.", "part.", "chart.", "format.", "menu.", "shell.")):
            assert _holes(said) == _holes(catalogue("en")[key]), key


def _holes(said: str) -> set[str]:
    return {part.split("}")[0] for part in said.split("{")[1:]}


def test_the_page_that_carries_all_is_swedish_unless_a_link_says_english():
    html = '<html lang="en"><head><title>Streamlit</title><script>x=1</script></head><noscript>You</noscript>'
    ours = our_page(html, "sv")
    assert (
        '<html lang="sv">' in ours and "Streamlit" not in ours and "x=1" not in ours and "JavaScript" in ours
    )
    assert "assets/style.css" in ours and "assets/script.js" in ours
    assert '<html lang="en">' in our_page(html, "en")


def test_a_cell_is_escaped_and_a_missing_value_is_empty_with_its_reason_below(monkeypatch):
    html = table_html(UNITS, "IT per enhet")
    assert "Skolan &lt;b&gt;" in html and "<b>" not in html
    assert "None" not in html and 'data-value=""' in html
    assert "<li>Huvudboken saknas.</li><li>Omslutningen saknas.</li>" in html


def test_a_number_stands_to_the_right_and_its_bar_is_as_long_as_its_share_of_the_largest():
    html = table_html(UNITS, "IT per enhet")
    assert '<td class="num" data-value="31000000">31,0</td>' in html
    assert 'style="width:100.0%"' in html


def test_a_table_can_be_sorted_by_its_heads_with_the_keyboard():
    assert table_html(UNITS, "IT", sortable=True).count("<button") == 3
    assert "<button" not in table_html(UNITS, "IT")


def test_a_table_has_its_groups_under_headings_and_links_from_its_cells():
    dressing = Dressing({(0, 0): 'enheter?unit=A"B'}, (("Förvaltningar", 1), ("Bolag <i>", 1)))
    html = table_html(UNITS, "IT", dressing=dressing)
    assert html.count("<tbody>") == 2 and "Bolag &lt;i&gt;" in html
    assert 'href="enheter?unit=A&quot;B" target="_self" data-inside>Skolan &lt;b&gt;</a>' in html


def test_an_address_has_a_page_s_swedish_name_and_no_two_pages_share_one():
    addresses = [place.address for place in PLACES]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.islower() for address in addresses)


def test_the_filters_stand_in_the_address_by_their_codes_and_a_bad_one_gives_the_default(
    demo_store, monkeypatch
):
    monkeypatch.setenv("KPI_STORE", str(demo_store))
    st.cache_data.clear()
    page = AppTest.from_file(MENU, default_timeout=60)
    page.query_params.update({"year": "1850", "scope": "municipality", "lang": "en"})
    page.run().switch_page(str(ROOT / "pages" / "leaders" / "overview.py")).run()
    assert not page.exception
    assert (page.query_params["year"], page.query_params["scope"]) == ("2025", "municipality")
    assert page.title[0].value == "What does IT cost?"


@pytest.mark.parametrize("unit", ["KFF", "NEN", "ITE", "DIG"])
def test_every_kind_of_unit_opens_by_its_code(unit, demo_store, monkeypatch):
    monkeypatch.setenv("KPI_STORE", str(demo_store))
    st.cache_data.clear()
    page = AppTest.from_file(MENU, default_timeout=60)
    page.query_params.update({"year": "2023", "unit": unit})
    page.run().switch_page(str(ROOT / "pages" / "leaders" / "units.py")).run()
    assert not page.exception
    assert page.title[0].value != "Enheter"


def test_the_list_of_problems_opens_in_a_swedish_spreadsheet_and_runs_no_formula(monkeypatch):
    monkeypatch.setattr(Problem, "message", lambda self, language: "=HYPERLINK(1)")
    written = problems_csv([Problem("error", "x", line=3, column="Belopp")]).decode("utf-8-sig")
    assert written.splitlines() == ["Slag;Rad;Kolumn;Vad och varför", "Fel;3;Belopp;'=HYPERLINK(1)"]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_opens_before_anything_is_delivered(role, tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_STORE", str(tmp_path / "store"))
    st.cache_data.clear()
    for place in places_for(Viewer("x", role)):
        page = AppTest.from_file(MENU, default_timeout=20)
        page.session_state["viewer-role"] = role
        page.run().switch_page(str(ROOT / "pages" / place.file)).run()
        assert not page.exception, place.file


@pytest.mark.parametrize("delivered", ["units alone", "one unit and one year"])
def test_every_page_opens_where_little_is_known(delivered, tmp_path, monkeypatch):
    group = Group(tmp_path).set_up(units=[unit("BUF", "department", name="Skolan")])
    if delivered == "one unit and one year":
        group.deliver("ledger", {"unit": "BUF", "account": "6831", "date": "2024-05-02", "amount_sek": "100,00"})
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    for place in places_for(Viewer("x", "controller")):
        st.cache_data.clear()
        page = AppTest.from_file(MENU, default_timeout=60)
        page.run().switch_page(str(ROOT / "pages" / place.file)).run()
        assert not page.exception, place.file
        assert page.title or any("Det finns inga år" in html.proto.body for html in page.get("html")), place.file


def test_a_page_that_is_not_for_a_role_does_not_open_for_it(tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_STORE", str(tmp_path / "store"))
    page = AppTest.from_file(MENU, default_timeout=20)
    page.session_state["viewer-role"] = "politician"
    page.run()
    with pytest.raises(ValueError):
        page.switch_page(str(ROOT / "pages" / "controllers" / "deliver.py"))


@pytest.mark.parametrize("role", ROLES)
def test_a_refusal_leads_the_reader_to_their_own_first_page(role):
    def refusal(role):
        from data.access import Viewer
        from pages.parts.viewer import say_refused

        say_refused(Viewer("x", role))

    page = AppTest.from_function(refusal, kwargs={"role": role}).run()
    (said,) = [html.proto.body for html in page.get("html")]
    home = next(place for place in places_for(Viewer("x", role)) if place.name == HOMES[role])
    assert "inte öppen för din roll" in said and f'href="{home.address}"' in said


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_the_definitions(role):
    page = AppTest.from_file(MENU, default_timeout=20)
    page.session_state["viewer-role"] = role
    page.run()
    page.switch_page(str(ROOT / "pages" / "leaders" / "definitions.py")).run()
    assert not page.exception
    assert page.title[0].value == "Definitioner"


def test_a_definition_can_be_searched_for():
    page = AppTest.from_file(MENU, default_timeout=20)
    page.session_state["viewer-role"] = "politician"
    page.run().switch_page(str(ROOT / "pages" / "leaders" / "definitions.py")).run()
    page.text_input[0].input("omslutningen").run()
    names = [expander.label for expander in page.expander]
    assert "Total IT som andel av omslutningen" in names and len(names) < 17


def test_dates_in_tables_sort_as_they_read():
    assert fmt.short_day(date(2024, 1, 31)) < fmt.short_day(date(2024, 2, 1))
