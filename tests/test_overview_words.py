"""What an overview says of the middle and of the direction agrees with what it prints."""

from decimal import Decimal

from kpi import format as fmt
from kpi.change import direction
from kpi.overview import quartiles


def test_the_middle_half_is_told_only_where_there_are_quarters() -> None:
    assert quartiles([1.0, 2.0, 3.0]) is None
    assert quartiles([1.0, 2.0, 3.0, 4.0, 5.0]) == (2.0, 4.0)


def test_two_amounts_that_are_printed_alike_have_not_changed() -> None:
    assert direction(Decimal(309_100_000), Decimal(309_300_000), fmt.MNKR, "sv") == "same"
    assert direction(Decimal(309_100_000), Decimal(310_300_000), fmt.MNKR, "sv") == "up"
    assert direction(Decimal(310_300_000), Decimal(309_100_000), fmt.MNKR, "sv") == "down"
