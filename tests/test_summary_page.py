"""Does the politicians' page say what was published, open what stands behind it, and lead nowhere else?"""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.access import ROLES
from data.language import text
from data.store import Store
from kpi import format as fmt
from kpi.editions import folder_of, publish
from kpi.figures import figures
from kpi.publish import publish_to
from kpi.published import Published
from kpi.summary import FOUR, facts, summary, year_to_show
from kpi.summary_behind import behind
from pages.parts import summary_sentences as sentences
from pages.parts.cache import kept_of_edition
from pages.parts.places import HOMES, PLACES, place_named
from tests.fixtures.activities import DEVELOPMENT, MAINTENANCE, RULES, work
from tests.fixtures.browsing import new_page, settled
from tests.fixtures.group import EVERYONE, Group, unit
from tests.fixtures.opened import html, links, opened, told
from tests.fixtures.serving import served
from tests.fixtures.source import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MENU, SERVED = ROOT / "pages" / "public" / "menu.py", "pages/public/serve.py"
TOLD = ("Vad kostar IT, och för vad?", "Hur har kostnaden ändrats?", "Utvecklar vi, eller håller vi igång?",
        "Ställer vi om så fort som vi har beslutat?", "Vilka saknar förutsättningar?")  # fmt: skip


@pytest.fixture(scope="session")
def edition(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot of the invented group."""
    file = tmp_path_factory.mktemp("edition") / "edition.duckdb"
    publish_to(Store(demo_store), EVERYONE, file)
    return file


def shown(edition: Path, monkeypatch: pytest.MonkeyPatch, **asked: str) -> AppTest:
    """Return the page as the public face shows it: from the edition, with nothing else at hand."""
    monkeypatch.setenv("KPI_PUBLISHED", str(edition))
    monkeypatch.setenv("KPI_STORE", str(edition.parent / "no-such-store"))
    st.cache_data.clear()
    return visit(**asked)


def visit(**asked: str) -> AppTest:
    """Return the page as it opens in a process that has already answered others."""
    menu = AppTest.from_file(str(MENU), default_timeout=60)
    menu.query_params.update(asked)
    page = menu.run()  # the start page sends every visitor on to the summary
    assert not page.exception, page.exception
    return page


def plain(said: str) -> str:
    return re.sub(r"\s+", " ", unescape(said))


def test_the_page_says_headline_figures_sentences_and_how_sure_they_are(edition: Path, monkeypatch) -> None:
    page = shown(edition, monkeypatch)
    text, published = told(page), Published.open(edition)
    said = summary(published, "group", year_to_show(published, "group"), "sv")
    assert page.title[0].value == said.headline
    assert all(heading in text for heading in TOLD)
    pieces = [*(one.meaning for one in said.four), *(one.said for one in said.sentences), *said.sureness]
    assert len(pieces) >= 4 + 5 + 5
    assert [piece for piece in pieces if plain(piece) not in text] == []


def test_every_figure_is_what_the_store_computes(edition: Path, demo_store: Path, monkeypatch) -> None:
    text = told(shown(edition, monkeypatch, year="2024"))
    for card, variant in FOUR:
        found = figures(Store(demo_store), EVERYONE, [card], ["group"], [2024])
        (figure,) = [one for one in found if one.variant == variant]
        assert plain(fmt.figure(figure.value, figure.unit_of_measure, "sv")) in text


def test_the_edition_says_its_number_its_dates_and_its_checksum(edition: Path, monkeypatch) -> None:
    text = told(shown(edition, monkeypatch))
    assert Published.open(edition).edition.checksum in text
    for piece in ("Utgåva utan nummer", "Underlaget senast inlämnat", "Senaste månad med uppgifter december 2025"):
        assert piece in text
    assert "Preliminärt: året är inte stängt" in text and "En påhittad koncern" in text


def test_no_chart_is_made_until_a_sentence_is_opened(edition: Path, monkeypatch) -> None:
    made = []
    monkeypatch.setattr("pages.parts.summary_sentences.behind", lambda *given: made.append(given))
    page = shown(edition, monkeypatch)
    assert not page.get("plotly_chart") and not made and "<table" not in html(page)


def test_the_address_opens_sentences_with_their_chart_and_their_tables(edition: Path, monkeypatch) -> None:
    page = shown(edition, monkeypatch, open="cost.means")
    assert len(page.get("plotly_chart")) == 2
    text = told(page)
    assert "181 mnkr av 415 mnkr är den centrala IT-enheten" in text
    assert "Varje förvaltning och bolag mot gränsen 2025" in text and "Skolförvaltningen" in text
    assert len(shown(edition, monkeypatch, open="all").get("plotly_chart")) == 5
    assert not shown(edition, monkeypatch, open="nonsense").get("plotly_chart")


def drawn(page: AppTest) -> list[str]:
    tables = re.findall(r"<table.*?</table>", html(page), re.DOTALL)
    return [*(chart.proto.spec for chart in page.get("plotly_chart")), *tables]


def test_what_stands_behind_a_sentence_is_made_once_for_all_who_read_the_same(edition: Path, monkeypatch) -> None:
    made = []
    monkeypatch.setattr(sentences, "behind", lambda *given: made.append(given) or behind(*given))
    page = shown(edition, monkeypatch, open="all")
    assert len(made) == 5
    first = drawn(page)
    assert len(first) == 5 + 8 and drawn(page.run()) == first and len(made) == 5
    for asked in ({"lang": "en"}, {"year": "2024"}, {"unit": "VOF"}):
        visit(open="all", **asked)
    assert len(made) == 20
    monkeypatch.setattr(sentences, "ground", lambda: "dark")
    visit(open="all")
    assert len(made) == 25 and [given[-1] for given in made[-5:]] == ["dark"] * 5


def test_another_edition_has_its_own_charts_though_the_process_is_the_same(edition: Path) -> None:
    st.cache_data.clear()
    published, made = Published.open(edition), []
    other = replace(published.edition, checksum="another")
    for of in (published.edition, published.edition, other, other):
        kept_of_edition("chart", of, lambda of=of: made.append(of) or of.checksum, topic="test")
    assert made == [published.edition, other]


@pytest.mark.parametrize("scope", ["group", "municipality"])
def test_the_units_costs_add_up_to_the_whole_in_every_column(scope: str, edition: Path) -> None:
    published = Published.open(edition)
    found = facts(published, scope, 2024)
    [costs] = behind("cost", published, found, "sv").tables
    *rows, whole = costs.table.rows
    for place in range(1, 6):  # the four categories and the total; a category that nobody has stands empty
        summed = sum((fmt.exact(row[place] or 0) for row in rows), Decimal(0))
        assert abs(summed - fmt.exact(whole[place])) < Decimal("0.01"), costs.table.columns[place]
    assert whole[5] == found.now.total_it_sek and costs.total_last
    sold = "Central IT som kunder utanför koncernen betalar"
    assert [row[0] for row in rows if row[0] == sold] == ([sold] if scope == "group" else [])


def test_a_unit_has_its_own_summary(edition: Path, monkeypatch) -> None:
    page = shown(edition, monkeypatch, unit="VOF", year="2025", open="all")
    text = told(page)
    assert "Vård- och omsorgsförvaltningen: IT och digitalisering 2025" in text
    assert "Förvaltningen lägger 3,6 % av sin omslutning på IT" in text


@pytest.mark.parametrize("unit", ["ITE", "DIG", "MIL", "NEN", "KFF"])
@pytest.mark.parametrize("year", ["2019", "2023", "2025"])
def test_every_kind_of_unit_and_year_opens_in_full(unit: str, year: str, edition: Path, monkeypatch) -> None:
    assert all(heading in told(shown(edition, monkeypatch, unit=unit, year=year, open="all")) for heading in TOLD)


def test_the_municipality_leaves_the_companies_out(edition: Path, monkeypatch) -> None:
    text = html(shown(edition, monkeypatch, scope="municipality", open="all")).replace("Enhet", "")
    assert "Norrhamn Energi" not in text and "Kommunen utan bolag" in text


def test_a_year_that_is_not_there_gives_the_last_whole_one(edition: Path, monkeypatch) -> None:
    assert shown(edition, monkeypatch, year="1066").title[0].value == shown(edition, monkeypatch).title[0].value


def test_the_page_reads_in_english(edition: Path, monkeypatch) -> None:
    page = shown(edition, monkeypatch, lang="en", open="all")
    assert page.title[0].value.replace("\N{NO-BREAK SPACE}", " ").startswith("IT cost SEK 16 million more in 2025")
    assert "How sure the figures are" in told(page) and "Who lacks the means?" in told(page)


def test_nothing_on_the_page_leads_to_where_a_politician_may_not_go(edition: Path, monkeypatch) -> None:
    found = links(shown(edition, monkeypatch, open="all"))
    mine = {place.address for place in PLACES if "politician" in place.roles}
    own = ("#", "./oppna-data/")
    assert found and {address.split("?")[0] for address in found if not address.startswith(own)} <= mine
    assert [address for address in found if "definitioner?" in address and "card=" in address]


def test_the_page_needs_no_store_at_all(edition: Path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the public page opened a store")

    monkeypatch.setattr(Store, "__init__", refuse)
    assert len(shown(edition, monkeypatch, open="all").get("plotly_chart")) == 5


def test_one_unit_and_one_year_without_registers_says_what_is_missing_and_why(tmp_path: Path, monkeypatch) -> None:
    alone = (unit("BUF", "department", counterparty="110", name="Barn och utbildning"),)
    group = Group(tmp_path / "store").set_up(*RULES, units=alone)
    group.deliver("ledger", *work("BUF", {DEVELOPMENT: 100_000, MAINTENANCE: 300_000}, "2024-05-15"))
    publish_to(group.store, EVERYONE, tmp_path / "edition.duckdb")
    said = told(shown(tmp_path / "edition.duckdb", monkeypatch, open="all"))
    for piece in (
        "Den centrala IT-enheten, lokal IT-personal och skugg-IT saknar uppgifter och räknas som 0",
        "2024 är första året med uppgifter",
        "25 % av IT-kostnaden gick till utveckling 2024",
        "Takten 2024 går inte att säga: varken ärenden eller tjänster har redovisats.",
        "Vilka enheter som saknar förutsättningar går inte att säga",
        "Omslutningen saknas, så andelar av den kan inte räknas.",
    ):
        assert piece in said


def test_inside_the_product_it_says_so_where_nothing_is_published(demo_store: Path, monkeypatch) -> None:
    monkeypatch.setattr("kpi.editions.folder_of", lambda store: demo_store / "nothing-published")
    page = opened("politicians/summary.py", demo_store, monkeypatch, role="politician")
    assert text("part.edition.none", "sv") in told(page) and "IT kostade" not in told(page)


def test_inside_the_product_a_politician_reads_the_same_edition(
    edition: Path, demo_store: Path, monkeypatch
) -> None:
    monkeypatch.setattr("kpi.editions.folder_of", lambda store: edition)
    page = opened("politicians/summary.py", demo_store, monkeypatch, role="politician")
    assert page.title[0].value == shown(edition, monkeypatch).title[0].value
    assert Published.open(edition).edition.checksum in told(page)


def test_who_may_publish_is_told_that_the_store_has_moved_since_the_edition(tmp_path: Path, monkeypatch) -> None:
    alone = (unit("BUF", "department", counterparty="110", name="Barn och utbildning"),)
    group = Group(tmp_path / "store").set_up(*RULES, units=alone)
    group.deliver("ledger", *work("BUF", {DEVELOPMENT: 100_000}, "2024-05-15"))
    publish(group.store, EVERYONE)
    monkeypatch.setenv("KPI_PUBLISHED", str(folder_of(group.store)))
    page = ("politicians/summary.py", group.store.folder, monkeypatch)
    assert "har siffrorna ändrats" not in told(opened(*page))
    group.deliver("ledger", *work("BUF", {DEVELOPMENT: 130_000}, "2024-05-15"))
    found = opened(*page)
    said = told(found).replace("\xa0", " ")
    assert "Sedan utgåva 1 har siffrorna ändrats: IT totalt 2024 är nu 130 tkr, mot 100 tkr i utgåvan." in said
    assert any(address.startswith("publicera") for address in links(found))
    assert "har siffrorna ändrats" not in told(opened(*page, role="politician"))


def test_a_politician_comes_to_the_summary_first() -> None:
    assert HOMES["politician"] == "summary"
    assert "politician" in place_named("summary").roles and set(place_named("summary").roles) <= set(ROLES)


def test_in_the_browser_a_sentence_opens_by_keyboard_and_the_address_says_so(
    browser: "Browser", edition: Path, demo_store: Path
) -> None:
    with served(demo_store, program=SERVED, KPI_PUBLISHED=str(edition)) as address:
        page = new_page(browser)
        page.goto(f"{address}/sammanfattning")
        settled(page, ".told-said")
        assert page.locator(".js-plotly-plot").count() == 0
        opener = page.locator("summary", has_text="Kostnaden i diagram och tabell")
        opener.focus()
        page.keyboard.press("Enter")
        settled(page, ".js-plotly-plot .main-svg")
        assert "open=cost" in page.url and page.locator("table.figures").count() == 1
        page.emulate_media(media="print")
        assert not page.locator('[data-testid="stSidebar"]').is_visible()
        assert page.locator(".told-said").count() == 5 and page.locator("table.figures").is_visible()
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
        page.context.close()
