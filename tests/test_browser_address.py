"""Does the address carry the whole view, from page to page, back and forward, and to somebody else?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATIENCE = 30_000
MUNICIPALITY = "/oversikt?year=2023&scope=municipality"


@pytest.fixture(scope="module")
def address(demo_store: Path, browser: "Browser") -> Iterator[str]:
    """Serve the invented group; `browser` first, so that nothing is built where none is there."""
    with served(demo_store) as where:
        yield where


def shows(page: "Page", title: str, kicker: str = "") -> None:
    """Wait until a page stands under its title, and says which year and scope it shows."""
    page.wait_for_selector(f"h1:has-text('{title}')", timeout=PATIENCE)
    if kicker:
        page.wait_for_selector(f".kicker:has-text('{kicker}')", timeout=PATIENCE)


def test_the_start_page_leads_home_and_writes_the_whole_view_into_the_address(
    address: str, page: "Page"
) -> None:
    page.goto(address)
    shows(page, "Vad kostar IT?", "Koncernen 2025")
    page.wait_for_url("**/oversikt?year=2025&scope=group", timeout=PATIENCE)


def test_the_way_back_and_another_page_and_the_back_button_keep_year_and_scope(
    address: str, page: "Page"
) -> None:
    page.goto(f"{address}{MUNICIPALITY}")
    shows(page, "Vad kostar IT?", "Kommunen utan bolag 2023")
    page.locator(".figure-value a").first.click()
    shows(page, "Vägen tillbaka")
    assert "year=2023&scope=municipality&card=central_it_share" in page.url
    page.go_back()
    shows(page, "Vad kostar IT?", "Kommunen utan bolag 2023")
    page.locator("nav.pages a", has_text="Enheter").click()
    shows(page, "Enheter")
    assert "/enheter?year=2023" in page.url
    page.go_back()
    shows(page, "Vad kostar IT?", "Kommunen utan bolag 2023")


def test_a_choice_is_a_step_that_the_back_button_takes_back(address: str, page: "Page") -> None:
    page.goto(f"{address}{MUNICIPALITY}")
    shows(page, "Vad kostar IT?", "Kommunen utan bolag 2023")
    page.locator(".st-key-filter-scope").get_by_text("Koncern").click()
    shows(page, "Vad kostar IT?", "Koncernen 2023")
    page.go_back()
    shows(page, "Vad kostar IT?", "Kommunen utan bolag 2023")


def test_a_bad_value_in_a_link_gives_the_default(address: str, page: "Page") -> None:
    page.goto(f"{address}/oversikt?year=1850&scope=allt&lang=finska")
    shows(page, "Vad kostar IT?", "Koncernen 2025")


def test_a_link_opens_one_unit_by_its_code_in_english(address: str, page: "Page") -> None:
    page.goto(f"{address}/enheter?year=2024&unit=KFF&lang=en")
    shows(page, "Kultur- och fritidsförvaltningen")
    assert page.locator("html").get_attribute("lang") == "en"
