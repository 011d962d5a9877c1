"""The study's recommendations and the statements of self-assessment are data that says what it means."""

import pytest

from data.study import CHALLENGES, INSTRUMENTS, LEVELS, challenge_of, recommendations, statements
from kpi.card import cards


def test_every_recommendation_belongs_to_the_challenge_of_its_number_and_the_general_ones_are_four():
    for code, one in recommendations().items():
        expected = "general" if code.startswith("g") else CHALLENGES[int(code[0]) - 1]
        assert one.challenge == expected, code
    assert [code for code in recommendations() if code.startswith("g")] == ["g1", "g2", "g3", "g4"]
    assert {one.challenge for one in recommendations().values()} == set(CHALLENGES)


def test_the_recommendations_whose_topic_is_known_are_told_from_those_we_only_know_the_number_of():
    known = {code for code, one in recommendations().items() if one.is_known}
    assert known == {"1a", "2a", "3a", "5a", "5b", "5c", "g2"}


def test_a_code_we_have_no_text_for_still_belongs_to_its_challenge():
    assert challenge_of("3c") == "maintenance_bias" and challenge_of(" 6B ") == "organisation"
    assert challenge_of("g9") is None and challenge_of("") is None and challenge_of(None) is None
    assert challenge_of("7a") is None and challenge_of("0") is None


def test_the_statements_are_the_nine_the_eight_the_nine_and_the_form_of_organisation():
    numbered = {"capability": 9, "problem": 8, "principle": 9}
    expected = [f"{name}_{number}" for name, count in numbered.items() for number in range(1, count + 1)]
    assert list(statements()) == [*expected, "organisation_form"]
    assert {one.instrument for one in statements().values()} == set(INSTRUMENTS)
    assert list(statements()["organisation_form"].levels) == [1, 2, 3, 4]


def test_everything_is_said_in_both_languages_and_nothing_twice():
    for many in (recommendations(), statements()):
        for language in ("sv", "en"):
            said = [one.text(language) for one in many.values()]
            assert all(said) and len(set(said)) == len(said)


def test_every_figure_that_measures_something_is_a_card_with_that_variant():
    for one in [*recommendations().values(), *statements().values()]:
        if one.card:
            assert one.card in cards(), one
            assert one.variant in cards()[one.card].variant_ids, one


def test_a_mapping_to_levels_has_six_rising_thresholds_and_a_figure_to_read():
    mapped = [one for one in statements().values() if one.thresholds]
    assert {one.id for one in mapped} == {"problem_2", "problem_3", "problem_6", "problem_8", "principle_3"}
    for one in mapped:
        assert one.card and len(one.thresholds) == len(LEVELS)
        assert list(one.thresholds) == sorted(set(one.thresholds))


@pytest.mark.parametrize(("value", "level"), [(-1, 0), (0, 0), (4.99, 0), (5, 1), (19.9, 3), (20, 4), (30, 5), (99, 5)])
def test_a_value_is_the_highest_level_whose_threshold_it_reaches(value, level):
    assert statements()["problem_6"].measured_level(value) == level


def test_a_statement_without_thresholds_has_no_measured_level():
    assert statements()["problem_1"].card == "shadow_it_share"
    assert statements()["problem_1"].measured_level(50.0) is None
