"""Do the invented group's registers of steering tell what they are meant to tell?"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.demo import initiatives, measures, registers_file, services, steering, volumes
from data.demo.group import UNITS, YEARS, living
from data.demo.steering_file import WRITERS
from data.headers import guess
from data.intake import load
from data.prepare import Given, Request
from data.readers.recognise import recognise
from data.readers.tables import read_tables
from data.registers import REGISTERS, RESERVED_UNIT_REGISTERS, RESERVED_UNITS
from data.store import Store
from kpi.card import cards
from kpi.parameter import constants

SEED = 2021
CODES = {unit.code for unit in UNITS}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """Each register's rows by English column name, read back from the file."""
    folder, found = tmp_path_factory.mktemp("steering"), {}
    for register, write in WRITERS.items():
        path = folder / f"{register}.csv"
        write(path, YEARS, SEED)
        header, *lines = [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()]
        names = [REGISTERS[register].match(printed).name for printed in header]
        found[register] = [dict(zip(names, line, strict=True)) for line in lines]
    return found


def number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", ".")) if cell else Decimal(0)


def test_every_register_of_steering_has_rows_of_units_that_exist(rows):
    for register, held in rows.items():
        allowed = CODES | ({*RESERVED_UNITS} if register in RESERVED_UNIT_REGISTERS else set())
        assert held and {row.get("unit", "ITE") for row in held} <= allowed, register


def test_each_register_is_told_from_its_header_alone(tmp_path: Path):
    for register, write in WRITERS.items():
        path = tmp_path / "uttag.csv"
        write(path, [2024], SEED)
        (table,) = read_tables(path, recognise(path), tmp_path).tables
        proposal = guess(table)
        assert (proposal.register, proposal.reasons, proposal.in_form) == (register, (), True)


def test_the_registers_load_without_a_word(tmp_path: Path):
    paths = []
    for register, write in {"units": lambda path, *_: registers_file.write_units(path), **WRITERS}.items():
        write(tmp_path / f"{register}.csv", [2024, 2025], SEED)
        paths.append(tmp_path / f"{register}.csv")
    given = [Given(path, path.name) for path in paths]
    results = load(Store(tmp_path / "store"), given, Request(), "test", constants())
    assert [(r.file, r.status, r.problems) for r in results] == [(p.name, "accepted", []) for p in paths]


def test_the_municipality_moves_from_fourteen_to_twenty_five_per_cent_digital():
    companies = {unit.code for unit in UNITS if unit.is_company}
    for year, meant in volumes.DIGITAL_PART[False].items():
        cases, digital = 0, 0
        for service, _, channel, count in volumes.volume_rows(SEED, [year]):
            if service.split("-")[0] not in companies:
                cases += int(count)
                digital += int(count) if "digital" in channel else 0
        assert digital / cases == pytest.approx(meant, abs=0.002)


def test_levels_only_rise_and_about_fifteen_per_cent_are_digital_in_the_end():
    lives = services.lives(SEED)
    for life in lives:
        levels = [span.level for span in life.spans]
        assert levels == sorted(levels)
        for before, after in zip(life.spans, life.spans[1:], strict=False):
            assert (after.start - before.end).days == 1
    held = [span.level for life in lives for span in life.spans if span.end is None]
    assert 200 <= len(held) <= 260
    assert 0.14 < held.count(4) / len(held) < 0.17


def test_a_volume_belongs_to_a_service_in_force_that_month(rows):
    spans = defaultdict(list)
    for row in rows["services"]:
        spans[row["service"]].append((row["valid_from"], row["valid_to"] or "9999-12-31"))
    for row in rows["service_volumes"]:
        day = f"{row['period']}-01"
        assert any(start <= day <= end for start, end in spans[row["service"]]), row


def test_services_begin_and_end_every_year_once_counting_has_begun(rows):
    first, last = {}, {}
    for row in rows["services"]:
        code = row["service"]
        first[code] = min(first.get(code, "9999"), row["valid_from"])
        last[code] = max(last.get(code, ""), row["valid_to"] or "9999-12-31")
    for year in range(2020, 2026):
        assert any(day.startswith(str(year)) for day in first.values()), year
        assert any(day.startswith(str(year)) for day in last.values()), year


