"""The way back from a figure ends at the very lines it is made of, page by page and unit by unit."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi.drill import explain, line_page, rule_name
from kpi.figures import figures
from kpi.inputs import input_page
from kpi.voucher import voucher
from kpi.working import working
from pages.parts.explained import what_words
from tests.fixtures.group import EVERYONE, Group
from tests.fixtures.own_extracts import loaded

TOTAL = ("total_it_share", None, "group", 2024)
YEAR_SEK = 12 * 100_000 + 12 * 50_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return loaded(tmp_path_factory.mktemp("way-back"))


def pages(store: Store, most: int) -> list[tuple[dict, ...]]:
    """Return every page from the first to the last."""
    found, token = [], None
    while True:
        page = line_page(store, EVERYONE, *TOTAL, page=token, most=most)
        found.append(page.lines)
        token = page.next_page
        if token is None:
            return found


def test_the_pages_hold_every_line_once_and_sum_to_the_numerator(store: Store) -> None:
    found = pages(store, 7)
    lines = [(row["file_id"], row["line"]) for page in found for row in page]
    assert [len(page) for page in found] == [7, 7, 7, 3]
    assert len(set(lines)) == 24 and lines == sorted(lines)
    assert sum(row["amount_sek"] for page in found for row in page) == Decimal(YEAR_SEK)


def test_the_way_forward_and_back_passes_the_same_pages(store: Store) -> None:
    first = line_page(store, EVERYONE, *TOTAL, most=7)
    second = line_page(store, EVERYONE, *TOTAL, page=first.next_page, most=7)
    third = line_page(store, EVERYONE, *TOTAL, page=second.next_page, most=7)
    back = line_page(store, EVERYONE, *TOTAL, page=third.previous_page, most=7)
    assert back.lines == second.lines and back.next_page == second.next_page
    assert line_page(store, EVERYONE, *TOTAL, page=back.previous_page, most=7) == first
    assert first.previous_page is None


def test_a_page_before_one_that_is_not_whole_is_the_first_page(store: Store) -> None:
    first = line_page(store, EVERYONE, *TOTAL, most=7)
    third_line = first.lines[2]
    token = f"before-{third_line['file_id']}-{third_line['line']}"
    assert line_page(store, EVERYONE, *TOTAL, page=token, most=7) == first


@pytest.mark.parametrize("token", ["x", "before-", "1-", "1-2-3", "-1-2", "1-99999999999", "before-before-1"])
def test_a_token_that_somebody_made_up_is_refused_with_a_sentence(token: str, store: Store) -> None:
    with pytest.raises(UserError, match="bad_token"):
        line_page(store, EVERYONE, *TOTAL, page=token)


def test_the_lines_of_each_rule_are_as_many_and_sum_to_what_the_rule_says(store: Store) -> None:
    shown = explain(store, EVERYONE, *TOTAL)
    assert len(shown.rules) >= 2
    for rule in shown.rules:
        lines = line_page(store, EVERYONE, *TOTAL, rule=rule_name(rule), category=rule["category"]).lines
        assert len(lines) == rule["line_count"]
        assert float(sum(row["amount_sek"] for row in lines)) == rule["sum_sek"]
    assert shown.sum_sek == YEAR_SEK


def test_a_rule_that_decided_no_line_has_no_lines(store: Store) -> None:
    assert line_page(store, EVERYONE, *TOTAL, rule="999999").lines == ()


def test_a_voucher_holds_all_of_its_lines_balances_and_marks_the_asked_one(store: Store) -> None:
    line = next(row for row in line_page(store, EVERYONE, *TOTAL).lines if row["voucher"] == "G1")
    found = voucher(store, EVERYONE, line["file_id"], line["line"])
    assert [(row["account"], row["is_asked"]) for row in found.lines] == [("7450", True), ("2440", False)]
    assert found.balances and found.line_count == 2 and found.sum_sek == 0
    assert (found.file.name, found.asked["line"]) == ("huvudbok.csv", 3)


def test_a_voucher_of_one_side_does_not_balance(store: Store) -> None:
    line = next(row for row in line_page(store, EVERYONE, *TOTAL).lines if row["voucher"] == "F1")
    found = voucher(store, EVERYONE, line["file_id"], line["line"])
    assert not found.balances and found.sum_sek == 100_000


def test_a_line_that_is_not_stored_is_said_not_to_be_there(store: Store) -> None:
    with pytest.raises(UserError, match="unknown_line"):
        voucher(store, EVERYONE, 1, 4711)


def test_a_voucher_does_not_open_for_a_viewer_of_another_unit(store: Store) -> None:
    line = next(row for row in line_page(store, EVERYONE, *TOTAL).lines if row["unit"] == "SKF")
    limited, politician = Viewer("a", "controller", ("ITE",)), Viewer("b", "politician")
    with pytest.raises(UserError, match="not_for_units"):
        voucher(store, limited, line["file_id"], line["line"])
    assert {row["unit"] for row in line_page(store, limited, *TOTAL).lines} == {"ITE"}
    with pytest.raises(UserError, match="not_for_role"):
        voucher(store, politician, line["file_id"], line["line"])
    with pytest.raises(UserError, match="not_for_role"):
        line_page(store, politician, *TOTAL)


def test_every_sum_that_is_written_out_gives_the_figure(store: Store) -> None:
    tried = 0
    for figure in figures(store, EVERYONE):
        if done := working(figure):
            above, below = float(figure.numerator), float(figure.denominator)
            again = above - below if done.is_difference else (above / below - done.is_change) * done.factor
            assert again == pytest.approx(figure.value)
            tried += 1
    assert tried > 5


def test_a_figure_without_a_value_has_no_sum(store: Store) -> None:
    without = [figure for figure in figures(store, EVERYONE) if figure.value is None]
    assert without and not any(map(working, without))


def test_an_input_beside_the_ledger_says_its_file_and_line(store: Store) -> None:
    turnover = [row for row in explain(store, EVERYONE, *TOTAL).inputs if row["register"] == "turnover"]
    assert [(row["file"], row["line"]) for row in turnover] == [("omslutning.csv", 2)]


def test_the_register_rows_of_a_figure_come_page_by_page_and_none_is_cut_off(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    group.deliver(
        "headcount",
        *({"unit": "BUF", "period": month, "role": "it", "resource_class": "permanent", "fte": number}
          for month in months for number in range(1, 61)),
    )  # fmt: skip
    asked = ("it_fte_share", "central", "BUF", 2024)
    first = input_page(group.store, EVERYONE, *asked)
    assert first.count == 12 * 60 and len(first.rows) == 100
    found = [input_page(group.store, EVERYONE, *asked, page).rows for page in range(1, 9)]
    assert sorted(row["line"] for page in found for row in page) == list(range(2, 12 * 60 + 2))
    assert input_page(group.store, EVERYONE, *asked, 9) == first


def test_a_pace_leads_back_to_the_last_year_with_a_share_and_to_the_year_it_was_decided(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    service = {"service": "S", "unit": "BUF", "name": "Bygglov", "level": 4, "valid_from": "2019-01-01"}
    group.deliver("services", service)
    group.deliver(
        "service_volumes",
        *({"service": "S", "period": f"{year}-01", "channel": channel, "cases": cases}
          for year, digital in ((2019, 10), (2020, 20), (2024, 60))
          for channel, cases in (("digital", digital), ("visit", 100 - digital))),
    )  # fmt: skip
    group.deliver("pace_targets", {"unit": "BUF", "year": 2029, "target_share": "0.9", "decided_year": 2019})
    assert group.figure("pace", "BUF", 2024, "outcome").value == (60 - 20) / 4

    def years(variant: str) -> set[str]:
        rows = input_page(group.store, EVERYONE, "pace", variant, "BUF", 2024).rows
        return {row["what"].split("period ")[1][:4] for row in rows if row["register"] == "service_volumes"}

    assert years("outcome") == {"2020", "2024"}
    assert years("compliance") == {"2019", "2020", "2024"}
    assert years("required") == {"2024"}


@pytest.mark.parametrize(("role", "words"), [("it", "IT"), ("other", "övriga"), ("systemägare", "systemägare")])
def test_a_row_of_staff_says_its_role_in_the_readers_words(role: str, words: str) -> None:
    assert what_words({"register": "headcount", "what": role}) == words
