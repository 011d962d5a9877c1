"""What is a figure made of: formula, rules, ledger lines, voucher, file and line?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import fsum

from data.access import Viewer
from data.errors import UserError
from data.language import Language, text
from data.seen import for_viewer
from data.store import Store
from kpi.card import Card
from kpi.figures import CENT, Figure, figures, written_sek
from kpi.question import Question, card_asked, question_asked, register_inputs

PAGE = 200
BEFORE = "before-"
MOST_DIGITS = 9  # file numbers and lines are 32-bit integers


@dataclass(frozen=True)
class LinePage:
    """One page of a figure's ledger lines, and the tokens that ask for the pages around it.

    `purged_at` (UTC): when the year's lines were purged; None where they are kept.
    """

    lines: tuple[dict, ...]
    previous_page: str | None
    next_page: str | None
    purged_at: datetime | None = None


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
    purged_at: datetime | None = None

    @property
    def sum_sek(self) -> float:
        """Return what all lines of the figure sum to, as far as they count for it."""
        return fsum(row["sum_sek"] for row in self.rules)

    @property
    def beside_ledger_sek(self) -> float | None:
        """Return what registers add to the lines in the numerator, or None where they add nothing."""
        adding = [row for row in self.inputs if row["register"] in ("declared_shadow_it", "headcount")]
        is_sek = self.card.sides_of(self.figure.variant).numerator == "SEK"
        if not (adding and is_sek and self.rules and self.figure.numerator is not None):
            return None
        beside = float(self.figure.numerator) - self.sum_sek
        return beside if beside > float(CENT) else None

    def _listed_sums(self) -> list[str]:
        """Return the rules' sums in whole öre that sum to their total's, by largest remainder (kpis.md section 2)."""
        exact = [Decimal(str(row["sum_sek"])) for row in self.rules]
        whole = [sum_sek.quantize(CENT, ROUND_FLOOR) for sum_sek in exact]
        left = int((Decimal(str(self.sum_sek)).quantize(CENT, ROUND_HALF_UP) - sum(whole)) / CENT)
        by_remainder = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
        for place in by_remainder[: max(left, 0)]:
            whole[place] += CENT
        return [f"{sum_sek:.2f}" for sum_sek in whole]

    def as_json(self, language: Language) -> dict[str, object]:
        """Return the explanation as the command line prints it (registers.md, explain)."""
        return {
            "figure": self.figure.as_json(language),
            "formula": self.card.how_calculated(language),
            "rules": [
                {
                    "id": rule_name(row),
                    "version": row["version"],
                    "sum_sek": sum_sek,
                    "category": row["category"],
                    "lines": row["line_count"],
                }
                for row, sum_sek in zip(self.rules, self._listed_sums(), strict=True)
            ],
            "lines": [
                {
                    "file": row["file"],
                    "line": row["line"],
                    "voucher": row["voucher"],
                    "amount_sek": written_sek(row["amount_sek"]),
                    "unit": row["unit"],
                    "part": row["part"],
                }
                for row in self.lines
            ],
            "inputs": [
                {**row, "number": written_sek(row["number"]) if row["counted_in"] == "SEK" else row["number"]}
                for row in self.inputs
            ],
            "next": self.next_page,
            **({"purged_at": f"{self.purged_at.isoformat()}Z"} if self.purged_at else {}),
        }


def rule_name(row: dict) -> str:
    """Return the id of what decided a line: the rule's number, else the step (kpis.md section 2)."""
    return str(row["rule_id"]) if row["rule_id"] is not None else f"step:{row['decided_by']}"


def rule_words(row: dict, language: Language) -> str:
    """Return what decided a line, as a sentence."""
    return text(f"step.{row['decided_by']}", language, rule=row["rule_id"], note=row.get("note") or "")


