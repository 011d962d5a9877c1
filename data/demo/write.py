"""Which files make up the invented group, and in what order are they loaded?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.demo import headcount_file, registers_file, staff, steering_file
from data.demo.companies import company_lines
from data.demo.deliveries import MISSING, delivered, sums
from data.demo.extract_file import shape, write_extract
from data.demo.group import BY_CODE, UNITS, YEARS, Unit
from data.demo.ledger import Line
from data.demo.sie_file import write_sie
from data.demo.vouchers import Balances, Voucher, book, closing, opening
from data.demo.workbook_file import UNITS as IN_WORKBOOKS
from data.demo.workbook_file import write_workbook


@dataclass(frozen=True)
class DemoFile:
    """One file of the invented group and how it is loaded; None = told from the file itself."""

    path: Path
    register: str | None = None
    unit: str | None = None
    source: str | None = None
    mapping: dict | None = None
    lines: int = 0


Totals = dict[tuple[str, str], tuple[int, int | None]]
Sums = dict[tuple[str, int, str, str], int]


@dataclass(frozen=True)
class Written:
    """The files, and what the generator meant them to hold (öre by unit, year, category, activity)."""

    files: list[DemoFile]
    meant: Sums


def write_group(folder: Path, seed: int = 2021, years: Sequence[int] = YEARS) -> list[DemoFile]:
    """Write every file of the invented group below the folder and return them in load order.

    The same seed and years give the same bytes. A year's lines do not depend on which other years
    are written, but for the companies' opening balances.
    """
    return write_all(folder, seed, years).files


def write_all(folder: Path, seed: int = 2021, years: Sequence[int] = YEARS) -> Written:
    """Write every file, and return the sums by intended category too: an oracle for tests."""
    folder.mkdir(parents=True, exist_ok=True)
    totals, meant, ledgers = Totals(), defaultdict(int), []
    for unit in UNITS:
        write = _company_files if unit.is_company else _department_files
        ledgers += write(folder, unit, [year for year in years if unit.lives(year)], seed, totals, meant)
    return Written(
        [
            *_registers(folder, years),
            *_steering(folder, years, seed),
            *ledgers,
            *_staff(folder, years),
            *_totals(folder, totals),
        ],
        dict(meant),
    )


def _registers(folder: Path, years: Sequence[int]) -> Iterator[DemoFile]:
    plain: dict[str, Callable[[Path], None]] = {
        "units": registers_file.write_units,
        "rules": registers_file.write_rules,
        "roles": registers_file.write_roles,
        "turnover": lambda path: registers_file.write_turnover(path, years),
        "declared_shadow_it": lambda path: registers_file.write_declared(path, years),
    }
    for register, write in plain.items():
        path = folder / f"{register}_pahittad.csv"
        write(path)
        yield DemoFile(path, register)


def _steering(folder: Path, years: Sequence[int], seed: int) -> Iterator[DemoFile]:
    for register, write in steering_file.WRITERS.items():
        path = folder / f"{register}_pahittad.csv"
        write(path, years, seed)
        yield DemoFile(path, register)


def _department_files(
    folder: Path, unit: Unit, years: Sequence[int], seed: int, totals: Totals, meant: Sums
) -> Iterator[DemoFile]:
    for year in years:
        lines = delivered(unit, year, seed)
        _remember(totals, meant, unit, year, lines)
        parts = [("", lines)]
        if (unit.code, year) == MISSING[:2]:
            parts = [
                (f"-{month:02d}", [line for line in lines if line.date.month == month])
                for month in range(1, 13)
            ]
        for suffix, part in parts:
            if part:
                yield department_file(
                    folder / f"huvudbok_pahittad_{unit.code}_{year}{suffix}", unit, year, part
                )


def department_file(stem: Path, unit: Unit, year: int, lines: list[Line]) -> DemoFile:
    """Write some of a department's lines as its system prints that year; `stem` lacks the ending."""
    if unit.code in IN_WORKBOOKS:
        path = stem.with_suffix(".xlsx")
        write_workbook(path, unit, year, lines)
        return DemoFile(
            path, "ledger", None, "ledger" if unit.code == "DIG" else "Påhittad Ekonomi", lines=len(lines)
        )
    path, form = stem.with_suffix(".csv"), shape(unit, year)
    write_extract(path, unit, form, lines)
    return DemoFile(path, "ledger", None if form.names_unit else unit.code, lines=len(lines))


def _company_files(
    folder: Path, unit: Unit, years: Sequence[int], seed: int, totals: Totals, meant: Sums
) -> Iterator[DemoFile]:
    opened = opening(unit)
    for year in years:
        lines = company_lines(unit, year, seed)
        vouchers = book(lines, year, opened)
        closed, results = closing(vouchers, opened)
        path = folder / f"sie_pahittad_{unit.code}_{year}.se"
        write_sie(path, unit, year, vouchers, (opened, closed, results))
        _remember(totals, meant, unit, year, lines)
        _debits(totals, unit, vouchers)
        opened = {account: amount for account, amount in closed.items() if amount}
        yield DemoFile(path, "ledger", lines=sum(len(voucher.entries) for voucher in vouchers))


def _remember(totals: Totals, meant: Sums, unit: Unit, year: int, lines: Iterable[Line]) -> None:
    held = list(lines)
    for line in held:
        if line.account[0] in "4567":
            key = (unit.code, f"{line.date:%Y-%m}")
            cost, debit = totals.get(key, (0, None))
            totals[key] = (cost + line.amount, debit)
    for key, amount in sums(unit, year, held).items():
        meant[key] += amount


def _debits(totals: Totals, unit: Unit, vouchers: list[Voucher]) -> None:
    debits: Balances = defaultdict(int)
    for voucher in vouchers:
        debits[f"{voucher.date:%Y-%m}"] += sum(entry.amount for entry in voucher.entries if entry.amount > 0)
    for period, debit in debits.items():
        totals[unit.code, period] = (totals.get((unit.code, period), (0, None))[0], debit)


def _staff(folder: Path, years: Sequence[int]) -> Iterator[DemoFile]:
    for year in years:
        path = folder / f"headcount_pahittad_{year}.csv"
        headcount_file.write_headcount(path, year)
        yield DemoFile(path, "headcount")
        for code in staff.HR_EXTRACTS:
            path = folder / f"personal_pahittad_{code}_{year}-{headcount_file.SNAPSHOT_MONTH}.csv"
            headcount_file.write_extract(path, BY_CODE[code], year)
            yield DemoFile(path, "headcount")


def _totals(folder: Path, totals: Totals) -> Iterator[DemoFile]:
    path = folder / "control_totals_pahittad.csv"
    registers_file.write_control_totals(path, totals)
    yield DemoFile(path, "control_totals")
