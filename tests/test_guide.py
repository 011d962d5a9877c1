"""Does each role find its own way, and every word its meaning?"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from data.access import ROLES
from data.language import LANGUAGES, catalogue
from kpi.card import cards
from kpi.glossary import TERMS, in_order
from pages.parts.guide_steps import PLACES_OF, steps
from pages.parts.places import place_named
from tests.fixtures.opened import links, opened, told


def test_every_role_has_steps_on_pages_it_can_open() -> None:
    assert set(PLACES_OF) == set(ROLES)
    for role in ROLES:
        assert len(steps(role)) >= 3
        assert [step.place for step in steps(role) if role not in place_named(step.place).roles] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_guide_shows_the_role_its_own_steps_with_the_way_to_each_page(
    role: str, demo_store: Path, monkeypatch
) -> None:
    page = opened("help/guide.py", demo_store, monkeypatch, role=role)
    text, found = told(page), [address.split("?")[0] for address in links(page)]
    for step in steps(role):
        assert step.title("sv") in text and place_named(step.place).address in found
    others = {step.title("sv") for other in ROLES if other != role for step in steps(other)}
    assert not [title for title in others - {step.title("sv") for step in steps(role)} if title in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_meaning_and_stands_from_a_with_the_swedish_letters_last(language: str) -> None:
    assert {key for key in catalogue(language) if key.startswith("glossary.")} == _keys(TERMS)
    assert all(len(term.means(language)) > 20 for term in TERMS)
    words = [term.word(language) for term in in_order(language)]
    assert len(set(words)) == len(TERMS) and words[0][0] in "AB"
    if language == "sv":
        assert words[-1].startswith("Å")


def _keys(terms: Iterable) -> set[str]:
    return {f"glossary.{term.code}{part}" for term in terms for part in ("", ".means")}


def test_a_word_of_a_figure_leads_to_its_definition() -> None:
    assert {term.card for term in TERMS if term.card} <= set(cards())


def test_a_search_leaves_the_words_that_hold_it() -> None:
    assert [term.code for term in in_order("sv", "skugg")] == ["shadow_it", "total_it"]
    assert in_order("sv", "finns inte alls") == []


def test_the_glossary_opens_in_both_languages_and_says_where_nothing_is_found(demo_store: Path, monkeypatch) -> None:
    assert "Vad betyder orden?" in told(opened("help/glossary.py", demo_store, monkeypatch, role="politician"))
    assert "Turnover" in told(opened("help/glossary.py", demo_store, monkeypatch, lang="en"))
    assert "Inget ord innehåller" in told(opened("help/glossary.py", demo_store, monkeypatch, q="zzz"))
