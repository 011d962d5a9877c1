"""Are numbers read as ledgers print them, and refused where they could be misread?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.numbers import BadNumber, decide_decimal_mark, parse_money, parse_number

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1 234,50", ",", "1234.50"),
        (f"1{NBSP}234{NBSP}567,50", ",", "1234567.50"),
        (f"1{NARROW}234,50", ",", "1234.50"),
        (f"1{THIN}234,50", ",", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("1,381.12", ".", "1381.12"),
        ("1234,50-", ",", "-1234.50"),
        ("-1234,50", ",", "-1234.50"),
        ("(12,00)", ",", "-12.00"),
        ("- 12", "none", "-12"),
        ("\u221212", "none", "-12"),
        ("\u201312,5", ",", "-12.5"),
        ("-", "none", "0"),
        (" \u2013 ", ".", "0"),
        ("5000.00 ", ".", "5000.00"),
        (" 765.00 ", ".", "765.00"),
        (".5", ".", "0.5"),
        ("+5", "none", "5"),
        ("1 234 kr", "none", "1234"),
        ("12,50 SEK", ",", "12.50"),
        (" -1 362 250 ", "none", "-1362250"),
        ("1.234.567", ",", "1234567"),
    ],
)
def test_a_printed_number_is_read_exactly(text, mark, number):
    assert parse_number(text, mark) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "1E5",
        "NaN",
        "inf",
        "0x1",
        "12.3.4",
        "12,34,5",
        "1.23,4",
        "-12-",
        "(12)-",
        "--1",
        "1 23",
        "12 3456",
        "1234 567",
        "1,234 567.00",
        "",
        " ",
        "'12",
        "12%",
        "$66.84",
        "12 tkr",
        "1 2",
        "٣",
        "12\n",
    ],
)
@pytest.mark.parametrize("mark", [".", ",", "none"])
def test_what_is_no_number_is_refused(text, mark):
    with pytest.raises(BadNumber) as caught:
        parse_number(text, mark)
    assert caught.value.code == "bad_number"


def test_a_cell_with_a_mark_is_refused_where_the_column_has_none():
    with pytest.raises(BadNumber):
        parse_number("12,5", "none")


@pytest.mark.parametrize("text", ["1.234", "1.500", "0.001", "10.5000"])
def test_money_with_more_than_two_decimals_is_refused_and_not_rounded(text):
    with pytest.raises(BadNumber) as caught:
        parse_money(text, ".")
    assert caught.value.code == "too_many_decimals"


def test_an_amount_that_no_account_holds_is_refused():
    with pytest.raises(BadNumber) as caught:
        parse_money("1" + "0" * 16, "none")
    assert caught.value.code == "number_too_large"


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1 234,50"], ","),
        (["1,234", "12.50"], "."),
        (["1.234", "1.234,50"], ","),
        (["1,234", "2,345,678"], "."),
        (["1234.567"], "."),
        (["0,500", "1,000"], ","),
        ([".125"], "."),
        (["12.3456"], "."),
        (["100", "1 000", "-", "", None], "none"),
        (["1,234", "2,345"], "undecidable"),
        (["1,5", "1.5"], "undecidable"),
        (["1,234.50", "1.234,50"], "undecidable"),
        (["12.3.4", "1E5", "5,5"], ","),
    ],
)
def test_the_decimal_mark_is_decided_over_the_whole_column(texts, mark):
    assert decide_decimal_mark(texts) == mark


AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False)


def _printed(amount: Decimal, mark: str, separator: str, style: str) -> str:
    whole, decimals = f"{abs(amount):,.2f}".split(".")
    body = whole.replace(",", separator) + mark + decimals
    if amount >= 0:
        return body
    return style.replace("n", body)


@given(
    AMOUNTS,
    st.sampled_from([(".", ","), (".", " "), (".", ""), (",", "."), (",", NBSP), (",", NARROW), (",", "")]),
    st.sampled_from(["-n", "n-", "(n)", "- n", "\u2212n", "\u2013n", " -n ", "n -", "-n kr"]),
)
def test_any_amount_in_any_style_is_read_back(amount, marks, style):
    mark, separator = marks
    text = _printed(amount, mark, separator, style)
    assert parse_money(text, mark) == amount
    assert decide_decimal_mark([text]) == mark


@given(st.lists(st.text(alphabet="0123456789.,- ()", max_size=12), max_size=6))
def test_the_mark_depends_on_the_shape_alone(texts):
    shapes = ["".join("9" if c in "123456789" else c for c in text) for text in texts]
    assert decide_decimal_mark(texts) == decide_decimal_mark(shapes)
