"""Do all figures that stand on total IT say the same about what it holds and how sure it is?"""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.fixtures.card_query import Answer, answer
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line
from tests.fixtures.unit_year import UnitYear, it_year, unit_year

ON_TOTAL_IT = [
    ("total_it_share", None),
    ("category_share", "external_it"),
    ("total_to_central_multiple", None),
    ("digitalisation_to_total_it", "incl_invest"),
    ("it_cost_change", "total_nominal"),
    ("it_cost_change", "total_share"),
    ("it_cost_per_fte", None),
    ("shadow_it_share", None),
]
OF_UNITS = [card for card in ON_TOTAL_IT if card[0] != "total_to_central_multiple"]
KNOWN = {"turnover_sek": Decimal(900), "turnover_status": "utfall", "total_fte": 9.0, "fte_status": "utfall"}
GROUP = it_year("group", 2021, "100", "50", "20", "30", **KNOWN)
SCHOOL = it_year("school", 2021, "40", "25", "10", "5", **KNOWN)


def asked(card: tuple[str, str | None], row: UnitYear, *others: UnitYear) -> Answer:
    """Return a card's answer about a row that has the same values in the year before."""
    before = [given | {"year": 2020} for given in (row, *others)]
    return answer(card[0], row, *others, *before, unit=str(row["unit"]), variant=card[1])


@pytest.mark.parametrize("card", ON_TOTAL_IT)
def test_nothing_is_named_where_every_category_has_lines(card: tuple[str, str | None]) -> None:
    figure = asked(card, GROUP)
    assert (figure.missing, figure.status, figure.counted_zero) == (None, "utfall", None)


@pytest.mark.parametrize("card", ON_TOTAL_IT)
@pytest.mark.parametrize(
    ("flag", "category"),
    [("has_k2", "external_it"), ("has_k3", "local_it_staff"), ("has_k4", "shadow_it")],
)
def test_a_category_without_lines_is_named(card: tuple[str, str | None], flag: str, category: str) -> None:
    assert asked(card, GROUP | {flag: False}).counted_zero == category


@pytest.mark.parametrize("card", OF_UNITS)
def test_central_it_is_named_where_there_is_none_or_the_unit_has_no_part(
    card: tuple[str, str | None],
) -> None:
    none = SCHOOL | {"k1_part_sek": None, "has_k1": False}
    no_part = SCHOOL | {"k1_part_sek": 0.0, "has_k1": False}
    part_of_zero = SCHOOL | {"k1_part_sek": 0.0}
    assert asked(card, none).counted_zero == "central_it"
    assert asked(card, no_part, GROUP).counted_zero == "central_it"
    assert asked(card, part_of_zero, GROUP).counted_zero is None


@pytest.mark.parametrize("card", ON_TOTAL_IT)
@pytest.mark.parametrize("estimate", [{"k3_from": "headcount"}, {"k4_declared_sek": Decimal(7)}])
def test_an_estimate_in_the_total_makes_the_figure_an_estimate(
    card: tuple[str, str | None], estimate: dict[str, object]
) -> None:
    assert asked(card, GROUP | estimate).status == "uppskattad"


@pytest.mark.parametrize("card", OF_UNITS)
@pytest.mark.parametrize("status", ["antagande", "uppskattad"])
def test_a_part_shared_out_by_an_assumed_headcount_is_no_surer_than_it(
    card: tuple[str, str | None], status: str
) -> None:
    assert asked(card, SCHOOL | {"k1_part_status": status}).status == status
    assert asked(card, SCHOOL | {"k1_part_status": "antagande", "k3_from": "headcount"}).status == "uppskattad"


@pytest.mark.parametrize(
    ("card", "variant"),
    [
        ("central_it_share", None),
        ("digitalisation_to_central_it", "excl_invest"),
        ("it_cost_change", "central_nominal"),
        ("it_cost_change", "central_share"),
    ],
)
def test_the_central_cost_is_as_sure_as_what_shares_it_out(card: str, variant: str | None) -> None:
    assert asked((card, variant), SCHOOL | {"k1_card_status": "antagande"}).status == "antagande"
    assert asked((card, variant), SCHOOL | {"k1_part_status": "antagande"}).status == "utfall"


@pytest.mark.parametrize("card", OF_UNITS)
def test_a_total_that_cannot_be_allocated_is_told_from_one_that_nobody_knows(
    card: tuple[str, str | None],
) -> None:
    unknown = {"total_it_sek": None, "k1_part_sek": None}
    assert asked(card, SCHOOL | unknown, GROUP).missing == "no_allocation"
    assert asked(card, SCHOOL | unknown).missing == "no_it_cost"


def test_the_group_without_any_it_cost_has_no_multiple() -> None:
    nothing = unit_year("group", 2021, has_ledger=False)
    assert answer("total_to_central_multiple", nothing).missing == "no_it_cost"


def test_the_parts_of_a_year_without_invoices_are_as_weak_as_the_weakest_headcount(tmp_path: Path) -> None:
    group = Group(tmp_path)
    group.set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("SCIT", "5010", 400), line("BUF", K2, 60), line("SOC", K2, 60))
    staff = {"period": "2024-06", "role": "other", "resource_class": "permanent"}
    group.deliver(
        "headcount",
        staff | {"unit": "BUF", "fte": 30, "status": "utfall"},
        staff | {"unit": "SOC", "fte": 10, "status": "budget"},
    )
    for unit, part in (("BUF", 400 * 30 / 40), ("municipality", 400)):
        share = group.figure("shadow_it_share", unit, 2024)
        assert (float(share.denominator), share.status) == (part + {"BUF": 60, "municipality": 120}[unit], "antagande")
    assert group.figure("digitalisation_to_central_it", "BUF", 2024, "excl_invest").status == "antagande"
    assert group.figure("digitalisation_to_central_it", "municipality", 2024, "excl_invest").status == "utfall"
    assert group.figure("shadow_it_share", "group", 2024).status == "utfall"
    assert group.figure("shadow_it_share", "SCIT", 2024).status is None
