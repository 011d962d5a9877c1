"""Does a decision about a candidate change what it says it will, stay through a rebuild, and can it be taken back?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Viewer
from data.acts import broken
from data.errors import UserError
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.shadow import candidates
from kpi.shadow_deciding import ask, confirm, deny, take_back
from kpi.shadow_decisions import decisions, precision
from kpi.shadow_declared import FORM, declare
from kpi.shadow_desk import desk
from kpi.shadow_rule import proposed, rule_for
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group, line
from tests.fixtures.shadow_it import MIXED, categories, confirmed, one, shown


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def test_a_denied_candidate_does_not_come_back_until_its_lines_change_in_kind(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", text="Kurs"))
    deny(group.store, EVERYONE, candidate, "en utbildning")
    assert (shown(group).open, len(shown(group).denied)) == ((), 1)
    group.deliver("ledger", line("BUF", "7410", 400, "2024-05-01", supplier="Canva", text="Kurs"), source="maj")
    assert (shown(group).open, len(shown(group).denied)) == ((), 1)
    group.deliver("ledger", line("BUF", "7410", 50, "2024-06-01", supplier="Canva", text="Licens"), source="juni")
    (again,) = shown(group).open
    assert shown(group).returned[again.key].new == ("text_hint",)


def test_a_new_account_group_brings_a_denied_candidate_back(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", text="Kurs"))
    deny(group.store, EVERYONE, candidate, "en utbildning")
    group.deliver("ledger", line("BUF", "6900", 400, "2024-05-01", supplier="Canva", text="Kurs"), source="maj")
    (again,) = shown(group).open
    assert shown(group).returned[again.key].new == ("69",)


def test_one_who_is_asked_waits_in_a_list_of_its_own(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    ask(group.store, EVERYONE, candidate, " Rektor ", "Vad är det?")
    (waiting,) = shown(group).asked
    assert (waiting.decision.asked_of, waiting.decision.note) == ("Rektor", "Vad är det?")
    assert shown(group).open == ()


def test_taking_a_confirmation_back_takes_its_rule_and_nothing_else(group: Group) -> None:
    rules_before = group.store.query("export/rules").to_pylist()
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", voucher="A1"))
    before = group.snapshot()
    confirmed(group, candidate)
    (decision,) = decisions(group.store).values()
    take_back(group.store, EVERYONE, decision, constants())
    assert group.store.query("export/rules").to_pylist() == rules_before
    assert (categories(group), group.snapshot()) == ({"A1": "unclassified"}, before)
    assert [one.key for one in shown(group).open] == [candidate.key]
    assert decisions(group.store) == {}


def test_a_denial_that_is_taken_back_opens_the_candidate_again(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    deny(group.store, EVERYONE, candidate, "nej")
    take_back(group.store, EVERYONE, decisions(group.store)[candidate.key], constants())
    assert [one.key for one in shown(group).open] == [candidate.key]


def test_a_rebuild_keeps_every_decision_rule_and_figure(group: Group) -> None:
    names = ("Canva", "Trello", "Figma", "Doodle")
    group.deliver("ledger", *(line("BUF", MIXED, 100 + place, supplier=name) for place, name in enumerate(names)))
    found = {one.printed: one for one in candidates(group.store, EVERYONE, 2024)}
    confirmed(group, found["Canva"])
    deny(group.store, EVERYONE, found["Trello"], "nej")
    ask(group.store, EVERYONE, found["Figma"], "Bo", "")
    confirmed(group, found["Doodle"])
    take_back(group.store, EVERYONE, decisions(group.store)[found["Doodle"].key], constants())
    before = decisions(group.store), group.snapshot(), group.lines()
    assert {key: one.verdict for key, one in before[0].items()} == {
        found["Canva"].key: "confirmed", found["Trello"].key: "denied", found["Figma"].key: "asked",
    }  # fmt: skip
    rebuild(group.store, constants())
    assert (decisions(group.store), group.snapshot(), group.lines()) == before
    assert broken(group.store.query("store/acts").to_pylist()) == []


def test_precision_is_the_share_of_the_decided_that_was_right_also_by_sign(group: Group) -> None:
    rows = [line("BUF", MIXED, 100, supplier=name) for name in ("Canva", "Trello", "Figma", "Kommunens Datorer")]
    group.deliver("ledger", *rows, line("BUF", MIXED, 5, supplier="Miro.com", text="Licens"))
    for candidate in candidates(group.store, EVERYONE, 2024):
        if candidate.printed in ("Canva", "Trello"):
            confirmed(group, candidate)
        elif candidate.printed == "Miro.com":
            ask(group.store, EVERYONE, candidate, "Bo", "")
        else:
            deny(group.store, EVERYONE, candidate, "nej")
    counted = {one.signal: (one.confirmed, one.denied) for one in precision(decisions(group.store).values())}
    assert counted[None] == (2, 2)
    assert "text_hint" not in counted  # only asked about
    assert counted["supplier_known"] == (2, 1)
    assert counted["supplier_sounds"] == (0, 1)
    overall = precision(decisions(group.store).values())[0]
    assert overall.share == 2 / (2 + 2)


def test_the_desk_says_how_much_of_the_money_has_been_looked_at(group: Group) -> None:
    rows = [line("BUF", MIXED, 100, supplier="Canva"), line("BUF", MIXED, 30, supplier="Trello"),
            line("BUF", MIXED, 60, supplier="Figma"), line("SOC", MIXED, 10, supplier="Figma")]  # fmt: skip
    group.deliver("ledger", *rows)
    found = {(one.group.unit, one.printed): one for one in candidates(group.store, EVERYONE, 2024)}
    confirmed(group, found["BUF", "Canva"])
    deny(group.store, EVERYONE, found["BUF", "Trello"], "nej")
    declare(group.store, EVERYONE, "BUF", 2024, "1 000", "intervju", constants())
    whole = shown(group)
    assert whole.looked_at_share == float(Decimal(100 + 30) / Decimal(100 + 30 + 60 + 10))
    assert whole.known_sek == 100 + 1000
    assert group.figure("shadow_it_share", "BUF").numerator == 100 + 1000
    seen = candidates(group.store, EVERYONE, 2024)
    assert desk(group.store, EVERYONE, 2024, {"SOC"}, seen).all_sek == 10


def test_an_estimate_entered_again_takes_the_place_of_the_last_and_of_no_other_source(group: Group) -> None:
    group.deliver("declared_shadow_it", {"unit": "BUF", "year": 2024, "amount_sek": 7, "basis": "enkät"})
    declare(group.store, EVERYONE, "BUF", 2024, "100,50", "gissning", constants())
    declare(group.store, EVERYONE, "BUF", 2024, "200", "'-intervju", constants())
    rows = {row.source: (row.amount_sek, row.basis) for row in shown(group).declared}
    assert rows == {"declared_shadow_it": (Decimal(7), "enkät"), FORM: (Decimal(200), "'-intervju")}
    assert declare(group.store, EVERYONE, "BUF", 2024, "mycket", "", constants()).status == "refused"


def test_only_a_controller_of_the_unit_decides_and_not_without_a_word(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    version = group.store.version
    for viewer in (Viewer("eva", "it_director"), Viewer("bo", "controller", ("SOC",))):
        rule = rule_for(group.store, candidate, proposed(candidate))
        for act in (
            lambda viewer=viewer: deny(group.store, viewer, candidate, "nej"),
            lambda viewer=viewer: ask(group.store, viewer, candidate, "Bo", ""),
            lambda viewer=viewer, rule=rule: confirm(group.store, viewer, candidate, rule, "", constants()),
            lambda viewer=viewer: declare(group.store, viewer, "BUF", 2024, "1", "", constants()),
        ):
            with pytest.raises(UserError):
                act()
    for act in (
        lambda: deny(group.store, EVERYONE, candidate, " "),
        lambda: ask(group.store, EVERYONE, candidate, "", "?"),
    ):
        with pytest.raises(UserError):
            act()
    assert group.store.version == version
