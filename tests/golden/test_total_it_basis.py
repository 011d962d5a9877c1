"""Do all figures that stand on total IT say the same about what it holds and how sure it is?"""

from decimal import Decimal

import pytest

from tests.fixtures.card_query import Answer, answer
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
def test_a_total_that_cannot_be_allocated_is_told_from_one_that_nobody_knows(
    card: tuple[str, str | None],
) -> None:
    unknown = {"total_it_sek": None, "k1_part_sek": None}
    assert asked(card, SCHOOL | unknown, GROUP).missing == "no_allocation"
    assert asked(card, SCHOOL | unknown).missing == "no_it_cost"


def test_the_group_without_any_it_cost_has_no_multiple() -> None:
    nothing = unit_year("group", 2021, has_ledger=False)
    assert answer("total_to_central_multiple", nothing).missing == "no_it_cost"
