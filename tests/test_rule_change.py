"""Does the effect of a rule that is shown before it is saved equal what saving it does?"""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from data import closing
from data.build import ready_rules, reclassify
from data.errors import Refusal, UserError
from data.rule_change import RuleChange, change_rules, rule_effect, rules_in_force, unused_rules
from data.store import Store
from data.trial import trial
from kpi.parameter import constants
from tests.fixtures.group import EVERYONE, K2, NOT_IT, SIMPLE_RULES, Group, in_version, line, rule

LINES = (
    line("BUF", "6540", "100.00", "2024-01-10", supplier="Molnet Påhitt AB", text="abonnemang"),
    line("BUF", "6540", "-20.00", "2024-02-10", supplier="molnet påhitt ab", text="kredit"),
    line("SOC", "6540", "50.00", "2023-05-10", supplier="Molnet Påhitt AB"),
    line("BUF", K2, "7.00", supplier="Molnet Påhitt AB"),
    line("BUF", NOT_IT, "3.00", supplier="Kiosken AB"),
    line("SCIT", "6540", "9.00", supplier="Molnet Påhitt AB"),
    line("BUF", "6540", "11.00", supplier="Molnet Påhitt AB", counterparty="120"),
)
CLOUD = rule("external_it", 25, supplier="molnet påhitt*", note="moln")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", *LINES)
    return group


def decisions(group: Group) -> dict[tuple, tuple]:
    names = ("decided_by", "rule_id", "category", "amount_sek")
    return {
        (r["file_id"], r["line"]): (r["unit"], r["month"] // 100, *(r[name] for name in names))
        for r in group.lines()
    }


def moved(before: dict, after: dict) -> dict[tuple, tuple[int, Decimal]]:
    """Return how many lines went from one decision to another, and their sum."""
    found: dict[tuple, tuple[int, Decimal]] = {}
    for place, (*old, amount) in before.items():
        new = after[place][2:5]
        if tuple(old[2:]) != tuple(new):
            count, total = found.get((*old, *new), (0, Decimal(0)))
            found[(*old, *new)] = (count + 1, total + amount)
    return found


def shown(group: Group, change: RuleChange) -> dict[tuple, tuple[int, Decimal]]:
    return {
        (m.unit, m.year, m.before_decided_by, m.before_rule_id, m.before_category, m.after_decided_by, m.after_rule_id,
         m.after_category): (m.line_count, m.sum_sek)
        for m in rule_effect(group.store, change).moves
    }  # fmt: skip


def save(group: Group, change: RuleChange) -> None:
    assert change_rules(group.store, EVERYONE, change, constants()).status == "accepted"


@pytest.mark.parametrize(
    "change",
    [
        RuleChange((CLOUD,)),
        RuleChange((rule("shadow_it", 5, account_from=K2),)),  # takes lines from an earlier rule
        RuleChange((rule("shadow_it", 99, account_from=K2),)),  # stands behind it and takes none
        RuleChange((rule("external_it", 5, counterparty="120"),)),  # a line bought inside
        RuleChange((), (2,)),
        RuleChange((rule("shadow_it", 20, account_from=K2, nature="cloud"),), (2,)),  # edited
    ],
)
def test_what_is_shown_is_what_saving_does(group: Group, change: RuleChange) -> None:
    expected, before = shown(group, change), decisions(group)
    save(group, change)
    assert moved(before, decisions(group)) == expected


def test_the_effect_is_told_by_unit_and_year_with_credit_notes_taken_off(group: Group) -> None:
    effect = rule_effect(group.store, RuleChange((CLOUD,)))
    told = [(m.unit, m.year, m.after_category, m.line_count, m.sum_sek) for m in effect.moves]
    assert told == [
        ("BUF", 2024, "external_it", 2, Decimal("100.00") - Decimal("20.00")),
        ("SCIT", 2024, "central_it", 1, Decimal("9.00")),  # central IT's own, now by a rule
        ("SOC", 2023, "external_it", 1, Decimal("50.00")),  # the latest year first, of a year the largest
    ]
    assert (effect.line_count, effect.sum_sek) == (4, Decimal("139.00"))


def total_it(group: Group, year: int) -> float | None:
    return group.figure("total_it_share", "group", year).numerator


def test_the_total_it_cost_of_each_year_is_told_as_it_will_be_after_saving(group: Group) -> None:
    costs = rule_effect(group.store, RuleChange((CLOUD,))).it_costs
    assert [cost.year for cost in costs] == [2024, 2023]
    assert [cost.after_sek - cost.before_sek for cost in costs] == [100 - 20, 50]  # central IT's own 9 was IT before
    assert [cost.before_sek for cost in costs] == [total_it(group, cost.year) for cost in costs]
    save(group, RuleChange((CLOUD,)))
    assert [cost.after_sek for cost in costs] == [total_it(group, cost.year) for cost in costs]


def test_what_is_taken_out_of_it_lowers_the_total_and_an_investment_is_no_part_of_it(group: Group) -> None:
    taken = RuleChange((rule("not_it", 1, account_from=K2),))
    assert [cost.after_sek - cost.before_sek for cost in rule_effect(group.store, taken).it_costs] == [-7]
    invested = RuleChange((CLOUD | {"funding": "investering"},))
    assert [c.after_sek - c.before_sek for c in rule_effect(group.store, invested).it_costs] == [-9]


def test_no_total_is_told_where_staff_in_the_ledger_takes_the_place_of_an_estimate(group: Group) -> None:
    staff = RuleChange((rule("local_it_staff", 1, supplier="molnet påhitt*"),))
    assert [cost.year for cost in rule_effect(group.store, staff).it_costs] == [2024, 2023]
    row = {"unit": "BUF", "period": "2024-06", "role": "IT-pedagog", "resource_class": "permanent", "fte": "2"}
    assert group.deliver("headcount", row | {"cost_per_fte_sek": 600_000}).status == "accepted"
    assert [cost.year for cost in rule_effect(group.store, staff).it_costs] == [2023]


def test_a_rule_that_loses_lines_is_named(group: Group) -> None:
    effect = rule_effect(group.store, RuleChange((rule("shadow_it", 5, supplier="molnet*"),)))
    assert effect.shadowed == (2,)


def test_a_closed_month_is_left_out(group: Group) -> None:
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "100.00"})
    for actor in ("Anna", "Bo"):
        closing.close(group.store, "BUF", "2024-01", actor, constants())
    assert sum(move.line_count for move in rule_effect(group.store, RuleChange((CLOUD,))).moves) == 4 - 1
    assert rule_effect(group.store, RuleChange((CLOUD,))).moves[0].sum_sek == Decimal("-20.00")


