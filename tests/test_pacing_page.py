"""Taktning answers first, warns where it must, and says what is missing and where to hand it in."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store import Store
from kpi.pacing import beside
from tests.fixtures.group import EVERYONE, Group, unit
from tests.fixtures.own_extracts import loaded
from tests.fixtures.worked_example import example_group

pytestmark = pytest.mark.usefixtures("roles_tried")

ROOT = Path(__file__).resolve().parents[1]
NBSP = "\N{NO-BREAK SPACE}"


def opened(store: Store, role: str = "controller", **asked: str) -> AppTest:
    """Open the page over a store as a role, with what the address asks for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", str(store.folder))
        st.cache_data.clear()
        st.cache_resource.clear()
        page = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=60)
        page.session_state["viewer-role"] = role
        page.query_params.update(asked)
        page.run().switch_page(str(ROOT / "pages" / "leaders" / "pacing.py")).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html")).replace(NBSP, " ")


def titles(page: AppTest) -> list[str]:
    return [text.split("</h2>")[0] for text in shown(page).split('<h2 class="chart-title">')[1:]]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return example_group(tmp_path_factory.mktemp("page")).store


def test_the_page_answers_first_in_a_sentence_made_of_the_figures(example: Store) -> None:
    said = shown(opened(example, unit="BUF", year="2021"))
    sentence = "3,0 procentenheter per år, 5,0 krävs; målet nås 2033 i stället för 2028."
    assert sentence in said
    assert said.index(sentence) < said.index("figure-strip")


def test_the_page_speaks_english_when_the_link_says_so(example: Store) -> None:
    page = opened(example, unit="BUF", year="2021", lang="en")
    assert page.title[0].value == "Are we keeping pace?"
    assert "5.0 are required; the target is reached in 2033 instead of 2028." in shown(page)


def test_each_kpi_stands_with_its_value_its_badge_and_its_caution(example: Store) -> None:
    said = shown(opened(example, unit="BUF", year="2021"))
    strip = said[said.index("KPI1") : said.index("Alla varianter")]
    for value in ("5,00 %", "0,30", "15,0 %", "25,0 %", "29,2 %"):
        assert f">{value}</a>" in strip
    assert strip.count(">tolkning<") == 5
    for caution in (
        "Använt: 3,00 % av alla årsarbetare.",
        "Slack 2019–2021: 2,1 mnkr är realiserat men inte omfördelat.",
        "Att skapa en tjänst ger inget värde.",
        "Ett högt värde är inte bra i sig.",
        "Studien beskriver inte KPI4.",
        "20 styrtal blev 21: 3 nya, 2 borttagna, 1 omdefinierade.",
    ):
        assert caution in strip
    assert "strip-warning" not in strip


def test_every_variant_is_reachable_and_leads_to_its_way_back(example: Store) -> None:
    said = shown(opened(example, unit="BUF", year="2021"))
    table = said[said.index("Alla varianter av") :]
    for variant in (
        "1A planerade",
        "1A använda",
        "1B",
        "1C",
        "2A",
        "2B",
        "2C",
        "3A",
        "3B",
        "3C",
        "4A",
        "4C",
        "5A",
        "5B",
        "5C",
    ):
        assert f">{variant}" in table
    for variant in ("utfall", "beslutad takt", "krävd takt", "år till målet", "efterlevnad"):
        assert f">{variant}<" in table
    leads = [address for address in table.split('href="') if "card=kpi5_steering_change&amp;variant=5B" in address]
    assert leads and all("unit=BUF" in one and one.startswith("vagen-tillbaka?") for one in leads)


def test_the_horizon_stands_in_the_address_and_a_bad_one_is_the_furthest(example: Store) -> None:
    near = shown(opened(example, unit="BUF", year="2021", horizon="5"))
    assert "2020–2026" in near and "Målåret ligger bortom horisonten: mål 60 % 2028." in near
    for horizon in ("7", "12", "x"):
        far = shown(opened(example, unit="BUF", year="2021", horizon=horizon))
        assert ("2020–2028" if horizon == "7" else "2020–2031") in far and "bortom" not in far


