"""Which real and generated files does the fuzzing of a reader begin with?"""

import io
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bench.child import ROOT
from bench.mutations import DAYS, NUMBERS, parquet
from data.registers import REGISTERS

SAMPLES = ROOT.parent / "shared" / "samples"
SUFFIXES = {
    "sie": (".se", ".si", ".sie"),
    "sie5": (".sie", ".xml"),
    "delimited": (".csv", ".txt"),
    "json": (".json",),
    "workbook": (".xlsx",),
    "parquet": (".parquet",),
    "headcount": (),
    "numbers": (),
    "intake": (),
}
VOUCHERS = """#FLAGGA 0
#PROGRAM "Påhitt" 1.0
#FORMAT PC8
#GEN 20240131 "A B"
#SIETYP 4
#FNAMN "Bostads AB"
#ORGNR 556765-4321
#RAR 0 20240101 20241231
#DIM 1 "Kostnadsställe"
#DIM 6 Projekt
#OBJEKT 1 "10" "IT"
#KONTO 5420 "Programvaror"
#KONTO 2440 "Leverantörsskulder"
#IB 0 2440 0.00
#UB 0 2440 -1234.50
#RES 0 5420 1234.50
#VER A 1 20240115 "Licens" 20240116
{
#TRANS 5420 {1 "10" 6 "P1"} 1234.50 20240115 "Licens" 1
#RTRANS 5420 {} 1.00
#TRANS 5420 {} 1.00
#BTRANS 5420 {} 9.00
#TRANS 2440 {} -1235.50
}
#KSUMMA 1
"""
DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<Sie xmlns="http://www.sie.se/sie5"><FileInfo><SoftwareProduct name="Påhitt" version="1"/>
<FileCreation time="2024-01-31T12:00:00" by="A B"/><Company organizationId="556765-4321" name="Bostads AB"/>
<FiscalYears><FiscalYear start="2024-01" end="2024-12" primary="true"/></FiscalYears>
<AccountingCurrency currency="SEK"/></FileInfo>
<Accounts><Account id="5420" name="Program" type="cost">
<ClosingBalance month="2024-12" amount="10.00"/></Account></Accounts>
<Dimensions><Dimension id="1" name="Kst"><Object id="10" name="IT"/></Dimension></Dimensions>
<Journal id="A" name="Ver"><JournalEntry id="1" journalDate="2024-01-15" text="Licens">
<EntryInfo date="2024-01-15" by="A B"/>
<LedgerEntry accountId="5420" amount="10.00"><ObjectReference dimId="1" objectId="10"/></LedgerEntry>
<LedgerEntry accountId="2440" amount="-10.00"/>
<LedgerEntry accountId="9" amount="5"><Overstrike date="2024-01-15" by="A"/></LedgerEntry>
</JournalEntry></Journal></Sie>
"""
LEDGER = (
    'enhet;konto;datum;belopp;text\nBUF;6800;2024-01-31;-1 234,50;"två\nrader"\n'
    "SOC;6800;2024-02-29;2,50;x\nSumma;;;-1232,00\n"
)
RECORDS = '[{"unit": "BUF", "account": 6800, "date": "2024-01-31", "amount_sek": "1.50"},\n {"unit": "SOC", "x": null}]'
EXTRACT = """Förvaltning;Befattning;Sysselsättningsgrad;Period;Personnummer;Namn;Anställningsform;AID-kod;Löneform
Skola;Systemägare;75,00;2024-11;19811218-9876;Anna Ek;Tillsvidare;203020;Månad
Skola;Lärare;100;2024-11;8112189876;Bo Al;Vikariat;401010;Månad
Vård;IT-tekniker;;2024-11;811278-9873;Tim Ås;Timavlönad;207024;Tim
"""


def seeds(reader: str, largest: int) -> Iterator[bytes]:
    """Yield real files (their beginnings, where they are large) and generated ones."""
    for path in sorted(SAMPLES.rglob("*")) if SAMPLES.is_dir() else ():
        if path.is_file() and path.suffix.lower() in SUFFIXES[reader] and _is_of(path, reader):
            content = path.read_bytes()
            if len(content) <= largest:
                yield content
            elif reader not in ("workbook", "parquet", "sie5"):
                yield content[: content.rfind(b"\n", 0, largest) + 1 or largest]
    yield from _generated(reader)


def _is_of(path: Path, reader: str) -> bool:
    return "sie5" in path.parts[-2] if reader == "sie5" else reader != "sie" or "sie5" not in path.parts[-2]


def _generated(reader: str) -> Iterator[bytes]:
    match reader:
        case "sie":
            yield from (VOUCHERS.encode(codec) for codec in ("cp437", "utf-8", "latin-1"))
        case "sie5":
            yield DOCUMENT.encode()
        case "delimited":
            yield from (LEDGER.encode(codec) for codec in ("utf-8", "utf-8-sig", "utf-16", "cp1252"))
        case "json":
            yield RECORDS.encode()
            yield ('{"results": ' + RECORDS + "}").encode()
            yield b'{"unit": "BUF", "amount_sek": 1}\n{"unit": "SOC"}\n'
        case "workbook":
            yield _workbook(False)
            yield _workbook(True)
        case "parquet":
            yield from (parquet(random.Random(number)) for number in range(30))
        case "headcount":
            yield EXTRACT.encode()
            yield EXTRACT.replace(";", "\t").encode("utf-16")
        case "intake":
            yield from _forms()
            for other in ("sie", "sie5", "delimited", "json", "workbook", "headcount"):
                for content in _generated(other):
                    yield content.replace(b"Bostads AB", b"Skolan").replace(b"Skola;", b"Skolan;")
        case "numbers":
            yield "\n".join((*NUMBERS, *DAYS)).encode()
            yield from (text.encode() for text in (*NUMBERS, *DAYS))


def _forms() -> Iterator[bytes]:
    """Yield a row in the form of each register, cells filled by their kind."""
    named = {"unit": "BUF", "year": "2024", "decided_year": "2024", "account": "6800", "role": "it"}
    named |= {"account_from": "68", "account_to": "69"}
    kinds = {"money": "1,50", "number": "1,5", "integer": "4", "date": "2024-01-31", "period": "2024-01"}
    kinds["share"] = "0,5"
    for register in REGISTERS.values():
        cells = [
            named.get(column.name) or next(iter(column.choices), None) or kinds.get(column.kind, "x")
            for column in register.columns
        ]
        yield (";".join(column.name for column in register.columns) + "\n" + ";".join(map(str, cells)) + "\n").encode()


def _workbook(inline: bool) -> bytes:
    """Return a workbook with a bit of everything that sheets hold, its texts in the cells or in a list of their own."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(packed, {"tmpdir": str(Path(folder)), "constant_memory": inline})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Huvudbok")
        sheet.write_row(0, 0, ["enhet", "konto", "datum", "belopp", "text"])
        for row in range(1, 6):
            sheet.write_row(row, 0, ["BUF", 6800])
            sheet.write_number(row, 2, 45292 + row, day)
            sheet.write_number(row, 3, -1234.5 * row)
            sheet.write_string(row, 4, "Påhitt & Co <b>")
        sheet.write_formula(6, 3, "=SUM(D2:D6)", None, 1)
        sheet.merge_range(7, 0, 7, 2, "Summa")
        hidden = book.add_worksheet("Dold")
        hidden.write_row(0, 0, ["a", "b"])
        hidden.hide()
        book.close()
    return packed.getvalue()
