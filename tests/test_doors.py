"""Is a made file, and the way in for files, its own person's where a proxy says who it is?"""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.datastructures import Headers

from pages.parts import doors

GROUPS = {"ekonomi": {"roles": ["controller"]}, "namnd": {"roles": ["politician"]}}
FILE = "0123abcd"


def said(name: str, group: str) -> Headers:
    return Headers({"x-forwarded-user": name, "x-forwarded-groups": group, "content-length": "3"})


@pytest.fixture
def annas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Return Anna's session, for which a file has been made, while the proxy says who asks."""
    monkeypatch.setenv("KPI_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("KPI_LOGIN__KIND", "header")
    monkeypatch.setenv("KPI_LOGIN__GROUPS", json.dumps(GROUPS))
    began = SimpleNamespace(headers=list(said("Anna", "ekonomi").items()))
    session = SimpleNamespace(client=SimpleNamespace(client_context=began), session=SimpleNamespace(_user_info={}))
    sessions = SimpleNamespace(get_session_info={"annas": session}.get)
    files = SimpleNamespace(_files_by_session_and_coord={"annas": {"place": FILE}})
    held = SimpleNamespace(_session_mgr=sessions, media_file_mgr=files, uploaded_file_mgr=SimpleNamespace())
    monkeypatch.setattr(doors.Runtime, "instance", lambda: held)
    return session


@pytest.mark.parametrize(
    ("name", "group", "is_hers"),
    [("Anna", "ekonomi", True), ("Bo", "ekonomi", False), ("Bo", "namnd", False), ("", "ekonomi", False),
     ("Anna", "okänd", False)],
)  # fmt: skip
def test_a_file_and_a_session_are_of_the_person_who_began_it(
    annas: SimpleNamespace, name: str, group: str, is_hers: bool
) -> None:
    assert doors._is_own_file(f"{FILE}.csv", said(name, group)) == is_hers
    assert doors._refused_upload("annas", said(name, group)) == (None if is_hers else 403)


def test_a_session_that_nobody_is_in_any_more_gives_nothing(annas: SimpleNamespace) -> None:
    annas.client = None
    assert not doors._is_own_file(f"{FILE}.csv", said("Anna", "ekonomi"))
