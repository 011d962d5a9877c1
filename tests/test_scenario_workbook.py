"""Does a scenario in a spreadsheet give the model's own numbers, also when somebody turns a lever there?"""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.language import LANGUAGES
from kpi.scenarios.adoption import AdoptionData, course
from kpi.scenarios.allocation import AllocationData, UnitBase, allocate
from kpi.scenarios.boundary import BoundaryData, Volume
from kpi.scenarios.development_target import TargetData, UnitGap
from kpi.scenarios.lever import Lever
from kpi.scenarios.models import MODELS, Default, Model, Origin, Start, compared, default_positions, today_levers
from kpi.scenarios.renewal import RenewalData
from kpi.scenarios.supply_demand import QueueData, QueueMonth, steps
from kpi.scenarios.workbook import Scenario, workbook
from tests.fixtures.spreadsheet import Sheets

POSITIONS = {
    "renewal": {"replacement_sek": 8_085, "cost_base_sek": 1806, "markup_pct": 2, "life_years": "9.5"},
    "investment_gap": {"investment_hours": 10_000, "gap_low_sek": 150, "gap_high_sek": 200, "drift_sek": 40_000_000},
    "development_target": {
        "target_pct": 20, "resource_sek": 900, "used_sek": 150, "resource_fte": 50, "used_fte": 12,
    },
    "allocation": {
        "gross_cost_sek": "1000.07", "outside_income_sek": "99.04", "companies": "in", "transition_years": 3,
        "own_units": "",
    },
    "supply_demand": {
        "moved_fte": 0, "moved_gain_pct": 80, "extra_sek": 0, "local_fte": 0, "begins": "ahead",
        "demand_hours": 100, "supply_hours": 80, "months_ahead": 6, "hours_per_fte": 1760, "cost_per_hour_sek": 443,
    },
    "boundary": {"months": 24, "limit": "0.2", "own_volumes": ""},
    "activity_cost": {
        "meeting_sek": 1000, "preparation_sek": 200, "waste_sek": 100, "digital_pct": 50, "added_it_sek": 150,
        "reallocated_pct": 60,
    },
    "adoption": {
        "form": "straight", "share_pct": 25, "pace_pp": 3, "digital_target_pct": 31, "years": 10, "level": 3,
        "level_now": 2, "ceiling_pct": 95, "dip_pct": 30, "recovery_years": 2,
    },
}  # fmt: skip
UNITS = tuple(
    UnitBase(f"U{place}", name, kind, fte and Decimal(fte), Decimal(invoiced), turnover and Decimal(turnover))
    for place, (name, kind, fte, invoiced, turnover) in enumerate(
        (
            ("=1+1", "department", "60.333", "500.05", 20_000),
            ("+Energi", "company", "30", "310.50", None),
            ("@Digital", "digitalisation", "9.1", "-12.00", 70),
            ("-Utan personal", "department", None, "50.00", 100),
        )
    )
)
DATA = {
    "renewal": RenewalData(Decimal(851)),
    "development_target": TargetData(
        (UnitGap("A", "Skolan", Decimal(500), Decimal(80), Decimal(20)),), Decimal(30), None
    ),
    "allocation": AllocationData(UNITS, Decimal("7.00")),
    "supply_demand": QueueData(
        tuple(QueueMonth(202501 + place, Decimal(90 + place * 10), Decimal(100)) for place in range(6)), 202506
    ),
    "boundary": BoundaryData(
        tuple(
            Volume(place, 202400 + place, Decimal(100 + place * 3 + 40 * (place % 3)))
            for place in range(1, 31)
            if place != 20
        )
    ),
    "adoption": AdoptionData(2025),
}


def begun(model: Model, **positions: object) -> Start:
    known = POSITIONS[model.id] | positions
    defaults = {
        lever.name: Default(_typed(lever, known[lever.name]), Origin("usual")) for lever in model.levers.levers()
    }
    return Start(defaults, DATA.get(model.id))


