"""Which figures belong together, and in which order is a reader told of them?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A theme under its code, with the ids of its cards in reading order."""

    code: str
    cards: tuple[str, ...]


THEMES = (
    Theme(
        "cost",
        (
            "central_it_share",
            "total_it_share",
            "category_share",
            "total_to_central_multiple",
            "it_cost_per_fte",
            "it_cost_change",
            "shadow_it_share",
            "internal_absorption",
            "digitalisation_share",
            "digitalisation_to_central_it",
            "digitalisation_to_total_it",
            "digitalisation_change",
        ),
    ),
    Theme(
        "staff",
        (
            "it_fte_share",
            "digital_to_it_fte",
            "permanent_digital_to_it_fte",
            "temporary_digital_share",
            "fte_change",
        ),
    ),
    Theme(
        "development",
        ("development_share", "development_gap", "development_utilisation", "zero_development_share"),
    ),
    Theme(
        "pacing",
        (
            "kpi1_allocation",
            "kpi2_effect",
            "kpi3_digital_services",
            "kpi4_digital_takeup",
            "kpi5_steering_change",
            "pace",
        ),
    ),
    Theme("equality", ("equality_spread", "equality_floor")),
    Theme("balance", ("balance_ei", "balance_ie")),
    Theme("traceability", ("benefit_valued_share", "benefit_to_cost", "cost_per_digital_service")),
)
