"""Is a register told from its header, in English and in Swedish?"""

import pytest

from data.registers import (
    CHANNELS,
    FUNDINGS,
    KINDS,
    REGISTERS,
    RESOURCE_CLASSES,
    code_of,
    detect,
    in_form,
    normalise,
    recognised,
    register_named,
)


@pytest.mark.parametrize("register", [name for name in REGISTERS if name != "ledger"])
@pytest.mark.parametrize("language", ["name", "swedish"])
def test_a_header_with_every_column_names_its_register(register, language):
    headers = [getattr(column, language) for column in REGISTERS[register].columns]
    assert detect(headers) == register
    assert in_form(register, headers)


@pytest.mark.parametrize("register", [name for name in REGISTERS if name not in ("ledger", "development")])
def test_the_required_columns_alone_name_the_register(register):
    headers = [column.name for column in REGISTERS[register].columns if column.required]
    assert detect(headers) == register


def test_every_register_takes_a_source():
    assert all(register.column("source") for register in REGISTERS.values())


def test_a_ledger_wants_a_date_or_a_period():
    assert not in_form("ledger", ["unit", "account", "amount_sek"])
    assert in_form("ledger", ["unit", "account", "amount_sek", "date"])
    assert in_form("ledger", ["Enhet", "Konto", "Belopp", "Period"])


def test_unit_and_year_alone_are_no_development_register():
    assert detect(["unit", "year"]) is None


def test_a_sheet_name_wins_over_a_header_that_fits_two_registers_or_none():
    assert detect(["Befattning", "Namn"], "Personal") == "headcount"
    assert detect(["unit", "year", "turnover_sek", "planned_fte"], "Utvecklingsresurser") == "development"


def test_a_complete_header_wins_over_the_name_of_another_register():
    assert detect(["unit", "year", "turnover_sek"], "Personal") == "turnover"


def test_a_register_that_lacks_one_required_column_is_still_told_by_a_column_of_its_own():
    assert detect(["unit", "turnover_sek"]) == "turnover"


def test_names_are_compared_without_case_accents_spaces_and_underscores():
    assert normalise("Leverantör ID") == normalise("leverantor_id") == "leverantorid"
    assert register_named("Själv-skattning") == "self_ratings"
    assert recognised("ledger", ["\ufeffENHET", "Belopp "]) == {"unit": 0, "amount_sek": 1}


def test_a_byte_order_mark_decoded_wrongly_is_no_part_of_a_name():
    assert normalise("ï»¿konto") == normalise("Ã¯Â»Â¿konto") == "konto"


@pytest.mark.parametrize(
    ("choices", "text", "code"),
    [
        (KINDS, "Förvaltning", "department"),
        (KINDS, "bolag", "company"),
        (RESOURCE_CLASSES, "Inlånad", "borrowed_internal"),
        (RESOURCE_CLASSES, "tillsvidare", "permanent"),
        (CHANNELS, "Besök", "visit"),
        (FUNDINGS, "invest", "investering"),
        (FUNDINGS, "leasing", None),
    ],
)
def test_a_code_may_be_written_in_swedish(choices, text, code):
    assert code_of(choices, text) == code


def test_no_two_columns_of_a_register_share_a_name_in_one_language():
    for register in REGISTERS.values():
        for language in ("name", "swedish"):
            names = [normalise(getattr(column, language)) for column in register.columns]
            assert len(names) == len(set(names)), register.name
