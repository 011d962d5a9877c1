"""What has been decided about each recommendation, by whom, and what is measured of it then and now?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from kpi.followup import Decision, Followed, Followup, Measured
from pages.parts.address import href, link
from pages.parts.figure_card import way_back_to
from pages.parts.language import reader_language, say
from pages.parts.status import status_html

HEADS = ("decision", "owner", "date", "status", "measured_by", "then", "now")


@dataclass
class Reasons:
    """Why figures are empty, each said once below the table under its number."""

    said: list[str] = field(default_factory=list)

    def number(self, reason: str) -> int:
        """Return the number a reason stands under."""
        if reason not in self.said:
            self.said.append(reason)
        return self.said.index(reason) + 1


def show_challenges(held: Followup) -> None:
    """Show every challenge in the study's order with its recommendations and what is decided about them."""
    for challenge, followed in held.challenges.items():
        st.subheader(say(f"page.followup.challenge.{challenge}"))
        st.html(f'<p class="note">{escape(say(f"page.followup.challenge.{challenge}.question"))}</p>')
        reasons = Reasons()
        bodies = "".join(_followed(one, held, reasons) for one in followed)
        _show(bodies, say(f"page.followup.challenge.{challenge}"), reasons)


def show_own(held: Followup) -> None:
    """Show the group's own decisions, which answer no recommendation."""
    st.subheader(say("page.followup.own"))
    if not held.own:
        st.html(f'<p class="note">{escape(say("page.followup.no_own"))}</p>')
        return
    reasons = Reasons()
    rows = "".join(_decision(one, held.measures.get(one.id), reasons) for one in held.own)
    _show(f"<tbody>{rows}</tbody>", say("page.followup.own"), reasons)


def _show(bodies: str, caption: str, reasons: Reasons) -> None:
    heads = "".join(f'<th scope="col"{_mark(name)}>{escape(say(f"page.followup.head.{name}"))}</th>' for name in HEADS)
    label = escape(caption, quote=True)
    html = (
        f'<div class="table-region" role="region" aria-label="{label}" tabindex="0">'
        f'<table class="figures followed"><caption class="sr-only">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{bodies}</table></div>"
    )
    if reasons.said:
        html += '<ol class="reasons">' + "".join(f"<li>{escape(one)}</li>" for one in reasons.said) + "</ol>"
    st.html(html)


def _mark(name: str) -> str:
    return ' class="num"' if name in ("then", "now") else ""


def _followed(one: Followed, held: Followup, reasons: Reasons) -> str:
    """Return a recommendation with its decisions below it, as one body of the table."""
    measured = held.measures.get(one.own_words.id if one.own_words else one.code) or held.measures.get(one.code)
    rows = "".join(_decision(decision, held.measures.get(decision.id), reasons) for decision in one.decisions)
    if one.own_words:
        own_words = _decision(one.own_words, measured, reasons, head=f"<strong>{escape(one.code)}</strong> ")
        return f"<tbody>{own_words}{rows}</tbody>"
    said = one.recommendation.text(reader_language()) if one.recommendation else say("page.followup.not_ours")
    badge = "" if one.recommendation is None or one.recommendation.is_known else f" {status_html('tolkning')}"
    head = f'<th scope="rowgroup" colspan="{len(HEADS)}"><strong>{escape(one.code)}</strong> {escape(said)}{badge}</th>'
    return f'<tbody><tr class="recommended">{head}</tr>{rows or _undecided(measured, reasons)}</tbody>'


def _undecided(measured: Measured | None, reasons: Reasons) -> str:
    """Return the row of a recommendation that nobody has decided about, with what would measure it."""
    cells = _cells(
        ("owner", ""),
        ("date", ""),
        ("status", ""),
        ("measured_by", _measured_by(measured, None)),
        ("then", ""),
        ("now", _figure(measured.now, reasons) if measured else ""),
    )
    return f'<tr><th scope="row"><span class="note">{escape(say("page.followup.undecided"))}</span></th>{cells}</tr>'


def _decision(one: Decision, measured: Measured | None, reasons: Reasons, head: str = "") -> str:
    day = fmt.short_day(one.since)
    dated = f'<span class="day">{day}</span>'
    if one.said != one.since:
        dated += f'<br> <span class="note">{escape(say("page.followup.said", day=fmt.short_day(one.said)))}</span>'
    then = _figure(measured.then, reasons) if measured else ""
    now = _figure(measured.now, reasons) if measured else ""
    change = f" {_change_link(one)}" if one.is_of_form else ""
    cells = _cells(
        ("owner", escape(one.owner or "")),
        ("date", dated),
        ("status", f'<span class="whole-words">{escape(one.status or "")}</span>'),
        ("measured_by", _measured_by(measured, one.card)),
        ("then", then),
        ("now", now),
    )
    named = head or f'<span class="note">{escape(one.id)}</span> '
    return f'<tr><th scope="row">{named}{escape(one.text)}{change}</th>{cells}</tr>'


def _cells(*named: tuple[str, str]) -> str:
    """Return cells that carry their head, by which they are told on a narrow screen; an empty one is marked so."""
    return "".join(
        f'<td{_mark(name)} data-head="{escape(say(f"page.followup.head.{name}"), quote=True)}">{inside}</td>'
        for name, inside in named
    )


def _change_link(one: Decision) -> str:
    return link(say("page.followup.change"), href("followup", edit=one.id))


def _measured_by(measured: Measured | None, asked: str | None) -> str:
    """Return the name of the card, leading to its definition, or that there is none."""
    if measured:
        return link(cards()[measured.card].name(reader_language()), href("definitions", card=measured.card))
    said = say("page.followup.unknown_card", card=asked) if asked else say("page.followup.no_card")
    return f'<span class="note">{escape(said)}</span>'


def _figure(figure: Figure | None, reasons: Reasons) -> str:
    """Return a figure that leads to its way back, or why it is missing."""
    if figure is None:
        return _reason(say("page.followup.no_year"), reasons)
    if figure.value is None:
        return _reason(figure.reason(reader_language()) or say("part.figure.missing"), reasons)
    printed = fmt.figure(figure.value, figure.unit_of_measure, reader_language())
    inside = link(printed, way_back_to(figure.card, figure.variant, figure.unit, figure.year))
    words = [str(figure.year)]
    words += [say(f"part.status.{figure.status}")] if figure.status else []
    words += [say("part.status.tolkning")] if cards()[figure.card].interpretation else []
    return f'{inside}<br> <span class="note">{escape(" · ".join(words))}</span>'


def _reason(reason: str, reasons: Reasons) -> str:
    number = reasons.number(reason)
    return f'<sup aria-hidden="true">{number}</sup><span class="sr-only">{escape(reason)}</span>'


def answer(held: Followup) -> str:
    """Return in a sentence how many recommendations are answered, and how many decisions are measured."""
    recommended, made = held.recommended, held.decisions
    answered = sum(bool(one.decisions or one.own_words) for one in recommended)
    key = "page.followup.answer_all" if answered == len(recommended) else "page.followup.answer"
    said = say(key, answered=answered, all=len(recommended))
    if not made:
        return said
    measured = sum(decision.id in held.measures for decision in made)
    return f"{said} {say('page.followup.answer_measured', measured=measured, decisions=len(made))}"


def statuses(made: Iterable[Decision]) -> str:
    """Return how many decisions stand in each status, the commonest first."""
    counts: dict[str, int] = {}
    for decision in made:
        name = decision.status or say("page.followup.no_status")
        counts[name] = counts.get(name, 0) + 1
    ordered: Sequence[tuple[str, int]] = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{name} {count}" for name, count in ordered)
