"""Can a reader follow the benefit from planned to moved on, and a service from before to after?"""

from decimal import Decimal
from pathlib import Path

import pytest

from kpi.traceability import (
    EVERYTHING,
    NOTHING,
    BenefitOf,
    ServiceCost,
    all_benefit,
    benefit,
    compared,
    digital_services,
    moved_pct,
)
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, UNITS, Group, Row, line
from tests.fixtures.opened import html, opened, words
from tests.golden.test_balance_cards import initiative
from tests.golden.test_traceability_cards import service, volume, with_initiatives, with_services

PAGE = "leaders/traceability.py"
BENEFITS = (
    initiative("a", "BUF", 100, direction="internal", benefit_planned_sek=90, benefit_realised_sek=50,
               benefit_reallocated_sek=20),
    initiative("b", "BUF", 100, direction="internal", benefit_realised_sek=30, benefit_reallocated_sek=70),
    initiative("c", "SOC", 100, direction="internal", benefit_realised_sek=8),
    initiative("d", "ENE", 100, direction="external"),
)  # fmt: skip
# M, F, S and IT of the last year as it was, and IT of the year it is digital in
BEFORE = {"meeting_sek": 1000, "preparation_sek": 300, "waste_sek": 100}


def skola(*more: Row) -> list[Row]:
    return [
        service("skola", "BUF", 40, 2022, level=1, valid_to="2023-06-30", **BEFORE),
        service("skola", "BUF", 90, 2024, level=4, valid_from="2023-07-01", meeting_sek=5),
        *more,
    ]


def found(folder: Path, services: list[Row], volumes: list[Row], year: int = 2024) -> dict[str, ServiceCost]:
    group = with_services(folder, services, volumes)
    return {one.service: one for one in digital_services(group.store, EVERYONE, "group", year)}


# --- benefit


def test_what_is_moved_on_is_row_by_row_at_most_what_was_realised(tmp_path: Path) -> None:
    group = with_initiatives(tmp_path, *BENEFITS)
    internal, external = benefit(group.store, EVERYONE, "group", 2024)
    assert (internal.planned_sek, internal.realised_sek, internal.moved_sek) == (90, 50 + 30 + 8, 20 + 30)
    assert internal.slack_sek == (50 + 30 + 8) - (20 + 30)
    assert external == BenefitOf("external", None, None, None) and not external.is_registered
    assert all_benefit([internal, external]) == BenefitOf("all", Decimal(90), Decimal(88), Decimal(50))
    assert moved_pct(internal) == Decimal(50) / Decimal(88) * 100


def test_benefit_without_a_direction_is_shown_only_where_somebody_valued_it(tmp_path: Path) -> None:
    silent = with_initiatives(tmp_path / "a", *BENEFITS, initiative("e", "BUF", 5))
    assert [one.direction for one in benefit(silent.store, EVERYONE, "group", 2024)] == ["internal", "external"]
    valued = with_initiatives(tmp_path / "b", *BENEFITS, initiative("e", "BUF", 5, benefit_planned_sek=3))
    assert [one.planned_sek for one in benefit(valued.store, EVERYONE, "group", 2024)] == [90, None, 3]


def test_nothing_realised_is_not_nothing_moved() -> None:
    assert moved_pct(BenefitOf("all", Decimal(9), None, None)) is None
    assert moved_pct(BenefitOf("all", Decimal(9), Decimal(0), None)) is None
    assert moved_pct(BenefitOf("all", Decimal(9), Decimal(4), None)) == 0


# --- a service before and after (M7)


def test_a_service_costs_before_and_after_what_the_models_formula_gives(tmp_path: Path) -> None:
    cases = [volume("skola", 30), volume("skola", 10, "assisted_digital"), volume("skola", 60, "phone")]
    one = found(tmp_path, skola(), cases)["skola"]
    meeting, preparation, waste, share, added = 1000, 300, 100, (30 + 10) / 100, 90 - 40
    assert (one.before_year, one.lacking) == (2022, None)
    assert one.before_sek == meeting + preparation + waste
    assert one.after_sek(NOTHING) == meeting * (1 - share) + preparation + added + waste + meeting * share
    assert one.after_sek(EVERYTHING) == meeting * (1 - share) + preparation + added + waste
    assert one.after_sek(Decimal(25)) == meeting * (1 - share) + preparation + added + waste + meeting * share * 0.75
    assert one.break_even_pct == pytest.approx(Decimal(100 * added / (meeting * share)))
    assert one.after_sek(one.break_even_pct) == one.before_sek


def test_the_year_before_is_the_last_one_of_which_all_is_known(tmp_path: Path) -> None:
    older = service("skola", "BUF", 30, 2020, level=1, valid_to="2023-06-30", **BEFORE | {"meeting_sek": 700})
    halfway = service("skola", "BUF", "", 2021, level=1, valid_to="2023-06-30", meeting_sek=800)
    cases = [volume("skola", 30)]
    assert found(tmp_path / "a", skola(older, halfway), cases)["skola"].meeting_sek == 1000
    rows = [row for row in skola(older, halfway) if row["year"] != 2022]
    assert found(tmp_path / "b", rows, cases)["skola"].before_year == 2020


