"""Which registers does the product take, and which columns do they have?"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

ColumnKind = Literal[
    "text", "code", "money", "number", "share", "integer", "year", "date", "period", "bool"
]

CATEGORIES = (
    "central_it", "external_it", "local_it_staff", "shadow_it",
    "digitalisation", "internal_it", "not_it", "unclassified",
)
ACTIVITIES = ("development", "maintenance", "operation")
NATURES = (
    "staff", "consultants", "it_services", "cloud", "software", "hardware",
    "telecom", "premises", "depreciation", "internal", "other",
)
RESERVED_UNITS = ("municipality", "group")
RESERVED_UNIT_REGISTERS = (
    "turnover", "development", "pace_targets", "balance_targets", "measures", "self_ratings",
)

# What people write for a code, by code. Compared as `normalise` gives it.
KINDS = {
    "department": ("förvaltning", "nämnd"), "company": ("bolag", "företag"),
    "central_it": ("central it", "it-enhet"), "digitalisation": ("digitalisering", "digitaliseringsenhet"),
}
CHARTS = {"kommunbas": ("kommun-bas",), "bas": ()}
RESOURCE_CLASSES = {
    "permanent": ("tillsvidare", "tillsvidareanställd"), "fixed_term": ("visstid", "visstidsanställd"),
    "borrowed_internal": ("inlånad", "inlånad internt"), "external_consultant": ("konsult", "extern konsult"),
}
STATUSES = {"utfall": ("actual", "outcome"), "budget": (), "antagande": ("assumption", "assumed")}
# A row of headcount may also be an estimate; turnover knows no such status.
HEADCOUNT_STATUSES = STATUSES | {"uppskattad": ("estimate", "estimated", "uppskattat")}
CHANNELS = {
    "digital": ("digitalt",), "assisted_digital": ("assisterad digital", "digital med stöd"),
    "phone": ("telefon",), "visit": ("besök",), "paper": ("papper", "blankett"),
}
FUNDINGS = {"drift": ("operations",), "investering": ("invest", "investment")}
ORIENTATIONS = {"efficiency": ("effektivitet",), "innovation": ()}
DIRECTIONS = {"internal": ("intern",), "external": ("extern",)}
AXES = {"ei": ("effektivitet-innovation",), "ie": ("intern-extern",)}

# These codes are Swedish words, with English synonyms; every other code is the other way about.
SWEDISH_CODES = {*HEADCOUNT_STATUSES, *FUNDINGS}

# What a row of an HR extract (one per employment) says instead of role, class and fte.
EXTRACT_FIELDS = ("title", "aid_code", "degree", "employment_form", "pay_form", "hired", "left", "snapshot")


@dataclass(frozen=True)
class Column:
    """One column of a register: its English and Swedish names and what its cells may hold."""

    name: str
    swedish: str
    kind: ColumnKind = "text"
    required: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def names(self) -> frozenset[str]:
        """Return the names the column goes under, normalised."""
        return frozenset({normalise(self.name), normalise(self.swedish)})


@dataclass(frozen=True)
class Register:
    """One register: its English and Swedish names and its columns; `source` is the last."""

    name: str
    swedish: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column under its English name."""
        return next((column for column in self.columns if column.name == name), None)

    def match(self, header: str) -> Column | None:
        """Return the column that a printed header names exactly, in English or Swedish."""
        return _by_name(self.name).get(normalise(header))

    def missing(self, names: set[str]) -> list[str]:
        """Return the required columns that are not among `names`; a ledger wants date or period."""
        lacking = [column.name for column in self.columns if column.required and column.name not in names]
        if self.name == "ledger" and not names & {"date", "period"}:
            lacking.append("date")
        return lacking


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Return a name without case, accents, spaces, underscores and punctuation.

    A byte order mark inside the name, decoded rightly or wrongly, is dropped as well.
    """
    for mark in ("\ufeff", "ï»¿", "Ã¯Â»Â¿"):
        name = name.replace(mark, "")
    plain = name.casefold().replace("ø", "o").replace("æ", "ae").replace("ð", "d").replace("þ", "th")
    letters = unicodedata.normalize("NFKD", plain)
    return re.sub(r"[^a-z0-9]", "", letters)


def code_of(choices: dict[str, tuple[str, ...]], text: str) -> str | None:
    """Return the code that a cell means, written as the code itself or as one of its synonyms."""
    wanted = normalise(text)
    for code, synonyms in choices.items():
        if wanted in {normalise(code), *(normalise(synonym) for synonym in synonyms)}:
            return code
    return None


def _columns(*rows: str, **choices: dict[str, tuple[str, ...]]) -> tuple[Column, ...]:
    """Read columns written `name* swedish kind`, the kind being text where it is left out."""
    columns = []
    for row in (*rows, "source källa"):
        name, swedish, *kind = row.split()
        plain = name.rstrip("*")
        columns.append(
            Column(plain, swedish, kind[0] if kind else "text", name.endswith("*"), choices.get(plain, {}))
        )
    return tuple(columns)


def _codes(*codes: str) -> dict[str, tuple[str, ...]]:
    return {code: () for code in codes}


# fmt: off
_LIST = (
    Register("units", "enheter", _columns(
        "unit* enhet", "name* namn", "kind* slag code", "parent överordnad", "org_number orgnr",
        "chart* kontoplan code", "counterparty motpart", "valid_from giltig_från date",
        "valid_to giltig_till date", kind=KINDS, chart=CHARTS)),
    Register("ledger", "huvudbok", _columns(
        "unit* enhet", "account* konto", "cost_centre ansvar", "activity_code verksamhet",
        "project projekt", "object objekt", "counterparty motpart", "supplier_id leverantor_id",
        "supplier leverantör", "voucher verifikation", "date datum date", "period period period",
        "amount_sek* belopp money", "text text")),
    Register("headcount", "personal", _columns(
        "unit* enhet", "period* period period", "role* roll", "resource_class* resursklass code",
        "fte* hte number", "time_share tidsandel share", "cost_per_fte_sek kostnad_per_hte money",
        "method mätmetod", "status status code",
        resource_class=RESOURCE_CLASSES, status=HEADCOUNT_STATUSES)),
    Register("roles", "roller", _columns(
        "pattern* mönster", "role* roll", "time_share tidsandel share")),
    Register("turnover", "omslutning", _columns(
        "unit* enhet", "year* år year", "turnover_sek* omslutning money", "definition definition",
        "status status code", status=STATUSES)),
    Register("declared_shadow_it", "skugg_it", _columns(
        "unit* enhet", "year* år year", "amount_sek* belopp money", "basis underlag")),
    Register("development", "utvecklingsresurser", _columns(
        "unit* enhet", "year* år year", "planned_fte planerade_hte number", "used_fte använda_hte number",
        "planned_sek planerat_belopp money", "used_sek använt_belopp money",
        "target_share målandel share")),
    Register("services", "tjanster", _columns(
        "service* tjänst", "unit* enhet", "name* namn", "level* nivå integer", "valid_from* giltig_från date",
        "valid_to giltig_till date", "year år year", "gross_cost_sek bruttokostnad money",
        "it_cost_sek it_kostnad money", "development_cost_sek utvecklingskostnad money",
        "meeting_sek mötestid money", "preparation_sek förberedelse money", "waste_sek spill money",
        level=_codes("0", "1", "2", "3", "4"))),
    Register("service_volumes", "volymer", _columns(
        "service* tjänst", "period* period period", "channel* kanal code", "cases* ärenden number",
        channel=CHANNELS)),
    Register("initiatives", "initiativ", _columns(
        "initiative* initiativ", "unit* enhet", "name* namn", "year* år year", "cost_sek* kostnad money",
        "funding finansiering code", "fte hte number", "orientation inriktning code",
        "direction riktning code", "hours timmar number", "benefit_planned_sek planerad_nytta money",
        "benefit_realised_sek realiserad_nytta money", "benefit_reallocated_sek omfördelad_nytta money",
        "fte_freed frigjorda_hte number", "fte_reallocated omfördelade_hte number",
        funding=FUNDINGS, orientation=ORIENTATIONS, direction=DIRECTIONS)),
    Register("balance_targets", "balansmal", _columns(
        "unit* enhet", "axis* axel code", "point* punkt share", "band band share", axis=AXES)),
    Register("measures", "styrtal", _columns(
        "measure* styrtal", "unit* enhet", "version* version", "target_version målversion",
        "valid_from* giltig_från date", "valid_to giltig_till date", "owner ägare")),
    Register("pace_targets", "taktmal", _columns(
        "unit* enhet", "year* år year", "target_share* målandel share", "decided_year* beslutsår year",
        "decision beslut")),
    Register("backlog", "behov", _columns(
        "unit* enhet", "period* period period", "demand_hours* behov_timmar number",
        "supply_hours* tillgång_timmar number")),
    Register("assets", "infrastruktur", _columns(
        "asset* tillgång", "unit* enhet", "replacement_sek* återanskaffningsvärde money",
        "life_years* livslängd number")),
    Register("rules", "regler", _columns(
        "priority* prioritet integer", "chart kontoplan code", "valid_from giltig_från date",
        "valid_to giltig_till date", "unit enhet", "account_from konto_från", "account_to konto_till",
        "cost_centre ansvar", "activity_code verksamhet", "project projekt", "counterparty motpart",
        "supplier leverantör", "text text", "category* kategori code", "activity aktivitet code",
        "nature art code", "funding finansiering code", "note anteckning",
        chart=CHARTS, category=_codes(*CATEGORIES), activity=_codes(*ACTIVITIES),
        nature=_codes(*NATURES), funding=FUNDINGS)),
    Register("control_totals", "avstamning", _columns(
        "unit* enhet", "period* period period", "cost_sek* kostnad money", "debit_sek debet money")),
    Register("decisions", "beslut", _columns(
        "decision* beslut", "recommendation rekommendation", "text* text", "owner ägare",
        "date* datum date", "status status", "card kort")),
    Register("self_ratings", "sjalvskattning", _columns(
        "statement* påstående", "unit* enhet", "date* datum date", "level* nivå integer",
        level=_codes("0", "1", "2", "3", "4", "5"))),
)
# fmt: on
REGISTERS: dict[str, Register] = {register.name: register for register in _LIST}


@cache
def _by_name(register: str) -> dict[str, Column]:
    """Return a register's columns by every normalised name; an English name wins over a Swedish."""
    columns = REGISTERS[register].columns
    return {normalise(c.swedish): c for c in columns} | {normalise(c.name): c for c in columns}


