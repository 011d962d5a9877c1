"""Which rule decides a ledger line, as one expression the database can run?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sqlglot import exp

Rule = Mapping[str, object]

# What a rule may be asked about: an ordinary line, a line bought from another unit of the group
# (only rules that name a counterparty), an income line of the central IT unit in a SIE file
# (only rules that give internal_it). kpis.md section 2.
ANY, BOUGHT_INSIDE, INCOME = "any", "bought inside", "income"

ARGUMENTS = (
    "asked_as",
    "account_place",
    "unit",
    "chart",
    "date",
    "account",
    "account_number",
    "account_digits",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "text",
)
PATTERN_COLUMNS = ("cost_centre", "activity_code", "project", "counterparty", "supplier", "text")
# Accounts are compared on so many first digits as one number.
DIGITS = 10
# A rule's place in the order and its number, as one number.
PLACE = 10**9
# So many expressions are joined to one; more might be too big for the engine's regular expressions.
MOST_JOINED = 40
# What would change its meaning when joined with others: named groups, and quoting that need not end.
NOT_JOINED = re.compile(r"\(\?P?<|\\Q")


def rule_macros(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the statements that define what decides lines: `asked_<column>`, `account_place` and `rule_number`.

    `rules`: rows of the register `rules` with `rule_id` and `position`, in any order. Everything a rule says enters
    as a literal, so no rule can become part of the statement.
    """
    return _compiled(tuple(tuple(rule.items()) for rule in rules))


@lru_cache(maxsize=16)
def _compiled(rows: tuple[tuple[tuple[str, object], ...], ...]) -> tuple[str, ...]:
    """Return the statements for rules given as pairs; the same rules are asked for again and again."""
    return tuple(map(_statement, _macros([dict(row) for row in rows])))


def _macros(rules: list[Rule]) -> Iterator[exp.Expression]:
    ordered = sorted(rules, key=lambda rule: (rule["priority"], rule["position"]))
    asked = {
        BOUGHT_INSIDE: [rule for rule in ordered if rule["counterparty"]],
        INCOME: [rule for rule in ordered if rule["category"] == "internal_it"],
        ANY: ordered,
    }
    yield from _asked_macros(ordered)
    yield _account_macro(asked)
    yield _rule_macro(asked)


def _rule_macro(asked: Mapping[str, list[Rule]]) -> exp.Expression:
    """Return the macro `rule_number`: the number of the first rule that a line hits, else NULL.

    Text arguments of the macro are what `asked_<column>` make of a line's, `account_place` what the macro of that name
    makes of its account. `account` is NULL where it is not a number; `account_number` is its first ten digits, filled
    up with noughts, and `account_digits` how many it has.
    """
    body = exp.Case(ifs=[exp.If(this=_is_asked_as(kind), true=_first(rules)) for kind, rules in asked.items()])
    return _macro("rule_number", ARGUMENTS, body)


def _account_macro(asked: Mapping[str, list[Rule]]) -> exp.Expression:
    """Return the macro `account_place`: place and number of the first rule that a line hits by its account alone.

    Found out once for each account of a chart, these rules cost the lines nothing.
    """
    firsts = {kind: _hits([(place, rule) for place, rule in _placed(rules) if _is_by_account(rule)])
              for kind, rules in asked.items()}  # fmt: skip
    body = exp.Case(ifs=[exp.If(this=_is_asked_as(kind), true=first) for kind, first in firsts.items()])
    return _macro("account_place", ("asked_as", "chart", "account", "account_number", "account_digits"), body)


def _is_asked_as(kind: str) -> exp.Expression:
    return exp.EQ(this=exp.column("asked_as"), expression=_text(kind))


def _is_by_account(rule: Rule) -> bool:
    """Tell whether a rule asks about the account, and the chart if it must, and nothing else."""
    others = ("unit", "valid_from", "valid_to", *PATTERN_COLUMNS)
    return bool(rule["account_from"] or rule["account_to"]) and not any(rule[name] for name in others)


def _placed(rules: list[Rule]) -> Iterable[tuple[int, Rule]]:
    """Return rules with their place in the order of asking."""
    return enumerate(rules, start=1)


