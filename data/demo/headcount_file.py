"""How do registers and HR systems print who works in the invented group?"""

import csv
from collections.abc import Iterator
from pathlib import Path

from data.demo import staff
from data.demo.group import Unit, living

HEADER = (
    "unit",
    "period",
    "role",
    "resource_class",
    "fte",
    "time_share",
    "cost_per_fte_sek",
    "method",
    "status",
)
MONTHLY = ("KSF", "ITE", "DIG")
SNAPSHOT_MONTH = 11
FIRST_NAMES = ("Testa", "Prova", "Exempla", "Påhitta", "Fiktiv", "Modell", "Mall", "Demo")
LAST_NAMES = ("Testsson", "Provberg", "Exempelström", "Påhittén", "Låtsasson", "Mallgren", "Demolund")
TITLES = {
    "GVF": (
        ("Lärare gymnasiet", "152010"),
        ("Rektor", "107012"),
        ("Lärare vuxenutbildning", "152015"),
        ("Skoladministratör", "201010"),
    ),
    "KFF": (
        ("Bibliotekarie", "303010"),
        ("Fritidsledare", "451010"),
        ("Vaktmästare", "601013"),
        ("Kulturskollärare", "154010"),
    ),
}
LOCAL_TITLES = {
    "systemägare": "Systemägare verksamhetssystem",
    "IT-pedagog": "IT-pedagog",
    "IT-koordinator": "IT-koordinator förvaltning",
}
LOCAL_AID = "203020"
FORMS = {"permanent": "Tillsvidare", "fixed_term": "Visstid"}
DEGREES = (100, 100, 100, 75, 100, 80, 100, 50)
EXTRACT_HEADERS = {
    "GVF": (
        "Personnummer",
        "Namn",
        "Förvaltning",
        "Enhet",
        "Befattning",
        "AID-kod",
        "Anställningsform",
        "Avlöningsform",
        "Sysselsättningsgrad",
        "From",
        "Tom",
    ),
    "KFF": (
        "Personnummer",
        "Namn",
        "Förvaltning",
        "Enhet",
        "Befattning",
        "AID-kod",
        "Anställningsform",
        "Avlöningsform",
        "Tjänstgöringsgrad",
        "From",
        "Tom",
    ),
}


def write_headcount(path: Path, year: int) -> None:
    """Write the year's register: some units monthly, some quarterly, two not at all (HR extracts)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADER)
        for unit in living(year):
            if unit.code not in staff.HR_EXTRACTS:
                writer.writerows(_register_rows(unit, year))


def _register_rows(unit: Unit, year: int) -> Iterator[tuple[str, ...]]:
    months = range(1, 13) if unit.code in MONTHLY else range(3, 13, 3)
    for place, month in enumerate(months):
        for post in staff.posts(unit, year):
            wobble = round(post.fte * 0.004, 1) * (-1) ** place if post.role == "other" else 0.0
            local = post.role in staff.LOCAL_ROLES
            cost = str(staff.COST_PER_HTE[year]) if local else ""
            fte, share = (
                f"{post.fte + wobble:.1f}".replace(".", ","),
                f"{post.time_share:g}".replace(".", ","),
            )
            method = (
                "Uppdragsbeskrivning och tidsuppskattning (påhittad)" if local else "Lönesystem (påhittad)"
            )
            row = (unit.code, f"{year}-{month:02d}", post.role, post.resource_class, fte, share, cost)
            yield (*row, method, "uppskattad" if local else "utfall")


def write_extract(path: Path, unit: Unit, year: int) -> None:
    """Write the unit's HR extract: one row per employment, the snapshot month in the file's name.

    Degrees are 100-based in one unit and 1.0-based in the other; hourly staff have none; the sum
    stands last. Birth dates of 1890 with 98 as series are the tax agency's test numbers.
    """
    hundred = unit.code == "GVF"
    with path.open("w", encoding="cp1252" if hundred else "utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(EXTRACT_HEADERS[unit.code])
        total = 0
        for title, aid, form, pay, degree, person in _employments(unit, year):
            total += degree
            name = f"{LAST_NAMES[person % 7]}, {FIRST_NAMES[person % 8]}"
            printed = "" if pay == "Timavlönad" else _degree(degree, hundred)
            place = f"Enhet {1 + person % 9}"
            writer.writerow(
                (
                    personal_number(person),
                    name,
                    unit.name,
                    place,
                    title,
                    aid,
                    form,
                    pay,
                    printed,
                    f"{year - person % 9}-08-01",
                    "",
                )
            )
        writer.writerow(("Summa", *[""] * 7, _degree(total, hundred), "", ""))


def _degree(percent: int, hundred: bool) -> str:
    return f"{percent},00" if hundred else f"{percent // 100},{percent % 100:02d}"


def _employments(unit: Unit, year: int) -> Iterator[tuple[str, str, str, str, int, int]]:
    """Return title, AID, form, pay, degree in percent and person; every 25th person has two."""
    person = year
    for post in staff.posts(unit, year):
        if post.resource_class not in FORMS:
            continue
        left, place = round(post.fte * 100), 0
        while left > 0:
            local = post.role in LOCAL_TITLES
            title, aid = (LOCAL_TITLES[post.role], LOCAL_AID) if local else TITLES[unit.code][place % 4]
            degree = min(left, 100 if local else DEGREES[place % len(DEGREES)])
            yield title, aid, FORMS[post.resource_class], "Månadsavlönad", degree, person
            left, place = left - degree, place + 1
            person += 0 if degree == 50 and place % 25 < 8 else 1
    for hourly in range(round(unit.hte / 15)):
        title, aid = TITLES[unit.code][hourly % 4]
        yield title, aid, "Timavlönad", "Timavlönad", 0, person + hourly


def personal_number(person: int) -> str:
    """Return the person's test number, 1890MMDD-98NC, with a valid check digit."""
    month, day, serial = 1 + person % 12, 1 + person // 12 % 28, 980 + person // 336 % 10
    digits = f"90{month:02d}{day:02d}{serial:03d}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    check = -sum(value - 9 if value > 9 else value for value in doubled) % 10
    return f"1890{month:02d}{day:02d}-{serial:03d}{check}"
