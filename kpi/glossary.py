"""Which words does the product use that a newcomer may not know, and what do they mean?"""

from dataclasses import dataclass

from data.language import Language, text


@dataclass(frozen=True)
class Term:
    """A word that is explained; `card` is the definition of the figure it belongs to, where there is one."""

    code: str
    card: str | None = None

    def word(self, language: Language) -> str:
        """Return the word itself."""
        return text(f"glossary.{self.code}", language)

    def means(self, language: Language) -> str:
        """Return what it means, in plain words."""
        return text(f"glossary.{self.code}.means", language)


TERMS = (
    Term("group"), Term("unit"), Term("turnover"), Term("fte"), Term("ledger"),
    Term("central_it", "central_it_share"), Term("external_it", "category_share"),
    Term("local_it_staff", "category_share"), Term("shadow_it", "shadow_it_share"),
    Term("total_it", "total_it_share"), Term("digitalisation", "digitalisation_share"),
    Term("internal", "internal_absorption"), Term("allocation"), Term("investment"),
    Term("development", "development_share"), Term("maintenance", "development_share"),
    Term("operation", "development_share"), Term("pace", "pace"), Term("digital_cases", "kpi4_digital_takeup"),
    Term("digital_service", "kpi3_digital_services"), Term("limit", "equality_floor"),
    Term("equality", "equality_spread"), Term("balance", "balance_ei"), Term("benefit", "kpi2_effect"),
    Term("classified"), Term("rule"), Term("outcome"), Term("assumption"), Term("estimate"),
    Term("interpretation"), Term("closed"), Term("preliminary"), Term("edition"), Term("checksum"),
    Term("suppressed"), Term("way_back"),
)  # fmt: skip


def in_order(language: Language, sought: str = "") -> list[Term]:
    """Return the terms from A, those that hold what is sought."""
    asked = sought.casefold().strip()
    found = [term for term in TERMS if asked in f"{term.word(language)} {term.means(language)}".casefold()]
    return sorted(found, key=lambda term: _place(term.word(language)))


def _place(word: str) -> str:
    """Return a word as it sorts in Swedish: å, ä and ö come last."""
    return word.casefold().translate(str.maketrans("åäö", "{|}"))
