"""Does the worked example of kpis.md section 6, entered as registers, give every number that is printed there?"""

import pytest
import sqlglot

from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from tests.fixtures.card_query import query_text
from tests.fixtures.group import Group
from tests.fixtures.worked_example import example_group


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return example_group(tmp_path_factory.mktemp("example"))


def of(group: Group, card: str, variant: str) -> Figure:
    return group.figure(card, "BUF", 2021, variant)


# card, variant, the sum that a pencil makes, what the definitions print
PRINTED = [
    ("kpi1_allocation", "1A_planned", 404 / 8081.8 * 100, "5,0"),
    ("kpi1_allocation", "1A_used", 242.5 / 8081.8 * 100, "3,0"),
    ("kpi2_effect", "2A", (9.9 + 10.0) / 66.3, "0,30"),
    ("kpi3_digital_services", "3A", 36 / 240 * 100, "15,0"),
    ("kpi4_digital_takeup", "4A", 310_000 / 1_240_000 * 100, "25,0"),
    ("kpi5_steering_change", "5A", (1 - 17 / 24) * 100, "29,2"),
    ("kpi5_steering_change", "5B", (3 + 2 + 1) / 20 * 100, "30,0"),
    ("pace", "outcome", (25 - 22) / (2021 - 2020), "3,0"),
    ("pace", "decided", (60 - 25) / (2028 - 2021), "5,0"),
    ("pace", "required", (60 - 25) / 7, "5,0"),
    ("pace", "years_to_target", (60 - 25) / 3, "11,7"),
    ("pace", "compliance", 3 / 5 * 100, "60,0"),
]


@pytest.mark.parametrize(("card", "variant", "value", "printed"), PRINTED)
def test_the_worked_example_gives_what_the_definitions_print(
    card: str, variant: str, value: float, printed: str, group: Group
) -> None:
    figure = of(group, card, variant)
    assert figure.value == pytest.approx(value)
    assert fmt.number(figure.value, len(printed.partition(",")[2]), "sv") == printed
    assert (figure.status, figure.missing) == ("utfall", None)


def test_the_example_s_utilisation_is_what_is_used_of_what_is_planned(group: Group) -> None:
    used, planned = of(group, "kpi1_allocation", "1A_used"), of(group, "kpi1_allocation", "1A_planned")
    assert used.numerator / planned.numerator * 100 == pytest.approx(60.0, abs=0.05)


def test_the_group_of_one_active_unit_has_its_figures_but_not_its_target(group: Group) -> None:
    for card, variant, value, _ in PRINTED:
        figure = group.figure(card, "group", 2021, variant)
        if variant in ("required", "years_to_target", "compliance"):
            assert figure.value is None
        else:
            assert figure.value == pytest.approx(0 if variant == "decided" else value)


def test_the_measures_of_the_example_are_counted_as_the_definitions_count_them(group: Group) -> None:
    """A∩B 17 and A∪B 24: the numerator of 5A is what the two do not share."""
    figure = of(group, "kpi5_steering_change", "5A")
    assert (figure.numerator, figure.denominator) == (24 - 17, 24)


# card -> unit of measure of each variant, the default first (kpis.md section 6)
MEASURED_IN = {
    "kpi1_allocation": {"1A_planned": "%", "1A_used": "%", "1B": "%", "1C": "%"},
    "kpi2_effect": {"2A": "SEK/SEK", "2B": "%", "2C": "%"},
    "kpi3_digital_services": {"3A": "%", "3B": "%", "3C": "%"},
    "kpi4_digital_takeup": {"4A": "%", "4C": "%"},
    "kpi5_steering_change": {"5A": "%", "5B": "%", "5C": "year"},
    "pace": {
        "outcome": "pp/year",
        "decided": "pp/year",
        "required": "pp/year",
        "years_to_target": "year",
        "compliance": "%",
    },
}


@pytest.mark.parametrize("name", MEASURED_IN)
def test_a_card_of_pacing_has_the_variants_and_units_of_the_definitions_and_is_an_interpretation(name: str) -> None:
    card = cards()[name]
    assert {variant: card.unit_of(variant) for variant in card.variant_ids} == MEASURED_IN[name]
    assert list(card.variant_ids) == list(MEASURED_IN[name])
    assert card.interpretation


@pytest.mark.parametrize("name", MEASURED_IN)
def test_a_query_of_pacing_answers_once_for_every_unit_and_runs_on_another_engine(name: str, group: Group) -> None:
    for year in (2019, 2021, 2024):
        answered = [(figure.unit, figure.variant) for figure in group.figures(card_ids=[name], years=[year])]
        units = ("BO", "BUF", "DIG", "ENE", "SCIT", "SOC", "group", "municipality")
        assert answered == [(unit, variant) for unit in units for variant in MEASURED_IN[name]]
    spark = sqlglot.transpile(
        query_text(name), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert len(spark) == 1
