"""Printed totals are told from faulty rows, and checked against the rows."""

import csv
from decimal import Decimal

import pytest

from data.totals import SuspectRow, Totals, has_total_word, split_totals

D = Decimal


def suspect(line, cells, amount, before, rows, complete=False, text=None):
    printed = text if text is not None else ("" if amount is None else amount)
    value = None if amount is None else D(amount)
    return SuspectRow(line, tuple(cells), value, printed, D(before), rows, complete)


def codes(totals: Totals):
    return [(p.severity, p.code, p.line) for p in totals.problems]


def test_an_amount_alone_under_the_rows_is_their_printed_total():
    found = split_totals([suspect(5, ["", "", "", "300.00"], "300.00", "300.00", 3)], last_line=4)
    assert found.printed_total == D("300.00")
    assert found.totals[0].kind == "grand"
    assert found.problems == ()
    assert found.not_rows == {5}


def test_a_total_that_differs_is_a_warning_with_the_difference():
    row = suspect(
        54993,
        ["", "", "", "", "639,423,536.77"],
        "639423536.77",
        "639418184.77",
        54991,
        text="639,423,536.77",
    )
    found = split_totals([row], last_line=54992)
    assert codes(found) == [("warning", "total_mismatch", 54993)]
    assert found.problems[0].values == {
        "printed": "639,423,536.77",
        "rows": "639418184.77",
        "difference": "5352.00",
    }
    assert "5352.00" in found.problems[0].message("sv")
    assert found.printed_total == D("639423536.77")


def test_a_total_printed_with_one_decimal_agrees_at_that_precision():
    found = split_totals(
        [suspect(9576, [""] * 9 + ["104758470.9", "", ""], "104758470.9", "104758470.89", 9574)], 9575
    )
    assert codes(found) == [("info", "total_rounded", 9576)]


def test_a_total_of_two_decimals_is_never_taken_as_rounded():
    found = split_totals([suspect(9, ["Summa", "", "10.90"], "10.90", "10.89", 3)], 8)
    assert codes(found) == [("warning", "total_mismatch", 9)]


def test_subtotals_and_the_grand_total_are_checked_each_against_its_rows():
    rows = [
        suspect(4, ["S:a 117", "", "", "30"], "30", "30", 2),
        suspect(7, ["Delsumma", "", "", "70"], "70", "100", 4),
        suspect(8, ["Totalt", "", "", "100"], "100", "100", 4),
    ]
    found = split_totals(rows, last_line=6)
    assert [(t.line, t.kind, t.agreement) for t in found.totals] == [
        (4, "sub", "equal"),
        (7, "sub", "equal"),
        (8, "grand", "equal"),
    ]
    assert found.printed_total == D(100)
    assert found.problems == ()


def test_a_subtotal_over_several_subtotals_agrees():
    rows = [
        suspect(3, ["Summa enhet A", "", "", "10"], "10", "10", 1),
        suspect(5, ["Summa enhet B", "", "", "20"], "20", "30", 2),
        suspect(7, ["Summa enhet C", "", "", "5"], "5", "35", 3),
        suspect(9, ["Summa enhet D", "", "", "7"], "7", "42", 4),
        suspect(10, ["Summa avdelning 2", "", "", "12"], "12", "42", 4),
        suspect(11, ["Totalt", "", "", "42"], "42", "42", 4),
    ]
    found = split_totals(rows, last_line=8)
    assert found.problems == ()
    assert found.printed_total == D(42)


def test_the_last_group_sum_is_not_the_grand_total():
    rows = [
        suspect(4, ["S:a", "", "", "30"], "30", "30", 2),
        suspect(7, ["S:a", "", "", "70"], "70", "100", 4),
    ]
    found = split_totals(rows, last_line=6)
    assert [t.kind for t in found.totals] == ["sub", "sub"]
    assert found.printed_total is None


def test_a_wrong_subtotal_among_the_rows_is_compared_with_its_group():
    rows = [
        suspect(4, ["Summa", "", "", "30"], "30", "30", 2),
        suspect(7, ["Summa", "", "", "71"], "71", "100", 4),
    ]
    found = split_totals([*rows], last_line=9)
    assert found.problems[0].values["rows"] == "70"
    assert found.problems[0].values["difference"] == "1"


def test_a_row_without_date_but_with_other_content_stays_faulty():
    row = suspect(4, ["", "5010", "Atea AB", "Konsult", "300"], "300", "300", 2)
    found = split_totals([row], last_line=9)
    assert found.faulty == (4,)
    assert found.totals == ()
    assert found.not_rows == frozenset()


def test_the_last_row_without_date_is_not_taken_for_the_total_even_when_it_equals_the_sum():
    row = suspect(4, ["", "5010", "Atea AB", "Konsult", "300"], "300", "300", 2)
    assert split_totals([row], last_line=3).faulty == (4,)


