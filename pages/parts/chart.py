"""How does a chart stand on a page: message, picture, the same as a table, and saved?"""

from html import escape
from typing import cast

import streamlit as st

from kpi.charts import Chart, Frame, Ground
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table
from pages.parts.take_along import take_chart


def frame(title: str, subtitle: str) -> Frame:
    """Return the frame of a chart for this reader: language and ground come from the session."""
    return Frame(title, subtitle, reader_language(), ground())


def ground() -> Ground:
    """Return whether the reader looks at a light or a dark page."""
    return cast(Ground, "dark" if st.context.theme.type == "dark" else "light")


def show_chart(chart: Chart, key: str) -> None:
    """Show a chart under its message, with what could not be drawn said, its table and a way to save it.

    `key` names the chart on its page.
    """
    with st.container(key=f"chart-{key}", gap="xsmall"):
        _show_picture(chart, key)
        with st.expander(say("part.chart.table"), type="compact"):
            show_table(chart.table, f"{chart.frame.title}. {chart.frame.subtitle}", is_offered=False)
            take_chart(chart)


def show_chart_alone(chart: Chart, key: str) -> None:
    """Show a chart under its message and a way to save it; its values stand in tables beside it."""
    with st.container(key=f"chart-{key}", gap="xsmall"):
        _show_picture(chart, key)
        take_chart(chart, with_table=False)


def _show_picture(chart: Chart, key: str) -> None:
    st.html(
        f'<h2 class="chart-title">{escape(chart.frame.title)}</h2>'
        f'<p class="chart-subtitle">{escape(chart.frame.subtitle)}</p>'
    )
    st.plotly_chart(
        chart.figure,
        key=f"plot-{key}",
        theme=None,
        alt=chart.alt,
        config={"displayModeBar": False, "scrollZoom": False, "showTips": False},
    )
    if chart.notes:
        st.html("".join(f'<p class="note">{escape(note)}</p>' for note in chart.notes))
