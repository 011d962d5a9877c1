"""Do generated ledgers keep every öre, and does the store compute what a pencil does from the same rows?"""

import shutil
import tempfile
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kpi.checking import check
from kpi.figures import Figure
from tests.fixtures.group import (
    DIGITAL,
    INVESTMENT,
    K2,
    K3,
    K4,
    NOT_IT,
    SIMPLE_RULES,
    UNITS,
    Group,
    Row,
    in_store,
    line,
)
from tests.fixtures.pencil import K1_TO_K4, SCOPES, Pencil, decide

YEARS = (2023, 2024)
CODES = [row["unit"] for row in UNITS]
ACCOUNTS = (K2, K3, K4, DIGITAL, INVESTMENT, NOT_IT, "7050", "5555", "3110", "3010", "8410", "1250", "2440")
COUNTERPARTIES = (
    "",
    "",
    "110",
    "120",
    "130",
    "140",
    "501",
    "502",
    "177",
    "81",
    "87",
    "556123-4567",
    "556000-0001",
)
LINES = st.lists(
    st.builds(
        line,
        unit=st.sampled_from([*CODES, "SCIT", "SCIT"]),
        account=st.sampled_from(ACCOUNTS),
        amount=st.integers(-2_000_000, 9_000_000).map(lambda ore: Decimal(ore) / 100),
        date=st.builds(lambda y, m, d: f"{y}-{m:02d}-{d:02d}", st.sampled_from(YEARS), st.integers(1, 12), st.integers(1, 28)),  # noqa: E501
        counterparty=st.sampled_from(COUNTERPARTIES),
        project=st.sampled_from(("", "P1", "INV7")),
        text=st.sampled_from(("", "avskrivning", "licens")),
        voucher=st.sampled_from(("", "A1", "A2")),
    ),
    min_size=1,
    max_size=60,
)  # fmt: skip
STAFF = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(CODES),
            "period": st.sampled_from(("2023-01", "2024-01", "2024-07")),
            "role": st.sampled_from(("it", "digitalisation", "other", "systemägare")),
            "resource_class": st.sampled_from(
                ("permanent", "fixed_term", "borrowed_internal", "external_consultant")
            ),
            "fte": st.integers(0, 9000).map(lambda n: f"{Decimal(n) / 100:.2f}"),
            "time_share": st.sampled_from(("", "0.25", "1.00")),
            "cost_per_fte_sek": st.sampled_from(("600000.00", "750000.50")),
            "source": st.sampled_from(("hr", "konsult")),
        }
    ),
    max_size=12,
)
TURNOVER = st.lists(
    st.tuples(
        st.sampled_from((*CODES, "group", "municipality")), st.sampled_from(YEARS), st.integers(1, 10**9)
    ),
    max_size=5,
    unique_by=lambda row: row[:2],
)
DECLARED = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(YEARS), st.integers(0, 10**6)), max_size=3
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a group with units and rules, to be copied for each example."""
    folder = tmp_path_factory.mktemp("base")
    Group(folder).set_up(*SIMPLE_RULES)
    return folder


def loaded(base: Path, folder: Path, **registers: list[Row]) -> Group:
    """Return a copy of the group with these registers delivered in one load."""
    shutil.copytree(base / "store", folder / "store")
    group = Group(folder)
    paths = [group.write(name, *rows) for name, rows in registers.items() if rows]
    assert [result.status for result in group.load(*paths)] == ["accepted"] * len(paths)
    return group


def close(figure: Figure, wanted: Fraction | None, name: str) -> None:
    told = f"{name} of {figure.unit} {figure.year} {figure.variant}: {figure.value} ({figure.missing})"
    if wanted is None:
        assert figure.value is None, told
        assert figure.missing, told
    else:
        assert figure.value == pytest.approx(float(wanted), rel=1e-9, abs=1e-6), (
            f"{told}, by pencil {float(wanted)}"
        )


def ratio(numerator: Fraction | None, denominator: Fraction | None, times: int = 100) -> Fraction | None:
    return None if numerator is None or not denominator else times * numerator / denominator


def by_pencil(pencil: Pencil, scope: str) -> dict[tuple[str, str | None], Fraction | None]:
    """Return every figure of sections 3 and 4 that needs no other year, by card and variant."""
    parts, gross, total = pencil.allocated(), pencil.k1_gross(), pencil.total_it(scope)
    members, turnover = SCOPES[scope], pencil.turnover(scope)
    own_part = None if parts is None else sum((parts.get(code, Fraction(0)) for code in members), Fraction(0))
    k1 = gross if scope in ("group", "municipality") else own_part
    k1_in_total = (gross if scope == "group" else own_part) or Fraction(0)
    k2 = sum(Fraction(pencil.sums[code].category["external_it"]) for code in members if code in pencil.sums)
    k4 = sum(Fraction(pencil.sums[code].category["shadow_it"]) for code in members if code in pencil.sums)
    k4 += sum(pencil.declared[code] for code in members)
    k3 = sum(pencil.k3(code) for code in members)
    digital = {
        name: pencil.digitalisation(scope, name == "incl_invest") for name in ("incl_invest", "excl_invest")
    }
    it, everyone, digitals = pencil.fte(scope, "it"), pencil.fte(scope, "total"), pencil.fte(scope, "digital")
    wanted = {
        ("central_it_share", None): ratio(k1, turnover),
        ("total_it_share", None): ratio(total, turnover),
        ("it_cost_per_fte", None): ratio(total, everyone, 1),
        ("shadow_it_share", None): ratio(k4, total),
        ("total_to_central_multiple", None): ratio(total, gross, 1) if scope == "group" else None,
        ("internal_absorption", None): ratio(pencil.invoiced() - gross, gross)
        if scope == "group" and gross
        else None,
        ("it_fte_share", "central"): ratio(it, everyone, 1000),
        ("it_fte_share", "incl_local"): ratio(it + pencil.fte(scope, "local_shared"), everyone, 1000)
        if everyone
        else None,
        ("digital_to_it_fte", None): ratio(digitals, it),
        ("permanent_digital_to_it_fte", None): ratio(pencil.fte(scope, "permanent"), it),
        ("temporary_digital_share", None): ratio(pencil.fte(scope, "temporary"), digitals),
    }
    for name, part in zip(K1_TO_K4, (k1_in_total, k2, k3, k4), strict=True):
        wanted["category_share", name] = ratio(part, total)
    has_ledger = any(code in pencil.sums for code in members)
    for name, amount in digital.items():
        wanted["digitalisation_share", name] = (
            ratio(amount, turnover) and 10 * ratio(amount, turnover) if has_ledger else None
        )
        wanted["digitalisation_to_central_it", name] = ratio(amount, k1) if has_ledger else None
        wanted["digitalisation_to_total_it", name] = ratio(amount, total) if has_ledger else None
        if has_ledger and turnover and not amount:
            wanted["digitalisation_share", name] = Fraction(0)
    return wanted


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(ledger=LINES, staff=STAFF, turnover=TURNOVER, declared=DECLARED)
def test_the_store_computes_what_a_pencil_does(
    base: Path, ledger: list, staff: list, turnover: list, declared: list
) -> None:
    turnover_rows = [
        {"unit": code, "year": year, "turnover_sek": f"{sek}.00"} for code, year, sek in turnover
    ]
    declared_rows = [
        {"unit": code, "year": year, "amount_sek": f"{sek}.50", "basis": "skattat"}
        for code, year, sek in declared
    ]
    with tempfile.TemporaryDirectory() as folder:
        group = loaded(
            base,
            Path(folder),
            ledger=ledger,
            headcount=staff,
            turnover=turnover_rows,
            declared_shadow_it=declared_rows,
        )
        assert_the_ledger_is_whole(group, ledger)
        for year in sorted({figure.year for figure in group.figures(card_ids=["central_it_share"])}):
            pencil = Pencil(year, ledger, staff, turnover_rows, declared_rows)
            wanted = {scope: by_pencil(pencil, scope) for scope in SCOPES}
            for figure in group.figures(years=[year]):
                key = (figure.card, figure.variant)
                if key in wanted[figure.unit] and not _nothing_known(figure):
                    close(figure, wanted[figure.unit][key], figure.card)
                share = pencil.classified_share(figure.unit)
                assert figure.classified_share == (
                    share if share is None else pytest.approx(float(share), abs=1e-12)
                )
                assert figure.months == pencil.months(figure.unit)


def _nothing_known(figure: Figure) -> bool:
    """A unit of which nothing at all is delivered has no IT cost to show, rather than 0."""
    return figure.missing == "no_it_cost"


def assert_the_ledger_is_whole(group: Group, ledger: list[Row]) -> None:
    """Every row is stored once, in the category the steps give it, and the categories sum to the ledger."""
    given = sorted(
        (str(row["unit"]), str(row["date"]), row["amount_sek"], decide(row)[0], decide(row)[2])
        for row in ledger
    )
    held = sorted(
        (r["unit"], r["date"].isoformat(), r["amount_sek"], r["category"], r["funding"])
        for r in group.lines()
    )
    assert held == given
    findings = check(group.store)
    assert [finding.code for finding in findings if not finding.holds] == []
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in ledger:
        sums[str(row["unit"]), int(str(row["date"])[:4])] += row["amount_sek"]
    buckets = (
        "k1_sek", "k2_sek", "k3_sek", "k4_sek", "digitalisation_excl_sek", "digitalisation_invest_sek",
        "it_investment_sek", "internal_it_sek", "not_it_sek", "unclassified_sek",
    )  # fmt: skip
    summed = {
        (row["unit"], row["year"]): sum((row[name] for name in buckets), Decimal(0))
        for row in in_store(group.store, "fct_unit_cost")
    }
    assert summed == sums
