"""Which suppliers and words speak for IT, which only seem to, and what is each sign worth?"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SEED_FOLDER = Path(__file__).parent / "seed"
# What a word is made of, written small; anything else is where a word begins or ends.
LETTERS = "a-z0-9åäöæøéèüáíóúýðþ"
# What passes in a text while the purchase stays the same: months, numbers and marks.
PASSING = (
    r"\b(jan(uari|uary)?|feb(ruari|ruary)?|mars|march|mar|april?|maj|may|jun[ie]?|jul[iy]?|aug(usti|ust)?"
    r"|sept?(ember)?|okt(ober)?|oct(ober)?|nov(ember)?|dec(ember)?)\b|[0-9]+|[^a-zåäöæøéèüáíóúýðþ]+"
)


@dataclass(frozen=True)
class Listed:
    """A supplier somebody has judged: `verdict` is yes (sells IT only), partly or no (a false friend)."""

    name: str
    kind: str
    verdict: str
    in_text: bool
    reason: str
    decided_by: str
    decided_on: str


@dataclass(frozen=True)
class Word:
    """A word somebody has judged, in texts or in suppliers' names; `*` at its end = whatever follows."""

    words: str
    where: str
    strength: str
    reason: str


@cache
def suppliers() -> dict[str, Listed]:
    """Return the judged suppliers by the name that is looked for."""
    return {
        row["name"]: Listed(
            row["name"],
            row["kind"],
            row["verdict"],
            row["in_text"] == "yes",
            row["reason"],
            row["decided_by"],
            row["decided_on"],
        )
        for row in _rows("it_suppliers.csv")
    }


@cache
def words() -> tuple[Word, ...]:
    """Return the judged words."""
    return tuple(Word(row["words"], row["where"], row["strength"], row["reason"]) for row in _rows("shadow_words.csv"))


@cache
def patterns() -> dict[str, str]:
    """Return the expressions that the candidates are looked for with, by the parameter that carries each."""
    judged = suppliers().values()
    found = {
        f"names_{verdict}": _expression(one.name for one in judged if one.verdict == verdict)
        for verdict in ("yes", "partly", "no")
    }
    found["text_products"] = _expression(one.name for one in judged if one.in_text)
    for where in ("text", "supplier"):
        for strength in ("strong", "hint", "card", "sounds", "false_friend"):
            chosen = [word.words for word in words() if (word.where, word.strength) == (where, strength)]
            if chosen:
                found[f"{where}_{strength}"] = _expression(chosen)
    found["text_passing"] = f"({PASSING})+"
    found["text_any"] = _expression(
        [*(one.name for one in judged if one.in_text)]
        + [word.words for word in words() if word.where == "text" and word.strength != "false_friend"]
    )
    return found


@cache
def account_ranges() -> dict[str, list[str]]:
    """Return the ranges of accounts in which software hides, as one list for each side."""
    rows = _rows("shadow_accounts.csv")
    return {name: [row[name] for row in rows] for name in ("chart", "account_from", "account_to")}


def weights(day: date) -> dict[str, int]:
    """Return what each signal is worth on a day."""
    rows = sorted(_rows("shadow_signals.csv"), key=lambda row: row["valid_from"])
    return {row["signal"]: int(row["weight"]) for row in rows if date.fromisoformat(row["valid_from"]) <= day}


def whole_word(word: str) -> str:
    """Return the expression by which a rule finds a word in a text, whatever stands around it."""
    stem = plain(word.removesuffix("*"))
    before = r"\b" if word[0].isascii() and word[0].isalnum() else ""
    last = word[-1]
    after = r"\b" if last.isascii() and last.isalnum() else ""
    return f"{before}{stem}{after}"


def plain(said: str) -> str:
    """Return the expression that finds exactly this, with no more marks than it needs."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", said)


def _expression(chosen: Iterable[str]) -> str:
    """Return one expression that captures the longest of the words where one begins.

    It is asked of a text written small with a blank before and behind. A word that ends the text's
    own word takes the mark after it along, which whoever asks takes off again.
    """
    ordered = sorted(set(chosen), key=lambda word: (-len(word.rstrip("*")), word))
    inside = "|".join(
        re.escape(word[:-1]) if word.endswith("*") else f"{re.escape(word)}[^{LETTERS}]" for word in ordered
    )
    return f"[^{LETTERS}]({inside})"


def _rows(name: str) -> list[dict[str, str]]:
    with (SEED_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