def _typed(lever: Lever, position: object) -> object:
    if position is None or lever.kind != "number":
        return position
    return int(position) if lever.is_whole else Decimal(str(position))


def scenario(model: Model, start: Start | None = None, **turned: object) -> Scenario:
    start = start or begun(model)
    levers = model.levers.turned(default_positions(start) | turned)
    return Scenario(model, levers, today_levers(model, levers, start), start, ("Koncernen", "2025"))


def close(found: object, wanted: object) -> bool:
    if wanted in (None, ""):
        return found in (None, "")
    return found == pytest.approx(float(wanted), rel=1e-9, abs=1e-7)


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_every_formula_gives_the_value_that_is_kept_beside_it(model: Model) -> None:
    sheets = Sheets(workbook(scenario(model), "sv"))
    formulas = sheets.formulas()
    assert len(formulas) >= 8
    wrong = [
        (sheet, row, column, formula, sheets.cell(sheet, row, column), sheets.kept_book[sheet].cell(row, column).value)
        for sheet, row, column, formula in formulas
        if not close(sheets.cell(sheet, row, column), sheets.kept_book[sheet].cell(row, column).value)
    ]
    assert wrong == []


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_every_line_of_the_result_stands_in_a_named_cell_with_the_models_value(model: Model) -> None:
    asked = scenario(model)
    sheets = Sheets(workbook(asked, "en"))
    for line in compared(model, asked.levers, asked.today, asked.start):
        assert close(sheets.kept(line.then.key), line.then.value), line.then.key


TURNED = {
    "renewal": {"markup_pct": 7, "cost_base_sek": 5000},
    "investment_gap": {"investment_hours": 24_150, "drift_sek": 100},
    "development_target": {"target_pct": 35},
    "allocation": {"gross_cost_sek": "2345.67", "companies": "invoiced", "transition_years": 7},
    "supply_demand": {
        "moved_fte": "0.02",
        "extra_sek": 1_000,
        "local_fte": "0.01",
        "months_ahead": 48,
        "begins": "first",
    },
    "boundary": {"months": 15, "limit": "0.1"},
    "activity_cost": {"digital_pct": 80, "reallocated_pct": 10},
    "adoption": {"form": "logistic", "level": 4, "years": 22},
}


@pytest.mark.parametrize("name", MODELS)
def test_a_lever_that_is_turned_in_the_spreadsheet_gives_what_the_model_gives(name: str) -> None:
    model = MODELS[name]
    before = workbook(scenario(model), "sv")
    turned = {
        key: float(value) if key not in ("companies", "begins", "form") else value
        for key, value in TURNED[name].items()
    }
    sheets = Sheets(before, turned)
    asked = scenario(model, **TURNED[name])
    found = compared(model, asked.levers, asked.today, asked.start)
    assert [
        (line.then.key, sheets.value(line.then.key))
        for line in found
        if not close(sheets.value(line.then.key), line.then.value)
    ] == []
    assert any(not close(sheets.value(line.then.key), sheets.kept(line.then.key)) for line in found)


def test_the_overhead_of_a_spreadsheet_sums_to_the_cost_to_the_ore() -> None:
    model = MODELS["allocation"]
    for cost in ("1000.07", "0.05", "999999.99", "178700000.01"):
        asked = scenario(model, gross_cost_sek=cost, outside_income_sek=0)
        sheets = Sheets(workbook(scenario(model), "sv"), {"gross_cost_sek": float(cost), "outside_income_sek": 0.0})
        overheads = sheets.column("unit_overhead_sek")
        assert [round(each * 100) for each in overheads] == [
            int(share.overhead_sek * 100) for share in allocate(asked.levers, asked.start.data)
        ]
        assert sum(round(each * 100) for each in overheads) == int(Decimal(cost) * 100)