def test_a_supplier_called_total_is_an_ordinary_row_and_counts_into_the_printed_total():
    rows = [
        suspect(3, ["2024-01-02", "5010", "Total Sverige AB", "100"], "100", "50", 1, complete=True),
        suspect(4, ["", "", "", "150"], "150", "50", 1),
    ]
    found = split_totals(rows, last_line=2)
    assert found.ordinary == (3,)
    assert found.printed_total == D(150)
    assert found.problems == ()


def test_a_supplier_called_total_without_a_date_is_faulty():
    row = suspect(3, ["", "5010", "Total", "Drivmedel", "Bilpool", "100"], "100", "50", 1)
    assert split_totals([row], last_line=9).faulty == (3,)


def test_text_alone_after_the_last_row_is_a_footer():
    rows = [
        suspect(10, ["Visma Utskriven: 2024-02-01 av AB", "", ""], None, "10", 3),
        suspect(11, ["Antal rader: 10303", "", ""], None, "10", 3),
        suspect(12, ["Antal rader", "", "10303"], "10303", "10", 3),
    ]
    found = split_totals(rows, last_line=9)
    assert found.footers == (10, 11, 12)
    assert codes(found) == [("info", "footer_rows", 10)]
    assert found.problems[0].values == {"count": 3, "first": 10, "last": 12}
    assert found.printed_total is None


def test_text_alone_between_the_rows_stays_faulty():
    row = suspect(4388, ["Prepaid cards", "", "", "", "", "", "", "", ""], None, "10", 3)
    assert split_totals([row], last_line=4396).faulty == (4388,)


def test_an_amount_that_cannot_be_read_is_faulty_also_after_the_last_row():
    row = suspect(12, ["", "", "1.234.5,6"], None, "10", 3, text="1.234.5,6")
    assert split_totals([row], last_line=11).faulty == (12,)


def test_a_lone_date_after_the_last_row_is_faulty_since_a_cut_off_row_looks_like_that():
    row = suspect(12, ["2024-01-31", "", ""], None, "10", 3, complete=True)
    assert split_totals([row], last_line=11).faulty == (12,)


def test_blank_rows_are_no_rows():
    found = split_totals([suspect(12, ["", " ", ""], None, "10", 3)], last_line=20)
    assert found.blank == (12,)
    assert found.not_rows == {12}


def test_an_amount_alone_among_the_rows_that_equals_nothing_stays_faulty():
    row = suspect(5, ["", "", "", "", "299"], "299", "300", 3)
    assert split_totals([row], last_line=9).faulty == (5,)


def test_a_group_sum_named_by_its_group_alone_is_a_subtotal_when_it_equals():
    row = suspect(5, ["117 Kommunstyrelsen", "", "", "", "300"], "300", "300", 3)
    assert split_totals([row], last_line=9).totals[0].kind == "sub"
    wrong = suspect(5, ["117 Kommunstyrelsen", "", "", "", "299"], "299", "300", 3)
    assert split_totals([wrong], last_line=9).faulty == (5,)


@pytest.mark.parametrize(
    "word",
    ["S:a", "Summa", "SUMMA:", "Delsumma", "Total", "Subtotal", "Sum", "Totalt", "I alt", "Grand total"]
    + ["Summa 117 Kommunstyrelsen", "117 Kommunstyrelsen Total", "** Summa **", "Total:"],
)
def test_every_word_for_a_total_is_known(word):
    assert has_total_word(word)


@pytest.mark.parametrize(
    "word", ["Summering AB", "Totalentreprenad", "Sumo sushi", "Konsult", "Subtotalt fel AB"]
)
def test_words_that_only_begin_alike_are_no_totals(word):
    assert not has_total_word(word)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("us_phoenix/june-2018.csv", "total_mismatch"),
        ("us_phoenix/october-2017.csv", None),
        ("uk_leeds_raw/leeds__raw__2013-12.csv", "total_rounded"),
    ],
)
def test_the_printed_totals_of_real_ledgers(samples, file, code):
    """The last line of each sample is its total; the manifest gives the rows' exact sum."""
    with (samples / "ledgers" / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        facts = next(row for row in csv.DictReader(manifest) if row["file"] == file)
    with (samples / "ledgers" / file).open(encoding="latin-1", newline="") as text:
        last = list(csv.reader(text.read().splitlines()))[-1]
    printed = next(cell for cell in last if cell.strip())
    rows = int(facts["n_amounts"])
    amount = printed.replace(",", "").strip()
    found = split_totals([suspect(rows + 2, last, amount, facts["sum_amount"], rows, text=printed)], rows + 1)
    assert found.printed_total == D(amount)
    assert [problem.code for problem in found.problems] == ([code] if code else [])
