"""What came of the delivery that was just stored, and where are the new figures?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.result import FileResult
from kpi import format as fmt
from pages.parts.address import href, link
from pages.parts.language import reader_language, say


def show_stored(results: Sequence[FileResult]) -> None:
    """Say what became of each file, with the way to the new figures."""
    accepted = sum(result.status == "accepted" for result in results)
    said = escape(say("page.deliver.stored_count", count=fmt.number(accepted, 0, reader_language())))
    way = link(say("page.deliver.to_overview"), href("overview"), "begin")
    files = "".join(f"<li>{escape(_outcome(result))}</li>" for result in results)
    st.html(
        f'<div class="notice" role="status"><p class="banner">{said}</p>{way}</div>'
        f'<ul class="card">{files}</ul>'
    )


def _outcome(result: FileResult) -> str:
    language = reader_language()
    kinds = ("added", "removed", "changed")
    counts = {name: fmt.number(getattr(result, name), 0, language) for name in kinds}
    return f"{result.file}: {say(f'page.deliver.done.{result.status}', **counts)}"
