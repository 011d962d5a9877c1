"""Do the cards give the figures the report published, from the inputs its ratios allow?"""

from decimal import Decimal

import pytest

from tests.fixtures.card_query import answer
from tests.fixtures.unit_year import UnitYear, unit_year


def msek(amount: str) -> Decimal:
    return Decimal(amount) * 1_000_000


def group_year(
    year: int,
    turnover: str,
    k1: str,
    digital: str,
    invest: str,
    staff: tuple[float, ...],
    **given: object,
) -> UnitYear:
    """Return the report's group in one year; the staff is all, IT, digitalisation, and its permanent part."""
    total_fte, it_fte, digital_fte, permanent_fte = staff
    return unit_year(
        "group",
        year,
        turnover_sek=msek(turnover),
        k1_gross_sek=msek(k1),
        k1_card_sek=float(msek(k1)),
        k1_part_sek=float(msek(k1)),
        has_k1=True,
        digitalisation_incl_sek=msek(digital),
        digitalisation_excl_sek=msek(digital) - msek(invest),
        digitalisation_invest_sek=msek(invest),
        total_fte=total_fte,
        it_fte=it_fte,
        digital_fte=digital_fte,
        digital_permanent_fte=permanent_fte,
        digital_temporary_fte=digital_fte - permanent_fte,
        **{"turnover_status": "utfall", "fte_status": "utfall", "total_it_sek": float(msek(k1))} | given,
    )


REPORT = (
    group_year(2019, "8400.0", "152.9", "22.7", "0", (8000.0, 61.6, 16.0, 4.9)),
    group_year(2020, "8450.4", "149.0", "40.0", "8", (8040.8, 63.9, 28.0, 8.3)),
    group_year(
        2021,
        "8501.1",
        "145.4",
        "66.3",
        "33",
        (8081.8, 66.3, 44.0, 12.6),
        total_it_sek=float(msek("301.0")),
        turnover_status="antagande",
        fte_status="antagande",
    ),
)

# card, variant, year, the sum with the report's numbers in it, and what it printed
PUBLISHED = [
    ("central_it_share", None, 2019, 152.9 / 8400.0 * 100, 1.82),
    ("central_it_share", None, 2021, 145.4 / 8501.1 * 100, 1.71),
    ("it_cost_change", "central_nominal", 2021, (145.4 / 152.9 - 1) * 100, -4.9),
    ("it_cost_change", "central_share", 2021, ((145.4 / 8501.1) / (152.9 / 8400.0) - 1) * 100, -6.0),
    ("digitalisation_share", "incl_invest", 2019, 22.7 / 8400.0 * 1000, 2.7),
    ("digitalisation_share", "incl_invest", 2021, 66.3 / 8501.1 * 1000, 7.8),
    ("digitalisation_change", "nominal", 2021, (66.3 / 22.7 - 1) * 100, 192),
    ("digitalisation_change", "share", 2021, ((66.3 / 8501.1) / (22.7 / 8400.0) - 1) * 100, 189),
    ("digitalisation_to_central_it", "incl_invest", 2019, 22.7 / 152.9 * 100, 15),
    ("digitalisation_to_central_it", "incl_invest", 2021, 66.3 / 145.4 * 100, 46),
    ("digitalisation_to_central_it", "excl_invest", 2021, (66.3 - 33) / 145.4 * 100, 23),
    ("total_to_central_multiple", None, 2021, 301.0 / 145.4, 2.07),
    ("digitalisation_to_total_it", "incl_invest", 2021, 66.3 / 301.0 * 100, 22),
    ("digitalisation_to_total_it", "excl_invest", 2021, (66.3 - 33) / 301.0 * 100, 11),
    ("it_fte_share", "central", 2019, 61.6 / 8000.0 * 1000, 7.7),
    ("it_fte_share", "central", 2021, 66.3 / 8081.8 * 1000, 8.2),
    ("fte_change", "it_nominal", 2021, (66.3 / 61.6 - 1) * 100, 7.6),
    ("fte_change", "it_share", 2021, ((66.3 / 8081.8) / (61.6 / 8000.0) - 1) * 100, 6.5),
    ("digital_to_it_fte", None, 2019, 16.0 / 61.6 * 100, 26),
    ("digital_to_it_fte", None, 2021, 44.0 / 66.3 * 100, 66),
    ("fte_change", "digital_nominal", 2021, (44.0 / 16.0 - 1) * 100, 175.0),
    ("permanent_digital_to_it_fte", None, 2019, 4.9 / 61.6 * 100, 8),
    ("permanent_digital_to_it_fte", None, 2021, 12.6 / 66.3 * 100, 19),
]


@pytest.mark.parametrize(("card", "variant", "year", "pencil", "printed"), PUBLISHED)
def test_the_figure_is_the_published_one(
    card: str, variant: str | None, year: int, pencil: float, printed: float
) -> None:
    figure = answer(card, *REPORT, variant=variant, year=year, base_year=2019)
    assert figure.value == pytest.approx(pencil, rel=1e-12)
    decimals = len(str(printed).partition(".")[2])
    assert round(figure.value, decimals) == printed


def test_permanent_staff_grew_from_eight_to_nineteen_per_cent_of_it_staff_and_the_rest_is_temporary() -> None:
    permanent = answer("permanent_digital_to_it_fte", *REPORT).value
    everyone = answer("digital_to_it_fte", *REPORT).value
    temporary = answer("temporary_digital_share", *REPORT).value
    assert permanent == pytest.approx(everyone * (1 - temporary / 100))


def test_an_assumed_turnover_makes_the_share_an_assumption_and_leaves_the_amount_an_outcome() -> None:
    assert answer("it_cost_change", *REPORT, variant="central_share", base_year=2019).status == "antagande"
    assert answer("it_cost_change", *REPORT, variant="central_nominal", base_year=2019).status == "utfall"
    assert answer("central_it_share", *REPORT, year=2019).status == "utfall"