def test_what_is_not_known_of_a_service_is_named_and_nothing_is_guessed(tmp_path: Path) -> None:
    digital = {"level": 4, "valid_from": "2019-01-01"}
    rows = [
        *skola(),
        service("alltid", "BUF", 90, **digital, **BEFORE),
        service("tyst", "BUF", 40, 2022, level=1, valid_to="2023-06-30"),
        service("tyst", "BUF", 90, 2024, level=4, valid_from="2023-07-01"),
        service("gratis", "BUF", 40, 2022, level=1, valid_to="2023-06-30", **BEFORE),
        service("gratis", "BUF", "", 2024, level=3, valid_from="2023-07-01"),
        service("analog", "BUF", 40, 2022, level=1, valid_to="2023-06-30", **BEFORE),
        service("analog", "BUF", 50, 2024, level=4, valid_from="2023-07-01"),
        service("papper", "BUF", 50, 2024, level=2, **BEFORE),
    ]
    cases = [volume("gratis", 3), volume("tyst", 3), volume("analog", 3, "phone"), volume("papper", 3)]
    held = found(tmp_path, rows, cases)
    assert {code: one.lacking for code, one in held.items()} == {
        "skola": "cases", "alltid": "always_digital", "tyst": "activities", "gratis": "it_now",
        "analog": "nothing_freed",
    }  # fmt: skip
    assert compared(list(held.values())).services == ()
    assert compared([]).break_even_pct is None


def test_all_services_together_cost_the_sum_and_their_parts_sum_to_it(tmp_path: Path) -> None:
    rows = skola(
        service("mat", "SOC", 10, 2022, level=0, valid_to="2022-12-31", **BEFORE | {"meeting_sek": 200}),
        service("mat", "SOC", 5, 2024, level=3, valid_from="2023-01-01"),
    )
    whole = compared(
        list(found(tmp_path, rows, [volume("skola", 40), volume("skola", 60, "visit"), volume("mat", 9)]).values())
    )
    assert whole.before_sek == (1000 + 300 + 100) + (200 + 300 + 100) == sum(whole.parts_before_sek.values())
    for moved in (NOTHING, Decimal(37), EVERYTHING):
        assert sum(whole.parts_after_sek(moved).values()) == whole.after_sek(moved)
    # 50 kronor more and 5 less of IT, against 400 + 200 of freed meetings
    assert whole.break_even_pct == Decimal((90 - 40) + (5 - 10)) / Decimal(400 + 200) * 100


# --- the page


def test_the_page_says_what_became_of_the_benefit_and_that_only_internal_is_registered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = with_initiatives(tmp_path, *BENEFITS)
    said = words(opened(PAGE, group.store.folder, monkeypatch))
    assert "75 % av initiativen har nyttan värderad i kronor (3 av 4)." in said
    assert "Av 90 kr planerad nytta är 88 kr realiserat och 50 kr omfördelat. 38 kr är slack" in said
    assert "57 % av den realiserade nyttan är omfördelad" in said
    assert "Bara intern nytta är registrerad." in said and "ingen realiserad nytta är registrerad" in said


def test_a_units_own_benefit_is_shown_by_its_code_in_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = with_initiatives(tmp_path, *BENEFITS)
    said = words(opened(PAGE, group.store.folder, monkeypatch, unit="ENE"))
    assert "0,0 % av initiativen har nyttan värderad" in said and "Ingen nytta är registrerad för 2024." in said


def test_the_page_compares_services_and_says_how_many_it_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = skola(service("alltid", "BUF", 90, level=4, valid_from="2019-01-01"))
    cases = [volume("skola", 40), volume("skola", 60, "visit"), volume("alltid", 10)]
    group = with_services(tmp_path, rows, cases)
    said = words(opened(PAGE, group.store.folder, monkeypatch, year="2024"))
    assert "En tjänst kostade 1 tkr om året före digital leverans." in said
    assert "Det går ihop när 12,5 % av den frigjorda tiden omfördelas." in said
    assert "1 av 2 digitala tjänster kan inte jämföras" in said
    assert "IT-kostnaden per digitalt ärende är 4 kr 2024" in said  # (90 + 90) / (40 + 10)


def test_empty_registers_give_reasons_and_the_way_to_hand_them_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=UNITS[:1])
    group.deliver("ledger", line("BUF", "6100", 970))
    page = opened(PAGE, group.store.folder, monkeypatch)
    said = words(page)
    assert "Nyttan kan inte spåras: kan ej beräknas: registret initiativ saknar uppgifter" in said
    assert 'href="lamna-in' in html(page)
    assert "Ingen tjänst är helt eller delvis digital" in said and "kräver både tjänsternas IT-kostnad" in said
