"""Are the figures of all units judged at once, and as each by itself?"""

import json
from pathlib import Path

import pytest

from data.store import Store
from kpi.card import cards
from kpi.checklist import checklist, checklists
from kpi.commands import main
from kpi.plausible import plausible
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line

UNITS = ("BUF", "SOC", "SCIT", "DIG", "ENE")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    made = Group(tmp_path).set_up(*SIMPLE_RULES)
    booked = [
        line(unit, K2, 100 * place, f"2024-{month:02d}-03")
        for place, unit in enumerate(UNITS, 1) for month in range(1, 13)
    ]  # fmt: skip
    made.deliver("ledger", *booked)
    made.deliver("turnover", *({"unit": unit, "year": 2024, "turnover_sek": 10000} for unit in (*UNITS, "group")))
    return made


def test_each_unit_is_judged_together_as_it_is_alone(group: Group) -> None:
    together = checklists(group.store, EVERYONE, "2024-12")
    assert {one.cell.unit for one in together} >= set(UNITS)
    assert together == [checklist(group.store, EVERYONE, one.cell.unit, "2024-12") for one in together]
    kinds = {"BUF": "department", "SCIT": "central_it", "DIG": "digitalisation"}
    limits = plausible(group.store, EVERYONE, kinds, 2024)
    assert (limits["BUF"][0].card, limits["BUF"][0].unit) == ("total_it_share", "BUF")
    assert {one.unit for one in limits["SCIT"]} == {"group"}
    assert limits["DIG"] == []


def test_more_units_ask_no_more_figures(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    query = Store.query

    def counted(self: Store, name: str, /, **params: object) -> object:
        asked.append(name)
        return query(self, name, **params)

    monkeypatch.setattr(Store, "query", counted)
    plausible(group.store, EVERYONE, {"BUF": "department"}, 2024)
    of_one = [name for name in asked if name.startswith("kpi/")]
    asked.clear()
    plausible(group.store, EVERYONE, {"BUF": "department", "SOC": "department", "ENE": "company"}, 2024)
    assert [name for name in asked if name.startswith("kpi/")] == of_one


def loaded(
    group: Group, capsys: pytest.CaptureFixture[str], *files: Path, code: str = "implausible_figure"
) -> list[tuple[str, str]]:
    """Load files by the command line, first as a trial, and return what is said both times of the group's figures."""
    capsys.readouterr()
    asked = ["load", *map(str, files), "--store", str(group.store.folder), "--lang", "en", "--json"]
    said = []
    for words in ([*asked, "--dry-run"], asked):
        assert main(words) == 0
        problems = [problem for found in json.loads(capsys.readouterr().out) for problem in found["problems"]]
        said.append([(one["severity"], one["message"]) for one in problems if one["code"] == code])
    assert said[0] == said[1]
    return said[1]


@pytest.mark.parametrize(("central", "is_said"), [(46, False), (46.01, True), (4, False), (3.99, True)])
def test_a_load_that_leaves_a_figure_outside_its_limits_warns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], central: float, is_said: bool
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("turnover", {"unit": "group", "year": 2024, "turnover_sek": 12 * 1000})
    months = [f"2024-{month:02d}-03" for month in range(1, 13)]
    booked = [line("SCIT", "5010", central, day) for day in months] + [line("BUF", K2, 10, day) for day in months]
    said = loaded(group, capsys, group.write("ledger", *booked))
    name = cards()["central_it_share"].name("en")
    found = [severity for severity, message in said if message.startswith(f"{name} is")]
    assert found == (["warning"] if is_said else [])


def test_some_months_may_be_little_of_a_years_turnover_but_not_too_much_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("turnover", {"unit": "group", "year": 2024, "turnover_sek": 1000})
    little = group.write("ledger", line("SCIT", "5010", 1), line("BUF", K2, 1))
    much = group.write("ledger", line("SCIT", "5010", 47), line("BUF", K2, 20))
    assert loaded(group, capsys, little) == []
    assert len(loaded(group, capsys, much)) == 2  # central IT 4.7 % and total IT 6.7 % of the turnover
    assert loaded(group, capsys, much) == []  # nothing was stored anew


def test_a_turnover_in_thousands_is_noticed_when_it_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("SCIT", "5010", 30000), line("BUF", K2, 20000))
    right = group.write("turnover", {"unit": "group", "year": 2024, "turnover_sek": 1000000})
    wrong = group.write("turnover", {"unit": "group", "year": 2024, "turnover_sek": 1000})
    assert loaded(group, capsys, right) == []
    assert any("3,000.0" in message and "4.6" in message for _, message in loaded(group, capsys, wrong))


def test_employees_counted_by_two_methods_in_a_year_are_noticed_and_local_roles_and_consultants_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    employed = {"period": "2024-03", "role": "it", "resource_class": "permanent", "fte": 5}
    degree = group.write(
        "headcount",
        employed | {"unit": "SCIT", "method": "Sysselsättningsgrad"},
        employed | {"unit": "SCIT", "resource_class": "external_consultant", "method": "fakturerade timmar"},
        employed | {"unit": "BUF", "role": "systemägare", "method": "uppdragsbeskrivning"},
        employed | {"unit": "SOC", "method": "sysselsättningsgrad "},
        employed | {"unit": "ENE"},
    )
    other = group.write("headcount", employed | {"unit": "BUF", "method": "tjänstgöringsgrad"})
    later = group.write("headcount", employed | {"unit": "BO", "period": "2025-03", "method": "tjänstgöringsgrad"})
    assert loaded(group, capsys, degree, code="mixed_methods") == []
    assert loaded(group, capsys, later, code="mixed_methods") == []
    ((severity, message),) = loaded(group, capsys, other, code="mixed_methods")
    assert severity == "warning" and "2024" in message and "sysselsättningsgrad, tjänstgöringsgrad" in message