def test_a_rule_keeps_its_number_when_others_come_and_go(group: Group) -> None:
    numbers = {r["priority"]: r["rule_id"] for r in rules_in_force(group.store)}
    save(group, RuleChange((CLOUD,), (1,)))
    after = {r["priority"]: r["rule_id"] for r in rules_in_force(group.store)}
    assert {p: after[p] for p in numbers if p in after} == {p: n for p, n in numbers.items() if p in after}
    assert after[25] > max(numbers.values())


def test_nothing_is_stored_by_looking(group: Group) -> None:
    version, before = group.store.version, group.snapshot()
    rule_effect(group.store, RuleChange((CLOUD,), (1,)))
    assert (group.store.version, group.snapshot()) == (version, before)


def test_a_rule_at_fault_is_refused_with_its_reason(group: Group) -> None:
    with pytest.raises(Refusal):
        rule_effect(group.store, RuleChange((rule("external_it", 1, supplier="~("),)))
    with pytest.raises(Refusal):
        rule_effect(group.store, RuleChange((rule("external_it", 1),)))
    with pytest.raises(UserError):
        rule_effect(group.store, RuleChange((), (999,)))


def test_a_text_in_a_rule_never_becomes_part_of_a_statement(group: Group) -> None:
    nasty = rule("external_it", 1, supplier="x'); DROP TABLE unit; --", text="~x'; SELECT 1; --")
    assert rule_effect(group.store, RuleChange((nasty,))).moves == ()


