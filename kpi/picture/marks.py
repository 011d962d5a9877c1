"""What are the marks of a picture written as: SVG elements in which no text becomes markup?"""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal

from kpi.picture.lettering import legible, width

LINE_HEIGHT = 1.3
BASELINE = 0.36  # of the size, below the middle of a line
TAGS = re.compile(r"(<br>|</?b>|<span style=\"color:[^\"<>]*\">|</span>)")
RGBA = re.compile(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)")
DASHES = {"dash": "7 5", "dot": "1.5 3.5"}
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Run:
    """A piece of a line in one colour and weight."""

    text: str
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True)
class Letters:
    """How a text is set."""

    size: float = 13
    colour: str = "#1c2127"
    bold: bool = False


Lines = list[list[Run]]


def lines_of(said: str, bold: bool = False) -> Lines:
    """Return the lines of a chart's label; its own few tags are read, everything else is text."""
    found: Lines = [[]]
    is_bold, colour = bold, None
    for piece in TAGS.split(said or ""):
        if piece == "<br>":
            found.append([])
        elif piece in ("<b>", "</b>"):
            is_bold = bold or piece == "<b>"
        elif piece.startswith("<span style="):
            colour = piece.split("color:")[1].split('"')[0]
        elif piece == "</span>":
            colour = None
        elif piece:
            found[-1].append(Run(legible(unescape(piece)), is_bold, colour))
    return found


def line_width(line: list[Run], size: float) -> float:
    """Return how many pixels a line takes."""
    return sum(width(run.text, size, run.bold) for run in line)


def block_width(lines: Lines, size: float) -> float:
    """Return how many pixels the longest line takes."""
    return max((line_width(line, size) for line in lines), default=0.0)


def text_block(lines: Lines, x: float, middle: float, letters: Letters, anchor: Anchor = "start") -> str:
    """Return lines of text around a middle height."""
    step = letters.size * LINE_HEIGHT
    top = middle - step * (len(lines) - 1) / 2
    return "".join(_line(line, x, top + step * place, letters, anchor) for place, line in enumerate(lines))


def _line(line: list[Run], x: float, middle: float, letters: Letters, anchor: Anchor) -> str:
    runs = "".join(_run(run, letters) for run in line)
    return (
        f'<text x="{_n(x)}" y="{_n(middle + letters.size * BASELINE)}" font-size="{_n(letters.size)}" '
        f'fill="{letters.colour}" text-anchor="{anchor}" xml:space="preserve">{runs}</text>'
    )


def _run(run: Run, letters: Letters) -> str:
    look = ' font-weight="600"' if run.bold or letters.bold else ""
    look += f' fill="{escape(run.colour, quote=True)}"' if run.colour else ""
    return f"<tspan{look}>{escape(run.text)}</tspan>" if look else escape(run.text)


def rectangle(
    x: float, y: float, wide: float, high: float, fill: str, stroke: str = "", thick: float = 0
) -> str:
    """Return an area, with a line around it where `thick` says so."""
    edge = f' stroke="{stroke}" stroke-width="{_n(thick)}"' if thick and stroke else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"{paint(fill)}{edge}/>'


def path(points: list[tuple[float, float]], colour: str, thick: float, dash: str | None = None) -> str:
    """Return a line through points."""
    if len(points) < 2:
        return ""
    drawn = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    dashes = f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
    return f'<path d="{drawn}" fill="none"{_stroke(colour)} stroke-width="{_n(thick)}"{dashes}/>'


def area(points: list[tuple[float, float]], fill: str) -> str:
    """Return a closed area between points."""
    drawn = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return f'<path d="{drawn}Z"{paint(fill)}/>' if len(points) > 2 else ""


def point(x: float, y: float, size: float, is_diamond: bool, fill: str, edge: str, thick: float) -> str:
    """Return a marker: a circle, or a diamond of the same height."""
    look = f'{paint(fill)} stroke="{edge}" stroke-width="{_n(thick)}"'
    if not is_diamond:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size / 2)}"{look}/>'
    half = size * 0.65
    corners = f"M{_n(x)} {_n(y - half)}L{_n(x + half)} {_n(y)}L{_n(x)} {_n(y + half)}L{_n(x - half)} {_n(y)}Z"
    return f'<path d="{corners}"{look}/>'


def hatching(name: str, ink: str, ground: str) -> str:
    """Return the definition of a hatched fill."""
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6"{paint(ground)}/><path d="M0 0V6"{_stroke(ink)} stroke-width="2.4"/></pattern>'
    )


def paint(colour: str) -> str:
    """Return a fill: rgba() as a colour with its opacity."""
    found = RGBA.fullmatch(colour or "")
    if not found:
        return f' fill="{colour or "none"}"'
    red, green, blue, opacity = found.groups()
    if float(opacity) == 0:
        return ' fill="none"'
    return f' fill="rgb({red},{green},{blue})" fill-opacity="{opacity}"'


def _stroke(colour: str) -> str:
    return paint(colour).replace("fill", "stroke")


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
