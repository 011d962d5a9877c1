"""How far has a load come, for whoever waits for it and may want it stopped?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Doing = Literal["reading", "checking", "storing", "computing"]


@dataclass(frozen=True)
class Step:
    """What is done now; of a file also which one of how many, counted from 1."""

    doing: Doing
    file: str = ""
    place: int = 0
    count: int = 0


# Called before each step. What it raises ends the load, and then nothing of it is stored.
Told = Callable[[Step], None]


def untold(step: Step) -> None:
    """Tell nobody."""
