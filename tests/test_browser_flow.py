"""Does a controller get from an extract to a figure, and from a figure back to the line in the file?"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures import own_extracts as extracts
from tests.fixtures.browsing import choose, drop, plain, press, settled
from tests.fixtures.serving import served
from tests.fixtures.source import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def fresh(browser: "Browser", tmp_path: Path) -> Iterator[str]:
    """Serve a group that has stored nothing yet."""
    with served(tmp_path / "store") as where:
        yield where


def figure(page: "Page", card: str, value: str) -> str:
    """Wait until Översikt shows a figure, and return where it leads."""
    link = page.locator(f'a[href*="card={card}"]', has_text=re.compile(value.replace(" ", r"\s")))
    link.first.wait_for()
    return link.first.get_attribute("href")


def test_another_role_chosen_on_a_page_that_is_closed_to_it_leads_to_its_own_first_page(
    fresh: str, page: "Page"
) -> None:
    page.goto(f"{fresh}/lamna-in?year=2024")
    settled(page, "h1:has-text('Lämna in')")
    choose(page, "Visa som", "Förtroendevald")
    page.wait_for_url(re.compile(r"/sammanfattning\?year=2024$"))
    settled(page, "nav.pages a[aria-current=page]:has-text('Sammanfattning')")
    assert "inte öppen för din roll" not in page.locator("body").inner_text()


def test_a_controller_delivers_units_a_ledger_and_a_bad_file_in_one_drop(
    fresh: str, page: "Page", tmp_path: Path
) -> None:
    files = (extracts.units(tmp_path), extracts.ledger(tmp_path), extracts.turnover(tmp_path))
    drop(page, fresh, *files, extracts.bad(tmp_path))
    refused = page.locator("[class*=st-key-understood-]").nth(3)
    assert "trasig <b>.csv" in refused.inner_text()
    cells = refused.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert cells[:3] == ["Fel", str(extracts.BAD_LINE), "belopp"] and "tolv" in cells[3]
    press(page, "Spara 3 filer")
    page.get_by_role("link", name="Se de nya siffrorna på Översikt").click()
    assert "card=central_it_share" in figure(page, "central_it_share", "1,20 %")
    figure(page, "total_it_share", "1,80 %")


def test_a_figure_leads_to_its_rule_its_lines_its_voucher_and_the_line_in_the_file(
    fresh: str, page: "Page", tmp_path: Path
) -> None:
    drop(page, fresh, extracts.units(tmp_path), extracts.ledger(tmp_path), extracts.turnover(tmp_path))
    press(page, "Spara 3 filer")
    page.goto(f"{fresh}/oversikt?year=2024&scope=group")
    figure(page, "total_it_share", "1,80 %")
    page.locator('a[href*="card=total_it_share"]').first.click()
    settled(page, "text=Vad som avgjorde raderna")
    assert "1 800 000,00 kr ÷ 100 000 000,00 kr × 100 = 1,8000 %" in plain(page.locator(".sum-line").first)
    page.locator("table.ledger tr", has_text="600 000").locator("a").first.click()
    settled(page, "h1:has-text('Raderna')")
    lines = page.locator("table.ledger tbody tr")
    assert lines.count() == 12 and "Molnet Påhitt AB" in lines.first.inner_text()
    lines.first.click()
    settled(page, "h1:has-text('Verifikation G1')")
    assert "går jämnt upp" in page.locator(".answer").inner_text()
    asked = page.locator("table.ledger tr.asked")
    assert asked.count() == 1 and "huvudbok.csv, rad 3" in plain(asked)
    page.reload()
    settled(page, "h1:has-text('Verifikation G1')")
    page.go_back()
    settled(page, "h1:has-text('Raderna')")
    page.go_back()
    settled(page, "text=Vad som avgjorde raderna")


def test_what_a_files_columns_mean_is_asked_once_and_its_next_sibling_needs_no_answer(
    fresh: str, page: "Page", tmp_path: Path
) -> None:
    drop(page, fresh, extracts.units(tmp_path), extracts.odd(tmp_path, 2024))
    settled(page, ".verdict:has-text('Behöver ett svar')")
    settled(page, "button:has-text('Läs filen så')")
    for field, column in (("Belopp *", "Netto"), ("Datum", "Bokfört")):
        choose(page, field, column)
    page.get_by_role("button", name="Läs filen så").click()
    settled(page, "h2:has-text('udda_2024.csv') + .verdict:text-is('Kan sparas')")
    assert "3 000,00 kr" in plain(page.locator("[class*=st-key-understood-]").nth(1))
    press(page, "Spara 2 filer")
    drop(page, fresh, extracts.odd(tmp_path, 2025))
    assert page.locator(".verdict").first.inner_text() == "Kan sparas"
    press(page, "Spara filen")


def test_a_load_from_the_command_line_shows_after_a_click_in_the_page_that_is_open(
    fresh: str, page: "Page", tmp_path: Path
) -> None:
    _load(tmp_path, extracts.units(tmp_path), extracts.ledger(tmp_path), extracts.turnover(tmp_path))
    page.goto(f"{fresh}/oversikt?year=2024&scope=group")
    figure(page, "central_it_share", "1,20 %")
    _load(tmp_path, extracts.turnover(tmp_path, 200_000_000))
    page.get_by_role("radio", name="Kommun", exact=True).click()
    figure(page, "central_it_share", "0,60 %")


def _load(folder: Path, *files: Path) -> None:
    command = [sys.executable, "-m", "kpi", "load", *map(str, files)]
    environment = {**os.environ, "KPI_STORE": str(folder / "store")}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
