"""Where does each role begin? The neutral start page sends them home."""

import streamlit as st

from pages.parts.language import reader_language
from pages.parts.places import HOMES, page
from pages.parts.viewer import viewer

st.switch_page(page(HOMES[viewer().role], reader_language()), query_params=st.query_params.to_dict())
