"""Which acts does a reader look for, and what does each say in words?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from data.language import Language, catalogue, text
from kpi import format as fmt
from kpi.log import LoggedAct
from kpi.tabular import Cell

ZONE = ZoneInfo("Europe/Stockholm")
HEADS = ("number", "when", "actor", "verified", "kind", "about", "before", "after", "hash")
MOST_FILES = 1
RULE_SAYS = ("account_from", "supplier", "text", "cost_centre", "counterparty", "unit")
DECIDED = ("category", "activity", "nature", "funding")


@dataclass(frozen=True)
class Sought:
    """What the reader looks for; what is empty asks for nothing. Days are local and inclusive."""

    kind: str | None = None
    actor: str | None = None
    first: date | None = None
    last: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Said:
    """An act in words: what it was, of what, and what stood before and after."""

    kind: str
    about: str
    before: str
    after: str


def local(moment: datetime) -> datetime:
    """Return a moment of the log (UTC) as clocks show it in Sweden."""
    return moment.replace(tzinfo=UTC).astimezone(ZONE).replace(tzinfo=None)


def stamp(moment: datetime) -> str:
    """Return a moment of the log for a table, which sorts as it reads: 2024-12-31 14:05, Swedish time."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def sought(acts: Sequence[LoggedAct], asked: Sought, language: Language) -> list[LoggedAct]:
    """Return the acts that are looked for, in their order; words are sought in all that an act says."""
    return [act for act in acts if _fits(act, asked) and _holds(act, asked.words, language)]


def said(act: LoggedAct, language: Language) -> Said:
    """Return an act in words."""
    detail = act.detail
    kind = _kind(act.act, language)
    if act.is_brief:
        return Said(kind, _files(act.files, language) or _plain(detail), "", "")
    if act.act == "load" and "rules" in detail:
        return _rules(detail["rules"], language)
    if act.act == "load":
        return Said(kind, _files(act.files, language), "", _changes(detail, language))
    if act.act == "undo":
        about = text("log.delivery", language, number=detail["act_id"])
        return Said(kind, about, text("log.in_force", language), text("log.undone", language))
    if act.act == "override":
        about, before, after = detail["line"], detail["before"], detail["after"]
        reason = after.get("reason") or ""
        return Said(kind, _line(about, language), _decision(before, language),
                    "; ".join(filter(None, (_decision(after, language), reason))))  # fmt: skip
    if act.act in ("close_proposed", "close", "reopen"):
        return _closing(kind, act, language)
    if act.act == "shadow_decided":
        return _shadow(kind, detail, language)
    if act.act == "rule_case":
        return _case(kind, detail, language)
    if act.act == "rename_scenario":
        return Said(kind, detail["name"], detail["before"], detail["name"])
    if act.act in ("publish", "withdraw"):
        return _edition(kind, act, language)
    if act.act in ("save_scenario", "remove_scenario"):
        return Said(kind, detail["name"], "", "")
    return Said(kind, _plain(detail.get("about")), _plain(detail.get("before")), _plain(detail.get("after") or detail))


def as_rows(acts: Sequence[LoggedAct], language: Language) -> list[list[Cell]]:
    """Return the acts as rows of an export, under HEADS."""
    rows = []
    for act in acts:
        told = said(act, language)
        verified = text("log.verified" if act.is_verified else "log.not_verified", language)
        undone = f" ({text('act.undone', language)})" if act.is_undone else ""
        moment = local(act.done_at).replace(microsecond=0)
        rows.append(
            [act.act_id, moment, act.actor, verified, told.kind + undone, told.about, told.before, told.after, act.hash]
        )
    return rows


def _kind(kind: str, language: Language) -> str:
    key = f"act.{kind}"
    return text(key, language) if key in catalogue(language) else kind


def _fits(act: LoggedAct, asked: Sought) -> bool:
    day = local(act.done_at).date()
    return (
        asked.kind in (None, act.act)
        and asked.actor in (None, act.actor)
        and (asked.first is None or asked.first <= day)
        and (asked.last is None or day <= asked.last)
    )


def _holds(act: LoggedAct, words: str, language: Language) -> bool:
    if not words.strip():
        return True
    told = said(act, language)
    everything = " ".join(
        (str(act.act_id), act.actor, told.kind, told.about, told.before, told.after, *act.files,
         json.dumps(act.detail, ensure_ascii=False))
    ).casefold()  # fmt: skip
    return all(word in everything for word in words.casefold().split())


