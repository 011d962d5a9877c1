"""Which column of a file means which field, and who said so?"""

import hashlib
import json
import warnings
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from data.dates import BadDate, parse_period
from data.errors import Problem
from data.registers import EXTRACT_FIELDS, REGISTERS, normalise

Certainty = Literal["exact", "likely", "unsure"]
Mark = Literal[".", ","]
Order = Literal["ymd", "dmy", "mdy", "serial"]
CONSTANTS = ("unit", "year", "period")
# What somebody may still give beside the file (--unit).
GIVEN_FROM_OUTSIDE = frozenset({"unit_missing"})

# Pydantic's base class has a `register` of its own (from ABC), which no one calls on a mapping.
warnings.filterwarnings("ignore", message='Field name "register" in "(Mapping|Proposal)"')


def signature(header: Iterable[str]) -> str:
    """Return what makes two headers the same: their normalised names in order.

    Empty columns at the end do not count, nor do case, accents, spaces and byte order marks.
    """
    names = [normalise(name) for name in header]
    while names and not names[-1]:
        names.pop()
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def field_names(register: str) -> frozenset[str]:
    """Return the fields a mapping to a register may fill."""
    own = frozenset(column.name for column in REGISTERS[register].columns)
    return own | frozenset(EXTRACT_FIELDS) if register == "headcount" else own


class Mapping(BaseModel):
    """A saved answer: field -> column index, constants, and how numbers and dates are printed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    register: str
    signature: str
    columns: dict[str, NonNegativeInt]
    constants: dict[str, str] = {}
    decimal_mark: Mark | None = None
    date_order: Order | None = None
    text_columns: tuple[NonNegativeInt, ...] = ()

    @model_validator(mode="after")
    def _fits_its_register(self) -> Self:
        _check(self.name.strip(), "mapping_without_name")
        _check(self.register in REGISTERS, "mapping_unknown_register", register=self.register)
        known = field_names(self.register)
        for name in self.columns:
            _check(name in known, "mapping_unknown_field", field=name, register=self.register)
        for name, value in self.constants.items():
            _check(name in CONSTANTS and value.strip(), "mapping_bad_constant", field=name)
            _check(_is_constant(name, value), "mapping_bad_constant", field=name)
            _check(name not in self.columns, "mapping_field_given_twice", field=name)
        return self

    def fields(self) -> frozenset[str]:
        """Return the fields the mapping fills, from columns, text columns or constants."""
        text = {"text"} if self.text_columns else set()
        return frozenset(self.columns) | frozenset(self.constants) | text

    def missing(self) -> list[str]:
        """Return the required fields that the mapping leaves empty.

        A mapped ledger may lack its account. An extract of employments needs a unit, a title or an
        AID code, a degree and a month.
        """
        filled = set(self.fields())
        if self.register == "ledger":
            filled.add("account")
        if self.is_extract():
            return missing_in_extract(filled)
        return REGISTERS[self.register].missing(filled)

    def is_extract(self) -> bool:
        """Tell whether the file has one row per employment, to be summed to headcount."""
        return self.register == "headcount" and bool(set(self.columns) & set(EXTRACT_FIELDS))


def missing_in_extract(filled: set[str]) -> list[str]:
    """Return what an extract of employments still lacks among the fields filled."""
    lacking = [] if filled & {"title", "aid_code", "role"} else ["title"]
    lacking += [] if filled & {"degree", "fte"} else ["degree"]
    lacking += [] if "unit" in filled else ["unit"]
    return lacking + ([] if filled & {"period", "snapshot"} else ["period"])


def _is_constant(name: str, value: str) -> bool:
    if name == "year":
        return len(value) == 4 and value.isdigit()
    if name == "period":
        try:
            return parse_period(value) == value
        except BadDate:
            return False
    return True


def _check(holds: object, code: str, **values: object) -> None:
    if not holds:
        raise PydanticCustomError(code, code, values)


class Guess(BaseModel):
    """One column that is taken to mean one field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    column: NonNegativeInt
    header: str
    certainty: Certainty


class Proposal(BaseModel):
    """What a table is taken to be, and what must be answered before it can be loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    register: str | None
    signature: str
    columns: tuple[Guess, ...] = ()
    amount_columns: tuple[Guess, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    decimal_mark: Mark | None = None
    date_order: Order | None = None
    in_form: bool = False

    @property
    def certain(self) -> bool:
        """Tell whether the table loads without an answer, once a missing unit is given."""
        return self.register is not None and not set(self.reasons) - GIVEN_FROM_OUTSIDE

    def to_mapping(self, name: str, constants: dict[str, str] | None = None) -> Mapping:
        """Return the proposal as a mapping; a constant wins over the column of its field."""
        constants = constants or {}
        ledger = self.register == "ledger"
        texts = tuple(guess.column for guess in self.columns if ledger and guess.field == "text")
        columns = {
            guess.field: guess.column
            for guess in self.columns
            if guess.field not in constants and not (ledger and guess.field == "text")
        }
        return Mapping(
            name=name,
            register=self.register or "ledger",
            signature=self.signature,
            columns=columns,
            constants=constants,
            text_columns=texts,
            decimal_mark=self.decimal_mark,
            date_order=self.date_order,
        )


Document = Annotated[str | bytes | dict, "JSON text, or what it holds"]


def read_mapping(document: Document) -> tuple[Mapping | None, list[Problem]]:
    """Read a mapping from JSON: as saved, or a proposal as printed with `name` added to it.

    What is wrong with it comes back as problems, and then there is no mapping.
    """
    try:
        given = json.loads(document) if isinstance(document, str | bytes) else dict(document)
        if not isinstance(given, dict):
            return None, [Problem("error", "mapping_unreadable")]
        if "reasons" in given:
            name, constants = given.pop("name", ""), given.pop("constants", {})
            return Proposal.model_validate(given).to_mapping(name, constants), []
        return Mapping.model_validate(given), []
    except ValidationError as error:
        return None, [_problem(detail) for detail in error.errors()]
    except ValueError:
        return None, [Problem("error", "mapping_unreadable")]


def _problem(detail: dict) -> Problem:
    if detail["type"].startswith("mapping_"):
        return Problem("error", detail["type"], values=detail.get("ctx", {}))
    place = ".".join(str(part) for part in detail["loc"])
    if detail["type"] in ("extra_forbidden", "missing"):
        code = "mapping_unknown_key" if detail["type"] == "extra_forbidden" else "mapping_missing_key"
        return Problem("error", code, values={"place": place})
    return Problem("error", "mapping_bad_value", values={"place": place})
