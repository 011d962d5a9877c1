"""Does a snapshot hold what is to be published, nothing else, and is a changed one told from a whole one?"""

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from data import snapshot
from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi.card import cards
from kpi.publish import draft, numbers_of, publish_to, write
from kpi.published import Published
from kpi.withholding import is_of_people
from tests.fixtures.group import EVERYONE, Group
from tests.fixtures.secretive import SECRETS, secretive
from tests.fixtures.source import ROOT

FEWEST = 5
NEAR = 1e-7  # the odd decimals of the fixture make an agreement closer than this no chance


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return secretive(tmp_path_factory.mktemp("secretive"))


@pytest.fixture(scope="module")
def file(group: Group) -> Path:
    target = group.folder / "edition.duckdb"
    publish_to(group.store, EVERYONE, target)
    return target


def cells(file: Path) -> Iterator[tuple[str, str, object]]:
    """Give every cell of a snapshot with its table and column, read past the product."""
    with duckdb.connect(str(file), read_only=True) as held:
        for (table,) in held.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            found = held.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            for row in found.fetchall():
                yield from ((table, name, value) for name, value in zip(names, row, strict=True))


def texts_of(file: Path) -> set[str]:
    return {value for _, _, value in cells(file) if isinstance(value, str)}


def test_the_snapshot_has_the_tables_of_sums_and_no_others(file: Path) -> None:
    with duckdb.connect(str(file), read_only=True) as held:
        tables = {name for (name,) in held.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        views = held.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone()
    assert tables == {"edition", *snapshot.TABLES}
    assert views == (0,)


def test_no_supplier_line_voucher_person_rule_or_free_text_is_in_the_snapshot(file: Path) -> None:
    said = "\n".join(texts_of(file)).casefold()
    assert "energi ab" in said  # the search would find a text that is there
    found = [secret for secret in SECRETS if secret.casefold() in said]
    raw = file.read_bytes()
    found += [secret for secret in SECRETS if secret.encode() in raw]
    words = {word for secret in SECRETS for word in secret.split() if len(word) >= 5}
    found += [word for word in words if word.encode() in raw and word not in "Beslut modell"]
    assert found == []


def test_no_number_of_staff_below_five_is_in_the_snapshot(file: Path, group: Group) -> None:
    published = Published.open(file)
    small = [
        figure
        for figure in published.figures()
        for side, counted_in in (
            (figure.numerator, cards()[figure.card].sides_of(figure.variant).numerator),
            (figure.denominator, cards()[figure.card].sides_of(figure.variant).denominator),
            (figure.value, figure.unit_of_measure),
        )
        if counted_in == "HTE" and side is not None and abs(float(side)) < FEWEST
    ]
    assert small == []
    held = [row.total_fte for unit in ("BUF", "BO", "group") for row in published.unit_years(unit)]
    assert [fte for fte in held if fte is not None and fte < FEWEST] == []
    # and there are such numbers to be kept out
    assert sum(0 < fte < FEWEST for fte in numbers_of(group.store, group.figures()).of.values()) > 40


def test_no_difference_product_or_ratio_of_published_numbers_gives_a_hidden_one_back(file: Path, group: Group) -> None:
    published = Published.open(file)
    numbers = numbers_of(group.store, group.figures())
    kept_out = {(measure, *place) for measure, places in published.edition.suppressed.items() for place in places}
    for year in published.years:
        hidden = {
            value: (measure, unit)
            for (measure, unit, when), value in numbers.of.items()
            if when == year and value and (measure, unit, when) in kept_out
            and ("." not in measure or value < FEWEST)  # a figure's own sides may be numbers that another one tells
        }
        told = _told_of_staff(published, year)
        assert len(hidden) > 20 and sum(map(len, told.values())) > 20
        worked_out = [
            (hidden[value], way)
            for way, made in _worked_out(told)
            for value in hidden
            if abs(made - value) < NEAR
        ]
        assert worked_out == []


Series = dict[str, dict[str, float]]  # what is counted -> where -> how many


def _told_of_staff(published: Published, year: int) -> Series:
    """Return every number of a year that says something of staff: sides, values and a year's HTE."""
    told: Series = {}
    for unit in (*(unit.code for unit in published.units), "municipality", "group"):
        for row in published.unit_years(unit):
            if row.year == year and row.total_fte is not None:
                told.setdefault("total_fte", {})[unit] = row.total_fte
    for figure in published.figures(years=[year]):
        if is_of_people(figure.card, figure.variant) and figure.value is not None:
            factor = {"%": 100, "‰": 1000}.get(figure.unit_of_measure, 1)
            sides = {"above": figure.numerator, "below": figure.denominator, "value": figure.value / factor}
            for name, number in sides.items():
                told.setdefault(f"{figure.card} {figure.variant} {name}", {})[figure.unit] = float(number)
    return told


def _worked_out(told: Series) -> Iterator[tuple[tuple[object, ...], float]]:
    """Give what can be had of any two numbers, and of a total less any two of the same series or place."""
    everything = sorted({number for series in told.values() for number in series.values()})
    for one, other in itertools.permutations(everything, 2):
        yield (one, "-", other), one - other
        yield (one, "*", other), one * other
        if other:
            yield (one, "/", other), one / other
    places = {place for series in told.values() for place in series}
    of_places = [{name: series[place] for name, series in told.items() if place in series} for place in places]
    for series in (*told.values(), *of_places):
        numbers = sorted(set(series.values()))
        for one, other, total in itertools.combinations(numbers, 3):
            yield (total, "-", one, "-", other), total - one - other


def test_sums_of_money_are_all_there(file: Path, group: Group) -> None:
    published = Published.open(file)
    for unit in ("BUF", "municipality", "group"):
        stored = group.store.query("overview/unit_years", unit=unit).to_pylist()
        for told, held in zip(published.unit_years(unit), stored, strict=True):
            assert told.k2_sek == held["k2_sek"] and told.total_it_sek == held["total_it_sek"]
            assert told.k3_sek == held["k3_sek"]


def test_the_same_published_twice_has_the_same_checksum_and_another_seal(group: Group, tmp_path: Path) -> None:
    said = draft(group.store, EVERYONE)
    first = write(said, tmp_path / "first", 1, datetime(2026, 1, 1, tzinfo=UTC))
    second = write(draft(group.store, EVERYONE), tmp_path / "second", 2, datetime(2026, 2, 1, tzinfo=UTC))
    assert first == second
    seals = [snapshot.read(tmp_path / name)["edition"][0]["seal"] for name in ("first", "second")]
    assert seals[0] != seals[1]


def test_another_content_has_another_checksum(group: Group, tmp_path: Path) -> None:
    said = draft(group.store, EVERYONE)
    first = write(said, tmp_path / "first")
    row = next(row for row in said.contents["unit_year"] if row["k2_sek"])
    row["k2_sek"] += 1
    assert write(said, tmp_path / "second") != first


@pytest.mark.parametrize("place", range(12))
def test_a_file_with_one_changed_byte_is_refused(file: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    at = (place * len(content)) // 12 + 4099 * place % 997
    content[at] ^= 0x10
    changed = tmp_path / f"changed-{place}.duckdb"
    changed.write_bytes(content)
    with pytest.raises(UserError) as refused:
        Published.open(changed)
    assert refused.value.code == "snapshot_damaged"


def test_a_row_that_somebody_changed_is_refused(file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.duckdb"
    changed.write_bytes(file.read_bytes())
    with duckdb.connect(str(changed)) as held:
        held.execute("UPDATE figure SET value = value + 0.01 WHERE unit = 'group' AND card = 'it_cost_change'")
    with pytest.raises(UserError, match="snapshot_damaged"):
        Published.open(changed)


def test_a_number_or_date_that_somebody_changed_is_refused(file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.duckdb"
    changed.write_bytes(file.read_bytes())
    with duckdb.connect(str(changed)) as held:
        held.execute("UPDATE edition SET number = 7")
    with pytest.raises(UserError, match="snapshot_damaged"):
        Published.open(changed)


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 20000])
def test_what_is_no_snapshot_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(content)
    with pytest.raises(UserError):
        Published.open(other)
    with pytest.raises(UserError, match="no_snapshot"):
        Published.open(tmp_path / "absent.duckdb")


KILLED = """
import os, sys
from pathlib import Path
from data import snapshot
from data.access import Viewer
from data.store import Store
from kpi.publish import publish_to
snapshot.sync = lambda path: os._exit(9)
publish_to(Store(Path(sys.argv[1])), Viewer("test", "controller"), Path(sys.argv[2]))
"""


def test_a_process_killed_before_the_swap_leaves_the_old_edition(group: Group, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "edition.duckdb"
    target.write_bytes(file.read_bytes())
    before = target.read_bytes()
    command = [sys.executable, "-c", KILLED, str(group.store.folder), str(target)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert target.read_bytes() == before
    assert (tmp_path / "edition.duckdb.tmp").exists()  # it was killed with the new one beside the old
    publish_to(group.store, EVERYONE, target)
    assert [path.name for path in tmp_path.iterdir()] == ["edition.duckdb"]


def test_only_who_may_publish_gets_a_draft(group: Group) -> None:
    for role in ("it_director", "politician", "administrator"):
        with pytest.raises(UserError):
            draft(group.store, Viewer("x", role))


def test_the_invented_group_gives_nothing_away(demo_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "demo.duckdb"
    store = Store(demo_store)
    publish_to(store, EVERYONE, target)
    secrets = _secrets_of(store)
    assert len(secrets) > 1000
    said = "\n".join(texts_of(target)).casefold()
    runs = b"\n".join(set(re.findall(rb"[\x20-\x7e\x80-\xff]{5,}", target.read_bytes())))
    assert [one for one in secrets if one.casefold() in said or one.encode() in runs] == []


def _secrets_of(store: Store) -> set[str]:
    """Return every supplier, line text, long voucher number, actor and owner of a store."""
    ask = store._reader().cursor().execute
    queries = (
        "SELECT DISTINCT supplier FROM ledger_line",
        "SELECT DISTINCT text FROM ledger_line",
        "SELECT DISTINCT voucher FROM ledger_line WHERE length(voucher) >= 5",
        "SELECT DISTINCT actor FROM act WHERE actor <> 'demo'",
        "SELECT DISTINCT owner FROM measure",
        "SELECT DISTINCT owner FROM decision",
        "SELECT DISTINCT decision FROM pace_target",
        "SELECT DISTINCT supplier FROM rule",
    )
    return {value for query in queries for (value,) in ask(query).fetchall() if value and len(value) >= 5}
