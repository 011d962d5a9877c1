"""Can each role do what the table says, for its own units, and nothing else, wherever it is asked?"""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from data import acts
from data.access import (
    ACTS,
    MAY,
    PAGES,
    READS,
    ROLES,
    NotAllowed,
    Viewer,
    action_of_act,
    action_of_page,
    action_of_read,
)
from data.errors import UserError
from data.granted import give, grants, take
from data.intake import load
from data.overrides import Decision, override
from data.prepare import Given, Request
from data.refusals import refusals
from data.rule_change import RuleChange, changed_set, rule_effect, rules_in_force, save_rules
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
from pages.parts.places import PLACES, places_for
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line
from tests.fixtures.source import ROOT, calls, module_files, name_of, tree

# The whole matrix, written out: what each role opens, asks and does. Nothing else in the product says it twice.
C, I, P, A = "controller", "it_director", "politician", "administrator"  # noqa: E741
OPENS = {
    "overview": {C, I}, "units": {C, I}, "development": {C, I}, "pacing": {C, I}, "staffing": {C, I},
    "forecast": {C, I}, "equality": {C, I}, "balance": {C, I}, "traceability": {C, I}, "scenarios": {C, I},
    "followup": {C, I}, "way_back": {C, I}, "definitions": {C, I, P, A}, "deliver": {C}, "classify": {C},
    "shadow_it": {C}, "internal": {C}, "reconcile": {C}, "deliveries": {C}, "publish": {C}, "log": {C, A},
    "roles": {A}, "summary": {C, I, P}, "glossary": {C, I, P, A}, "guide": {C, I, P, A}, "accessibility": {C, I, P, A},
}  # fmt: skip
DOES = {
    "load": {C}, "load:rules": {C}, "form:decisions": {C, I}, "form:self_ratings": {C, I}, "undo": {C},
    "override": {C}, "shadow_decided": {C}, "close_proposed": {C}, "close": {C}, "reopen": {C}, "publish": {C},
    "withdraw": {C}, "save_scenario": {C, I}, "rename_scenario": {C, I}, "remove_scenario": {C, I},
    "give_roles": {A}, "take_roles": {A}, "rule_case": {C}, "purge": set(), "restore": set(),
}  # fmt: skip
ASKS = {
    "cases": {C}, "cases/said": {C}, "purge": {C},
    "balance": {C, I}, "check": {C}, "close": {C}, "close/key_lines": {C}, "close/key_months": {C},
    "close/lines": {C}, "close/links": {C},
    "decide": {C}, "decide/line": {C}, "development": {C, I}, "drill": {C, I}, "drill/delivered_file": {C, I},
    "drill/figure_lines": {C, I}, "drill/voucher": {C, I}, "export": {C}, "export/ledger": set(), "filters": {C, I},
    "export/opened_ledger": {C, I}, "decide/payroll_line": {C}, "purge/file_lines": set(),
    "filters/members": {C, I, A}, "initiatives": {C, I}, "internal": {C}, "kpi": {C, I}, "overview": {C, I},
    "overview/largest_lines": {C, I}, "overview/unclassified": {C, I}, "pacing": {C, I}, "preview": {C},
    "publish": {C}, "publish/periods": {C, I}, "publish/units": {C, I},
    "queue": {C}, "registers": {C}, "registers/rows": {C, I}, "registers/services": {C, I},
    "registers/units": {C, I}, "restate": {C}, "scenarios": {C, I}, "shadow": {C},
    "shadow/declared": {C}, "staffing": {C, I}, "store/actors": {C, A}, "store/acts": {C, A},
    "store/acts_of_any_schema": {C, A}, "store/file_names": {C, A}, "store/files": {C}, "store/invented": {C, I, P, A},
    "store/roles": {A}, "store/settings": {C, I}, "traceability": {C, I},
}  # fmt: skip
# Statements that only a writer runs, inside an act that is checked as a whole, or the product itself.
INNER = {"deliver", "marts", "schema", "staging"}
LEDGER = (
    line("BUF", K2, 100, supplier="Alfa AB", voucher="A1", text="licens"),
    line("SOC", K2, 200, supplier="Beta AB", voucher="A2", text="licens"),
    line("SOC", "6999", 300, supplier="Gamma AB", voucher="A3", text="okänt"),
    line("BUF", "6999", 400, supplier="Delta AB", voucher="A4", text="okänt"),
)


@pytest.fixture
def group(tmp_path: Path) -> Group:
    made = Group(tmp_path).set_up(*SIMPLE_RULES)
    made.deliver_once("ledger", *LEDGER)
    return made


def who(role: str, *units: str) -> Viewer:
    return Viewer("test", role, units or None)  # type: ignore[arg-type]


def may(action: str) -> set[str]:
    return {role for role in ROLES if who(role).may(action)}


def test_every_page_is_for_the_roles_it_is_said_to_be_for() -> None:
    assert {name: may(action) for name, action in PAGES.items()} == OPENS
    for role in ROLES:
        assert {place.name for place in places_for(who(role))} == {
            place.name for place in PLACES if role in OPENS[place.name]
        }


