"""What did the invented group set aside for development, and which initiatives did it run?"""

from collections.abc import Iterator, Sequence

import numpy as np

from data.demo import staff, targets
from data.demo.extract_file import comma
from data.demo.group import CENTRAL_IT, DIGITALISATION, FIRST_YEAR, YEARS, Unit, living, ordinary

DEVELOPMENT = (
    "enhet", "år", "planerade_hte", "använda_hte", "planerat_belopp", "använt_belopp", "målandel",
)  # fmt: skip
INITIATIVES = (
    "initiative", "unit", "name", "year", "cost_sek", "funding", "fte", "orientation", "direction", "hours",
    "benefit_planned_sek", "benefit_realised_sek", "benefit_reallocated_sek", "fte_freed", "fte_reallocated",
)  # fmt: skip
TARGET_SHARES = {"SBF": "0,25", "KSF": "0,25", "NEN": "0,22", "MIL": "0,10", "NKE": "0,15", "ITE": "0,20"}
SILENT = ("NHF",)  # has never said what it sets aside
ONLY_STAFF = ("DIG", "NVA")  # states HTE and no money
USED_OF_PLANNED = dict(zip(YEARS, (0.68, 0.66, 0.64, 0.63, 0.62, 0.61, 0.60), strict=True))
A_YEAR = dict(zip(YEARS, (15, 16, 18, 19, 21, 23, 25), strict=True))
BOOKED_IS_USED = 0.9  # not all that is booked as development is
HOURS_PER_HTE = 1500
# What is done, whether it saves (efficiency) or renews (innovation), and whom it is for.
KINDS = (
    ("Införande av {thing}", "efficiency", "internal", 1.2),
    ("Uppgradering av {thing}", "efficiency", "internal", 1.5),
    ("Automatisering av {thing}", "efficiency", "internal", 0.7),
    ("E-tjänst för {thing}", "efficiency", "external", 0.8),
    ("Självbetjäning för {thing}", "efficiency", "external", 1.0),
    ("Nytt arbetssätt för {thing}", "innovation", "internal", 1.0),
    ("Försök med {thing}", "innovation", "external", 0.8),
)
KIND_WEIGHTS = (0.17, 0.16, 0.14, 0.17, 0.10, 0.12, 0.14)
THINGS = {
    "KSF": ("ärendehantering", "beslutsstöd", "diarium", "öppna data"),
    "SKF": ("lärplattform", "barnomsorgskö", "skolskjuts", "digitala prov"),
    "GVF": ("antagning", "schemaläggning", "validering", "distansundervisning"),
    "SOF": ("digital tillsyn", "planering av insatser", "biståndsansökan", "läkemedelsstöd"),
    "VOF": ("digital tillsyn", "planering av hemtjänst", "trygghetslarm", "läkemedelsautomater"),
    "IFO": ("biståndsansökan", "beslutsstöd i bistånd", "digitala samtal", "orosanmälan"),
    "SBF": ("bygglov", "digital tvilling", "felanmälan", "sensorer i vägnätet"),
    "KFF": ("lokalbokning", "meröppna bibliotek", "bidragsansökan", "anläggningspass"),
    "MIL": ("tillsynsregister", "livsmedelskontroll", "enskilda avlopp"),
    "SER": ("fastighetssystem", "måltidsplanering", "bilpool", "energistyrning"),
    "ITE": ("klienthantering", "integrationsplattform", "behörigheter", "molnflytt"),
    "DIG": ("e-tjänsteplattform", "processautomation", "datalabb", "språkmodeller"),
    "NEN": ("mätvärden", "laddinfrastruktur", "kundportal", "prognoser för elnätet"),
    "NBO": ("hyresgästportal", "energimätning", "digitala nycklar"),
    "NVA": ("läcksökning", "avfallsabonnemang", "driftövervakning"),
    "NHF": ("anlöpsplanering",),
    "NKE": ("biljettsystem", "evenemangsdata"),
}


