"""Is a report on paper true, whole, readable by everybody, and nothing but text where text was given?"""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from data.access import NotAllowed, Viewer
from data.errors import UserError
from kpi import format as fmt
from kpi.publish import draft, publish_to
from kpi.published import Published
from kpi.report.document import Document, Heading, Said, Tabled
from kpi.report.report import report, report_pdf
from kpi.report.typeset import pages_pdf
from kpi.report.working import working
from kpi.summary import summary
from tests.fixtures.accessible import elements, faults
from tests.fixtures.group import EVERYONE, K2, K3, K4, SIMPLE_RULES, Group, line

LANGUAGES = ("sv", "en")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("report")
    group = Group(folder).set_up(*SIMPLE_RULES)
    years = (2023, 2024)
    ledger = [
        line(unit, account, sek * (year - 2020), f"{year}-{month:02d}-10")
        for year in years
        for month in range(1, 13)
        for unit, account, sek in (("BUF", K2, 300_000), ("BUF", K4, 20_000), ("SOC", K2, 50_000),
                                   ("SOC", K3, 40_000), ("SCIT", "6810", 400_000))
    ]  # fmt: skip
    staff = [
        {"unit": unit, "period": f"{year}-12", "role": role, "resource_class": "permanent", "fte": fte}
        for year in years
        for unit, role, fte in (("BUF", "other", 800), ("BUF", "it", 12), ("SOC", "other", 600), ("SOC", "it", 2))
    ]
    for register, rows in (
        ("ledger", ledger),
        ("headcount", staff),
        ("turnover", [{"unit": unit, "year": year, "turnover_sek": sek, "status": "utfall"} for year in years
                      for unit, sek in (("BUF", 400_000_000), ("SOC", 300_000_000))]),
    ):  # fmt: skip
        result = group.deliver(register, *rows)
        assert result.status == "accepted", result.problems
    return publish_to(group.store, EVERYONE, folder / "edition.duckdb")


def told(content: bytes) -> str:
    """Return what a PDF says, a blank for every kind of space."""
    return plain("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def letters(said: str) -> str:
    """Return a text without what a line's end may add or take away."""
    return re.sub(r"[\s\u00ad-]", "", said)


def plain(said: str) -> str:
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["group", "municipality", "BUF", "SOC", "SCIT"])
def test_every_report_holds_the_conditions_of_pdf_ua(published: Published, code: str, language: str) -> None:
    assert faults(report_pdf(published, code, 2024, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["group", "BUF"])
def test_the_report_says_the_figures_and_the_five_sentences(published: Published, code: str, language: str) -> None:
    content, said = report_pdf(published, code, 2024, language), summary(published, code, 2024, language)
    printed = letters(told(content))
    for sentence in said.sentences:
        assert letters(sentence.said) in printed
    for one in said.four:
        if one.figure and one.figure.value is not None:
            value = fmt.figure(one.figure.value, one.figure.unit_of_measure, language)
            assert letters(value) in printed
    for sure in said.sureness:
        assert letters(sure) in printed


def test_every_page_says_whose_it_is_its_edition_its_data_its_checksum_and_its_number(published: Published) -> None:
    reader = PdfReader(io.BytesIO(report_pdf(published, "BUF", 2024, "sv")))
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        said = plain(page.extract_text())
        assert published.edition.checksum in said
        assert f"Sida {number} av {count}" in said
        for words in ("Barn och utbildning 2024", "preliminära siffror", "siffror till och med december 2024",
                      f"regelversion {published.edition.rule_version}", f"program {published.edition.product_version}"):
            assert words in said, words  # fmt: skip


def test_a_chart_is_drawn_and_no_picture_of_points(published: Published) -> None:
    with pikepdf.open(io.BytesIO(report_pdf(published, "group", 2024, "sv"))) as file:
        images = [image for page in file.pages for image in page.get_images()]
    assert images == []


def test_what_a_chart_shows_is_said_in_its_alternative_text(published: Published) -> None:
    with pikepdf.open(io.BytesIO(report_pdf(published, "BUF", 2024, "sv"))) as file:
        texts = [str(element.Alt) for kind, element in elements(file) if kind == "Figure"]
    (categories,) = [said for said in texts if "2023:" in said]
    bought, allocated = 12 * (300_000 + 20_000), 12 * 400_000 * 812 / 1414  # by HTE: 800 + 12 of 1 414
    first, last = (fmt.money((bought + allocated) * times, "sv", fmt.MNKR) for times in (3, 4))
    assert plain(categories).endswith(plain(f"2023: {first} och 2024: {last}."))


def test_the_pages_say_their_language(published: Published) -> None:
    for language, name in (("sv", "sv-SE"), ("en", "en-GB")):
        with pikepdf.open(io.BytesIO(report_pdf(published, "group", 2024, language))) as file:
            assert str(file.Root.Lang) == name


def test_long_swedish_words_are_broken_between_syllables() -> None:
    words = "Gymnasieutbildningsförvaltningens digitaliseringsinvesteringar " * 30
    blocks = (Said(words),)
    document = Document("sv", "Titel", "", "", "Gruppen", blocks, ())
    said = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(pages_pdf(document.as_data(), None))).pages
    )
    broken = re.findall(r"(\w+)\u00ad\n(\w+)", said)
    assert broken
    assert {first + last for first, last in broken} <= set(words.split())


