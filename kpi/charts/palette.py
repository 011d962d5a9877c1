"""Which colour means what, on a light and on a dark ground?"""

from dataclasses import dataclass
from typing import Literal

Ground = Literal["light", "dark"]

# Each has at least 3:1 against both grounds, so that one palette serves screen, dark screen and print.
# They are told apart by order, label and a line between areas that touch, never by colour alone.
MEANING = {
    "central_it": "#2c67b4",
    "external_it": "#4c97d6",
    "local_it_staff": "#1a9388",
    "shadow_it": "#bb7a09",
    "digitalisation": "#8a5fc4",
    "internal_it": "#7d848e",
    "unclassified": "#b8474e",
}
IT_CATEGORIES = ("central_it", "external_it", "local_it_staff", "shadow_it")
OUTLINED = ("internal_it",)
HATCHED = ("unclassified",)


@dataclass(frozen=True)
class Inks:
    """The colours of a ground that carry no meaning of their own."""

    ground: str
    text: str
    muted: str
    hairline: str
    surface: str
    accent: str


INKS: dict[Ground, Inks] = {
    "light": Inks("#ffffff", "#1c2127", "#5b636e", "#d5d9df", "#f4f5f7", "#1f5aa8"),
    "dark": Inks("#15181d", "#e8ebef", "#a2abb8", "#3a414b", "#1e2229", "#7fb2ea"),
}
LABEL_DARK, LABEL_LIGHT = "#0b0d10", "#ffffff"


def label_on(colour: str) -> str:
    """Return the ink that reads best on a coloured area."""
    return max((LABEL_DARK, LABEL_LIGHT), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def faded(colour: str, opacity: float) -> str:
    """Return the colour as rgba, for fills whose outline carries the contrast."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
