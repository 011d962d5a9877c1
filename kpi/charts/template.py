"""What do all charts share: font, margins, hover, separators, and where the title stands?"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import plotly.graph_objects as go

from data.language import Language
from kpi.charts.labels import plain
from kpi.charts.palette import INKS, MEANING, Ground, Inks
from kpi.table import Table

FONT = 'Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
# The title stands in the picture that is saved; on screen the page says it as a heading and the stylesheet
# clips this band away (pages/parts/assets/style.css, --chart-title).
TITLE_BAND = 72
SEPARATORS: dict[Language, str] = {"sv": ",\N{NO-BREAK SPACE}", "en": ".,"}


@dataclass(frozen=True)
class Frame:
    """What the reader is told about a chart: a message, its unit and period, in a language on a ground."""

    title: str
    subtitle: str
    language: Language = "sv"
    ground: Ground = "light"

    def in_unit(self, unit: str) -> "Frame":
        """Return the frame with the unit first in its subtitle: the builder chooses the scale of money."""
        return replace(self, subtitle=f"{unit}, {self.subtitle}" if self.subtitle else unit)

    @property
    def inks(self) -> Inks:
        """Return the ground's own colours."""
        return INKS[self.ground]


@dataclass(frozen=True)
class Chart:
    """A figure with all that stands in for it: title, alternative text and the same values as a table."""

    figure: go.Figure
    frame: Frame
    alt: str
    table: Table
    notes: tuple[str, ...] = field(default=())

    def __reduce__(self) -> tuple[Callable[..., "Chart"], tuple[object, ...]]:
        """Leave the figure in a cache as plain values: Plotly's own way checks every one of them again, in 4 ms."""
        return _restored, (self.figure.to_dict(), self.frame, self.alt, self.table, self.notes)


def _restored(figure: dict[str, object], *rest: object) -> Chart:
    return Chart(go.Figure(figure, _validate=False), *rest)


def template(ground: Ground, language: Language) -> go.layout.Template:
    """Return the product's own Plotly template; nothing of Plotly's default look is left."""
    inks = INKS[ground]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "gridcolor": inks.hairline,
        "linecolor": inks.hairline,
        "tickfont": {"size": 13, "color": inks.muted},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": inks.text},
            "colorway": list(MEANING.values()),
            "paper_bgcolor": inks.ground,
            "plot_bgcolor": inks.ground,
            "margin": {"l": 8, "r": 8, "t": TITLE_BAND, "b": 8},
            "separators": SEPARATORS[language],
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": inks.surface,
                "bordercolor": inks.muted,
                "font": {"family": FONT, "size": 13, "color": inks.text},
                "align": "left",
            },
            "xaxis": axis,
            "yaxis": axis,
            "uniformtext": {
                "mode": "hide",
                "minsize": 10,
            },  # a label that its area cannot hold is on hover and in the table,
        }
    )


def framed(figure: go.Figure, frame: Frame, height: int) -> go.Figure:
    """Return the figure in the template with its title band and a reserved height."""
    inks = frame.inks
    figure.update_layout(
        template=template(frame.ground, frame.language),
        height=height + TITLE_BAND,
        title={
            "text": plain(frame.title),
            "font": {"size": 17, "color": inks.text, "weight": 600},
            "subtitle": {"text": plain(frame.subtitle), "font": {"size": 13, "color": inks.muted}},
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "pad": {"t": 12, "l": 8},
            "automargin": False,
        },
    )
    return figure


def alt_text(frame: Frame, *sentences: str) -> str:
    """Return what a screen reader says for the chart: the message, unit and period, then the values."""
    said = [frame.title, frame.subtitle, *(sentence for sentence in sentences if sentence)]
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in said if part)