def test_a_text_that_looks_like_one_made_harmless_stays_as_it_is_written(group: Group) -> None:
    for number, account in enumerate(("6001", "6002")):  # the second writes the first anew
        save(group, RuleChange((rule("not_it", 30 + number, account_from=account, note="'=rubrik"),)))
    notes = [one["note"] for one in rules_in_force(group.store) if one["account_from"] in ("6001", "6002")]
    assert notes == ["'=rubrik"] * 2


def test_a_rule_that_decides_nothing_is_dead_or_stands_in_the_shadow_of_others(group: Group) -> None:
    shadow = rule("shadow_it", 21, account_from=K2, note="i skuggan")
    dead = rule("shadow_it", 22, account_from="9999", note="utan rader")
    save(group, RuleChange((shadow, dead)))
    numbers = {r["note"]: r["rule_id"] for r in rules_in_force(group.store)}
    unused = unused_rules(group.store)
    assert (unused[numbers["i skuggan"]], unused[numbers["utan rader"]]) == (1, 0)
    assert 2 not in unused  # it decides a line


def test_a_rule_remembers_by_which_act_it_came(group: Group) -> None:
    save(group, RuleChange((CLOUD,)))
    came_by = {r["priority"]: r["act_id"] for r in rules_in_force(group.store)}
    assert came_by[25] > came_by[20]


CONDITIONS = (
    {"account_from": "6", "account_to": "7"},
    {"supplier": "atea*"},
    {"account_from": "6999"},
    {"unit": "SOC", "account_from": "64"},
)


@pytest.mark.parametrize("seed", range(6))
def test_classifying_only_what_a_change_may_touch_is_as_classifying_every_line(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    accounts, suppliers = ("6800", "6410", "6999", "7420", "5100", "3010"), ("Atea", "Dustin", "Papper AB", None)
    group.deliver(
        "ledger",
        *(
            line(chance.choice(("BUF", "SOC", "SCIT", "DIG")), chance.choice(accounts), number + 1,
                 f"2024-{chance.randint(1, 12):02d}-10", supplier=chance.choice(suppliers), voucher=str(number))
            for number in range(120)
        ),
    )  # fmt: skip
    for _ in range(6):
        rules = rules_in_force(group.store)
        new = rule(chance.choice(("shadow_it", "not_it", "external_it")), chance.randint(1, 90),
                   **chance.choice(CONDITIONS))  # fmt: skip
        gone = chance.sample([one["rule_id"] for one in rules], chance.randint(0, 2))
        added = [new] if chance.random() < 0.8 else []
        if chance.random() < 0.3:
            kept = [one for one in rules if one["rule_id"] not in gone]
            added += [dict(one, priority=one["priority"] + chance.choice((-30, 0, 30))) for one in kept]
            gone = [one["rule_id"] for one in rules]
        change_rules(group.store, EVERYONE, RuleChange(tuple(added), tuple(gone)), constants())
        with trial(group.store) as copy:
            ready_rules(copy)
            reclassify(copy)
            every_line_anew = in_version(copy, "ledger_line", "file_id, line")
        assert group.lines() == every_line_anew


def test_of_two_who_change_the_rules_at_once_neither_loses_the_others(group: Group) -> None:
    rules_before = {one["account_from"] for one in rules_in_force(group.store)}
    at_once = threading.Barrier(3)

    def save_one(account: str) -> None:
        at_once.wait()
        change = RuleChange((rule("not_it", 30, account_from=account),))
        change_rules(Store(group.store.folder), EVERYONE, change, constants())

    accounts = ("6001", "6002", "6003")
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(save_one, accounts))
    assert {one["account_from"] for one in rules_in_force(group.store)} == rules_before | {*accounts}


def test_a_rule_that_somebody_has_taken_away_is_not_taken_away_again(group: Group) -> None:
    gone = RuleChange((), (rules_in_force(group.store)[0]["rule_id"],))
    change_rules(group.store, EVERYONE, gone, constants())
    version = group.store.version
    with pytest.raises(UserError) as error:
        change_rules(group.store, EVERYONE, gone, constants())
    assert (error.value.code, group.store.version) == ("no_such_rule", version)
