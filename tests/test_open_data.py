"""Can anybody take the published figures along as files, whole, described and in a form that does not drift?"""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data.errors import UserError
from data.settings import Publisher
from kpi import dcat
from kpi.commands import main
from kpi.figures import written_side
from kpi.open_data import as_json, figures_csv, schema
from kpi.open_files import open_files
from kpi.publish import publish_to
from kpi.published import Published
from kpi.table import Column, Table
from kpi.table_files import cells
from pages.public.open_data import FOLDER, open_data_routes
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line
from tests.fixtures.source import ROOT

WHO = Publisher(name="Exempels kommun", email="data@example.se", homepage="https://www.example.se/")
ADDRESS = "https://data.example.se/oppna-data/"
SECRET = "Leverantören AB"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("open")
    group = Group(folder).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 5_000_000.25, supplier=SECRET), line("SOC", K2, 1_000_000))
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 100_000_000, "status": "utfall"})
    path = folder / "edition.duckdb"
    publish_to(group.store, EVERYONE, path)
    return path


@pytest.fixture(scope="module")
def published(file: Path) -> Published:
    return Published.open(file)


def nodes(published: Published) -> dict[str, dict]:
    document = json.loads(dcat.catalogue(published.edition, WHO, ADDRESS))
    return {node["@type"]: node for node in document["@graph"]}


def test_the_committed_schema_is_the_one_the_files_follow() -> None:
    assert (ROOT / "docs" / "open-data.schema.json").read_text(encoding="utf-8") == schema()


def test_the_json_file_holds_to_its_schema(published: Published) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    jsonschema.validate(json.loads(as_json(published)), json.loads(schema()))


