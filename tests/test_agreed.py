"""Does each control total speak of the right lines, and does a typed or pasted one come in as a file would?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Viewer
from data.agreed import agreed
from data.errors import UserError
from kpi import control_totals as totals
from kpi.checking import check
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.group import EVERYONE, K2, NOT_IT, SIMPLE_RULES, Group, line

JANUARY = 202401


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, "1000.00", "2024-01-10"), line("BUF", "3010", "-400.00", "2024-01-11"))
    return group


def total(group: Group, cost: str, source: str | None = None, **more: str) -> None:
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": cost, **more}, source=source)


def held(group: Group):
    return agreed(group.store, "BUF", JANUARY)


def test_a_total_is_of_cost_alone_and_its_difference_is_what_the_ledger_has_beyond(group: Group) -> None:
    assert not held(group).is_whole
    total(group, "999.99")
    (one,) = held(group).totals
    assert (one.ledger_sek, one.difference_sek) == (Decimal("1000.00"), Decimal("1000.00") - Decimal("999.99"))
    assert held(group).is_whole and not held(group).holds
    total(group, "1000.00")
    assert held(group).holds


def test_a_debit_that_differs_is_a_difference_though_the_cost_agrees(group: Group) -> None:
    total(group, "1000.00", debit_sek="1000.01")
    assert (held(group).holds, held(group).off_sek) == (False, Decimal("1000.00") - Decimal("1000.01"))


def test_two_totals_of_the_whole_month_must_both_agree(group: Group) -> None:
    total(group, "1000.00")
    total(group, "1000.00", source="andra")
    assert held(group).holds
    total(group, "1.00", source="andra")
    assert not held(group).holds


def test_totals_named_as_the_ledgers_sources_speak_of_those_lines_alone(group: Group) -> None:
    group.deliver("ledger", line("BUF", NOT_IT, "70.00", "2024-01-12"), source="lön")
    total(group, "70.00", source="lön")
    assert not held(group).is_whole  # nobody has said what the other source comes to
    total(group, "1000.00", source="ledger")
    assert held(group).holds
    assert next(finding for finding in check(group.store) if finding.code == "control_totals").holds
    total(group, "1000.01", source="ledger")
    assert not held(group).holds
    assert not next(finding for finding in check(group.store) if finding.code == "control_totals").holds


@pytest.mark.parametrize(
    ("text", "amount"), [("1 234,50", "1234.50"), ("1234.5", "1234.50"), ("1.234,50 kr", "1234.50"), ("-12", "-12")]
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert totals.typed(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["tolv", "1,234", "1,505", "1e5"])
def test_what_is_no_amount_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        totals.typed(text)


def test_a_total_from_the_form_takes_the_place_of_the_one_held_and_survives_a_rebuild(group: Group) -> None:
    total(group, "999.00")
    source = totals.held_source(group.store, "BUF", "2024-01")
    given = totals.GivenTotal("BUF", "2024-01", Decimal("1000.00"), source=source)
    (would,) = totals.compared(group.store, [given])
    assert (would.before_sek, would.difference_sek) == (Decimal("999.00"), Decimal("0.00"))
    assert totals.save(group.store, EVERYONE, [given], "Anna").status == "accepted"
    rebuild(group.store, constants())
    assert [one.control_sek for one in held(group).totals] == [Decimal("1000.00")]


def test_a_first_total_goes_under_the_forms_own_name(group: Group) -> None:
    assert totals.held_source(group.store, "BUF", "2024-01") == totals.FORM


@pytest.mark.parametrize(
    "text",
    [
        "BUF\t2024-01\t1 000,00\nSOC\t2024-01\t5,50",
        "enhet;period;kostnad\nBarn och utbildning;2024-01;1000,00\nSOC;2024-01;5,50",
    ],
)
def test_a_pasted_table_is_read_with_or_without_a_header_by_code_or_name(group: Group, text: str) -> None:
    found = totals.pasted(group.store, EVERYONE, text)
    assert not found.is_refused, found.problems
    assert [(one.unit, one.period, one.cost_sek) for one in found.totals] == [
        ("BUF", "2024-01", Decimal("1000.00")),
        ("SOC", "2024-01", Decimal("5.50")),
    ]


def test_a_pasted_fault_refuses_all_of_it_with_its_line(group: Group) -> None:
    found = totals.pasted(group.store, EVERYONE, "BUF\t2024-01\t1000,00\nXXX\t2024-01\t5,00")
    assert found.is_refused
    assert [(problem.code, problem.line) for problem in found.problems] == [("unknown_unit", 3)]


def test_only_a_controller_of_the_unit_says_what_its_month_comes_to(group: Group) -> None:
    given = totals.GivenTotal("BUF", "2024-01", Decimal("1000.00"))
    for viewer in (Viewer("c", "it_director"), Viewer("c", "controller", units=("SOC",))):
        with pytest.raises(UserError):
            totals.save(group.store, viewer, [given], "c")


def test_a_files_printed_total_is_offered_only_where_it_means_the_months_cost(group: Group) -> None:
    rows = "enhet;konto;datum;belopp\nSOC;6800;2024-01-10;{};\nSOC;{};2024-01-11;30,00;\n;;Summa;{}\n"
    group.load(group.text("soc.csv", rows.format("70,00", "6100", "100,00")))
    assert totals.printed_total(group.store, EVERYONE, "SOC", "2024-01") == ("soc.csv", Decimal("100.00"))
    group.load(group.text("soc2.csv", rows.format("70,00", "3010", "100,00")))
    assert totals.printed_total(group.store, EVERYONE, "SOC", "2024-01") is None  # income is in that total
