"""What does the published edition say of the group's IT and digitalisation, to anybody who asks?"""

from html import escape

import streamlit as st

from pages.parts.edition import edition_to_show
from pages.parts.language import reader_language, say
from pages.parts.summary_view import show
from pages.public.open_data import OPEN_DATA
from pages.public.place import published_place

show(edition_to_show(published_place()), reader_language())
ways = " · ".join(
    f'<a href="{address}" download>{escape(say(f"part.open_data.{kind}"))}</a>' for kind, address in OPEN_DATA.items()
)
st.html(f'<p class="note">{escape(say("part.open_data"))} {ways}</p>')