def _files(names: Sequence[str], language: Language) -> str:
    shown = ", ".join(names[:MOST_FILES])
    left = len(names) - MOST_FILES
    return shown if left <= 0 else text("log.more_files", language, shown=shown, count=left)


def _changes(detail: dict, language: Language) -> str:
    """Return what a load changed; empty for one noted before that was kept."""
    files = [file for file in detail.get("files", ()) if "added" in file]
    if not files:
        return ""
    counts = {name: sum(file[name] for file in files) for name in ("added", "removed", "changed")}
    return text("log.rows", language, **{name: fmt.number(count, 0, language) for name, count in counts.items()})


def _line(line: dict, language: Language) -> str:
    amount = fmt.exact_money(Decimal(line["amount_sek"]), language)
    return ", ".join(filter(None, (line["unit"], line["date"], line["account"], amount)))


def _decision(decision: dict, language: Language) -> str:
    if not decision.get("category"):
        return text("log.by_rules", language)
    first, *rest = (decision.get(name) for name in DECIDED)
    return ", ".join([text(f"category.{first}", language), *filter(None, rest)])


def _edition(kind: str, act: LoggedAct, language: Language) -> Said:
    """Return which edition an act published or took back, and what is shown since."""
    about = text("log.edition", language, number=act.detail["number"])
    shown = act.detail["number"] if act.act == "publish" else act.detail["shown"]
    after = text("log.edition_shown", language, number=shown) if shown else text("log.edition_none", language)
    return Said(kind, about, "", "; ".join(filter(None, (after, str(act.detail.get("reason") or "")))))


def _closing(kind: str, act: LoggedAct, language: Language) -> Said:
    detail = act.detail
    about = f"{detail['unit']} {detail['period']}"
    if act.act == "reopen":
        return Said(
            kind, about, text("log.closed", language), text("log.open_again", language, reason=detail["reason"])
        )
    sums = {
        "count": fmt.number(detail["lines"], 0, language),
        "sum": fmt.exact_money(Decimal(detail["sum_sek"]), language),
    }
    seen = len(detail.get("remarks") or ())
    remarks = f" {text('log.remarks', language, count=seen)}" if seen else ""
    if act.act == "close_proposed":
        return Said(kind, about, text("log.open", language), text("log.proposed", language, **sums) + remarks)
    before = text("log.proposed_by", language, actor=detail["proposed_by"])
    return Said(kind, about, before, text("log.closed_with", language, **sums) + remarks)


def _case(kind: str, detail: dict, language: Language) -> Said:
    case = detail["case"]
    about = ", ".join(filter(None, (case["unit"], case["account"], case["supplier"], case["text"])))
    category = text(f"category.{case['category']}", language)
    removed = text("log.case.removed", language)
    return Said(kind, about, category, removed) if detail["removed"] else Said(kind, about, "", category)


def _rules(changed: dict, language: Language) -> Said:
    """Say which rule was saved or taken away at the desk, and how many lines got another decision by it."""
    kind = text("log.rule.saved" if changed["added"] else "log.rule.removed", language)
    about = "; ".join(_rule(rule, language) for rule in changed["added"] or changed["removed"])
    if changed["lines"] is None:
        return Said(kind, about, "", "")
    count = fmt.number(changed["lines"], 0, language)
    said_of = "log.rule.one" if changed["lines"] == 1 else "log.rule.lines"
    return Said(kind, about, "", text(said_of, language, count=count))


def _rule(rule: dict, language: Language) -> str:
    """Return a rule's conditions that are most often written, and its category."""
    named = (text(f"log.rule.{name}", language, value=rule[name]) for name in RULE_SAYS if name in rule)
    conditions = ", ".join(named) or text("log.rule.other", language)
    return f"{conditions}: {text('category.' + rule['category'], language)}"


def _shadow(kind: str, detail: dict, language: Language) -> Said:
    """Say what was decided of a candidate for shadow IT, and why."""
    group = detail["candidate"]
    about = ", ".join(filter(None, (group["supplier"] or group["text_key"], group["word"], group["unit"])))
    named = {"rule": detail.get("rule_id") or "–", "asked_of": detail.get("asked_of", "")}
    after = text(f"log.shadow.{detail['decision']}", language, **named)
    if was := detail.get("was"):
        before = text(f"log.shadow.{was}", language, **named).strip()
    else:
        before = text("log.shadow.score", language, score=detail["score"])
    return Said(kind, about, before, "; ".join(filter(None, (after, detail.get("note")))))


def _plain(value: object) -> str:
    """Return what an act of another kind says, without telling more of its shape than it must."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(held)}" for name, held in value.items() if held not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_plain(held) for held in value)
    return str(value)