def test_benefit_shrinks_from_planned_to_realised_to_reallocated(rows):
    valued = [row for row in rows["initiatives"] if row["benefit_planned_sek"]]
    for row in valued:
        stages = ("planned", "realised", "reallocated")
        planned, realised, moved = (number(row[f"benefit_{stage}_sek"]) for stage in stages)
        assert planned >= realised >= moved >= 0
    assert 0.4 < len(valued) / len(rows["initiatives"]) < 0.8
    for year in YEARS:
        assert 15 <= sum(row["year"] == str(year) for row in rows["initiatives"]) <= 25


def test_every_unit_has_something_to_begin():
    assert set(initiatives.THINGS) == CODES


def test_less_is_used_than_planned_and_less_each_year(rows):
    used, planned = defaultdict(Decimal), defaultdict(Decimal)
    for row in rows["development"]:
        used[row["year"]] += number(row["used_fte"])
        planned[row["year"]] += number(row["planned_fte"])
    ratios = [used[str(year)] / planned[str(year)] for year in YEARS]
    assert ratios == sorted(ratios, reverse=True)
    assert 0.58 < ratios[-1] < 0.62


def test_a_silent_unit_and_a_unit_without_a_decision_are_left_to_be_found(rows):
    assert "NHF" not in {row["unit"] for row in rows["development"]}
    assert {unit.code for unit in living(2025)} - {row["unit"] for row in rows["pace_targets"]} >= {"IFO", "NVA"}


def test_measures_name_cards_there_are_and_one_unit_stands_still(rows):
    named = {row["measure"] for row in rows["measures"]}
    assert len(named & set(cards())) >= 12
    changed = {
        (row["unit"], day[:4])
        for row in rows["measures"]
        for day in (row["valid_from"], row["valid_to"])
        if day and row["unit"] != "VOF"
    }
    assert ("municipality", "2021") not in changed and ("municipality", "2025") in changed
    assert not {("ITE", str(year)) for year in range(2022, 2026)} & changed


def test_twenty_measures_become_twenty_one_as_in_the_worked_example():
    def held(day: date) -> set[tuple[str, str]]:
        return {
            (name, version)
            for name, unit, version, _, start, end, _ in measures.measure_rows()
            if unit == "municipality" and start <= day.isoformat() <= (end or "9999")
        }

    before, after = held(date(2024, 12, 31)), held(date(2025, 12, 31))
    assert (len(before), len(before & after), len(before | after)) == (20, 17, 24)


def test_more_is_asked_for_than_there_is_in_all_queues_but_one(rows):
    asked, done = defaultdict(int), defaultdict(int)
    for row in rows["backlog"]:
        asked[row["unit"]] += int(row["demand_hours"])
        done[row["unit"]] += int(row["supply_hours"])
    assert [unit for unit in asked if asked[unit] <= done[unit]] == ["SBF"]
    assert all(sum(row["unit"] == unit for row in rows["backlog"]) >= 24 for unit in steering.QUEUES)


def test_decisions_name_cards_and_titles_but_no_person(rows):
    known = set(cards())
    assert {row["card"] for row in rows["decisions"]} - {""} <= known
    titles = ("direktör", "chef", "Vd ", "styrelsen")
    assert all(any(title in row["owner"] for title in titles) for row in rows["decisions"])
    codes = [row["recommendation"] for row in rows["decisions"] if row["recommendation"]]
    assert " ".join(codes) == "1a 1b 2a 2b 3a 3b 4a 4b 5a 5b 5c 6a 6b g1 g2 g3 g4"


def test_a_self_rating_never_falls_and_stays_on_its_scale(rows):
    held = defaultdict(dict)
    for row in rows["self_ratings"]:
        held[row["unit"], row["statement"]][row["date"]] = int(row["level"])
    for levels in held.values():
        first, second = (levels[day] for day in sorted(levels))
        assert 0 <= first <= second <= 5
