"""Is the meaning of columns guessed where it is plain, and asked for where it is not?"""

import re

import pytest

from data.headers import guess, is_extract
from data.language import catalogue
from data.mapping import Mapping, Proposal, read_mapping, signature
from data.unread import unread_rows
from tests.fixtures.raw_table import raw_table, sample_table

FORM = ["unit", "account", "date", "amount_sek"]


def fields(proposal: Proposal) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for column in proposal.columns:
        found.setdefault(column.field, []).append(column.header)
    return found


def test_a_file_in_the_registers_form_needs_no_guess():
    proposal = guess(raw_table([*FORM, "Moms"], ["SOC", "6540", "2024-01-31", "1 234,50", "9"]))
    assert proposal.certain and proposal.in_form and proposal.unknown == ("Moms",)
    assert proposal.to_mapping("ledger").columns == {"unit": 0, "account": 1, "date": 2, "amount_sek": 3}
    assert all(column.certainty == "exact" for column in proposal.columns)


def test_a_form_without_its_unit_is_certain_once_a_unit_is_given():
    proposal = guess(raw_table(FORM[1:], ["6540", "2024-01-31", "12.50"]))
    assert proposal.certain and proposal.missing == ("unit",) and proposal.reasons == ("unit_missing",)
    mapping = proposal.to_mapping("x", {"unit": "SOC"})
    assert mapping.missing() == []


@pytest.mark.parametrize(
    ("header", "row", "reason"),
    [
        (
            ["Konto", "Datum", "Belopp", "Belopp inkl moms"],
            ["6540", "2024-01-31", "80", "100"],
            "amount_unsure",
        ),
        (
            ["Konto", "Datum", "Gross", "VAT", "Net"],
            ["6540", "2024-01-31", "125", "25", "100"],
            "amount_unsure",
        ),
        (["Konto", "Datum", "Utfall 2023", "Budget 2024"], ["6540", "2024-01-31", "1", "2"], "amount_unsure"),
        (["Konto", "Datum", "Belopp", ""], ["6540", "2024-01-31", "125", "100"], "amount_unsure"),
        (["Konto", "Datum", "Debet", "Kredit"], ["6540", "2024-01-31", "125", "0"], "amount_unsure"),
        (["Konto", "Datum", "Leverantör"], ["6540", "2024-01-31", "Atea"], "amount_missing"),
        (["Konto", "Datum", "Belopp"], ["6540", "2024-01-31", "okänt"], "amount_unread"),
        (["Konto", "Datum", "Belopp"], ["6540", "2024-13-31", "100"], "date_unread"),
        (["Konto", "Period", "Belopp"], ["6540", "vår", "100"], "date_unread"),
        (["Konto", "Datum", "Belopp"], ["6540", "2024-01-31", ""], "amount_missing"),
        (["Konto", "Datum", "Totalt"], ["6540", "2024-01-31", "okänt"], "amount_missing"),
        (["Konto", "Datum", "Belopp", "Utfall"], ["6540", "2024-01-31", "okänt", "x"], "amount_missing"),
        (["Konto", "Datum", "Period", "Belopp"], ["6540", "x", "y", "100"], "date_missing"),
        (["Konto", "Leverantör", "Belopp"], ["6540", "Atea", "100"], "date_missing"),
        (["Konto", "Fakturadatum", "Belopp"], ["6540", "2024-01-31", "100"], "date_unsure"),
        (["Konto", "Updated", "Belopp"], ["6540", "2024-01-31", "100"], "date_unsure"),
        (
            ["Konto", "Date paid", "Clearing date", "Belopp"],
            ["1", "2024-01-31", "2024-02-01", "9"],
            "date_unsure",
        ),
        (["Konto", "Datum", "Belopp"], ["6540", "2024-01-31", "1,234"], "decimal_mark"),
        (["Konto", "Datum", "Belopp"], ["6540", "03/04/2024", "12,50"], "date_order"),
    ],
)
def test_a_guess_about_amount_or_date_that_could_be_wrong_is_not_made(header, row, reason):
    proposal = guess(raw_table(header, row), "ledger")
    assert reason in proposal.reasons and not proposal.certain


