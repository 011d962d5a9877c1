"""Which measures did the invented group steer by, and when did they change?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

HEADER = ("styrtal", "enhet", "version", "målversion", "giltig_från", "giltig_till", "ägare")
# What each unit steered by when 2019 began; the names that are cards' own are the product's figures.
BEGUN = {
    "municipality": """total_it_share central_it_share digitalisation_share it_cost_per_fte
        internal_absorption nöjd_medborgare svarstid_kontaktcenter handläggningstid_bygglov nöjd_företagare
        sjukfrånvaro behöriga_lärare kontinuitet_hemtjänst väntetid_särskilt_boende kostnad_per_elev
        nettokostnadsavvikelse digitala_ärenden""",
    "group": """total_it_share digitalisation_share avkastning_koncern soliditet koldioxid
        nöjda_hyresgäster leveranssäkerhet_el""",
    "SKF": "behöriga_lärare måluppfyllelse_åk9 kostnad_per_elev total_it_share it_cost_per_fte",
    "SBF": "handläggningstid_bygglov nöjda_sökande planberedskap total_it_share",
    "ITE": "central_it_share tillgänglighet_nät svarstid_servicedesk internal_absorption nöjda_kunder",
    "NEN": "leveranssäkerhet_el total_it_share avkastning",
    "NBO": "nöjda_hyresgäster vakansgrad",
}
# What changed: `+` begins, `-` ends, `~` is defined anew, `=` has another target and means the same.
# 2021 holds nothing of the municipality, 2022-2025 nothing of the central IT unit: steering stood still.
CHANGES = """
    2019 municipality +shadow_it_share
    2019 group +it_cost_change
    2019 SKF +frånvaro
    2019 SBF +kpi3_digital_services
    2019 ITE ~tillgänglighet_nät
    2019 NEN +nöjda_kunder
    2019 NBO +it_cost_per_fte
    2020 municipality +kpi4_digital_takeup =sjukfrånvaro
    2022 municipality +kpi3_digital_services -svarstid_kontaktcenter ~digitalisation_share
    2023 municipality +development_share +digital_delaktighet =digitala_ärenden
    2024 municipality ~nöjd_företagare =handläggningstid_bygglov
    2025 municipality +pace +kpi2_effect +zero_development_share -digitala_ärenden -internal_absorption ~total_it_share
    2020 group +klimatanpassning
    2022 group ~koldioxid
    2024 group +kpi4_digital_takeup -it_cost_change
    2025 group =soliditet
    2021 SKF +likvärdighet_skolor
    2023 SKF ~frånvaro =måluppfyllelse_åk9
    2025 SKF +kpi4_digital_takeup -it_cost_per_fte
    2020 SBF +digitala_bygglov
    2022 SBF -planberedskap +kpi4_digital_takeup
    2023 SBF ~nöjda_sökande
    2024 SBF +development_share
    2025 SBF ~handläggningstid_bygglov +pace
    2020 ITE ~nöjda_kunder
    2021 ITE +it_cost_per_fte
    2021 NEN +laddpunkter
    2024 NEN ~nöjda_kunder
    2025 NEN +kpi3_digital_services
    2022 NBO +energi_per_kvm
"""
BEGUN_LATER = {"VOF": ("2022", "kontinuitet_hemtjänst väntetid_särskilt_boende total_it_share nöjda_brukare")}
OWNERS = {
    "municipality": "Kommundirektör", "group": "Kommundirektör", "SKF": "Skoldirektör",
    "VOF": "Vård- och omsorgsdirektör", "SBF": "Samhällsbyggnadsdirektör", "ITE": "IT-chef",
    "NEN": "Vd Norrhamn Energi", "NBO": "Vd Norrhamnsbostäder",
}  # fmt: skip


@dataclass
class _Held:
    """One measure in force."""

    version: int
    target: int
    since: date


def measure_rows() -> Iterator[tuple[str, ...]]:
    """Return each version of each measure with its days."""
    for unit, names in BEGUN.items():
        yield from _history(unit, date(2017, 1, 1), names.split())
    for unit, (year, names) in BEGUN_LATER.items():
        yield from _history(unit, date(int(year), 1, 1), names.split())


def _history(unit: str, begun: date, names: list[str]) -> Iterator[tuple[str, ...]]:
    held = {name: _Held(1, 1, begun) for name in names}
    for line in CHANGES.split("\n"):
        year, who, *changes = line.split() or ("", "")
        for place, change in enumerate(changes if who == unit else ()):
            yield from _change(unit, held, change, date(int(year), 2 + 2 * (place % 5), 1))
    for name, one in held.items():
        yield _row(unit, name, one, None)


def _change(unit: str, held: dict[str, _Held], change: str, day: date) -> Iterator[tuple[str, ...]]:
    what, name = change[0], change[1:]
    if what != "+":
        before = held.pop(name)
        yield _row(unit, name, before, day - timedelta(days=1))
    if what == "+":
        held[name] = _Held(1, 1, day)
    elif what == "~":
        held[name] = _Held(before.version + 1, 1, day)
    elif what == "=":
        held[name] = _Held(before.version, before.target + 1, day)


def _row(unit: str, name: str, one: _Held, end: date | None) -> tuple[str, ...]:
    last = end.isoformat() if end else ""
    return (name, unit, str(one.version), str(one.target), one.since.isoformat(), last, OWNERS[unit])
