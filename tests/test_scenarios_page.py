"""Can a leader try every model, with the store's numbers or their own, and find a scenario again?"""

import json
import re
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.language import catalogue
from data.saved_scenarios import saved_scenarios
from kpi.scenarios.models import MODELS, Origin
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line, unit
from tests.fixtures.source import module_files, name_of, texts, tree

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
MENU = str(ROOT / "pages" / "navigation" / "menu.py")
PAGE = str(ROOT / "pages" / "leaders" / "scenarios.py")
YEARLY = {"unit": "BUF", "period": "2024-06", "role": "other", "resource_class": "permanent"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Group:
    """Return a group with something for every model."""
    group = Group(tmp_path_factory.mktemp("scenarios")).set_up(*SIMPLE_RULES)
    ledger = [
        line("SCIT", "5000", 1000, "2024-02-01"),
        line("SCIT", "3100", -500, "2024-02-01", counterparty="110"),
        line("SCIT", "3100", -450, "2024-02-01", counterparty="501"),
        line("SCIT", "3000", -100, "2024-02-01"),
        line("BUF", K2, 300, "2024-02-01"),
        line("SCIT", "5000", 800, "2023-02-01"),
    ]
    group.deliver("ledger", *ledger)
    group.deliver(
        "headcount", YEARLY | {"fte": 60}, YEARLY | {"unit": "ENE", "fte": 30}, YEARLY | {"unit": "DIG", "fte": 10}
    )  # noqa: E501
    group.deliver(
        "assets",
        *({"asset": a, "unit": "SCIT", "replacement_sek": 4500, "life_years": n} for a, n in (("a", 5), ("b", 9))),
    )  # noqa: E501
    initiative = {"initiative": "i", "unit": "DIG", "name": "I", "year": 2024, "cost_sek": 10, "hours": 10_000}
    benefit = {"benefit_planned_sek": 9, "benefit_realised_sek": 8, "benefit_reallocated_sek": 2}
    group.deliver("initiatives", initiative | benefit | {"funding": "investering"})
    group.deliver("development", {"unit": "BUF", "year": 2024, "used_sek": 30, "used_fte": 1, "target_share": "0.25"})
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    group.deliver("backlog", *({"unit": "BUF", "period": p, "demand_hours": 100, "supply_hours": 80} for p in months))
    service = {"service": "S", "unit": "BUF", "name": "Skolval", "level": 2, "valid_from": "2023-01-01", "year": 2024}
    costs = {"meeting_sek": 1000, "preparation_sek": 200, "waste_sek": 100, "it_cost_sek": 150}
    group.deliver("services", service | costs)
    cases = [
        {"service": "S", "period": p, "channel": "digital", "cases": 10 + 5 * (n % 2)} for n, p in enumerate(months)
    ]
    paper = [{"service": "S", "period": p, "channel": "paper", "cases": 30} for p in (*months, "2023-05")]
    group.deliver("service_volumes", *cases, *paper)
    group.deliver("pace_targets", {"unit": "BUF", "year": 2030, "target_share": "0.6", "decided_year": 2024})
    return group


def opened(group: Group, monkeypatch: pytest.MonkeyPatch, role: str = "controller", **parameters: str) -> AppTest:
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_file(MENU, default_timeout=60)
    page.session_state["viewer-role"] = role
    page.query_params.update(parameters)
    page.run().switch_page(PAGE).run()
    assert not page.exception, page.exception
    return page


def answer(page: AppTest) -> str:
    found = [block.value for block in page.get("html") if 'class="answer"' in block.value]
    return found[0].partition(">")[2].partition("</p>")[0]


def said(page: AppTest) -> str:
    return " ".join(block.value for block in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception, page.exception
    return page


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("model", MODELS)
def test_every_model_answers_from_the_store_in_both_languages(
    model: str, language: str, full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(
        full, monkeypatch, model=model, lang=language, year="2024", unit="" if model == "allocation" else "BUF"
    )
    assert page.title[0].value == catalogue(language)[f"scenario.model.{model}"]
    assert answer(page)
    fields = {lever.name for lever in MODELS[model].levers.levers()}
    assert fields <= {widget.key.removeprefix("turn-") for widget in (*page.text_input, *page.text_area, *page.radio)}
    assert fields <= set(page.query_params)


def test_the_group_s_renewal_is_the_sum_of_its_assets_by_the_central_cost(
    full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, model="renewal", year="2024", scope="group")
    # 9 000 to replace by 2 % of 1 000 = 20 a year: 450 years
    assert "450 år" in answer(page).replace("\N{NO-BREAK SPACE}", " ")


def test_the_overhead_is_the_central_cost_less_outside_income_by_staff(
    full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, model="allocation", year="2024")
    table = said(page).replace("\N{NO-BREAK SPACE}", " ")
    # 900 x 60 / 100, 900 x 30 / 100, 900 x 10 / 100
    for overhead in ("540,00", "270,00", "90,00", "900,00"):
        assert f">{overhead}<" in table


@pytest.mark.parametrize(
    ("model", "lever", "position", "shown"),
    [
        ("renewal", "markup_pct", "12.5", "12,5"),
        ("renewal", "replacement_sek", "1234567", "1 234 567"),
        ("allocation", "companies", "out", "out"),
        ("adoption", "form", "logistic", "logistic"),
        ("boundary", "own_volumes", "1\n2\n3", "1\n2\n3"),
    ],
)
def test_a_link_opens_with_the_lever_where_it_stood(
    model: str, lever: str, position: str, shown: str, full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, **{"model": model, "year": "2024", lever: position})
    widgets = {widget.key: widget for widget in (*page.text_input, *page.text_area, *page.radio)}
    assert widgets[f"turn-{lever}"].value.replace("\N{NO-BREAK SPACE}", " ") == shown
    assert page.query_params[lever] == position


def test_a_whole_address_read_back_is_the_same_address(full: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    for model in MODELS:
        before = opened(full, monkeypatch, model=model, year="2024").query_params
        again = opened(full, monkeypatch, **{name: str(value) for name, value in before.items()})
        assert dict(again.query_params) == dict(before), model


def test_a_turned_lever_stands_in_the_address_and_changes_the_answer(
    full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, model="renewal", year="2024")
    before = answer(page)
    page.text_input(key="turn-markup_pct").input("4,5").run()
    assert page.query_params["markup_pct"] == "4.5"
    assert "200 år" in answer(page).replace("\N{NO-BREAK SPACE}", " ") != before
    assert "Förval 2." in said(page)
    page.button(key="more-markup_pct").click().run()
    assert page.query_params["markup_pct"] == "5"
    press(page, "Ställ alla spakar på förval")
    assert (page.query_params["markup_pct"], answer(page)) == ("2", before)


def test_a_lever_at_its_default_follows_to_another_year_and_a_turned_one_stays(
    full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, model="renewal", year="2024", markup_pct="9")
    assert page.query_params["cost_base_sek"] == "1000"
    page.selectbox(key="filter-year").select("2023").run()
    assert not page.exception
    assert (page.query_params["cost_base_sek"], page.query_params["markup_pct"]) == ("800", "9")


def test_another_model_begins_with_its_own_levers(full: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(full, monkeypatch, model="renewal", year="2024", markup_pct="9")
    page.selectbox(key="scenario-model").select("boundary").run()
    assert not page.exception
    assert "markup_pct" not in page.query_params
    assert (page.query_params["model"], page.query_params["months"]) == ("boundary", "24")


@pytest.mark.parametrize(
    ("model", "lever", "position", "words"),
    [
        ("renewal", "markup_pct", "101", "mellan 0"),
        ("renewal", "life_years", "0", "större än 0"),
        ("renewal", "replacement_sek", "mycket", "går inte att läsa"),
        ("investment_gap", "gap_high_sek", "1", "minst det lägsta"),
        ("allocation", "own_units", "Skolan; x; 1", "rad 1"),
        ("boundary", "months", "30", "mellan 12"),
    ],
)
def test_an_impossible_lever_is_refused_by_name_and_the_page_stays_open(
    model: str, lever: str, position: str, words: str, full: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(full, monkeypatch, **{"model": model, "year": "2024", lever: position})
    assert words in answer(page)
    assert page.query_params[lever] == position  # it can be mended where it stands


def test_a_scenario_is_saved_asked_about_replaced_renamed_and_removed(
    full: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 300))
    page = opened(group, monkeypatch, model="renewal", markup_pct="5")
    press(page, "Spara")
    assert "behöver ett namn" in page.error[0].value
    page.text_input(key="scenario-name").input("Fem procent").run()
    press(page, "Spara")
    assert "”Fem procent” är sparat." in said(page)
    page.text_input(key="turn-markup_pct").input("6").run()
    press(page, "Spara")
    assert "Ska det ersättas" in said(page)
    (held,) = saved_scenarios(group.store, EVERYONE)
    assert held.address["markup_pct"] == "5"
    press(page, "Ersätt")
    (held,) = saved_scenarios(group.store, EVERYONE)
    assert held.address["markup_pct"] == "6"
    assert "markup_pct=6" in said(page)  # its name is a link that opens it
    page.text_input(key="scenario-new-name").input("Sex procent").run()
    press(page, "Byt namn")
    assert [scenario.name for scenario in saved_scenarios(group.store, EVERYONE)] == ["Sex procent"]
    press(page, "Ta bort")
    assert "Ska ”Sex procent” tas bort?" in said(page)
    press(page, "Låt det vara")
    assert len(saved_scenarios(group.store, EVERYONE)) == 1
    press(page, "Ta bort")
    press(page, "Ja, ta bort")
    assert saved_scenarios(group.store, EVERYONE) == []
    assert "Inga scenarier är sparade än." in said(page)


def test_the_page_is_for_those_who_lead(full: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(full, monkeypatch, role="it_director", model="renewal").title
    for role in ("politician", "administrator"):
        page = AppTest.from_file(MENU, default_timeout=60)
        page.session_state["viewer-role"] = role
        page.run()
        with pytest.raises(ValueError):
            page.switch_page(PAGE)


@pytest.mark.parametrize("model", MODELS)
def test_a_group_of_one_unit_and_one_year_is_told_what_is_missing_and_where_it_is_delivered(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group(tmp_path).set_up(units=[unit("BUF", "department", counterparty="110")])
    group.deliver("ledger", line("BUF", "6100", 300))
    page = opened(group, monkeypatch, model=model)
    assert "Uppgifter saknas i:" in said(page)
    assert 'href="lamna-in' in said(page)
    assert "saknas" in answer(page) or "saknar" in answer(page), answer(page)


OWN = {
    "renewal": ({"replacement_sek": "100", "cost_base_sek": "100", "life_years": "20"}, "50 år"),
    "investment_gap": ({"investment_hours": "10000"}, "1,5–2,0 mnkr"),
    "development_target": ({"resource_sek": "1000000", "used_sek": "100000"}, "100 tkr"),
    "allocation": (
        {"gross_cost_sek": "1000", "outside_income_sek": "0", "own_units": "A; 6; 500\nB; 4; 500"},
        "100 kr flyttas",
    ),
    "supply_demand": ({"demand_hours": "100", "supply_hours": "80"}, "480 timmar"),
    "boundary": ({"own_volumes": "\n".join(["150", "100", "100", "150"] * 3)}, "0,20"),
    "activity_cost": (
        {
            "meeting_sek": "1000000",
            "preparation_sek": "0",
            "waste_sek": "0",
            "added_it_sek": "100000",
            "reallocated_pct": "0",
        },
        "1,1 mnkr",
    ),
    "adoption": ({"share_pct": "25", "pace_pp": "3"}, "55 %"),
}


@pytest.mark.parametrize("model", MODELS)
def test_own_numbers_give_an_answer_where_the_store_has_none(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group(tmp_path).set_up(units=[unit("BUF", "department", counterparty="110")])
    group.deliver("ledger", line("BUF", "6100", 300))
    positions, wanted = OWN[model]
    page = opened(group, monkeypatch, model=model, **positions)
    assert wanted in answer(page).replace("\N{NO-BREAK SPACE}", " ")


def test_a_store_without_any_year_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(Group(tmp_path).set_up(), monkeypatch)
    assert "Inga år är kända än." in said(page)


def test_every_sentence_of_the_scenarios_is_used_and_every_one_that_can_be_asked_for_exists() -> None:
    levers = {lever.name: lever for model in MODELS.values() for lever in model.levers.levers()}
    wanted = {f"scenario.lever.{name}" for name in levers}
    wanted |= {f"scenario.lever.{name}.{each}" for name, lever in levers.items() for each in lever.choices}
    wanted |= {f"scenario.{part}.{name}" for name in MODELS for part in ("model", "question")}
    wanted |= {f"scenario.assumption.{key}" for model in MODELS.values() for key in model.assumptions}
    assert wanted - set(catalogue("sv")) == set()
    written = " ".join(
        said for path in module_files() if "scenario" in name_of(path) or "charts" in name_of(path)
        for _, said in texts(tree(path))
    )  # fmt: skip
    words = set(written.replace(".", " ").replace("_", " ").split())
    own = {
        key
        for key in catalogue("sv")
        if key.startswith(("scenario.", "page.scenarios.", "error.scenario", "error.lever"))
    }
    parts = {
        key: [part for part in re.split("[._]", key.rpartition(".")[2]) if not part.isdigit()] for key in own - wanted
    }
    unused = {key for key, named in parts.items() if not set(named) <= words}
    # what every page has, and what sql/scenarios/development.sql tells apart
    assert unused == {"page.scenarios.menu", "scenario.origin.target_default"}


def test_a_default_of_a_constant_says_who_says_so() -> None:
    assert Origin("nothing_yet").words("sv") == "I dag: inget"


def test_the_workbook_of_a_page_opens_with_the_levers_of_the_address(
    full: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpi.scenarios.defaults import Asked, start
    from kpi.scenarios.export import scenario_workbook
    from kpi.scenarios.models import default_positions

    asked = Asked(2024, "group")
    for model in MODELS.values():
        positions = default_positions(start(full.store, EVERYONE, model, asked))
        content = scenario_workbook(full.store, EVERYONE, model, asked, positions, ("Koncernen 2024",), "sv")
        path = tmp_path / f"{model.id}.xlsx"
        path.write_bytes(content)
        assert load_workbook(path)["Scenario"]["A1"].value.startswith(model.code)


def test_the_title_of_the_renewal_rounds_as_its_bars_do(full: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(
        full, monkeypatch, model="renewal", year="2024", replacement_sek="808500000", life_years="9.46",
        cost_base_sek="180600000", markup_pct="2",
    )  # fmt: skip
    [chart] = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]
    title = chart["layout"]["title"]["text"].replace("\xa0", " ").replace("<br>", " ")
    assert "3,6 mnkr avsätts per år, 85,5 mnkr behövs" in title
