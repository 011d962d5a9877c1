"""How is a text that somebody else has written shown by Streamlit as it stands, where Streamlit reads Markdown?

Titles, headings, labels and messages are Markdown with icons, colours and formulas (1.67). In st.html a text is escaped
instead.
"""

import re

# What Markdown takes for more than itself anywhere in a line, and what it takes for a list or a rule at its beginning.
ANYWHERE = re.compile(r"([\\`*_\[\]<>$:~|^#&!@{}])")
AT_THE_BEGINNING = re.compile(r"^(\d*)([-+=.)])")
# Icons, emoji and bare addresses are looked for after Markdown is read: a word joiner, which nobody sees, parts them.
JOINED = re.compile(r"(:(?=[\w+/-])|@(?=\w)|www(?=\.))", re.IGNORECASE)
JOINER = "\N{WORD JOINER}"
BREAKS = re.compile(r"[\t\n\r\f\v]+")


def as_is(text: str) -> str:
    """Return a text so that Streamlit shows every character of it and obeys none; line breaks become blanks."""
    parted = JOINED.sub(rf"\1{JOINER}", BREAKS.sub(" ", text).lstrip(" "))
    return AT_THE_BEGINNING.sub(r"\1\\\2", ANYWHERE.sub(r"\\\1", parted))
