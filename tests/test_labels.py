"""Is a name that somebody else has written shown as it stands where Streamlit reads Markdown: in titles and labels?"""

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.as_is import as_is
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line, unit
from tests.fixtures.payloads import MARKUP
from tests.fixtures.source import ROOT


def offered(label: str) -> None:
    from pages.parts.download import download

    download(label, lambda: b"", "fil.csv", "text/csv", "one")


@pytest.mark.parametrize("name", [name for name in MARKUP if "\n" not in name])
def test_what_is_offered_to_take_along_is_named_as_it_stands(name: str) -> None:
    page = AppTest.from_function(offered, args=(f"Rader ur {name}",)).run()
    (button,) = page.get("download_button")
    assert button.proto.label == as_is(f"Rader ur {name}")
    assert not page.exception


@pytest.mark.parametrize("page_name", ["development", "staffing"])
def test_a_page_of_one_unit_names_it_in_its_title_as_it_stands(
    page_name: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "![p19](http://p19.invalid/x.png) :red[x]"
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("units", unit("BUF", "department", counterparty="110", name=name), unit("SCIT", "central_it"))
    group.deliver("ledger", line("BUF", K2, 100))
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    page = AppTest.from_file(str(ROOT / "pages" / "leaders" / f"{page_name}.py"), default_timeout=60)
    page.query_params.update({"unit": "BUF", "year": "2024"})
    page.run()
    assert not page.exception
    assert [title.value for title in page.title] == [as_is(name)]
