"""Does an HR extract give the right headcount, and does nobody in it survive?"""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.headers import guess
from data.readers.headcount import headcount_rows, period_in_name, strip_people
from data.readers.people import is_personal_number
from data.roles import TitleRule, match_title
from tests.fixtures.raw_table import raw_table

HEADER = ["Personnummer", "Anst.nr", "Namn", "Förvaltning", "Befattning", "AID-kod", "Anställningsform",
          "Sysselsättningsgrad", "Löneform"]  # fmt: skip
ANNA = ["19811218-9876", "1001", "Anna Ek", "Skola", "Systemägare", "203020", "Tillsvidare", "75,00", "Månad"]
BO = ["8112189876", "1002", "Bo Al", "Skola", "Lärare", "401010", "Vikariat", "100", "Månad"]
TIM = ["811278-9873", "1003", "Tim Ås", "Vård", "Vårdbiträde", "207024", "Timavlönad", "", "Tim"]
RULES = [TitleRule("Systemägare", "systemägare", Decimal("0.2")), TitleRule("2030*", "it"),
         TitleRule("~^lär", "digitalisation")]  # fmt: skip


def read(*rows, header=None, file_name="personal_2024-11-30.csv", **given):
    table = raw_table(header or HEADER, *rows)
    mapping = guess(table, "headcount").to_mapping("hr")
    return headcount_rows(table, mapping, RULES, file_name, **given)


def fte(rows):
    return rows["fte"].to_pylist()


def test_an_extract_gives_one_row_per_employment():
    rows, problems = read(ANNA, BO)
    assert not [p for p in problems if p.severity == "error"]
    first, second = rows.to_pylist()
    assert first["fte"] == Decimal(75) / 100 and second["fte"] == Decimal(100) / 100
    assert (first["unit"], first["period"], first["role"]) == ("Skola", "2024-11", "systemägare")
    assert (first["time_share"], first["resource_class"]) == (Decimal("0.2"), "permanent")
    assert (second["role"], second["resource_class"]) == ("digitalisation", "fixed_term")
    assert first["method"] == "sysselsättningsgrad" and first["line"] == 2


def test_two_employments_of_one_person_both_count():
    rows, _ = read(ANNA, [*ANNA[:7], "25,00", "Månad"])
    assert sum(fte(rows)) == (Decimal(75) + Decimal(25)) / 100


@pytest.mark.parametrize(
    ("printed", "parts"),
    [(["75", "100"], ["0.75", "1"]), (["0,75", "1,0"], ["0.75", "1"]),
     (["75,00", "12,50"], ["0.75", "0.125"]),
     (["75 %", "100 %"], ["0.75", "1"]), (["1", "0.5"], ["1", "0.5"])],
)  # fmt: skip
def test_a_degree_is_percent_or_a_part_by_the_columns_largest(printed, parts):
    rows, _ = read(*([*ANNA[:7], text, "Månad"] for text in printed))
    assert fte(rows) == [Decimal(part) for part in parts]


def test_hourly_staff_without_a_degree_are_no_fte_and_that_is_told():
    rows, problems = read(ANNA, TIM, [*TIM[:7], "0", "Tim"])
    assert fte(rows) == [Decimal("0.75"), 0, 0]
    assert [p.values["count"] for p in problems if p.code == "hourly_without_degree"] == [2]


def test_a_monthly_employment_without_a_degree_is_an_error():
    _, problems = read(ANNA, [*BO[:7], "", "Månad"])
    assert [(p.line, p.column) for p in problems if p.code == "value_missing"] == [(3, "Sysselsättningsgrad")]


@pytest.mark.parametrize("degree", ["-50", "400", "halvtid"])
def test_a_degree_nobody_can_have_is_an_error(degree):
    _, problems = read(ANNA, BO, [*ANNA[:7], degree, "Månad"])
    assert [(p.severity, p.line) for p in problems if p.column == "Sysselsättningsgrad"] == [("error", 4)]


@pytest.mark.parametrize(
    "total", [["Summa", "", "", "", "", "", "", "175,00", ""], ["", "", "", "Totalt", "", "", "", "1,75", ""],
              ["", "", "", "", "", "", "", "175,00", ""]],
)  # fmt: skip
def test_a_total_at_the_end_is_no_employment(total):
    rows, problems = read(ANNA, BO, total)
    assert sum(fte(rows)) == Decimal(75 + 100) / 100
    assert [(p.line, p.values["lines"]) for p in problems if p.code == "total_rows_dropped"] == [(4, "4")]


def test_titles_that_no_role_names_are_other_and_listed():
    rows, problems = read(TIM, TIM, BO)
    assert rows["role"].to_pylist() == ["other", "other", "digitalisation"]
    listed = [p.values for p in problems if p.code == "unmatched_titles"]
    assert listed == [{"count": 2, "words": "Vårdbiträde (2)"}]


def test_the_first_role_that_hits_wins_and_letter_case_is_ignored():
    assert match_title(RULES, "SYSTEMÄGARE", "203020").role == "systemägare"
    assert match_title(RULES, "Tekniker", "203099").role == "it"
    assert match_title(RULES, "Rektor", "") is None


@pytest.mark.parametrize(
    ("form", "expected"),
    [("Tillsvidareanställning", "permanent"), ("TV", "permanent"), ("Regular", "permanent"),
     ("Vikariat", "fixed_term"),
     ("Särskild visstidsanställning", "fixed_term"), ("BEA", "fixed_term"), ("Timavlönad", "fixed_term"),
     ("Inlånad", "borrowed_internal"), ("Konsult", "external_consultant")],
)  # fmt: skip
def test_a_form_of_employment_is_a_resource_class(form, expected):
    rows, _ = read([*ANNA[:6], form, "100", "Månad"])
    assert rows["resource_class"].to_pylist() == [expected]


