"""What does each lever of a model begin at, and where in the store does that come from?"""

from collections.abc import Callable

from data.access import Viewer
from data.seen import for_viewer, refused
from data.store import Store
from kpi.scenarios import start_cost, start_service
from kpi.scenarios.models import Model, Start
from kpi.scenarios.origins import Asked

__all__ = ["Asked", "start"]

_STARTS: dict[str, Callable[[Store, Viewer, Asked], Start]] = {
    "renewal": start_cost.renewal,
    "investment_gap": start_cost.investment_gap,
    "development_target": start_cost.development_target,
    "allocation": start_cost.allocation,
    "supply_demand": start_service.supply_demand,
    "boundary": start_service.boundary,
    "activity_cost": start_service.activity_cost,
    "adoption": start_service.adoption,
}


@for_viewer
def start(store: Store, viewer: Viewer, model: Model, asked: Asked) -> Start:
    """Return what a model begins with for a year and a unit, the municipality or the group.

    Raises: UserError for a role that may not open scenarios.
    """
    if not viewer.may("scenario"):
        raise refused(store.folder, viewer, "scenario", "scenario_refused")
    return _STARTS[model.id](store, viewer, asked)