def touch_macro(rules: Iterable[Rule]) -> str:
    """Return the statement that defines `rule_touches`: whether a line fulfils the conditions of any of these rules.

    Arguments as for `rule_number`, without the first two; text arguments in lower case.
    """
    conditions = [condition(rule) for rule in rules]
    return _statement(_macro("rule_touches", ARGUMENTS[2:], exp.or_(*conditions) if conditions else exp.false()))


def touching_macro(rules: Iterable[Rule]) -> str:
    """Return the statement that defines `touching_rules`: a list of those whose conditions a line fulfils."""
    hits = [
        exp.Case(ifs=[exp.If(this=condition(rule), true=exp.Literal.number(int(rule["rule_id"])))]) for rule in rules
    ]
    return _statement(_macro("touching_rules", ARGUMENTS[2:], exp.Array(expressions=hits)))


def _asked_macros(rules: Iterable[Rule]) -> Iterator[exp.Expression]:
    """Yield the macros `asked_<column>`: a value as `rule_number` wants it, NULL where no rule's pattern fits it.

    Most values fit no pattern. Found out once for all rules, they cost nothing in the two hundred
    conditions that would each look at them: a condition on NULL does not hold either.
    """
    known = list(rules)
    for name in PATTERN_COLUMNS:
        patterns = sorted({str(rule[name]) for rule in known if rule[name]})
        value = exp.Lower(this=exp.column("printed"))
        fits = exp.or_(*_any_of(patterns, value)) if patterns else exp.false()
        yield _macro(f"asked_{name}", ("printed",), exp.Case(ifs=[exp.If(this=fits, true=value.copy())]))


def _any_of(patterns: list[str], value: exp.Expression) -> Iterator[exp.Expression]:
    """Yield conditions of which one holds where a value fits any of the patterns."""
    joined = []
    for pattern in patterns:
        if NOT_JOINED.search(pattern):
            yield _matches(value, pattern[1:])
        elif pattern.startswith("~"):
            joined.append(f"(?:{pattern[1:]})")
        elif pattern.endswith("*"):
            joined.append(f"^{re.escape(pattern[:-1].lower())}")
        else:
            joined.append(f"^{re.escape(pattern.lower())}$")
    for first in range(0, len(joined), MOST_JOINED):
        yield _matches(value, "|".join(joined[first : first + MOST_JOINED]))


def _matches(value: exp.Expression, expression: str) -> exp.Expression:
    """Return the condition that a value holds what a regular expression says, letter case ignored."""
    return exp.Anonymous(this="regexp_matches", expressions=[value.copy(), _text(expression), _text("i")])


def _statement(tree: exp.Expression) -> str:
    """Return a tree, which is used up, as a statement of the database."""
    return tree.sql(dialect="duckdb", copy=False)


def _macro(name: str, arguments: Iterable[str], body: exp.Expression) -> exp.Expression:
    """Return the statement that defines a macro."""
    signature = exp.UserDefinedFunction(
        this=exp.to_table(name), expressions=[exp.to_identifier(argument) for argument in arguments], wrapped=True
    )
    return exp.Create(this=signature, kind="TEMP MACRO", expression=body, replace=True)


def _first(rules: list[Rule]) -> exp.Expression:
    """Return the number of the first of these rules, given in order, whose conditions hold.

    Rules that ask about the same column are looked at together, where that column says anything at
    all; the first in order of what the groups, and the account alone, find is the answer.
    """
    groups: dict[str | None, list[tuple[int, Rule]]] = {}
    for place, rule in _placed(rules):
        if not _is_by_account(rule):
            groups.setdefault(next((name for name in PATTERN_COLUMNS if rule[name]), None), []).append((place, rule))
    found = [_first_of_group(name, group) for name, group in groups.items()]
    first = exp.Anonymous(this="least", expressions=[exp.column("account_place"), *found])
    return exp.cast(exp.Mod(this=first, expression=exp.Literal.number(PLACE)), "INT")


def _first_of_group(name: str | None, group: list[tuple[int, Rule]]) -> exp.Expression:
    """Return the place and number of the first rule that holds, of those that ask about one column."""
    if name is None:
        return _hits(group)
    is_filled = exp.not_(exp.Is(this=exp.column(name), expression=exp.null()))
    return exp.Case(ifs=[exp.If(this=is_filled, true=_hits(group))])


