"""Do figures, their way back, the check and a wrong request answer in the shapes and with the codes of registers.md?"""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fixtures.command_line import answer, run
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line

FIGURE_KEYS = [
    "card", "variant", "unit", "year", "value", "numerator", "denominator", "unit_of_measure", "status", "reason",  # noqa: E501
    "classified_share", "months",
]  # fmt: skip


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once(
        "ledger", line("BUF", K2, "100.10"), line("SCIT", "5555", "50"), line("ENE", "3010", "-1000")
    )
    group.deliver_once("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "4000.00", "status": "utfall"})
    return group


def test_figures_answer_every_variant_as_its_own_object(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, group, "figures", "--unit", "BUF", "--year", "2024")
    assert all(list(one) == FIGURE_KEYS for one in found)
    shares = [one["variant"] for one in found if one["card"] == "category_share"]
    assert shares == ["central_it", "external_it", "local_it_staff", "shadow_it"]
    assert [one["variant"] for one in found if one["card"] == "total_it_share"] == [None]
    assert {(one["unit"], one["year"]) for one in found} == {("BUF", 2024)}
    assert isinstance(found[0]["year"], int)


def test_sek_are_decimal_strings_and_the_value_is_unrounded(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answer(
        capsys, group, "figures", "--card", "digitalisation_share", "--unit", "BUF", "--year", "2024"
    )[:1]
    assert (found["numerator"], found["denominator"], found["value"]) == ("0.00", "4000.00", 0)
    (share,) = answer(
        capsys, group, "figures", "--card", "category_share", "--unit", "group", "--year", "2024"
    )[1:2]
    assert (share["numerator"], share["denominator"]) == ("100.10", "150.10")
    assert share["value"] == pytest.approx(100.10 / 150.10 * 100, rel=1e-12)
    assert (share["unit_of_measure"], share["status"], share["classified_share"], share["months"]) == (
        "%",
        "utfall",
        1.0,
        1,
    )
    assert "Skugg-IT" in share["reason"]


def test_a_missing_denominator_is_empty_with_a_reason(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answer(
        capsys, group, "figures", "--card", "total_it_share", "--unit", "group", "--year", "2024"
    )
    assert (found["value"], found["status"]) == (None, None)
    assert found["reason"].startswith("kan ej beräknas: ")
    (english,) = answer(
        capsys,
        group,
        "figures",
        "--card",
        "total_it_share",
        "--unit",
        "group",
        "--year",
        "2024",
        "--lang",
        "en",
    )
    assert english["reason"] and not english["reason"].startswith("kan ej")


def test_months_of_a_group_are_the_fewest_of_its_units(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    group.deliver("ledger", line("BUF", K2, 1, "2024-04-01"), line("BUF", K2, 1, "2024-05-01"))
    months = {
        one["unit"]: one["months"] for one in answer(capsys, group, "figures", "--card", "central_it_share")
    }
    assert months == {
        "BUF": 3,
        "SOC": 0,
        "SCIT": 1,
        "DIG": 0,
        "ENE": 1,
        "BO": 0,
        "group": 1,
        "municipality": 1,
    }


def test_explain_leads_from_the_figure_to_file_and_line(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "explain",
        "--card",
        "category_share",
        "--variant",
        "external_it",
        "--unit",
        "group",
        "--year",
        "2024",
    )
    found = answer(capsys, group, *words)
    assert {"figure", "formula", "rules", "lines", "next"} <= set(found)
    assert [{key: rule[key] for key in ("id", "version", "sum_sek")} for rule in found["rules"]] == [
        {"id": "2", "version": 2, "sum_sek": "100.10"}
    ]
    (row,) = found["lines"]
    assert (row["line"], row["voucher"], row["amount_sek"], found["next"]) == (2, None, "100.10", None)
    assert row["file"].endswith("-ledger.csv")


def test_explain_gives_every_line_once_over_its_pages(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [line("SOC", K2, n, voucher=str(n)) for n in range(1, 451)]
    group.deliver("ledger", *rows)
    words = (
        "explain",
        "--card",
        "category_share",
        "--variant",
        "external_it",
        "--unit",
        "SOC",
        "--year",
        "2024",
    )
    seen, page = [], answer(capsys, group, *words)
    seen += page["lines"]
    while page["next"]:
        page = answer(capsys, group, *words, "--next", page["next"])
        seen += page["lines"]
    assert sorted(int(row["voucher"]) for row in seen if row["voucher"]) == list(range(1, 451))
    assert sum(Decimal(row["amount_sek"]) for row in seen) == Decimal(page["figure"]["numerator"])


def test_check_gives_0_when_all_holds_and_1_when_a_control_total_differs(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    total = {"unit": "BUF", "period": "2024-03", "cost_sek": "100.10"}
    group.deliver("control_totals", total)
    answer(capsys, group, "check")
    group.deliver("control_totals", total | {"cost_sek": "100.11"})
    answer(capsys, group, "check", code=1)


def test_a_damaged_original_fails_the_check(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(path for path in sorted(group.store.originals.iterdir()))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    answer(capsys, group, "check", code=1)


@pytest.mark.parametrize(
    "words",
    [
        ("load",), ("nonsense",), ("load", "no-such-file.csv"), ("figures", "--card", "no_such_card"), ("figures", "--year", "x"),  # noqa: E501
        ("figures", "--unit", "NOBODY"), ("explain", "--card", "total_it_share"), ("export", "--register", "ledger"),  # noqa: E501
        ("explain", "--card", "total_it_share", "--unit", "BUF", "--year", "2024", "--next", "junk"),
        ("explain", "--card", "category_share", "--variant", "nope", "--unit", "BUF", "--year", "2024"),
        ("figures", "--lang", "de"), ("figures", "--no-such-option"),
    ],
)  # fmt: skip
def test_a_wrong_request_gives_2_and_no_document(
    group: Group, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert run(group, *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def test_an_unknown_register_or_ending_is_a_wrong_request(group: Group) -> None:
    path = group.write("ledger", line("BUF", K2, 1))
    assert run(group, "load", path, "--register", "bokhyllor") == 2
    assert run(group, "export", "--register", "bokhyllor", "--out", group.files / "x.csv") == 2
    assert run(group, "export", "--register", "ledger", "--out", group.files / "x.doc") == 2


def test_a_store_that_is_not_there_is_a_wrong_request(tmp_path: Path) -> None:
    for words in (("figures",), ("check",), ("rebuild",)):
        assert run(Group(tmp_path), *words) == 2


def test_the_command_runs_as_a_module_on_the_store_of_the_environment(group: Group) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpi", "figures", "--card", "total_it_share", "--json"],
        env=os.environ | {"KPI_STORE": str(group.store.folder)}, capture_output=True, check=True, timeout=60,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert {one["unit"] for one in json.loads(done.stdout)} >= {"group", "municipality", "BUF"}
