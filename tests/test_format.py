"""Numbers and dates read as a Swedish controller writes them, and never as Python prints them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import format as fmt
from kpi.change import Change, change_in_words
from kpi.table import Column

N = "\N{NO-BREAK SPACE}"


def plain(printed: str) -> str:
    """Return the text with ordinary spaces, so that the expectations can be read."""
    return printed.replace(N, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (Decimal("8501100000"), 0, "8 501 100 000", "8,501,100,000"),
        (Decimal("-1234.5"), 2, "−1 234,50", "−1,234.50"),
        (0.5, 0, "1", "1"),
        (-0.5, 0, "−1", "−1"),
        (2.675, 2, "2,68", "2.68"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (-0.04, 1, "0,0", "0.0"),
        (1e-7, 1, "0,0", "0.0"),
        (12, 1, "12,0", "12.0"),
        (None, 1, "", ""),
    ],
)
def test_a_number_is_rounded_half_up_and_written_with_the_languages_separators(value, decimals, sv, en):
    assert plain(fmt.number(value, decimals, "sv")) == sv
    assert plain(fmt.number(value, decimals, "en")) == en


def test_no_printed_number_can_be_broken_over_two_lines_or_holds_a_hyphen_for_a_minus():
    printed = fmt.figure(-1234567.0, "HTE", "sv")
    assert printed == f"\N{MINUS SIGN}1{N}234{N}567,0{N}HTE"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_printed_number_reads_back_within_half_of_its_last_decimal(value):
    printed = fmt.number(value, 2, "sv").replace(N, "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    assert abs(Decimal(printed) - value) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "unit", "table", "sentence"),
    [
        (1.71, "%", "1,71 %", "1,7 %"),
        (9.994, "%", "9,99 %", "10 %"),
        (9.995, "%", "10,0 %", "10 %"),
        (9.94, "%", "9,94 %", "9,9 %"),
        (46.0, "%", "46,0 %", "46 %"),
        (-5.96, "%", "−5,96 %", "−6,0 %"),
        (7.8, "‰", "7,8 ‰", "7,8 ‰"),
        (12.34, "‰", "12,3 ‰", "12 ‰"),
        (2.0702, "×", "2,07×", "2,1×"),
        (8081.8, "HTE", "8 081,8 HTE", "8 082 HTE"),
        (37244.5, "SEK/HTE", "37 245 kr/HTE", "37 245 kr/HTE"),
        (0.3, "SEK/SEK", "0,30 kr per krona", "0,3 kr per krona"),
        (3.0, "pp/year", "3,0 procentenheter per år", "3,0 procentenheter per år"),
        (11.666, "year", "11,7 år", "12 år"),
        (None, "%", "", ""),
    ],
)
def test_a_figure_takes_its_decimals_from_its_unit_and_from_where_it_stands(value, unit, table, sentence):
    assert plain(fmt.figure(value, unit, "sv")) == table
    assert plain(fmt.figure(value, unit, "sv", "sentence")) == sentence


def test_english_writes_percent_close_to_the_number_and_names_fte():
    assert fmt.figure(1.71, "%", "en") == "1.71%"
    assert plain(fmt.figure(37245, "SEK/HTE", "en")) == "37,245 SEK/FTE"


def test_a_unit_nobody_has_decided_how_to_print_is_a_bug_and_not_a_guess():
    with pytest.raises(ValueError, match="furlong"):
        fmt.figure(1.0, "furlong", "sv")


@pytest.mark.parametrize(
    ("largest", "table", "sentence"),
    [(999, "kr", "kr"), (50_000, "kr", "tkr"), (100_000, "tkr", "tkr"), (-3_200_000, "tkr", "mnkr"),
     (10_000_000, "mnkr", "mnkr")],
)  # fmt: skip
def test_one_scale_is_chosen_for_all_amounts_from_the_largest(largest, table, sentence):
    assert fmt.scale_for([1, None, largest]).name == table
    assert fmt.scale_for([1, None, largest], "sentence").name == sentence


def test_a_table_of_nothing_is_in_kronor():
    assert fmt.scale_for([]) == fmt.KR


@pytest.mark.parametrize(
    ("value", "table", "sentence"),
    [
        (Decimal("301000000.00"), "301,0 mnkr", "301 mnkr"),
        (Decimal("8501100000.00"), "8 501,1 mnkr", "8 501 mnkr"),
        (Decimal("3200000.00"), "3 200 tkr", "3,2 mnkr"),
        (Decimal("9950000"), "9 950 tkr", "10 mnkr"),
        (Decimal("450.50"), "451 kr", "451 kr"),
        (None, "", ""),
    ],
)
def test_an_amount_carries_its_unit(value, table, sentence):
    assert plain(fmt.money(value, "sv")) == table
    assert plain(fmt.money(value, "sv", voice="sentence")) == sentence


def test_an_amount_in_a_column_keeps_the_columns_scale():
    assert fmt.amount(Decimal("145400000"), fmt.MNKR, "sv") == "145,4"
    assert fmt.amount(Decimal("40000"), fmt.MNKR, "sv") == "0,0"
    assert fmt.amount(None, fmt.MNKR, "sv") == ""


def test_a_ledger_line_is_printed_to_the_ore():
    assert plain(fmt.exact_money(Decimal("-1234567.891"), "sv")) == "−1 234 567,89 kr"


def test_dates_and_months_are_written_in_the_readers_language():
    assert plain(fmt.day(date(2024, 5, 3), "sv")) == "3 maj 2024"
    assert plain(fmt.day(date(2024, 5, 3), "en")) == "3 May 2024"
    assert plain(fmt.month("2024-10", "sv")) == "oktober 2024"
    assert plain(fmt.month("2024-10", "sv", short=True)) == "okt. 2024"
    assert plain(fmt.moment(datetime(2024, 5, 3, 14, 5), "sv")) == "3 maj 2024 14:05"
    assert fmt.short_day(date(2024, 5, 3)) == "2024-05-03"
    assert (fmt.day(None, "sv"), fmt.month(None, "sv"), fmt.short_day(None)) == ("", "", "")


def test_a_year_says_when_it_is_not_whole():
    assert fmt.periods(12, 2024, "sv") == "2024"
    assert fmt.periods(7, 2025, "sv") == "2025 (7 av 12 månader)"


def test_an_enumeration_ends_in_and():
    assert fmt.join(["a", "b", "c"], "sv") == "a, b och c"
    assert fmt.join(["a"], "en") == "a"
    assert fmt.join([], "sv") == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change(Decimal("3200000"), 2023, 2.1, -0.4),
            "3,2 mnkr mer än 2023 (+2,1 % i kronor, −0,4 % som andel)",
        ),
        (
            Change(Decimal("-7500000"), 2019, -4.9, -6.0),
            "7,5 mnkr mindre än 2019 (−4,9 % i kronor, −6,0 % som andel)",
        ),
        (
            Change(Decimal("43600000"), 2019, 192.1, 189),
            "44 mnkr mer än 2019 (+192 % i kronor, +189 % som andel)",
        ),
        (Change(Decimal("0"), 2023, 0.0, 0.01), "lika mycket som 2023 (0,0 % i kronor, 0,0 % som andel)"),
        (Change(Decimal("1000000"), 2023, 2.0, None), "1,0 mnkr mer än 2023 (+2,0 % i kronor)"),
        (Change(Decimal("1000000"), 2023), "1,0 mnkr mer än 2023"),
    ],
)
def test_a_change_is_said_in_words_and_in_both_directions(change, said):
    assert plain(change_in_words(change, "sv")) == said


def test_a_change_is_said_in_english_too():
    said = change_in_words(Change(Decimal("3200000"), 2023, 2.1, -0.4), "en")
    assert plain(said) == "SEK 3.2 million more than 2023 (+2.1% in SEK, −0.4% as a share)"


def test_a_change_in_a_table_has_its_sign_up_as_well_as_down():
    columns = (Column("Förändring", "%", is_change=True), Column("Skillnad", "ore", is_change=True))
    printed = [[column.printed(value, "sv") for value in (4.126, -0.4, 0.0, None)] for column in columns]
    assert printed == [["+4,13", "−0,40", "0,00", ""], ["+4,13", "−0,40", "0,00", ""]]
    in_scale = Column("Skillnad", "money", fmt.MNKR, is_change=True)
    assert [in_scale.printed(value, "sv") for value in (4_126_000, -400_000)] == ["+4,1", "−0,4"]
