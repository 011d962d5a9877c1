"""Which lines do the central IT unit and the digitalisation unit book in a year?"""

from data.demo import internal, seasons, targets
from data.demo.departments import PAYROLL
from data.demo.group import Unit
from data.demo.ledger import Line, Monthly, Stream, invoices, monthly
from data.demo.place import Codes, Place, it_codes

NONE: Codes = (("", "", "", 1.0),)


def central_it_lines(unit: Unit, year: int, seed: int) -> list[Line]:
    """Return the central IT unit's lines: gross cost = K1 to the öre, income by buyer."""
    place = Place(unit, year, seed)
    rng, codes = place.rng, it_codes(unit, year)
    lines = internal.buyer_lines(unit, year, seed, place.centres[:1])
    for stream in _purchases(place, codes):
        lines += invoices(stream, rng, year)
    left = targets.central_it(year) - sum(line.amount for line in lines)
    lines += monthly(
        Monthly(left, PAYROLL, "Löner {month} {year}", place.centres, "central_it", codes, seasons.SALARIES),
        rng,
        year,
    )
    for stream in _beside(place):
        lines += invoices(stream, rng, year)
    return lines + internal.seller_lines(unit, year, seed, place.centres)


def _purchases(place: Place, codes: Codes) -> list[Stream]:
    whole, year = targets.central_it(place.year), place.year
    moved = 0.012 * (year - 2019)  # own servers give way to cloud
    mix = (
        (
            "software",
            0.16,
            (("6420", 3), ("6425", 1)),
            ("Licensavtal {month}", "Microlicens {no}"),
            seasons.LICENCES,
            codes,
        ),
        ("cloud", 0.06 + moved, (("7450", 1),), ("Molndrift {month}",), seasons.EVEN, codes),
        (
            "it_services",
            0.09,
            (("7445", 1),),
            ("Driftavtal {month}", "Servicedesk {month}"),
            seasons.EVEN,
            codes,
        ),
        (
            "consultants",
            0.09,
            (("7440", 3), ("7550", 1)),
            ("Konsult {month}", "Projektstöd {no}"),
            seasons.PURCHASES,
            codes,
        ),
        (
            "hardware",
            0.11 - moved,
            (("6320", 2), ("6430", 1)),
            ("Leasing klienter {month}", "Nätutrustning"),
            seasons.PURCHASES,
            codes,
        ),
        (
            "telecom",
            0.06,
            (("6810", 1), ("6820", 2)),
            ("Abonnemang {month}", "Förbindelser {month}"),
            seasons.EVEN,
            codes[2:],
        ),
        (
            "services",
            0.012,
            (("7010", 1), ("7410", 1), ("6510", 1)),
            ("Kurs {month}", "Kontor {month}"),
            seasons.PURCHASES,
            NONE,
        ),
        ("hardware", 0.09, (("7930", 1),), ("Avskrivning IT {month}",), seasons.EVEN, codes[2:]),
    )
    return [
        Stream(
            round(whole * share),
            round(place.unit.lines * 0.55 * share / 0.7),
            accounts,
            texts,
            kind,
            "central_it",
            place.centres,
            code,
            season,
        )
        for kind, share, accounts, texts, season, code in mix
    ]


def _beside(place: Place) -> list[Stream]:
    year, first = place.year, place.centres[:1]
    invest = round(targets.CENTRAL_INVEST_MSEK[year] * targets.MSEK)
    outside = -round(targets.OUTSIDE_INCOME_MSEK[year] * targets.MSEK)
    projects = (
        ("9201", f"IU{year % 100}0", "development", 1.0),
        ("9202", f"IU{year % 100}5", "maintenance", 0.8),
    )
    return [
        Stream(
            invest,
            60,
            (("4060", 1),),
            ("Serverhall etapp {no}", "Nätutbyggnad {no}"),
            "hardware",
            "it_investment",
            first,
            projects,
        ),
        Stream(
            outside,
            12,
            (("3190", 1),),
            ("IT-samverkan {month}",),
            "municipalities",
            "outside_income",
            first,
            NONE,
            seasons.EVEN,
            "I",
            "82",
            1,
        ),
    ]


def digitalisation_lines(unit: Unit, year: int, seed: int) -> list[Line]:
    """Return the digitalisation unit's lines: drift, depreciation and investment apart."""
    place, money = Place(unit, year, seed), targets.digitalisation(year)
    rng, count = place.rng, round(unit.lines * (0.3 + 0.1 * (year - 2019)))
    lines = internal.buyer_lines(unit, year, seed, place.centres)
    spent = sum(line.amount for line in lines if line.truth == "digitalisation")
    common = {"truth": "digitalisation", "centres": place.centres, "codes": NONE}
    whole, invest = money["central"], money["invest"]
    projects = tuple(("", f"DG{number}", "", 1.0) for number in range(10, 13 + year - 2019))
    streams = (
        Stream(
            round(whole * 0.40),
            count,
            (("7440", 3), ("7550", 2)),
            ("Digitaliseringsstöd {month}", "Utvecklare {month}"),
            "consultants",
            **common,
        ),
        Stream(
            round(whole * 0.12),
            count // 3,
            (("6420", 1), ("7450", 1)),
            ("Plattform {month}",),
            "cloud",
            **common,
        ),
        Stream(
            round(whole * 0.03),
            count // 4,
            (("7010", 1), ("6510", 1)),
            ("Utbildning {month}",),
            "services",
            **common,
        ),
        Stream(
            money["depreciation"],
            12,
            (("7930", 1),),
            ("Avskrivning digital plattform",),
            "software",
            season=seasons.EVEN,
            series="A",
            **common,
        ),
        Stream(
            invest,
            count // 2,
            (("4060", 1),),
            ("Digitaliseringsprojekt {no}",),
            "consultants",
            "digitalisation_investment",
            place.centres,
            projects,
        ),
    )
    for stream in streams:
        lines += invoices(stream, rng, year)
    left = round(whole * 0.45) - spent
    left += whole - sum(round(whole * part) for part in (0.40, 0.12, 0.03, 0.45))
    return lines + monthly(
        Monthly(
            left, PAYROLL, "Löner {month} {year}", place.centres, "digitalisation", season=seasons.SALARIES
        ),
        rng,
        year,
    )
