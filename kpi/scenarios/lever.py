"""What can be turned in a model, and within which limits?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from data.errors import UserError
from data.language import Language, text
from kpi import format as fmt

MOST_SEK = Decimal(10) ** 13
LIMITS = {"greater_than_equal", "greater_than", "less_than_equal"}
Position = Decimal | int | str


class ImpossibleLever(UserError):
    """A lever turned to what cannot be; the sentence names the lever as the screen does."""

    def __init__(self, code: str, lever: str, unit: str = "number", **values: object) -> None:
        """Keep the lever's name, and the unit in which its limits are printed."""
        super().__init__(code, **values)
        self.lever, self.unit = lever, unit

    def message(self, language: Language) -> str:
        """Return the error as a sentence in the reader's language."""
        said = {
            name: fmt.figure(value, self.unit, language) if isinstance(value, Decimal) else value
            for name, value in self.values.items()
        }
        return text(f"error.{self.code}", language, lever=lever_name(self.lever, language), **said)


@dataclass(frozen=True)
class Lever:
    """What is known of a lever before anybody turns it: its unit, limits, step and positions."""

    name: str
    unit: str
    lowest: Decimal | None = None
    above: Decimal | None = None
    highest: Decimal | None = None
    step: Decimal = Decimal(1)
    choices: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def kind(self) -> Literal["number", "choice", "text"]:
        """Return how it is turned: by a number, to one of its positions, or by writing."""
        return "choice" if self.choices else "text" if self.unit == "text" else "number"


class Levers(BaseModel):
    """A model's levers as somebody turned them; None is what nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def turned(cls, given: Mapping[str, Position | None]) -> Self:
        """Return the levers in these positions; one that is left out is not known.

        Raises: ImpossibleLever, naming the lever and its limits, or the two that contradict each other.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value not in (None, "")})
        except ValidationError as error:
            raise _refusal(cls, error) from None

    @classmethod
    def levers(cls) -> tuple[Lever, ...]:
        """Return the levers in the order they are shown in."""
        return tuple(_lever(name, field) for name, field in cls.model_fields.items())


def lever(
    unit: str,
    at_least: float = 0,
    at_most: float | Decimal = MOST_SEK,
    above: float | None = None,
    step: str = "1",
    default: object = None,
) -> Any:
    """Return the field of a lever that is a number: its unit, its limits and the step it is turned by."""
    limits = {"gt": above} if above is not None else {"ge": at_least}
    return Field(default=default, le=at_most, json_schema_extra={"unit": unit, "step": step}, **limits)


def choice(default: str) -> Any:
    """Return the field of a lever with a few positions, of which `default` holds until it is turned."""
    return Field(default=default, json_schema_extra={"unit": "choice"})


def words(most: int = 4000) -> Any:
    """Return the field of a lever that is written: numbers of one's own, line by line."""
    return Field(default="", max_length=most, json_schema_extra={"unit": "text"})


def lever_name(name: str, language: Language) -> str:
    """Return what a lever is called on the screen."""
    return text(f"scenario.lever.{name}", language)


def _lever(name: str, field: FieldInfo) -> Lever:
    said = field.json_schema_extra
    limits = {
        kind: Decimal(str(getattr(part, kind)))
        for part in field.metadata
        for kind in ("ge", "gt", "le")
        if hasattr(part, kind)
    }
    choices = get_args(field.annotation) if said["unit"] == "choice" else ()
    return Lever(
        name,
        said["unit"],
        limits.get("ge"),
        limits.get("gt"),
        limits.get("le"),
        Decimal(said.get("step", "1")),
        choices,
        int in get_args(field.annotation),
    )


def _refusal(model: type[Levers], error: ValidationError) -> Exception:
    """Return what pydantic refuses in the words of the screen; anything else is a bug and stays what it is."""
    first = error.errors()[0]
    if "error" in first.get("ctx", {}) and isinstance(first["ctx"]["error"], Contradiction):
        return first["ctx"]["error"].refusal
    known = {each.name: each for each in model.levers()}
    turned = known.get(str(first["loc"][0]) if first["loc"] else "")
    if turned is None or first["type"] == "extra_forbidden":
        return error
    if first["type"] not in LIMITS:
        return ImpossibleLever("lever_unreadable", turned.name, given=str(first["input"])[:40])
    if turned.above is not None:
        return ImpossibleLever("lever_not_above", turned.name, turned.unit, lowest=turned.above, highest=turned.highest)
    return ImpossibleLever("lever_outside", turned.name, turned.unit, lowest=turned.lowest, highest=turned.highest)


class Contradiction(ValueError):
    """Two levers that cannot hold together; raised where a model checks its levers against each other."""

    def __init__(self, code: str, lever: str, unit: str = "number", **values: object) -> None:
        """Keep the refusal that the reader is shown."""
        super().__init__(code)
        self.refusal = ImpossibleLever(code, lever, unit, **values)
