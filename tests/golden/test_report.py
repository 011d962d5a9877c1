"""Do the report's inputs, delivered as files, give every figure the report published (kpis.md section 10)?"""

from decimal import Decimal

import pytest

from kpi.figures import Figure
from tests.fixtures.group import DIGITAL, K2, K3, K4, SIMPLE_RULES, Group, Row, line

YEARS = (2019, 2020, 2021)
MSEK = Decimal(1_000_000)
TURNOVER = {2019: "8400.0", 2020: "8450.4", 2021: "8501.1"}
CENTRAL = {2019: "152.9", 2020: "149.0", 2021: "145.4"}
DIGITALISATION = {2019: ("22.7", "0"), 2020: ("40.0", "8"), 2021: ("66.3", "33")}
# HTE: all, IT, digitalisation, of which permanent.
STAFF = {
    2019: ("8000.0", "61.6", "16.0", "4.9"),
    2020: ("8040.8", "63.9", "28.0", "8.3"),
    2021: ("8081.8", "66.3", "44.0", "12.6"),
}
OTHER_IT = {K2: "100.0", K3: "40.0", K4: "15.6"}  # 145.4 + 100.0 + 40.0 + 15.6 = 301.0


def sek(msek: str, share: str = "1") -> Decimal:
    return Decimal(msek) * MSEK * Decimal(share)


def ledger(year: int) -> list[Row]:
    """Return lines that sum to the report's amounts, in two months and with a correction among them."""
    digital, invest = DIGITALISATION[year]
    drift = sek(digital) - sek(invest)
    rows = [
        line("SCIT", "5010", sek(CENTRAL[year], "0.6"), f"{year}-01-31"),
        line("SCIT", "6100", sek(CENTRAL[year], "0.4") + 1000, f"{year}-12-31"),
        line("SCIT", "6100", -1000, f"{year}-12-31"),
        line("DIG", "5010", drift, f"{year}-01-31"),
        line("DIG", DIGITAL, sek(invest), f"{year}-12-31", project="INV1"),
        line("SCIT", "3110", -sek(CENTRAL[year], "0.5"), f"{year}-12-31", counterparty="110"),
        line("BUF", "7401", sek(CENTRAL[year], "0.5"), f"{year}-12-31", counterparty="130"),
    ]
    if year == 2021:
        rows += [line("BUF", account, sek(amount), f"{year}-06-30") for account, amount in OTHER_IT.items()]
    return rows


