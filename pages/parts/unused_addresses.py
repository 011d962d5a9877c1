"""Which of Streamlit's own addresses (1.67) does nothing here use? They are closed to everybody, on both faces."""

UNUSED = ("/_stcore/metrics", "/_stcore/agent", "/component/")
