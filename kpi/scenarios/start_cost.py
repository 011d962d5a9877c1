"""What do the levers of M1 to M4 begin at: infrastructure, investments, development, who pays?"""

from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.scenarios.allocation import AllocationData, UnitBase
from kpi.scenarios.development_target import TargetData, UnitGap
from kpi.scenarios.models import Default, Origin, Start
from kpi.scenarios.origins import (
    HUNDRED,
    Asked,
    difference,
    known,
    lacking,
    of_ledger,
    of_parameter,
    of_register,
    rounded,
    unrounded,
    whole_number,
    whole_of,
)
from kpi.scenarios.renewal import Asset, RenewalData, registered_need, weighted_life


@for_viewer
def renewal(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return what there is to renew and the cost base a mark-up is laid on: K1 gross, else all the unit's IT."""
    rows = store.query("scenarios/assets", unit=asked.unit).to_pylist()
    assets = [Asset(row["replacement_sek"], row["life_years"]) for row in rows if row["life_years"]]
    whole = whole_of(store, asked)
    gross = whole.get("k1_gross_sek")
    base = gross if gross is not None else whole.get("total_it_sek")
    card, key = ("central_it_share", "central_cost") if gross is not None else ("total_it_share", "total_it")
    replacement = sum((asset.replacement_sek for asset in assets), Decimal(0)) if assets else None
    register = of_register("assets", asked, count=len(assets))
    defaults = {
        "replacement_sek": known(replacement, register),
        "cost_base_sek": known(rounded(base), of_ledger(key, asked, card)),
        "markup_pct": of_parameter("renewal_markup", asked.year, HUNDRED),
        "life_years": known(rounded(weighted_life(assets)), Origin("weighted_life") if assets else register),
    }
    missing = lacking(assets=assets, ledger=whole.get("has_ledger"))
    return Start(defaults, RenewalData(registered_need(assets)), missing)


@for_viewer
def investment_gap(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return the hours of initiatives that investment money pays, and the drift money beside it."""
    (row,) = store.query("scenarios/investment_hours", unit=asked.unit, year=asked.year).to_pylist()
    whole = whole_of(store, asked)
    # initiatives without one that investment pays are known to take 0 of its hours
    hours = row["hours"] if row["invested"] else Decimal(0) if row["initiatives"] else None
    counted = of_register("initiatives", asked, count=row["invested"])
    drift = whole.get("digitalisation_drift_sek")
    defaults = {
        "investment_hours": known(rounded(hours), counted),
        "gap_low_sek": of_parameter("investment_gap_low", asked.year),
        "gap_high_sek": of_parameter("investment_gap_high", asked.year),
        "drift_sek": known(drift, of_ledger("digital_drift", asked, "digitalisation_share", "incl_invest")),
    }
    notes = ("hours_missing",) if row["invested"] > row["invested_with_hours"] else ()
    return Start(defaults, None, lacking(initiatives=hours is not None), notes)


@for_viewer
def development_target(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return the target, the resource and its use as the card development_gap has them."""
    rows = store.query("scenarios/development", unit=asked.unit, year=asked.year).to_pylist()
    whole = rows[0] if rows and rows[0]["is_whole"] else {}
    resource, target = whole.get("resource_sek"), whole.get("target_share")
    wanted = Origin(f"target_{whole.get('target_from')}", {"year": asked.year})
    of_gap = {variant: Origin("card", {"year": asked.year}, "development_gap", variant) for variant in ("sek", "fte")}
    defaults = {
        "target_pct": known(None if target is None else rounded(target * HUNDRED), wanted),
        "resource_sek": known(rounded(resource), of_gap["sek"]),
        "used_sek": known(rounded(whole.get("gap_used_sek")), of_gap["sek"]),
        "resource_fte": known(rounded(whole.get("resource_fte")), of_gap["fte"]),
        "used_fte": known(rounded(whole.get("gap_used_fte")), of_gap["fte"]),
    }
    units = tuple(
        UnitGap(
            row["unit"],
            row["name"],
            rounded(row["resource_sek"]),
            rounded(row["gap_used_sek"]),
            difference(row["gap_wanted_sek"], row["gap_used_sek"]),
        )
        for row in rows
        if not row["is_whole"]
    )
    gaps = TargetData(
        units,
        difference(whole.get("gap_wanted_sek"), whole.get("gap_used_sek")),
        difference(whole.get("gap_wanted_fte"), whole.get("gap_used_fte")),
    )
    missing = lacking(development=whole.get("gap_used_fte") is not None, ledger=resource is not None)
    return Start(defaults, gaps, missing)


@for_viewer
def allocation(store: Store, viewer: Viewer, asked: Asked) -> Start:
    """Return what is to be carried in the group, and the units with their staff and invoices."""
    whole = whole_of(store, Asked(asked.year, "group"))
    rows = store.query("scenarios/payers", year=asked.year).to_pylist()
    (unmatched,) = store.query("scenarios/unmatched", year=asked.year).to_pylist()
    units = tuple(
        UnitBase(row["unit"], row["name"], row["kind"], unrounded(row["fte"]), row["invoiced_sek"], row["turnover_sek"])
        for row in rows
    )
    gross = whole.get("k1_gross_sek")
    defaults = {
        "gross_cost_sek": known(gross, of_ledger("central_cost", asked, "central_it_share", unit="group")),
        "outside_income_sek": known(
            whole.get("outside_income_sek") if gross is not None else None, of_ledger("outside_income", asked)
        ),
        "companies": Default("in", Origin("report_all")),
        "transition_years": whole_number(of_parameter("allocation_transition", asked.year)),
        "own_units": Default("", Origin("stored_units", {"count": len(units), "year": asked.year})),
    }
    staffed = any(unit.fte for unit in units)
    from_buyers = any(unit.invoiced_sek for unit in units) and not rows[0]["has_income"]
    notes = ("invoiced_from_buyers",) if from_buyers else ()
    return Start(
        defaults,
        AllocationData(units, unmatched["unmatched_sek"]),
        lacking(ledger=gross is not None, headcount=staffed),
        notes,
    )
