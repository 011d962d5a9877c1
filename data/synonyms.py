"""What may one printed column name mean?"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from data.registers import REGISTERS, normalise

Strength = Literal["exact", "strong", "likely", "with_period", "weak"]
RANK: dict[str, int] = {"exact": 0, "strong": 1, "likely": 2, "with_period": 3, "weak": 4}
SEED = Path(__file__).parent / "seed" / "header_synonyms.csv"

# `Konto(T)`, `konto_tekst`, `Ansvar-tekst`: the text of a code that may stand in a column beside.
_TEXT_SUFFIX = re.compile(
    r"(?:\s*\(t\)|[\s_-]+(?:text|tekst|namn|navn|name|benämning|beskrivning|description))\s*$", re.IGNORECASE
)
_CURRENCY = re.compile(r"(?:i?(?:sek|kr|kronor))$")
_TYPO_LENGTH, _TYPO_LIKENESS = 7, 0.88
_LONGEST_NAME = 200  # what is longer is no name, and comparing it would take a hostile file's reader minutes


@dataclass(frozen=True)
class Meaning:
    """A field that a header may mean; the smallest (rank, order) is the best."""

    field: str
    strength: Strength
    order: int

    @property
    def rank(self) -> tuple[int, int]:
        """Return what meanings of one field are compared by."""
        return RANK[self.strength], self.order


@cache
def _seed() -> dict[str, tuple[Meaning, ...]]:
    meanings: dict[str, tuple[Meaning, ...]] = {}
    with SEED.open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file, delimiter=";")):
            name = normalise(row["synonym"])
            known = meanings.get(name, ())
            if row["field"] not in {meaning.field for meaning in known}:
                meanings[name] = (*known, Meaning(row["field"], row["strength"], order))
    return meanings


@cache
def is_plainly(header: str, field: str) -> bool:
    """Tell whether a header is, letter for letter, a name that says one field and no other."""
    named = _named(header, "ledger")
    return bool(named) and {m.field for m in named} == {field} and RANK[named[0].strength] <= RANK["strong"]


@cache
def is_person(header: str) -> bool:
    """Tell whether a column is about one person: who it is, how to reach them, what they earn."""
    return any(meaning.field == "person" for meaning in _seed().get(normalise(header), ()))


def meanings(header: str, headers: Sequence[str], register: str) -> tuple[Meaning, ...]:
    """Return what a header may mean among the others of its table."""
    if len(header) > _LONGEST_NAME:
        return ()
    headers = [other for other in headers if len(other) <= _LONGEST_NAME]
    direct = _named(header, register)
    if direct:
        return _as_code(direct) if _has_text_twin(header, headers) else direct
    base = _TEXT_SUFFIX.sub("", header)
    if base == header:
        return _misspelt(header) or _last_words(header, register)
    paired = normalise(base) in {normalise(other) for other in headers}
    return _as_text(_named(base, register) or _misspelt(base), paired)


def _named(header: str, register: str) -> tuple[Meaning, ...]:
    name = normalise(header)
    listed = _seed().get(name, ()) or _seed().get(_CURRENCY.sub("", name), ())
    own = REGISTERS[register].match(header)
    if own is not None and name != "enhet":  # `enhet` names a unit or, below one, a cost centre
        return (Meaning(own.name, "exact", 0), *(m for m in listed if m.field != own.name))
    return tuple(listed)


def _misspelt(header: str) -> tuple[Meaning, ...]:
    name = normalise(header)
    if len(name) < _TYPO_LENGTH:
        return ()
    close = get_close_matches(name, list(_seed()), n=1, cutoff=_TYPO_LIKENESS)
    found = _seed()[close[0]] if close else ()
    # An amount or a day is never told from a name that is only nearly right.
    return tuple(
        replace(m, strength="weak" if m.field in ("amount_sek", "date", "degree") else "likely")
        for m in found
        if m.field != "person"
    )


def _last_words(header: str, register: str) -> tuple[Meaning, ...]:
    """Return what the end of a longer name means (two header rows joined), as a weak meaning."""
    words = header.split()
    for start in range(1, len(words)):
        end = " ".join(words[start:])
        found = _named(end, register) or _misspelt(end)
        if found:
            return tuple(replace(m, strength="weak") for m in found if m.field != "person")
    return ()


def _has_text_twin(header: str, headers: Sequence[str]) -> bool:
    return any(
        normalise(_TEXT_SUFFIX.sub("", other)) == normalise(header)
        for other in headers
        if _TEXT_SUFFIX.search(other)
    )


def _as_code(found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return a header's meanings where its text stands in a column beside: `Supplier Name(T)`."""
    return tuple(replace(m, field="supplier_id") if m.field == "supplier" else m for m in found)


def _as_text(found: tuple[Meaning, ...], paired: bool) -> tuple[Meaning, ...]:
    """Return the meanings of a text column; the text of a code that has its own column is none."""
    turned = {"account": "text", "supplier_id": "supplier"}
    kept = []
    for meaning in found:
        if meaning.field in ("account", "supplier_id", "supplier", "text", "title"):
            kept.append(replace(meaning, field=turned.get(meaning.field, meaning.field)))
        elif not paired and meaning.field not in ("amount_sek", "date", "period", "voucher", "degree"):
            kept.append(replace(meaning, strength="likely"))
    return tuple(kept)
