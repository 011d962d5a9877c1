"""Does a closed month stay as it was, do two people close it, and is a changed line found?"""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data import closing
from data.access import Viewer
from data.errors import Refusal
from data.intake import load
from data.prepare import Given, Request
from data.seen import seen
from kpi.checking import check
from kpi.log import log
from kpi.parameter import constants
from tests.fixtures.closed import AGREED, JANUARY, agreed, close, refused
from tests.fixtures.group import EVERYONE, K2, Group, in_store, line, rule


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return agreed(tmp_path)


def codes(group: Group, *rows: dict, **request: object) -> tuple[str, list[tuple[str, int | None]]]:
    result = group.deliver("ledger", *rows, **request)
    return result.status, [(p.code, p.line) for p in result.problems if p.code.startswith("closed")]


def faults(group: Group, code: str) -> tuple:
    return next(finding.faults for finding in check(group.store) if finding.code == code)


# --- two people


def test_a_month_is_closed_by_a_second_person(group: Group) -> None:
    assert close(group, "Anna").state == "proposed"
    closed = close(group, "Bo")
    assert (closed.state, closed.line_count, closed.sum_sek) == ("closed", 3, Decimal("2000.00"))
    assert closed.first_actor == "Anna"


def test_one_person_cannot_close_alone_however_the_name_is_written(group: Group) -> None:
    close(group, "Anna")
    refused("same_person", close, group, " anna ")
    assert in_store(group.store, "closing") == []


def test_a_proposal_does_not_hold_for_lines_that_came_after_it(group: Group) -> None:
    close(group, "Anna")
    group.deliver("ledger", *JANUARY, line("BUF", K2, "10.00", "2024-01-11"))
    group.deliver("control_totals", AGREED | {"cost_sek": "2010.00"})
    assert close(group, "Bo").state == "proposed"  # Bo has seen other lines than Anna
    assert close(group, "Anna").state == "closed"


def test_a_month_without_a_control_total_or_off_by_one_ore_is_not_closed(group: Group) -> None:
    refused("no_control_total", close, group, unit="SOC")
    group.deliver("control_totals", AGREED | {"cost_sek": "2000.01"})
    refused("not_agreed", close, group)


def test_what_cannot_be_closed_says_why(group: Group) -> None:
    refused("unknown_unit", close, group, unit="XXX")
    refused("bad_period", close, group, period="2024-13")
    refused("actor_missing", close, group, " ")
    close(group)
    refused("already_closed", close, group, "Cia")


# --- stays as it was


def test_the_same_rows_again_are_passed_over_with_a_word(group: Group) -> None:
    close(group)
    assert codes(group, *JANUARY) == ("unchanged", [("closed_period_same", None)])


def test_a_year_to_date_extract_brings_the_open_month_and_passes_the_closed_one(group: Group) -> None:
    close(group)
    february = line("BUF", K2, "70.00", "2024-02-01")
    assert codes(group, *JANUARY, february) == ("accepted", [("closed_period_same", None)])
    assert group.figure("total_it_share", "BUF").numerator == 1000 + 70


def test_whoever_may_not_open_a_units_lines_is_not_told_which_of_them_a_file_lacks(group: Group) -> None:
    close(group)
    path = group.write("ledger", JANUARY[0])
    told = {}
    for units in (("BUF",), ("SOC",)):
        viewer = Viewer("c", "controller", units)
        asked = Request(dry_run=True)
        (result,) = load(seen(group.store, viewer), [Given(path, path.name)], asked, "c", constants())
        told[units[0]] = [problem.code for problem in result.problems]
    assert told == {"BUF": ["closed_period", "closed_period_row_lacking"], "SOC": ["closed_period"]}


def test_any_difference_refuses_the_file_and_lists_the_row(group: Group) -> None:
    close(group)
    changed = line("BUF", K2, "1000.01", "2024-01-10", voucher="1", text="licens")
    before = group.snapshot()
    status, listed = codes(group, changed, *JANUARY[1:], line("BUF", K2, "70.00", "2024-02-01"))
    assert (status, listed) == (
        "refused",
        [("closed_period", None), ("closed_period_row", 2), ("closed_period_row_lacking", None)],
    )
    assert group.snapshot() == before


def test_one_of_two_equal_rows_fewer_is_a_difference(group: Group) -> None:
    close(group)
    assert codes(group, *JANUARY[:2]) == ("refused", [("closed_period", None), ("closed_period_row_lacking", None)])


def test_a_second_source_brings_nothing_into_a_closed_month(group: Group) -> None:
    close(group)
    row = line("BUF", K2, "5.00", "2024-01-05")
    assert codes(group, row, source="annan") == ("refused", [("closed_period", None), ("closed_period_row", 2)])


