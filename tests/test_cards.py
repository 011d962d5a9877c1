"""Does every card hold together: its text, its query, the query's header and its reasons?"""

import re
from datetime import date
from math import isfinite
from pathlib import Path

import pytest
import sqlglot
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlglot import exp

from data.language import LANGUAGES, catalogue
from kpi.card import CARD_FOLDER, Card, cards, read_card
from tests.fixtures.card_query import QUERY_FOLDER, ask, query_text, rows_of
from tests.fixtures.unit_year import UnitYear, build, it_year, unit_year

COST_CARDS = {
    "central_it_share": "%",
    "total_it_share": "%",
    "category_share": "%",
    "total_to_central_multiple": "×",
    "digitalisation_share": "‰",
    "digitalisation_to_central_it": "%",
    "digitalisation_to_total_it": "%",
    "it_cost_change": "%",
    "digitalisation_change": "%",
    "it_cost_per_fte": "SEK/HTE",
    "shadow_it_share": "%",
    "internal_absorption": "%",
}
STAFF_CARDS = {
    "it_fte_share": "‰",
    "digital_to_it_fte": "%",
    "permanent_digital_to_it_fte": "%",
    "temporary_digital_share": "%",
    "fte_change": "%",
}
CARDS = COST_CARDS | STAFF_CARDS
ANSWERED = ["unit", "variant", "numerator", "denominator", "value", "status", "missing", "counted_zero"]
UNITS = ("group", "municipality", "school")
STATUSES = {"utfall", "antagande", "uppskattad"}


def header(card: str) -> dict[str, str]:
    """Return the `-- key: words` lines at the top of a card's query."""
    return dict(re.findall(r"^-- (\w+): +(.+)$", query_text(card), re.MULTILINE))


def named_tables(inputs: str) -> set[str]:
    """Return the tables a header names, without the words in brackets."""
    return {name.strip() for name in re.sub(r"\([^)]*\)", "", inputs).split(",")}