def register_named(name: str) -> str | None:
    """Return the register that goes under an English or Swedish name."""
    wanted = normalise(name)
    for register in REGISTERS.values():
        if wanted in {normalise(register.name), normalise(register.swedish)}:
            return register.name
    return None


def recognised(register: str, headers: Sequence[str]) -> dict[str, int]:
    """Return the register's columns found under their exact names: column -> first index."""
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        column = REGISTERS[register].match(header)
        if column is not None:
            found.setdefault(column.name, index)
    return found


def in_form(register: str, headers: Sequence[str]) -> bool:
    """Tell whether every required column is there under its exact name."""
    return not REGISTERS[register].missing(set(recognised(register, headers)))


def detect(headers: Sequence[str], sheet_name: str = "") -> str | None:
    """Return the register a table is, by its sheet's name or else by its header; None = no telling.

    A name that is a register's wins, unless the header has all that another asks for and not what
    that one does. Of the registers whose required columns are all there, the one that knows most
    of the header; two that know equally much are no telling. Where none is complete, the one that
    a column of its own points to, if it knows most of the header and of its required columns.
    """
    found = {name: set(recognised(name, headers)) for name in REGISTERS}
    complete = {name: len(columns) for name, columns in found.items() if _is_complete(name, columns)}
    named = register_named(sheet_name) if sheet_name else None
    if named and (named in complete or not complete):
        return named
    return _single_best(complete) or _nearly(found, sum(1 for header in headers if normalise(header)))


def _is_complete(name: str, columns: set[str]) -> bool:
    # `development` asks for no more than unit and year, which many a table has.
    at_least = 3 if name == "development" else 1
    return not REGISTERS[name].missing(columns) and len(columns) >= at_least


def _single_best(scores: dict[str, int]) -> str | None:
    best = max(scores.values(), default=0)
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if len(winners) == 1 else None


def _nearly(found: dict[str, set[str]], width: int) -> str | None:
    scores = {}
    for name, columns in found.items():
        register = REGISTERS[name]
        required = {column.name for column in register.columns if column.required}
        own = {c for c in columns if sum(register_.column(c) is not None for register_ in _LIST) == 1}
        if own and len(columns) * 2 > width and len(columns & required) * 2 > len(required):
            scores[name] = len(columns)
    return _single_best(scores)
