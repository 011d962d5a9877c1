"""Which lines does a department of the invented group book in a year? (Kommun-Bas)"""

import numpy as np

from data.demo import internal, seasons, staff, targets
from data.demo.group import FIRST_YEAR, Unit
from data.demo.it_purchases import it_streams, shadow_streams
from data.demo.ledger import Line, Monthly, Stream, invoices, monthly
from data.demo.place import Place, it_codes

PAYROLL = (("5010", 0.58), ("5110", 0.10), ("5610", 0.25), ("5710", 0.07))
GOODS = (("6410", 3), ("6450", 3), ("6510", 1.5), ("6610", 1), ("6910", 1), ("7110", 0.4))
SERVICES = (("7010", 2), ("7210", 1), ("7310", 1), ("7510", 1.5), ("6310", 1))
UNMAPPED = (("7410", 2), ("7490", 2), ("7690", 1))  # no rule knows these: the queue
CORE = {  # share of turnover: (bought core services, building, energy, depreciation)
    "SKF": (0.09, 0, 0, 0.01),
    "GVF": (0.10, 0, 0, 0.012),
    "SOF": (0.15, 0, 0, 0.008),
    "VOF": (0.12, 0, 0, 0.008),
    "IFO": (0.24, 0, 0, 0.006),
    "SBF": (0.02, 0.30, 0.02, 0.14),
    "SER": (0.01, 0.24, 0.17, 0.17),
}
OTHER_CORE = (0.05, 0.0, 0.0, 0.02)
BUILDING_INVESTMENT_MSEK = {"SER": 130, "SBF": 85, "KFF": 12, "SKF": 9}
GOODS_TEXTS = (
    "Material {month}",
    'Läromedel "Räkna med Åsa"; åk 4',
    "Förbrukningsvaror best {no}",
    "Städmaterial",
    "Möbler mötesrum",
    "Arbetskläder; storlek M",
    "Livsmedel v {no}",
    'Böcker "Öar & älvar"',
    "Kontorsmaterial {month}",
    "Reservdelar",
)
SERVICE_TEXTS = (
    "Resa {month}",
    "Kurs och konferens",
    "Annons lediga tjänster",
    "Försäkring",
    "Hyra minibuss",
    "Inhyrd personal {month}",
)


def department_lines(unit: Unit, year: int, seed: int) -> list[Line]:
    """Return the department's lines of the year, not yet numbered; class 4-7 drift = its turnover."""
    place = Place(unit, year, seed)
    rng, turnover = place.rng, targets.turnover(unit, year)
    lines = internal.buyer_lines(unit, year, seed, place.centres)
    streams = [*it_streams(place), *shadow_streams(place), *_core(place), *_ordinary(place)]
    for stream in streams:
        lines += invoices(stream, rng, year)
    lines += _local_staff(place, rng)
    lines += monthly(_depreciation(place), rng, year)
    drift = sum(line.amount for line in lines)
    pay = Monthly(
        turnover - drift,
        PAYROLL,
        "Löner {month} {year}",
        place.centres,
        season=seasons.SALARIES,
        codes=place.own_activity[:1],
    )
    lines += monthly(pay, rng, year)
    for stream in [*_investments(place), *_income(place)]:
        lines += invoices(stream, rng, year)
    return lines + internal.seller_lines(unit, year, seed, place.centres)


def _core(place: Place) -> list[Stream]:
    turnover, count = targets.turnover(place.unit, place.year), round(place.unit.lines * 0.07)
    care, building, energy, _ = CORE.get(place.unit.code, OTHER_CORE)
    common = {"centres": place.centres, "codes": place.own_activity}
    return [
        Stream(
            round(turnover * care),
            count,
            (("4610", 4), ("4510", 1)),
            ("Plats {month}", "Ersättning {month}", "Bidrag {month}"),
            "care",
            **common,
        ),
        Stream(
            round(turnover * building),
            count,
            (("6110", 2), ("6610", 1)),
            ("Underhåll fastighet {no}", "Entreprenad {no}"),
            "building",
            **common,
        ),
        Stream(
            round(turnover * energy),
            count // 2,
            (("6210", 1),),
            ("Värme {month}", "El {month}"),
            "energy",
            season=seasons.ENERGY,
            **common,
        ),
    ]


