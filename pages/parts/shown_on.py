"""On which pages is each figure shown?"""

# page -> the cards whose figures it shows by name. Vägen tillbaka explains any of them. tests/test_definitions.py
# holds this against what the pages' own modules ask for.
SHOWN: dict[str, tuple[str, ...]] = {
    "overview": (
        "central_it_share",
        "total_it_share",
        "digitalisation_share",
        "it_cost_change",
        "internal_absorption",
    ),
    "units": (
        "total_it_share",
        "it_cost_per_fte",
        "it_cost_change",
        "central_it_share",
        "digitalisation_share",
        "internal_absorption",
        "equality_floor",
        "development_share",
        "development_gap",
        "development_utilisation",
        "it_fte_share",
    ),
    "development": (
        "development_share",
        "development_gap",
        "development_utilisation",
        "zero_development_share",
    ),
    "pacing": (
        "kpi1_allocation",
        "kpi2_effect",
        "kpi3_digital_services",
        "kpi4_digital_takeup",
        "kpi5_steering_change",
        "pace",
    ),
    "staffing": (
        "it_fte_share",
        "digital_to_it_fte",
        "permanent_digital_to_it_fte",
        "temporary_digital_share",
        "fte_change",
    ),
    "forecast": ("total_it_share", "central_it_share", "digitalisation_share"),
    "equality": ("equality_spread", "equality_floor", "total_it_share", "it_cost_per_fte"),
    "balance": ("balance_ei", "balance_ie"),
    "traceability": (
        "benefit_valued_share",
        "benefit_to_cost",
        "cost_per_digital_service",
        "total_it_share",
    ),
}


def places_showing(card: str) -> tuple[str, ...]:
    """Return the names of the pages that show a card's figures, in the order of the side bar."""
    return tuple(name for name, shown in SHOWN.items() if card in shown)
