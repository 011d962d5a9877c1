"""What does each role do with the product, step by step, and on which page?"""

from collections.abc import Mapping
from dataclasses import dataclass

from data.access import Role
from data.language import Language, text


@dataclass(frozen=True)
class Step:
    """One thing to do, on one page."""

    role: Role
    place: str

    def title(self, language: Language) -> str:
        """Return what is done, in a few words."""
        return text(f"guide.{self.role}.{self.place}", language)

    def told(self, language: Language) -> str:
        """Return how it is done."""
        return text(f"guide.{self.role}.{self.place}.how", language)


PLACES_OF: Mapping[Role, tuple[str, ...]] = {
    "controller": ("deliver", "classify", "shadow_it", "internal", "reconcile", "publish", "log"),
    "it_director": ("overview", "units", "development", "pacing", "equality", "scenarios", "followup"),
    "politician": ("summary", "definitions", "glossary"),
    "administrator": ("roles", "log", "definitions"),
}


def steps(role: Role) -> tuple[Step, ...]:
    """Return a role's steps, in the order they are taken."""
    return tuple(Step(role, place) for place in PLACES_OF[role])