def _ordinary(place: Place) -> list[Stream]:
    unit, turnover = place.unit, targets.turnover(place.unit, place.year)
    queue = 0.022 + (unit.number % 5) * 0.003
    codes, centres = place.own_activity, place.centres
    local = targets.local_digitalisation(place.year).get(unit.code, 0)
    projects = tuple((code, f"DG{50 + unit.number % 10}", "", weight) for code, _, _, weight in codes)
    goods = max(200, unit.lines - 24 * unit.centres * 3 - 300 - round(unit.lines * 0.36))
    return [
        Stream(
            round(turnover * 0.055),
            round(goods * 0.62),
            GOODS,
            GOODS_TEXTS,
            "goods",
            "not_it",
            centres,
            codes,
        ),
        Stream(
            round(turnover * 0.03),
            round(goods * 0.24),
            SERVICES,
            SERVICE_TEXTS,
            "services",
            "not_it",
            centres,
            codes,
        ),
        Stream(
            round(turnover * queue),
            round(goods * 0.14),
            UNMAPPED,
            ("Tjänst {month}", "Uppdrag {no}", "Övrigt"),
            "services",
            "unclassified",
            centres,
            codes,
        ),
        Stream(
            local,
            60,
            (("7440", 3), ("6420", 1), ("7010", 1)),
            ("Digitalisering etapp {no}",),
            "consultants",
            "digitalisation",
            centres[:2],
            projects,
        ),
    ]


def _local_staff(place: Place, rng: np.random.Generator) -> list[Line]:
    first = staff.LEDGER_LOCAL_STAFF.get(place.unit.code)
    if first is None or place.year < first:
        return []
    total, codes = (
        round(staff.local_cost_sek(place.unit, place.year) * 100),
        it_codes(place.unit, place.year)[1:],
    )
    plan = Monthly(
        total, PAYROLL, "Lön lokal IT {month}", place.centres[:1], "local_it_staff", codes, seasons.SALARIES
    )
    return monthly(plan, rng, place.year)


def _depreciation(place: Place) -> Monthly:
    share = CORE.get(place.unit.code, OTHER_CORE)[3]
    total = round(targets.turnover(place.unit, place.year) * share)
    return Monthly(
        total,
        (("7910", 0.8), ("7920", 0.2)),
        "Avskrivning {month}",
        place.centres[:4],
        codes=place.own_activity[:1],
        series="A",
    )


def _investments(place: Place) -> list[Stream]:
    unit, year = place.unit, place.year
    it_total = round(targets.turnover(unit, year) * 0.0006)
    projects = (("9201", f"IU{year % 100}{unit.number % 10}", "development", 1.0),)
    building = BUILDING_INVESTMENT_MSEK.get(unit.code, 0) * targets.MSEK
    house = (("", f"B{year % 100}01", "", 2.0), ("", f"B{year % 100}02", "", 1.0))
    return [
        Stream(
            it_total,
            10,
            (("4060", 1),),
            ("IT-investering {no}",),
            "hardware",
            "it_investment",
            place.centres[:1],
            projects,
        ),
        Stream(
            building,
            60,
            (("4010", 1),),
            ("Byggprojekt {no}",),
            "building",
            "not_it_investment",
            place.centres[:2],
            house,
        ),
    ]


def _income(place: Place) -> list[Stream]:
    turnover, unit = targets.turnover(place.unit, place.year), place.unit
    drop = 0.9 if place.year == FIRST_YEAR else 1.0
    fees, grants = -round(turnover * 0.06 * drop), -round(turnover * 0.05)
    common = {
        "centres": place.centres,
        "codes": place.own_activity,
        "season": seasons.EVEN,
        "truth": "not_it",
    }
    return [
        Stream(
            fees,
            round(unit.lines * 0.04),
            (("3110", 2), ("3010", 1)),
            ("Avgifter {month}",),
            "care",
            series="I",
            counterparty="86",
            **common,
        ),
        Stream(
            grants,
            24,
            (("3511", 1),),
            ("Statsbidrag {month}",),
            "municipalities",
            series="I",
            counterparty="81",
            **common,
        ),
    ]
