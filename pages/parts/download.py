"""May this reader take this along, and under which name?"""

from collections.abc import Callable

import streamlit as st


def download(label: str, make: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """Offer a file; it is made only when the button is pressed, by a fetch that checks the viewer itself.

    The one place where something leaves the product: Streamlit's own links are open to anyone who has them.
    """
    st.download_button(
        label, data=make, file_name=file_name, mime=mime, key=f"download-{key}", on_click="ignore"
    )
