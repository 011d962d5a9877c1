"""Does any answer of the store, whoever asks, open staff cost further than a cost centre's sum of a month?"""

import csv
import re
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from data.access import MAY, READS, NotAllowed, Viewer, action_of_read
from data.errors import UserError
from data.overrides import Decision, override
from data.seen import seen
from data.shadow_lists import account_ranges, patterns
from data.statements import PARAMETER, statement
from kpi.commands import main
from kpi.exporting import export, export_kept
from kpi.parameter import constants
from tests.fixtures.group import EVERYONE, K2, K3, SIMPLE_RULES, Group, in_store, line
from tests.fixtures.source import ROOT

SQL = ROOT / "sql"
UNDECIDED, BESIDE = "5010", "5020"
PEOPLE = ("Anna Ek", "Bo Alm", "Carin Ask")
# Three people in one cost centre and month on each kind of account, each with an amount of their own.
PAID = {
    (account, more): [Decimal(f"{30 + place}0{number}1.17") for number in range(len(PEOPLE))]
    for place, (account, more) in enumerate(((UNDECIDED, ""), (BESIDE, ""), (K3, ""), (BESIDE, "130")))
}
AMOUNTS = {str(amount) for amounts in PAID.values() for amount in amounts}
ASKED: dict[str, tuple[object, ...]] = {
    "account": (None, UNDECIDED), "act_id": (1,), "activity": (None,), "any_supplier": (True,),
    "asked_category": (None,), "asked_rule": (None,), "backwards": (False,), "base_year": (2023,),
    "before": (2030,), "buyer": ("BUF",), "by_hint": (True,), "closing_id": (1,), "cost_centre": (None, "100"),
    "categories": (["central_it", "external_it", "local_it_staff", "internal_it", "not_it", "unclassified"],),
    "counterparty": (None,), "digitalisation": ("incl",), "each_unit": (True,), "first": (0,), "first_year": (2020,),
    "from_file": (-1,), "from_line": (-1,), "grouping": ("account_supplier", "supplier", "account", "cost_centre"),
    "internal_income": (False,), "investment": (False,), "is_it": (True, False), "key": (BESIDE, K3, *PEOPLE),
    "kind": ("account", "supplier"), "local_staff": (True,), "members": (["BUF"],), "month": (202403,),
    "most": (500,), "openable": (["BUF", "SCIT"],), "other_staff": (True,), "own_central": (True,),
    "pace": ("", "outcome", "decided"),
    "period": ("2024-03",), "register": ("headcount",), "registers": (["headcount"],), "scope": ("BUF",),
    "seller": ("SCIT",), "shadow": (True,), "skipped": (0,), "small_sek": (100000,), "staff": (True,),
    "supplier": (None, "", "anna ek"), "text": ("",), "text_key": ("microsoft 365 anna ek",), "threshold": (0,),
    "turnover": (True,), "unit": ("BUF",), "units": (["BUF"],), "version": (1,), "weight": (50,),
    "whole_supplier": (True,), "word": ("",), "year": (2024,),
}  # fmt: skip
# Of one month and not of a year before it: what comes first in these is a month.
FIRST_MONTH = {"close/key_months", "close/residuals"}


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Group:
    """Return a group whose department books salaries in every way a line can be decided."""
    beside = {"priority": 90, "account_from": BESIDE, "category": "not_it"}
    group = Group(tmp_path_factory.mktemp("paid")).set_up(*SIMPLE_RULES, beside)
    rows = [
        line("BUF", account, amount, cost_centre="100", counterparty=counterparty, voucher=f"L{amount}",
             supplier=person, text=f"Microsoft 365 {person}")
        for (account, counterparty), amounts in PAID.items()
        for amount, person in zip(amounts, PEOPLE, strict=True)
    ]  # fmt: skip
    group.deliver("ledger", *rows, line("BUF", K2, 100, voucher="A1", supplier="Alfa AB", text="Microsoft 365"))
    return group


def reads() -> list[str]:
    """Return every query that some role may ask."""
    asked = [str(path.relative_to(SQL).with_suffix("")) for path in sorted(SQL.rglob("*.sql"))]
    somebodys = set().union(*MAY.values())
    inner = {"deliver", "marts", "schema", "staging"}  # of a writer's own, inside an act
    known = [name for name in asked if name.partition("/")[0] not in inner and _is_known(name)]
    body = {name: re.sub(r"--.*", "", statement(name)).strip() for name in known}
    return [name for name in known if action_of_read(name) in somebodys and body[name].startswith(("SELECT", "WITH"))]


def _is_known(name: str) -> bool:
    return name in READS or name.partition("/")[0] in READS


