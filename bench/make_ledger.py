"""What does a big register-form ledger look like, with the units and rules it is read by?"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

LINES_A_YEAR = 1_000_000
FIRST_YEAR = 2021
BLOCK = 300_000
UNITS = (
    ("IT", "IT-enheten", "central_it", "871"),
    ("DIG", "Digitaliseringsenheten", "digitalisation", "872"),
    *((f"F{number:02d}", f"Förvaltning {number}", "department", f"8{number:02d}") for number in range(1, 13)),
)
TRADES = (
    "Konsult",
    "Data",
    "Licens",
    "Bygg",
    "Städ",
    "El",
    "Måltid",
    "Buss",
    "Vård",
    "Skolbok",
    "Telefoni",
    "Moln",
)
TEXTS = (
    "Faktura",
    "Licens",
    "Konsulttimmar",
    "Hyra",
    "Drift",
    "Abonnemang",
    "Material",
    "Resa",
    "Kurs",
    "Lön",
)
RULE_COLUMNS = (
    "priority", "chart", "valid_from", "valid_to", "unit", "account_from", "account_to",
    "cost_centre", "activity_code", "project", "counterparty", "supplier", "text",
    "category", "activity", "nature", "funding", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The codes and names that the lines pick from."""

    accounts: pa.Array
    cost_centres: pa.Array
    activity_codes: pa.Array
    projects: pa.Array
    counterparties: pa.Array
    supplier_ids: pa.Array
    suppliers: pa.Array
    units: pa.Array
    texts: pa.Array


