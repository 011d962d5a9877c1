"""Prognos says where the year is heading, from which month, and why where it cannot."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi import charts
from kpi.charts.palette import INKS
from pages.parts import forecast
from tests.fixtures.group import K2, SIMPLE_RULES, Group, unit
from tests.test_outlook import HALF, YEAR, every, history, months

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
NBSP = "\N{NO-BREAK SPACE}"
ALONE = (unit("BUF", "department", name="Barn och utbildning"),)
FRAME = charts.Frame("Vart är året på väg", "koncernen")


def opened(store: Path, monkeypatch: pytest.MonkeyPatch, role: str = "controller", **asked: str) -> AppTest:
    monkeypatch.setenv("KPI_STORE", str(store))
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60)
    if role != "controller":
        page.session_state["viewer-role"] = role
    page.query_params.update(asked)
    page.run().switch_page(str(ROOT / "pages" / "leaders" / "forecast.py")).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html")).replace(NBSP, " ")


def main(page: AppTest) -> str:
    """Return what stands on the page itself, beside the side bar."""
    return "\n".join(block.proto.body for block in page.main.get("html"))


@pytest.fixture
def alone(tmp_path: Path) -> Group:
    """One unit with three whole years and half of a fourth, in thousands."""
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    rows = [*history(), *months("BUF", K2, YEAR, every(150, HALF))]
    group.deliver("ledger", *(row | {"amount_sek": row["amount_sek"] * 1000} for row in rows))
    return group


def test_the_page_answers_in_a_sentence_made_from_the_forecast(alone, monkeypatch):
    said = shown(opened(alone.store.folder, monkeypatch))
    assert (
        "Med utfallet till och med juni pekar IT-kostnaden 2024 mot 1,8 mnkr, mellan 1,1 och 3,2 mnkr. "
        "Metoden har träffat 1 av 3 gånger." in said
    )
    assert "None" not in said and "nan" not in said


def test_the_view_stands_in_the_address_and_a_month_that_is_not_there_gives_the_last_one(alone, monkeypatch):
    page = opened(alone.store.folder, monkeypatch, month="11", cost="penningar")
    assert (page.query_params["month"], page.query_params["cost"]) == ("6", "total_it")
    page = opened(alone.store.folder, monkeypatch, month="2")
    assert "Med utfallet till och med februari" in shown(page)


def test_a_year_that_is_over_is_looked_back_on_and_says_how_it_ended(alone, monkeypatch):
    said = shown(opened(alone.store.folder, monkeypatch, year="2023"))
    assert "Sett från augusti pekade IT-kostnaden 2023 mot" in said and "Utfallet blev 1,8 mnkr, " in said
    whole = shown(opened(alone.store.folder, monkeypatch, year="2023", month="12"))
    assert "2023 är klart: IT-kostnaden blev 1,8 mnkr." in whole


def test_a_group_with_one_unit_and_one_year_says_that_there_is_no_earlier_year(tmp_path, monkeypatch):
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    group.deliver("ledger", *months("BUF", K2, YEAR, every(1000, HALF)))
    said = shown(opened(group.store.folder, monkeypatch, unit="BUF"))
    assert "Till och med juni 2024 är 6 tkr bokfört. Ingen prognos: det finns inget tidigare helt år" in said


def test_a_store_without_ledger_leads_to_where_it_is_handed_in(tmp_path, monkeypatch):
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    group.deliver("turnover", {"unit": "BUF", "year": YEAR, "turnover_sek": 1})
    assert 'href="lamna-in' in main(opened(group.store.folder, monkeypatch))
    said = shown(opened(group.store.folder, monkeypatch, "it_director"))
    assert "Ingen prognos: det finns ingen månad 2024" in said and "lamna-in" not in said


def test_a_store_that_knows_of_no_year_says_so(tmp_path, monkeypatch):
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=ALONE)
    assert "inga uppgifter om något år ännu" in shown(opened(group.store.folder, monkeypatch))


def test_a_cost_of_the_central_unit_is_said_to_fall_on_others(demo_store, monkeypatch):
    assert "fördelas på de andra enheterna" in shown(opened(demo_store, monkeypatch, unit="ITE", year="2024"))
    gross = shown(opened(demo_store, monkeypatch, unit="ITE", year="2024", cost="central_it", lang="en"))
    assert "Seen from August, the central budget of 2024 pointed to SEK" in gross.replace("\N{NO-BREAK SPACE}", " ")


def test_a_politician_does_not_open_the_forecast(tmp_path, monkeypatch):
    with pytest.raises(ValueError):
        opened(tmp_path / "store", monkeypatch, "politician")


@pytest.mark.parametrize(("low", "expected"), [(311_400_000, "311"), (311_600_000, "311,6"), (311_960_000, "311,96")])
def test_amounts_that_would_be_printed_alike_get_the_decimals_that_tell_them_apart(low, expected):
    seen = forecast.Outlook("BUF", "total_it", YEAR, 8, forecast_sek=312_000_000, low_sek=low, high_sek=321_000_000)
    assert forecast._amounts(seen)["range"].startswith(f"{expected}\N{NO-BREAK SPACE}och")


def runs(**more: object) -> charts.Runs:
    booked = (10.0, 20.0, 30.0, *[None] * 9)
    towards = (None, None, *(30.0 + 10 * step for step in range(10)))
    return charts.Runs(2024, booked, towards, towards, towards, earlier={2023: tuple(range(10, 130, 10))}, **more)


@pytest.mark.parametrize("ground", INKS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_chart_carries_words_and_a_table_in_which_outcome_and_forecast_never_share_a_cell(language, ground):
    chart = charts.year_end(runs(), charts.Frame("Vart", "koncernen", language, ground))
    assert chart.alt.startswith("Vart. ") and chart.figure.layout.yaxis.range[0] == 0
    heads = [column.label for column in chart.table.columns]
    assert len(heads) == len(set(heads)) == 6
    for row in chart.table.rows:
        assert row[1] is None or row[2] is None  # outcome, forecast


def test_the_forecast_is_dashed_and_every_label_stands_inside_the_axis():
    chart = charts.year_end(runs(afterwards=(*[None] * 2, *(30.0 + 10.1 * s for s in range(10)))), FRAME)
    dashes = {trace.name: trace.line.dash for trace in chart.figure.data if trace.line.dash}
    assert dashes == {"Prognos": "dash", "Utfall efteråt": "dot", "Utfall": "solid"}
    top = chart.figure.layout.yaxis.range[1]
    placed = [note.y for note in chart.figure.layout.annotations]
    assert len(placed) == 4 and max(placed) <= top  # Plotly draws no note outside its axis


def test_a_chart_of_a_year_alone_or_of_nothing_is_no_error():
    assert len(charts.year_end(charts.Runs(2024, (1.0,) * 12), FRAME).figure.data) == 1
    assert charts.year_end(charts.Runs(2024, (None,) * 12), FRAME).figure.data == ()


def on_a_page(unit: str, year: int) -> None:
    from pages.parts.forecast import show_forecast
    from pages.parts.the_store import the_store
    from pages.parts.viewer import viewer

    show_forecast(the_store(), viewer(), unit, year)


@pytest.mark.parametrize(
    ("year", "said", "is_drawn"),
    [(YEAR, "Med utfallet till och med juni pekar", True), (2023, "Utfallet blev 1,8 mnkr", False)],
)
@pytest.mark.parametrize(("unit", "address"), [("BUF", "unit=BUF"), ("group", "scope=group")])
def test_a_unit_s_own_page_draws_a_running_year_and_says_a_word_of_a_finished_one(
    alone, monkeypatch, unit, address, year, said, is_drawn
):
    monkeypatch.setenv("KPI_STORE", str(alone.store.folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_function(on_a_page, args=(unit, year), default_timeout=60).run()
    assert not page.exception and said in main(page).replace(NBSP, " ")
    assert ("chart-title" in main(page)) == is_drawn
    (link,) = re.findall(r'href="prognos\?([^"]+)"', main(page))
    assert {address, f"year={year}", "cost=total_it"} <= set(link.split("&amp;"))
