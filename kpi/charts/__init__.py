"""Every chart of the product, from plain rows: a figure, its title, its words and its table."""

from kpi.charts.bridge import bridge
from kpi.charts.dots import Dot, dots
from kpi.charts.lines import Line, Mark, Point, multiples, trend
from kpi.charts.pace import Target, pace_curve
from kpi.charts.pace_multiples import pace_multiples
from kpi.charts.palette import INKS, IT_CATEGORIES, MEANING, Ground
from kpi.charts.stacked import categories, digitalisation
from kpi.charts.template import Chart, Frame

__all__ = [
    "INKS", "IT_CATEGORIES", "MEANING", "Chart", "Dot", "Frame", "Ground", "Line", "Mark", "Point", "Target",
    "bridge", "categories", "digitalisation", "dots", "multiples", "pace_curve", "pace_multiples", "trend",
]  # fmt: skip
