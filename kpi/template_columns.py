"""What goes into each column of a register, said to whoever fills it in?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.language import Language, text
from data.register_rows import PART_COLUMNS
from data.registers import REGISTERS, RESERVED_UNIT_REGISTERS, RESERVED_UNITS, Column
from data.roles import known_roles
from data.store import Store
from data.study import recommendations, statements
from data.words import choice_word
from kpi.card import cards

# A cell that is right in its column, where its kind alone does not give one; `unit` and `service` come from the store.
EXAMPLES = {
    "account": "6420", "account_from": "6420", "activity": "operation", "activity_code": "9203", "asset": "Kärnnät",
    "basis": "Enkät", "card": "pace", "category": "external_it", "cost_centre": "10110", "counterparty": "101",
    "decided_year": "2025", "decision": "B-01", "initiative": "I-01", "level": "3", "life_years": "10",
    "measure": "svarstid", "name": "Skolskjuts", "owner": "IT-chef", "pattern": "IT-tekniker*", "priority": "100",
    "role": "it", "statement": "capability_1", "supplier": "Leverantör AB", "text": "Licens", "unit": "SKF",
    "service": "SKF-01", "version": "1", "voucher": "A1", "time_share": "0.5", "recommendation": "4a",
}  # fmt: skip
OF_REGISTER = {
    ("units", "unit"): "SKF",
    ("units", "name"): "Skolförvaltningen",
    ("initiatives", "name"): "E-tjänst för skolskjuts",
    ("decisions", "text"): "60 procent av ärendena ska vara digitala 2032",
    ("pace_targets", "year"): "2032",
    ("pace_targets", "decision"): "KF 2025-11-17",
}
# Optional texts that an example row shows all the same, and names that are not yet known.
SHOWN = {
    ("decisions", "recommendation"), ("decisions", "owner"), ("decisions", "card"), ("declared_shadow_it", "basis"),
    ("measures", "owner"), ("rules", "account_from"), ("pace_targets", "decision"),
}  # fmt: skip
NEW_NAMES = {("units", "unit"), ("services", "service")}
OF_KIND = {
    "money": "125000.50", "number": "12.5", "share": "0.2", "integer": "1", "year": "2025", "date": "2025-01-31",
    "period": "2025-01", "text": "", "code": "", "bool": "",
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What a store already names, by code: units and services, for the lists to choose from."""

    units: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnGuide:
    """One column as it is explained: `allowed` maps what may be chosen to what it means, empty = anything.

    `is_closed`: nothing else is taken. `example` is a cell as the file holds it: decimal point, ISO dates.
    """

    column: Column
    head: str
    is_required: bool
    kind: str
    allowed: Mapping[str, str]
    is_closed: bool
    example: str


def known_in(store: Store) -> Known:
    """Return the units and services that a store names."""
    if not store.exists:
        return Known()
    units = {row["unit"]: row["name"] for row in store.query("registers/units").to_pylist()}
    services = {row["service"]: row["name"] for row in store.query("registers/services").to_pylist()}
    return Known(units, services)


def guides(register: str, language: Language, known: Known) -> list[ColumnGuide]:
    """Return how each column of a register is filled in, in the register's order."""
    return [_guide(register, column, language, known) for column in REGISTERS[register].columns]


def _guide(register: str, column: Column, language: Language, known: Known) -> ColumnGuide:
    allowed, is_closed = _allowed(register, column, language, known)
    needed = column.required or (register == "ledger" and column.name in ("date", "period"))
    return ColumnGuide(
        column,
        column.swedish if language == "sv" else column.name,
        needed,
        text(f"page.deliver.kind.{column.kind}", language),
        allowed,
        is_closed,
        _example(register, column, language, known),
    )


def _allowed(
    register: str, column: Column, language: Language, known: Known
) -> tuple[Mapping[str, str], bool]:
    """Return what may be chosen, and whether nothing else may stand there."""
    if column.choices:
        return {choice_word(column.choices, code, language): code for code in column.choices}, True
    if column.name == "role":
        return {role: role for role in known_roles()}, True
    if column.name == "unit" and register not in ("units", "rules"):
        whole = RESERVED_UNITS if register in RESERVED_UNIT_REGISTERS else ()
        extra = {code: text(f"template.{code}", language) for code in whole}
        return ({**known.units, **extra}, True) if known.units else ({}, False)
    return _suggested(register, column, language, known), False


def _suggested(register: str, column: Column, language: Language, known: Known) -> Mapping[str, str]:
    """Return what a column mostly says, though something else may stand there."""
    place = (register, column.name)
    if place == ("service_volumes", "service"):
        return known.services
    if place == ("decisions", "card"):
        return {one.id: one.name(language) for one in cards().values()}
    if place == ("decisions", "recommendation"):
        return {one.code: one.text(language) for one in recommendations().values()}
    if place == ("self_ratings", "statement"):
        return {one.id: one.text(language) for one in statements().values()}
    return {}


def _example(register: str, column: Column, language: Language, known: Known) -> str:
    """Return a cell for the example row; what is left empty there may be left empty."""
    optional_text = not column.required and column.kind in ("text", "date")
    if optional_text and register != "ledger" and (register, column.name) not in SHOWN:
        return ""
    held = {"unit": known.units, "service": known.services}.get(column.name, {})
    if held and (register, column.name) not in NEW_NAMES:
        return next(iter(held))
    if column.choices and column.name not in EXAMPLES:
        return choice_word(column.choices, next(iter(column.choices)), language)
    return OF_REGISTER.get((register, column.name), EXAMPLES.get(column.name, OF_KIND[column.kind]))


def replaces(register: str, language: Language) -> str:
    """Return what rows of a register take the place of when they are delivered again."""
    if register == "ledger":
        return text("template.replaces.unit_period", language)
    if register == "rules":
        return text("template.replaces.rules", language)
    if register == "units":
        return text("template.replaces.units", language)
    part = PART_COLUMNS[register]
    return text(f"template.replaces.{'_'.join(part) or 'source'}", language)
