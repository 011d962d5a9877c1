"""Which number does a printed cell mean, and which decimal mark does its column use?

The grammar, one regular expression per decimal mark (`PATTERNS`), matched on the whole cell:

    number   = blank* ( "(" blank* body blank* ")" | sign blank* body | body blank* minus | body )
               blank* currency? blank*      or one minus alone, which ledgers print for zero
    body     = whole ( mark digits )? | mark digits
    whole    = digits | 1-3 digits ( separator 3 digits )+      one separator throughout
    separator= a blank, or the one of `.` `,` that is not the mark
    sign     = minus | "+"         minus = "-" U+2212 U+2013
    blank    = space, tab, NBSP, figure space, thin space, narrow NBSP
    currency = kr | kr. | SEK (letter case ignored)

Parentheses and a minus, before or after, make the number negative. Everything else is refused as
`bad_number`: exponents, NaN, inf, hexadecimal, a leading apostrophe, misplaced thousands.
Money has at most two printed decimals; more are refused as `too_many_decimals` even where they
are zeros, since `1,500` read with the wrong mark must never pass as 1.50.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

DecimalMark = Literal[".", ",", "none", "undecidable"]

BLANK = "[ \t\u00a0\u2007\u2009\u202f]"
MINUS = "[-\u2212\u2013]"
_SEPARATORS = {".": ",", ",": ".", "none": ""}
_LONGEST = 200  # no number is printed longer; matching a hostile cell's blanks could take minutes
_MONEY_LIMIT = Decimal(10) ** 16


class BadNumber(ValueError):
    """A cell that is no number by the grammar; `code` names the problem."""

    def __init__(self, code: str, text: str) -> None:
        """Keep the problem code beside the sentence."""
        super().__init__(f"{code}: {text!r}")
        self.code = code


def pattern(mark: Literal[".", ",", "none"]) -> str:
    """Return the regular expression of a number under a decimal mark.

    RE2-compatible. Groups: 1 in parentheses, 2 sign, 3 body after a sign or bare, 4 minus behind.
    """
    separators = [re.escape(char) for char in _SEPARATORS[mark]] + [BLANK]
    grouped = "|".join(rf"[0-9]{{1,3}}(?:{separator}[0-9]{{3}})+" for separator in separators)
    fraction = "" if mark == "none" else rf"{re.escape(mark)}[0-9]+"
    body = rf"(?:{grouped}|[0-9]+)" + (rf"(?:{fraction})?|{fraction}" if fraction else "")
    currency = r"(?:[kK][rR]\.?|[sS][eE][kK])?"
    signed = rf"(?:({MINUS}|\+){BLANK}*)?({body})(?:{BLANK}*({MINUS}))?"
    return rf"^{BLANK}*(?:\({BLANK}*({body}){BLANK}*\)|{signed}){BLANK}*{currency}{BLANK}*$"


PATTERNS: dict[str, str] = {mark: pattern(mark) for mark in (".", ",", "none")}
ZERO = rf"^{BLANK}*{MINUS}{BLANK}*$"
_COMPILED = {mark: re.compile(text) for mark, text in PATTERNS.items()}
_ZERO = re.compile(ZERO)


def parse_number(text: str, mark: DecimalMark | None) -> Decimal:
    """Return the number a cell prints, exactly.

    `mark` None or "none" = the column uses no mark, so a cell with one is refused.
    Raises: BadNumber (bad_number).
    """
    if len(text) > _LONGEST:
        raise BadNumber("bad_number", text[:_LONGEST])
    if _ZERO.fullmatch(text):
        return Decimal(0)
    mark = mark or "none"
    found = _COMPILED[mark].fullmatch(text) if mark in _COMPILED else None
    if found is None:
        raise BadNumber("bad_number", text)
    enclosed, sign, bare, behind = found.groups()
    if sign and behind:
        raise BadNumber("bad_number", text)
    digits = re.sub(rf"{BLANK}|{re.escape(_SEPARATORS[mark] or ' ')}", "", enclosed or bare)
    number = Decimal(digits.replace(mark, ".") if mark != "none" else digits)
    negative = bool(enclosed or behind or (sign and sign != "+"))
    return -number if negative and number else number


def parse_money(text: str, mark: DecimalMark | None) -> Decimal:
    """Return an amount of money; it fits DECIMAL(18, 2).

    Raises: BadNumber (bad_number, too_many_decimals, number_too_large).
    """
    amount = parse_number(text, mark)
    if -amount.as_tuple().exponent > 2:
        raise BadNumber("too_many_decimals", text)
    if abs(amount) >= _MONEY_LIMIT:
        raise BadNumber("number_too_large", text)
    return amount


def decide_decimal_mark(texts: Iterable[str | None]) -> DecimalMark:
    """Decide a column's decimal mark from all of its cells.

    A value with both marks decides: the last one; so does a mark that cannot separate thousands
    (not three digits after it, more than three before it, or a zero in front), and a mark that
    stands twice, which is no decimal mark. "none" = no marks anywhere. "undecidable" = marks that
    all could be thousands (`1,234`), or values that contradict one another.
    The answer depends on a value's zeros and shape only: every digit 1-9 may be given as 9.
    """
    decided: set[str] = set()
    ambiguous = False
    for text in texts:
        verdict = _evidence(text) if text and ("." in text or "," in text) else None
        if verdict == "either":
            ambiguous = True
        elif verdict:
            decided.add(verdict)
    if len(decided) == 1:
        return "." if "." in decided else ","
    return "undecidable" if decided or ambiguous else "none"


def _evidence(text: str) -> str | None:
    """Return the mark one value decides for, "either", or None where it is no number."""
    fits = [mark for mark in (".", ",") if len(text) <= _LONGEST and _COMPILED[mark].fullmatch(text)]
    if len(fits) < 2:
        return fits[0] if fits else None
    # `0,500` has the shape of thousands, but nobody prints a thousands group of 0.
    if re.search("[0-9]", text).group() == "0":
        return "." if "." in text else ","
    return "either"
