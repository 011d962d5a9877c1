"""Which rule decides a ledger line, as one expression the database can run?"""

from collections.abc import Iterable, Mapping

from sqlglot import exp

Rule = Mapping[str, object]

# What a rule may be asked about: an ordinary line, a line bought from another unit of the group
# (only rules that name a counterparty), an income line of the central IT unit in a SIE file
# (only rules that give internal_it). kpis.md section 2.
ANY, BOUGHT_INSIDE, INCOME = "any", "bought inside", "income"

ARGUMENTS = (
    "asked_as",
    "unit",
    "chart",
    "date",
    "account",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "text",
)
PATTERN_COLUMNS = ("cost_centre", "activity_code", "project", "counterparty", "supplier", "text")


def rule_macro(rules: Iterable[Rule]) -> exp.Expression:
    """Return the macro `rule_number`: the number of the first rule that a line hits, else NULL.

    `rules`: rows of the register `rules` with `rule_id`, in any order. Text arguments of the macro
    are lower case, `account` is NULL where it is not a number. Everything a rule says enters as a
    literal, so no rule can become part of the statement.
    """
    ordered = sorted(rules, key=lambda rule: (rule["priority"], rule["rule_id"]))
    bought_inside = [rule for rule in ordered if rule["counterparty"]]
    income = [rule for rule in ordered if rule["category"] == "internal_it"]
    asked_as = exp.column("asked_as")
    body = exp.Case(
        ifs=[
            exp.If(this=exp.EQ(this=asked_as.copy(), expression=_text(BOUGHT_INSIDE)), true=_first(bought_inside)),
            exp.If(this=exp.EQ(this=asked_as.copy(), expression=_text(INCOME)), true=_first(income)),
        ],
        default=_first(ordered),
    )
    signature = exp.UserDefinedFunction(
        this=exp.to_table("rule_number"), expressions=[exp.to_identifier(name) for name in ARGUMENTS], wrapped=True
    )
    return exp.Create(this=signature, kind="TEMP MACRO", expression=body, replace=True)


def _first(rules: list[Rule]) -> exp.Expression:
    """Return the CASE that gives the number of the first of these rules whose conditions hold."""
    if not rules:
        return exp.cast(exp.null(), "INT")
    return exp.Case(
        ifs=[exp.If(this=condition(rule), true=exp.Literal.number(int(rule["rule_id"]))) for rule in rules]
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
    account = exp.column("account")
    long_enough = exp.GTE(
        this=exp.Length(this=account.copy()), expression=exp.Literal.number(max(len(low), len(high)))
    )
    return [
        long_enough,
        exp.GTE(this=_first_characters(account, len(low)), expression=_text(low)),
        exp.LTE(this=_first_characters(account, len(high)), expression=_text(high)),
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
        return exp.Anonymous(this="regexp_matches", expressions=[column, _text(pattern[1:]), _text("i")])
    if pattern.endswith("*"):
        return exp.Anonymous(this="starts_with", expressions=[column, _text(pattern[:-1].lower())])
    return exp.EQ(this=column, expression=_text(pattern.lower()))


def _text(value: object) -> exp.Expression:
    """Return a value as a text literal."""
    return exp.Literal.string(str(value))


def _date(value: object) -> exp.Expression:
    """Return a date as a date literal."""
    return exp.cast(_text(value), "DATE")
