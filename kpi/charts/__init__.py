"""Every chart of the product, from plain rows: a figure, its title, its words and its table."""

from kpi.charts.activities import Delivery, activities
from kpi.charts.amounts import Amount, amounts
from kpi.charts.balance import End, Stand, balance
from kpi.charts.beside import Panel, beside
from kpi.charts.bridge import bridge
from kpi.charts.diverging import Change, diverging
from kpi.charts.dots import Dot, dots
from kpi.charts.funnel import Benefit, funnel
from kpi.charts.layers import invested, local_roles, staff, work
from kpi.charts.lines import Line, Mark, Point, multiples, trend
from kpi.charts.over_time import Series, over_time
from kpi.charts.pace import pace_curve
from kpi.charts.pace_course import Course, Target
from kpi.charts.pace_multiples import pace_multiples
from kpi.charts.palette import INKS, IT_CATEGORIES, MEANING, Ground
from kpi.charts.planned import Plan, planned_used
from kpi.charts.ratings import Pair, ratings
from kpi.charts.stacked import categories, digitalisation
from kpi.charts.template import Chart, Frame
from kpi.charts.year_end import Runs, year_end

__all__ = [
    "INKS", "IT_CATEGORIES", "MEANING", "Amount", "Benefit", "Change", "Chart", "Course", "Delivery", "Dot",
    "End", "Frame", "Ground", "Line", "Mark", "Pair", "Panel", "Plan", "Point", "Runs", "Series", "Stand",
    "Target", "activities", "amounts", "balance", "beside", "bridge", "categories", "digitalisation",
    "diverging", "dots", "funnel", "invested", "local_roles", "multiples", "over_time", "pace_curve",
    "pace_multiples", "planned_used", "ratings", "staff", "trend", "work", "year_end",
]  # fmt: skip