def asked_of(group: Group, name: str) -> list[dict[str, object]]:
    """Return the parameters to ask a query with, in every way that may matter here."""
    lists = {**patterns(), **account_ranges()}
    places = {(row["file_id"], row["line"]) for row in in_store(group.store, "stored_line")}
    ways: dict[str, tuple[object, ...]] = {}
    for wanted in sorted(set(PARAMETER.findall(re.sub(r"--.*", "", statement(name))))):
        if wanted in ("file_id", "line"):
            ways[wanted] = tuple(sorted({place[wanted == "line"] for place in places}))
        elif wanted in lists:
            ways[wanted] = (lists[wanted],)
        else:
            ways[wanted] = ASKED["weight" if wanted.startswith("weight_") else wanted]
    if name in FIRST_MONTH:
        ways["first"] = (202401,)
    return [dict(zip(ways, values, strict=True)) for values in product(*ways.values())]


# These read what only an act offers, or the published edition, which holds no lines; the store answers none of them.
ELSEWHERE = {
    "cases/outcomes", "close/differing_rows", "close/lacking_rows", "close/redecided", "decide/said_count",
    "preview/effect", "preview/it_cost", "preview/touch_counts", "publish/card_version", "publish/edition",
    "publish/figure", "publish/hidden", "publish/pace_year", "publish/period", "publish/told_sides",
    "publish/unit_year",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in reads() if name not in ELSEWHERE])
def test_no_query_that_a_role_may_ask_says_what_one_person_costs(paid: Group, name: str) -> None:
    said = [
        str(cell)
        for asked in asked_of(paid, name)
        for row in paid.store.query(name, **asked).to_pylist()
        for column, cell in row.items()
        if (name, column) != ("store/acts", "detail")
    ]
    told = [cell for cell in said if cell.lstrip("-") in AMOUNTS or any(one.lower() in cell.lower() for one in PEOPLE)]
    assert told == []


def test_nothing_is_passed_over_that_the_store_answers(paid: Group) -> None:
    for name in ELSEWHERE:
        with pytest.raises(Exception, match="(?i)does not exist"):
            paid.store.query(name, **asked_of(paid, name)[0])


def test_the_sums_are_there_in_the_place_of_the_lines(paid: Group) -> None:
    asked = {name: values[0] for name, values in ASKED.items()}
    queue = paid.store.query("queue/lines", **asked).to_pylist()
    assert [(row["cost_centre"], row["amount_sek"]) for row in queue] == [("100", sum(PAID[UNDECIDED, ""]))]
    trade = paid.store.query("internal/lines", **asked | {"is_it": True}).to_pylist()
    assert [(row["amount_sek"], row["text"]) for row in trade] == [(sum(PAID[BESIDE, "130"]), None)]


def test_a_line_of_staff_cost_is_not_decided_by_itself(paid: Group) -> None:
    (first, *_) = [row for row in in_store(paid.store, "stored_line") if row["account"] == UNDECIDED]
    with pytest.raises(UserError) as refused:
        override(paid.store, first["file_id"], first["line"], Decision("not_it", reason="x"), "Anna", constants())
    assert refused.value.code == "line_is_payroll"
    assert "personalkostnad" in refused.value.message("sv")


@pytest.mark.parametrize("role", sorted(MAY))
def test_no_role_reads_the_ledger_as_it_is_kept(paid: Group, role: str) -> None:
    store = seen(paid.store, Viewer("test", role))  # type: ignore[arg-type]
    for name, asked in (("export/ledger", {}), ("purge/file_lines", {"file_id": 1, "before": 0})):
        with pytest.raises(NotAllowed):
            store.query(name, **asked)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("for_others", [False, True])
def test_an_exported_ledger_holds_the_sum_and_is_refused_when_it_comes_back(
    paid: Group, tmp_path: Path, ending: str, for_others: bool
) -> None:
    path = tmp_path / f"ledger.{ending}"
    assert export(paid.store, EVERYONE, "ledger", path, for_others) == 2
    version = paid.store.version
    (result,) = paid.load(path, register="ledger")
    assert (result.status, [problem.code for problem in result.problems]) == ("refused", ["summed_staff_cost"])
    assert "summor" in result.problems[0].message("sv")
    assert paid.store.version == version
    if ending == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        total = sum(sum(amounts) for amounts in PAID.values())
        assert [(row["amount_sek"], row["summed_lines"]) for row in rows] == [(str(total), "12"), ("100.00", "")]


def test_who_runs_the_machine_exports_what_comes_back_unchanged(paid: Group, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert main(["export", "--store", str(paid.store.folder), "--register", "ledger", "--out", str(path)]) == 0
    assert set(re.findall(r"[0-9]+[.][0-9]{2}", path.read_text(encoding="utf-8"))) >= AMOUNTS
    assert paid.load(path, register="ledger")[0].status == "unchanged"


def test_a_ledger_without_staff_cost_leaves_and_comes_back_unchanged_for_anybody(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 100, supplier="Alfa AB"))
    path, kept = tmp_path / "ledger.csv", tmp_path / "kept.csv"
    export(group.store, EVERYONE, "ledger", path)
    export_kept(group.store, "ledger", kept)
    assert path.read_bytes() == kept.read_bytes()
    assert group.load(path)[0].status == "unchanged"
