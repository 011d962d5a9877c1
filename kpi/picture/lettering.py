"""How wide is a text in the product's letters, and which characters can they show?"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Inter"
FILES = {False: "Inter-Regular.ttf", True: "Inter-SemiBold.ttf"}  # by whether the text is bold
UNKNOWN_WIDTH = 0.62  # of the size, for a character that the letters lack
# Joins and breaks that are seen by what they do; every other control is shown as what it is.
SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how many pixels a line of text takes, without kerning."""
    advances = _advances(bold)
    return size * sum(advances.get(ord(letter), UNKNOWN_WIDTH) for letter in text)


def legible(text: str) -> str:
    """Return a text as the letters can show it.

    A character that they lack, and one that would act unseen (a change of direction, a control), stands as its
    number between marks, so that nothing is lost and nothing is hidden.
    """
    return "".join(letter if _shows(letter) else f"‹U+{ord(letter):04X}›" for letter in SPACES.sub(" ", text))


def _shows(letter: str) -> bool:
    return ord(letter) in _advances(False) and unicodedata.category(letter) not in ("Cc", "Cf")


@cache
def _advances(bold: bool) -> dict[int, float]:
    """Return how wide every character is, in parts of the size."""
    with TTFont(FONTS / FILES[bold], lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}
