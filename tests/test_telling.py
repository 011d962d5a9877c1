"""Does the log tell of every load, act, refusal and fault, and never what anybody's data says?"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from prometheus_client import REGISTRY, generate_latest

from data import closing, counting, refusals, telling
from data.access import Viewer
from data.store import Store
from kpi.figures import figures
from kpi.parameter import constants
from kpi.publish import publish_to
from kpi.readiness import is_ready, readiness
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line
from tests.fixtures.serving import free_port, served

SECRETS = (
    "Hemliga Leverantören AB", "Anna Andersson", "197001019807", "1234567.89", "Barn och utbildning", "fil om Anna",
)  # fmt: skip


@pytest.fixture
def said() -> Iterator[list[str]]:
    """Give what is said while a test runs, line by line as it is printed."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(telling.OneLine().format(record))

    handler = Keep()
    before = telling.logger.level
    telling.logger.setLevel(logging.INFO)
    telling.logger.addHandler(handler)
    yield lines
    telling.logger.removeHandler(handler)
    telling.logger.setLevel(before)


def events(lines: list[str]) -> list[dict]:
    return [json.loads(one) for one in lines]


def test_loads_acts_refusals_and_faults_are_told_without_a_name_or_amount(tmp_path: Path, said: list[str]) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    row = line("BUF", K2, "1234567.89", "2024-01-10", supplier=SECRETS[0], text=f"{SECRETS[1]} {SECRETS[2]}")
    path = group.write("ledger", row).rename(group.files / f"{SECRETS[5]}.csv")
    assert group.load(path)[0].status == "accepted"
    assert group.deliver("ledger", row | {"amount_sek": "12,345"}).status == "refused"
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "1234567.89"})
    for actor in (SECRETS[1], "Bo"):
        closing.close(group.store, "BUF", "2024-01", actor, constants())
    refusals.note(group.store.folder, Viewer(SECRETS[1], "politician"), "drill/figure_lines")
    try:
        raise ValueError(" ".join(SECRETS))
    except ValueError as error:
        number = telling.tell_fault(error)
    told = events(said)
    kinds = [one["event"] for one in told]
    assert {"load", "act", "refused", "error"} <= set(kinds)
    assert [one["act"] for one in told if one["event"] == "act"] == ["close_proposed", "close"]
    loads = [one for one in told if one["event"] == "load"][-3:]
    assert [(one["accepted"], one["refused"]) for one in loads] == [(1, 0), (0, 1), (1, 0)]
    assert loads[1]["codes"] == "needs_mapping"
    fault = next(one for one in told if one["id"] == number)
    assert (fault["kind"], fault["where"].startswith("tests/test_telling.py:")) == ("ValueError", True)
    assert [secret for secret in SECRETS for one in said if secret in one] == []


def test_a_text_that_is_no_code_is_not_said_and_an_unknown_fact_is_a_bug(said: list[str]) -> None:
    telling.tell("refused", what=SECRETS[0])
    assert events(said)[0]["what"] == "-"
    with pytest.raises(KeyError):
        telling.tell("load", supplier="x")


def test_what_a_library_logs_loses_its_words() -> None:
    try:
        raise RuntimeError(SECRETS[1])
    except RuntimeError as error:
        record = logging.LogRecord("streamlit.x", 40, "", 1, "fel: %s", (SECRETS[0],), (type(error), error, None))
    printed = telling.OneLine().format(record)
    assert json.loads(printed)["kind"] == "RuntimeError"
    assert [secret for secret in SECRETS if secret in printed] == []


