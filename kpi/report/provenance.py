"""What do figures that leave the product rest on: which filters, edition, data date, versions and checksum?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from data.language import Language, text
from kpi import format as fmt
from kpi.card import cards
from kpi.log_search import ZONE
from kpi.published import Edition


@dataclass(frozen=True)
class Provenance:
    """What a report, a table or a picture is of. `filters` are the reader's choices in words.

    `checksum` is of what leaves; `edition_checksum` of the whole edition that a table or picture is taken from.
    """

    filters: str
    edition: str
    data_date: str
    rule_version: str
    product_version: str
    checksum: str
    group_name: str = ""
    edition_checksum: str = ""

    def pairs(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Return everything by its name; what is unknown is said to be."""
        held = {
            "filters": self.filters, "edition": self.edition, "data_date": self.data_date,
            "rule_version": self.rule_version, "product_version": self.product_version, "checksum": self.checksum,
        }  # fmt: skip
        held |= {"edition_checksum": self.edition_checksum} if self.edition_checksum else {}
        unknown = text("report.unknown", language)
        return tuple((text(f"report.about.{name}", language), said or unknown) for name, said in held.items())

    def lines(self, language: Language) -> tuple[str, str, str]:
        """Return it in three lines, for the foot of a page or a picture."""
        whose = [word for word in (self.group_name, self.filters, self.edition) if word]
        words = [self.data_date] if self.data_date else []
        words += [text("report.foot.rules", language, version=self.rule_version)] if self.rule_version else []
        words += [text("report.foot.product", language, version=self.product_version)]
        return " · ".join(whose), " · ".join(words), text("report.foot.sum", language, sum=self.checksum)


def of_edition(edition: Edition, filters: str, language: Language) -> Provenance:
    """Return what the figures of an edition rest on."""
    return Provenance(
        filters=filters,
        edition=edition_words(edition, language),
        data_date=data_words(edition.last_month, edition.data_date, language),
        rule_version="" if edition.rule_version is None else str(edition.rule_version),
        product_version=edition.product_version,
        checksum=edition.checksum,
        group_name=group_words(edition, language),
    )


def edition_words(edition: Edition, language: Language) -> str:
    """Return which edition it is, when it was published, and whether its figures may still move."""
    state = text(f"report.state.{edition.state}", language)
    if edition.number is None:
        return text("report.edition.unnumbered", language, state=state)
    day = day_of(edition.published_at, language)
    return text("report.edition", language, number=edition.number, day=day, state=state)


def group_words(edition: Edition, language: Language) -> str:
    """Return the group's name, and that it is invented where it is."""
    invented = text("report.invented", language) if edition.is_invented else ""
    return " · ".join(word for word in (edition.group_name or "", invented) if word)


def data_words(last_month: int | None, delivered_at: datetime | None, language: Language) -> str:
    """Return to which month figures reach, and when anything was last delivered."""
    words = []
    if last_month:
        month = fmt.month(f"{last_month // 100}-{last_month % 100:02d}", language)
        words.append(text("report.data.month", language, month=month))
    if delivered_at:
        words.append(text("report.data.delivered", language, day=day_of(delivered_at, language)))
    return ", ".join(words)


def day_of(moment: datetime | None, language: Language) -> str:
    """Return the Swedish day of a moment."""
    return fmt.day(moment.astimezone(ZONE).date(), language) if moment else ""


def definitions(used: Collection[str], edition: Edition, language: Language) -> str:
    """Return the names of the cards used, with the version that the edition was made with."""
    known = cards()
    return fmt.join(
        [text("report.about.card", language, name=known[card].name(language), version=edition.card_versions[card])
         for card in used if card in edition.card_versions],
        language,
    )  # fmt: skip
