"""What is published as open data: every figure of an edition with what it means and rests on, in a fixed form?"""

import json
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kpi.card import cards
from kpi.figures import written_side
from kpi.published import Published, PublishedFigure
from kpi.tabular import as_csv

FORMAT = 1
CSV_COLUMNS = (
    "card", "variant", "unit", "unit_name", "year", "value", "numerator", "denominator", "unit_of_measure", "status",
    "reason", "is_suppressed", "classified_share", "months",
)  # fmt: skip


class Form(BaseModel):
    """A part of the document; what is not described here does not stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InWords(Form):
    """A text in both languages."""

    sv: str
    en: str


class EditionTold(Form):
    """Which edition the figures are of. Times are UTC, months YYYYMM."""

    number: int | None
    published_at: datetime
    data_date: datetime | None
    last_month: int | None
    state: Literal["closed", "preliminary"]
    rule_version: int | None
    product_version: str
    checksum: str = Field(description="SHA-256 of the edition's content")
    group_name: str | None
    is_invented: bool


class UnitTold(Form):
    """A department, company or central unit; `group` and `municipality` are sums of units and stand in no list."""

    code: str
    name: str
    kind: str


class CardTold(Form):
    """What a figure means, and how it is computed."""

    id: str
    version: int
    name: InWords
    how_calculated: InWords
    is_interpretation: bool = Field(description="the source gives the topic, the formula is the publisher's own")


class FigureTold(Form):
    """One figure. SEK sides are decimal strings; without a value `reason` says why."""

    card: str
    variant: str | None
    unit: str = Field(description="a unit's code, or group or municipality")
    year: int
    value: float | None
    numerator: str | float | None
    denominator: str | float | None
    unit_of_measure: str
    status: str | None
    reason: InWords | None
    is_suppressed: bool = Field(description="kept out: it rests on fewer than five full-time equivalents")
    classified_share: float | None
    months: int


class OpenData(Form):
    """All published figures of one edition."""

    format: Literal[1] = FORMAT
    edition: EditionTold
    units: tuple[UnitTold, ...]
    cards: tuple[CardTold, ...]
    figures: tuple[FigureTold, ...]


def open_data(published: Published) -> OpenData:
    """Return everything that an edition tells."""
    edition = published.edition
    names = EditionTold.model_fields
    return OpenData(
        edition=EditionTold(**{name: getattr(edition, name) for name in names}),
        units=tuple(UnitTold(code=unit.code, name=unit.name, kind=unit.kind) for unit in published.units),
        cards=tuple(_card(card, version) for card, version in sorted(edition.card_versions.items()) if card in cards()),
        figures=tuple(_figure(figure) for figure in published.figures()),
    )


def as_json(published: Published) -> bytes:
    """Return the document."""
    return (open_data(published).model_dump_json(indent=1) + "\n").encode()


def figures_csv(published: Published) -> bytes:
    """Return the same figures as a table, for who reads no JSON."""
    rows = ([_cell(published, _figure(figure), name) for name in CSV_COLUMNS] for figure in published.figures())
    return as_csv(CSV_COLUMNS, rows)


def _cell(published: Published, told: FigureTold, name: str) -> object:
    if name == "unit_name":
        return published.unit_name(told.unit)
    if name == "reason":
        return told.reason.sv if told.reason else None
    value = getattr(told, name)
    return Decimal(value) if name in ("numerator", "denominator") and isinstance(value, str) else value


def schema() -> str:
    """Return the document's JSON Schema, as it is committed in docs/ and served beside the document."""
    return json.dumps(OpenData.model_json_schema(), ensure_ascii=False, indent=1) + "\n"


def _card(card: str, version: int) -> CardTold:
    held = cards()[card]
    return CardTold(
        id=card,
        version=version,
        name=InWords(sv=held.name("sv"), en=held.name("en")),
        how_calculated=InWords(sv=held.how_calculated.sv, en=held.how_calculated.en),
        is_interpretation=held.interpretation,
    )


def _figure(figure: PublishedFigure) -> FigureTold:
    sides = cards()[figure.card].sides_of(figure.variant)
    reason = figure.reason("sv"), figure.reason("en")
    return FigureTold(
        card=figure.card, variant=figure.variant, unit=figure.unit, year=figure.year, value=figure.value,
        numerator=written_side(figure.numerator, sides.numerator),
        denominator=written_side(figure.denominator, sides.denominator),
        unit_of_measure=figure.unit_of_measure, status=figure.status,
        reason=InWords(sv=reason[0], en=reason[1]) if None not in reason else None,
        is_suppressed=figure.suppressed, classified_share=figure.classified_share, months=figure.months,
    )  # fmt: skip
