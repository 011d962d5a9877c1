"""Which texts would a spreadsheet take for a formula, and how are they made harmless on the way out and whole again?

A text with such a lead leaves with an apostrophe before it, as spreadsheets mark text themselves. On the way in the
apostrophe is taken away again (sql/schema/words.sql does the same), so that what leaves comes back as it was.
"""

import re

# What a spreadsheet takes for the beginning of a formula or a command, full-width forms included.
LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BLANKS = " \u00a0\u2007\u2009\u202f\ufeff\"'"
MARK = "'"
# The same for the engine that writes large csv files.
DANGEROUS = f"^[{re.escape(BLANKS)}]*[=+\\-@\t\r\n\\x00＝＋－＠]"


def is_dangerous(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula."""
    return text.lstrip(BLANKS).startswith(LEADS)


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    plain = text.replace("\0", "")
    return f"{MARK}{plain}" if is_dangerous(plain) or is_dangerous(text) else plain


def original(text: str) -> str:
    """Return a text as it was before it was made harmless."""
    return text[1:] if text.startswith(MARK) and is_dangerous(text[1:]) else text


def kept(text: str) -> str:
    """Return a text for a typed cell, where nothing is taken for a formula, so that `original` gives it back."""
    return f"{MARK}{text}" if original(text) != text else text
