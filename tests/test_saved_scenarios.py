"""Is a scenario found under its name again, also when the store is made anew, and by those who may?"""

import json
from pathlib import Path

import pytest

from data.access import Viewer
from data.errors import UserError
from data.saved_scenarios import remove_scenario, rename_scenario, save_scenario, saved_scenarios
from data.store import Store
from kpi.checking import check
from kpi.overview import freshness
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, in_store, line

ADDRESS = {"model": "renewal", "year": "2024", "scope": "group", "markup_pct": "5", "life_years": "9.5"}
DIRECTOR = Viewer("Ester", "it_director")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def save(group: Group, name: str = "Påslag 5 %", **more: object) -> None:
    save_scenario(group.store, DIRECTOR, name, "renewal", ADDRESS, **more)


def names(group: Group) -> list[str]:
    return [scenario.name for scenario in saved_scenarios(group.store, DIRECTOR)]


def acts(group: Group) -> list[tuple[str, str]]:
    return [(row["act"], row["actor"]) for row in in_store(group.store, "act", "act_id")]


def refused(code: str, *call: object, **more: object) -> None:
    with pytest.raises(UserError) as error:
        call[0](*call[1:], **more)
    assert error.value.code == code
    assert all(error.value.message(language) for language in ("sv", "en"))


def test_a_saved_scenario_is_there_with_its_address_and_who_saved_it(group: Group) -> None:
    save(group)
    (found,) = saved_scenarios(group.store, DIRECTOR)
    assert (found.name, found.model, found.address, found.saved_by) == ("Påslag 5 %", "renewal", ADDRESS, "Ester")
    assert acts(group)[-1] == ("save_scenario", "Ester")


def test_a_name_that_is_taken_is_replaced_only_by_somebody_who_says_so(group: Group) -> None:
    save(group)
    refused("scenario_name_taken", save_scenario, group.store, DIRECTOR, " påslag  5 % ", "adoption", {})
    assert saved_scenarios(group.store, DIRECTOR)[0].model == "renewal"
    save_scenario(group.store, DIRECTOR, "påslag 5 %", "adoption", {"model": "adoption"}, replacing=True)
    (found,) = saved_scenarios(group.store, DIRECTOR)
    assert (found.name, found.model) == ("påslag 5 %", "adoption")
    before = json.loads(in_store(group.store, "act", "act_id")[-1]["detail"])["before"]
    assert before["model"] == "renewal"  # the log holds what was replaced


def test_a_scenario_can_be_renamed_but_not_to_a_name_that_is_taken(group: Group) -> None:
    save(group, "Ett")
    save(group, "Två")
    rename_scenario(group.store, DIRECTOR, "Ett", "Noll")
    assert names(group) == ["Noll", "Två"]
    refused("scenario_name_taken", rename_scenario, group.store, DIRECTOR, "Noll", "TVÅ")
    rename_scenario(group.store, DIRECTOR, "Noll", "NOLL")  # its own name in other letters is its own
    assert names(group) == ["NOLL", "Två"]
    assert saved_scenarios(group.store, DIRECTOR)[0].address == ADDRESS


def test_a_removed_scenario_is_gone_but_stands_in_the_log(group: Group) -> None:
    save(group)
    remove_scenario(group.store, DIRECTOR, "Påslag 5 %")
    assert names(group) == []
    assert json.loads(in_store(group.store, "act", "act_id")[-1]["detail"])["address"] == ADDRESS
    refused("scenario_gone", remove_scenario, group.store, DIRECTOR, "Påslag 5 %")
    refused("scenario_gone", rename_scenario, group.store, DIRECTOR, "Påslag 5 %", "x")


def test_a_scenario_needs_a_name_of_a_length_that_can_be_read(group: Group) -> None:
    refused("scenario_unnamed", save_scenario, group.store, DIRECTOR, "  ", "renewal", {})
    refused("scenario_name_long", save_scenario, group.store, DIRECTOR, "x" * 81, "renewal", {})


@pytest.mark.parametrize("role", ["politician", "administrator"])
def test_a_role_that_may_not_open_scenarios_neither_sees_nor_changes_them(group: Group, role: str) -> None:
    save(group)
    other = Viewer("Pol", role)
    refused("scenario_refused", saved_scenarios, group.store, other)
    refused("scenario_refused", save_scenario, group.store, other, "x", "renewal", {})
    refused("scenario_refused", rename_scenario, group.store, other, "Påslag 5 %", "x")
    refused("scenario_refused", remove_scenario, group.store, other, "Påslag 5 %")
    assert names(group) == ["Påslag 5 %"]


def test_a_refused_change_leaves_the_store_as_it_was(group: Group) -> None:
    save(group)
    version = group.store.version
    refused("scenario_name_taken", save_scenario, group.store, DIRECTOR, "Påslag 5 %", "renewal", {})
    assert group.store.version == version


def test_rebuild_keeps_the_scenarios_and_what_was_done_to_them(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, "100"))
    save(group, "Kvar")
    save(group, "Borta")
    remove_scenario(group.store, DIRECTOR, "Borta")
    group.deliver("ledger", line("SOC", K2, "50"))
    before = (saved_scenarios(group.store, DIRECTOR), acts(group), group.snapshot())
    assert {result.status for result in rebuild(group.store, constants())} == {"accepted"}
    assert (saved_scenarios(group.store, DIRECTOR), acts(group), group.snapshot()) == before
    assert [finding.code for finding in check(group.store) if not finding.holds] == []


def test_a_saved_scenario_is_no_delivery(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, "100"))
    delivered = freshness(group.store).delivered_at
    save(group)
    assert freshness(group.store).delivered_at == delivered
    assert group.deliver("ledger", line("BUF", K2, "100")).status == "unchanged"


def test_no_store_is_begun_by_saving_a_scenario_in_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    refused("no_store", save_scenario, store, EVERYONE, "x", "renewal", {})
    assert not store.exists