def test_a_column_named_as_the_amount_or_the_day_is_proposed_as_unsure_though_its_values_cannot_be_read():
    rows = (["6420", "2025-13-15", "100,00"], ["6420", "2025-01-15", "fyrtioåtta"], ["6420", "2025-01-16", ""])
    proposal = guess(raw_table(["Konto", "Datum", "Belopp"], *rows), "ledger")
    unsure = {guess.field: (guess.header, guess.certainty) for guess in proposal.columns if guess.field != "account"}
    assert unsure == {"amount_sek": ("Belopp", "unsure"), "date": ("Datum", "unsure")}
    assert not proposal.certain and {"amount_unread", "date_unread"} <= set(proposal.reasons)


def test_the_rows_that_keep_a_plainly_named_column_from_being_read_are_named():
    rows = (["6420", "2025-13-15", "100,00"], ["6420", "2025-01-15", "fyrtioåtta"], ["6420", "2025-01-16", ""])
    table = raw_table(["Konto", "Datum", "Belopp"], *rows)
    faults = unread_rows(table, guess(table, "ledger"))
    assert [(fault.line, fault.column, fault.code, fault.values.get("read")) for fault in faults] == [
        (2, "Datum", "bad_date", "2025-13-15"),
        (3, "Belopp", "bad_number", "fyrtioåtta"),
        (4, "Belopp", "missing_amount", None),
    ]
    readable = raw_table(["Konto", "Datum", "Belopp"], ["6420", "2025-01-15", "1,50"])
    assert unread_rows(readable, guess(readable, "ledger")) == []


def test_a_booking_day_goes_before_a_day_of_payment():
    proposal = guess(
        raw_table(["Konto", "Betaldatum", "Ver.datum", "Belopp"], ["6540", "2024-02-09", "2024-01-31", "1"])
    )
    assert fields(proposal)["date"] == ["Ver.datum"] and proposal.certain


def test_a_day_of_update_beside_a_fiscal_period_gives_the_month():
    proposal = guess(
        raw_table(["Period", "Amount", "Supplier", "Updated"], ["201609", "12.5", "X", "2016-12-02"])
    )
    assert fields(proposal)["date"] == ["Updated"] and fields(proposal)["period"] == ["Period"]
    assert proposal.certain


def test_a_day_of_invoice_leaves_the_month_to_the_period():
    proposal = guess(
        raw_table(["Period", "Fakturadatum", "Belopp", "Konto"], ["202401", "2023-12-02", "1", "6540"])
    )
    assert "date" not in fields(proposal) and proposal.certain


def test_the_text_of_a_code_is_no_code():
    header = ["Konto", "Konto(T)", "Lev.nr(T)", "Ansvar", "Ansvar(T)", "Period", "Belopp"]
    row = ["6540", "IT-tjänster", "Atea", "100", "IT", "202401", "1"]
    found = fields(guess(raw_table(header, row)))
    assert found["account"] == ["Konto"] and found["text"] == ["Konto(T)"]
    assert found["supplier"] == ["Lev.nr(T)"] and found["cost_centre"] == ["Ansvar"]


def test_the_number_of_a_supplier_stands_beside_its_text():
    found = fields(
        guess(
            raw_table(
                ["Supplier Name", "Supplier Name(T)", "Payment date", "Net Amount"],
                ["2149", "BC", "2022-01-05", "1"],
            )
        )
    )
    assert found["supplier_id"] == ["Supplier Name"] and found["supplier"] == ["Supplier Name(T)"]


def test_an_account_column_that_holds_words_is_a_text():
    found = fields(guess(raw_table(["Konto", "Datum", "Belopp"], ["IT-tjänster", "2024-01-31", "1"])))
    assert found["text"] == ["Konto"] and "account" not in found


