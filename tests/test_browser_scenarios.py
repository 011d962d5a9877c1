"""Does a scenario stand whole in the address, and do back, forward and a link lead to the same levers?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.fixtures.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATIENCE = 30_000
MARKUP = "Påslag för förnyelse, %"


@pytest.fixture(scope="module")
def address(demo_store: Path, browser: "Browser") -> Iterator[str]:
    """Serve the invented group; `browser` first, so that nothing is built where none is there."""
    with served(demo_store) as where:
        yield where


def levers(page: "Page") -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def shows_markup(page: "Page", written: str) -> None:
    """Wait until the lever stands where the address says."""
    from playwright.sync_api import expect

    expect(page.get_by_label(MARKUP, exact=True)).to_have_value(written, timeout=PATIENCE)


def waits_for(page: "Page", position: str) -> None:
    page.wait_for_url(f"**markup_pct={position}&*", timeout=PATIENCE)


def test_a_lever_that_is_turned_is_one_step_back_and_the_page_before_the_next(address: str, page: "Page") -> None:
    page.goto(f"{address}/definitioner")
    page.wait_for_selector("h1:has-text('Definitioner')", timeout=PATIENCE)
    page.locator("nav.pages a", has_text="Scenarier").click()
    waits_for(page, "2")
    assert {"model", "year", "scope", "replacement_sek", "cost_base_sek", "life_years"} <= set(levers(page))
    page.get_by_label(MARKUP, exact=True).fill("7,5")
    page.keyboard.press("Enter")
    waits_for(page, "7.5")
    page.get_by_role("combobox", name="År", exact=True).click()
    page.get_by_role("option", name="2024").click()
    page.wait_for_url("**year=2024**", timeout=PATIENCE)
    page.wait_for_selector(".kicker:has-text('2024')", timeout=PATIENCE)
    then = levers(page)
    assert then["markup_pct"] == "7.5"
    page.go_back()
    page.wait_for_selector(".kicker:has-text('2025')", timeout=PATIENCE)
    waits_for(page, "7.5")
    assert levers(page)["cost_base_sek"] != then["cost_base_sek"]
    page.go_back()
    waits_for(page, "2")
    shows_markup(page, "2")
    page.go_back()
    page.wait_for_selector("h1:has-text('Definitioner')", timeout=PATIENCE)


def test_a_link_opens_the_same_scenario_for_somebody_else(address: str, page: "Page", browser: "Browser") -> None:
    page.goto(f"{address}/scenarier?model=renewal&year=2023&markup_pct=12.5")
    waits_for(page, "12.5")
    shows_markup(page, "12,5")
    said = page.locator(".answer").inner_text()
    other = browser.new_context(locale="sv-SE").new_page()
    other.goto(page.url)
    shows_markup(other, "12,5")
    assert other.locator(".answer").inner_text() == said
    assert other.url == page.url
    other.context.close()


def test_a_step_on_a_lever_moves_it_to_the_next_even_position(address: str, page: "Page") -> None:
    page.goto(f"{address}/scenarier?model=renewal&markup_pct=2.3")
    shows_markup(page, "2,3")
    page.locator(".st-key-more-markup_pct button:visible").first.click()
    waits_for(page, "2.5")
    shows_markup(page, "2,5")


def test_nothing_scrolls_sideways_on_a_phone(address: str, browser: "Browser") -> None:
    context = browser.new_context(locale="sv-SE", viewport={"width": 390, "height": 844})
    page = context.new_page()
    for model in ("allocation", "supply_demand", "adoption"):
        page.goto(f"{address}/scenarier?model={model}")
        page.wait_for_selector(".js-plotly-plot", timeout=PATIENCE)
        page.wait_for_timeout(500)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, model
    context.close()