@for_viewer
def explain(
    store: Store,
    viewer: Viewer,
    card_id: str,
    variant: str | None,
    unit: str,
    year: int,
    page: str | None = None,
    base_year: int | None = None,
    most: int = PAGE,
) -> Explanation:
    """Return the way back from one figure.

    A card's first variant is taken where none is given. Lines of units the viewer may not open are
    left out and those units named. Raises: UserError for what does not exist.
    """
    card, variant = card_asked(card_id, variant)
    found = figures(store, viewer, [card_id], [unit], [year], base_year)
    figure = next((one for one in found if one.variant == variant), None)
    if figure is None:
        raise UserError("unknown_unit", asked=unit, known="–")
    question = question_asked(store, viewer, card, variant, unit, year)
    found_lines = _lines(store, question, page, most)
    return Explanation(
        figure=figure,
        card=card,
        rules=tuple(store.query("drill/figure_rules", **question.parameters()).to_pylist()),
        lines=found_lines.lines,
        inputs=tuple(register_inputs(store, question)),
        next_page=found_lines.next_page,
        purged_at=found_lines.purged_at,
        hidden_units=tuple(sorted(_line_units(store, question) - set(question.openable))),
    )


@for_viewer
def line_page(
    store: Store,
    viewer: Viewer,
    card_id: str,
    variant: str | None,
    unit: str,
    year: int,
    page: str | None = None,
    rule: str | None = None,
    category: str | None = None,
    most: int = PAGE,
) -> LinePage:
    """Return one page of the ledger lines a figure is made of, without computing the figure anew.

    `rule` (as `rule_name` writes it) and `category` leave only the lines that were decided so.
    """
    card, variant = card_asked(card_id, variant)
    return _lines(store, question_asked(store, viewer, card, variant, unit, year), page, most, rule, category)


@for_viewer
def purged_at(store: Store, viewer: Viewer, year: int) -> datetime | None:
    """Return when a year's lines were purged (UTC); None where they are kept."""
    return _purged_at(store, year)


def _purged_at(store: Store, year: int) -> datetime | None:
    rows = store.query("drill/purged", year=year).to_pylist()
    return rows[0]["purged_at"] if rows else None


def _line_units(store: Store, question: Question) -> set[str]:
    """Return the units whose lines the figure may hold."""
    units = set(question.members)
    if "central_it" in question.card.made_of_lines(question.variant) and not question.is_where_booked:
        rows = store.query("filters/members", scope="group").to_pylist()
        units |= {row["unit"] for row in rows if row["kind"] == "central_it"}
    return units


def _lines(
    store: Store,
    question: Question,
    page: str | None,
    most: int,
    rule: str | None = None,
    category: str | None = None,
) -> LinePage:
    """Return one page of lines, by file and line so that no page slides when lines are added."""
    backwards, file_id, line = _place(page)
    if not question.card.made_of_lines(question.variant):
        return LinePage((), None, None)
    if gone_at := _purged_at(store, question.year):
        return LinePage((), None, None, gone_at)
    rows = store.query(
        "drill/figure_lines",
        **question.parameters(),
        backwards=backwards,
        from_file=file_id,
        from_line=line,
        asked_rule=rule,
        asked_category=category,
        most=most + 1,
    ).to_pylist()
    more, rows = len(rows) > most, rows[:most]
    if backwards and not more:  # the first page is always a whole one
        return _lines(store, question, None, most, rule, category)
    if backwards:
        rows.reverse()
    before = page if backwards else file_id >= 0
    return LinePage(
        lines=tuple(row | {"part_pct": row["part"] * 100} for row in rows),
        previous_page=f"{BEFORE}{_token(rows[0])}" if rows and before else None,
        next_page=_token(rows[-1]) if rows and (more or backwards) else None,
    )


def _token(row: dict) -> str:
    return f"{row['file_id']}-{row['line']}"


def _place(page: str | None) -> tuple[bool, int, int]:
    """Return whether a page lies before or after a place, and that place's file and line."""
    if not page:
        return False, -1, -1
    backwards = page.startswith(BEFORE)
    file_id, _, line = page.removeprefix(BEFORE).partition("-")
    if not (file_id.isdecimal() and line.isdecimal() and max(len(file_id), len(line)) <= MOST_DIGITS):
        raise UserError("bad_token", asked=page)
    return backwards, int(file_id), int(line)