def test_an_account_with_its_name_in_one_cell_is_an_account():
    found = fields(guess(raw_table(["Konto", "Datum", "Belopp"], ["60150 Lokalhyror", "2024-01-31", "1"])))
    assert found["account"] == ["Konto"]


def test_below_a_department_a_unit_is_a_cost_centre():
    found = fields(
        guess(
            raw_table(
                ["Förvaltning", "Enhet", "Konto", "Ver.datum", "Belopp"],
                ["Skola", "Norr", "6540", "2024-01-31", "1"],
            )
        )
    )
    assert found["unit"] == ["Förvaltning"] and found["cost_centre"] == ["Enhet"]


def test_a_misspelt_name_is_understood_but_never_an_amount():
    found = fields(
        guess(raw_table(["Directotate", "Suuplier ID (T)", "Date", "Amount"], ["A", "B", "2024-01-31", "1"]))
    )
    assert found["unit"] == ["Directotate"] and found["supplier"] == ["Suuplier ID (T)"]
    assert (
        "amount_unsure"
        in guess(raw_table(["Konto", "Datum", "Nettobelpp"], ["1", "2024-01-31", "1"])).reasons
    )


def test_marks_are_decided_over_the_whole_file_and_not_over_its_first_rows():
    rows = [["6540", "2024-01-31", "1,234"] for _ in range(700)] + [["6540", "2024-01-31", "12,50"]]
    assert guess(raw_table(["Konto", "Datum", "Belopp"], *rows)).decimal_mark == ","


def test_a_register_with_a_near_name_asks_first_but_not_about_the_unit():
    near = raw_table(["unit", "year", "Nettobelopp"], ["SOC", "2024", "1000"])
    assert guess(near, "declared_shadow_it").reasons == ("column_unsure",)
    unit = raw_table(["Förvaltning", "År", "Omslutning"], ["SOC", "2024", "1000"])
    assert guess(unit, "turnover").certain


def test_two_columns_of_one_name_are_asked_about():
    form = raw_table([*FORM, "Belopp"], ["SOC", "6540", "2024-01-31", "1", "2"])
    assert guess(form).reasons == ("column_twice",)
    days = raw_table(["Kontonr", "Datum", "Datum", "Belopp"], ["6540", "2024-01-31", "2024-02-01", "1"])
    assert "date_unsure" in guess(days).reasons


def test_a_second_column_of_accounts_that_holds_words_is_their_text():
    found = fields(
        guess(raw_table(["Kontonr", "Kontonr", "Datum", "Belopp"], ["6540", "IT", "2024-01-31", "1"]))
    )
    assert found["account"] == ["Kontonr"] and found["text"] == ["Kontonr"]


def test_every_reason_and_problem_has_the_same_places_to_fill_in_both_languages():
    swedish, english = catalogue("sv"), catalogue("en")
    own = [key for key in swedish if key.startswith(("reason.", "problem.mapping_", "problem.bad_"))]
    assert own and set(own) <= set(english)
    assert all(re.findall(r"{\w+}", swedish[key]) == re.findall(r"{\w+}", english[key]) for key in own)


def test_a_table_that_is_nothing_known_says_so():
    proposal = guess(raw_table(["region", "sex", "2014", "2015"], ["SE11", "men", "1", "2"]))
    assert proposal.register is None and proposal.reasons == ("register_unknown",)


def test_an_hr_extract_is_told_from_headcount_in_the_registers_form():
    extract = raw_table(
        ["Personnummer", "Förvaltning", "Befattning", "Sysselsättningsgrad"],
        ["19811218-9876", "Skola", "Lärare", "75,00"],
    )
    assert is_extract(extract) and guess(extract).register == "headcount"
    assert guess(extract).missing == ("period",) and guess(extract).certain
    assert not is_extract(raw_table(["unit", "period", "role", "resource_class", "fte"]))


