"""Which edition is this: how fresh, closed or preliminary, and how can a copy be checked?"""

from datetime import datetime
from html import escape

from data.language import Language, text
from kpi import format as fmt
from kpi.log_search import ZONE
from kpi.published import Edition


def banner_html(edition: Edition, year: int, language: Language) -> str:
    """Return what must be known before the first figure: that it may change, and that a group is invented."""
    said = []
    closing = edition.closing.get(year)
    if closing is None or not closing.is_closed:
        said.append(text("summary.page.preliminary", language))
    if edition.is_invented:
        said.append(text("summary.page.invented", language))
    return f'<p class="banner-line">{escape(" ".join(said))}</p>' if said else ""


def foot_html(edition: Edition, language: Language) -> str:
    """Return the edition's number, dates, state, versions and checksum, as they are also printed."""
    rows = [
        ("edition", _number(edition, language)),
        ("published", _moment(edition.published_at, language)),
        ("data_date", _moment(edition.data_date, language) or text("summary.page.foot.unknown", language)),
        ("through", _month(edition.last_month, language)),
        ("state", text(f"summary.page.state.{edition.state}", language)),
        ("rules", str(edition.rule_version or "–")),
        ("product", edition.product_version),
        ("checksum", edition.checksum),
    ]
    items = "".join(
        f"<div><dt>{escape(text(f'summary.page.foot.{name}', language))}</dt><dd>{escape(value)}</dd></div>"
        for name, value in rows
        if value
    )
    heading = escape(text("summary.page.foot", language))
    return f'<footer class="edition"><h2>{heading}</h2><dl>{items}</dl></footer>'


def _number(edition: Edition, language: Language) -> str:
    return str(edition.number) if edition.number else text("summary.page.foot.no_number", language)


def _moment(moment: datetime | None, language: Language) -> str:
    return fmt.moment(moment.astimezone(ZONE).replace(tzinfo=None), language) if moment else ""


def _month(month: int | None, language: Language) -> str:
    return fmt.month(f"{month // 100}-{month % 100:02d}", language) if month else ""
