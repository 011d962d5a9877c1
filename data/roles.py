"""Which role is meant by a word in the headcount register or a title in an HR extract?"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from data.registers import normalise

SEED = Path(__file__).parent / "seed" / "local_it_roles.csv"
CENTRAL_ROLES = ("it", "digitalisation", "other")


@dataclass(frozen=True)
class TitleRule:
    """A title or AID code (exact, prefix* or ~regex), its role and the part of time it is."""

    pattern: str
    role: str
    time_share: Decimal | None = None

    def hits(self, text: str) -> bool:
        """Tell whether a title or code is meant; letter case is ignored."""
        wanted, text = self.pattern.strip(), text.strip()
        if wanted.startswith("~"):
            return re.search(wanted[1:], text, re.IGNORECASE) is not None
        if wanted.endswith("*"):
            return text.casefold().startswith(wanted[:-1].casefold())
        return text.casefold() == wanted.casefold()


@cache
def _names() -> dict[str, str]:
    with SEED.open(encoding="utf-8", newline="") as file:
        return {normalise(row["name"]): row["role"] for row in csv.DictReader(file, delimiter=";")}


def role_named(text: str) -> str | None:
    """Return the role a word names: it, digitalisation, other or a kept local IT role."""
    return _names().get(normalise(text))


def known_roles() -> tuple[str, ...]:
    """Return every role, the three central ones first."""
    return tuple(dict.fromkeys((*CENTRAL_ROLES, *_names().values())))


def match_title(rules: Sequence[TitleRule], *texts: str) -> TitleRule | None:
    """Return the first rule that hits any of the texts (title, AID code)."""
    filled = [text for text in texts if text]
    return next((rule for rule in rules if any(rule.hits(text) for text in filled)), None)


def title_rule(row: Mapping[str, object]) -> TitleRule:
    """Return a row of the register of roles as what it decides."""
    share = row.get("time_share")
    return TitleRule(str(row["pattern"]), str(row["role"]), None if share is None else Decimal(str(share)))