def test_a_file_that_says_more_or_less_does_not_hold_to_the_schema(published: Published) -> None:
    told = json.loads(as_json(published))
    for broken in ({**told, "suppliers": []}, {name: told[name] for name in told if name != "edition"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, json.loads(schema()))


def test_every_published_figure_stands_in_both_files_with_its_value(published: Published) -> None:
    told = json.loads(as_json(published))
    rows = list(csv.DictReader(io.StringIO(figures_csv(published).decode("utf-8-sig")), delimiter=";"))
    assert len(told["figures"]) == len(rows) == len(published.figures())
    (share,) = [one for one in told["figures"] if (one["card"], one["unit"]) == ("total_it_share", "BUF")]
    assert (share["value"], share["numerator"]) == (pytest.approx(5_000_000.25 / 100_000_000 * 100), "5000000.25")
    (row,) = [row for row in rows if (row["card"], row["unit"]) == ("total_it_share", "BUF")]
    assert (row["numerator"], row["unit_name"]) == ("5000000,25", "Barn och utbildning")


def test_a_missing_figure_says_why_in_both_languages(published: Published) -> None:
    lacking = [one for one in json.loads(as_json(published))["figures"] if one["value"] is None]
    assert lacking
    assert all(one["reason"]["sv"] and one["reason"]["en"] for one in lacking)


def test_no_file_holds_a_supplier(published: Published) -> None:
    for content in open_files(published, WHO, ADDRESS).values():
        assert SECRET.encode() not in content


def test_the_description_has_what_the_swedish_profile_demands(published: Published) -> None:
    found = nodes(published)
    for kind in ("dcat:Catalog", "dcat:Dataset"):
        for name in ("dcterms:title", "dcterms:description", "dcterms:publisher"):
            assert found[kind][name], (kind, name)
        assert {word["@language"] for word in found[kind]["dcterms:title"]} == {"sv", "en"}
        assert found[kind]["dcterms:publisher"]["@id"] == found["foaf:Agent"]["@id"]
    assert found["dcat:Catalog"]["dcat:dataset"]["@id"] == found["dcat:Dataset"]["@id"]
    assert found["foaf:Agent"]["foaf:name"] == WHO.name
    assert found["vcard:Organization"]["vcard:hasEmail"]["@id"] == "mailto:data@example.se"


def test_every_distribution_says_where_it_is_reached_and_under_which_licence(published: Published) -> None:
    graph = json.loads(dcat.catalogue(published.edition, WHO, ADDRESS))["@graph"]
    ways = [node for node in graph if node["@type"] == "dcat:Distribution"]
    assert {way["dcat:accessURL"]["@id"] for way in ways} == {f"{ADDRESS}siffror.json", f"{ADDRESS}siffror.csv"}
    assert {way["dcterms:license"]["@id"] for way in ways} == {dcat.LICENCE}
    assert {way["@id"] for way in ways} == {one["@id"] for one in nodes(published)["dcat:Dataset"]["dcat:distribution"]}


def test_nothing_is_described_in_nobodys_name(published: Published, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        dcat.catalogue(published.edition, Publisher(), ADDRESS)
    assert dcat.DCAT_FILE not in open_files(published, Publisher(), ADDRESS)


def test_the_command_writes_the_files(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["open-data", "--snapshot", str(file), "--address", ADDRESS, "--out", str(tmp_path / "out")]
    assert main(asked) == 2  # nobody is named
    monkeypatch.setenv("KPI_PUBLISHER__NAME", "Exempels kommun")
    assert main(asked) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "dcat.jsonld", "siffror.csv", "siffror.json", "siffror.schema.json"
    ]  # fmt: skip


def test_the_public_face_serves_the_files_to_anybody(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_PUBLISHER__NAME", "Exempels kommun")
    client = TestClient(Starlette(routes=open_data_routes(lambda: file)), base_url="http://127.0.0.1:8502")
    answer = client.get(f"{FOLDER}siffror.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    jsonschema.validate(answer.json(), client.get(f"{FOLDER}siffror.schema.json").json())
    assert "http://127.0.0.1:8502/oppna-data/siffror.json" in client.get(f"{FOLDER}dcat.jsonld").text


@pytest.mark.parametrize("forged", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_a_forged_host_does_not_reach_the_description(forged: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_PUBLISHER__NAME", "Exempels kommun")
    client = TestClient(Starlette(routes=open_data_routes(lambda: file)), base_url="http://127.0.0.1:8502")
    asked = {"Host": forged, "X-Forwarded-Host": forged}
    assert client.get(f"{FOLDER}dcat.jsonld", headers=asked).status_code == 404
    assert client.get(f"{FOLDER}siffror.json", headers=asked).status_code == 200
    monkeypatch.setenv("KPI_PUBLISHER__ADDRESS", "https://data.example.se/")
    told = client.get(f"{FOLDER}dcat.jsonld", headers=asked)
    assert told.status_code == 200 and "evil" not in told.text
    assert f"{ADDRESS}siffror.json" in told.text


def test_a_host_that_is_none_is_not_repeated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_PUBLISHER__NAME", "Exempels kommun")
    client = TestClient(Starlette(routes=open_data_routes(lambda: file)), base_url="http://127.0.0.1:8502")
    for host in ("localhost@evil.se", "localhost/evil", "evil.se#localhost"):
        assert "evil" not in client.get(f"{FOLDER}dcat.jsonld", headers={"Host": host}).text


def test_there_is_no_file_where_nothing_is_published(tmp_path: Path) -> None:
    for place in (None, tmp_path, tmp_path / "absent.duckdb"):
        client = TestClient(Starlette(routes=open_data_routes(lambda place=place: place)))
        assert client.get(f"{FOLDER}siffror.json").status_code == 404


def test_half_an_ore_is_rounded_up_in_the_files_as_it_is_on_the_command_line() -> None:
    assert (written_side(0.125, "SEK"), written_side(Decimal("-2.345"), "SEK")) == ("0.13", "-2.35")
    (row,) = cells(Table((Column("kr", "SEK"),), ((0.125,),)))
    assert row == [Decimal("0.13")]
