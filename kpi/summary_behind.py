"""Which chart and tables stand behind each of the five sentences, down to unit and year?"""

from collections.abc import Callable, Mapping

from data.language import Language
from kpi.charts import Ground
from kpi.published import Published
from kpi.summary import Facts
from kpi.summary_behind_change import behind_change, behind_cost
from kpi.summary_behind_parts import Asked, Behind
from kpi.summary_behind_work import behind_means, behind_pace, behind_work
from kpi.summary_parts import Topic

MADE: Mapping[Topic, Callable[[Asked], Behind]] = {
    "cost": behind_cost,
    "change": behind_change,
    "work": behind_work,
    "pace": behind_pace,
    "means": behind_means,
}


def behind(topic: Topic, published: Published, found: Facts, language: Language, ground: Ground = "light") -> Behind:
    """Return what one sentence rests on; made only when it is asked for."""
    return MADE[topic](Asked(published, found, language, ground))
