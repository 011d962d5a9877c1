"""How is a text that somebody else has written shown by Streamlit as it stands, where Streamlit reads Markdown?

Titles, headings, labels and messages are Markdown with icons, colours and formulas (1.67). In st.html a text is escaped
instead.
"""

import re

# What Markdown takes for more than itself anywhere in a line, and what it takes for a list or a rule at its beginning.
ANYWHERE = re.compile(r"([\\`*_\[\]<>$:~|^#&!@{}]|(?<=www)\.)")
AT_THE_BEGINNING = re.compile(r"^(\d*)([-+=.)])")
# Icons and emoji are looked for after Markdown is read, so a word joiner, which nobody sees, keeps them apart.
SHORTCODE = re.compile(r":(?=[\w+-])")
JOINER = "\N{WORD JOINER}"
BREAKS = re.compile(r"[\t\n\r\f\v]+")


def as_is(text: str) -> str:
    """Return a text so that Streamlit shows every character of it and obeys none; line breaks become blanks."""
    joined = SHORTCODE.sub(f":{JOINER}", BREAKS.sub(" ", text).lstrip(" "))
    return AT_THE_BEGINNING.sub(r"\1\\\2", ANYWHERE.sub(r"\\\1", joined))
