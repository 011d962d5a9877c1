"""Does every message that code asks for exist, in both languages alike?"""

import ast
import re
from string import Formatter
from typing import get_args

from sqlglot import exp, parse_one

from data.access import Role
from data.errors import Severity
from data.language import LANGUAGES, catalogue
from data.registers import REGISTERS
from kpi.card import Unit
from kpi.figures import REGISTER
from pages.parts.places import PLACES
from pages.parts.status import STATUSES
from tests.fixtures.source import ROOT, calls, module_files, name_of, texts, tree

SAYING = {"text": "", "say": "", "UserError": "error.", "Problem": "problem."}
# Where a code becomes a Problem: what is called, and which of its arguments is the code.
CODE_PLACES = {
    **dict.fromkeys(
        (*SAYING, "BadAmount", "BadCell", "BadDate", "BadNumber", "_refused", "tally", "warn"), 0
    ),
    "Problem": 1,
    "_faulty": 3,
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def asked_for() -> list[tuple[str, str]]:
    """Return module and key of every message that code names; a key that is put together is a pattern."""
    found = []
    for path in module_files():
        for name, call in calls(tree(path)):
            place = CODE_PLACES.get(name)
            if place is not None and len(call.args) > place:
                prefix = re.escape(SAYING.get(name, "problem."))
                found += [(name_of(path), prefix + key) for key in _patterns(call.args[place])]
    return found


def _patterns(node: ast.expr) -> list[str]:
    """Return the keys that an argument can be, as far as it says so itself."""
    if isinstance(node, ast.IfExp):
        return [*_patterns(node.body), *_patterns(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return [
            "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values)
        ]
    return [re.escape(node.value)] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def reasons_in_queries() -> set[str]:
    """Return every reason for a missing figure that a card's query can give, but for those that name a register."""
    return {reason for reason in _reasons() if not reason.startswith(REGISTER)}


def _reasons() -> set[str]:
    found = set()
    for path in (ROOT / "sql" / "kpi").glob("*.sql"):
        query = parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
        for alias in (part for part in query.find_all(exp.Alias) if part.alias == "missing"):
            given = [case.args["true"] for case in alias.find_all(exp.If)]
            found |= {literal.this for literal in given if isinstance(literal, exp.Literal)}
    return found


def enumerable() -> dict[str, set[str]]:
    """Return the messages that are put together from a closed list, by the pattern of their key."""
    categories = next(column for column in REGISTERS["rules"].columns if column.name == "category").choices
    return {
        "reason.{}": reasons_in_queries(),
        "category.{}": set(categories),
        "menu.group.{}": {place.group for place in PLACES},
        "page.{}.menu": {place.name for place in PLACES},
        "part.viewer.role.{}": set(get_args(Role)),
        "part.problems.{}": set(get_args(Severity)),
        "part.status.{}": set(STATUSES),
        "part.status.{}.why": set(STATUSES),
        "format.unit.{}": {unit for unit in get_args(Unit) if unit[0].isalpha()},
    }


def test_both_catalogues_have_the_same_keys_and_no_empty_sentence() -> None:
    swedish, english = (catalogue(language) for language in LANGUAGES)
    assert set(swedish) ^ set(english) == set()
    assert [
        key for language in LANGUAGES for key, sentence in catalogue(language).items() if not sentence
    ] == []


def test_a_sentence_has_the_same_placeholders_in_both_languages() -> None:
    swedish, english = (catalogue(language) for language in LANGUAGES)
    assert [key for key in swedish if placeholders(swedish[key]) != placeholders(english[key])] == []


def test_every_message_that_code_asks_for_exists() -> None:
    keys = "\n".join(catalogue("sv"))
    asked = asked_for()
    assert len(asked) > 200
    assert [(where, key) for where, key in asked if not re.search(f"^{key}$", keys, re.MULTILINE)] == []


def test_every_message_put_together_from_a_closed_list_exists() -> None:
    lists = enumerable()
    assert all(lists.values())
    wanted = {pattern.format(value) for pattern, values in lists.items() for value in values}
    assert wanted - set(catalogue("sv")) == set()


def test_a_reason_that_names_registers_names_those_there_are() -> None:
    named = [reason.removeprefix(REGISTER).split(",") for reason in _reasons() if reason.startswith(REGISTER)]
    assert {name for names in named for name in names} <= set(REGISTERS)


def test_no_sentence_about_a_file_is_left_without_a_use() -> None:
    said = {text for path in module_files() for _, text in texts(tree(path))}
    codes = {key.partition(".")[2] for key in catalogue("sv") if key.startswith("problem.")}
    assert codes - said == set()
