"""Does Definitioner say all of every figure, and does every figure lead to it?"""

import re
from collections import Counter
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from data.access import ROLES
from data.language import LANGUAGES, catalogue
from data.registers import REGISTERS
from kpi.card import cards
from kpi.definition import parameters_of, rests_on, used_by
from kpi.parameter import parameters
from kpi.themes import THEMES
from pages.parts.definition import PLAIN_UNITS, WORDED_UNITS
from pages.parts.places import PLACES, place_named
from pages.parts.shown_on import SHOWN
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line
from tests.fixtures.opened import html, opened, words
from tests.fixtures.source import ROOT, imports, module_files, name_of, texts, tree

PAGE = "leaders/definitions.py"
ANY_CARD = ("way_back", "definitions")  # pages that show whichever figure is asked for
MODULES = {name_of(path): path for path in module_files()}


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """Return a store that does not exist: definitions need none."""
    return tmp_path / "store"


# --- what a card rests on


def test_every_card_stands_in_exactly_one_theme() -> None:
    assert Counter(card for theme in THEMES for card in theme.cards) == Counter([*cards()])


def test_every_parameter_a_card_names_exists_and_has_its_unit_in_words() -> None:
    for card in cards().values():
        assert set(card.parameters) <= set(parameters()), card.id
    assert {one.unit for one in parameters().values()} <= {*PLAIN_UNITS, *WORDED_UNITS, "%", "‰"}
    for language in LANGUAGES:
        assert {f"page.definitions.parameter_unit.{unit}" for unit in WORDED_UNITS} <= set(catalogue(language))


def test_a_query_that_reads_a_constant_says_so_on_its_card() -> None:
    for card in cards().values():
        query = (ROOT / "sql" / "kpi" / f"{card.id}.sql").read_text(encoding="utf-8")
        read = {name for name in parameters() if f"'{name}'" in query and "FROM parameter" in query}
        assert read <= set(card.parameters), card.id


def test_a_card_rests_on_the_registers_of_all_its_variants_and_of_its_ledger_parts() -> None:
    assert rests_on(cards()["total_it_share"]) == (
        "ledger", "headcount", "turnover", "declared_shadow_it", "rules",
    )  # fmt: skip
    assert rests_on(cards()["equality_spread"]) == rests_on(cards()["total_it_share"])
    assert rests_on(cards()["balance_ei"]) == ("initiatives",)
    assert rests_on(cards()["fte_change"]) == ("headcount",)
    # what headcount and declared shadow IT cost has no activity
    assert rests_on(cards()["development_share"]) == ("ledger", "rules")
    assert rests_on(cards()["development_gap"]) == ("ledger", "headcount", "development", "rules")


def test_every_card_rests_on_something() -> None:
    assert [card.id for card in cards().values() if not rests_on(card)] == []


def test_a_constant_names_the_cards_that_use_it() -> None:
    floor = parameters()["equality_floor"]
    assert [card.id for card in used_by(floor, cards())] == ["equality_floor"]
    assert parameters()["cost_per_fte"] in parameters_of(cards()["it_cost_per_fte"])  # through local IT staff
    assert parameters_of(cards()["development_gap"]) == (parameters()["development_target"],)


# --- where a card is shown


@cache
def parts_of(module: str) -> frozenset[str]:
    """Return a page's own module with the parts it imports, and theirs."""
    found = {module}
    for name in imports(tree(MODULES[module])) & MODULES.keys():
        if name.startswith("pages.parts."):
            found |= parts_of(name)
    return frozenset(found)


def asked_cards(module: str) -> set[str]:
    """Return the cards that a page names: itself, in its parts, or in the modules of kpi these ask."""
    held = parts_of(module)
    asked = {name for part in held for name in imports(tree(MODULES[part])) & MODULES.keys() if name.startswith("kpi.")}
    asked -= {"kpi.question", "kpi.drill", "kpi.themes"}  # they treat some cards apart; they ask for none
    asked = {name for name in asked if not name.startswith("kpi.report")}  # what is printed is on no page
    strings = {text for name in held | asked for _, text in texts(tree(MODULES[name]))}
    return strings & cards().keys()


