"""What is written in a curve of a pace, and where, so that no words touch a line or each other?"""

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread
from kpi.charts.pace_course import UNIT, Course
from kpi.charts.template import Frame

APART = 0.13  # of the axis: of two years closer than this only the first wanted is labelled
ELECTION, BETWEEN = 2022, 4  # a year of Swedish municipal elections, and the years of a mandate period
LINE_HEIGHT = 0.22  # of the highest share: room for a label of three lines
Label = dict[str, object]


def ticks(course: Course) -> list[int]:
    """Return the years that are labelled: today, the target, the ends, as far as they do not touch."""
    target = course.target_in_view
    chosen: list[int] = []
    for year in (course.now, *([target.year] if target else []), course.last, course.first):
        if all(abs(year - other) > APART * (course.last - course.first) for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def elections(course: Course) -> list[int]:
    """Return the years of elections, between which a mandate period lies."""
    return [year for year in range(course.first, course.last + 1) if not (year - ELECTION) % BETWEEN]


def election_labels(course: Course, frame: Frame) -> list[Label]:
    """Return a word at the top of each election's line."""
    words = text("chart.pace.election", frame.language)
    placed = {"y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left", "xshift": 2, "showarrow": False}
    muted = {"font": {"size": 11, "color": frame.inks.muted}}
    return [placed | muted | {"x": year, "text": words} for year in elections(course)]


def point_labels(course: Course, frame: Frame) -> list[Label]:
    """Return the shares of the first and the last year, and the target, beside their points and off the lines."""
    known, target = course.known, course.target_in_view
    (first_year, first), (year, share) = known[0], known[-1]
    found = [_share(year, share, frame) | {"xanchor": "right" if len(known) > 1 else "center", "xshift": 4}]
    if len(known) > 1:
        below = {"yanchor": "top", "yshift": -7} if known[1][1] > first else {}
        found.append(_share(first_year, first, frame) | {"xanchor": "left", "xshift": -8} | below)
    if target:
        found.append(_at(target.year, target.share, target.words(frame), frame) | {"xanchor": "right", "xshift": 8})
    return found


def end_labels(course: Course, frame: Frame) -> list[Label]:
    """Return what the lines lead to, in the margin to the right of the last year."""
    language, ends = frame.language, []
    if course.ahead:
        end = course.ahead[-1]
        share, highest = (fmt.figure(value, UNIT, language, "sentence") for value in (end.share_pct, end.highest_pct))
        lowest = fmt.number(end.lowest_pct, fmt.sentence_decimals(end.lowest_pct), language)
        key = "chart.pace.end_range" if course.has_range else "chart.pace.end"
        words = text(key, language, share=f"<b>{share}</b>", lowest=lowest, highest=highest)
        ends.append((end.share_pct, words))
    if course.path and not course.target_in_view:
        share_pct = course.path[-1][1]
        share = fmt.figure(share_pct, UNIT, language, "sentence")
        ends.append((share_pct, text("chart.pace.end_required", language, share=share)))
    places = spread([share_pct for share_pct, _ in ends], course.top * LINE_HEIGHT)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": place, "yanchor": "middle", "showarrow": False,
         "align": "left", "text": words, "font": {"size": 12, "color": frame.inks.text}}
        for (_, words), place in zip(ends, places, strict=True)
    ]  # fmt: skip


def _share(year: int, share_pct: float, frame: Frame) -> Label:
    printed = fmt.figure(share_pct, UNIT, frame.language, "sentence")
    return _at(year, share_pct, printed, frame) | {"font": {"size": 13, "color": frame.inks.text, "weight": 600}}


def _at(year: int, share_pct: float, words: str, frame: Frame) -> Label:
    return {
        "x": year, "y": share_pct, "yanchor": "bottom", "yshift": 7, "showarrow": False, "text": words,
        "font": {"size": 12, "color": frame.inks.text},
    }  # fmt: skip
