"""Does every field say what to put there, wherever it is drawn?"""

import ast
from pathlib import Path

import pytest
import streamlit as st

from data.language import LANGUAGES, catalogue
from pages.parts.places import PLACES
from tests.fixtures.opened import opened
from tests.fixtures.source import ROOT, calls, module_files, tree

FIELDS = {"selectbox", "text_input", "number_input", "file_uploader", "date_input", "multiselect", "radio", "text_area"}
# A tick that says all of itself: the reader confirms what stands above it.
CONFIRMING = {"page.deliveries.sure", "page.publish.sure", "page.month_end.seen", "page.reconcile.seen."}
SHOWN = ("selectbox", "text_input", "number_input", "date_input", "multiselect", "radio", "text_area", "file_uploader")


def words(call: ast.AST) -> set[str]:
    return {
        part.value for part in ast.walk(call) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def test_every_field_in_the_source_says_what_to_put_there() -> None:
    silent, counted = [], 0
    for path in module_files():
        for name, call in calls(tree(path)):
            is_field = name in FIELDS or (name == "checkbox" and not words(call) & CONFIRMING)
            if not is_field or ROOT / "pages" not in path.parents:
                continue
            counted += 1
            given = {key.arg: words(key.value) for key in call.keywords}
            if not any(word.startswith("help.") for word in given.get("help", ())) or "label_visibility" in given:
                silent.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert counted > 60 and not silent, silent


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_a_sentence_and_not_the_label_again(language) -> None:
    helps = {key: said for key, said in catalogue(language).items() if key.startswith("help.")}
    assert len(helps) > 80
    assert [key for key, said in helps.items() if len(said.split()) < 4 or said[-1] != "."] == []


@pytest.mark.parametrize("place", [place for place in PLACES if "controller" in place.roles], ids=lambda one: one.name)
def test_every_field_on_an_opened_page_has_its_help(place, demo_store: Path, monkeypatch) -> None:
    st.cache_data.clear()
    page = opened(place.file, demo_store, monkeypatch)
    fields = [field for kind in SHOWN for field in page.get(kind)]
    assert [field.label for field in fields if not field.proto.help] == []