def test_where_a_figure_is_shown_is_what_the_pages_ask_for() -> None:
    for place in PLACES:
        if place.group != "leaders" or place.name in ANY_CARD:
            continue
        module = f"pages.{place.file.removesuffix('.py').replace('/', '.')}"
        assert (place.name, set(SHOWN.get(place.name, ()))) == (place.name, asked_cards(module))


def test_every_page_named_there_is_a_page() -> None:
    assert [place_named(name).name for name in SHOWN] == list(SHOWN)


# --- the page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_card_is_said_in_full_under_its_link(
    lang: str, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for card in (cards()["equality_spread"], cards()["central_it_share"], cards()["benefit_to_cost"]):
        said = words(opened(PAGE, nowhere, monkeypatch, card=card.id, lang=lang))
        first = said[: said.index(card.sources[0].section)]
        wanted = [card.question(lang), card.numerator(lang), card.denominator(lang), card.how_calculated(lang), card.id]
        wanted += [part for variant in card.variants for part in (variant.name(lang), variant.id)]
        wanted += [caveat(lang) for caveat in card.caveats]
        wanted += [REGISTERS[name].swedish if lang == "sv" else name for name in rests_on(card)]
        assert [part for part in wanted if " ".join(part.split()) not in said] == []
        assert card.question(lang) in first  # the card that was asked for stands before all others


def test_all_published_cards_are_on_the_page_under_their_themes(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, nowhere, monkeypatch)
    named = [cards()[card].name("sv") for theme in THEMES for card in theme.cards]
    assert [one.label for one in page.expander] == named
    assert [head.value for head in page.header][:3] == ["Kostnad", "Bemanning", "Utveckling och förvaltning"]


def test_the_floor_shows_its_badge_and_its_dated_factor(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(opened(PAGE, nowhere, monkeypatch, card="equality_floor"))
    assert "tolkning" in said and "0,7 från 2019-01-01" in said and "Golvets andel av medianen" in said


def test_every_dated_constant_is_listed_with_its_source(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(opened(PAGE, nowhere, monkeypatch))
    for one in parameters().values():
        assert one.name("sv") in said, one.id
        for dated in one.values.values():
            assert " ".join(dated.reference("sv").split()) in said, one.id


def test_a_search_finds_a_variant_by_its_id_and_an_unknown_word_finds_nothing(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, nowhere, monkeypatch, q="gini_fte")
    assert [one.label for one in page.expander] == ["Spridning i IT-medel mellan enheter"]
    assert "Inget nyckeltal innehåller ”xyzzy”" in words(opened(PAGE, nowhere, monkeypatch, q="xyzzy"))


def test_a_link_to_a_card_that_does_not_exist_shows_them_all(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(opened(PAGE, nowhere, monkeypatch, card="moon").expander) == len(cards())


@pytest.mark.parametrize("role", ROLES)
def test_a_definition_links_only_to_pages_that_the_role_can_open(
    role: str, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html(opened(PAGE, nowhere, monkeypatch, role=role, card="balance_ei"))
    may = role in place_named("balance").roles
    assert ('href="balans' in page, 'href="vagen-tillbaka' in page) == (may, may)
    assert "Balans" in page


def test_every_figure_leads_to_its_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 30))
    shown = {
        "leaders/overview.py": ("central_it_share", "total_it_share", "digitalisation_share"),
        "leaders/equality.py": ("equality_floor", "equality_spread"),
        "leaders/way_back.py": ("total_it_share",),
    }
    for page, ids in shown.items():
        said = html(opened(page, group.store.folder, monkeypatch, year="2024"))
        for card in ids:
            links = re.findall(r'href="definitioner\?([^"]+)"', said)
            assert any(f"card={card}" in unescape(link).split("&") for link in links), (page, card)
