"""Does the table say of every page, query and act which roles it is for, and does the store answer nobody else?"""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

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
from data.seen import seen
from data.store import Store
from pages.parts.places import PLACES, places_for
from tests.fixtures.group import Group
from tests.fixtures.roles import A, C, I, P, two_units, who
from tests.fixtures.source import ROOT, calls, module_files, name_of, tree

# The whole matrix, written out: what each role opens, asks and does. Nothing else in the product says it twice.
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


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return two_units(tmp_path)


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


def test_a_politician_has_nothing_but_what_is_published() -> None:
    assert MAY[P] == {"know", "snapshot"}
    assert [query for query, action in READS.items() if action in MAY[P]] == ["store/invented"]
