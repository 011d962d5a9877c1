"""What is each figure, for each unit and year, and why is it missing where it is?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.access import Viewer
from data.errors import UserError
from data.language import Language, text
from data.registers import REGISTERS
from data.seen import for_viewer
from data.store import Store
from kpi.card import Card, cards

Number = Decimal | float
CENT = Decimal("0.01")
REGISTER = "register:"  # what stands before the registers that a card lacks


@dataclass(frozen=True)
class Figure:
    """One figure: its value in the card's unit, unrounded, with what it is made of.

    `value` is None where it cannot be computed; `missing` then says why. `counted_zero` names the
    categories without lines that count 0. `classified_share` is 0-1, `months` the calendar months
    with ledger lines. SEK sides are Decimal or float, HTE and ratios float.
    """

    card: str
    card_version: int
    variant: str | None
    unit: str
    year: int
    value: float | None
    numerator: Number | None
    denominator: Number | None
    unit_of_measure: str
    status: str | None
    missing: str | None
    counted_zero: tuple[str, ...]
    classified_share: float | None
    months: int

    def reason(self, language: Language) -> str | None:
        """Return why the value is missing, or what counts 0 in it, as a sentence; None where neither."""
        if self.missing and self.missing.startswith(REGISTER):
            names = self.missing.removeprefix(REGISTER).split(",")
            lacking = ", ".join(_register_name(name, language) for name in names)
            return text("reason.no_register", language, registers=lacking)
        if self.missing:
            return text(f"reason.{self.missing}", language)
        if self.counted_zero:
            names = ", ".join(text(f"category.{code}", language) for code in self.counted_zero)
            return text("reason.counted_zero", language, categories=names)
        return None

    def as_json(self, language: Language) -> dict[str, object]:
        """Return the figure as the command line prints it (registers.md, figures)."""
        sides = cards()[self.card].sides_of(self.variant)
        return {
            "card": self.card,
            "variant": self.variant,
            "unit": self.unit,
            "year": self.year,
            "value": self.value,
            "numerator": written_side(self.numerator, sides.numerator),
            "denominator": written_side(self.denominator, sides.denominator),
            "unit_of_measure": self.unit_of_measure,
            "status": self.status,
            "reason": self.reason(language),
            "classified_share": self.classified_share,
            "months": self.months,
        }


def written_side(number: Number | None, counted_in: str) -> str | float | None:
    """Return a numerator or denominator for a machine to read: SEK as a decimal string, the rest as a number."""
    if number is None or counted_in == "SEK":
        return written_sek(number)
    return float(number)


def written_sek(number: Number | None) -> str | None:
    """Return SEK as a decimal string of two decimals, rounded half up."""
    return None if number is None else f"{Decimal(str(number)).quantize(CENT, ROUND_HALF_UP):.2f}"


def _register_name(name: str, language: Language) -> str:
    """Return a register's name in the reader's language."""
    return REGISTERS[name].swedish if language == "sv" else name


def known_years(store: Store) -> list[int]:
    """Return the years of which anything is stored, in order."""
    return [row["year"] for row in store.standing("filters/years") if row["is_dated"]]


@for_viewer
def figures(
    store: Store,
    viewer: Viewer,
    card_ids: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    base_year: int | None = None,
) -> list[Figure]:
    """Return figures by card, year, unit and variant; None = all of them.

    A year asked for may lie beside those with rows of their own, where something holds until further notice.
    Raises: UserError for a card, unit or year that does not exist, naming those that do.
    """
    wanted = _wanted_cards(card_ids)
    all_years = known_years(store)
    possible = [row["year"] for row in store.standing("filters/years")]
    if not set(years or ()) <= set(possible):
        _check("unknown_year", years, all_years)
    scopes = store.standing("filters/scopes")
    known_units = list(dict.fromkeys(row["unit"] for row in scopes))
    _check("unknown_unit", units, known_units)
    context = {(row["unit"], row["year"]): row for row in scopes}
    chosen_units = set(units or known_units)
    return [
        figure
        for card in wanted
        for year in years or all_years
        for figure in _evaluate(store, card, year, base_year, context)
        if figure.unit in chosen_units
    ]


def _evaluate(
    store: Store, card: Card, year: int, base_year: int | None, context: dict[tuple[str, int], dict]
) -> list[Figure]:
    """Return one card's figures of one year, in the order of its variants."""
    rows = store.query(f"kpi/{card.id}", year=year, base_year=base_year).to_pylist()
    order = {variant: place for place, variant in enumerate(card.variant_ids)}
    rows.sort(key=lambda row: (row["unit"], order[row["variant"]]))
    return [_figure(card, row, year, context.get((row["unit"], year), {})) for row in rows]


def _figure(card: Card, row: dict, year: int, scope: dict) -> Figure:
    """Return a query's row as a figure."""
    return Figure(
        card=card.id,
        card_version=card.version,
        variant=row["variant"],
        unit=row["unit"],
        year=year,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        unit_of_measure=card.unit_of(row["variant"]),
        status=row["status"] if row["value"] is not None else None,
        missing=row["missing"],
        counted_zero=tuple(row["counted_zero"].split(",")) if row["counted_zero"] else (),
        classified_share=scope.get("classified_share"),
        months=scope.get("months") or 0,
    )


def _wanted_cards(card_ids: Sequence[str] | None) -> list[Card]:
    """Return the cards asked for, all published ones by default."""
    known = cards()
    _check("unknown_card", card_ids, list(known))
    return [known[name] for name in card_ids or known]


def _check(code: str, asked: Sequence[object] | None, known: Sequence[object]) -> None:
    """Refuse what does not exist, naming what does."""
    for one in asked or ():
        if one not in known:
            raise UserError(code, asked=one, known=", ".join(map(str, known)) or "–")