def test_choosing_a_horizon_writes_it_into_the_address(example: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(example, unit="BUF", year="2021")
    monkeypatch.setenv("KPI_STORE", str(example.folder))
    control = next(one for one in page.get("button_group") if one.key == "pace-horizon")
    control.set_value("6").run()
    assert page.query_params["horizon"] == "6" and not page.exception


def test_the_units_stand_side_by_side_and_one_unit_alone(example: Store) -> None:
    page = opened(example, scope="municipality", year="2021")
    assert "1 av 1 enheter med eget mål når det inte i tid" in titles(page)
    assert "Barn och utbildning</a>" in shown(page)
    alone = opened(example, unit="BUF", year="2021")
    assert len(titles(alone)) == 1 and "Alla enheter</a>" in shown(alone)


def test_a_scope_without_a_decision_says_that_its_decided_pace_is_zero(example: Store) -> None:
    said = shown(opened(example, scope="group", year="2021"))
    assert "3,0 procentenheter per år. Inget mål är beslutat, så den beslutade takten är 0." in said
    assert "kan ej beräknas: inget mål för ett senare år är beslutat" in said


def test_steering_that_stands_still_is_a_warning(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    kept = {"measure": "M1", "unit": "BUF", "version": "1", "valid_from": "2020-01-01", "target_version": "a"}
    group.deliver(
        "measures", kept | {"valid_to": "2023-12-31"}, kept | {"valid_from": "2024-01-01", "target_version": "b"}
    )
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 1})
    said = shown(opened(group.store, unit="BUF", year="2024"))
    assert '<p class="strip-warning">Varning: inget styrtal har ändrats på ett år.</p>' in said
    assert "Räknas inte: 1 med oförändrat mått och ändrat mål." in said


def test_only_internal_benefit_is_said_to_be_all_there_is(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    row = {"unit": "BUF", "year": 2024, "cost_sek": 1, "benefit_realised_sek": 5_000_000}
    group.deliver("initiatives", row | {"initiative": "I1", "name": "I1", "direction": "internal"})
    assert "Bara intern nytta är registrerad." in shown(opened(group.store, unit="BUF"))
    outside = row | {"initiative": "I2", "name": "I2", "direction": "external", "benefit_realised_sek": 2_000_000}
    group.deliver("initiatives", outside, source="more")
    said = shown(opened(group.store, unit="BUF"))
    assert "Bara intern" not in said and "Realiserat: 5,0 mnkr intern nytta, 2,0 mnkr extern." in said


def test_slack_and_benefit_stand_beside_kpi2_over_its_three_years(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    rows = [
        {"initiative": f"I{year}", "unit": "BUF", "name": "I", "year": year, "cost_sek": 1, "direction": direction,
         "benefit_realised_sek": realised, "benefit_reallocated_sek": 1}
        for year, direction, realised in (
            (2021, "internal", 70), (2022, "internal", 10), (2024, "external", 30), (2025, "internal", 500),
        )
    ]  # fmt: skip
    group.deliver("initiatives", *rows)
    aside = beside(group.store, EVERYONE, "BUF", 2024)
    assert (aside.slack_sek, aside.internal_sek, aside.external_sek) == ((10 - 1) + (30 - 1), 10, 30)
    assert aside.has_only_internal is False


def test_without_its_registers_the_page_names_them_and_leads_to_where_they_are_handed_in(tmp_path: Path) -> None:
    store = loaded(tmp_path)
    said = shown(opened(store))
    assert "Takten kan inte räknas: varken ärendevolymer eller tjänster är inlämnade." in said
    for register in ("volymer", "initiativ", "styrtal"):
        assert f"registret {register}" in said
    assert "Krävd takt" not in said and titles(opened(store)) == []
    begins = said[said.index("Takten räknas på ärenden per kanal") : said.index("figure-strip")]
    assert 'href="lamna-in' in begins
    director = shown(opened(store, role="it_director"))
    assert "styrtal" in director and "lamna-in" not in director


def test_one_unit_and_one_year_show_a_share_and_no_future(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(units=[unit("BUF", "department", name="Skolan")])
    group.deliver("services", {"service": "S", "unit": "BUF", "name": "S", "level": 4, "valid_from": "2024-05-01"})
    group.deliver("service_volumes", {"service": "S", "period": "2024-05", "channel": "digital", "cases": 30},
                  {"service": "S", "period": "2024-05", "channel": "phone", "cases": 70})  # fmt: skip
    page = opened(group.store)
    assert "Andelen är 30 %. Det är det första året med en andel" in shown(page)
    assert "30 % av ärendena sköts digitalt 2024" not in titles(page)
    group.deliver("pace_targets", {"unit": "BUF", "year": 2028, "target_share": "0.5", "decided_year": 2024})
    aimed = opened(group.store, unit="BUF")
    assert "För att nå 50 % år 2028 krävs 5,0 procentenheter per år." in shown(aimed)
    assert titles(aimed) == ["30 % av ärendena sköts digitalt 2024"]
    assert "volymer för 1 av 12 månader" in shown(page)


def test_a_store_with_units_alone_says_that_there_are_no_years(tmp_path: Path) -> None:
    assert "Här finns inga år än." in shown(opened(Group(tmp_path).set_up().store))
