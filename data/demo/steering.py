"""By which targets, measures, queues and assets does the invented group steer?"""

from collections.abc import Iterator, Sequence

import numpy as np

from data.demo.group import YEARS

BALANCE_TARGETS = ("enhet", "axel", "punkt", "band")
PACE_TARGETS = ("enhet", "år", "målandel", "beslutsår", "beslut")
BACKLOG = ("unit", "period", "demand_hours", "supply_hours")
ASSETS = ("asset", "unit", "replacement_sek", "life_years")

BALANCE_ROWS = (
    ("group", "ei", "0,30", "0,10"), ("group", "ie", "0,40", "0,10"),
    ("municipality", "ei", "0,30", "0,10"), ("municipality", "ie", "0,45", "0,10"),
    ("SBF", "ei", "0,40", "0,10"), ("SBF", "ie", "0,60", "0,10"),
    ("SKF", "ei", "0,25", "0,10"), ("SKF", "ie", "0,40", "0,10"),
    ("VOF", "ei", "0,30", "0,15"), ("VOF", "ie", "0,35", "0,10"),
    ("ITE", "ei", "0,15", "0,05"), ("ITE", "ie", "0,05", "0,05"),
    ("DIG", "ei", "0,50", "0,10"), ("DIG", "ie", "0,50", "0,10"),
    ("NEN", "ei", "0,35", "0,10"), ("NEN", "ie", "0,55", ""),
    ("NBO", "ei", "0,25", ""),
)  # fmt: skip
PACE_ROWS = (  # NVA, NHF and IFO have decided nothing
    ("group", "2032", "0,58", "2025", "KF 2025-11-17 § 214 (påhittat)"),
    ("municipality", "2025", "0,30", "2020", "KF 2020-06-15 § 98 (påhittat)"),
    ("municipality", "2032", "0,60", "2025", "KF 2025-11-17 § 214 (påhittat)"),
    ("KSF", "2027", "0,40", "2021", "KS 2021-03-02 § 31 (påhittat)"),
    ("SKF", "2028", "0,45", "2022", "SN 2022-05-18 § 44 (påhittat)"),
    ("GVF", "2027", "0,40", "2021", "GVN 2021-09-21 § 60 (påhittat)"),
    ("VOF", "2030", "0,35", "2023", "VON 2023-02-14 § 12 (påhittat)"),
    ("SBF", "2028", "0,50", "2022", "SBN 2022-10-04 § 71 (påhittat)"),
    ("SBF", "2032", "0,65", "2025", "SBN 2025-09-09 § 66 (påhittat)"),
    ("KFF", "2029", "0,45", "2023", "KFN 2023-11-28 § 83 (påhittat)"),
    ("SER", "2028", "0,35", "2024", "SEN 2024-03-12 § 19 (påhittat)"),
    ("MIL", "2030", "0,40", "2024", "MN 2024-04-23 § 27 (påhittat)"),
    ("NEN", "2028", "0,75", "2022", "Ägardirektiv 2022 (påhittat)"),
    ("NBO", "2030", "0,50", "2023", "Ägardirektiv 2023 (påhittat)"),
    ("NKE", "2027", "0,40", "2023", "Ägardirektiv 2023 (påhittat)"),
)
# Hours a month: demand and supply of the first year counted, how each grows a year, and that first year.
QUEUES = {
    "ITE": (1010.0, 960.0, 0.050, 0.030, 2019),
    "DIG": (1450.0, 1300.0, 0.070, 0.085, 2020),
    "SKF": (310.0, 290.0, 0.050, 0.020, 2022),
    "VOF": (270.0, 235.0, 0.040, 0.030, 2022),
    "SBF": (220.0, 232.0, 0.010, 0.015, 2022),
    "NEN": (260.0, 248.0, 0.050, 0.020, 2023),
}
ASKED_BY_MONTH = (1.05, 1.0, 1.04, 1.0, 1.02, 0.95, 0.7, 0.98, 1.1, 1.08, 1.06, 1.02)
DONE_BY_MONTH = (1.05, 1.04, 1.06, 1.02, 1.0, 0.98, 0.55, 0.95, 1.08, 1.1, 1.1, 1.07)
ASSET_ROWS = (  # what, whose, replacement in MSEK, life in years
    ("Stadsnät fiber", "ITE", 118, 30), ("Kärnnät", "ITE", 46, 10), ("Trådlöst nät", "ITE", 38, 7),
    ("Datahall norr", "ITE", 42, 15), ("Datahall syd", "ITE", 27, 15), ("Servrar", "ITE", 24, 5),
    ("Lagring", "ITE", 18, 5), ("Säkerhetskopiering", "ITE", 8, 6), ("Klienter", "ITE", 61, 4),
    ("Telefonväxel", "ITE", 9, 8), ("Reservkraft", "ITE", 11, 20),
    ("Skolornas bildskärmar", "SKF", 46, 8), ("Elevdatorer", "GVF", 17, 3), ("Larm i särskilda boenden", "VOF", 34, 8),
    ("Styrsystem trafiksignaler", "SBF", 21, 15), ("Fastigheternas styrnät", "SER", 29, 12),
    ("Elmätare", "NEN", 142, 12), ("Driftövervakning elnät", "NEN", 64, 15), ("Passersystem", "NBO", 22, 12),
    ("Driftövervakning vatten", "NVA", 28, 12), ("Biljettspärrar", "NKE", 3.5, 7),
)  # fmt: skip


def backlog_rows(seed: int, years: Sequence[int] = YEARS) -> Iterator[tuple[str, ...]]:
    """Return the hours asked for and those there were, month by month: more is asked than there is."""
    for place, (unit, (demand, supply, asked, there, first)) in enumerate(QUEUES.items()):
        for year in years:
            rng = np.random.default_rng((seed, 81, place, year))
            for month in range(1, 13) if year >= first else ():
                along = year - first + (month - 1) / 12
                wanted = demand * (1 + asked) ** along * ASKED_BY_MONTH[month - 1] * rng.normal(1.0, 0.05)
                done = supply * (1 + there) ** along * DONE_BY_MONTH[month - 1] * rng.normal(1.0, 0.02)
                yield unit, f"{year}-{month:02d}", str(round(wanted)), str(round(done))


def asset_rows() -> Iterator[tuple[str, ...]]:
    """Return what the infrastructure would cost anew, and how long it is used."""
    for asset, unit, millions, life in ASSET_ROWS:
        yield asset, unit, f"{round(millions * 1_000_000)},00", str(life)
