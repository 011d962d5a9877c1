"""How is a candidate confirmed, denied or asked about, and how is that taken back?"""

from data import acts
from data.access import Viewer
from data.build import Constants
from data.errors import Refusal, UserError
from data.rule_change import RuleChange, deliver_change
from data.seen import allow, for_viewer
from data.store import Store, Writer
from kpi.shadow import Candidate
from kpi.shadow_decisions import TAKEN_BACK, Decision, Verdict, decisions
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
        deliver_change(writer, viewer, RuleChange(added=(rule,)), constants)
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
    """Take a decision back; with a confirmation goes its rule.

    Raises: UserError when the viewer may not decide for the unit, or the rule is no longer in force.
    """
    _check(store, viewer, decision.group.unit)
    with store.write() as writer:
        number = decision.rule_id
        if number is not None:
            number = _rule_now(writer, decision)
            deliver_change(writer, viewer, RuleChange(removed=(number,)), constants)
        detail = {
            "candidate": decision.group.__dict__,
            "decision": TAKEN_BACK,
            "was": decision.verdict,
            "rule_id": number,
        }
        acts.record(writer, ACT, detail, viewer.actor, is_verified=viewer.verified)


def _rule_now(writer: Writer, decision: Decision) -> int:
    """Return the number that a confirmation's rule goes under in the version being built."""
    held = decisions(writer).get(decision.group.key)
    if held is None or held.rule_id is None:
        raise UserError("no_such_rule", asked=decision.rule_id)
    return held.rule_id


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
