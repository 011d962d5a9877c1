"""Does `load` answer in the shape of registers.md, say what is wrong in each file, and change nothing it refuses?"""

import hashlib
from pathlib import Path

import pytest

from tests.fixtures.command_line import answer
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line

RESULT_KEYS = [
    "file", "format", "register", "status", "rows_read", "rows_stored", "rows_rejected", "vouchers", "sum_sek",  # noqa: E501
    "sum_abs_sek", "printed_total_sek", "added", "removed", "changed", "mapping", "problems",
]  # fmt: skip


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    # a third of it central, so that the figures have nothing to warn of
    group.deliver_once("ledger", line("BUF", K2, "100.10"), line("SCIT", "5555", "50"))
    return group


def state(folder: Path) -> dict[str, str]:
    """Return every file of a store but the writers' lock, with its checksum."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "writer.lock"
    }


def test_load_answers_an_array_with_one_object_per_file(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    path = group.write("ledger", line("SOC", K2, "1234.5"), line("SOC", K2, "-34.50"))
    (found,) = answer(capsys, group, "load", path)
    assert list(found) == RESULT_KEYS
    assert (found["format"], found["register"], found["status"]) == ("csv", "ledger", "accepted")
    assert (found["rows_read"], found["rows_stored"], found["rows_rejected"], found["added"]) == (2, 2, 0, 2)
    assert (found["sum_sek"], found["sum_abs_sek"], found["printed_total_sek"]) == (
        "1200.00",
        "1269.00",
        None,
    )
    assert found["mapping"] is None


def test_a_refused_file_gives_1_and_lists_every_faulty_row(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    path = group.write(
        "ledger",
        line("SOC", K2, "1.00"),
        line("SOC", K2, "x"),
        line("SOC", K2, "1.234"),
        line("SOC", K2, 1, "2024-02-30"),
    )
    (found,) = answer(capsys, group, "load", path, code=1)
    assert (found["status"], found["rows_read"], found["rows_stored"], found["rows_rejected"]) == (
        "refused",
        4,
        0,
        3,
    )
    assert [(p["severity"], p["line"], p["column"]) for p in found["problems"]] == [
        ("error", 3, "amount_sek"), ("error", 4, "amount_sek"), ("error", 5, "date"),
    ]  # fmt: skip
    assert all(
        list(p) == ["severity", "code", "line", "column", "message"] and p["message"]
        for p in found["problems"]
    )


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_refused_files_change_nothing_at_all(
    group: Group, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    before = state(group.store.folder)
    bad = group.write("ledger", line("SOC", K2, "x"))
    other = group.text("odd.csv", "a;b\nx;y\n")
    assert [one["status"] for one in answer(capsys, group, "load", bad, other, *words, code=1)] == [
        "refused"
    ] * 2
    assert state(group.store.folder) == before


def test_a_dry_run_tells_all_and_changes_nothing(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(group.store.folder)
    path = group.write("ledger", line("SOC", K2, "7"))
    tried = answer(capsys, group, "load", path, "--dry-run")
    assert state(group.store.folder) == before
    assert answer(capsys, group, "load", path) == tried


def test_a_first_load_that_is_refused_leaves_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Group(tmp_path)
    assert answer(capsys, group, "load", group.text("x.csv", "a;b\n1;2\n"), code=1)[0]["status"] == "refused"
    assert not group.store.exists
    assert state(group.store.folder) == {}


def test_good_files_stand_beside_bad_ones(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = group.write("ledger", line("SOC", K2, "x")), group.write("ledger", line("SOC", K2, "7"))
    assert [one["status"] for one in answer(capsys, group, "load", bad, good, code=1)] == [
        "refused",
        "accepted",
    ]
    assert sum(r["amount_sek"] for r in group.lines() if r["unit"] == "SOC") == 7
    assert [one["status"] for one in answer(capsys, group, "load", bad, good, code=1)] == [
        "refused",
        "unchanged",
    ]


def test_what_needs_a_mapping_is_refused_with_the_proposal(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    path = group.text(
        "m.csv",
        "Förvaltning;Konto;Datum;Utfall;Budget\nBUF;6800;2024-01-31;10,00;20,00\nSOC;6800;2024-01-31;1,00;2,00\n",  # noqa: E501
    )
    (found,) = answer(capsys, group, "load", path, code=1)
    assert [problem["code"] for problem in found["problems"]] == ["needs_mapping"]
    assert found["mapping"]["columns"]
    assert (found["status"], found["rows_stored"], found["rows_rejected"]) == ("refused", 0, 0)


def test_an_undecidable_decimal_mark_needs_a_mapping(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answer(
        capsys,
        group,
        "load",
        group.write("ledger", line("BUF", K2, "1,234"), line("BUF", K2, "12,345")),
        code=1,
    )
    assert [problem["code"] for problem in found["problems"]] == ["needs_mapping"]


def test_an_undecidable_day_needs_a_mapping(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [line("BUF", K2, "1.00", day) for day in ("01/02/2024", "03/04/2024")]
    (found,) = answer(capsys, group, "load", group.write("ledger", *rows), code=1)
    assert [problem["code"] for problem in found["problems"]] == ["needs_mapping"]


def test_messages_come_in_english_when_asked(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    path = group.write("ledger", line("BUFF", K2, 1))
    swedish, english = (
        answer(capsys, group, "load", path, "--lang", lang, code=1)[0] for lang in ("sv", "en")
    )
    assert swedish["problems"][0]["code"] == english["problems"][0]["code"] == "unknown_unit"
    assert "Enheten" in swedish["problems"][0]["message"]
    assert "BUF" in english["problems"][0]["message"] and "nhet" not in english["problems"][0]["message"]


def test_a_register_may_be_named_in_swedish(group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    path = group.text("h.csv", "enhet;konto;datum;belopp\nBUF;6800;2024-05-31;5,50\n")
    (found,) = answer(capsys, group, "load", path, "--register", "huvudbok")
    assert (found["register"], found["status"], found["sum_sek"], found["mapping"]) == (
        "ledger",
        "accepted",
        "5.50",
        None,
    )