def test_a_file_that_may_not_leaves_the_others_of_its_load_alone(group: Group) -> None:
    close(group)
    bad = group.write("ledger", line("BUF", K2, "5.00", "2024-01-05"))
    good = group.write("ledger", line("SOC", K2, "9.00", "2024-01-05"))
    assert [result.status for result in group.load(bad, good)] == ["refused", "accepted"]


@pytest.mark.parametrize(
    ("register", "row"),
    [
        ("control_totals", AGREED | {"cost_sek": "2000.50"}),
        ("headcount", {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent", "fte": "2"}),
    ],
)
def test_headcount_and_control_totals_of_a_closed_month_stay(group: Group, register: str, row: dict) -> None:
    close(group)
    result = group.deliver(register, row)
    assert (result.status, [p.code for p in result.problems]) == ("refused", ["closed_period_row"])


def test_a_new_rule_moves_open_months_and_leaves_closed_ones(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, "300.00", "2024-02-10"), source="februari")
    close(group)
    group.deliver("rules", rule("shadow_it", account_from=K2))
    decided = {(str(r["date"])[:7], r["account"]): (r["category"], r["rule_version"]) for r in group.lines()}
    assert decided["2024-01", K2] == ("external_it", 2)
    assert decided["2024-02", K2] == ("shadow_it", 3)
    assert faults(group, "closed") == ()


def test_a_reopened_month_follows_the_rules_now_in_force(group: Group) -> None:
    close(group)
    group.deliver("rules", rule("shadow_it", account_from=K2))
    refused("reason_missing", closing.reopen, group.store, "BUF", "2024-01", "Anna", " ", constants())
    closing.reopen(group.store, "BUF", "2024-01", "Anna", "fel konto", constants())
    assert {r["category"] for r in group.lines() if r["account"] == K2} == {"shadow_it"}
    refused("not_closed", closing.reopen, group.store, "BUF", "2024-01", "Anna", "igen", constants())
    assert close(group, "Bo", "Anna").state == "closed"
    assert faults(group, "closed") == ()


def test_a_closed_year_keeps_its_turnover_and_staff(group: Group) -> None:
    months = [f"2024-{number:02d}" for number in range(1, 13)]
    group.deliver("ledger", *(line("BUF", K2, "100.00", f"{month}-10") for month in months))
    group.deliver("control_totals", *({"unit": "BUF", "period": month, "cost_sek": "100.00"} for month in months))
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "12000"})
    staffed = {"unit": "BUF", "period": "2024-12", "role": "it", "resource_class": "permanent", "fte": "4"}
    group.deliver("headcount", staffed)
    for month in months:
        close(group, period=month)
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "6000"})
    share = group.figure("total_it_share", "BUF")
    assert share.value == 12 * 100 / 12000 * 100
    assert group.figure("it_fte_share", "BUF", variant="central").denominator == 4
    closing.reopen(group.store, "BUF", "2024-03", "Anna", "ny omslutning", constants())
    assert group.figure("total_it_share", "BUF").value == 12 * 100 / 6000 * 100


# --- the chains


def tampered(group: Group, statement: str) -> None:
    """Change the store past the product, as somebody with the file could."""
    path = group.store.folder / group.store.version
    group.store._opened = None
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def test_one_changed_byte_in_a_closed_line_is_found_and_located(group: Group) -> None:
    close(group)
    tampered(group, "UPDATE stored_row SET text = 'licenS' WHERE text = 'licens'")
    ((code, place),) = faults(group, "closed")
    assert (code, place["unit"], place["period"], place["line"]) == ("closed_line", "BUF", "2024-01", 2)
    assert place["file"].endswith("-ledger.csv")


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("DELETE FROM stored_row WHERE line = 3", 3),
        ("UPDATE stored_row SET outcome_id = xor(outcome_id, 1) WHERE line = 4", 4),
        ("UPDATE outcome SET category = 'shadow_it' WHERE category = 'not_it'", 3),
        ("UPDATE closed_line SET hash = repeat('0', 64) WHERE line = 3", 3),
    ],
)
def test_a_line_taken_away_reclassified_or_a_link_forged_is_located(group: Group, statement: str, at: int) -> None:
    close(group)
    tampered(group, statement)
    ((_, fault),) = faults(group, "closed")
    assert fault["line"] == at


def test_an_act_changed_afterwards_is_found(group: Group) -> None:
    close(group)
    assert faults(group, "acts") == ()
    tampered(group, "UPDATE act SET actor = 'Cia' WHERE act = 'close'")
    assert [values for _, values in faults(group, "acts")] == [{"act": 5}]


def test_the_log_tells_who_did_what_in_which_order(group: Group) -> None:
    close(group)
    told = [(act.act, act.actor) for act in log(group.store, EVERYONE)]
    assert told[:2] == [("close", "Bo"), ("close_proposed", "Anna")]


def test_a_refusal_of_the_house_is_no_fault_of_usage(group: Group) -> None:
    close(group, "Anna")
    with pytest.raises(Refusal):
        close(group, "Anna")
