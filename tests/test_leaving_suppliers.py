"""Does what is handed to others name no supplier who is a person, while what is our own comes back whole?"""

import csv
from pathlib import Path

import pytest

from data.language import text
from kpi.commands import main
from kpi.exporting import export
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line

PERSON, NUMBER = "Karin Andersson", "640823-3234"
COMPANY, ORG_NUMBER = "Norrhamns Data AB", "556016-0680"
MASK = text("supplier.sole_trader", "sv")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once(
        "ledger",
        line("BUF", K2, 100, supplier=PERSON, supplier_id=NUMBER),
        line("BUF", K2, 200, supplier=f" {PERSON.upper()}"),
        line("BUF", K2, 300, supplier=COMPANY, supplier_id=ORG_NUMBER),
        line("BUF", K2, -400),
    )
    return group


def suppliers(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["supplier"], row["supplier_id"]) for row in csv.DictReader(file, delimiter=";")]


def test_a_person_is_masked_by_number_and_by_name_and_a_company_is_not(group: Group, tmp_path: Path) -> None:
    path = tmp_path / "others.csv"
    assert export(group.store, EVERYONE, "ledger", path, for_others=True) == 4
    assert suppliers(path) == [(MASK, ""), (MASK, ""), (COMPANY, ORG_NUMBER), ("", "")]
    assert PERSON.casefold() not in path.read_text(encoding="utf-8").casefold()
    assert NUMBER not in path.read_text(encoding="utf-8")


def test_our_own_export_is_whole_and_comes_back_unchanged(group: Group, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    export(group.store, EVERYONE, "ledger", path)
    assert suppliers(path)[0] == (PERSON, NUMBER)
    assert group.load(path, register="ledger")[0].status == "unchanged"


def test_the_command_masks_when_it_is_asked_to(group: Group, tmp_path: Path) -> None:
    path = tmp_path / "others.csv"
    asked = ["export", "--store", str(group.store.folder), "--register", "ledger", "--out", str(path), "--for-others"]
    assert main(asked) == 0
    assert suppliers(path)[0] == (MASK, "")


def test_a_register_without_suppliers_leaves_as_it_is(group: Group, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    assert export(group.store, EVERYONE, "units", path, for_others=True) == 6
