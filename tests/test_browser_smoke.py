"""Does a reader with an ordinary browser see the product, in Swedish, without errors or outside calls?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.access import Viewer
from data.language import text
from pages.parts.places import PLACES, place_named, places_for
from tests.fixtures.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
PATIENCE = 30_000


@pytest.fixture(scope="module")
def address(browser: "Browser", demo_store: Path) -> Iterator[str]:
    """Serve the invented group; `browser` first, so that nothing is built where none is there."""
    with served(demo_store) as where:
        yield where


def opened(page: "Page", url: str, shows: str = "h1") -> "Page":
    """Open an address and wait until what it is to show is there and the script has run to its end."""
    page.goto(url)
    page.wait_for_selector(shows, timeout=PATIENCE)
    page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=PATIENCE)
    return page


def test_the_invented_group_is_shown_under_its_banner(address: str, page: "Page") -> None:
    opened(page, address, shows=".banner")
    assert text("part.store.demo", "sv") in page.locator(".banner").inner_text()


def test_the_side_bar_leads_to_every_page_of_the_role(address: str, page: "Page") -> None:
    opened(page, address, shows="nav.pages a")
    links = page.locator("nav.pages a").all_inner_texts()
    assert [text(f"page.{place.name}.menu", "sv") for place in places_for(Viewer("x", "controller"))] == links


# One page of each folder below pages/; every page in every role is tried in tests/test_login.py.
@pytest.mark.parametrize("name", {place.file.partition("/")[0]: place.name for place in PLACES}.values())
def test_the_first_reader_of_a_fresh_server_comes_through_the_menu(
    name: str, tmp_path: Path, browser: "Browser", page: "Page"
) -> None:
    with served(tmp_path / "store") as fresh:
        opened(page, f"{fresh}/{place_named(name).address}", shows="nav.pages a")
        assert page.locator('[data-testid="stException"]').count() == 0


def test_what_streamlit_drew_before_our_script_came_is_swedish_too(address: str, page: "Page") -> None:
    def late(route: "Route") -> None:
        page.locator('[data-testid="stSkipToContent"]').wait_for(state="attached", timeout=PATIENCE)
        route.continue_()

    page.route("**/assets/script.js", late)
    page.goto(address, wait_until="commit")
    page.locator('[data-testid="stSkipToContent"]', has_text="Hoppa till innehållet").wait_for(
        state="attached", timeout=PATIENCE
    )
