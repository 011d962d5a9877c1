"""Where do direct labels stand without touching each other?"""

from collections.abc import Sequence
from html import escape


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return the places moved apart to at least `gap`, in the same order, around where they were."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while (
            len(groups) > 1 and _bottom(groups[-1], places, gap) < _top(groups[-2], places, gap) + gap - 1e-9
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    moved = [0.0] * len(places)
    for group in groups:
        for step, index in enumerate(group):
            moved[index] = _bottom(group, places, gap) + step * gap
    return moved


def _bottom(group: Sequence[int], places: Sequence[float], gap: float) -> float:
    middle = sum(places[index] for index in group) / len(group)
    return middle - gap * (len(group) - 1) / 2


def _top(group: Sequence[int], places: Sequence[float], gap: float) -> float:
    return _bottom(group, places, gap) + gap * (len(group) - 1)


def year_ticks(years: Sequence[int], few: int = 4) -> list[str]:
    """Return the years as they stand under an axis: many are short between the first and the last."""
    ends = {0, len(years) - 1}
    return [
        str(year) if len(years) <= few or place in ends else f"{year % 100:02d}" for place, year in enumerate(years)
    ]


def plain(text: str) -> str:
    """Return a text that Plotly shows as it stands: it reads tags, entities and %{places} in whatever it is given."""
    return escape(text, quote=False).replace("%{", "&#37;{")


def wrapped(name: str, width: int) -> str:
    """Return a name broken into lines of about so many characters, for an axis or a panel title, shown as it stands."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(map(plain, lines))