def test_one_edition_gives_the_same_file_every_time(published: Published) -> None:
    assert report_pdf(published, "BUF", 2024, "sv") == report_pdf(published, "BUF", 2024, "sv")


def test_staff_too_few_to_tell_stand_as_a_reason_and_never_as_a_number(published: Published) -> None:
    said = told(report_pdf(published, "SOC", 2024, "sv"))
    staff = said[said.index("Bemanning") : said.index("Så säkra är siffrorna")]
    assert "färre än 5 årsarbetare" in staff
    assert not re.search(r"\b2,0\b", staff)


def test_the_same_table_does_not_stand_twice(published: Published) -> None:
    captions = [block.caption for block in report(published, "BUF", 2024, "sv").blocks if hasattr(block, "caption")]
    assert len(captions) == len(set(captions))


def test_a_year_without_figures_is_refused_in_words(published: Published) -> None:
    with pytest.raises(UserError) as refused:
        report(published, "BUF", 2019, "sv")
    assert "2019" in refused.value.message("sv")


def test_what_must_be_true_of_a_file_is_really_tried() -> None:
    document = Document("sv", "Titel", "", "", "Gruppen", (Heading("Rubrik"), Said("Text")), ())
    whole = pages_pdf(document.as_data(), None)
    assert faults(whole) == []
    with pikepdf.open(io.BytesIO(whole)) as file:
        del file.Root.Lang
        file.Root.ViewerPreferences.DisplayDocTitle = False
        page = file.pages[0]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n0 0 10 10 re f\n")
        for kind, element in elements(file):
            if kind == "H2":
                element.S = pikepdf.Name("/H4")
        broken = io.BytesIO()
        file.save(broken)
    assert sorted(fault.split(":")[0] for fault in faults(broken.getvalue())) == ["7.1", "7.1", "7.2", "7.4.2"]


def test_a_draft_can_be_looked_at_before_it_is_published(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 100))
    content = report_pdf(draft(group.store, EVERYONE).published(), "BUF", 2024, "sv")
    assert faults(content) == []


def test_the_store_gives_a_report_to_who_may_see_its_figures_and_to_nobody_else(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 5_000_000))
    for role in ("controller", "it_director"):
        said = told(report_pdf(working(group.store, Viewer("a", role)), "BUF", 2024, "sv"))
        assert "arbetsläge, preliminära siffror" in said
        assert "5,0 mnkr" in said
    for role in ("politician", "administrator"):
        with pytest.raises(NotAllowed):
            working(group.store, Viewer("a", role))


def test_the_report_of_an_unchanged_store_has_the_same_checksum(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 100))
    before = working(group.store, EVERYONE).edition.checksum
    assert working(group.store, EVERYONE).edition.checksum == before
    group.deliver("ledger", line("BUF", K2, 200), line("BUF", K2, 300))
    assert working(group.store, EVERYONE).edition.checksum != before


def test_what_nothing_is_known_of_has_its_sentence_and_no_empty_table(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 100))
    found = report(working(group.store, EVERYONE), "group", 2024, "sv")
    assert "Takten 2024 går inte att säga" in " ".join(block.text for block in found.blocks if isinstance(block, Said))
    assert "Takten mot det som beslutats" not in [block.text for block in found.blocks if isinstance(block, Heading)]
    assert all(len(block.table.columns) > 1 for block in found.blocks if isinstance(block, Tabled))
