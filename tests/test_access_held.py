"""Is each role held to the table, and to its units, wherever data is fetched and changed?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data import acts
from data.access import ROLES, NotAllowed, Viewer
from data.errors import UserError
from data.granted import give, grants, take
from data.intake import load
from data.overrides import Decision, override
from data.prepare import Given, Request
from data.refusals import refusals
from data.rule_change import RuleChange, change_rules, rule_effect
from data.saved_scenarios import save_scenario
from data.seen import Seen, seen
from data.store import Store
from data.trial import trial
from kpi import control_totals, drill, month_end, overview, shadow, undoing
from kpi.deliveries import deliveries, original
from kpi.exporting import register_table
from kpi.figures import figures
from kpi.log import log
from kpi.parameter import constants
from kpi.queue import group_lines, queue
from kpi.voucher import voucher
from tests.fixtures.group import K2, Group, line
from tests.fixtures.roles import A, C, I, P, ledger_file, two_units, who

FIRST_AWAY = RuleChange(removed=(1,))


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return two_units(tmp_path)


FETCHES = {
    "figures": (lambda s, v: figures(s, v, ["central_it_share"]), {C, I}),
    "way back": (lambda s, v: drill.explain(s, v, "total_it_share", None, "BUF", 2024), {C, I}),
    "lines": (lambda s, v: drill.line_page(s, v, "total_it_share", None, "BUF", 2024), {C, I}),
    "voucher": (lambda s, v: voucher(s, v, ledger_file(s), 2), {C, I}),
    "largest": (lambda s, v: overview.largest_lines(s, v, "BUF", 2024), {C, I}),
    "years": (lambda s, v: overview.years(s, v, "BUF"), {C, I}),
    "queue": (lambda s, v: queue(s, v), {C}),
    "candidates": (lambda s, v: shadow.candidates(s, v, 2024), {C}),
    "deliveries": (lambda s, v: deliveries(s, v), {C}),
    "original": (lambda s, v: original(s, v, 1), {C}),
    "log": (lambda s, v: log(s, v), {C, A}),
    "ledger": (lambda s, v: register_table(s, v, "ledger"), {C, I}),
    "rules tried": (lambda s, v: rule_effect(seen(s, v), FIRST_AWAY), {C}),
    "grants": (lambda s, v: grants(s, v), {A}),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", FETCHES)
def test_a_fetch_answers_its_roles_and_refuses_the_others(name: str, role: str, group: Group) -> None:
    fetch, allowed = FETCHES[name]
    try:
        fetch(group.store, who(role))
        answered = True
    except NotAllowed:
        answered = False
    except UserError:  # allowed to ask, and told that there is none
        answered = True
    assert answered == (role in allowed)
    if not answered:
        assert refusals(group.store.folder)[0].role == role


def _given(folder: Path, *rows: dict) -> list[Given]:
    path = folder / "ledger.csv"
    names = ("unit", "account", "amount_sek", "date", "source")
    said = [";".join(str(row.get(name, "")) for name in names) for row in rows]
    path.write_text("\n".join([";".join(names), *said]) + "\n", encoding="utf-8")
    return [Given(path, path.name)]


def _load(store: Store, viewer: Viewer, folder: Path, unit: str = "BUF") -> object:
    rows = [line(unit, K2, 900, "2025-01-15", source="egen")]
    return load(seen(store, viewer), _given(folder, *rows), Request(register="ledger"), "test", constants())


def _override(store: Store, viewer: Viewer, line_number: int = 2) -> object:
    decision = Decision("not_it", reason="fel")
    return override(seen(store, viewer), ledger_file(store), line_number, decision, "test", constants())


CHANGES = {
    "deliver": (lambda s, v, f: _load(s, v, f), {C}),
    "override": (lambda s, v, f: _override(s, v), {C}),
    "rules": (lambda s, v, f: change_rules(s, v, FIRST_AWAY, constants()), {C}),
    "undo": (lambda s, v, f: undoing.undo(seen(s, v), _last_load(s), "test", constants()), {C}),
    "close": (lambda s, v, f: month_end.close_month(s, v, "BUF", "2024-03", "test"), {C}),
    "reopen": (lambda s, v, f: month_end.reopen_month(s, v, "BUF", "2024-03", "test", "fel"), {C}),
    "control total": (lambda s, v, f: control_totals.save(s, v, _total(), "test"), {C}),
    "scenario": (lambda s, v, f: save_scenario(s, v, "x", "renewal", {}), {C, I}),
    "give roles": (lambda s, v, f: give(s, v, "anna@kommun.example", ["controller"], []), {A}),
    "take roles": (lambda s, v, f: take(s, v, "anna@kommun.example"), {A}),
}


def _last_load(store: Store) -> int:
    return [row["act_id"] for row in Store(store.folder).query("store/acts").to_pylist() if row["act"] == "load"][-1]


def _total() -> list[control_totals.GivenTotal]:
    return [control_totals.GivenTotal("BUF", "2024-03", Decimal("500.00"))]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", CHANGES)
def test_an_act_is_done_by_its_roles_and_changes_nothing_for_the_others(
    name: str, role: str, group: Group, tmp_path: Path
) -> None:
    change, allowed = CHANGES[name]
    before = group.store.version
    try:
        change(group.store, who(role), tmp_path)
        was_refused = False
    except NotAllowed:
        was_refused = True
    except UserError:  # theirs to do, and refused by a rule of the house
        was_refused = False
    assert was_refused == (role not in allowed)
    if was_refused:
        assert group.store.version == before
        assert refusals(group.store.folder)[0].role == role


def test_a_viewer_of_one_unit_sees_its_lines_and_every_units_sums(group: Group) -> None:
    limited = who(C, "BUF")
    assert {row["unit"] for row in register_table(group.store, limited, "ledger").to_pylist()} == {"BUF"}
    assert {figure.unit for figure in figures(group.store, limited, ["central_it_share"])} >= {"BUF", "SOC", "group"}
    assert {one.supplier for one in queue(group.store, limited).groups} == {"Delta AB"}
    of_group = drill.line_page(group.store, limited, "total_it_share", None, "group", 2024).lines
    assert {row["unit"] for row in of_group} == {"BUF"}
    assert overview.largest_lines(group.store, limited, "SOC", 2024) == []
    assert {row["unit"] for row in overview.unclassified(group.store, limited, "group", 2024)} == {"BUF"}


def test_a_viewer_of_one_unit_gets_at_no_other_units_lines_by_any_number(group: Group) -> None:
    limited, file_id = who(C, "BUF"), ledger_file(group.store)
    rows = Store(group.store.folder).query("export/opened_ledger", openable=["SOC"])
    assert rows.num_rows == 2
    refused = 0
    for number in range(1, 8):
        try:
            found = voucher(group.store, limited, file_id, number)
            assert {row["unit"] for row in found.lines} == {"BUF"}
        except NotAllowed:
            refused += 1
        except UserError:
            pass
    assert refused == 2
    everything = queue(group.store, who(C)).groups
    of_soc = next(one for one in everything if one.supplier == "Gamma AB")
    assert group_lines(group.store, limited, of_soc) == []
    with pytest.raises(NotAllowed):
        seen(group.store, limited).query("queue/total", units=["SOC"], year=None)


def test_a_viewer_of_one_unit_changes_that_unit_and_nothing_else(group: Group, tmp_path: Path) -> None:
    limited = who(C, "BUF")
    before = group.store.version
    for change in (
        lambda: _load(group.store, limited, tmp_path, "SOC"),
        lambda: change_rules(group.store, limited, FIRST_AWAY, constants()),
        lambda: undoing.undo(seen(group.store, limited), _last_load(group.store), "test", constants()),
        lambda: control_totals.save(group.store, who(C, "SOC"), _total(), "test"),
        lambda: month_end.close_month(group.store, who(C, "SOC"), "BUF", "2024-03", "test"),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert group.store.version == before
    assert [result.status for result in _load(group.store, limited, tmp_path, "BUF")] == ["accepted"]


def test_several_roles_together_may_what_each_of_them_may_for_its_own_units(group: Group) -> None:
    both = Viewer("test", C, ("BUF",), also=((I, None),))
    assert both.may("deliver") and both.may("figures") and not both.may("give_roles")
    assert both.units_for("deliver") == ("BUF",)
    assert both.units_for("lines") is None
    assert {row["unit"] for row in register_table(group.store, both, "ledger").to_pylist()} == {"BUF", "SOC"}


def test_the_administrator_reads_who_did_what_and_no_figure(group: Group) -> None:
    _override(group.store, who(C))
    told = log(group.store, who(A))
    assert [act.act for act in told][:1] == ["override"]
    said = " ".join(str(act.detail) for act in told)
    assert "amount" not in said and "100" not in said and "Alfa" not in said
    assert "Alfa" in " ".join(str(act.detail) for act in log(group.store, who(C)))


def test_a_refusal_is_noted_with_who_and_what_and_never_with_data(group: Group) -> None:
    with pytest.raises(NotAllowed) as refused:
        voucher(group.store, Viewer("p@kommun.example", P, verified=True), ledger_file(group.store), 2)
    assert refused.value.message("sv").endswith(".")
    noted = refusals(group.store.folder)
    assert [(one.actor, one.role, one.is_verified, one.what) for one in noted] == [
        ("p@kommun.example", P, True, "drill/voucher")
    ]
    written = (group.store.folder / "refusals.jsonl").read_text(encoding="utf-8")
    assert "Alfa" not in written and "100" not in written


def test_knocking_a_thousand_times_fills_no_disk(group: Group) -> None:
    for _ in range(1000):
        with pytest.raises(NotAllowed):
            queue(group.store, Viewer("knocker", P))
    assert len([one for one in refusals(group.store.folder) if one.actor == "knocker"]) <= 2


def test_a_viewers_change_that_is_noted_as_no_act_is_not_made(group: Group) -> None:
    before = group.store.version
    with pytest.raises(RuntimeError), seen(group.store, who(C)).write() as writer:
        writer.run("store/save_setting", name="x", content="y")
    assert group.store.version == before


def test_who_has_logged_in_acts_in_no_other_name(group: Group) -> None:
    logged_in = Viewer("anna@kommun.example", C, verified=True)
    decision = Decision("not_it", reason="fel")
    override(seen(group.store, logged_in), ledger_file(group.store), 2, decision, "Bo", constants())
    last = log(group.store, who(C))[0]
    assert (last.actor, last.is_verified) == ("anna@kommun.example", True)


def test_a_store_that_is_seen_by_one_is_seen_by_nobody_else(group: Group) -> None:
    politicians = seen(group.store, who(P))
    assert isinstance(politicians, Seen)
    with pytest.raises(NotAllowed):
        figures(politicians, who(C))
    with pytest.raises(NotAllowed), trial(politicians):
        pass


def test_an_act_without_a_line_in_the_table_is_not_noted(group: Group) -> None:
    with pytest.raises(LookupError), seen(group.store, who(C)).write() as writer:
        acts.record(writer, "something_new", {}, "test")
