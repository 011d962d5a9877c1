"""What would be published, what changes by it, and which editions have been?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.card import cards
from kpi.editions import Listed, content_of, listed, publish, take_back
from kpi.months import period_of
from kpi.publish_effect import ChangedFigure, Effect, effect
from kpi.published import PublishedFigure, YearClosing
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.download import download
from pages.parts.edition import edition_state, moment_of
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.month_done import note_done, show_done
from pages.parts.the_store import store_to_show
from pages.parts.units_list import REPORTED
from pages.parts.viewer import gate

HEADS = ("number", "when", "actor", "state", "through", "checksum", "standing")
MARKS = ("num", "day", "", "", "day", "place", "")
CHANGED_HEADS = ("card", "unit", "now", "then")
OTHER_HEADS = ("card", "unit", "year", "now", "then")
MOST_LISTED = 200
DIGITS_OF_CHECKSUM = 12
BETWEEN_BREAKS = 8
MOST_OPEN = 14  # changed figures that are shown without being asked for
DATABASE = "application/vnd.duckdb"


def publish_page() -> None:
    """Say what is shown, what would be, and list the editions."""
    viewer = gate("publish")
    store = store_to_show()
    st.title(say("page.publish.title"))
    show_done()
    try:
        editions = listed(store, viewer)
        _say_shown(editions)
        with st.spinner(say("page.publish.working")):
            found = kept("publish", store, viewer, lambda: effect(store, viewer))
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _say_coming(found)
    _say_changes(found)
    _offer(store, viewer, 1 + max((edition.number for edition in editions), default=0))
    _list(store, viewer, editions)


def _say_shown(editions: Sequence[Listed]) -> None:
    shown = next((edition for edition in editions if edition.is_shown), None)
    if shown is None:
        said = say("page.publish.none_shown")
    else:
        said = say("page.publish.shown", number=shown.number, moment=moment_of(shown.published_at))
    st.html(f'<p class="answer">{escape(said)}</p>')


def _say_coming(found: Effect) -> None:
    """Say what the next edition holds, how far it is closed and what is kept out of it."""
    language, coming = reader_language(), found.coming
    st.header(say("page.publish.coming"))
    years = f"{found.years[0]}–{found.years[-1]}" if len(found.years) > 1 else "".join(map(str, found.years))
    any_closed = any(year.closed_months for year in coming.closing.values())
    said = [
        say(
            "page.publish.holds",
            figures=fmt.number(found.figures, 0, language),
            units=found.units,
            years=years,
            through=fmt.month(period_of(coming.last_month), language) if coming.last_month else "–",
        ),
        say(f"page.publish.{coming.state if any_closed else 'none_closed'}"),
        say("page.publish.lacks"),
    ]
    if found.suppressed:
        said.insert(2, say("page.publish.suppressed", count=fmt.number(found.suppressed, 0, language)))
    st.html("".join(f'<p class="said">{escape(one)}</p>' for one in said))
    if coming.state == "preliminary" and any_closed:
        rows = [_year(year) for year in coming.closing.values()]
        heads = tuple(say(f"page.publish.{head}") for head in ("year", "closed_months", "open_months"))
        show_linked_table(heads, rows, say("page.publish.closing"))


def _year(year: YearClosing) -> Row:
    closed = say("page.publish.of_months", closed=year.closed_months, months=year.months)
    all_open = len(year.open_months) == year.months
    named = [fmt.month(period_of(month), reader_language(), short=True) for month in year.open_months]
    still_open = say("page.publish.all_open") if all_open else fmt.join(named, reader_language())
    return Row((Cell(str(year.year)), Cell(closed, "num"), Cell(still_open)))


def _say_changes(found: Effect) -> None:
    st.header(say("page.publish.changes"))
    if found.before is None:
        st.html(f'<p class="effect">{escape(say("page.publish.first"))}</p>')
    elif not found.changed:
        st.html(f'<p class="effect">{escape(say("page.publish.unchanged"))}</p>')
    else:
        count = fmt.number(len(found.changed), 0, reader_language())
        said = say("page.publish.changed", count=count, number=found.before.number or "–")
        st.html(f'<p class="effect">{escape(said)}</p>')
    if found.of_scopes:
        heads = tuple(say(f"page.publish.{head}") for head in CHANGED_HEADS)
        caption = say("page.publish.changed_caption", year=found.years[-1])
        with st.expander(caption, expanded=len(found.of_scopes) <= MOST_OPEN, type="compact"):
            show_linked_table(heads, [_changed(one, found.before is None) for one in found.of_scopes], caption)
    if found.before and found.others:
        _show_others(found)


def _show_others(found: Effect) -> None:
    """Show what else changes: units, earlier years and other ways to count, the latest year first."""
    shown = found.others[:MOST_LISTED]
    heads = tuple(say(f"page.publish.{head}") for head in OTHER_HEADS)
    caption = say("page.publish.others_caption", count=fmt.number(len(found.others), 0, reader_language()))
    with st.expander(caption, expanded=len(shown) <= MOST_OPEN, type="compact"):
        show_linked_table(heads, [_other(one, found.names) for one in shown], caption)
        if len(shown) < len(found.others):
            st.html(f'<p class="note">{escape(say("part.table.cut", shown=len(shown), rows=len(found.others)))}</p>')


def _other(one: ChangedFigure, names: Mapping[str, str]) -> Row:
    told, language = one.told, reader_language()
    card = cards()[told.card]
    variant = next((found.name(language) for found in card.variants if found.id == told.variant), None)
    scope = told.unit in REPORTED
    whose = say(f"part.filter.scope.{told.unit}") if scope else names.get(told.unit, told.unit)
    name = f"{card.name(language)}: {variant}" if variant else card.name(language)
    sides = (Cell(_printed(one.before), "num"), Cell(_printed(one.after), "num"))
    return Row((Cell(name), Cell(whose), Cell(str(told.year)), *sides))


def _changed(one: ChangedFigure, is_first: bool) -> Row:
    name = cards()[one.told.card].name(reader_language())
    whose = say(f"part.filter.scope.{one.told.unit}")
    before = "" if is_first else _printed(one.before)
    return Row((Cell(name), Cell(whose), Cell(before, "num"), Cell(_printed(one.after), "num")))


def _printed(figure: PublishedFigure | None) -> str:
    if figure is None:
        return say("page.publish.absent")
    if figure.value is None:
        return say("page.publish.suppressed_one" if figure.suppressed else "page.publish.no_value")
    return fmt.figure(figure.value, figure.unit_of_measure, reader_language())


def _offer(store: Store, viewer: Viewer, number: int) -> None:
    """Ask once, then publish."""
    sure = st.checkbox(say("page.publish.sure"), key=f"sure-publish-{number}")
    if not st.button(say("page.publish.do", number=number), disabled=not sure, type="primary", key="publish-do"):
        return
    try:
        with st.spinner(say("page.publish.publishing")):
            done = publish(store, viewer)
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    note_done(say("page.publish.done", number=done.number))


def _list(store: Store, viewer: Viewer, editions: Sequence[Listed]) -> None:
    st.header(say("page.publish.editions"))
    if not editions:
        st.html(f'<p class="said">{escape(say("page.publish.no_editions"))}</p>')
        return
    heads = tuple(say(f"page.publish.{head}") for head in HEADS)
    show_linked_table(heads, [_edition(edition) for edition in editions], say("page.publish.caption"))
    numbers = [edition.number for edition in editions]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            say("page.publish.edition"), numbers, key="publish-edition", width=120,
            help=say("help.publish.edition"),
        )
        download(
            say("page.publish.download"),
            lambda: content_of(store, viewer, chosen),
            f"utgava-{chosen:06d}.duckdb",
            DATABASE,
            f"edition-{chosen}",
        )
    one = next(edition for edition in editions if edition.number == chosen)
    told = escape(say("page.publish.whole_checksum", checksum=one.checksum))
    st.html(f'<p class="note">{told.replace(one.checksum, _breakable(one.checksum))}</p>')
    if not one.is_taken_back:
        _offer_taking_back(store, viewer, one)


def _breakable(checksum: str) -> str:
    """Return a checksum that may break anywhere, for narrow screens."""
    return "<wbr>".join(checksum[start : start + BETWEEN_BREAKS] for start in range(0, len(checksum), BETWEEN_BREAKS))


def _edition(edition: Listed) -> Row:
    standing = "taken_back" if edition.is_taken_back else "is_shown" if edition.is_shown else "earlier"
    who = edition.actor if edition.is_verified else f"{edition.actor} ({say('part.actor.short')})"
    printed = (
        str(edition.number),
        moment_of(edition.published_at),
        who,
        edition_state(edition.state),
        period_of(edition.last_month) if edition.last_month else "",
        edition.checksum[:DIGITS_OF_CHECKSUM],
        say(f"page.publish.{standing}"),
    )
    return Row(tuple(Cell(text, mark) for text, mark in zip(printed, MARKS, strict=True)), is_asked=edition.is_shown)


def _offer_taking_back(store: Store, viewer: Viewer, edition: Listed) -> None:
    """Take an edition back, with a reason; said before what is shown instead."""
    with st.expander(say("page.publish.take_back", number=edition.number), type="compact"):
        st.html(f'<p class="said">{escape(say("page.publish.take_back_means"))}</p>')
        reason = st.text_input(
            say("page.publish.reason"), key=f"reason-{edition.number}",
            help=say("help.publish.reason"),
        )
        if not st.button(say("page.publish.take_back_do", number=edition.number), disabled=not reason.strip()):
            return
        try:
            shown = take_back(store, viewer, edition.number, reason)
        except UserError as error:
            st.error(as_is(error.message(reader_language())))
            return
        key = "page.publish.taken_back_done" if shown else "page.publish.taken_back_none"
        note_done(say(key, number=edition.number, shown=shown or ""))


publish_page()
