"""Which rule would a confirmed candidate become, and what would it change?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.rule_change import RuleChange, RuleEffect, rule_effect, rules_in_force
from data.seen import allow, for_viewer
from data.shadow_lists import plain, whole_word, words
from data.store import Store
from kpi.shadow import Candidate

# What the seed rules say of the same kinds of purchase.
ACTIVITY_OF = {"it_services": "maintenance", "consultants": "maintenance"}
ACTIVITIES = ("operation", "maintenance", "development", "")
NATURES = ("software", "cloud", "it_services", "consultants", "hardware", "telecom", "other")
# A rule with an account of an operating class never makes a debt or an asset into a cost.
FIRST_CLASS, LAST_CLASS = "4", "7"
STEP = 10
Rule = dict[str, object]
# Everything the supplier sells the unit, only what the word is seen in, or the word whoever sells it.
Reach = Literal["supplier", "word", "any_supplier"]


@dataclass(frozen=True)
class RuleChoice:
    """What the controller chooses about the rule; `account` empty = every account."""

    nature: str
    activity: str
    reach: Reach
    account: str = ""
    note: str = ""


@dataclass(frozen=True)
class UnitYear:
    """What a rule would make shadow IT in one unit and year, and from what; SEK."""

    unit: str
    year: int
    was: str
    line_count: int
    amount_sek: Decimal


def proposed(candidate: Candidate) -> RuleChoice:
    """Return the choice that is made beforehand: the kind of purchase, and the word where a word decides."""
    nature = candidate.kind or "software"
    return RuleChoice(nature, ACTIVITY_OF.get(nature, "operation"), reaches(candidate)[0])


def reaches(candidate: Candidate) -> tuple[Reach, ...]:
    """Return how far a rule about the candidate may reach, the likeliest first."""
    if not candidate.group.supplier:
        return ("word",)
    if candidate.group.word:
        return ("word", "any_supplier", "supplier")
    return ("supplier", "word") if word_seen(candidate) else ("supplier",)


def rule_for(store: Store, candidate: Candidate, choice: RuleChoice) -> Rule:
    """Return the rule as a row of its register, placed before the first rule that decides the candidate's lines."""
    group = candidate.group
    text = "" if choice.reach == "supplier" else text_condition(candidate)
    supplier = candidate.printed if choice.reach != "any_supplier" else ""
    first, last = _accounts(candidate, choice)
    return {
        "priority": _priority(store, candidate, choice, text),
        "chart": candidate.chart,
        "unit": group.unit,
        "account_from": first,
        "account_to": last,
        "supplier": _exactly(supplier) if supplier else None,
        "text": f"~{text}" if text else None,
        "category": "shadow_it",
        "activity": choice.activity or None,
        "nature": choice.nature,
        "note": choice.note.strip() or None,
    }


def text_condition(candidate: Candidate) -> str:
    """Return the expression that finds the candidate's texts."""
    group = candidate.group
    if not group.supplier:
        return ".*".join(plain(part) for part in group.text_key.split())
    word = word_seen(candidate)
    stems = {known.words.removesuffix("*") for known in words() if known.words.endswith("*")}
    return whole_word(f"{word}*" if word in stems else word) if word else ""


def said_text(rule: Rule) -> str:
    """Return what a rule made here looks for in texts, as a reader says it."""
    bare = str(rule["text"]).removeprefix("~").replace(r"\b", "").replace(".*", " … ")
    return bare.replace("\\", "")


def word_seen(candidate: Candidate) -> str:
    """Return the word that was seen in the candidate's texts; empty where only the supplier speaks for it."""
    seen = [signal.seen["word"] for signal in candidate.signals if signal.name in ("text_strong", "text_hint")]
    return candidate.group.word or (str(seen[0]) if seen else "")


@for_viewer
def effect(store: Store, viewer: Viewer, rule: Rule) -> RuleEffect:
    """Return what the rule would change in open months.

    Raises: UserError for a unit the viewer may not open.
    """
    allow(store, viewer, "classify", str(rule["unit"]))
    return rule_effect(store, RuleChange(added=(rule,)))


def by_unit_and_year(found: RuleEffect) -> list[UnitYear]:
    """Return what would become shadow IT by unit, year and what the lines are now, the latest year first."""
    sums: dict[tuple[str, int, str], list] = {}
    for move in found.moves:
        if move.after_category == "shadow_it":
            kept = sums.setdefault((move.unit, move.year, move.before_category), [0, Decimal("0.00")])
            kept[0] += move.line_count
            kept[1] += move.sum_sek
    ordered = sorted(sums.items(), key=lambda item: (item[0][0], -item[0][1], item[0][2]))
    return [UnitYear(*key, *kept) for key, kept in ordered]


def _accounts(candidate: Candidate, choice: RuleChoice) -> tuple[str | None, str | None]:
    account = choice.account or candidate.group.account
    if account:
        return account, account
    return (FIRST_CLASS, LAST_CLASS) if candidate.every_line_has_account else (None, None)


def _exactly(printed: str) -> str:
    """Return a condition that holds for this supplier alone, also where its name looks like a pattern."""
    return f"~^{plain(printed)}$" if printed.startswith("~") or printed.endswith("*") else printed


def _priority(store: Store, candidate: Candidate, choice: RuleChoice, text: str) -> int:
    """Return the priority that comes before the first rule to beat, or after all where there is none."""
    group = candidate.group
    beaten = store.query(
        "shadow/beaten",
        unit=group.unit,
        supplier=group.supplier,
        any_supplier=choice.reach == "any_supplier",
        account=choice.account or group.account,
        text=text,
    ).to_pylist()
    if beaten:
        return beaten[0]["priority"] - 1
    return STEP + max((rule["priority"] for rule in rules_in_force(store)), default=0)
