"""What is a figure made of: formula, rules, ledger lines, voucher, file and line?"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.access import Viewer
from data.errors import UserError
from data.language import Language, text
from data.store import Store
from kpi.card import Card, cards
from kpi.figures import CENT, Figure, figures

PAGE = 200
CATEGORIES = ("central_it", "external_it", "local_it_staff", "shadow_it")


@dataclass(frozen=True)
class Question:
    """Whose lines are asked for: a figure's card, variant, unit (or scope) and year, and the units it holds."""

    card: Card
    variant: str | None
    unit: str
    year: int
    members: tuple[str, ...]
    openable: tuple[str, ...]

    def parameters(self) -> dict[str, object]:
        """Return what the drill queries bind."""
        made_of = self.card.made_of_lines(self.variant)
        gross = self.unit == "group" or (self.unit == "municipality" and not self._is_part_of_total)
        return {
            "year": self.year,
            "unit": None if gross else self.unit,
            "members": list(self.members),
            "openable": list(self.openable),
            "categories": [name for name in made_of if name in CATEGORIES],
            "digitalisation": next((n.removeprefix("digitalisation_") for n in made_of if "digital" in n), ""),
            "internal_income": "internal_income" in made_of,
        }

    @property
    def _is_part_of_total(self) -> bool:
        """Tell whether the central cost enters as a part of total IT, where the municipality has its allocated part."""
        return len(self.card.made_of_lines(self.variant)) > 1 or self.card.id == "category_share"


@dataclass(frozen=True)
class Explanation:
    """The way back from one figure. `lines` is one page; `next_page` asks for the following one."""

    figure: Figure
    card: Card
    rules: tuple[dict, ...]
    lines: tuple[dict, ...]
    inputs: tuple[dict, ...]
    next_page: str | None
    hidden_units: tuple[str, ...]

    def as_json(self, language: Language) -> dict[str, object]:
        """Return the explanation as the command line prints it (registers.md, explain)."""
        return {
            "figure": self.figure.as_json(language),
            "formula": self.card.how_calculated(language),
            "rules": [
                {
                    "id": rule_name(row),
                    "version": row["version"],
                    "sum_sek": _money(row["sum_sek"]),
                    "category": row["category"],
                    "lines": row["line_count"],
                }
                for row in self.rules
            ],
            "lines": [
                {
                    "file": row["file"],
                    "line": row["line"],
                    "voucher": row["voucher"],
                    "amount_sek": _money(row["amount_sek"]),
                    "unit": row["unit"],
                    "part": row["part"],
                }
                for row in self.lines
            ],
            "inputs": [
                {**row, "number": _money(row["number"]) if row["counted_in"] == "SEK" else row["number"]}
                for row in self.inputs
            ],
            "next": self.next_page,
        }


def rule_name(row: dict) -> str:
    """Return the id of what decided a line: the rule's number, else the step (kpis.md section 2)."""
    return str(row["rule_id"]) if row["rule_id"] is not None else f"step:{row['decided_by']}"


def rule_words(row: dict, language: Language) -> str:
    """Return what decided a line, as a sentence."""
    return text(f"step.{row['decided_by']}", language, rule=row["rule_id"], note=row.get("note") or "")


def explain(
    store: Store, viewer: Viewer, card_id: str, variant: str | None, unit: str, year: int, page: str | None = None,
    base_year: int | None = None, most: int = PAGE,
) -> Explanation:
    """Return the way back from one figure.

    A card's first variant is taken where none is given. Lines of units the viewer may not open are
    left out and those units named. Raises: UserError for what does not exist.
    """
    card = cards().get(card_id)
    if card is None:
        raise UserError("unknown_card", asked=card_id, known=", ".join(cards()))
    variant = variant or card.variant_ids[0]
    if variant not in card.variant_ids:
        raise UserError("unknown_variant", asked=variant, known=", ".join(map(str, card.variant_ids)))
    found = figures(store, viewer, [card_id], [unit], [year], base_year)
    figure = next((one for one in found if one.variant == variant), None)
    if figure is None:
        raise UserError("unknown_unit", asked=unit, known="–")
    question = _question(store, viewer, card, variant, unit, year)
    lines, next_page = _lines(store, question, page, most)
    return Explanation(
        figure=figure,
        card=card,
        rules=tuple(store.query("drill/figure_rules", **question.parameters()).to_pylist()),
        lines=tuple(lines),
        inputs=tuple(_inputs(store, question)),
        next_page=next_page,
        hidden_units=tuple(sorted(_line_units(store, question) - set(question.openable))),
    )


def voucher(store: Store, viewer: Viewer, file_id: int, line: int) -> list[dict]:
    """Return a voucher's lines, given any one of them; the asked one has `is_asked`.

    Raises: UserError when the viewer may not open the unit's lines.
    """
    rows = store.query("drill/voucher", file_id=file_id, line=line).to_pylist()
    for row in rows:
        if not viewer.may_open(row["unit"]):
            raise UserError("not_allowed", asked=row["unit"])
    return rows


def _question(store: Store, viewer: Viewer, card: Card, variant: str | None, unit: str, year: int) -> Question:
    """Return whose lines are asked for, and which of them the viewer may open."""
    members = tuple(row["unit"] for row in store.query("filters/members", scope=unit).to_pylist())
    everyone = store.query("filters/members", scope="group").column("unit").to_pylist()
    openable = tuple(one for one in everyone if viewer.may_open(one))
    return Question(card, variant, unit, year, members, openable)


def _line_units(store: Store, question: Question) -> set[str]:
    """Return the units whose lines the figure may hold."""
    units = set(question.members)
    if "central_it" in question.card.made_of_lines(question.variant):
        rows = store.query("filters/members", scope="group").to_pylist()
        units |= {row["unit"] for row in rows if row["kind"] == "central_it"}
    return units


def _lines(store: Store, question: Question, page: str | None, most: int) -> tuple[list[dict], str | None]:
    """Return one page of lines and the token of the next, by file and line so that no page slides."""
    after_file, after_line = _place(page)
    if not question.card.made_of_lines(question.variant):
        return [], None
    rows = store.query(
        "drill/figure_lines", **question.parameters(), after_file=after_file, after_line=after_line, most=most + 1
    ).to_pylist()
    if len(rows) <= most:
        return rows, None
    last = rows[most - 1]
    return rows[:most], f"{last['file_id']}-{last['line']}"


def _place(page: str | None) -> tuple[int, int]:
    """Return the file and line after which a page begins."""
    if not page:
        return -1, -1
    file_id, _, line = page.partition("-")
    if not (file_id.isdigit() and line.isdigit()):
        raise UserError("bad_token", asked=page)
    return int(file_id), int(line)


def _inputs(store: Store, question: Question) -> list[dict]:
    """Return the register rows the figure rests on beside the ledger."""
    made_of = question.card.made_of_lines(question.variant)
    sides = question.card.sides_of(question.variant)
    return store.query(
        "drill/register_inputs",
        year=question.year,
        members=list(question.members),
        scope=question.unit,
        local_staff="local_it_staff" in made_of,
        shadow="shadow_it" in made_of,
        turnover=sides.denominator in ("SEK", "ratio") and question.card.unit in ("%", "‰"),
        staff="HTE" in (sides.numerator, sides.denominator) or question.card.id == "fte_change",
    ).to_pylist()


def _money(number: Decimal | float | None) -> str | None:
    """Return SEK as a decimal string of two decimals, rounded half up."""
    return None if number is None else f"{Decimal(str(number)).quantize(CENT, ROUND_HALF_UP):.2f}"
