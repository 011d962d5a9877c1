"""Which cost and income lines does a company of the invented group have in a year? (BAS)"""

from data.demo import internal, seasons, targets
from data.demo.group import Unit
from data.demo.it_purchases import HIDDEN_TEXTS, SHADOW_TEXTS
from data.demo.ledger import Line, Monthly, Stream, invoices, monthly
from data.demo.place import Codes, Place, it_codes

PAYROLL = (("7010", 0.70), ("7410", 0.07), ("7510", 0.23))
NONE: Codes = (("", "", "", 1.0),)
MARGIN = 0.06
CORE = {  # share of turnover: (material and energy, building and upkeep, depreciation, interest)
    "NEN": (0.42, 0.10, 0.13, 0.02),
    "NBO": (0.14, 0.28, 0.20, 0.11),
    "NVA": (0.16, 0.20, 0.22, 0.06),
    "NHF": (0.12, 0.20, 0.16, 0.03),
    "NKE": (0.18, 0.08, 0.05, 0.0),
}
INCOME = {"NEN": "3041", "NBO": "3911", "NVA": "3042", "NHF": "3043", "NKE": "3044"}
GOODS_TEXTS = (
    "Material {month}",
    "Verktyg best {no}",
    "Skyddsutrustning",
    'Skyltar "Öppet"',
    "Kontorsmaterial {month}",
    "Kaffe & frukt",
)
SERVICE_TEXTS = ("Resa {month}", "Annons {month}", "Försäkring", "Bevakning {month}", "Kurs {no}")


def company_lines(unit: Unit, year: int, seed: int) -> list[Line]:
    """Return the company's lines on income, cost and fixed-asset accounts, vouchers as keys."""
    place = Place(unit, year, seed)
    rng, turnover = place.rng, targets.turnover(unit, year)
    lines = internal.buyer_lines(unit, year, seed, place.centres[:1])
    for stream in [*_it_streams(place), *_shadow(place), *_ordinary(place)]:
        lines += invoices(stream, rng, year)
    for plan in _fixed(place):
        lines += monthly(plan, rng, year)
    left = round(turnover * (1 - MARGIN)) - sum(line.amount for line in lines)
    lines += monthly(
        Monthly(left, PAYROLL, "Lön {month} {year}", place.centres, season=seasons.SALARIES), rng, year
    )
    for stream in _beside(place, turnover):
        lines += invoices(stream, rng, year)
    return lines


def _projects(unit: Unit, year: int) -> Codes:
    """Return the projects IT lines carry; a SIE file has no activity code."""
    development, maintenance, operation = it_codes(unit, year)
    number = year % 100
    return (
        ("", f"U{number}1", "development", development[3]),
        ("", f"F{number}2", "maintenance", maintenance[3]),
        ("", "D100", "operation", operation[3]),
    )


def _it_streams(place: Place) -> list[Stream]:
    whole, year = targets.external_it(place.year)[place.unit.code], place.year
    codes = _projects(place.unit, year)
    coded = codes + (("", "", "", 0.08),)
    mix = (
        (
            "software",
            0.30,
            (("5420", 3), ("6910", 1)),
            ("Licens {month}", "Årsavgift system"),
            seasons.LICENCES,
            coded,
        ),
        ("it_services", 0.24, (("6540", 1),), ("IT-drift {month}", "Support {month}"), seasons.EVEN, coded),
        ("cloud", 0.12, (("6540", 1),), ("Molntjänst {month}",), seasons.EVEN, coded),
        ("consultants", 0.14, (("6850", 1), ("6550", 1)), ("Systemkonsult {no}",), seasons.PURCHASES, codes),
        ("hardware", 0.08, (("5251", 1), ("5252", 2)), ("Leasing datorer {month}",), seasons.EVEN, codes[2:]),
        (
            "telecom",
            0.07,
            (("6212", 1), ("6230", 2)),
            ("Abonnemang {month}", "Fiber {month}"),
            seasons.EVEN,
            codes[2:],
        ),
    )
    count = place.unit.lines * 0.13
    streams = [
        Stream(
            round(whole * share),
            round(count * share),
            accounts,
            texts,
            kind,
            "external_it",
            place.centres,
            code,
            season,
        )
        for kind, share, accounts, texts, season, code in mix
    ]
    rest = whole - sum(stream.total for stream in streams)
    return [
        *streams,
        Stream(
            rest,
            12,
            (("7835", 1),),
            ("Avskrivning datorer",),
            "hardware",
            "external_it",
            ("",),
            codes[2:],
            seasons.EVEN,
            "A",
        ),
    ]


