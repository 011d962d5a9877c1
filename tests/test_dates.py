"""Are days and months read as extracts print them, and refused where they do not exist?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import BadDate, Parsed, decide_date_order, parse_date, parse_period


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-01-07", None, date(2026, 1, 7)),
        ("2026-01-07 00:00:00", None, date(2026, 1, 7)),
        ("2026-01-07T23:59:59Z", None, date(2026, 1, 7)),
        ("2026/1/7", None, date(2026, 1, 7)),
        ("20260107", None, date(2026, 1, 7)),
        ("24/12/2010", "dmy", date(2010, 12, 24)),
        ("24.12.2010", "dmy", date(2010, 12, 24)),
        ("10/26/2017", "mdy", date(2017, 10, 26)),
        ("10/26/2017 12:00:00 AM", "mdy", date(2017, 10, 26)),
        ("12/24/10", "mdy", date(2010, 12, 24)),
        ("24-12-31", "ymd", date(2024, 12, 31)),
        ("20-Dec-13", None, date(2013, 12, 20)),
        ("30-Aug-2012", None, date(2012, 8, 30)),
        ("Friday, April 29, 2022", None, date(2022, 4, 29)),
        ("29 april 2022", None, date(2022, 4, 29)),
        ("den 29 april 2022", None, date(2022, 4, 29)),
        ("LÖRDAG 30 OKTOBER 2021", None, date(2021, 10, 30)),
        ("29. desember 2021", None, date(2021, 12, 29)),
        ("1 maj 1998", None, date(1998, 5, 1)),
        ("2024-02-29", None, date(2024, 2, 29)),
        ("41000", "serial", date(2012, 4, 1)),
    ],
)
def test_a_printed_day_is_read(text, order, day):
    assert parse_date(text, order) == Parsed(day, f"{day:%Y-%m}")


@pytest.mark.parametrize(
    "text",
    ["2026-03", "202603", "2026P03", "03/2026", "mars 2026", "mar 2026", "2026 mars", "Mar-26", "2026-3"],
)
def test_a_printed_month_is_read_without_a_day(text):
    assert parse_date(text) == Parsed(None, "2026-03")


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "20230229",
        "2023-13-01",
        "0202-01-01",
        "02020101",
        "1989-12-31",
        "2101-01-01",
        "31 april 2024",
        "30 Februari 2024",
        "idag",
        "",
        "12",
        "41000",
        "24/12/2010",
        "2024",
    ],
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert caught.value.code == "bad_date"


@pytest.mark.parametrize("text", ["202413", "202400", "2024-13", "2024-00", "020201", "13/2024"])
def test_a_month_that_does_not_exist_is_refused(text):
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert caught.value.code == "bad_period"


def test_a_period_may_be_printed_as_a_day_of_it():
    assert parse_period("2024-02-29") == "2024-02"
    with pytest.raises(BadDate) as caught:
        parse_period("2023-02-29")
    assert caught.value.code == "bad_period"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2018", "13/04/2018"], "dmy"),
        (["03/04/2018", "04/13/2018", "", None], "mdy"),
        (["03/04/2018", "04/05/2018"], "undecidable"),
        (["13/04/2018", "04/13/2018"], "undecidable"),
        (["05/05/2018"], "dmy"),
        (["03.04.2018"], "dmy"),
        (["24-01-15", "99-12-31"], "ymd"),
        (["2026-01-07", "202601", "20-Dec-13"], "none"),
        (["31/02/2018", "04/13/2018"], "mdy"),
        (["2026-01-07", "25/01/2026"], "dmy"),
        (["41000", "41001"], "serial"),
        (["41000", "2026-01-07"], "none"),
        ([], "none"),
    ],
)
def test_the_order_is_decided_over_the_whole_column(texts, order):
    assert decide_date_order(texts) == order


def test_first_rows_of_one_day_do_not_tell_the_order_of_the_rest():
    assert decide_date_order(["05/05/2018"], whole=False) == "undecidable"
    assert decide_date_order(["05/05/2018", "05/13/2018"], whole=False) == "mdy"


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31))
STYLES = {
    "%Y-%m-%d": None,
    "%Y%m%d": None,
    "%Y-%m-%d %H:%M:%S": None,
    "%d/%m/%Y": "dmy",
    "%m/%d/%Y": "mdy",
    "%d.%m.%Y": "dmy",
    "%d-%b-%Y": None,
    "%d-%b-%y": None,
    "%A, %B %d, %Y": None,
    "%d %B %Y": None,
}


@given(DAYS, st.sampled_from(sorted(STYLES)))
def test_any_day_in_any_style_is_read_back(day, style):
    assert parse_date(day.strftime(style), STYLES[style]).date == day


@given(st.lists(DAYS, min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y"]))
def test_a_decided_order_is_never_the_wrong_one(days, style):
    texts = [day.strftime(style) for day in days]
    order = decide_date_order(texts)
    if order != "undecidable":
        assert [parse_date(text, order).date for text in texts] == days
