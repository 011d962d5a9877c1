"""How does a department's extract look as text? (one shape per system, each with its dirt)"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from data.demo.group import MUNICIPALITY, Unit
from data.demo.ledger import Line

NBSP = "\u00a0"
Cells = Callable[[Unit, Line], tuple[str, ...]]


@dataclass(frozen=True)
class Shape:
    """A system's way of writing an extract; `names_unit` = a column says whose lines they are."""

    header: tuple[str, ...]
    cells: Cells
    encoding: str = "utf-8"
    delimiter: str = ";"
    bom: bytes = b""
    names_unit: bool = True
    title: tuple[tuple[str, ...], ...] = ()
    total: bool = False
    empty_rows: int = 0


def comma(amount: int) -> str:
    """Return öre as `-1234,56`."""
    whole, cents = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole},{cents:02d}"


def point(amount: int) -> str:
    """Return öre as `-1234.56`."""
    return comma(amount).replace(",", ".")


def trailing_minus(amount: int) -> str:
    """Return öre as `1 234,56-`, thousands parted by a no-break space."""
    whole, cents = divmod(abs(amount), 100)
    return f"{whole:,}".replace(",", NBSP) + f",{cents:02d}{'-' if amount < 0 else ''}"


def _register(unit: Unit, line: Line) -> tuple[str, ...]:
    head = (unit.code, line.account, line.cost_centre, line.activity_code, line.project, line.counterparty)
    return (
        *head,
        line.supplier_id,
        line.supplier,
        line.voucher,
        line.date.isoformat(),
        comma(line.amount),
        line.text,
    )


def _plain(named: bool, amount: Callable[[int], str]) -> Cells:
    def cells(unit: Unit, line: Line) -> tuple[str, ...]:
        head = (
            unit.name if named else unit.code,
            line.cost_centre,
            line.account,
            line.activity_code,
            line.project,
        )
        tail = (line.voucher, line.date.isoformat(), amount(line.amount), line.text)
        return (*head, line.counterparty, line.supplier, *tail)

    return cells


def _pairs(unit: Unit, line: Line) -> tuple[str, ...]:
    start = (f"{line.date:%Y%m}", line.date.isoformat(), line.voucher, line.account, f"Konto {line.account}")
    codes = (
        line.cost_centre,
        f"Enhet {line.cost_centre}",
        line.activity_code,
        f"Verksamhet {line.activity_code}".rstrip(),
    )
    parties = (line.project, line.counterparty, "", line.supplier_id, line.supplier)
    return (*start, *codes, *parties, comma(line.amount), line.text)


ENGLISH = (
    "unit",
    "account",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier_id",
    "supplier",
    "voucher",
    "date",
    "amount_sek",
    "text",
)
SWEDISH = (
    "enhet",
    "konto",
    "ansvar",
    "verksamhet",
    "projekt",
    "motpart",
    "leverantor_id",
    "leverantör",
    "verifikation",
    "datum",
    "belopp",
    "text",
)
UNIT4 = (
    "Period",
    "Ver.datum",
    "TransNo",
    "Konto",
    "Konto(T)",
    "Ansvar",
    "Ansvar(T)",
    "Verksamhet",
    "Verksamhet(T)",
    "Projekt",
    "Motpart",
    "Motpart(T)",
    "Leverantör",
    "Leverantör(T)",
    "Belopp",
    "Text",
)
UNIT4_GROUP = Shape(
    ("Förvaltning", "Förvaltning(T)", *UNIT4), lambda unit, line: (unit.code, unit.name, *_pairs(unit, line))
)
UNIT4_SHAPE = Shape(UNIT4, _pairs, names_unit=False)
SHAPES = {
    "KSF": Shape(ENGLISH, _register),
    "ITE": Shape(SWEDISH, _register, bom=b"\xef\xbb\xbf"),
    "SKF": Shape(
        (
            "Förvaltning",
            "Ansvar",
            "Konto",
            "Verksamhet",
            "Projekt",
            "Motpart",
            "Leverantör",
            "Ver.nr",
            "Bokföringsdatum",
            "Belopp",
            "Text",
        ),
        _plain(True, trailing_minus),
        "cp1252",
    ),
    "GVF": Shape(
        (
            "Nämnd",
            "Kostnadsställe",
            "Konto",
            "Verksamhet",
            "Projekt",
            "Motpart",
            "Leverantör",
            "Verifikationsnummer",
            "Datum",
            "Belopp",
            "Text",
        ),
        _plain(False, comma),
        "utf-16-le",
        ",",
        b"\xff\xfe",
    ),
    "SOF": UNIT4_SHAPE,
    "VOF": UNIT4_GROUP,
    "IFO": UNIT4_GROUP,
    "SBF": Shape(
        (
            "Förvaltning",
            "Kst",
            "Konto",
            "Verksamhet",
            "Projekt",
            "Motpart",
            "Leverantör",
            "Vernr",
            "Datum",
            "Nettobelopp",
            "Vertext",
        ),
        _plain(True, point),
    ),
    "SER": Shape(
        (
            "Förvaltning",
            "Ansvar",
            "Konto",
            "Verksamhet",
            "Projekt",
            "Motpart",
            "Leverantör",
            "Ver.nr",
            "Datum",
            "Belopp",
            "Kommentar",
        ),
        _plain(False, comma),
        delimiter="\t",
    ),
}


def shape(unit: Unit, year: int) -> Shape:
    """Return how the unit's extract of the year looks, dirt included."""
    plain = SHAPES[unit.code]
    if (unit.code, year) == ("SOF", 2021):
        return replace(plain, total=True)
    if (unit.code, year) == ("SBF", 2022):
        pad = ("",) * 10
        names = ("Organisation", "Kodsträng", "", "", "", "", "Motpart", "Verifikation", "", "", "")
        return replace(
            plain,
            title=(
                (f"Huvudbok {MUNICIPALITY}", *pad),
                (f"Period 202201-202212 {unit.name}", *pad),
                ("",) * 11,
                names,
            ),
        )
    if (unit.code, year) == ("KSF", 2024):
        return replace(plain, empty_rows=400)
    return plain


def write_extract(path: Path, unit: Unit, form: Shape, lines: Iterable[Line]) -> None:
    """Write the lines in the shape: titles, header, rows, printed total, empty rows."""
    with path.open("wb") as binary:
        binary.write(form.bom)
    with path.open("a", encoding=form.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=form.delimiter, lineterminator="\r\n")
        writer.writerows(form.title)
        writer.writerow(form.header)
        held = list(lines)
        writer.writerows(form.cells(unit, line) for line in held)
        if form.total:
            amount = comma(sum(line.amount for line in held))
            writer.writerow([amount if name == "Belopp" else "" for name in form.header])
        for _ in range(form.empty_rows):
            file.write(form.delimiter * (len(form.header) - 1) + "\r\n")
