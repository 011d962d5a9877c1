"""How do stored lines become classified lines and the sums that figures are made of?"""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow as pa

from data.classify import rule_macros, touch_macro
from data.rules import FIELDS, seed_rules
from data.store import Writer

SEED_FOLDER = Path(__file__).parent / "seed"
# In build order: each reads only what stands before it.
MARTS = (
    "opened_line",
    "part_sum",
    "ledger_part",
    "dim_year",
    "dim_member",
    "dim_scope_year",
    "fct_service_year",
    "fct_cost",
    "fct_headcount_year",
    "fct_unit_cost",
    "fct_internal_month",
    "fct_internal_pair",
    "fct_allocation",
    "fct_turnover",
    "fct_unit_year",
    "fct_activity",
    "fct_development_gap",
    "fct_staff_class",
    "fct_development_year",
    "fct_benefit_year",
    "fct_measure_year",
    "fct_digital_share",
    "fct_pace",
    "fct_compared_unit",
    "fct_equality",
    "fct_initiative_year",
)
# More rules than this in one change, and looking at every line is as quick.
MOST_TOUCHING = 20
PARAMETERS = pa.schema([("id", pa.string()), ("valid_from", pa.date32()), ("number", pa.decimal128(18, 6))])

Constants = Sequence[tuple[str, date, Decimal]]


def seed(writer: Writer) -> None:
    """Give a new store what somebody has decided beforehand: the seed rules and the account groups' natures."""
    rows = [
        {"chart": row["chart"], "account_group": row["account_group"], "nature": row["nature"]}
        for row in _seed_rows("account_nature.csv")
    ]
    writer.append("account_nature", pa.Table.from_pylist(rows))
    writer.append("rule", seed_rules())
    type_registers(writer)


def type_registers(writer: Writer) -> None:
    """Give the rows of the small registers their types."""
    writer.run("registers/typed")
    writer.run("registers/typed_steering")


@cache
def _seed_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a seed table."""
    with (SEED_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def ready_rules(writer: Writer) -> None:
    """Make the rules in force askable in the version being built."""
    rules = writer.query("registers/rules").to_pylist()
    for macro in rule_macros(rules):
        writer.define(macro)


def reclassify(writer: Writer) -> None:
    """Classify the stored lines of open periods anew by the units and rules now in force."""
    writer.run("deliver/line_in_stored")
    classify_anew(writer)


def reclassify_touched(writer: Writer) -> None:
    """Classify anew those lines of open periods that the last change of the rules may decide otherwise.

    Those are the lines of rules that are gone and the lines that fulfil a new rule's conditions, as long as the
    rules that stay are asked in the same order; else, and where the rules are many, every line is looked at.
    """
    version = writer.query("close/rule_version").column("version")[0].as_py()
    before = {row["rule_id"]: row for row in writer.query("close/rules_of", version=version - 1).to_pylist()}
    after = {row["rule_id"]: row for row in writer.query("close/rules_of", version=version).to_pylist()}
    same = [number for number, row in before.items() if number in after and _said(row) == _said(after[number])]
    staying = set(same)
    added = [row for number, row in after.items() if number not in staying]
    removed = [number for number in before if number not in staying]
    if same != [number for number in after if number in staying] or len(added) + len(removed) > MOST_TOUCHING:
        reclassify(writer)
        return
    writer.define(touch_macro(added))
    writer.offer("removed_rule", pa.table({"rule_id": pa.array(removed, pa.int32())}))
    writer.run("preview/touched")
    classify_anew(writer)
    writer.withdraw("removed_rule")


def _said(rule: dict) -> tuple:
    return tuple(rule[name] for name in FIELDS)


def classify_anew(writer: Writer) -> None:
    """Give those of the stored lines in `line_in` their new decision that the rules now decide otherwise."""
    decide_lines(writer)
    store_decisions(writer)


def decide_lines(writer: Writer) -> None:
    """Say in `line_out` of each line in `line_in` what it is; needs the words of those lines in `line_word`."""
    for made in ("asked_words", "asked_outcomes", "line_out"):
        writer.run(f"staging/{made}")


def store_decisions(writer: Writer) -> None:
    """Store the decisions of `line_out` that differ from what is held, and forget it."""
    writer.run("deliver/line_changed")
    if writer.query("deliver/changed_lines").column("row_count")[0].as_py():  # data/store.py: no insert of no rows
        writer.run("deliver/store_outcomes")
        writer.run("deliver/reclassify")
        writer.run("deliver/forget_unused")
    writer.run("deliver/drop_views")


def build_marts(writer: Writer, constants: Constants) -> None:
    """Sum the classified lines and registers to what the cards read.

    `constants`: (parameter, valid from, number) of kpi/parameters.
    """
    rows = [{"id": name, "valid_from": start, "number": number} for name, start, number in constants]
    writer.run("marts/clear_parameters")
    writer.append("parameter", pa.Table.from_pylist(rows, PARAMETERS))
    for mart in MARTS:
        writer.run(f"marts/{mart}")
