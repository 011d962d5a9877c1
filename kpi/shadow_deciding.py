"""How is a candidate confirmed, denied or asked about, and how is that taken back?"""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from data import acts
from data.access import Viewer
from data.build import Constants
from data.errors import Refusal
from data.intake import deliver
from data.prepare import Given, Request
from data.rule_change import RuleChange, changed_set, told_of
from data.rules import FIELDS
from data.seen import allow, for_viewer
from data.store import Store, Writer
from kpi.shadow import Candidate
from kpi.shadow_decisions import TAKEN_BACK, Decision, Verdict
from kpi.shadow_rule import Rule

ACT = "shadow_decided"


@for_viewer
def confirm(store: Store, viewer: Viewer, candidate: Candidate, rule: Rule, note: str, constants: Constants) -> int:
    """Make a candidate shadow IT by a rule, and note who said so; both come into force together.

    Returns the rule's number. Raises: UserError when the viewer may not decide for the unit.
    """
    _check(store, viewer, candidate.group.unit)
    with store.write() as writer:
        before = {row["rule_id"] for row in writer.query("registers/rules").to_pylist()}
        _save_rules(writer, RuleChange(added=(rule,)), viewer, constants)
        new = [row["rule_id"] for row in writer.query("registers/rules").to_pylist() if row["rule_id"] not in before]
        _note(writer, viewer, candidate, "confirmed", note=note, rule_id=new[0], rule=rule)
    return new[0]


@for_viewer
def deny(store: Store, viewer: Viewer, candidate: Candidate, note: str) -> None:
    """Note that a candidate is no shadow IT, and why.

    Raises: UserError when the viewer may not decide for the unit or gives no reason.
    """
    _check(store, viewer, candidate.group.unit)
    if not note.strip():
        raise Refusal("reason_missing")
    with store.write() as writer:
        _note(writer, viewer, candidate, "denied", note=note)


@for_viewer
def ask(store: Store, viewer: Viewer, candidate: Candidate, asked_of: str, note: str) -> None:
    """Note that somebody has been asked about a candidate.

    Raises: UserError when the viewer may not decide for the unit or names nobody.
    """
    _check(store, viewer, candidate.group.unit)
    if not asked_of.strip():
        raise Refusal("asked_of_missing")
    with store.write() as writer:
        _note(writer, viewer, candidate, "asked", note=note, asked_of=asked_of.strip())


@for_viewer
def take_back(store: Store, viewer: Viewer, decision: Decision, constants: Constants) -> None:
    """Take a decision back; with a confirmation goes its rule, where it is still in force.

    Raises: UserError when the viewer may not decide for the unit.
    """
    _check(store, viewer, decision.group.unit)
    with store.write() as writer:
        if decision.rule_id is not None:
            _save_rules(writer, RuleChange(removed=(decision.rule_id,)), viewer, constants)
        detail = {
            "candidate": decision.group.__dict__,
            "decision": TAKEN_BACK,
            "was": decision.verdict,
            "rule_id": decision.rule_id,
        }
        acts.record(writer, ACT, detail, viewer.actor, is_verified=viewer.verified)


def _check(store: Store, viewer: Viewer, unit: str) -> None:
    allow(store, viewer, "classify", unit)


def _note(
    writer: Writer,
    viewer: Viewer,
    candidate: Candidate,
    verdict: Verdict,
    note: str,
    asked_of: str = "",
    rule_id: int | None = None,
    rule: Rule | None = None,
) -> None:
    detail = {
        "candidate": candidate.group.__dict__,
        "decision": verdict,
        "note": note.strip(),
        "asked_of": asked_of,
        "score": candidate.score,
        "signals": [signal.name for signal in candidate.signals],
        "account_groups": list(candidate.account_groups),
        "sum_sek": str(candidate.amount_sek),
        "rule_id": rule_id,
        "rule": rule,
    }
    acts.record(writer, ACT, detail, viewer.actor, is_verified=viewer.verified)


def _save_rules(writer: Writer, change: RuleChange, viewer: Viewer, constants: Constants) -> None:
    """Put the changed set in force in the version being built, delivered as its register so that it is kept."""
    in_force = writer.query("registers/rules").to_pylist()
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder) / "regler.csv", changed_set(in_force, change))
        request = Request(register="rules")
        (result,) = deliver(
            writer, [Given(path, path.name)], request, viewer.actor, constants, is_verified=viewer.verified,
            about=told_of(change, in_force),
        )
    if result.status != "accepted":
        said = "; ".join(problem.message("sv") for problem in result.problems)
        raise Refusal("rule_at_fault", reason=said)


def _written(path: Path, rules: Sequence[Mapping[str, object]]) -> Path:
    """Write rules as the register is delivered."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(["" if rule.get(name) is None else str(rule.get(name)) for name in FIELDS] for rule in rules)
    return path