def _hits(placed: list[tuple[int, Rule]]) -> exp.Expression:
    """Return the place and number of the first of these rules whose conditions hold, else NULL."""
    if not placed:
        return exp.cast(exp.null(), "BIGINT")
    return exp.Case(
        ifs=[
            exp.If(
                this=condition(rule),
                true=exp.cast(exp.Literal.number(place * PLACE + int(rule["rule_id"])), "BIGINT"),
            )
            for place, rule in placed
        ]
    )


def condition(rule: Rule) -> exp.Expression:
    """Return all filled conditions of a rule, joined with AND; TRUE where none is filled."""
    parts = [*_exact(rule), *_dates(rule), *_accounts(rule)]
    parts += [_pattern(name, str(rule[name])) for name in PATTERN_COLUMNS if rule[name]]
    return exp.and_(*parts) if parts else exp.true()


def _exact(rule: Rule) -> list[exp.Expression]:
    """Return the conditions that are compared as they stand: unit and chart."""
    return [
        exp.EQ(this=exp.column(name), expression=_text(rule[name])) for name in ("unit", "chart") if rule[name]
    ]


def _dates(rule: Rule) -> list[exp.Expression]:
    """Return the validity, both ends inclusive."""
    parts: list[exp.Expression] = []
    if rule["valid_from"]:
        parts.append(exp.GTE(this=exp.column("date"), expression=_date(rule["valid_from"])))
    if rule["valid_to"]:
        parts.append(exp.LTE(this=exp.column("date"), expression=_date(rule["valid_to"])))
    return parts


def _accounts(rule: Rule) -> list[exp.Expression]:
    """Return the account range, compared on as many first digits as each bound has.

    An account shorter than a bound is outside; an empty upper bound equals the lower one.
    """
    if not rule["account_from"] and not rule["account_to"]:
        return []
    low = str(rule["account_from"] or rule["account_to"])
    high = str(rule["account_to"] or rule["account_from"])
    if re.fullmatch("[0-9]+", low + high) and max(len(low), len(high)) <= DIGITS:
        return _number_range(low, high)
    account = exp.column("account")
    length = exp.Length(this=account.copy())
    return [
        exp.GTE(this=length, expression=exp.Literal.number(max(len(low), len(high)))),
        exp.GTE(this=_first_characters(account, len(low)), expression=_text(low)),
        exp.LTE(this=_first_characters(account, len(high)), expression=_text(high)),
    ]


def _number_range(low: str, high: str) -> list[exp.Expression]:
    """Return the account range by number: 6831 to 6839 is from 6831000000 up to below 6840000000."""
    number = exp.column("account_number")
    from_number = int(low) * 10 ** (DIGITS - len(low))
    below_number = (int(high) + 1) * 10 ** (DIGITS - len(high))
    return [
        exp.GTE(this=number.copy(), expression=exp.Literal.number(from_number)),
        exp.LT(this=number.copy(), expression=exp.Literal.number(below_number)),
        exp.GTE(this=exp.column("account_digits"), expression=exp.Literal.number(max(len(low), len(high)))),
    ]


def _first_characters(column: exp.Expression, count: int) -> exp.Expression:
    """Return the first characters of a column."""
    return exp.Substring(
        this=column.copy(), start=exp.Literal.number(1), length=exp.Literal.number(count)
    )


def _pattern(name: str, pattern: str) -> exp.Expression:
    """Return the condition `exact`, `prefix*` or `~regex`, letter case ignored."""
    column = exp.column(name)
    if pattern.startswith("~"):
        return _matches(column, pattern[1:])
    if pattern.endswith("*"):
        return exp.Anonymous(this="starts_with", expressions=[column, _text(pattern[:-1].lower())])
    return exp.EQ(this=column, expression=_text(pattern.lower()))


def _text(value: object) -> exp.Expression:
    """Return a value as a text literal."""
    return exp.Literal.string(str(value))


def _date(value: object) -> exp.Expression:
    """Return a date as a date literal."""
    return exp.cast(_text(value), "DATE")
