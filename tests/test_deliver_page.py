"""Lämna in says what it understood before anything is stored, and asks only what a file leaves open."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.result import FileResult
from data.store import Store
from pages.parts.understood import facts, verdict
from tests.fixtures import own_extracts as extracts
from tests.fixtures.group import Group

ROOT = Path(__file__).resolve().parents[1]
DELIVER = str(ROOT / "pages" / "controllers" / "deliver.py")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open Lämna in over a store that holds nothing yet."""
    monkeypatch.setenv("KPI_STORE", str(tmp_path / "store"))
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = AppTest.from_file(str(ROOT / "pages" / "navigation" / "menu.py"), default_timeout=30)
    return opened.run().switch_page(DELIVER).run()


def drop(page: AppTest, *files: Path) -> AppTest:
    for path in files:
        page.file_uploader[0].upload(path.name, path.read_bytes(), "text/csv")
    return page.run()


def shown(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html"))


def test_all_four_steps_are_there_before_anything_is_dropped(page: AppTest) -> None:
    assert [head.value[:2] for head in page.header] == ["1.", "2.", "3.", "4."]
    assert not page.exception


def test_nothing_is_stored_before_the_button_is_pressed(page: AppTest, tmp_path: Path) -> None:
    drop(page, extracts.units(tmp_path), extracts.ledger(tmp_path))
    assert not page.exception and "Kan sparas" in shown(page)
    assert not Store(tmp_path / "store").exists
    next(button for button in page.button if button.label == "Spara 2 filer").click()
    page.run()
    assert Store(tmp_path / "store").exists and "huvudbok.csv: 36 nya rader" in shown(page)


def test_a_refused_file_says_line_column_and_reason_and_its_name_is_no_markup(
    page: AppTest, tmp_path: Path
) -> None:
    drop(page, extracts.units(tmp_path), extracts.bad(tmp_path))
    said = shown(page)
    assert "trasig &lt;b&gt;.csv" in said and "trasig <b>" not in said
    assert "Kan inte sparas: ett fel att rätta" in said and "tolv" in said
    assert "Ladda ned de avvisade raderna (1)" in [button.label for button in page.get("download_button")]


def test_a_list_of_units_that_lacks_a_column_is_asked_about_with_its_names_shown(
    page: AppTest, tmp_path: Path
) -> None:
    lacking = tmp_path / "enheter.csv"
    lacking.write_text("enhet;namn;slag\nVAT;Vatten AB;bolag\nKSF;Stadshuset;förvaltning\n", encoding="utf-8")
    drop(page, lacking)
    assert not page.exception and "Läs filen så" in [button.label for button in page.button]
    assert "<td class=\"\">Vatten AB</td>" in shown(page) and "en obligatorisk kolumn saknas" in shown(page)


def test_two_files_of_one_name_are_two_files(page: AppTest, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / "enheter.csv"
    twin.write_text("enhet;namn;slag;kontoplan\nVAT;Vatten AB;bolag;bas\n", encoding="utf-8")
    drop(page, extracts.units(tmp_path), twin)
    assert shown(page).count(">enheter.csv</h2>") == 2


def test_a_ledger_before_any_units_is_told_that_the_units_come_first(page: AppTest, tmp_path: Path) -> None:
    without_unit = tmp_path / "rader.csv"
    without_unit.write_text("konto;datum;belopp;text\n6420;2024-01-10;100,00;Licenser\n", encoding="utf-8")
    assert "Börja med registret Enheter" in shown(page)
    assert "Enhet" not in [box.label for box in page.selectbox]
    drop(page, without_unit)
    assert "Läs in registret enheter först" in shown(page) and "Ange enheten" not in shown(page)
    drop(page, extracts.ledger(tmp_path))
    assert shown(page).count("Läs in registret enheter först") >= 2


def test_where_units_are_stored_they_are_offered_and_asked_for(page: AppTest, tmp_path: Path) -> None:
    extracts.loaded(tmp_path)
    st.cache_data.clear()
    st.cache_resource.clear()
    page.run()
    assert "Börja med registret Enheter" not in shown(page)
    without_unit = tmp_path / "rader.csv"
    without_unit.write_text("konto;datum;belopp;text\n6420;2024-01-10;100,00;Licenser\n", encoding="utf-8")
    drop(page, without_unit)
    assert "Ange enheten" in shown(page)
    page.selectbox(key="deliver-unit").select("SKF").run()
    assert "Kan sparas" in shown(page)


def test_each_register_has_a_template_to_fill_in_and_what_its_columns_may_hold(page: AppTest) -> None:
    labels = [button.label for button in page.get("download_button")]
    assert labels == [
        "Ladda ned mallen Enheter (Excel)",
        "Mallen Enheter som Excel, med listor att välja ur",
        "Samma som CSV",
    ]
    page.selectbox(key="template-register").select("initiatives").run()
    assert "drift, investering" in shown(page) and "samma enhet och år" in shown(page)


def test_earlier_deliveries_stay_listed_by_register_with_what_each_changed(page: AppTest, tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    for name, amount in (("forst.csv", 5), ("sedan.csv", 6)):
        group.load(group.text(name, f"enhet;år;omslutning\nBUF;2024;{amount}\n"))
    st.cache_data.clear()
    st.cache_resource.clear()
    page.run()
    history = shown(page).split("Tidigare leveranser, den senaste överst")[-1]
    assert history.index("sedan.csv") < history.index("forst.csv") < history.index("units.csv")
    page.selectbox(key="history-register").select("turnover").run()
    history = shown(page).split("Tidigare leveranser, den senaste överst")[-1]
    assert "units.csv" not in history and "forst.csv" in history
    first = history.split("sedan.csv")[1].split("</tr>")[0]
    assert [cell.split("</td>")[0] for cell in first.split('<td class="num">')[1:5]] == ["1", "0", "0", "1"]
    assert page.query_params["history"] == "turnover"


def test_a_register_nobody_has_delivered_says_so(page: AppTest, tmp_path: Path) -> None:
    Group(tmp_path).set_up()
    st.cache_data.clear()
    st.cache_resource.clear()
    page.run()
    page.selectbox(key="history-register").select("assets").run()
    assert "Inget sådant har lämnats in ännu" in shown(page)


def test_the_own_store_is_told_apart_from_the_invented_group_where_that_is_shown(page: AppTest, tmp_path: Path) -> None:
    assert "påhittade koncernen" not in shown(page)
    invented = Group(tmp_path / "made").set_up()
    with invented.store.write() as writer:
        writer.run("store/save_setting", name="invented", content="true")
    shutil.copytree(invented.store.folder, tmp_path / "demo-store")
    st.cache_resource.clear()
    assert "påhittade koncernen, vars enheter inte finns i det" in shown(page.run())


def test_a_printed_total_that_differs_is_said_to_differ() -> None:
    result = FileResult("a.csv", sum_sek=1, printed_total_sek=2)
    assert "stämmer inte" in facts(result, {})["printed_total"]
    assert verdict(FileResult("a.csv", status="unchanged")).startswith("Oförändrad")
