"""What do the levers of M5 to M8 begin at: the queue of needs, a service's volume and cost, adoption?"""

from collections import Counter
from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.figures import figures
from kpi.scenarios.adoption import AdoptionData
from kpi.scenarios.boundary import MOST, BoundaryData, ServiceVariation, Volume, variation
from kpi.scenarios.models import Default, Origin, Start
from kpi.scenarios.origins import (
    HUNDRED,
    Asked,
    Service,
    known,
    lacking,
    mean_of,
    of_parameter,
    of_register,
    rounded,
    services,
)
from kpi.scenarios.supply_demand import QueueData, QueueMonth

SCOPES = ("municipality", "group")
USUAL_AHEAD, USUAL_YEARS, USUAL_DIGITAL_PCT, RECENT = 24, 10, 50, 12


@for_viewer
def supply_demand(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return the months of needs and deliveries, and what an hour is and costs."""
    rows = store.query("scenarios/backlog", unit=asked.unit, year=asked.year).to_pylist()
    months = tuple(QueueMonth(row["month"], row["demand_hours"], row["supply_hours"]) for row in rows)
    recent = months[-RECENT:]
    mean = Origin("backlog_mean", {"months": len(recent)}) if recent else of_register("backlog", asked)
    per_fte, cost = (of_parameter(name, asked.year) for name in ("hours_per_fte", "cost_per_fte"))
    an_hour = rounded(cost.value / per_fte.value) if cost.value and per_fte.value else None
    hourly = Origin("cost_per_hour", cost.origin.values) if an_hour else cost.origin
    defaults = {
        "moved_fte": Default(Decimal(0), Origin("nothing_yet")),
        "moved_gain_pct": _not_developing(store, viewer, asked.year),
        "extra_sek": Default(Decimal(0), Origin("nothing_yet")),
        "local_fte": Default(Decimal(0), Origin("nothing_yet")),
        "begins": Default("ahead", Origin("usual")),
        "demand_hours": known(mean_of([month.demand_hours for month in recent]), mean),
        "supply_hours": known(mean_of([month.supply_hours for month in recent]), mean),
        "months_ahead": Default(USUAL_AHEAD, Origin("usual")),
        "hours_per_fte": per_fte,
        "cost_per_hour_sek": Default(an_hour, hourly),
    }
    last = months[-1].month if months else asked.year * 100 + 12
    notes = _series_notes(rows)
    return Start(defaults, QueueData(months, last), lacking(backlog=months), notes)


@for_viewer
def boundary(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return the volumes of the service asked for, else of the one that varies most."""
    names = _names(services(store, asked.unit, asked.year))
    series: dict[str, list[Volume]] = {}
    for row in store.query("scenarios/volumes", unit=asked.unit, year=asked.year).to_pylist():
        place = (row["month"] // 100 - asked.year + 2) * 12 + row["month"] % 100
        series.setdefault(row["service"], []).append(Volume(place, row["month"], row["cases"]))
    varying = []
    for service, volumes in series.items():
        held = variation(volumes, MOST)
        varying.append(ServiceVariation(service, names.get(service, service), held and held.share))
    varying.sort(key=lambda each: (each.share is None, -(each.share or 0), each.name))
    chosen = asked.service if asked.service in series else varying[0].service if varying else None
    defaults = {
        "months": Default(MOST, Origin("usual")),
        "limit": of_parameter("boundary_limit", asked.year),
        "own_volumes": Default("", Origin("stored_volumes", {"year": asked.year})),
    }
    volumes = tuple(series.get(chosen, ()))
    return Start(
        defaults,
        BoundaryData(volumes, tuple(varying)),
        lacking(service_volumes=series),
        services={each.service: each.name for each in varying},
        service=chosen,
    )


@for_viewer
def activity_cost(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return what the service asked for costs by activity, else the one with most meeting time."""
    held = services(store, asked.unit, asked.year)
    costed = [service for service in held if service.meeting_sek is not None]
    largest = max(costed, key=lambda service: service.meeting_sek, default=None)
    chosen = next((service for service in costed if service.service == asked.service), largest)
    of_service = of_register("services", asked, count=1)
    (moved,) = store.query("scenarios/benefit", unit=asked.unit, year=asked.year).to_pylist()
    rate = moved["effect_sek"] / moved["realised_sek"] * HUNDRED if moved["realised_sek"] else None
    defaults = {
        "meeting_sek": known(chosen and chosen.meeting_sek, of_service),
        "preparation_sek": known(chosen and chosen.preparation_sek, of_service),
        "waste_sek": known(chosen and chosen.waste_sek, of_service),
        "digital_pct": _target_of(store, asked, chosen),
        "added_it_sek": known(chosen and chosen.it_cost_sek, Origin("as_much_it_again", {"year": asked.year})),
        "reallocated_pct": known(rounded(rate), Origin("reallocated", {"year": asked.year}, "kpi2_effect", "2A")),
    }
    return Start(
        defaults,
        None,
        lacking(services=costed, initiatives=rate is not None),
        services=_names(costed),
        service=chosen.service if chosen else None,
    )


@for_viewer
def adoption(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return where the digital share stands, how fast it grows, and what the services offer."""
    rows = store.query("scenarios/pace", unit=asked.unit, year=asked.year).to_pylist()
    row = rows[0] if rows else {}
    card, variant = ("kpi3_digital_services", "3A") if row.get("basis") == "services" else ("kpi4_digital_takeup", "4A")
    levels = [service.level for service in services(store, asked.unit, asked.year)]
    now = mean_of([Decimal(level) for level in levels])
    level = known(now, Origin("service_levels", {"count": len(levels), "year": asked.year}))
    target = Origin("target", {"year": row.get("target_year")}, "pace", "required")
    defaults = {
        "form": Default("straight", Origin("usual")),
        "share_pct": known(rounded(row.get("share_pct")), Origin("card", {"year": asked.year}, card, variant)),
        "pace_pp": known(rounded(row.get("outcome_pp")), Origin("card", {"year": asked.year}, "pace", "outcome")),
        "digital_target_pct": known(rounded(row.get("target_pct")), target),
        "years": Default(USUAL_YEARS, Origin("usual")),
        "level": level,
        "level_now": level,
        "ceiling_pct": of_parameter("adoption_ceiling", asked.year, HUNDRED),
        "dip_pct": of_parameter("adoption_dip", asked.year, HUNDRED),
        "recovery_years": of_parameter("adoption_recovery", asked.year),
    }
    missing = lacking(
        service_volumes=row.get("share_pct") is not None,
        services=levels,
        pace_targets=row.get("target_pct") is not None,
    )
    return Start(defaults, AdoptionData(asked.year), missing)


def _not_developing(store: Store, viewer: Viewer, year: int) -> Default:
    """Return how much of a developer's time at the centre is not development already."""
    (central,) = store.query("scenarios/central_unit").to_pylist()
    if central["unit"] and year in store.query("filters/years").column("year").to_pylist():
        found = figures(store, viewer, ["development_share"], [central["unit"]], [year])
        share = next((rounded(figure.value) for figure in found), None)
        if share is not None:
            origin = Origin("not_development", {"year": year}, "development_share", None, central["unit"])
            return Default(HUNDRED - share, origin)
    return Default(HUNDRED, Origin("all_gained"))


def _target_of(store: Store, asked: Asked, service: Service | None) -> Default:
    """Return the share that is to be digital: the target of the service's unit, else of its whole, else half."""
    whose = dict.fromkeys([*([service.unit] if service else []), asked.unit, *SCOPES])
    for unit in whose:
        for row in store.query("scenarios/pace", unit=unit, year=asked.year).to_pylist():
            if row["target_pct"] is not None:
                origin = Origin("target", {"year": row["target_year"]}, "pace", "required", unit)
                return Default(rounded(row["target_pct"]), origin)
    return Default(Decimal(USUAL_DIGITAL_PCT), Origin("half"))


def _series_notes(rows: list[dict]) -> tuple[str, ...]:
    """Return whether months lack a unit that others have, or are missing in between."""
    if not rows:
        return ()
    first, last = rows[0]["month"], rows[-1]["month"]
    months = (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1
    partial = len({row["units"] for row in rows}) > 1
    return (*(("backlog_partial",) if partial else ()), *(("backlog_gaps",) if months > len(rows) else ()))


def _names(held: list[Service]) -> dict[str, str]:
    """Return the names of services by code, with the code where two have the same."""
    twice = {name for name, times in Counter(service.name for service in held).items() if times > 1}
    return {
        service.service: f"{service.name} ({service.service})" if service.name in twice else service.name
        for service in held
    }
