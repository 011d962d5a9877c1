"""May this reader take this scenario along, and what does its workbook say?"""

from collections.abc import Mapping

from data.access import Viewer
from data.language import Language
from data.seen import for_viewer
from data.store import Store
from kpi.scenarios.defaults import Asked, start
from kpi.scenarios.models import Model, today_levers
from kpi.scenarios.workbook import Scenario, workbook

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_viewer
def scenario_workbook(
    store: Store,
    viewer: Viewer,
    model: Model,
    asked: Asked,
    positions: Mapping[str, str],
    about: tuple[str, ...],
    language: Language,
) -> bytes:
    """Return a scenario as an xlsx file with live formulas.

    Raises: UserError for a role that may not open scenarios, or for a lever that cannot be.
    """
    begun = start(store, viewer, model, asked)
    levers = model.levers.turned(positions)
    return workbook(Scenario(model, levers, today_levers(model, levers, begun), begun, about), language)