def development_rows(years: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Return what each unit planned and used for development in a year: less is used than planned."""
    for year in years:
        for unit in living(year):
            if unit.code not in SILENT:
                yield _development(unit, year)


def _development(unit: Unit, year: int) -> tuple[str, ...]:
    used = _resource(unit, year) * min(0.32, targets.DEVELOPMENT[year] * unit.development)
    planned = used / USED_OF_PLANNED[year]
    money = ("", "") if unit.code in ONLY_STAFF else tuple(_sek(part) for part in _money(unit, year))
    goal = TARGET_SHARES.get(unit.code, "") if year >= 2021 else ""
    return (unit.code, str(year), _number(planned), _number(used), *money, goal)


def _resource(unit: Unit, year: int) -> float:
    """Return the HTE of IT and digitalisation of the unit, local roles by their share of time."""
    counted = (post for post in staff.posts(unit, year) if post.role != "other")
    whole = sum(post.fte * post.time_share for post in counted)
    return whole * 1.3 if unit is DIGITALISATION else whole


def _money(unit: Unit, year: int) -> tuple[float, float]:
    own = targets.external_it(year).get(unit.code, 0) if unit is not CENTRAL_IT else targets.central_it(year)
    share = min(0.32, targets.DEVELOPMENT[year] * unit.development)
    used = (own + targets.internal_it(year).get(unit.code, 0)) * share * BOOKED_IS_USED
    return used / (USED_OF_PLANNED[year] + 0.03), used


def initiative_rows(seed: int, years: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Return the initiatives of each year; benefits are planned, less is realised, less still re-allocated."""
    for year in years:
        rng = np.random.default_rng((seed, 80, year))
        for number, unit in enumerate(_owners(year, rng), start=1):
            yield _initiative(f"I{year % 100}-{number:02d}", unit, year, rng)


def _owners(year: int, rng: np.random.Generator) -> list[Unit]:
    """Return whose the year's initiatives are: each unit's turn comes, the central ones' more often."""
    units = [unit for unit in ordinary(year) if unit.code not in ("MIL", "NHF") or year in (2021, 2024)]
    extra = rng.choice(len(units), A_YEAR[year] - 6 - len(units)) if A_YEAR[year] - 6 > len(units) else ()
    own = units if len(units) <= A_YEAR[year] - 6 else [units[place] for place in rng.permutation(len(units))]
    chosen = [*own[: A_YEAR[year] - 6], *(units[place] for place in extra)]
    return [*chosen, *[CENTRAL_IT] * 2, *[DIGITALISATION] * 4]


def _initiative(code: str, unit: Unit, year: int, rng: np.random.Generator) -> tuple[str, ...]:
    name, orientation, direction, size = KINDS[rng.choice(len(KINDS), p=KIND_WEIGHTS)]
    thing = THINGS[unit.code][rng.integers(len(THINGS[unit.code]))]
    cost = 100_000_00 * round(float(rng.lognormal(2.85, 0.7)) * size * 1.03 ** (year - FIRST_YEAR) + 2)
    fte = round(cost / 100 / 1_400_000, 1)
    funding = "investering" if year > FIRST_YEAR and rng.random() < targets.DIGITAL_INVEST_SHARE[year] else "drift"
    benefit = _benefit(cost, direction, year, rng)
    hours = str(round(fte * HOURS_PER_HTE, -1)).removesuffix(".0")
    title = name.format(thing=thing)
    head = (code, unit.code, title, str(year), comma(cost), funding, _number(fte))
    return (*head, orientation, direction, hours, *benefit)


def _benefit(cost: int, direction: str, year: int, rng: np.random.Generator) -> tuple[str, ...]:
    """Return benefit planned, realised and re-allocated, then HTE freed and re-allocated."""
    valued, kept, moved, ratio = rng.random(4)
    if valued > 0.50 + 0.04 * (year - FIRST_YEAR) or (direction == "external" and valued > 0.42):
        return ("",) * 5
    planned = cost * (1.2 + 2.0 * ratio)
    late = {2025: 0.5, 2024: 0.8}.get(year, 1.0)
    realised = planned * (0.15 + 0.75 * kept) * late if kept > 0.12 else 0.0
    reallocated = 0.0 if moved < 0.3 else realised * (moved - 0.15)
    freed = realised / 100 / 750_000 if direction == "internal" else 0.0
    gone_on = freed * reallocated / realised if realised else 0.0
    return (*(_sek(amount) for amount in (planned, realised, reallocated)), _number(freed), _number(gone_on))


def _number(count: float) -> str:
    return f"{count:.1f}".replace(".", ",")


def _sek(amount: float) -> str:
    """Return öre as whole thousands of kronor."""
    return comma(round(amount / 100_000) * 100_000)