def test_an_unknown_form_of_employment_is_told():
    _, problems = read([*ANNA[:6], "Arvoderad", "100", "Månad"])
    assert [p.values["words"] for p in problems if p.code == "employment_form_assumed"] == ["Arvoderad (1)"]


def test_an_employment_that_has_ended_is_no_fte():
    header = [*HEADER, "From", "Tom"]
    rows, problems = read([*ANNA, "2020-01-01", "2024-10-31"], [*BO, "2020-01-01", ""], header=header)
    assert fte(rows) == [0, 1]
    assert [p.values["count"] for p in problems if p.code == "employment_outside_period"] == [1]


@pytest.mark.parametrize(
    ("name", "period"),
    [("personal_2024-11-30.csv", "2024-11"), ("HR20241130.xlsx", "2024-11"), ("hr 202411.csv", "2024-11"),
     ("Heroma_2024_11.csv", "2024-11"), ("Personal november 2024.xlsx", "2024-11"), ("personal.csv", None),
     ("hr_2024-11_2024-12.csv", None), ("hr_202413.csv", None), ("id_123456789.csv", None)],
)  # fmt: skip
def test_the_month_may_stand_in_the_file_name(name, period):
    assert period_in_name(name) == period


def test_a_month_in_a_column_goes_before_the_file_name():
    rows, _ = read([*ANNA, "2024-10-31"], header=[*HEADER, "Mätdatum"])
    assert rows["period"].to_pylist() == ["2024-10"]


def test_an_extract_without_a_month_anywhere_is_refused():
    rows, problems = read(ANNA, file_name="personal.csv")
    assert [(p.code, p.column) for p in problems if p.severity == "error"] == [("column_missing", "period")]
    assert rows.num_rows == 0


def test_a_unit_given_wins_over_the_extract():
    rows, _ = read(ANNA, unit="GRUND")
    assert rows["unit"].to_pylist() == ["GRUND"]


def test_every_message_of_an_extract_is_a_sentence_in_both_languages():
    _, problems = read(ANNA, TIM, [*BO[:6], "Arvoderad", "x", ""], ["Summa"])
    assert len({p.code for p in problems}) >= 5
    assert all(problem.message(language) for problem in problems for language in ("sv", "en"))


def everything(table) -> str:
    return json.dumps([table.cells.to_pylist(), table.sample.to_pylist()], ensure_ascii=False)


def test_columns_about_people_are_blanked_and_named():
    stripped, dropped = strip_people(raw_table(HEADER, ANNA, BO, TIM))
    assert dropped == ["Personnummer", "Anst.nr", "Namn"]
    text = everything(stripped)
    assert not any(word in text for word in ("Anna", "9876", "9873", "1001", "Bo Al"))
    assert "Systemägare" in text and stripped.header == tuple(HEADER)


@pytest.mark.parametrize(
    "cell", ["19811218-9876", "198112189876", "811218-9876", "8112189876", "811218+9876", "811278-9873",
             "Ek Anna 19811218-9876", "anna.ek@kommun.se", "070-123 45 67", "811218-XXXX"],
)  # fmt: skip
def test_a_person_in_a_column_of_any_name_is_blanked(cell):
    header = ["Förvaltning", "Befattning", "Sysselsättningsgrad", "Övrigt"]
    stripped, dropped = strip_people(
        raw_table(header, ["Skola", cell, "100", cell], ["Skola", "Lärare", "50", "-"])
    )
    assert cell not in everything(stripped) and "Lärare" in everything(stripped)
    assert dropped == ["Befattning", "Övrigt"]


@pytest.mark.parametrize("cell", ["556016-0680", "2120001234", "203020", "2024-11-30", "811218-9875"])
def test_an_organisation_number_a_code_or_a_day_is_no_person(cell):
    assert not is_personal_number(cell)


def test_names_under_an_unknown_header_are_dropped_because_they_differ_in_every_row():
    header = ["Förvaltning", "Vem", "Befattning", "Sysselsättningsgrad"]
    rows = [["Skola", name, "Lärare", "100"] for name in ("Ek, Anna", "Al, Bo", "Ås, Tim")]
    stripped, dropped = strip_people(raw_table(header, *rows))
    assert dropped == ["Vem"] and "Anna" not in everything(stripped)


def test_a_cost_centre_that_differs_in_every_row_is_kept():
    header = ["Förvaltning", "Ansvar", "Befattning", "Sysselsättningsgrad"]
    rows = [["Skola", code, "Lärare", "100"] for code in ("4110", "4120", "4130")]
    assert strip_people(raw_table(header, *rows))[1] == []


def _number(birth: int, serial: int, coordination: bool) -> str:
    year, month, day = birth // 372 % 100, birth // 31 % 12 + 1, birth % 28 + 1
    nine = f"{year:02}{month:02}{day + 60 * coordination:02}{serial:03}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return nine + str(-total % 10)


@given(
    st.integers(0, 37000),
    st.integers(0, 999),
    st.booleans(),
    st.sampled_from(["{}{}", "{}-{}", "19{}{}", "19{}-{}"]),
)
def test_no_personal_number_survives_in_rows_or_problems(birth, serial, coordination, form):
    ten = _number(birth, serial, coordination)
    printed = form.format(ten[:6], ten[6:])
    rows, problems = read(
        [printed, "1", "A B", "Skola", f"Lärare {printed}", "", "Arvoderad", printed, ""], ANNA
    )
    told = " ".join([str(rows.to_pylist()), *(p.message("sv") + str(p.values) for p in problems)])
    assert printed not in told