def write_all(folder: Path, lines: int) -> None:
    """Write `units.csv`, `rules.csv` and `ledger.csv` of so many lines; the same every time."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_units(folder / "units.csv")
    _write_rules(folder / "rules.csv")
    names = _names()
    years = -(-lines // LINES_A_YEAR)
    options = pyarrow.csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    with (folder / "ledger.csv").open("wb") as file:
        for first in range(0, lines, BLOCK):
            rows = _lines(names, first, min(BLOCK, lines - first), lines, years)
            if not first:
                file.write((";".join(rows.column_names) + "\n").encode())
            pyarrow.csv.write_csv(rows, file, options)


def _names() -> Names:
    draw = np.random.default_rng(1)
    accounts = draw.choice(np.arange(4000, 8000), 500, replace=False)
    supplier_count = 3000
    return Names(
        accounts=pa.array([str(number) for number in sorted(accounts)]),
        cost_centres=pa.array([str(10000 + 37 * number) for number in range(400)]),
        activity_codes=pa.array([f"{9000 + 7 * number}" for number in range(100)]),
        projects=pa.array(
            [*([""] * 900), *(f"{'DG' if n < 10 else 'IU' if n < 20 else 'P'}{n:04d}" for n in range(100))]
        ),
        counterparties=pa.array([*([""] * 60), *(code for *_, code in UNITS), *(["16", "162", "193"] * 4)]),
        supplier_ids=pa.array([f"556{number * 7919 % 10**7:07d}" for number in range(supplier_count)]),
        suppliers=pa.array([f"{TRADES[n % len(TRADES)]}leverantör {n} AB" for n in range(supplier_count)]),
        units=pa.array([code for code, *_ in UNITS]),
        texts=pa.array(
            [f"{TEXTS[n % len(TEXTS)]} {n} {TRADES[n % len(TRADES)].lower()}" for n in range(5000)]
        ),
    )


def _lines(names: Names, first: int, count: int, lines: int, years: int) -> pa.Table:
    """Return some lines: vouchers of three, two costs against what is owed to the supplier; days in order."""
    draw = np.random.default_rng(1000 + first)
    number = np.arange(first, first + count)
    voucher, place = number // 3, number % 3
    is_debt = place == 2

    def of_voucher(size: int) -> np.ndarray:
        return ((voucher * 2654435761 + 40503 * size) >> 7) % size

    def column(values: pa.Array, picked: np.ndarray, blank: np.ndarray | None = None) -> pa.Array:
        return values.take(pa.array(np.where(blank, 0, picked) if blank is not None else picked))

    cost_ore = draw.integers(-500_000, 3_000_000, count)
    amount_ore = np.where(is_debt, -draw.integers(1, 4_000_000, count), cost_ore)
    start = np.datetime64(f"{FIRST_YEAR}-01-01")
    days = (np.datetime64(f"{FIRST_YEAR + years}-01-01") - start).astype(int)
    dates = start + (voucher * 3 * days // max(lines, 1)).astype("timedelta64[D]")
    account = names.accounts.take(pa.array(draw.integers(0, len(names.accounts), count)))
    account = pa.compute.if_else(pa.array(is_debt), "2440", account)
    income = pa.array((voucher % 20 == 0) & ~is_debt)
    supplier = of_voucher(len(names.suppliers))
    return pa.table(
        {
            "unit": column(names.units, of_voucher(len(names.units))),
            "account": pa.compute.if_else(income, "3130", account),
            "cost_centre": column(names.cost_centres, draw.integers(0, 400, count)),
            "activity_code": column(names.activity_codes, draw.integers(0, 100, count)),
            "project": column(names.projects, draw.integers(0, 1000, count)),
            "object": pa.array([""] * count),
            "counterparty": column(names.counterparties, of_voucher(len(names.counterparties))),
            "supplier_id": column(names.supplier_ids, supplier),
            "supplier": column(names.suppliers, supplier),
            "voucher": pa.array(np.char.add("A", voucher.astype(str))),
            "date": pa.array(dates),
            "amount_sek": _kronor(amount_ore),
            "text": column(names.texts, draw.integers(0, 5000, count)),
        }
    )


def _kronor(amount_ore: np.ndarray) -> pa.Array:
    """Return öre as printed kronor."""
    whole, rest = np.divmod(np.abs(amount_ore), 100)
    sign = np.where(amount_ore < 0, "-", "")
    printed = np.char.add(
        np.char.add(sign, whole.astype(str)), np.char.add(".", np.char.zfill(rest.astype(str), 2))
    )
    return pa.array(printed)


def _write_units(path: Path) -> None:
    rows = [[code, name, kind, "kommunbas", counterparty] for code, name, kind, counterparty in UNITS]
    _write(path, ("unit", "name", "kind", "chart", "counterparty"), rows)


def _write_rules(path: Path) -> None:
    """Write 200 rules as controllers write them: places, projects, accounts, suppliers and texts mixed."""
    rules: list[dict[str, str]] = []
    for number in range(10):
        rules.append({"project": f"DG00{number:02d}", "category": "digitalisation", "nature": "consultants"})
        rules.append({"project": f"IU00{number:02d}*", "category": "external_it", "funding": "investering"})
    for number in range(40):
        centre = str(10000 + 37 * 9 * number)
        rules.append(
            {"cost_centre": centre, "account_from": "50", "account_to": "57", "category": "local_it_staff"}
        )
    for number in range(30):
        first, last = str(6500 + 15 * number), str(6504 + 15 * number)
        rules.append(
            {"account_from": first, "account_to": last, "category": "external_it", "nature": "software"}
        )
    for number in range(20):
        rules.append({"counterparty": f"8{number:02d}", "account_from": "68", "category": "external_it"})
    for number in range(60):
        name = f"{TRADES[number % 3]}leverantör {number * 13} *"
        rules.append({"supplier": name, "category": "external_it", "nature": "consultants"})
    for number in range(15):
        rules.append({"text": rf"~\b(konsulttimmar|licens) {100 + number}\d?\b", "category": "shadow_it"})
    for number in range(10):
        rules.append(
            {
                "supplier": f"~^moln.*{number}7 ab$",
                "account_from": "4",
                "account_to": "7",
                "category": "shadow_it",
            }
        )
    for first in ("40", "50", "60", "70", "79"):
        rules.append({"account_from": first, "category": "not_it"})
    rows = [[rule.get(name, "") for name in RULE_COLUMNS] for rule in _numbered(rules)]
    _write(path, RULE_COLUMNS, rows)


def _numbered(rules: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"priority": str(10 * place)} | rule for place, rule in enumerate(rules, start=1)]


def _write(path: Path, header: tuple[str, ...], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    write_all(options.folder, options.lines)
