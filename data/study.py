"""What did the study recommend, and which statements may a group rate itself on? In our own words.

The study's wording is not kept here. A recommendation whose topic we know says it in our words (basis `topic`);
where we know no more than its code, the text is our reading of its challenge (`tolkning`). A group replaces a
text by a row of the register `decisions` whose decision is the recommendation's code.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from data.language import Language

SEED = Path(__file__).parent / "seed"

Challenge = Literal["boundaries", "balance", "maintenance_bias", "pacing", "traceability", "organisation", "general"]
# In the study's order, by which its recommendations are numbered; `general` ones are numbered g1 to g4.
CHALLENGES: tuple[Challenge, ...] = (
    "boundaries",
    "balance",
    "maintenance_bias",
    "pacing",
    "traceability",
    "organisation",
    "general",
)
Instrument = Literal["capability", "problem", "principle", "organisation"]
INSTRUMENTS: tuple[Instrument, ...] = ("capability", "problem", "principle", "organisation")
LEVELS = range(6)
# Of the form of organisation only these are forms: inside, under, parallel to, above.
FORMS = range(1, 5)


@dataclass(frozen=True)
class Recommendation:
    """A recommendation of the study in our words, and the figure that says whether it has had effect."""

    code: str
    challenge: Challenge
    is_known: bool
    card: str
    variant: str | None
    sv: str
    en: str

    def text(self, language: Language) -> str:
        """Return the recommendation in the reader's language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True)
class Statement:
    """Something a group says of itself, 0–5, and the figure beside which it stands where there is one.

    `thresholds`: from which value of the figure each of the levels 0–5 is measured; ours, and only where a
    figure speaks of the same thing. Empty = the two stand side by side without a distance.
    """

    id: str
    instrument: Instrument
    order: int
    challenge: Challenge | None
    card: str | None
    variant: str | None
    thresholds: tuple[float, ...]
    sv: str
    en: str

    def text(self, language: Language) -> str:
        """Return the statement in the reader's language."""
        return self.sv if language == "sv" else self.en

    @property
    def levels(self) -> range:
        """Return the levels that may be chosen."""
        return FORMS if self.instrument == "organisation" else LEVELS

    def measured_level(self, value: float) -> int | None:
        """Return which level a figure's value is by the thresholds; None where there are none.

        A value below the first threshold is level 0.
        """
        if not self.thresholds:
            return None
        return max((level for level in LEVELS if value >= self.thresholds[level]), default=0)


@cache
def recommendations() -> dict[str, Recommendation]:
    """Return the study's recommendations by code, in its order."""
    return {
        row["code"]: Recommendation(
            row["code"],
            row["challenge"],
            row["basis"] == "topic",
            row["card"],
            row["variant"] or None,
            row["sv"],
            row["en"],
        )
        for row in _rows("recommendations.csv")
    }


@cache
def statements() -> dict[str, Statement]:
    """Return the statements by id, in the order of their instruments."""
    return {
        row["statement"]: Statement(
            row["statement"],
            row["instrument"],
            int(row["order"]),
            row["challenge"] or None,
            row["card"] or None,
            row["variant"] or None,
            tuple(float(row[f"from_{level}"]) for level in LEVELS if row[f"from_{level}"]),
            row["sv"],
            row["en"],
        )
        for row in _rows("statements.csv")
    }


def challenge_of(code: str | None) -> Challenge | None:
    """Return which challenge a recommendation's code belongs to: its number says, also where we do not know it."""
    if not code:
        return None
    known = recommendations().get(code.strip().casefold())
    if known:
        return known.challenge
    number = code.strip()[:1]
    return CHALLENGES[int(number) - 1] if number in ("1", "2", "3", "4", "5", "6") else None


def _rows(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