def test_units_of_equal_staff_share_the_last_ore_as_the_model_does_in_the_spreadsheet_too() -> None:
    written = "A; 1; 0\nB; 1; 0\nC; 1; 0\nD; 4; 0"
    asked = scenario(MODELS["allocation"], own_units=written, gross_cost_sek="0.10", outside_income_sek=0)
    wanted = [float(share.overhead_sek) for share in allocate(asked.levers, asked.start.data)]
    assert wanted == [0.02, 0.01, 0.01, 0.06]  # exact 1.43, 1.43, 1.43 and 5.71 öre: 1 + 1 + 1 + 5, and two over
    assert Sheets(workbook(asked, "sv")).column("unit_overhead_sek") == pytest.approx(wanted)


def test_the_queue_and_the_curve_stand_month_by_month_and_year_by_year() -> None:
    queue = scenario(MODELS["supply_demand"], moved_fte="0.2")
    hours = Sheets(workbook(queue, "sv")).column("then_queue_hours")
    months = steps(queue.levers, queue.start.data)
    assert hours[: len(months)] == pytest.approx([float(month.queue_hours) for month in months])
    assert set(hours[len(months) :]) == {""}
    adoption = scenario(MODELS["adoption"], form="logistic", level=4, years=30)
    shares = Sheets(workbook(adoption, "sv")).column("then_share_pct")
    assert shares == pytest.approx([float(share) for share in course(adoption.levers)])


share = st.decimals(min_value=1, max_value=40, places=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(share, st.decimals(min_value=-3, max_value=8, places=1), st.integers(1, 30), st.decimals(2, 4, places=1))
def test_any_curve_of_adoption_is_the_same_in_the_spreadsheet(
    begin: Decimal, pace: Decimal, years: int, level: Decimal
) -> None:
    turned = {"form": "logistic", "share_pct": begin, "pace_pp": pace, "years": years, "level": level}
    asked = scenario(MODELS["adoption"], **turned)
    sheets = Sheets(workbook(asked, "sv"))
    wanted = [float(each) for each in course(asked.levers)]
    assert sheets.column("then_share_pct")[: years + 1] == pytest.approx(wanted, rel=1e-9)


def test_what_somebody_wrote_is_text_and_never_a_formula() -> None:
    model = MODELS["allocation"]
    content = workbook(scenario(model, own_units="=HYPERLINK(1); 1; 2\n@x; 3; 4"), "sv")
    book = load_workbook(io.BytesIO(content))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    written = [cell for cell in texts if cell.value[:1] in ("=", "+", "-", "@") and cell.data_type != "f"]
    assert {cell.value for cell in written} >= {"=HYPERLINK(1)", "@x"}
    stored = load_workbook(io.BytesIO(workbook(scenario(model), "sv")))
    names = [cell for cell in stored["Enheter"]["B"] if cell.row > 1]
    assert [(cell.value, cell.data_type) for cell in names] == [(unit.name, "s") for unit in UNITS]


def test_a_lever_nobody_knows_is_an_empty_cell_and_what_takes_it_is_empty_until_it_is_filled() -> None:
    model = MODELS["renewal"]
    start = replace(begun(model, replacement_sek=None), data=RenewalData())
    content = workbook(scenario(model, start), "sv")
    assert Sheets(content).value("renewal_years") == ""
    assert Sheets(content, {"replacement_sek": 3612.0}).value("renewal_years") == pytest.approx(3612 / 36.12)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_a_model_without_any_data_still_makes_a_workbook(model: Model, language: str) -> None:
    empty = {"allocation": AllocationData(), "supply_demand": QueueData((), 202512), "boundary": BoundaryData(),
             "development_target": TargetData(), "renewal": RenewalData(), "adoption": AdoptionData(2025)}  # fmt: skip
    unknown = {
        lever.name: Default(None if lever.kind == "number" else (lever.choices or ("",))[0], Origin("unknown"))
        for lever in model.levers.levers()
    }
    start = Start(unknown, empty.get(model.id))
    levers = model.levers.turned(default_positions(start))
    content = workbook(Scenario(model, levers, today_levers(model, levers, start), start, ()), language)
    sheets = Sheets(content)
    assert all(sheets.cell(sheet, row, column) in ("", 0) for sheet, row, column, _ in sheets.formulas())