def headcount(year: int) -> list[Row]:
    everyone, it, digital, permanent = map(Decimal, STAFF[year])
    row = {"period": f"{year}-12", "status": "antagande" if year == 2021 else "utfall"}
    return [
        {"unit": "SCIT", "role": "it", "resource_class": "permanent", "fte": it, **row},
        {"unit": "DIG", "role": "digitalisation", "resource_class": "permanent", "fte": permanent, **row},
        {
            "unit": "DIG",
            "role": "digitalisation",
            "resource_class": "external_consultant",
            "fte": digital - permanent,
            **row,
        },
        {
            "unit": "BUF",
            "role": "other",
            "resource_class": "permanent",
            "fte": everyone - it - digital,
            **row,
        },
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Group:
    group = Group(tmp_path_factory.mktemp("report")).set_up(*SIMPLE_RULES)
    turnover = [
        {"unit": "group", "year": year, "turnover_sek": sek(TURNOVER[year]), "definition": "koncernens omslutning",  # noqa: E501
         "status": "antagande" if year == 2021 else "utfall"}
        for year in YEARS
    ]  # fmt: skip
    paths = [group.write("ledger", *ledger(year)) for year in YEARS]
    paths += [group.write("headcount", *headcount(year)) for year in YEARS] + [
        group.write("turnover", *turnover)
    ]
    assert {result.status for result in group.load(*paths)} == {"accepted"}
    return group


# card, variant, year, the sum with the report's numbers in it, what it printed and with how many decimals
PUBLISHED = [
    ("central_it_share", None, 2019, 152.9 / 8400.0 * 100, 1.82, 2),
    ("central_it_share", None, 2021, 145.4 / 8501.1 * 100, 1.71, 2),
    ("it_cost_change", "central_nominal", 2021, (145.4 / 152.9 - 1) * 100, -4.9, 1),
    ("it_cost_change", "central_share", 2021, ((145.4 / 8501.1) / (152.9 / 8400.0) - 1) * 100, -6.0, 1),
    ("digitalisation_share", "incl_invest", 2019, 22.7 / 8400.0 * 1000, 2.7, 1),
    ("digitalisation_share", "incl_invest", 2021, 66.3 / 8501.1 * 1000, 7.8, 1),
    ("digitalisation_change", "nominal", 2021, (66.3 / 22.7 - 1) * 100, 192, 0),
    ("digitalisation_change", "share", 2021, ((66.3 / 8501.1) / (22.7 / 8400.0) - 1) * 100, 189, 0),
    ("digitalisation_to_central_it", "incl_invest", 2019, 22.7 / 152.9 * 100, 15, 0),
    ("digitalisation_to_central_it", "incl_invest", 2021, 66.3 / 145.4 * 100, 46, 0),
    ("digitalisation_to_central_it", "excl_invest", 2021, (66.3 - 33) / 145.4 * 100, 23, 0),
    ("total_to_central_multiple", None, 2021, (145.4 + 100.0 + 40.0 + 15.6) / 145.4, 2.07, 2),
    ("digitalisation_to_total_it", "incl_invest", 2021, 66.3 / 301.0 * 100, 22, 0),
    ("digitalisation_to_total_it", "excl_invest", 2021, (66.3 - 33) / 301.0 * 100, 11, 0),
    ("it_fte_share", "central", 2019, 61.6 / 8000.0 * 1000, 7.7, 1),
    ("it_fte_share", "central", 2021, 66.3 / 8081.8 * 1000, 8.2, 1),
    ("fte_change", "it_nominal", 2021, (66.3 / 61.6 - 1) * 100, 7.6, 1),
    ("fte_change", "it_share", 2021, ((66.3 / 8081.8) / (61.6 / 8000.0) - 1) * 100, 6.5, 1),
    ("fte_change", "digital_nominal", 2021, (44.0 / 16.0 - 1) * 100, 175.0, 1),
    ("digital_to_it_fte", None, 2019, 16.0 / 61.6 * 100, 26, 0),
    ("digital_to_it_fte", None, 2021, 44.0 / 66.3 * 100, 66, 0),
    ("permanent_digital_to_it_fte", None, 2019, 4.9 / 61.6 * 100, 8, 0),
    ("permanent_digital_to_it_fte", None, 2021, 12.6 / 66.3 * 100, 19, 0),
]


@pytest.fixture(scope="module")
def found(report: Group) -> dict[tuple, Figure]:
    return {(one.card, one.variant, one.year): one for one in report.figures(units=["group"], base_year=2019)}


@pytest.mark.parametrize(("card", "variant", "year", "pencil", "printed", "decimals"), PUBLISHED)
def test_the_delivered_files_give_the_published_figure(
    found: dict[tuple, Figure],
    card: str,
    variant: str | None,
    year: int,
    pencil: float,
    printed: float,
    decimals: int,
) -> None:
    figure = found[card, variant, year]
    assert figure.value == pytest.approx(pencil, rel=1e-12)
    assert round(figure.value, decimals) == printed


def test_the_amounts_are_the_reports_to_the_ore(found: dict[tuple, Figure]) -> None:
    assert found["total_to_central_multiple", None, 2021].as_json("sv")["numerator"] == "301000000.00"
    assert found["central_it_share", None, 2019].as_json("sv")["numerator"] == "152900000.00"
    assert found["digitalisation_share", "incl_invest", 2021].as_json("sv")["denominator"] == "8501100000.00"


def test_what_rests_on_an_assumed_turnover_or_staff_is_an_assumption(found: dict[tuple, Figure]) -> None:
    assert found["central_it_share", None, 2021].status == "antagande"
    assert found["central_it_share", None, 2019].status == "utfall"
    assert found["fte_change", "it_share", 2021].status == "antagande"


def test_internal_invoices_are_no_part_of_the_total(found: dict[tuple, Figure]) -> None:
    absorption = found["internal_absorption", None, 2021]
    assert absorption.value == pytest.approx((0.5 * 145.4 - 145.4) / 145.4 * 100)
