"""What has been decided about candidates so far, and how often were they right?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.rules import FIELDS
from data.store import Store, Writer
from kpi.shadow import Candidate, Group

Verdict = Literal["confirmed", "denied", "asked"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "denied", "asked")
TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Decision:
    """The latest that was decided about a group; times are UTC.

    `signals` and `account_groups` are what the candidate then showed; `rule_id` is the rule a
    confirmation made, None else. `asked_of` is whom a question went to.
    """

    group: Group
    verdict: Verdict
    actor: str
    done_at: datetime
    is_verified: bool
    note: str
    asked_of: str
    score: int
    signals: tuple[str, ...]
    account_groups: tuple[str, ...]
    rule_id: int | None

    def new_in_kind(self, candidate: Candidate) -> tuple[str, ...]:
        """Return what the candidate shows that it did not show when it was decided: signs, and account groups."""
        signs = [sign for sign in candidate.signs_of_kind if sign not in self.signals]
        return (*signs, *(group for group in candidate.account_groups if group not in self.account_groups))


@dataclass(frozen=True)
class Precision:
    """How many of the decided candidates were right; `signal` None = all."""

    signal: str | None
    confirmed: int
    denied: int

    @property
    def share(self) -> float | None:
        """Return the share that was right, 0-1; None where nothing is decided."""
        decided = self.confirmed + self.denied
        return self.confirmed / decided if decided else None


def decisions(store: Store | Writer) -> dict[str, Decision]:
    """Return what now holds by the group's key: the latest act about each, but for those taken back.

    A confirmation whose rule is no longer in force holds no longer.
    """
    in_force = _numbers_by_words(store)
    found: dict[str, Decision] = {}
    for row in store.query("shadow/decisions").to_pylist():
        detail = json.loads(row["detail"])
        group = Group(**detail["candidate"])
        if detail["decision"] == TAKEN_BACK:
            found.pop(group.key, None)
            continue
        found[group.key] = Decision(
            group=group,
            verdict=detail["decision"],
            actor=row["actor"],
            done_at=row["done_at"],
            is_verified=row["is_verified"],
            note=detail["note"],
            asked_of=detail["asked_of"],
            score=detail["score"],
            signals=tuple(detail["signals"]),
            account_groups=tuple(detail["account_groups"]),
            rule_id=_number_now(detail, in_force),
        )
    return {
        key: decision
        for key, decision in found.items()
        if decision.verdict != "confirmed" or decision.rule_id is not None
    }


def _numbers_by_words(store: Store | Writer) -> dict[frozenset, list[int]]:
    """Return the numbers of the rules in force by what each says."""
    found: dict[frozenset, list[int]] = {}
    for rule in store.query("registers/rules").to_pylist():
        found.setdefault(_words(rule), []).append(rule["rule_id"])
    return found


def _number_now(detail: Mapping[str, object], in_force: Mapping[frozenset, list[int]]) -> int | None:
    """Return the number that the rule of a confirmation goes under; None where it is not in force.

    It is known by what it says: after a whole new set of rules, or an undone delivery, its number may be another's.
    """
    if detail["rule"] is None:
        return None
    numbers = in_force.get(_words(detail["rule"]), [])
    return detail["rule_id"] if detail["rule_id"] in numbers else next(iter(numbers), None)


def _words(rule: Mapping[str, object]) -> frozenset:
    return frozenset((name, str(rule[name])) for name in FIELDS if rule.get(name) not in (None, ""))


def precision(decided: Iterable[Decision]) -> list[Precision]:
    """Return how often candidates were right: first overall, then by each sign that any of them showed."""
    known = [one for one in decided if one.verdict != "asked"]
    signs = list(dict.fromkeys(sign for one in known for sign in one.signals))
    chosen = [(None, known), *((sign, [one for one in known if sign in one.signals]) for sign in signs)]
    return [
        Precision(
            sign,
            sum(one.verdict == "confirmed" for one in those),
            sum(one.verdict == "denied" for one in those),
        )
        for sign, those in chosen
    ]
