"""Is each state of a month, each remark before closing, and each effect of opening again what it says?"""

import random
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.access import Viewer
from data.closing import broken_lines
from data.errors import Refusal, UserError
from kpi.checklist import checklist, checklists
from kpi.log import log
from kpi.month_end import close_month, close_together, closed_by, reopen_effect, reopen_month, steps_of
from kpi.months import counts, months
from kpi.unusual import Limits, judge, unusual
from tests.fixtures.group import EVERYONE, K2, NOT_IT, SIMPLE_RULES, Group, line, rule

MONTHS = [f"2024-{number:02d}" for number in range(1, 9)]


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, "900.00", "2024-01-10"), line("BUF", "6999", "100.00", "2024-01-11"))
    group.deliver_once("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "1000.00"})
    return group


def state(group: Group, unit: str = "BUF", month: int = 1) -> str:
    found = {row.unit: row for row in months(group.store, EVERYONE, 2024)}
    return found[unit].months[month - 1].state


def verdicts(group: Group, unit: str = "BUF", period: str = "2024-01") -> dict[str, str]:
    return {check.code: check.verdict for check in checklist(group.store, EVERYONE, unit, period).checks}


def close(group: Group, *actors: str, period: str = "2024-01") -> None:
    for actor in actors or ("Anna", "Bo"):
        close_month(group.store, EVERYONE, "BUF", period, actor)


# --- the grid


def test_a_month_goes_through_its_states(group: Group) -> None:
    assert (state(group), state(group, "SOC"), state(group, month=2)) == ("agreed", "missing", "absent")
    close(group, "Anna")
    assert state(group) == "proposed"
    close(group, "Bo")
    assert state(group) == "closed"
    assert counts(months(group.store, EVERYONE, 2024))["closed"] == 1


def test_a_month_without_a_total_is_delivered_and_one_that_differs_says_so(group: Group) -> None:
    group.deliver("ledger", line("SOC", K2, "5.00", "2024-01-10"))
    assert state(group, "SOC") == "delivered"
    group.deliver("control_totals", {"unit": "SOC", "period": "2024-01", "cost_sek": "5.01"})
    assert state(group, "SOC") == "differs"


def test_a_proposal_is_gone_when_other_lines_have_come(group: Group) -> None:
    close(group, "Anna")
    group.deliver("ledger", line("BUF", K2, "1000.00", "2024-01-10"))
    assert state(group) == "agreed"


def test_a_viewer_of_one_unit_sees_that_unit_alone(group: Group) -> None:
    viewer = Viewer("c", "controller", units=("SOC",))
    assert [row.unit for row in months(group.store, viewer, 2024)] == ["SOC"]
    with pytest.raises(UserError):
        close_month(group.store, viewer, "BUF", "2024-01", "Anna")


# --- the checklist


def test_only_the_control_total_forbids_and_the_rest_is_remarked(group: Group) -> None:
    found = verdicts(group)
    assert found["control_total"] == "holds"
    assert found["all_delivered"] == "remark"  # only BUF has delivered
    assert found["unclassified"] == "remark"  # 100 of 1 000 is over 2 %
    assert found["unusual"] == "unknown"
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "1.00"})
    assert verdicts(group)["control_total"] == "blocks"


def test_what_is_frozen_is_lines_sum_cost_and_the_undecided_part(group: Group) -> None:
    group.deliver(
        "ledger",
        line("BUF", K2, "900.00", "2024-01-10"),
        line("BUF", "6999", "-100.00", "2024-01-11"),
        line("BUF", "3010", "-50.00", "2024-01-12"),
    )
    held = checklist(group.store, EVERYONE, "BUF", "2024-01").frozen
    assert (held.line_count, held.sum_sek) == (3, Decimal("900") - 100 - 50)
    assert (held.cost_abs_sek, held.unclassified_abs_sek) == (900 + 100, 100)
    assert held.unclassified_share == Decimal(100) / (900 + 100)


def test_a_missing_month_before_is_named_across_the_new_year(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, "1.00", "2023-11-10"), source="förr")
    check = next(c for c in checklist(group.store, EVERYONE, "BUF", "2024-01").checks if c.code == "months_before")
    assert (check.verdict, check.names) == ("remark", ("2023-12",))


def test_the_residual_is_a_share_of_the_years_trade_so_far(group: Group) -> None:
    group.deliver(
        "ledger",
        line("SCIT", "3400", "-500.00", "2024-01-10", counterparty="110"),
        line("BUF", K2, "480.00", "2024-01-10", counterparty="130"),
        source="internt",
    )
    check = next(c for c in checklist(group.store, EVERYONE, "BUF", "2024-01").checks if c.code == "residual")
    assert (check.verdict, check.amount_sek, check.share) == ("remark", 500 - 480, Decimal(500 - 480) / 500)


