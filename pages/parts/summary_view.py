"""How does a published year stand on one page: headline, four figures, five sentences, and how sure they are?"""

from html import escape

import streamlit as st

from data.language import Language, text
from kpi.published import Published
from kpi.summary import Summary, facts, summary, year_to_show, years_told
from pages.parts.as_is import as_is
from pages.parts.filters import Filters, filters
from pages.parts.language import say
from pages.parts.summary_edition import banner_html, foot_html
from pages.parts.summary_figures import figures_html
from pages.parts.summary_sentences import show_sentences
from pages.parts.take_along import take_report


def show(published: Published, language: Language) -> None:
    """Show an edition's year; all of it comes from the edition, so it can be shown to anybody."""
    chosen = _choose(published)
    if chosen is None:
        st.title(say("summary.page.title"))
        st.html(f'<p class="said">{escape(text("summary.page.empty", language))}</p>')
        return
    found = facts(published, chosen.reported_unit, chosen.year)
    told = summary(published, chosen.reported_unit, chosen.year, language)
    _begin(published, told, chosen, language)
    if found is None or told is None:
        said = text("summary.page.nothing", language, year=chosen.year)
        st.html(f'<p class="said">{escape(said)}</p>')
        return
    st.html(figures_html(told, language))
    show_sentences(published, found, told.sentences, language)
    _sureness(told, language)
    take_report(lambda: published, chosen.reported_unit, chosen.year)
    st.html(foot_html(published.edition, language))


def _choose(published: Published) -> Filters | None:
    """Return the year, scope and unit to show; what nobody chose is the last whole year of the group."""
    years = years_told(published, "group")
    usual = year_to_show(published, "group")
    if not years or usual is None:
        return None
    if st.query_params.get("year") not in [str(year) for year in years]:
        st.query_params["year"] = str(usual)
    units = {unit.code: unit.name for unit in sorted(published.units, key=lambda unit: unit.name)}
    with st.container(key="summary-choice"):
        return filters(years, units)


def _begin(published: Published, told: Summary | None, chosen: Filters, language: Language) -> None:
    """Show whose year it is, of which edition, and what happened in one line."""
    code = chosen.reported_unit
    whose = text(f"summary.page.whose.{code}", language) if chosen.unit is None else published.unit_name(code)
    kicker = text("summary.page.kicker", language, whose=whose, year=chosen.year)
    st.html(f'<p class="kicker">{escape(kicker)}</p>')
    st.title(as_is(told.headline if told else text("summary.page.title", language)))
    st.html(banner_html(published.edition, chosen.year, language))


def _sureness(told: Summary, language: Language) -> None:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told.sureness)
    st.html(
        f'<section class="how-sure"><h2 id="sakerhet">{escape(text("summary.page.sure", language))}</h2>'
        f'<ul class="sure">{items}</ul></section>'
    )
