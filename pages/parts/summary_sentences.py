"""How do the five sentences open: which is, in the address, and what stands behind it?"""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from html import escape

import streamlit as st

from data.language import Language, text
from kpi.charts import Ground
from kpi.published import Published
from kpi.summary import Facts
from kpi.summary_behind import behind
from kpi.summary_behind_parts import Behind
from kpi.summary_parts import TOPICS, Sentence, Topic
from pages.parts.address import href, link
from pages.parts.cache import kept_of_edition
from pages.parts.chart import ground, show_chart_alone
from pages.parts.tables import Dressing, table_html
from pages.parts.take_along import take_table

NAME, ALL, BETWEEN = "open", "all", "."


def show_sentences(published: Published, found: Facts, sentences: Sequence[Sentence], language: Language) -> None:
    """Show the sentences; the chart and tables of one are made when it is opened, not before."""
    is_open = opened()
    with st.container(key="told", gap="medium"):
        for sentence in sentences:
            _show(published, found, sentence, sentence.topic in is_open, language)
    everything = len(is_open) == len(TOPICS)
    label = text("summary.page.close_all" if everything else "summary.page.open_all", language)
    rounding = escape(text("summary.page.rounding", language))
    address = href("summary", open=None if everything else ALL)
    st.html(f'<p class="note">{rounding} <span class="open-all">{link(label, address)}</span></p>')


def opened() -> tuple[Topic, ...]:
    """Return which sentences the address says are open."""
    asked = st.query_params.get(NAME, "")
    return TOPICS if asked == ALL else tuple(topic for topic in TOPICS if topic in asked.split(BETWEEN))


def _show(published: Published, found: Facts, sentence: Sentence, is_open: bool, language: Language) -> None:
    topic = sentence.topic
    caution = f'<p class="told-caution">{escape(sentence.caution)}</p>' if sentence.caution else ""
    heading = escape(text(f"summary.topic.{topic}", language))
    with st.container(key=f"told-{topic}", gap="xsmall"):
        st.html(f'<h2 class="told-topic">{heading}</h2><p class="told-said">{escape(sentence.said)}</p>{caution}')
        key = f"open-{topic}"
        st.session_state[key] = is_open
        label = text(f"summary.open.{topic}", language)
        with st.expander(label, key=key, on_change=_write, args=(topic,), type="compact") as unfolded:
            if unfolded.open:
                _show_behind(published, found, topic, language)


def _write(topic: Topic) -> None:
    """Write into the address which sentences are open."""
    unfolded = [one for one in TOPICS if (st.session_state[f"open-{one}"] if one == topic else one in opened())]
    if not unfolded:
        st.query_params.pop(NAME, None)
    else:
        st.query_params[NAME] = ALL if len(unfolded) == len(TOPICS) else BETWEEN.join(unfolded)


def _show_behind(published: Published, found: Facts, topic: Topic, language: Language) -> None:
    """Show what a sentence rests on, made once for all who read the edition: a chart takes longer than the page."""
    rests_on, tables = kept_of_edition(
        "summary_behind", published.edition, lambda: _made(topic, published, found, language, ground()),
        topic=topic, code=found.whose.code, year=found.now.year, language=language, ground=ground(),
    )  # fmt: skip
    if rests_on.chart:
        show_chart_alone(rests_on.chart, f"summary-{topic}")
    for named, drawn in zip(rests_on.tables, tables, strict=True):
        st.html(drawn)
        take_table(named.table, named.caption)
    if not rests_on.chart and not rests_on.tables:
        st.html(f'<p class="note">{escape(text("summary.page.nothing_behind", language))}</p>')


def _made(
    topic: Topic, published: Published, found: Facts, language: Language, on: Ground
) -> tuple[Behind, tuple[str, ...]]:
    """Return the chart and the tables, and how each table is drawn.

    The chart is the copy that later readers get, which names its parts in another order: so it stays in its place.
    """
    made = behind(topic, published, found, language, on)
    rests_on = replace(made, chart=copy(made.chart))
    return rests_on, tuple(
        table_html(named.table, named.caption, True, named.total_last, Dressing(groups=named.groups))
        for named in rests_on.tables
    )
