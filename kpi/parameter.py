"""Which constant held on a given day, and who says so?"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from data.errors import UserError
from kpi.card import CardPart, Filled, Words

PARAMETER_FOLDER = Path(__file__).parent / "parameters"


class DatedValue(CardPart):
    """A value and the reference it stands on."""

    value: Decimal
    reference: Words


class Parameter(CardPart):
    """A constant by the day from which each value holds: a new day is added, an old one never edited."""

    id: Filled
    name: Words
    unit: Filled
    values: Annotated[dict[date, DatedValue], Field(min_length=1)]

    def at(self, day: date) -> DatedValue:
        """Return the value that held on a day, with its reference.

        Raises: UserError when the day is before the first value.
        """
        begun = [start for start in self.values if start <= day]
        if not begun:
            raise UserError("parameter_before_first", parameter=self.id, day=day, first=min(self.values))
        return self.values[max(begun)]


def read_parameter(path: Path) -> Parameter:
    """Return the parameter of a file.

    Raises: ValueError when a key is unknown, lacking or wrong, or the id is not the file's name.
    """
    parameter = Parameter.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    if parameter.id != path.stem:
        raise ValueError(f"{path.name}: the parameter calls itself {parameter.id}")
    return parameter


@cache
def parameters() -> dict[str, Parameter]:
    """Return every parameter by its id."""
    return {path.stem: read_parameter(path) for path in sorted(PARAMETER_FOLDER.glob("*.yaml"))}


def parameter(name: str, day: date) -> Decimal:
    """Return the value of a parameter on a day.

    Raises: UserError when the day is before the parameter's first value; KeyError for an unknown name.
    """
    return parameters()[name].at(day).value


def constants() -> list[tuple[str, date, Decimal]]:
    """Return every dated value as (parameter, valid from, number), for the marts."""
    return [
        (name, start, given.value)
        for name, known in parameters().items()
        for start, given in sorted(known.values.items())
    ]
