"""How is a lever's position spelled in an address and in a field, read again, and moved a step?"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from data.language import Language
from kpi import format as fmt
from kpi.scenarios.lever import Lever, Position
from kpi.scenarios.units_written import number_written

MOST_DECIMALS, USUAL_DECIMALS = 6, 2
BY_SIZE = ("SEK", "h")  # a step of these is a tenth of the number's own size
FIRST_STEPS = {"SEK": Decimal(100_000), "h": Decimal(10)}


def spelled(position: Position | float | None) -> str:
    """Return a position as an address spells it: digits and a point, empty where nobody knows it."""
    if position is None:
        return ""
    if isinstance(position, float):
        position = Decimal(repr(position))
    if not isinstance(position, Decimal):
        return str(position)
    digits = f"{position:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def in_field(position: str, language: Language, is_default: bool) -> str:
    """Return a number as the reader's language writes it; what is no number stands as it was written.

    A default is shown with two decimals at most, what somebody wrote with those they wrote.
    """
    number = number_written(position)
    if number is None:
        return position
    most = USUAL_DECIMALS if is_default else MOST_DECIMALS
    shown = spelled(fmt.round_half_up(number, most))
    return fmt.number(number, len(shown.partition(".")[2]), language)


def from_field(written: str, language: Language) -> str:
    """Return what somebody wrote as an address spells it; what is no number stands as written, to be refused."""
    plain = written.replace(",", "") if language == "en" else written  # English has commas between thousands
    number = number_written(plain)
    return written.strip() if number is None else spelled(number)


def stepped(position: str, lever: Lever, up: bool) -> str:
    """Return the next position on the lever's scale, within its limits; from nowhere it begins at its lowest."""
    number = number_written(position)
    lowest = lever.lowest if lever.above is None else lever.above + lever.step
    if number is None:
        return spelled(max(lowest, Decimal(0)))
    step = _size(number, lever, up) if lever.unit in BY_SIZE else lever.step
    steps = number / step
    whole = steps.to_integral_value(ROUND_FLOOR) + 1 if up else steps.to_integral_value(ROUND_CEILING) - 1
    return spelled(min(lever.highest, max(lowest, whole * step)))


def _size(number: Decimal, lever: Lever, up: bool) -> Decimal:
    """Return a step that suits a number of this size: 10 million for 180 million."""
    if not number:
        return FIRST_STEPS[lever.unit]
    exponent = number.adjusted() - 1
    if not up and abs(number) == Decimal(1).scaleb(number.adjusted()):
        exponent -= 1  # down from 100 in steps of 1, as it came up
    return max(lever.step, Decimal(1).scaleb(exponent))