def test_remarks_are_ticked_by_each_person_and_kept_with_the_act(group: Group) -> None:
    remarks = {check.code for check in checklist(group.store, EVERYONE, "BUF", "2024-01").remarks}
    with pytest.raises(Refusal) as refused:
        close_month(group.store, EVERYONE, "BUF", "2024-01", "Anna", acknowledged={"unclassified"})
    assert refused.value.code == "remarks_not_seen"
    close_month(group.store, EVERYONE, "BUF", "2024-01", "Anna", acknowledged=remarks)
    noted = log(group.store, EVERYONE)[0].detail
    assert noted["acknowledged"] == sorted(remarks)
    assert {remark["code"]: remark.get("share") for remark in noted["remarks"]}["unclassified"] == "0.1"


def test_once_people_log_in_a_name_that_is_only_written_closes_and_opens_nothing(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(group, "Anna", "Bo")
    monkeypatch.setenv("KPI_LOGIN__KIND", "header")
    before = group.store.version
    for change in (
        lambda: close_month(group.store, EVERYONE, "BUF", "2024-02", "Anna"),
        lambda: reopen_month(group.store, EVERYONE, "BUF", "2024-01", "Anna", "fel"),
    ):
        with pytest.raises(UserError) as refused:
            change()
        assert refused.value.code == "name_not_verified"
    assert group.store.version == before
    known = Viewer("anna@kommun.example", "controller", verified=True)
    assert reopen_month(group.store, known, "BUF", "2024-01", "", "fel").state == "open"


def test_several_units_are_closed_together_or_not_at_all(group: Group) -> None:
    group.deliver("ledger", line("SOC", K2, "5.00", "2024-01-10"))
    group.deliver("control_totals", {"unit": "SOC", "period": "2024-01", "cost_sek": "5.00"})
    first = steps_of(checklists(group.store, EVERYONE, "2024-01"), "Anna")
    assert [one.cell.unit for one in first.to_propose] == ["BUF", "SOC"]
    with pytest.raises(Refusal):
        close_together(group.store, EVERYONE, first.to_propose, "Anna", acknowledged=False)
    close_together(group.store, EVERYONE, first.to_propose, "Anna", acknowledged=True)
    own = steps_of(checklists(group.store, EVERYONE, "2024-01"), " anna")
    assert ([len(own.to_propose), len(own.to_close)], [one.cell.unit for one in own.own]) == ([0, 0], ["BUF", "SOC"])
    second = steps_of(checklists(group.store, EVERYONE, "2024-01"), "Bo")
    done = close_together(group.store, EVERYONE, second.to_close, "Bo", acknowledged=True)
    assert [one.state for one in done] == ["closed", "closed"]
    assert broken_lines(group.store) == []
    with pytest.raises(Refusal):
        close_together(group.store, EVERYONE, second.to_close, "Cia", acknowledged=True)


# --- unusual, by pencil

LIMITS = Limits(deviations=Decimal(6), floor_sek=Decimal(100), months=3)
EARLIER = [202301, 202302, 202303, 202304, 202305]


def judged(month: int, **amounts: int) -> object:
    by_month = {int(name[1:]): Decimal(value) for name, value in amounts.items()}
    return judge("account", "6800", by_month, month, EARLIER, LIMITS)


def test_an_amount_six_median_deviations_from_the_median_is_unusual_and_one_ore_less_is_not() -> None:
    # In tkr 100, 101, 103, 105, 106: the median is 103, the deviations 3, 2, 0, 2, 3: their median 2.
    held = {"m202301": 100_000, "m202302": 101_000, "m202303": 103_000, "m202304": 105_000, "m202305": 106_000}
    assert judged(202306, **held, m202306=103_000 + 6 * 2000) is None
    found = judged(202306, **held, m202306=103_000 + 6 * 2000 + 1)
    assert (found.usual_sek, found.beyond_sek) == (103_000, 6 * 2000 + 1)


def test_what_is_bought_now_and_then_is_no_surprise_until_it_is_larger_than_ever_by_more_than_the_floor() -> None:
    # bought twice in five months, so the median and its deviation are 0 and any purchase lies beyond them
    held = {"m202302": 4000, "m202304": 7000}
    assert judged(202306, **held, m202306=7000 + 100) is None
    assert judged(202306, **held, m202306=7000 + 101).beyond_sek == 7101
    assert judged(202306, **held, m202306=-101).beyond_sek == -101


def test_what_is_below_the_floor_is_not_asked_about_and_a_new_one_above_it_is() -> None:
    assert judged(202306, m202306=100) is None
    assert judged(202306, m202306=101).is_new


def test_a_month_that_is_lacking_lines_of_it_counts_nothing_and_a_lost_amount_is_unusual() -> None:
    held = {f"m{month}": 1000 for month in EARLIER}
    assert judged(202306, **held).beyond_sek == -1000


def test_what_came_the_same_month_a_year_before_is_no_surprise() -> None:
    assert judged(202401, m202301=5000, m202401=5050) is None
    assert judged(202401, m202301=5000, m202401=9000).year_before_sek == 5000


def test_the_unusual_is_found_in_a_ledger_with_its_lines_and_what_is_beside_it_is_left_out(group: Group) -> None:
    usual = [line("SOC", K2, "1000.00", f"{month}-10", supplier="Molnet AB") for month in MONTHS[:-1]]
    odd = line("SOC", K2, "500000.00", f"{MONTHS[-1]}-10", supplier="Molnet AB", voucher="7")
    beside = line("SOC", NOT_IT, "900000.00", f"{MONTHS[-1]}-11", supplier="Byggarna AB")
    group.deliver("ledger", *usual, odd, beside)
    found = unusual(group.store, EVERYONE, "SOC", 202408)
    assert {(one.kind, one.key, one.beyond_sek) for one in found} == {
        ("account", K2, 500000 - 1000),
        ("supplier", "Molnet AB", 500000 - 1000),
    }
    assert [row["voucher"] for row in found[0].lines] == ["7"]


# --- opening again


def test_the_effect_of_opening_counts_the_lines_that_the_rules_now_decide_otherwise(group: Group) -> None:
    close(group)
    assert reopen_effect(group.store, EVERYONE, "BUF", "2024-01").moved_count == 0
    group.deliver("rules", *SIMPLE_RULES, rule("shadow_it", priority=90, account_from="6999"))
    effect = reopen_effect(group.store, EVERYONE, "BUF", "2024-01")
    (move,) = effect.moves
    assert (move.before_category, move.after_category, move.line_count, move.sum_sek) == (
        "unclassified", "shadow_it", 1, Decimal("100.00"),
    )  # fmt: skip
    assert (effect.closed_version, effect.version, len(effect.added), len(effect.removed)) == (2, 3, 1, 0)
    assert closed_by(group.store, "BUF", "2024-01").proposed_by == "Anna"
    reopen_month(group.store, EVERYONE, "BUF", "2024-01", "Bo", "ny regel ska gälla")
    now = {row["account"]: row["category"] for row in group.lines()}
    assert now["6999"] == move.after_category
    assert closed_by(group.store, "BUF", "2024-01") is None


# --- the chain: any byte of any of 1 000 rows


def test_one_flipped_byte_in_any_of_a_thousand_rows_is_found_and_located(tmp_path: Path) -> None:
    rng = random.Random(4)
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    rows = [
        line("BUF", K2, f"{rng.randint(1, 99999)}.{rng.randint(0, 99):02d}", f"2024-01-{rng.randint(1, 31):02d}",
             voucher=f"V{number}", text=f"text {number}", supplier=f"Firma {number % 7}", cost_centre=f"{number % 9}")
        for number in range(1000)
    ]  # fmt: skip
    group.deliver("ledger", *rows)
    total = sum(Decimal(row["amount_sek"]) for row in rows)
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": str(total)})
    close(group)
    assert broken_lines(group.store) == []
    columns = ("text", "supplier", "voucher", "cost_centre", "account", "outcome_id", "part_id", "hash")
    for number in rng.sample(range(2, 1002), 25):
        column = rng.choice(columns)
        table = "closed_line" if column == "hash" else "stored_row"
        flip = f"UPDATE {table} SET {column} = {_flipped(column, rng)} WHERE line = {number}"
        _past_the_product(group, flip)
        (fault,) = broken_lines(group.store)
        assert (fault["unit"], fault["period"], fault["line"]) == ("BUF", "2024-01", number), (column, number)
        _past_the_product(group, flip)  # the same bit again, and the byte is what it was
    for table, column in (("outcome", "category"), ("outcome", "decided_by"), ("delivered_part", "source")):
        flip = f"UPDATE {table} SET {column} = {_flipped(column, rng)}"  # what all of the rows have in common
        _past_the_product(group, flip)
        assert [fault["line"] for fault in broken_lines(group.store)] == [2], column
        _past_the_product(group, flip)
    assert broken_lines(group.store) == []


def _past_the_product(group: Group, statement: str) -> None:
    group.store._opened = None
    with duckdb.connect(str(group.store.folder / group.store.version)) as connection:
        connection.execute(statement)


def _flipped(column: str, rng: random.Random) -> str:
    """Return an expression for a column with the lowest bit of its number, or of one of its characters, flipped."""
    if column.endswith("_id"):
        return f"xor({column}, 1)"
    place = f"(1 + {rng.randint(0, 10**6)} % length({column}))"
    flipped = f"chr(xor(ascii(substr({column}, CAST({place} AS INT), 1)), 1))"
    return f"substr({column}, 1, CAST({place} AS INT) - 1) || {flipped} || substr({column}, CAST({place} AS INT) + 1)"
