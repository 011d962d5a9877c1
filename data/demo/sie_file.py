"""How does a company's year look as a SIE 4E file?"""

import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.demo.group import Unit
from data.demo.vouchers import Balances, Voucher

Record = tuple[str, ...]  # label and fields; "{…}" is an object list
ACCOUNT_NAMES = {
    "1110": "Byggnader",
    "1119": "Ack. avskr. byggnader",
    "1220": "Inventarier",
    "1229": "Ack. avskr. inventarier",
    "1250": "Datorer",
    "1259": "Ack. avskr. datorer",
    "1510": "Kundfordringar",
    "1930": "Företagskonto",
    "2081": "Aktiekapital",
    "2091": "Balanserad vinst",
    "2099": "Årets resultat",
    "2350": "Lån kreditinstitut",
    "2440": "Leverantörsskulder",
    "2611": "Utgående moms",
    "2641": "Ingående moms",
    "2650": "Redovisningskonto moms",
    "2710": "Personalskatt",
    "3041": "Energi och nät",
    "3042": "VA-avgifter",
    "3043": "Hamn- och landningsavgifter",
    "3044": "Entréer",
    "3911": "Hyror",
    "3990": "Övriga intäkter",
    "4010": "Inköp material",
    "4310": "Inköp energi",
    "4610": "Underentreprenad",
    "5060": "Städning",
    "5251": "Korttidshyra av datorer",
    "5252": "Leasing av datorer",
    "5410": "Förbrukningsinventarier",
    "5420": "Programvaror",
    "5460": "Förbrukningsmaterial",
    "5510": "Reparation och underhåll",
    "5800": "Resekostnader",
    "5910": "Annonsering",
    "6110": "Kontorsmaterial",
    "6212": "Mobiltelefon",
    "6230": "Datakommunikation",
    "6310": "Företagsförsäkringar",
    "6420": "Ersättningar till revisor",
    "6540": "IT-tjänster",
    "6550": "Konsultarvoden",
    "6590": "Övriga externa tjänster",
    "6850": "Inhyrd IT-personal",
    "6910": "Licensavgifter och royalties",
    "6990": "Övriga externa kostnader",
    "7010": "Löner",
    "7410": "Pensionsförsäkringar",
    "7510": "Arbetsgivaravgifter",
    "7820": "Avskrivning byggnader",
    "7832": "Avskrivning inventarier",
    "7835": "Avskrivning datorer",
    "8410": "Räntekostnader",
    "8999": "Årets resultat",
}
WITH_CHECKSUM = ("NEN", "NVA")
WITH_PERSONS = ("NKE",)  # dimension 7: what has to be stripped
SIGNATURES = ("TESTAN", "PROVBO", "EXEMPLA")


def write_sie(
    path: Path, unit: Unit, year: int, vouchers: list[Voucher], balances: tuple[Balances, Balances, Balances]
) -> None:
    """Write the year as SIE 4E in CP437; `balances` = opening, closing, results."""
    head = list(_identification(unit, year))
    body = [*_accounts(), *_objects(unit, vouchers), *_balances(balances)]
    rows: list[Record] = []
    for voucher in vouchers:
        rows += _voucher(unit, voucher)
    records = [*head, *body, *rows]
    if unit.code in WITH_CHECKSUM:
        records = [records[0], ("#KSUMMA",), *records[1:], ("#KSUMMA", str(checksum(records[1:])))]
    text = "".join(_print(record) for record in records)
    path.write_bytes(text.encode("cp437"))


def checksum(records: list[Record]) -> int:
    """Return the CRC-32 over labels and fields joined with nothing, braces left out."""
    parts = []
    for record in records:
        if record[0] in "{}":
            continue
        fields = (
            " ".join(field[1:-1].replace('"', "").split()).replace(" ", "") if field[:1] == "{" else field
            for field in record
        )
        parts.append("".join(fields))
    return zlib.crc32("".join(parts).encode("cp437"))


def _print(record: Record) -> str:
    if record[0] in "{}":
        return record[0] + "\r\n"
    return (
        ("   " if record[0] == "#TRANS" else "")
        + record[0]
        + "".join(f" {_field(field)}" for field in record[1:])
        + "\r\n"
    )


def _field(field: str) -> str:
    if field[:1] == "{" or (field and not any(mark in field for mark in ' "\t{}')):
        return field
    escaped = field.replace('"', '\\"')
    return f'"{escaped}"'


def _identification(unit: Unit, year: int) -> Iterator[Record]:
    yield "#FLAGGA", "0"
    yield "#PROGRAM", "Påhittad Ekonomi", "4.2"
    yield "#FORMAT", "PC8"
    yield "#GEN", f"{year + 1}0120", "TESTAN"
    yield "#SIETYP", "4"
    yield "#PROSA", f"Påhittad bokföring för {unit.name}, år {year}: inget i filen är verkligt"
    yield "#FTYP", "AB"
    yield "#ORGNR", unit.org_number
    yield "#FNAMN", unit.name
    yield "#RAR", "0", f"{year}0101", f"{year}1231"
    yield "#RAR", "-1", f"{year - 1}0101", f"{year - 1}1231"
    yield "#KPTYP", "EUBAS97"
    yield "#VALUTA", "SEK"


def _accounts() -> Iterator[Record]:
    for account, name in sorted(ACCOUNT_NAMES.items()):
        yield "#KONTO", account, name


def _objects(unit: Unit, vouchers: list[Voucher]) -> Iterator[Record]:
    entries = [entry for voucher in vouchers for entry in voucher.entries]
    yield "#DIM", "1", "Kostnadsställe"
    for centre in sorted({entry.cost_centre for entry in entries} - {""}):
        yield "#OBJEKT", "1", centre, f"Enhet {centre}"
    yield "#DIM", "6", "Projekt"
    for project in sorted({entry.project for entry in entries} - {""}):
        yield "#OBJEKT", "6", project, f"Projekt {project}"
    if unit.code in WITH_PERSONS:
        yield "#DIM", "7", "Anställd"
        yield "#OBJEKT", "7", "9001", "Testa Testsson (påhittad)"


def _balances(balances: tuple[Balances, Balances, Balances]) -> Iterator[Record]:
    for label, held in zip(("#IB", "#UB", "#RES"), balances, strict=True):
        for account, amount in sorted(held.items()):
            yield label, "0", account, money(amount)


def _voucher(unit: Unit, voucher: Voucher) -> Iterator[Record]:
    day = _day(voucher.date)
    yield "#VER", voucher.series, str(voucher.number), day, voucher.text, day, SIGNATURES[voucher.number % 3]
    yield ("{",)
    person = ' 7 "9001"' if unit.code in WITH_PERSONS and voucher.series == "L" else ""
    for entry in voucher.entries:
        centre = f'1 "{entry.cost_centre}"' if entry.cost_centre else ""
        project = f' 6 "{entry.project}"' if entry.project else ""
        objects = "{" + (centre + project + (person if entry.account[0] == "7" else "")).strip() + "}"
        yield (
            "#TRANS",
            entry.account,
            objects,
            money(entry.amount),
            day,
            entry.text,
            "0",
            SIGNATURES[voucher.number % 3],
        )
    yield ("}",)


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def money(amount: int) -> str:
    """Return öre as kronor with a point."""
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
