"""Does a dated constant hold from its day until the next one?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from data.errors import UserError
from kpi.parameter import Parameter, parameter, parameters, read_parameter

STEPS = Parameter.model_validate(
    {
        "id": "steps",
        "name": {"sv": "steg", "en": "steps"},
        "unit": "SEK/HTE",
        "values": {
            date(2021, 1, 1): {"value": 200, "reference": {"sv": "andra", "en": "second"}},
            date(2019, 7, 1): {"value": 100, "reference": {"sv": "första", "en": "first"}},
        },
    }
)


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2019, 7, 1), 100), (date(2020, 12, 31), 100), (date(2021, 1, 1), 200), (date(2030, 5, 5), 200)],
)
def test_a_value_holds_from_its_day_until_the_next_ones(day: date, value: int) -> None:
    assert STEPS.at(day).value == value


def test_asking_before_the_first_day_is_an_error_that_names_the_first_day() -> None:
    with pytest.raises(UserError) as refused:
        STEPS.at(date(2019, 6, 30))
    assert "2019-07-01" in refused.value.message("sv")
    assert "2019-07-01" in refused.value.message("en")


def test_the_constants_of_the_definitions_are_there_with_a_reference_for_each_day() -> None:
    assert parameter("hours_per_fte", date(2021, 6, 1)) == 1760
    assert parameter("cost_per_fte", date(2021, 6, 1)) == Decimal("706000")
    assert all(dated.reference("sv") for known in parameters().values() for dated in known.values.values())


def test_a_parameter_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "steps.yaml"
    path.write_text("id: steps\nname: {sv: a, en: b}\nunit: h\nvalues: {}\nprice: 1\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="price"):
        read_parameter(path)