def _shadow(place: Place) -> list[Stream]:
    confirmed = targets.shadow_it(place.year, "confirmed")[place.unit.code]
    hidden = targets.shadow_it(place.year, "hidden")[place.unit.code]
    count, common = round(place.unit.lines * 0.02), {"season": seasons.EVEN, "series": "K", "mean_lines": 1}
    return [
        Stream(
            confirmed,
            count,
            (("5410", 1), ("6990", 1)),
            SHADOW_TEXTS,
            "shadow",
            "shadow_it",
            place.centres,
            **common,
        ),
        Stream(
            hidden // 2, count // 4, (("5410", 1),), HIDDEN_TEXTS, "goods", "not_it", place.centres, **common
        ),
        Stream(
            hidden - hidden // 2,
            count // 4,
            (("6590", 1),),
            HIDDEN_TEXTS,
            "services",
            "unclassified",
            place.centres,
            **common,
        ),
    ]


def _ordinary(place: Place) -> list[Stream]:
    unit, turnover = place.unit, targets.turnover(place.unit, place.year)
    material, building, _, _ = CORE[unit.code]
    count, common = round(unit.lines * 0.36), {"centres": place.centres}
    queue = 0.02 + (unit.number % 3) * 0.007
    return [
        Stream(
            round(turnover * material),
            count // 6,
            (("4010", 3), ("4310", 1)),
            ("Inköp {month}", "Leverans {no}"),
            "energy",
            season=seasons.ENERGY,
            **common,
        ),
        Stream(
            round(turnover * building),
            count // 5,
            (("4610", 2), ("5510", 1)),
            ("Entreprenad {no}", "Underhåll {month}"),
            "building",
            **common,
        ),
        Stream(
            round(turnover * 0.02),
            count // 3,
            (("5410", 2), ("5460", 2), ("6110", 1), ("5060", 1)),
            GOODS_TEXTS,
            "goods",
            **common,
        ),
        Stream(
            round(turnover * 0.02),
            count // 5,
            (("5800", 2), ("5910", 1), ("6310", 1), ("6420", 1)),
            SERVICE_TEXTS,
            "services",
            **common,
        ),
        Stream(
            round(turnover * queue),
            count // 8,
            (("6550", 1), ("6590", 2)),
            ("Uppdrag {no}", "Tjänst {month}"),
            "services",
            "unclassified",
            **common,
        ),
    ]


def _fixed(place: Place) -> list[Monthly]:
    turnover = targets.turnover(place.unit, place.year)
    _, _, depreciation, interest = CORE[place.unit.code]
    return [
        Monthly(
            round(turnover * depreciation),
            (("7820", 0.6), ("7832", 0.4)),
            "Avskrivning {month}",
            ("",),
            series="A",
        ),
        Monthly(round(turnover * interest), (("8410", 1.0),), "Ränta {month}", ("",), series="R"),
    ]


def _beside(place: Place, turnover: int) -> list[Stream]:
    """Return income, and purchases of fixed assets on balance accounts."""
    unit, year = place.unit, place.year
    computers, plant = round(turnover * 0.0012), round(turnover * (CORE[unit.code][2] + 0.02))
    work = (("", f"IU{year % 100}1", "development", 1.0),)
    season = seasons.ENERGY if unit.code == "NEN" else seasons.EVEN
    income = ((INCOME[unit.code], 8.0), ("3990", 1.0))
    return [
        Stream(
            -turnover,
            round(unit.lines * 0.12),
            income,
            ("Fakturering {month}",),
            "care",
            "not_it",
            place.centres,
            NONE,
            season,
            "I",
        ),
        Stream(
            computers,
            8,
            (("1250", 1),),
            ("Inköp datorer {no}",),
            "hardware",
            "it_investment",
            ("",),
            work,
            series="F",
        ),
        Stream(
            plant, 20, (("1220", 1),), ("Anläggning {no}",), "building", "not_it", ("",), NONE, series="F"
        ),
    ]
