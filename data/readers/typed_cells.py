"""How is a typed cell (float, decimal, date) written as text without losing an öre?"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

MOST_DIGITS = 20  # a number with more is no amount, and has no öre to be near
NEAR = Decimal("0.000001")
ORE = Decimal("0.01")
LONG_FRACTION = r"^-?\d+\.\d{3,}$"
MIDNIGHT = r"[ T]00:00:00(\.0+)?$"
CLOCK_ONLY = r"^(1899-12-3[01]|1904-01-01)[ T]"
EMPTY_SECONDS = r"(\d\d:\d\d:\d\d)\.0+$"


def nearest_ore(printed: str) -> str:
    """Return a float's text as whole öre when it is within a millionth of them, else as it is.

    What is further off stays as printed, so that it is refused where an amount is expected.
    """
    exact = Decimal(printed)
    if exact.adjusted() > MOST_DIGITS:
        return printed
    rounded = exact.quantize(ORE)
    return shortest(rounded) if abs(exact - rounded) <= NEAR else printed


def shortest(number: Decimal) -> str:
    """Return a number without exponent and without zeros at the end of its fraction."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def tidy(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts that a workbook reader made of floats and dates as a person would print them."""
    column = _replaced(column, MIDNIGHT, "")
    column = _replaced(column, CLOCK_ONLY, "")
    if not _any(column, LONG_FRACTION):
        return column
    return pa.chunked_array([_to_ore(chunk) for chunk in column.chunks], pa.string())


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a typed column as text: decimals exact, dates ISO, floats to the nearest öre."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(pc.cast(column, kind.value_type))
    if pa.types.is_floating(kind):
        return _floats(column)
    if pa.types.is_decimal(kind):
        return _from_python(column, shortest if kind.scale > 2 else "{:f}".format)
    if pa.types.is_timestamp(kind):
        return _timestamps(column)
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return _from_python(column, str)
    return pc.cast(column, pa.string())


def _any(column: pa.ChunkedArray, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(column, pattern)).as_py())


def _to_ore(chunk: pa.StringArray) -> pa.StringArray:
    mask = pc.fill_null(pc.match_substring_regex(chunk, LONG_FRACTION), False)
    texts = [nearest_ore(text) for text in pc.filter(chunk, mask).to_pylist()]
    return pc.replace_with_mask(chunk, mask, pa.array(texts, pa.string()))


def _replaced(column: pa.ChunkedArray, pattern: str, by: str) -> pa.ChunkedArray:
    if not _any(column, pattern):
        return column
    return pc.replace_substring_regex(column, pattern, by)


def _from_python(column: pa.ChunkedArray, write: Callable[[Any], str]) -> pa.ChunkedArray:
    chunks = [[None if v is None else write(v) for v in chunk.to_pylist()] for chunk in column.chunks]
    return pa.chunked_array(chunks, pa.string())


def _floats(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write floats: whole numbers by way of integers, the few others one by one."""
    numbers = pc.cast(column, pa.float64())
    whole = pc.and_(pc.equal(numbers, pc.round(numbers)), pc.less(pc.abs(numbers), 2.0**53))
    if pc.all(whole, min_count=0).as_py():
        return pc.cast(pc.cast(numbers, pa.int64()), pa.string())
    return _from_python(numbers, _float_text)


def _float_text(number: float) -> str:
    printed = repr(number)
    if printed in ("nan", "inf", "-inf"):
        return printed
    return nearest_ore(shortest(Decimal(printed)))


def _timestamps(column: pa.ChunkedArray) -> pa.ChunkedArray:
    local = pc.local_timestamp(column) if column.type.tz else column
    text = pc.cast(pc.cast(local, pa.timestamp("us"), safe=False), pa.string())
    return _replaced(_replaced(text, MIDNIGHT, ""), EMPTY_SECONDS, r"\1")
