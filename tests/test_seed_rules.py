"""Do the rules that the product comes with find what is IT, and nothing that only looks like it?"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fixtures.group import Group, line

# A word list's hit must be about IT; these labels only look so (formats.md 3.3).
FALSE_FRIENDS = (
    "FOSTERHJEM - NÆRT NETTVERK", "BEVILLINGS-/SERVERINGSAVGIFT", "Library Digital Mat", "FRI TELEFON TREKKPL",  # noqa: E501
    "Licenses, Housing, Fees", "Övriga främmande tjänster (ej IT)", "Serveringstillstånd", "Fosterhem nätverk",  # noqa: E501
)  # fmt: skip


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return Group(tmp_path_factory.mktemp("seed")).set_up()


def categories_of(group: Group, labels: list[str], account: str | None, source: str) -> dict[str, str]:
    rows = [line("BUF", account, n, text=label, voucher=str(n)) for n, label in enumerate(labels, 1)]
    result = group.deliver("ledger", *rows, source=source)
    assert result.status == "accepted", result.problems
    return {
        labels[int(row["voucher"]) - 1]: row["category"] for row in group.lines() if row["source"] == source
    }


def test_the_seed_rules_are_not_fooled_by_labels_that_only_look_like_it(seeded: Group) -> None:
    for account in ("7551", "7410", "6410"):
        found = categories_of(seeded, list(FALSE_FRIENDS), account, f"ff{account}")
        assert {
            label for label, category in found.items() if category not in ("unclassified", "not_it")
        } == set()


def test_the_seed_rules_know_the_plain_accounts_of_bas(seeded: Group) -> None:
    accounts = (
        "5250",
        "5251",
        "5252",
        "5420",
        "6210",
        "6212",
        "6230",
        "6540",
        "6850",
        "7387",
        "7814",
        "7835",
    )
    mixed = ("5410", "5520", "6550", "6910", "6890", "7811", "6110")
    rows = [line("ENE", number, 1, "2024-05-01", voucher=number) for number in (*accounts, *mixed)]
    seeded.deliver("ledger", *rows, source="bas")
    found = {row["account"]: row["category"] for row in seeded.lines() if row["source"] == "bas"}
    assert {number for number in accounts if found[number] != "external_it"} == set()
    assert {number for number in mixed if found[number] != "unclassified"} == set()


def test_bas_5251_and_5252_end_with_2025_in_the_seed(seeded: Group) -> None:
    rows = [line("ENE", number, 1, "2026-01-01", voucher=number) for number in ("5250", "5251", "5252")]
    seeded.deliver("ledger", *rows, source="2026")
    found = {row["account"]: row["category"] for row in seeded.lines() if row["source"] == "2026"}
    assert found == {"5250": "external_it", "5251": "unclassified", "5252": "unclassified"}


def test_the_same_account_means_different_things_in_the_two_charts(seeded: Group) -> None:
    rows = [line(code, "6850", 1, voucher=code) for code in ("ENE", "BUF")]
    seeded.deliver(
        "ledger",
        *rows,
        line("BUF", "5420", 1),
        line("ENE", "6540", 1),
        line("BUF", "6540", 1),
        source="charts",
    )
    found = {
        (row["unit"], row["account"]): row["category"] for row in seeded.lines() if row["source"] == "charts"
    }
    assert found["ENE", "6540"] == "external_it"
    assert (found["BUF", "6540"], found["BUF", "5420"]) == ("unclassified", "unclassified")


def test_most_observed_it_labels_are_found_by_their_words_alone(seeded: Group, samples: Path) -> None:
    with (samples / "accounts" / "it_labels_observed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = next(name for name in rows[0] if "label" in name.lower() or "text" in name.lower())
    labels = sorted(
        {
            row[column]
            for row in rows
            if "information technology" in row[column].lower() or "IT-kommunikation" in row[column]
        }
    )
    found = categories_of(seeded, labels, "7410", "observed")
    assert sum(category == "external_it" for category in found.values()) > len(found) / 2


def test_one_thing_in_three_spellings_is_it_in_all_of_them(seeded: Group) -> None:
    labels = ["Tölvur", "Einmenningstölvur", "Einmennings-tölvur"]
    assert categories_of(seeded, labels, "7410", "spellings") == dict.fromkeys(labels, "external_it")


def test_the_invariant_holds_for_everything_above(seeded: Group) -> None:
    rows = seeded.lines()
    known = {
        "central_it",
        "external_it",
        "local_it_staff",
        "shadow_it",
        "digitalisation",
        "internal_it",
        "not_it",
        "unclassified",
    }
    assert {row["category"] for row in rows} <= known
    assert sum((row["amount_sek"] for row in rows), Decimal(0)) == sum(
        sum((row["amount_sek"] for row in rows if row["category"] == category), Decimal(0))
        for category in known
    )
