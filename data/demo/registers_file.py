"""Which registers does the invented group deliver beside its ledgers?"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.demo import targets
from data.demo.extract_file import comma
from data.demo.group import DIGITALISATION, UNITS, living
from data.demo.rules import COLUMNS, rules

WRONG_TOTAL = ("MIL", "2022-10")  # ten thousand kronor off, so that agreeing has something to find
ROLES = (
    ("IT-pedagog*", "IT-pedagog", "0,5"),
    ("Systemägare*", "systemägare", "0,2"),
    ("IT-koordinator*", "IT-koordinator", "0,6"),
    ("IT-tekniker*", "it", ""),
    ("Digital verksamhetsutvecklare*", "digitalisation", ""),
)
DECLARED_BASIS = {
    "SKF": "Enkät till skolorna om appar (påhittad)",
    "GVF": "Enkät till lärarlag (påhittad)",
    "SBF": "Egen genomgång av kartverktyg (påhittad)",
    "NEN": "Intervjuer med driften (påhittad)",
}


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a register in its plain form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_units(path: Path) -> None:
    """Write the units, with the days the reorganisation of 2022 gives."""
    header = (
        "unit",
        "name",
        "kind",
        "parent",
        "org_number",
        "chart",
        "counterparty",
        "valid_from",
        "valid_to",
    )
    rows = []
    for unit in UNITS:
        start = "" if unit.first_year == 2019 else f"{unit.first_year}-01-01"
        end = "" if unit.last_year == 2025 else f"{unit.last_year}-12-31"
        rows.append(
            (
                unit.code,
                unit.name,
                unit.kind,
                unit.parent,
                unit.org_number,
                unit.chart,
                unit.counterparty,
                start,
                end,
            )
        )
    write_rows(path, header, rows)


def write_rules(path: Path) -> None:
    """Write the group's own rules."""
    write_rows(path, COLUMNS, ([rule.get(column, "") for column in COLUMNS] for rule in rules()))


def write_roles(path: Path) -> None:
    """Write what titles in HR extracts mean."""
    write_rows(path, ("pattern", "role", "time_share"), ROLES)


def write_turnover(path: Path, years: Iterable[int]) -> None:
    """Write turnover of group, municipality and units; the digitalisation unit has none of its own."""
    rows = []
    for year in years:
        stated = {"group": targets.GROUP_TURNOVER_MSEK, "municipality": targets.MUNICIPALITY_TURNOVER_MSEK}
        for unit, by_year in stated.items():
            rows.append(
                (
                    unit,
                    str(year),
                    comma(round(by_year[year] * targets.MSEK)),
                    "Påhittad sammanställd redovisning",
                    "utfall",
                )
            )
        for unit in living(year):
            if unit is not DIGITALISATION:
                rows.append(
                    (unit.code, str(year), comma(targets.turnover(unit, year)), "Påhittat bokslut", "utfall")
                )
        if year == 2025:
            rows.append(("GVF", "2025", comma(95 * targets.MSEK * 10), "Påhittad budget", "budget"))
    write_rows(path, ("unit", "year", "turnover_sek", "definition", "status"), rows)


def write_declared(path: Path, years: Iterable[int]) -> None:
    """Write the shadow IT that no ledger shows."""
    rows = [
        (unit, str(year), comma(amount), DECLARED_BASIS[unit])
        for year in years
        for unit, amount in targets.shadow_it(year, "declared").items()
    ]
    write_rows(path, ("unit", "year", "amount_sek", "basis"), rows)


def write_control_totals(path: Path, totals: Mapping[tuple[str, str], tuple[int, int | None]]) -> None:
    """Write the ledger systems' own sums of class 4-7 per unit and month; one of them is off."""
    rows = []
    for (unit, period), (cost, debit) in sorted(totals.items()):
        off = 10_000_00 if (unit, period) == WRONG_TOTAL else 0
        rows.append((unit, period, comma(cost + off), "" if debit is None else comma(debit)))
    write_rows(path, ("unit", "period", "cost_sek", "debit_sek"), rows)