def test_the_counters_count_and_no_label_names_anybody(tmp_path: Path) -> None:
    def value(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, labels) or 0

    before = value("kpi_files_loaded_total", status="accepted")
    asked = value("kpi_query_seconds_count", folder="kpi")
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, "5.00", "2024-01-10", supplier=SECRETS[0]))
    figures(group.store, EVERYONE, card_ids=["total_it_share"])
    assert value("kpi_files_loaded_total", status="accepted") > before
    assert value("kpi_query_seconds_count", folder="kpi") > asked
    printed = generate_latest(REGISTRY).decode()
    assert [secret for secret in (*SECRETS, "BUF", "test") if f'"{secret}"' in printed] == []
    labels = {name for family in REGISTRY.collect() if family.name.startswith("kpi_")
              for sample in family.samples for name in sample.labels}  # fmt: skip
    assert labels == {"status", "folder", "le"}
    wanted = {"kpi_files_loaded", "kpi_load_seconds", "kpi_refusals", "kpi_errors", "kpi_reruns", "kpi_sessions"}
    assert counting.names() == wanted | {"kpi_query_seconds", "kpi_store_age_seconds"}


# --- readiness


def test_a_store_that_opens_is_ready_and_so_is_one_that_holds_nothing_yet(tmp_path: Path) -> None:
    none = tmp_path / "none"
    assert readiness(none, none) == {"store": "none", "published": "none"}
    assert is_ready(readiness(none, none))
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    assert readiness(group.store.folder, none)["store"] == "ok"


def test_a_store_that_does_not_open_or_is_newer_is_not_ready(tmp_path: Path) -> None:
    import duckdb

    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    database = group.store.folder / group.store.version
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_schema SET schema_version = schema_version + 1")
    found = readiness(group.store.folder, tmp_path / "none")
    assert (found["store"], is_ready(found)) == ("store_newer", False)
    database.write_bytes(b"not a database" * 1000)
    assert readiness(group.store.folder, tmp_path / "none")["store"] == "does_not_open"
    database.unlink()
    assert not is_ready(readiness(group.store.folder, tmp_path / "none"))


def test_an_edition_that_is_damaged_is_not_ready(tmp_path: Path) -> None:
    edition = tmp_path / "edition.duckdb"
    edition.write_bytes(b"x" * 5000)
    found = readiness(tmp_path / "none", edition)
    assert (found["published"], is_ready(found)) == ("snapshot_damaged", False)


def test_a_server_answers_how_it_is_and_counts_on_a_port_of_its_own(tmp_path: Path) -> None:
    group, port = Group(tmp_path).set_up(*SIMPLE_RULES), free_port()
    with served(group.store.folder, KPI_METRICS__PORT=str(port)) as address:
        with urlopen(f"{address}/readyz", timeout=20) as answer:
            assert json.load(answer) == {"store": "ok", "published": "none"}
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
            assert b"kpi_store_age_seconds" in answer.read()
        with pytest.raises(HTTPError) as refused, urlopen(f"{address}/_stcore/metrics", timeout=20):
            pass
        assert refused.value.code in (403, 404)
        (group.store.folder / Store(group.store.folder).version).unlink()
        with pytest.raises(HTTPError) as fault, urlopen(f"{address}/readyz", timeout=20):
            pass
        assert fault.value.code == 503


def test_the_public_face_is_watched_in_the_same_way_and_knows_of_no_store(tmp_path: Path) -> None:
    group, port = Group(tmp_path).set_up(*SIMPLE_RULES), free_port()
    group.deliver("ledger", line("BUF", K2, "5.00", "2024-01-10"))
    edition = tmp_path / "public" / "edition.duckdb"
    edition.parent.mkdir()
    publish_to(group.store, EVERYONE, edition)
    with served(group.store.folder, program="pages/public/serve.py", KPI_PUBLISHED=str(edition),
                KPI_METRICS__PORT=str(port)) as address:  # fmt: skip
        with urlopen(f"{address}/readyz", timeout=20) as answer:
            assert json.load(answer) == {"published": "ok"}
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
            told = answer.read().decode()
        assert "kpi_sessions 0.0" in told and "kpi_reruns_total 0.0" in told and "kpi_store_age_seconds NaN" in told
        edition.write_bytes(b"x" * 5000)
        with pytest.raises(HTTPError) as fault, urlopen(f"{address}/readyz", timeout=20):
            pass
        assert fault.value.code == 503 and json.load(fault.value) == {"published": "snapshot_damaged"}
