"""Does the page Bemanning say who does the work, and what it lacks; and does a unit's page show both?"""

from pathlib import Path

from tests.fixtures.activities import DEVELOPMENT, MAINTENANCE, RULES, loaded, work
from tests.fixtures.group import Group, Row, unit
from tests.fixtures.opened import html, links, opened, told

ONE = (unit("BUF", "department", counterparty="110", name="Barn och utbildning"),)


def staff(role: str, resource_class: str, fte: float, code: str = "BUF", **more: object) -> Row:
    counted = {"unit": code, "period": "2024-01", "role": role, "resource_class": resource_class, "fte": fte}
    return counted | more


def test_the_answer_growth_both_ways_and_the_units_stand_on_the_page(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/staffing.py", demo_store, monkeypatch, year="2025")
    text = told(page)
    assert page.title[0].value == "Vem gör arbetet?"
    assert "67 årsarbetare arbetar med IT och 60 med digitalisering 2025. Lokala IT-roller på 62 årsarbetare" in text
    assert ">+1,36\xa0%<" in html(page)
    for piece in (
        "Förändring sedan 2024, i årsarbetare och som andel", "IT, i årsarbetare", "Digitalisering, som andel av alla",
        "Bemanningen, enhet för enhet", "De står bredvid: HTE × tidsandel",
    ):  # fmt: skip
        assert piece in text
    assert len(page.get("plotly_chart")) == 5
    assert "bemanning?year=2025&scope=group&unit=DIG" in links(page)


def test_a_unit_is_shown_by_itself(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/staffing.py", demo_store, monkeypatch, year="2024", unit="DIG")
    assert page.title[0].value == "Digitaliseringsenheten"
    assert "Bemanningen, enhet för enhet" not in told(page)
    assert "Ingen årsarbetare har rollen IT." in told(page)


def test_a_unit_with_local_roles_alone_says_so(demo_store: Path, monkeypatch) -> None:
    text = told(opened("leaders/staffing.py", demo_store, monkeypatch, year="2024", unit="SKF"))
    assert (
        "Ingen årsarbetare har rollen IT eller digitalisering 2024. Lokala IT-roller motsvarar 26 årsarbetare." in text
    )


def test_the_page_reads_in_english(demo_store: Path, monkeypatch) -> None:
    page = opened("leaders/staffing.py", demo_store, monkeypatch, year="2024", scope="municipality", lang="en")
    assert page.title[0].value == "Who does the work?" and "Staffing, unit by unit" in told(page)


def test_one_unit_and_one_year_has_its_staff_and_no_growth(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES, units=ONE)
    rows = [
        staff("it", "permanent", 3),
        staff("digitalisation", "external_consultant", 1),
        staff("other", "permanent", 96),
    ]
    assert group.deliver("headcount", *rows).status == "accepted"
    page = opened("leaders/staffing.py", group.store.folder, monkeypatch)
    text = told(page)
    assert "3,0 årsarbetare arbetar med IT och 1,0 med digitalisering 2024." in text
    assert "Förändring sedan" not in text
    assert "100 % av digitaliseringen är inlånade eller konsulter 2024" in text
    assert len(page.get("plotly_chart")) == 4


def test_without_headcount_the_register_is_named_with_the_way_to_deliver_it(tmp_path: Path, monkeypatch) -> None:
    page = opened("leaders/staffing.py", loaded(tmp_path).store.folder, monkeypatch)
    assert "Bemanningen är inte känd för 2024." in told(page)
    assert "Registret personal saknar uppgifter" in told(page)
    assert any(address.startswith("lamna-in") for address in links(page))


def test_a_store_with_units_and_nothing_else_opens(tmp_path: Path, monkeypatch) -> None:
    page = opened("leaders/staffing.py", Group(tmp_path).set_up(*RULES).store.folder, monkeypatch)
    assert "Inga personaluppgifter är inlämnade än" in told(page)


def test_a_unit_that_has_delivered_no_staff_is_named(tmp_path: Path, monkeypatch) -> None:
    group = loaded(tmp_path)
    group.deliver("headcount", staff("it", "permanent", 3), staff("it", "permanent", 9, "SCIT"))
    text = told(opened("leaders/staffing.py", group.store.folder, monkeypatch))
    assert "Personaluppgifter saknas för" in text and "Energi AB" in text


def test_a_units_own_page_shows_its_development_and_its_staff_with_the_ways_on(demo_store: Path, monkeypatch) -> None:
    for code in ("SKF", "NEN", "ITE", "DIG"):
        page = opened("leaders/units.py", demo_store, monkeypatch, year="2024", unit=code)
        text = told(page)
        for piece in ("Utveckling och bemanning", "Avstånd till målet i kronor", "IT och lokala IT-roller av alla"):
            assert piece in text, code
        assert f"utveckling?year=2024&scope=group&unit={code}" in links(page)
        assert f"bemanning?year=2024&scope=group&unit={code}" in links(page)


def test_a_units_own_page_without_activities_and_staff_leaves_the_part_out(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES, units=ONE)
    group.deliver("ledger", *work("BUF", {"6100": 50}))
    assert "Utveckling och bemanning" not in told(
        opened("leaders/units.py", group.store.folder, monkeypatch, unit="BUF")
    )


def test_a_units_own_page_names_the_register_it_lacks(tmp_path: Path, monkeypatch) -> None:
    group = Group(tmp_path).set_up(*RULES, units=ONE)
    group.deliver("ledger", *work("BUF", {DEVELOPMENT: 50, MAINTENANCE: 50}))
    text = told(opened("leaders/units.py", group.store.folder, monkeypatch, unit="BUF"))
    assert "Det här saknas för året: personal och utvecklingsresurser." in text
