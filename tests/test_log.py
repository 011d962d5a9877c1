"""Does the log find and tell what was done, and leave the product as a file no spreadsheet runs?"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data import overrides
from data.access import Viewer
from data.errors import UserError
from data.formulas import neutral
from data.overrides import Decision
from data.rule_cases import RuleCase, add_cases, rule_cases
from data.seen import seen
from kpi.deliveries import deliveries, effect, original
from kpi.log import LoggedAct, log
from kpi.log_search import HEADS, Sought, as_rows, local, said, sought
from kpi.month_end import close_month, reopen_month
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.shadow import candidates
from kpi.shadow_deciding import deny
from kpi.shadow_decisions import decisions
from kpi.tabular import as_csv, as_workbook
from kpi.undoing import undo
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line, rule


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, "900.00", "2024-01-10", text="licens"))
    group.deliver_once("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "900.00"})
    return group


def act(
    number: int, done_at: datetime, actor: str = "Anna", kind: str = "close_proposed", **detail: object
) -> LoggedAct:
    held = {"unit": "BUF", "period": "2024-01", "lines": 3, "sum_sek": "10.00"} | detail
    return LoggedAct(number, done_at, actor, kind, False, held, (), False, "0" * 64)


ACTS = [
    act(2, datetime(2024, 6, 30, 22, 30), "Bo", "reopen", reason="fel konto"),
    act(1, datetime(2024, 6, 30, 12, 0)),
]


def numbers(**asked: object) -> list[int]:
    return [one.act_id for one in sought(ACTS, Sought(**asked), "sv")]


def test_a_day_is_a_swedish_day() -> None:
    assert local(ACTS[0].done_at) == datetime(2024, 7, 1, 0, 30)
    assert numbers(first=date(2024, 7, 1)) == [2]
    assert numbers(last=date(2024, 6, 30)) == [1]


def test_acts_are_found_by_kind_actor_and_every_word() -> None:
    assert numbers() == [2, 1]
    assert numbers(kind="reopen") == numbers(actor="Bo") == numbers(words="KONTO fel") == [2]
    assert numbers(words="fel anna") == []


def test_an_act_of_a_kind_nobody_has_put_in_words_is_still_told() -> None:
    told = said(act(3, datetime(2024, 1, 1), kind="nytt_slag", before={"a": 1}, after={"a": 2}), "sv")
    assert (told.kind, told.before, told.after) == ("nytt_slag", "a: 1", "a: 2")


def test_each_act_says_what_stood_before_and_after(group: Group) -> None:
    file_id = group.lines()[0]["file_id"]
    overrides.override(group.store, file_id, 2, Decision("shadow_it", reason="sett fakturan"), "Anna", constants())
    close_month(group.store, EVERYONE, "BUF", "2024-01", "Anna")
    close_month(group.store, EVERYONE, "BUF", "2024-01", "Bo")
    reopen_month(group.store, EVERYONE, "BUF", "2024-01", "Bo", "fel konto")
    told = [(one.act, said(one, "sv")) for one in log(group.store, EVERYONE)]
    by_kind = dict(reversed(told))
    assert (by_kind["reopen"].before, by_kind["reopen"].after) == ("stängd", "öppen. Skäl: fel konto")
    assert by_kind["close"].before == "föreslagen av Anna" and "1 rader" in by_kind["close"].after
    assert by_kind["override"].before.startswith("Externa IT-kostnader") or by_kind["override"].before
    assert by_kind["override"].after.endswith("sett fakturan")
    loads = [one for kind, one in told if kind == "load"]
    assert loads[0].after == "1 nya, 0 borttagna, 0 ändrade rader"


def test_the_log_is_for_controllers_and_administrators_and_of_their_units(group: Group) -> None:
    close_month(group.store, EVERYONE, "BUF", "2024-01", "Anna")
    assert log(group.store, Viewer("a", "administrator"))[0].act == "close_proposed"
    assert log(group.store, Viewer("c", "controller", units=("SOC",)))[0].act == "load"
    for role in ("politician", "it_director"):
        with pytest.raises(UserError) as refused:
            log(group.store, Viewer("p", role))
        assert refused.value.message("sv")


def test_what_was_decided_of_another_units_purchases_is_not_told(group: Group) -> None:
    group.deliver("ledger", line("SOC", "7400", 300, supplier="Canva"))
    (candidate,) = candidates(group.store, EVERYONE, 2024)
    deny(group.store, EVERYONE, candidate, "en kurs")
    add_cases(group.store, EVERYONE, [RuleCase("SOC", "2024-01-01", "not_it", supplier="Annans AB")])
    told = {}
    for unit in ("SOC", "BUF"):
        viewer = Viewer("c", "controller", units=(unit,))
        acts = {act.act for act in log(group.store, viewer)} & {"shadow_decided", "rule_case"}
        asked = seen(group.store, viewer)
        told[unit] = (acts, len(decisions(asked)), len(rule_cases(asked)))
    assert told == {"SOC": ({"shadow_decided", "rule_case"}, 1, 1), "BUF": (set(), 0, 0)}


# --- deliveries


def test_a_delivery_says_what_it_changed_and_what_undoing_it_takes_away(group: Group) -> None:
    group.deliver(
        "ledger", line("BUF", K2, "900.00", "2024-01-10", text="licens"), line("BUF", K2, "5.00", "2024-01-11")
    )
    last = deliveries(group.store, EVERYONE)[0]
    assert (last.added, last.removed, last.changed, last.rows_read, last.sum_sek) == (1, 0, 0, 2, Decimal("905.00"))
    taken = effect(group.store, EVERYONE, last.act_id)
    assert (taken.line_count, taken.sum_sek, taken.closed) == (2, Decimal("905.00"), ())
    undo(group.store, last.act_id, "Anna", constants())
    assert [one.is_undone for one in deliveries(group.store, EVERYONE)][0]
    assert [row["amount_sek"] for row in group.lines()] == [Decimal("900.00")]


def test_a_delivery_into_a_closed_month_says_so_and_a_register_is_counted(group: Group) -> None:
    totals = deliveries(group.store, EVERYONE)[0]
    assert [(one.register, one.row_count) for one in effect(group.store, EVERYONE, totals.act_id).registers] == [
        ("control_totals", 1)
    ]
    for actor in ("Anna", "Bo"):
        close_month(group.store, EVERYONE, "BUF", "2024-01", actor)
    ledger = deliveries(group.store, EVERYONE)[1]
    assert ledger.is_closed
    assert [one.unit for one in effect(group.store, EVERYONE, ledger.act_id).closed] == ["BUF"]


def test_an_original_is_handed_out_as_it_came_to_those_who_may_open_all_of_it(group: Group) -> None:
    file = deliveries(group.store, EVERYONE)[1].files[0]
    content = original(group.store, EVERYONE, file.file_id)
    assert content == (group.files / file.name).read_bytes()
    assert original(group.store, Viewer("c", "controller", units=("BUF",)), file.file_id) == content
    for viewer in (Viewer("c", "controller", units=("SOC",)), Viewer("d", "it_director"), Viewer("a", "administrator")):
        with pytest.raises(UserError):
            original(group.store, viewer, file.file_id)


def test_an_original_is_not_handed_out_for_the_part_of_it_that_is_left(group: Group) -> None:
    both = [line("BUF", K2, "1.00", "2024-05-10"), line("SOC", K2, "2.00", "2024-05-10", supplier="Annans AB")]
    group.deliver("ledger", *both)
    group.deliver("ledger", both[0] | {"amount_sek": "3.00"}, both[1])  # what SOC has is passed over
    group.deliver("ledger", both[1] | {"amount_sek": "4.00"})  # and is now another file's
    limited = Viewer("c", "controller", units=("BUF",))
    for one in deliveries(group.store, EVERYONE)[1:3]:
        with pytest.raises(UserError):
            original(group.store, limited, one.files[0].file_id)
        assert b"Annans AB" in original(group.store, EVERYONE, one.files[0].file_id)
    rebuild(group.store, constants())
    with pytest.raises(UserError):
        original(group.store, limited, deliveries(group.store, EVERYONE)[1].files[0].file_id)


def test_undoing_rules_says_whether_those_before_come_back(group: Group) -> None:
    group.deliver("rules", rule("not_it", account_from="6999"))
    first = deliveries(group.store, EVERYONE)[0].act_id
    assert (effect(group.store, EVERYONE, first).has_rules, effect(group.store, EVERYONE, first).rules_stay) == (
        True, False,
    )  # fmt: skip
    group.deliver("rules", rule("not_it", account_from="6999"), rule("not_it", 2, account_from="6998"))
    assert effect(group.store, EVERYONE, first).rules_stay
    ledger = next(one.act_id for one in deliveries(group.store, EVERYONE) if one.files[0].register == "ledger")
    assert not effect(group.store, EVERYONE, ledger).rules_stay  # it brought none
    undo(group.store, first, "Anna", constants())
    in_force = {row["account_from"] for row in group.store.query("registers/rules").to_pylist()}
    assert in_force == {"6998", "6999"}


# --- leaving the product

LEADS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠1", '"=1"', "  =1")


@pytest.mark.parametrize("text", LEADS)
def test_a_text_that_a_spreadsheet_would_run_is_neutral_in_csv_and_a_string_in_a_workbook(text: str) -> None:
    assert neutral(text).startswith("'")
    (row,) = list(csv.reader(io.StringIO(as_csv(["a"], [[text]]).decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    assert row[0].startswith("'")
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook("Logg", ["a"], [[text]])))["Logg"]
    assert sheet["A2"].data_type == "s"


def test_numbers_stay_numbers_and_plain_text_is_left_alone() -> None:
    rows = [["Skolan 1", Decimal("-12.50"), -3, None, datetime(2024, 1, 2, 3, 4), date(2024, 1, 2)]]
    assert as_csv(list("abcdef"), rows).decode("utf-8-sig").splitlines()[1] == (
        "Skolan 1;-12,50;-3;;2024-01-02 03:04:00;2024-01-02"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook("Logg", list("abcdef"), rows, ["Urval: alla"])))["Logg"]
    assert [cell.value for cell in sheet[2]][:4] == ["Skolan 1", -12.5, -3, None]
    assert sheet["E2"].value == datetime(2024, 1, 2, 3, 4)


def test_every_act_is_a_row_of_the_export(group: Group) -> None:
    rows = as_rows(log(group.store, EVERYONE), "en")
    assert len(rows) == 3 and {len(row) for row in rows} == {len(HEADS)}
    assert [row[0] for row in rows] == [3, 2, 1]


def test_what_was_decided_of_shadow_it_and_of_scenarios_is_told_in_words() -> None:
    group = {"unit": "BUF", "supplier": "dropbox", "account": "", "text_key": "", "word": ""}
    judged = {"candidate": group, "decision": "confirmed", "score": 75, "rule_id": 47, "note": "sett avtalet"}
    told = said(act(1, datetime(2024, 6, 30), kind="shadow_decided", **judged), "sv")
    whole = ("Prövade skugg-IT", "dropbox, BUF", "75 poäng", "bekräftad, regel 47; sett avtalet")
    assert (told.kind, told.about, told.before, told.after) == whole
    back = {"candidate": group, "decision": "taken_back", "was": "confirmed", "rule_id": 47}
    told = said(act(2, datetime(2024, 6, 30), kind="shadow_decided", **back), "sv")
    assert (told.before, told.after) == ("bekräftad, regel 47", "beslutet tillbakataget")
    renamed = said(act(3, datetime(2024, 6, 30), kind="rename_scenario", name="ny", before="gammal"), "sv")
    assert (renamed.kind, renamed.before, renamed.after) == ("Bytte namn på scenario", "gammal", "ny")
