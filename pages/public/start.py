"""Where does a visitor begin? The neutral start page sends them to the summary."""

from pathlib import Path

import streamlit as st

from pages.parts.language import say
from pages.parts.places import place_named

summary = st.Page(
    Path(__file__).with_name("summary.py"), title=say("page.summary.menu"), url_path=place_named("summary").address
)
st.switch_page(summary, query_params=st.query_params.to_dict())