@pytest.mark.parametrize(
    "file",
    [
        "uk_leeds_raw/leeds__raw__2010-12",
        "uk_leeds_raw/leeds__raw__2011-06",
        "uk_leeds_raw/leeds__raw__2013-12",
        "us_phoenix/october-2017",
        "uk_odileeds/harrogate__clean__2015-04",
        "uk_odileeds/gateshead__clean__2016-01",
        "uk_odileeds/harrogate__clean__2022-01-Brimhams-Active",
        "uk_odileeds/cabinetoffice__clean__2022-04",
        "se_goteborg/goteborg_leverantorsfakturor_urval",
        "se_vgr/vgr_leverantorsreskontra_2026-01_sample_CR",
    ],
)
def test_a_real_invoice_ledger_is_understood(samples, file):
    assert guess(sample_table(samples / "ledgers" / f"{file}.csv")).certain


@pytest.mark.parametrize(
    "file",
    [
        "no_datahotellet/sogndal__budsjett-2013__driftsbudsjett__dataset",
        "uk_odileeds/salford__clean__2018-04",
        "no_datahotellet/stavanger__budsjett__2016__drift__dataset",
        "../headcount/scb__000000CG_sector",
        "../headcount/memphis_employees_2025_names_removed",
    ],
)
def test_a_real_file_that_could_mean_two_things_is_asked_about(samples, file):
    assert not guess(sample_table(samples / "ledgers" / f"{file}.csv")).certain


def test_a_header_is_the_same_with_other_case_accents_and_empty_columns():
    assert signature(["Konto", "Leverantör"]) == signature(["\ufeffKONTO ", "leverantor", "", ""])
    assert signature(["Konto", "Belopp"]) != signature(["Belopp", "Konto"])


def test_a_mapping_comes_back_from_json_as_it_was():
    proposal = guess(
        raw_table(["Konto", "Kontotext", "Datum", "Belopp"], ["6540", "IT", "24/12/2024", "1,5"])
    )
    mapping = proposal.to_mapping("raindance", {"unit": "SOC"})
    assert read_mapping(mapping.model_dump_json()) == (mapping, [])
    assert mapping.text_columns == (1,) and mapping.date_order == "dmy" and mapping.decimal_mark == ","


def test_a_printed_proposal_with_a_name_is_accepted_as_a_mapping():
    proposal = guess(raw_table(["Konto", "Datum", "Belopp"], ["6540", "2024-01-31", "1"]))
    assert Proposal.model_validate_json(proposal.model_dump_json()) == proposal
    mapping, problems = read_mapping({**proposal.model_dump(), "name": "x", "constants": {"unit": "SOC"}})
    assert isinstance(mapping, Mapping) and not problems and mapping.constants == {"unit": "SOC"}


MAPPING = {"name": "x", "register": "ledger", "signature": "", "columns": {"amount_sek": 0}}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"register": "huvudböcker"}, "mapping_unknown_register"),
        ({"columns": {"belopp": 0}}, "mapping_unknown_field"),
        ({"columns": {"amount_sek": -1}}, "mapping_bad_value"),
        ({"constants": {"period": "2024-13"}}, "mapping_bad_constant"),
        ({"constants": {"supplier": "Atea"}}, "mapping_bad_constant"),
        ({"columns": {"unit": 1}, "constants": {"unit": "SOC"}}, "mapping_field_given_twice"),
        ({"decimal_mark": ";"}, "mapping_bad_value"),
        ({"colums": {}}, "mapping_unknown_key"),
        ({"name": " "}, "mapping_without_name"),
    ],
)
def test_a_mapping_with_a_fault_says_which(change, code):
    mapping, problems = read_mapping({**MAPPING, **change})
    assert mapping is None and [problem.code for problem in problems] == [code]
    assert all(problem.message(language) for problem in problems for language in ("sv", "en"))
