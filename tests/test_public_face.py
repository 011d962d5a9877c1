"""Does the public face show the edition that is published, and neither hold nor reach anything else?"""

import re
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from streamlit.testing.v1 import AppTest

from data.editions import Editions
from kpi.editions import folder_of, publish, take_back
from kpi.publish import publish_to
from kpi.published import Published
from kpi.summary import TOLD
from tests.fixtures.editions import shown, two_costs
from tests.fixtures.group import EVERYONE, K2, Group, line
from tests.fixtures.opened import html, links, told, words
from tests.fixtures.secretive import SECRETS, secretive
from tests.fixtures.serving import served
from tests.fixtures.source import ROOT

PUBLIC = str(ROOT / "pages" / "public" / "menu.py")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return secretive(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def snapshot(built: Group) -> Published:
    return publish_to(built.store, EVERYONE, built.folder / "edition.duckdb")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return two_costs(tmp_path)


def public(place: Path | None, monkeypatch: pytest.MonkeyPatch, page: str = "summary.py") -> AppTest:
    """Return a page of the public face as a visitor opens it."""
    if place:
        monkeypatch.setenv("KPI_PUBLISHED", str(place))
    else:
        monkeypatch.delenv("KPI_PUBLISHED", raising=False)
    found = AppTest.from_file(PUBLIC, default_timeout=60).run().switch_page(str(ROOT / "pages" / "public" / page)).run()
    assert not found.exception, found.exception
    return found


def test_the_public_face_says_in_words_that_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (None, tmp_path, tmp_path / "absent"):
        assert "Ingenting är publicerat än" in told(public(place, monkeypatch))


def test_the_public_face_meets_a_new_edition_without_being_started_anew(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(group.store)
    publish(group.store, EVERYONE)
    page = public(folder, monkeypatch)
    assert "1 000" not in words(page)
    first = shown(group).edition.checksum
    assert first in words(page)
    group.deliver("ledger", line("BUF", K2, "900.00", "2024-04-15"))
    publish(group.store, EVERYONE)
    assert shown(group).edition.checksum in words(page.run()) and first not in words(page)
    take_back(group.store, EVERYONE, 2, "fel")
    assert first in words(page.run())


def test_the_public_face_refuses_an_edition_that_was_changed(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(group.store, EVERYONE)
    file = Editions(folder_of(group.store)).file(1)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    page = public(folder_of(group.store), monkeypatch)
    assert ["kontrollsumman stämmer inte" in error.value for error in page.error] == [True]
    assert "Vad kostar IT" not in html(page)


def test_the_public_face_has_the_summary_and_the_definitions_and_holds_no_secret(
    built: Group, snapshot: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = built.folder / "edition.duckdb"
    page = public(file, monkeypatch)
    assert not page.get("file_uploader") and not page.text_input
    said = html(page) + html(public(file, monkeypatch, "definition.py"))
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_public_definition_names_only_pages_that_are_there(
    built: Group, snapshot: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = public(built.folder / "edition.duckdb", monkeypatch, "definition.py")
    named = re.findall(r"<dt>Visas på</dt><dd>(.*?)</dd>", html(page))
    told_here = [card for card in snapshot.edition.card_versions if card in TOLD]
    assert len(named) == len(told_here) == len(set(TOLD))
    assert {re.sub(r"<[^>]+>", "", name) for name in named} == {"Sammanfattning"}
    assert [address for address in links(page) if address.startswith("#")] == []  # no constants are listed below


LOOKED_AT = """
import sys
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event == "open" else None)
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
assert not page.exception, page.exception
page = page.switch_page(sys.argv[2]).run()
assert not page.exception, page.exception
print("\\n".join(name for name in opened if sys.argv[3] in name))
print("--")
print("\\n".join(sys.modules))
"""
NOT_FOR_THE_PUBLIC = (
    "data.intake", "data.acts", "kpi.commands", "kpi.first_start", "kpi.editions", "kpi.publish",
    "pages.parts.the_store", "pages.parts.viewer", "pages.parts.uploads",
)  # fmt: skip


def test_the_public_process_opens_nothing_of_the_store_and_knows_no_way_to_it(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "elsewhere" / "edition.duckdb"
    place.parent.mkdir()
    publish_to(group.store, EVERYONE, place)
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    monkeypatch.setenv("KPI_PUBLISHED", str(place))
    summary = str(ROOT / "pages" / "public" / "summary.py")
    command = [sys.executable, "-c", LOOKED_AT, PUBLIC, summary, str(group.store.folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    opened_files, _, modules = ended.stdout.partition("--")
    assert opened_files.strip() == ""
    assert set(modules.split()) & set(NOT_FOR_THE_PUBLIC) == set()


def test_the_public_face_takes_no_file_into_memory_and_closes_what_it_does_not_use(group: Group) -> None:
    publish(group.store, EVERYONE)
    place = str(folder_of(group.store))
    with served(group.folder / "no-store", program="pages/public/serve.py", KPI_PUBLISHED=place) as address:
        assert urlopen(address, timeout=30).headers["x-content-type-options"] == "nosniff"
        for method, path in (("PUT", "_stcore/upload_file/x/y"), ("POST", "_stcore/upload_file/x/y"),
                             ("GET", "_stcore/metrics"), ("GET", "_stcore/agent/openapi.json")):  # fmt: skip
            asked = Request(f"{address}/{path}", data=b"x" if method != "GET" else None, method=method)
            with pytest.raises(HTTPError) as refused:
                urlopen(asked, timeout=30)
            assert refused.value.code == 404, path
            assert "frame-ancestors 'none'" in refused.value.headers["content-security-policy"]


def test_the_public_face_asks_no_host_on_the_internet_for_its_address() -> None:
    said = "import pages.public.serve; from streamlit import net_util; print(net_util.get_external_ip.__module__)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.split()[-1:] == ["pages.parts.serving"], done.stderr
