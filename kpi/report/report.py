"""What does a report say of one year: of the group, the municipality or one unit, from an edition or the store?"""

from collections.abc import Iterator

from data.errors import UserError
from data.language import Language, text
from kpi import format as fmt
from kpi.card import cards
from kpi.published import Published
from kpi.report.document import Block, Bullets, Document, Figures, Heading, NamedFigure, Pairs, Picture, Said, Tabled
from kpi.report.provenance import Provenance, definitions, group_words, of_edition
from kpi.report.staffing import staffing
from kpi.report.typeset import pages_pdf
from kpi.summary import Facts, FigureOfFour, Summary, facts, summary
from kpi.summary_behind import behind
from kpi.summary_parts import Whose
from kpi.table import Table

BEHIND = ("total_it_share", "it_cost_change", "development_share", "pace", "equality_floor")


def report(published: Published, code: str, year: int, language: Language) -> Document:
    """Return the report of a year of the group, the municipality or a unit.

    Raises: UserError for a year without figures.
    """
    told, found = summary(published, code, year, language), facts(published, code, year)
    if told is None or found is None:
        raise UserError("no_report", year=year, whose=code)
    provenance = provenance_of(published, told.whose, year, language)
    blocks = (
        *_first_page(told, language),
        *_behind(published, told, found, language),
        *staffing(published, told.whose, year, language),
        *_sure(told, provenance, published, language),
    )
    whose = whose_words(told.whose, language)
    return Document(
        language=language,
        title=text("report.title", language, whose=whose, year=year),
        kicker=" · ".join(part for part in (group_words(published.edition, language), provenance.edition) if part),
        headline=f"{told.headline}.",
        author=published.edition.group_name or text("report.author", language),
        blocks=blocks,
        foot=provenance.lines(language),
    )


def report_pdf(published: Published, code: str, year: int, language: Language) -> bytes:
    """Return the report as tagged PDF; one edition's report is always the same file."""
    return pages_pdf(report(published, code, year, language).as_data(), published.edition.published_at)


def provenance_of(published: Published, whose: Whose, year: int, language: Language) -> Provenance:
    """Return what a report rests on; its filters are whose year it is."""
    filters = text("report.filters", language, whose=whose_words(whose, language), year=year)
    return of_edition(published.edition, filters, language)


def whose_words(whose: Whose, language: Language) -> str:
    """Return whose figures these are: the group, the municipality, or a unit by its name."""
    return text(f"report.whose.{whose.code}", language) if whose.is_scope else whose.name


def _first_page(told: Summary, language: Language) -> Iterator[Block]:
    yield Figures(tuple(_named(one, language) for one in told.four))
    yield Heading(text("report.sentences", language))
    for sentence in told.sentences:
        yield Said(sentence.said, sentence.caution)


def _named(one: FigureOfFour, language: Language) -> NamedFigure:
    card, figure = cards()[one.card], one.figure
    if figure is None or figure.value is None:
        return NamedFigure(card.name(language), "", one.meaning)
    words = [text(f"part.status.{figure.status}", language)] if figure.status else []
    words += [text("part.status.tolkning", language)] if card.interpretation else []
    printed = fmt.figure(figure.value, figure.unit_of_measure, language)
    return NamedFigure(card.name(language), printed, one.meaning, " · ".join(words))


def _behind(published: Published, told: Summary, found: Facts, language: Language) -> Iterator[Block]:
    """Return what each sentence rests on under its own heading; a table that stands already is not set again."""
    before = []
    for sentence in told.sentences:
        held = behind(sentence.topic, published, found, language)
        tables = [one for one in held.tables if one not in before and len(_with_values(one.table).columns) > 1]
        before += tables
        if held.chart is None and not tables:
            continue
        yield Heading(text(f"report.topic.{sentence.topic}", language))
        if held.chart:
            yield Picture(held.chart)
        for one in tables:
            yield Tabled(one.caption, _with_values(one.table), one.groups)


def _with_values(table: Table) -> Table:
    """Return a table without the columns that hold nothing and say nothing of why."""
    reasoned = {column for _, column in table.reasons}
    kept = [
        place for place, _ in enumerate(table.columns)
        if place in reasoned or any(row[place] is not None for row in table.rows)
    ]  # fmt: skip
    places = {column: place for place, column in enumerate(kept)}
    return Table(
        tuple(table.columns[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in table.rows),
        {(row, places[column]): why for (row, column), why in table.reasons.items()},
    )


def _sure(told: Summary, provenance: Provenance, published: Published, language: Language) -> Iterator[Block]:
    yield Heading(text("report.sure", language))
    yield Bullets(told.sureness)
    yield Heading(text("report.about", language))
    used = dict.fromkeys((*(one.card for one in told.four), *BEHIND))
    versions = (text("report.about.definitions", language), definitions(used, published.edition, language))
    yield Pairs((*provenance.pairs(language), versions))
