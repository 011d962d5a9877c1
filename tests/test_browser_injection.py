"""Does a text stay a text in a real browser: nothing run, nothing asked for elsewhere, all shown as it stands?"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.browsing import settled
from tests.fixtures.group import K2, SIMPLE_RULES, UNITS, Group, line
from tests.fixtures.payloads import ALL, FORMULAS, MARKUP
from tests.fixtures.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NAMES = dict(zip((unit["unit"] for unit in UNITS), (MARKUP[18], MARKUP[19], MARKUP[1], MARKUP[24], FORMULAS[0],
                                                    MARKUP[21]), strict=True))  # fmt: skip
FILE = "![p19](http:__p19.invalid_x.png) <img src=x onerror=alert(1)> :red[x] $x$.json"
# Every page that names a unit, a supplier, a text, a file or a service; the rest are met in test_injection.py.
PAGES = (
    "oversikt", "enheter", "enheter?unit=BUF", "utveckling", "taktning", "bemanning", "prognos", "likvardighet",
    "balans", "sparbarhet", "scenarier", "uppfoljning", "vagen-tillbaka?card=total_it_share&unit=BUF", "lamna-in",
    "klassa", "skugg-it", "internt", "stam-av", "leveranser", "logg",
)  # fmt: skip

MOST_UNFOLDED = 3
SHOWN = "[data-testid='stMain'] :is(h1, .answer)"
# What a text would have made of itself.
MADE = (
    "iframe, object, embed, script[src], .katex, a[href*='invalid']:not([href^='#']), a[href^='javascript'], "
    "img[src*='invalid']"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    group = Group(tmp_path_factory.mktemp("hostile"))
    group.set_up(*SIMPLE_RULES[1:], units=[{**unit, "name": NAMES[unit["unit"]]} for unit in UNITS])
    rows = [
        line(unit, account, 900_000 + number, f"{year}-03-15", supplier=text, text=text, voucher=f"A{number}")
        for year in (2023, 2024)
        for unit in ("BUF", "SOC")
        for account in (K2, "9999")
        for number, text in enumerate(text.replace("\0", "") for text in ALL)
    ]
    named = group.text(FILE, json.dumps(rows, ensure_ascii=False))
    (told,) = group.load(named, register="ledger")
    assert told.status == "accepted", told.problems
    with served(group.folder / "store") as found:
        yield found


class Watched:
    """A page that notes every script that was run by a text, and every request that leaves the server."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page, self.address = page, address
        self.dialogs: list[str] = []
        self.outside: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", lambda asked: self._request(asked.url))

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, url: str) -> None:
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:", "about:")
        if not url.startswith(own):
            self.outside.append(url)

    def open(self, path: str, shows: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")
        settled(self.page, SHOWN)
        if shows:
            settled(self.page, shows)

    def said(self) -> str:
        return squeezed(self.page.locator("[data-testid='stMain']").inner_text())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060\x00]+", "", text)


@pytest.fixture
def watched(browser: "Browser", address: str) -> "Iterator[Watched]":
    context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 1200})
    yield Watched(context.new_page(), address)
    context.close()


def test_no_page_runs_or_asks_for_what_a_name_or_a_text_says(watched: Watched) -> None:
    for path in PAGES:
        watched.open(path)
        folded = watched.page.locator("[data-testid='stMain'] details:not([open]) > summary")
        for _ in range(min(folded.count(), MOST_UNFOLDED)):
            folded.first.click()
            settled(watched.page, SHOWN)
        assert watched.dialogs == [], path
        assert watched.outside == [], path
        assert watched.page.locator(f"[data-testid='stMain'] :is({MADE})").count() == 0, path


def test_a_unit_is_named_in_the_title_as_it_stands(watched: Watched) -> None:
    watched.open("enheter?unit=BUF&year=2024", shows="h2:has-text('Största IT-raderna')")
    assert squeezed(watched.page.locator("[data-testid='stMain'] h1").first.inner_text()) == squeezed(NAMES["BUF"])


def test_units_stand_in_the_chart_as_they_stand(watched: Watched) -> None:
    watched.open("enheter?year=2024")
    for name in (NAMES["BUF"], NAMES["SOC"]):
        assert squeezed(name) in watched.said()


def test_suppliers_and_texts_stand_in_the_ledger_lines_as_they_stand(watched: Watched) -> None:
    watched.open("enheter?unit=BUF&year=2024", shows="h2:has-text('Största IT-raderna')")
    said = watched.said()
    shown = [text for text in ALL if squeezed(text) in said]
    assert len(shown) >= 12  # the page shows the twelve largest lines


def test_a_file_is_listed_under_the_name_it_came_with(watched: Watched) -> None:
    watched.open("leveranser")
    assert squeezed("p19.invalid") in watched.said()


def test_a_cell_that_is_copied_is_the_text_itself(watched: Watched) -> None:
    watched.open("enheter?unit=BUF&year=2024", shows="h2:has-text('Största IT-raderna')")
    copied = watched.page.evaluate(
        """() => [...document.querySelectorAll("[data-testid='stMain'] table td")].map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        })"""
    )
    found = {squeezed(text) for text in copied}
    assert sum(squeezed(text) in found or any(squeezed(text) in cell for cell in found) for text in ALL) >= 12
