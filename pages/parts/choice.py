"""How does a page ask for one of a few ways to look at the same thing, by its code in the address?"""

from collections.abc import Sequence

import streamlit as st

from pages.parts.address import shown_in, write
from pages.parts.language import say


def choice(name: str, codes: Sequence[str], words: str) -> str:
    """Show the choice and return the code; the first goes without saying.

    `name` is the parameter of the address, `words` the beginning of the keys that name the codes.
    """
    key = f"choice-{name}"
    chosen = shown_in(key, name, codes, codes[0])
    st.segmented_control(
        say(f"{words}.label"),
        codes,
        required=True,
        format_func=lambda code: say(f"{words}.{code}"),
        key=key,
        on_change=write,
        args=(key, name, codes[0]),
    )
    return chosen
