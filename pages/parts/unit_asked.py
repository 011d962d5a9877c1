"""Which unit do the rows of a file belong to, when somebody says it by hand?"""

from collections.abc import Mapping

import streamlit as st

from pages.parts.language import say


def unit_asked(label: str, names: Mapping[str, str], hint: str, key: str, width: int, field: str) -> str | None:
    """Ask for a unit among those that are stored, or by its code where none is; None = not said.

    The register of units may come in the same drop as the file: its codes are then not yet stored, and a list
    would have nothing to choose from. `field` names the help.
    """
    if not names:
        typed = st.text_input(label, placeholder=hint, key=f"{key}-code", width=width, help=say(f"help.{field}"))
        return typed.strip() or None
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        placeholder=hint,
        accept_new_options=True,
        key=key,
        width=width,
        help=say(f"help.{field}"),
    )
