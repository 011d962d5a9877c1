"""Can everybody read every page: by axe-core, in each role, language and theme, on any screen, and without faults?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from data.access import ROLES, Role, Viewer
from data.language import LANGUAGES, Language
from pages.parts.places import HOMES, Place, place_named, places_for
from tests.fixtures.browsing import RESTS
from tests.fixtures.serving import served
from tests.fixtures.words import english_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser
PATIENCE = 60_000
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
CONTRAST = ["color-contrast"]  # all that another theme of the same page can change
FORBIDDEN = {"serious", "critical"}
# Pages that show something else where the address asks for more.
DEEPER = {
    "units": "unit=SKF",
    "way_back": "card=total_it_share&rule=all",
    "classify": "vy=rules",
    "reconcile": "unit=SKF&period=202403",
}
# Pages that tell the fixed names of registers and variants.
CODES = {"definitions", "deliver"}
NARROW = 320
SCREENS = (1440, 390)
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map((box) => box.scrollWidth - box.clientWidth)"""
# Streamlit asks below the page's own address first where its server is; the answer is always no.
STREAMLITS_OWN = "/_stcore/"
QUIET = ("log:", "info:", "debug:", "warning:")
WIDE: "ViewportSize" = {"width": 1280, "height": 900}


def _opened(role: Role) -> list[tuple[Place, str]]:
    """Return what a role can open: each page, and further in where there is more."""
    pages = [(place, "") for place in places_for(Viewer("x", role))]
    return pages + [(place, DEEPER[place.name]) for place, _ in pages if place.name in DEEPER and role == "controller"]


EVERYTHING = [(role, place, more) for role in ROLES for place, more in _opened(role)]
FIRST = {(place.name, more): role for role, place, more in reversed(EVERYTHING)}
# A page says the same to every role that can open it: it is tried for the first of them, and each role's home for it.
OPENED = [
    (role, place, more)
    for role, place, more in EVERYTHING
    if FIRST[place.name, more] == role or HOMES[role] == place.name
]


@pytest.fixture(scope="module")
def address(browser: "Browser", demo_store: Path) -> Iterator[str]:
    """Serve the invented group behind a proxy that says who asks."""
    groups = json.dumps({role: {"roles": [role]} for role in ROLES})
    with served(demo_store, KPI_LOGIN__KIND="header", KPI_LOGIN__GROUPS=groups) as where:
        yield where


@pytest.fixture(scope="module")
def readers(browser: "Browser") -> "Iterator[dict[Role, Page]]":
    """Give each role a page of its own."""
    contexts = {
        role: browser.new_context(
            locale="sv-SE",
            viewport=WIDE,
            extra_http_headers={"X-Forwarded-User": "Bo", "X-Forwarded-Groups": role},
        )
        for role in ROLES
    }
    yield {role: context.new_page() for role, context in contexts.items()}
    for context in contexts.values():
        context.close()


def _show(page: "Page", address: str, place: Place, more: str, language: Language) -> None:
    """Open a page with everything on it unfolded."""
    page.goto(f"{address}/{place.address}?lang={language}&{more}")
    page.wait_for_selector("h1", timeout=PATIENCE)
    page.wait_for_selector(RESTS, timeout=PATIENCE)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.wait_for_timeout(500)


@contextmanager
def _without_faults_or_calls(page: "Page", address: str) -> Iterator[None]:
    """Hold that a page reports no fault while it is used, and asks nobody but the server."""
    said: list[str] = []
    asked: list[str] = []
    heard = {
        "request": lambda request: asked.append(request.url),
        "pageerror": lambda error: said.append(str(error)),
        "console": lambda word: said.append(f"{word.type}: {word.text} {word.location}"),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    assert [fault for fault in said if not fault.startswith(QUIET) and STREAMLITS_OWN not in fault] == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert page.locator('[data-testid="stException"]').count() == 0


def _faults(page: "Page", rules: list[str] = RULES) -> list[str]:
    """Return what axe-core finds that keeps somebody out: the rule, how many, and where first."""
    # what passes is not listed element by element, which took most of the time
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{one['id']} ({one['impact']}) × {len(one['nodes'])}: {one['nodes'][0]['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in FORBIDDEN
    ]


def _width(page: "Page") -> int:
    """Return how wide the page is, in pixels, on a screen of 320 pixels."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.wait_for_timeout(300)
    widest: int = page.evaluate(
        "Math.max(document.documentElement.scrollWidth, "
        "document.querySelector('[data-testid=stMain]')?.scrollWidth ?? 0)"
    )
    page.set_viewport_size(WIDE)
    return widest


def _fits(page: "Page") -> None:
    """Hold that neither an ordinary screen nor a phone scrolls sideways."""
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        assert (width, page.evaluate(SIDEWAYS)) == (width, [0, 0])
    page.set_viewport_size(WIDE)


@pytest.mark.parametrize(("role", "place", "more"), OPENED, ids=lambda one: one if isinstance(one, str) else one.name)
def test_a_page_keeps_nobody_out_in_any_language_or_theme_fits_a_narrow_screen_and_is_swedish_throughout(
    role: Role, place: Place, more: str, address: str, readers: "dict[Role, Page]"
) -> None:
    page = readers[role]
    for language in LANGUAGES:
        page.emulate_media(color_scheme="light")
        with _without_faults_or_calls(page, address):
            _show(page, address, place, more, language)
        page.evaluate(AXE)
        assert page.locator("html").get_attribute("lang") == language
        assert _faults(page) == [], (language, "light")
        assert _width(page) <= NARROW, "sideways scroll at 320 pixels, which is a zoom of 400 per cent"
        if language == "sv":
            assert english_words(page, place.name in CODES) == []
            _fits(page)
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector(':root[data-ground="dark"]', state="attached", timeout=PATIENCE)
        page.wait_for_timeout(300)
        assert _faults(page, CONTRAST) == [], (language, "dark")


def test_the_planted_fault_of_a_picture_without_words_is_found(address: str, readers: "dict[Role, Page]") -> None:
    page = readers["politician"]
    _show(page, address, place_named("definitions"), "", "sv")
    page.evaluate(AXE)
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\" width=9>')")
    assert any(fault.startswith("image-alt (critical)") for fault in _faults(page))