def test_every_act_is_for_the_roles_it_is_said_to_be_for() -> None:
    assert {act: may(action) for act, (action, _) in ACTS.items()} == DOES


def test_every_query_is_for_the_roles_it_is_said_to_be_for() -> None:
    assert {query: may(action) for query, action in READS.items()} == ASKS


def test_what_stands_in_no_table_is_nobodys() -> None:
    finds = ((action_of_page, "new"), (action_of_read, "new/query"), (lambda act: action_of_act(act, {}), "new"))
    for find, name in finds:
        with pytest.raises(LookupError, match="data/access.py"):
            find(name)


def test_every_page_of_the_product_stands_in_the_table() -> None:
    assert {place.name for place in PLACES} <= set(PAGES)


def test_every_query_of_the_product_stands_in_the_table_or_is_run_inside_an_act_alone() -> None:
    folders = {path.parent.name for path in (ROOT / "sql").glob("*/*.sql")}
    assert folders - {name.partition("/")[0] for name in READS} - INNER == set()
    assert {name for name in READS if "/" in name and not (ROOT / "sql" / f"{name}.sql").is_file()} == set()


def test_every_act_that_is_noted_stands_in_the_table() -> None:
    noted = set()
    for path in module_files():
        constants_of = {
            target.id: node.value.value
            for node in tree(path).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name, call in calls(tree(path)):
            if name == "record" and len(call.args) > 2:
                act = call.args[1]
                noted.add(act.value if isinstance(act, ast.Constant) else constants_of.get(getattr(act, "id", ""), ""))
    assert noted - {""} - {name.partition(":")[0] for name in ACTS} == set()
    assert {"load", "close", "undo", "override", "shadow_decided"} <= noted


def test_whatever_takes_a_store_and_a_viewer_reaches_the_store_as_the_viewer_sees_it() -> None:
    """A new fetch or act without `@for_viewer` is found here."""
    bare = []
    for path in module_files():
        if name_of(path).split(".")[0] not in ("kpi", "data") or name_of(path) == "data.seen":
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                asked = [one.arg for one in node.args.args][:2]
                found = getattr(import_module(name_of(path)), node.name) if asked == ["store", "viewer"] else None
                if found is not None and not getattr(found, "is_for_viewer", False):
                    bare.append(f"{name_of(path)}.{node.name}")
    assert bare == []


def test_pages_get_a_store_as_its_viewer_sees_it_and_in_no_other_way() -> None:
    """The two that hold a store nobody sees are the login's own, before anybody has a role."""
    holds = set()
    for path in module_files():
        if name_of(path).startswith("pages"):
            nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
            named = {alias.name for node in nodes for alias in node.names}
            if named & {"open_store", "shown_store"} or any(name == "Store" for name, _ in calls(tree(path))):
                holds.add(name_of(path))
    assert holds == {
        "pages.parts.cache",
        "pages.parts.login",
        "pages.parts.the_store",
        "pages.parts.viewer",
        "pages.parts.whose_store",
    }


def asked_by(store: Store, viewer: Viewer, query: str) -> object:
    try:
        return seen(store, viewer).query(query)
    except (NotAllowed, LookupError) as refused:
        return refused
    except Exception as asked:  # noqa: BLE001 - it was asked, without the parameters it needs
        return asked


@pytest.mark.parametrize("role", ROLES)
def test_each_query_of_the_product_answers_the_roles_in_the_table_and_no_other(role: str, group: Group) -> None:
    tried = 0
    for path in sorted((ROOT / "sql").glob("*/*.sql")):
        query = f"{path.parent.name}/{path.stem}"
        if path.parent.name in INNER:
            continue
        expected = ASKS.get(query, ASKS.get(path.parent.name, set()))
        if path.read_text(encoding="utf-8").split("\n", 1)[0] and not re.search(
            r"^\s*(CREATE|INSERT|DELETE|UPDATE|DROP|ALTER|SET|CHECKPOINT)\b", path.read_text(encoding="utf-8"), re.M
        ):
            tried += 1
            answer = asked_by(group.store, who(role), query)
            assert isinstance(answer, NotAllowed | LookupError) == (role not in expected), query
    assert tried > 60


FETCHES = {
    "figures": (lambda s, v: figures(s, v, ["central_it_share"]), {C, I}),
    "way back": (lambda s, v: drill.explain(s, v, "total_it_share", None, "BUF", 2024), {C, I}),
    "lines": (lambda s, v: drill.line_page(s, v, "total_it_share", None, "BUF", 2024), {C, I}),
    "voucher": (lambda s, v: voucher(s, v, _ledger_file(s), 2), {C, I}),
    "largest": (lambda s, v: overview.largest_lines(s, v, "BUF", 2024), {C, I}),
    "years": (lambda s, v: overview.years(s, v, "BUF"), {C, I}),
    "queue": (lambda s, v: queue(s, v), {C}),
    "candidates": (lambda s, v: shadow.candidates(s, v, 2024), {C}),
    "deliveries": (lambda s, v: deliveries(s, v), {C}),
    "original": (lambda s, v: original(s, v, 1), {C}),
    "log": (lambda s, v: log(s, v), {C, A}),
    "ledger": (lambda s, v: register_table(s, v, "ledger"), {C, I}),
    "rules tried": (lambda s, v: rule_effect(seen(s, v), RuleChange(removed=(1,))), {C}),
    "grants": (lambda s, v: grants(s, v), {A}),
}


def _ledger_file(store: Store) -> int:
    rows = Store(store.folder).query("store/files").to_pylist()
    return next(row["file_id"] for row in rows if row["register"] == "ledger")


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
    return override(seen(store, viewer), _ledger_file(store), line_number, decision, "test", constants())


def _rules(store: Store, viewer: Viewer) -> object:
    rules = changed_set(rules_in_force(Store(store.folder)), RuleChange(removed=(1,)))
    return save_rules(seen(store, viewer), rules, "test", constants())


CHANGES = {
    "deliver": (lambda s, v, f: _load(s, v, f), {C}),
    "override": (lambda s, v, f: _override(s, v), {C}),
    "rules": (lambda s, v, f: _rules(s, v), {C}),
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
    from decimal import Decimal

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
    limited, file_id = who(C, "BUF"), _ledger_file(group.store)
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
        lambda: _rules(group.store, limited),
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
        voucher(group.store, Viewer("p@kommun.example", P, verified=True), _ledger_file(group.store), 2)
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
    override(seen(group.store, logged_in), _ledger_file(group.store), 2, decision, "Bo", constants())
    last = log(group.store, who(C))[0]
    assert (last.actor, last.is_verified) == ("anna@kommun.example", True)


def test_a_store_that_is_seen_by_one_is_seen_by_nobody_else(group: Group) -> None:
    politicians = seen(group.store, who(P))
    assert isinstance(politicians, Seen)
    with pytest.raises(NotAllowed):
        figures(politicians, who(C))
    with pytest.raises(NotAllowed), trial(politicians):
        pass


def test_a_politician_has_nothing_but_what_is_published() -> None:
    assert MAY[P] == {"know", "snapshot"}
    assert [query for query, action in READS.items() if action in MAY[P]] == ["store/invented"]


def test_an_act_without_a_line_in_the_table_is_not_noted(group: Group) -> None:
    with pytest.raises(LookupError), seen(group.store, who(C)).write() as writer:
        acts.record(writer, "something_new", {}, "test")




PAYROLL = (
    line("BUF", "5010", 30000, cost_centre="100", voucher="L1", text="Lön Anna", supplier="Anna"),
    line("BUF", "5010", 40000, cost_centre="100", voucher="L1", text="Lön Bo", supplier="Bo"),
    line("BUF", "5610", 10000, cost_centre="100", voucher="L2", text="Avgift Anna"),
    line("BUF", "5010", 50000, cost_centre="200", voucher="L3", text="Lön Carin"),
    line("BUF", "1930", -50000, cost_centre="200", voucher="L3", text="Bank"),
    line("BUF", K2, 100, voucher="A1", text="licens"),
)


@pytest.fixture
def paid(tmp_path: Path) -> Group:
    """Return a group in which salaries are IT staff of the unit."""
    staff = {"priority": 5, "account_from": "50", "account_to": "56", "category": "local_it_staff", "nature": "staff"}
    made = Group(tmp_path).set_up(staff, *SIMPLE_RULES)
    made.deliver_once("ledger", *PAYROLL)
    return made


@pytest.mark.parametrize("role", [C, I])
def test_a_salary_opens_no_further_than_its_cost_centres_sum_for_anybody(role: str, paid: Group) -> None:
    shown = drill.explain(paid.store, who(role), "total_it_share", None, "BUF", 2024)
    by_centre = {row["cost_centre"]: row for row in shown.lines if row["is_payroll"]}
    assert {name: row["amount_sek"] for name, row in by_centre.items()} == {"100": 80000, "200": 50000}
    assert all(row["text"] is None and row["voucher"] is None and row["supplier"] is None for row in by_centre.values())
    assert sum(row["counted_sek"] for row in shown.lines) == shown.sum_sek == 130100
    told = str(shown.lines) + str(overview.largest_lines(paid.store, who(role), "BUF", 2024))
    assert not any(name in told for name in ("Anna", "Bo", "Carin", "30000", "40000"))


def test_a_voucher_of_part_of_a_cost_centres_salaries_does_not_open_and_one_of_all_shows_their_sum(paid: Group) -> None:
    file_id = _ledger_file(paid.store)
    for number in (2, 3, 4):
        with pytest.raises(UserError, match="payroll_voucher"):
            voucher(paid.store, who(C), file_id, number)
    whole = voucher(paid.store, who(C), file_id, 5)
    assert [(row["amount_sek"], row["text"]) for row in whole.lines] == [(50000, None), (-50000, "Bank")]
    assert whole.sum_sek == 0 and whole.balances
