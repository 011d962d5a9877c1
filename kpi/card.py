"""What does a figure mean, where does it come from and how is it said?"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.language import Language

CARD_FOLDER = Path(__file__).parent / "cards"
COMPARED = ("department", "company")  # the kinds of unit that are held against each other (kpis.md section 7)

Unit = Literal["%", "‰", "×", "ratio", "SEK", "HTE", "SEK/HTE", "SEK/SEK", "SEK/case", "year", "pp/year"]
Side = Literal["SEK", "HTE", "ratio", "count"]
Ingredient = Literal[
    "central_it",
    "external_it",
    "local_it_staff",
    "shadow_it",
    "digitalisation_incl",
    "digitalisation_excl",
    "internal_income",
    "it_investment",
]
Activity = Literal["development", "maintenance", "operation", "any"]
RegisterName = Literal[
    "development",
    "services",
    "service_volumes",
    "initiatives",
    "balance_targets",
    "measures",
    "pace_targets",
    "turnover",
    "headcount",
]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-zA-Z0-9_]*$")]
Filled = Annotated[str, Field(min_length=1)]


class CardPart(BaseModel):
    """A part of a card: fixed once read, and without room for a key nobody asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(CardPart):
    """The same sentence in both languages."""

    sv: Filled
    en: Filled

    def __call__(self, language: Language) -> str:
        """Return the sentence in the reader's language."""
        return self.sv if language == "sv" else self.en


class Sides(CardPart):
    """What a figure's numerator and denominator are counted in."""

    numerator: Side = "SEK"
    denominator: Side = "SEK"


class Variant(CardPart):
    """One of the ways to compute a figure, where the source leaves a choice.

    `unit`, `sides`, `made_of`, `activity` and `registers` are given only where they differ from the card's.
    `years_back` is how many earlier years' register rows it rests on beside those of its year.
    """

    id: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_]+$")]
    name: Words
    unit: Unit | None = None
    sides: Sides | None = None
    made_of: tuple[Ingredient, ...] | None = None
    activity: Activity | None = None
    registers: tuple[RegisterName, ...] | None = None
    years_back: Annotated[int, Field(ge=0)] = 0


class Source(CardPart):
    """Where the topic or the formula of a figure is written down."""

    title: Filled
    section: Filled


class Change(CardPart):
    """A change of the definition and the day from which it applies."""

    applies_from: date
    what: Words


class Card(CardPart):
    """The definition of one figure; `id` names its query and its golden case too.

    The first variant is the default. `made_of` names the ledger lines of the numerator, `activity`
    which of them where not all (`any`: those that have one), `registers` the registers whose rows the
    figure rests on, and `parameters` the dated constants it is computed with (kpi/parameters). `compares_units` is true
    where it rests on the departments and companies of a scope, each with its own part of central IT.
    `interpretation` is true where the source gives the topic and the formula is ours: such a
    figure is shown with a badge.
    """

    id: Code
    name: Words
    question: Words
    unit: Unit
    better: Literal["higher", "lower", "neither"]
    numerator: Words
    denominator: Words | None = None
    sides: Sides = Sides()
    made_of: tuple[Ingredient, ...] = ()
    activity: Activity | None = None
    registers: tuple[RegisterName, ...] = ()
    parameters: tuple[Code, ...] = ()
    compares_units: bool = False
    grain: tuple[str, ...]
    how_calculated: Words
    caveats: tuple[Words, ...] = ()
    interpretation: bool = False
    variants: tuple[Variant, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    version: Annotated[int, Field(ge=1)]
    valid_from: date
    status: Literal["draft", "published", "retired"]
    changes: tuple[Change, ...] = ()

    @model_validator(mode="after")
    def _variants_are_told_apart(self) -> "Card":
        if len(set(self.variant_ids)) < len(self.variant_ids):
            raise ValueError(f"{self.id}: a variant is given twice")
        return self

    @property
    def variant_ids(self) -> tuple[str | None, ...]:
        """Return the variants a figure of this card comes in: one without a name where it has none."""
        return tuple(variant.id for variant in self.variants) or (None,)

    def name_of(self, variant: str | None, language: Language) -> str:
        """Return the card's name, with the variant's where it has any."""
        given = self._variant(variant)
        return f"{self.name(language)}, {given.name(language)}" if given else self.name(language)

    def unit_of(self, variant: str | None) -> Unit:
        """Return the unit of measure of a variant."""
        return _own(self._variant(variant), "unit") or self.unit

    def sides_of(self, variant: str | None) -> Sides:
        """Return what the numerator and denominator of a variant are counted in."""
        return _own(self._variant(variant), "sides") or self.sides

    def made_of_lines(self, variant: str | None) -> tuple[Ingredient, ...]:
        """Return which ledger lines a variant's numerator is made of."""
        return _own(self._variant(variant), "made_of") or self.made_of

    def activity_of(self, variant: str | None) -> Activity | None:
        """Return which activity's lines a variant is made of, or None where all of them are."""
        return _own(self._variant(variant), "activity") or self.activity

    def years_back_of(self, variant: str | None) -> int:
        """Return how many earlier years' register rows a variant rests on."""
        return _own(self._variant(variant), "years_back") or 0

    def registers_of(self, variant: str | None) -> tuple[RegisterName, ...]:
        """Return the registers whose rows a variant rests on."""
        given = _own(self._variant(variant), "registers")
        return self.registers if given is None else given

    def _variant(self, variant: str | None) -> Variant | None:
        """Return a variant by its id."""
        return next((given for given in self.variants if given.id == variant), None)


def _own(given: Variant | None, name: str) -> object:
    """Return what a variant says itself, or None."""
    return getattr(given, name) if given else None


def read_card(path: Path) -> Card:
    """Return the card of a file.

    Raises: ValueError when a key is unknown, lacking or wrong, or the id is not the file's name.
    """
    card = Card.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    if card.id != path.stem:
        raise ValueError(f"{path.name}: the card calls itself {card.id}")
    return card


@cache
def cards() -> dict[str, Card]:
    """Return every card by its id."""
    return {path.stem: read_card(path) for path in sorted(CARD_FOLDER.glob("*.yaml"))}