def tables_read(card: str) -> set[str]:
    """Return the tables a card's query reads: everything it selects from that it does not make itself."""
    tree = sqlglot.parse_one(query_text(card), dialect="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own


def reasons_in(card: str) -> set[str]:
    """Return every code a card's query can give as `missing`."""
    tree = sqlglot.parse_one(query_text(card), dialect="duckdb")
    given_as = [alias for alias in tree.find_all(exp.Alias) if alias.alias.endswith("missing")]
    return {
        branch.args["true"].name
        for alias in given_as
        for branch in alias.find_all(exp.If)
        if isinstance(branch.args["true"], exp.Literal)
    }


REASONS = {card: reasons_in(card) for card in CARDS}
ALL_REASONS = set().union(*REASONS.values())


# --- the card


@pytest.mark.parametrize("card", CARDS)
def test_a_card_has_the_unit_of_the_definitions(card: str) -> None:
    assert cards()[card].unit == CARDS[card]


def test_a_card_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    text = (CARD_FOLDER / "central_it_share.yaml").read_text(encoding="utf-8")
    path = tmp_path / "central_it_share.yaml"
    path.write_text(text + "colour: blue\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="colour"):
        read_card(path)


def test_a_card_that_is_named_otherwise_than_its_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "another.yaml"
    path.write_text((CARD_FOLDER / "central_it_share.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ValueError, match="calls itself central_it_share"):
        read_card(path)


def test_a_card_that_gives_a_variant_twice_is_refused() -> None:
    given_card = yaml.safe_load((CARD_FOLDER / "it_fte_share.yaml").read_text(encoding="utf-8"))
    given_card["variants"].append(given_card["variants"][0])
    with pytest.raises(ValidationError, match="variant is given twice"):
        Card.model_validate(given_card)


def test_a_variant_may_be_measured_in_a_unit_of_its_own() -> None:
    given_card = yaml.safe_load((CARD_FOLDER / "it_fte_share.yaml").read_text(encoding="utf-8"))
    given_card["variants"][1]["unit"] = "HTE"
    card = Card.model_validate(given_card)
    assert (card.unit_of("central"), card.unit_of("incl_local"), card.unit_of(None)) == ("‰", "HTE", "‰")


def test_the_two_languages_of_a_card_are_not_the_same_text() -> None:
    for card in cards().values():
        assert card.how_calculated("sv") != card.how_calculated("en"), card.id
        assert card.question("sv") != card.question("en"), card.id


@pytest.mark.parametrize("card", CARDS)
def test_a_card_counts_from_the_first_year_of_the_report(card: str) -> None:
    published = cards()[card]
    assert (published.valid_from, published.status) == (date(2019, 1, 1), "published")


# --- its query


def test_every_card_has_a_query_and_every_query_a_card() -> None:
    assert {path.stem for path in QUERY_FOLDER.glob("*.sql")} == set(cards())


@pytest.mark.parametrize("card", CARDS)
def test_a_querys_header_says_what_the_query_reads_and_takes(card: str) -> None:
    told = header(card)
    assert list(told)[:5] == ["purpose", "grain", "inputs", "units", "params"]
    assert named_tables(told["inputs"]) == tables_read(card)
    statement = re.sub(r"--.*", "", query_text(card))
    assert set(re.findall(r"\$\w+", told["params"])) == set(re.findall(r"\$\w+", statement))
    assert told["units"].endswith(f"value {CARDS[card]}") or CARDS[card] == "×"


@pytest.mark.parametrize("card", CARDS)
def test_a_query_is_one_statement_that_another_engine_can_run(card: str) -> None:
    statements = sqlglot.transpile(
        query_text(card), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert len(statements) == 1
    columns = sqlglot.parse_one(query_text(card), dialect="duckdb").named_selects
    assert columns == ANSWERED


# --- its answers

MART = tuple(
    it_year(unit, year, str(scale * 100), "50", "20", "30", total_fte=100.0 + year % 7, it_fte=6.0 + scale)
    | {
        "turnover_sek": 1000 * scale + year,
        "turnover_status": "utfall",
        "digitalisation_incl_sek": 60 + scale,
        "digitalisation_excl_sek": 50,
        "local_it_fte": 1.0,
        "digital_fte": 3.0 + scale,
        "digital_permanent_fte": 2.0,
        "digital_temporary_fte": 1.0,
        "fte_status": "utfall",
    }
    for scale, year in ((1, 2019), (2, 2020), (4, 2021), (8, 2022))
    for unit in UNITS
)


@pytest.mark.parametrize("card", CARDS)
def test_a_query_answers_once_for_every_unit_and_variant(card: str) -> None:
    answered = [(row.unit, row.variant) for row in rows_of(card, *MART)]
    expected = [(unit, variant) for unit in UNITS for variant in cards()[card].variant_ids]
    assert sorted(answered, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("card", CARDS)
def test_a_query_reads_no_other_year_than_it_is_asked_for(card: str) -> None:
    asked = [row for row in MART if row["year"] in (2020, 2021)]
    assert sorted(rows_of(card, *MART), key=str) == sorted(rows_of(card, *asked), key=str)
    assert any(row.value is not None for row in rows_of(card, *MART))


money = st.none() | st.integers(-3, 3).map(lambda number: number * 100)
staff = st.integers(-1, 2).map(float)
status = st.sampled_from(sorted(STATUSES))


@st.composite
def drawn_unit(draw: st.DrawFn, unit: str, year: int) -> UnitYear:
    """Draw a row of which anything may be missing, zero or negative, as far as the mart allows."""
    k1, ledger, employed = draw(money), draw(st.booleans()), draw(st.booleans())
    k1_known = {"k1_card_sek": k1, "k1_part_sek": k1, "k1_gross_sek": k1 if unit == "group" else None}
    counted = {
        name: draw(staff) if employed else None
        for name in ("total_fte", "it_fte", "digital_fte", "digital_permanent_fte", "digital_temporary_fte")
    }
    digital = {
        f"digitalisation_{kind}_sek": draw(st.integers(-2, 2)) if ledger else None
        for kind in ("incl", "excl")
    }
    return unit_year(
        unit,
        year,
        has_ledger=ledger,
        total_it_sek=draw(money),
        turnover_sek=draw(money),
        turnover_status=draw(status),
        fte_status=draw(status),
        **{f"has_k{number}": draw(st.booleans()) for number in (1, 2, 3, 4)},
        **(k1_known | counted | digital),
    )


@st.composite
def drawn_mart(draw: st.DrawFn) -> list[UnitYear]:
    """Draw three units over two years; a unit may lack the first year."""
    keys = [(unit, year) for unit in UNITS for year in (2020, 2021) if year == 2021 or draw(st.booleans())]
    return [draw(drawn_unit(unit, year)) for unit, year in keys]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(mart=drawn_mart())
def test_a_figure_has_a_value_and_a_status_or_a_reason_and_neither(mart: list[UnitYear]) -> None:
    with build(*mart) as connection:
        answered = {card: ask(connection, card) for card in CARDS}
    for card, rows in answered.items():
        for row in rows:
            known = row.missing is None
            assert (row.value is not None, row.status in STATUSES) == (known, known), (card, row)
            assert known or (row.missing in REASONS[card] and row.counted_zero is None), (card, row)
            assert not known or isfinite(row.value), (card, row)


# --- its reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_a_query_gives_has_a_sentence(language: str) -> None:
    opening = {"sv": "kan ej beräknas: ", "en": "cannot be computed: "}[language]
    sentences = catalogue(language)
    assert "{categories}" in sentences["reason.counted_zero"]
    assert all(sentences[f"reason.{code}"].startswith(opening) for code in ALL_REASONS)


def test_the_closed_list_of_reasons_is_the_one_the_definitions_need() -> None:
    assert {
        "no_turnover",
        "no_ledger",
        "no_central_it",
        "no_allocation",
        "no_it_cost",
        "no_headcount",
        "no_it_fte",
        "no_digital_fte",
        "zero_denominator",
        "no_base_year",
        "group_only",
    } == ALL_REASONS
