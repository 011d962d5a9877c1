"""SIE 5: what the XML says, what is struck out, what is refused and what may be kept."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.errors import UnreadableFile
from data.readers.sie5 import read_sie5, strip_sie5
from data.readers.sie_reading import SieReading

DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<Sie xmlns="http://www.sie.se/sie5">
  <FileInfo>
    <SoftwareProduct name="Testprogram" version="1"/>
    <FileCreation time="2024-06-30T12:00:00" by="Anna Andersson"/>
    <Company organizationId="556000-0001" name="Exempelbolaget åäö"/>
    <FiscalYears>
      <FiscalYear start="2023-07" end="2024-06" primary="true"/>
      <FiscalYear start="2022-07" end="2023-06"/>
    </FiscalYears>
    <AccountingCurrency currency="SEK"/>
  </FileInfo>
  <Accounts>
    <Account id="1930" name="Bank" type="asset">
      <OpeningBalance month="2023-07" amount="500"/>
      <ClosingBalance month="2024-06" amount="400"/>
    </Account>
    <Account id="6540" name="IT-tjänster" type="cost"/>
  </Accounts>
  <Dimensions>
    <Dimension id="1" name="Kst"><Object id="100" name="IT-enheten"/></Dimension>
    <Dimension id="7" name="Anst"><Object id="8001011234" name='Carl "C" Ceder'/></Dimension>
  </Dimensions>
  <Customers><Customer id="K1" name="Dora Dahl" organizationId="800101-1234"/></Customers>
  <Journal id="A" name="Ver">
    <JournalEntry id="1" journalDate="2024-03-15" text="Molntjänst">
      <EntryInfo date="2024-03-16" by="Frida Falk"/>
      <LedgerEntry accountId="6540" amount="100.00" text="Licens by='x'" ledgerDate="2024-04-01">
        <ObjectReference dimId="1" objectId="100"/><ObjectReference dimId="7" objectId="8001011234"/>
      </LedgerEntry>
      <LedgerEntry accountId="6540" amount="55"><Overstrike date="2024-03-16" by="Hans"/></LedgerEntry>
      <LedgerEntry accountId="1930" amount="-100"/>
    </JournalEntry>
  </Journal>
  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
    <KeyInfo><X509Data><X509SubjectName>CN=Gun
Gran</X509SubjectName></X509Data></KeyInfo>
  </Signature>
</Sie>
"""


@pytest.fixture
def read(tmp_path: Path):
    def reader(document: str | bytes) -> SieReading:
        path = tmp_path / "bok.sie"
        path.write_bytes(document if isinstance(document, bytes) else document.encode())
        return read_sie5(path)

    return reader


def codes(reading: SieReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def refusal(read, document: str | bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(document)
    return refused.value.problems[0].code


def test_entries_become_rows_and_struck_out_ones_do_not(read) -> None:
    reading = read(DOCUMENT)
    assert reading.rows.to_pylist() == [
        {
            "line": 28,
            "account": "6540",
            "cost_centre": "100",
            "project": "",
            "voucher": "A 1",
            "date": date(2024, 4, 1),
            "amount_sek": Decimal("100.00"),
            "text": "Licens by='x'",
        },
        {
            "line": 32,
            "account": "1930",
            "cost_centre": "",
            "project": "",
            "voucher": "A 1",
            "date": date(2024, 3, 15),
            "amount_sek": Decimal("-100.00"),
            "text": "Molntjänst",
        },
    ]
    assert (reading.format, reading.content, reading.vouchers) == ("sie5", "vouchers", 1)
    assert (reading.company, reading.org_number) == ("Exempelbolaget åäö", "556000-0001")
    assert [(year.no, year.start, year.end) for year in reading.years] == [
        (0, date(2023, 7, 1), date(2024, 6, 30)),
        (-1, date(2022, 7, 1), date(2023, 6, 30)),
    ]
    assert codes(reading) == []


def test_opening_plus_entries_is_closing(read) -> None:
    # 500 - 100 = 400; printed 410: ten kronor out
    reading = read(DOCUMENT.replace('amount="400"', 'amount="410"'))
    assert codes(reading) == ["sie_closing_differs"]
    assert reading.problems[0].values["amount"] == "-10.00"


def test_an_entry_that_does_not_balance_is_told_and_read(read) -> None:
    reading = read(DOCUMENT.replace('amount="-100"', 'amount="-99.5"'))
    assert "sie_voucher_unbalanced" in codes(reading)
    assert len(reading.rows) == 2


@pytest.mark.parametrize(
    ("printed", "code"),
    [("1,5", "sie_amount_not_number"), ("NaN", "sie_amount_not_number"), ("1.005", "sie_amount_decimals")],
)
def test_an_amount_that_is_no_amount_is_an_error_with_its_line(read, printed: str, code: str) -> None:
    reading = read(DOCUMENT.replace('amount="-100"', f'amount="{printed}"'))
    errors = [(problem.code, problem.line) for problem in reading.problems if problem.severity == "error"]
    assert errors == [(code, 32)]


def test_an_import_file_without_numbers_gets_names_of_its_own(read) -> None:
    entry = '<JournalEntry journalDate="2024-01-02"><LedgerEntry accountId="1" amount="0"/></JournalEntry>'
    reading = read(f'<SieEntry xmlns="http://www.sie.se/sie5"><Journal>{entry}{entry}</Journal></SieEntry>')
    assert reading.rows["voucher"].to_pylist() == ["20240102/1", "20240102/2"]


def test_entities_and_document_types_are_refused(read) -> None:
    bomb = '<!DOCTYPE Sie [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    outside = '<!DOCTYPE Sie SYSTEM "file:///etc/passwd">'
    for doctype in (bomb, outside):
        document = DOCUMENT.replace("<Sie ", doctype + "<Sie ", 1)
        assert refusal(read, document) == "sie5_doctype"
        with pytest.raises(UnreadableFile):
            strip_sie5(document.encode())


@pytest.mark.parametrize(
    "document", ["", "#FLAGGA 0\n", "<html/>", '<Sie xmlns="http://example.org"/>', "<Sie/>", "<Journal>"]
)
def test_what_is_not_sie5_is_refused_as_such(read, document: str) -> None:
    assert refusal(read, document) == "not_sie"


def test_a_document_cut_off_is_refused(read) -> None:
    raw = DOCUMENT.encode()
    for cut in range(0, len(raw) - 2, 37):
        assert refusal(read, raw[:cut]) in ("not_sie", "sie5_broken")


def test_the_kept_original_has_no_people_and_gives_the_same_rows(read) -> None:
    raw = DOCUMENT.encode()
    kept = strip_sie5(raw)
    for person in ("Anna", "Carl", "8001011234", "Dora", "K1", "800101-1234", "Frida", "Hans", "Gun", "Gran"):
        assert person.encode() not in kept
    assert read(kept).rows.equals(read(raw).rows)
    assert kept.count(b"\n") == raw.count(b"\n")
    assert strip_sie5(kept) == kept
    lines = zip(raw.splitlines(), kept.splitlines(), strict=True)
    changed = [number for number, (before, after) in enumerate(lines, 1) if before != after]
    assert changed == [5, 22, 24, 27, 29, 31, 36, 37]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_people_are_taken_out_in_every_encoding(read, encoding: str) -> None:
    raw = DOCUMENT.replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)
    kept = strip_sie5(raw)
    assert "Frida" not in kept.decode(encoding)
    assert read(kept).rows.equals(read(raw).rows)
