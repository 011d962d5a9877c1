"""What are the summary's sentences made from, and what is said when something is missing?"""

from dataclasses import dataclass
from typing import Literal

from data.language import Language, text
from kpi import format as fmt
from kpi.figures import Figure
from kpi.overview import UnitYear

Topic = Literal["cost", "change", "work", "pace", "means"]
TOPICS: tuple[Topic, ...] = ("cost", "change", "work", "pace", "means")
WHOLE_YEAR = 12
PREFIXES = ("kan ej beräknas: ", "cannot be computed: ")


@dataclass(frozen=True)
class Whose:
    """Whose figures these are: `code` is `group`, `municipality` or a unit's, which has a name and a kind."""

    code: str
    kind: str
    name: str = ""

    @property
    def is_scope(self) -> bool:
        """Tell whether this is all units together, and not one of them."""
        return self.code in ("group", "municipality")


@dataclass(frozen=True)
class Sentence:
    """One of the five: what is said, and what must be known before it is relied upon or compared."""

    topic: Topic
    said: str
    caution: str = ""
    is_known: bool = True

    @property
    def whole(self) -> str:
        """Return the sentence with its caution, as it is read out and printed."""
        return f"{self.said} {self.caution}".strip()


def unknown(
    topic: Topic, key: str, why: str, language: Language, is_mendable: bool = True, **values: object
) -> Sentence:
    """Return what cannot be said, why, and what makes it known where anything does."""
    said = text(f"summary.{topic}.{key}", language, why=why, **values)
    remedy = text("summary.remedy", language) if is_mendable else ""
    return Sentence(topic, together(said, remedy), is_known=False)


def reason(figure: Figure | None, language: Language) -> str:
    """Return why a figure is missing, as the end of a sentence that says what is."""
    found = figure.reason(language) if figure is not None and figure.value is None else None
    if not found:
        return text("summary.not_published", language)
    for prefix in PREFIXES:
        found = found.removeprefix(prefix)
    return found


def percent(value: float | None, language: Language) -> str:
    """Return a percentage as a sentence prints it."""
    return fmt.figure(value, "%", language, "sentence")


def money(value_sek: fmt.Number | None, language: Language) -> str:
    """Return an amount as a sentence prints it."""
    return fmt.money(value_sek, language, voice="sentence")


def way(before: str, after: str, is_more: bool) -> Literal["more", "less", "same"]:
    """Return which way something went: two that are printed alike are the same."""
    if before == after:
        return "same"
    return "more" if is_more else "less"


def together(*clauses: str) -> str:
    """Return the clauses that say something as one text."""
    return " ".join(clause for clause in clauses if clause)


def is_comparable(before: UnitYear | None, now: UnitYear) -> bool:
    """Tell whether two years hold as many months."""
    return before is not None and before.months == now.months


def uneven(whose: Whose, before: UnitYear | None, now: UnitYear, language: Language) -> str:
    """Return that two years hold different numbers of months: a difference is then no saving and no rise."""
    if before is None or is_comparable(before, now):
        return ""
    key = "scope" if whose.is_scope else "unit"
    return text(
        f"summary.uneven.{key}", language,
        before=before.year, before_months=before.months or 0, year=now.year, months=now.months or 0,
    )  # fmt: skip
