"""SIE 4: the rules of the format, the deviations of real files, and what may be kept."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UnreadableFile
from data.language import LANGUAGES, catalogue
from data.readers.sie import read_sie, read_sie_bytes, strip_sie
from data.readers.sie_notes import SEPARATE
from data.readers.sie_reading import SieReading
from data.readers.sie_values import BadAmount, day_of, ore_of

HEAD = """#FLAGGA 0
#PROGRAM "Testprogram" 1.0
#FORMAT PC8
#GEN 20240630 "Anna Andersson"
#SIETYP 4
#FNAMN "Exempelbolaget AB"
#ORGNR 556000-0001
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 6540 "IT-tjänster"
"""


def sie(body: str, head: str = HEAD, encoding: str = "cp437") -> SieReading:
    return read_sie_bytes((head + body).encode(encoding))


def voucher(*rows: str, head: str = '#VER A 1 20240315 "Molntjänst"') -> str:
    return "\n".join([head, "{", *rows, "}", ""])


def codes(reading: SieReading, severity: str | None = None) -> list[str]:
    return [problem.code for problem in reading.problems if severity in (None, problem.severity)]


def problem(reading: SieReading, code: str):
    return next(problem for problem in reading.problems if problem.code == code)


def amounts(reading: SieReading) -> list[Decimal]:
    return reading.rows["amount_sek"].to_pylist()


def row(reading: SieReading, position: int = 0) -> dict:
    return reading.rows.slice(position, 1).to_pylist()[0]


PAIR = ("#TRANS 6540 {} 100.00", "#TRANS 1930 {} -100.00")


def test_a_voucher_becomes_rows_with_its_date_name_and_text() -> None:
    reading = sie(voucher('#TRANS 6540 {1 "100" 6 "P7"} 1234.50 "" "Licens"', "#TRANS 1930 {} -1234.50"))
    assert row(reading) == {
        "line": 14,
        "account": "6540",
        "cost_centre": "100",
        "project": "P7",
        "voucher": "A 1",
        "date": date(2024, 3, 15),
        "amount_sek": Decimal("1234.50"),
        "text": "Licens",
    }
    assert row(reading, 1)["text"] == "Molntjänst"
    assert (reading.program, reading.company, reading.org_number) == (
        "Testprogram",
        "Exempelbolaget AB",
        "556000-0001",
    )
    assert (reading.generated, reading.sie_type, reading.content) == (date(2024, 6, 30), 4, "vouchers")
    assert [year.no for year in reading.years] == [0, -1]
    assert reading.accounts == {"1930": "Bank", "6540": "IT-tjänster"}
    assert codes(reading) == ["sie_object_undeclared"]


def test_only_trans_is_summed_never_added_or_struck_rows() -> None:
    reading = sie(voucher("#BTRANS 6540 {} 999.00", "#RTRANS 6540 {} 100.00", *PAIR))
    assert amounts(reading) == [100, -100]


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_swedish_letters_survive_every_encoding_that_is_seen(encoding: str) -> None:
    reading = sie(voucher('#TRANS 6540 {} 1 "" "Åäö på kontoret"', "#TRANS 1930 {} -1"), encoding=encoding)
    assert row(reading)["text"] == "Åäö på kontoret"
    assert reading.accounts["6540"] == "IT-tjänster"


def test_a_line_in_another_code_page_is_read_by_itself() -> None:
    raw = (HEAD + voucher(*PAIR)).encode("cp437") + '#FNR "C:\\Övningsföretaget"\n'.encode("cp1252")
    raw += '#KONTO 5010 "Lokalhyra på"\n'.encode("cp1252")
    reading = read_sie_bytes(raw)
    assert reading.encoding == "mixed"
    assert reading.accounts["6540"] == "IT-tjänster"
    assert reading.accounts["5010"] == "Lokalhyra på"
    assert "sie_encoding_mixed" in codes(reading, "info")


def test_one_broken_byte_does_not_turn_a_utf8_file_into_another_alphabet() -> None:
    raw = (HEAD + voucher(*PAIR)).encode() + "#KONTO 7010 Löner\n".encode() + b"#PROSA \xe5\xff\n"
    assert read_sie_bytes(raw).accounts["7010"] == "Löner"


@pytest.mark.parametrize(
    ("written", "account", "amount"),
    [
        ("#TRANS\t6540\t{}\t100.00", "6540", 100),
        ("   \t#TRANS 6540 {} 100.00   ", "6540", 100),
        ('#TRANS "6540" {"1" "456"} "100.00"', "6540", 100),
        ("#TRANS 6540 { } 100.00", "6540", 100),
        ("#TRANS 6540{}100.00", "6540", 100),
        ("#TRANS 6540 {} .5", "6540", Decimal("0.50")),
        ("#TRANS 6540 {} -.5", "6540", Decimal("-0.50")),
        ("#TRANS 6540 {} 100.5000", "6540", Decimal("100.50")),
        ("#TRANS 6540 100.00", "6540", 100),
        ('#TRANS 6540 "" 100.00', "6540", 100),
        ('#TRANS "" {} 100.00', "", 100),
        ("#TRANS DIFF {} 100.00", "DIFF", 100),
        ("#TRANS 65 {} 100.00", "65", 100),
        ("#TRANS 65400011 {} 100.00", "65400011", 100),
        ("#TRANS 6540", "6540", 0),
        ('#TRANS 6540 {} ""', "6540", 0),
        ("#trans 6540 {} 100.00", "6540", 100),
        ("#TRANS 6540 {} 100.00 }", "6540", 100),
        ("\x1a#TRANS 6540 {} 100.00\x1a", "6540", 100),
    ],
)
def test_rows_written_otherwise_than_asked_are_still_read(written: str, account: str, amount: object) -> None:
    reading = sie(voucher(written))
    assert codes(reading, "error") == []
    assert (row(reading)["account"], row(reading)["amount_sek"]) == (account, amount)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('#TRANS 6540 {} 1 "" "Avdrag \\"IT\\""', 'Avdrag "IT"'),
        ('#TRANS 6540 {} 1 "" "cut off', "cut off"),
        ('#TRANS 6540 {} 1 "" "F"rs"ljning"', 'F"rs"ljning'),
        ('#TRANS 6540 {} 1 "" "Bolaget"AB', 'Bolaget"AB'),
        ("#TRANS 6540 {} 1 20240315 Kaffe", "Kaffe"),
        ('#TRANS 6540 {} 1 "Kontant"', "Kontant"),
        ('#TRANS 6540 {} 1 "" "" 5 "Sign"', "Molntjänst"),
        ('#TRANS 6540 {} 1 20240315 "Text" 5 "Sign" new fields', "Text"),
    ],
)
def test_texts_survive_their_quotes(written: str, text: str) -> None:
    assert row(sie(voucher(written)))["text"] == text


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("1,234.50", "sie_amount_not_number"),
        ("1234,50", "sie_amount_not_number"),
        ("1 234.50", "sie_amount_not_number"),
        ("1\N{NO-BREAK SPACE}234", "sie_amount_not_number"),
        ("1234-", "sie_amount_not_number"),
        ("(12)", "sie_amount_not_number"),
        ("1E5", "sie_amount_not_number"),
        ("NaN", "sie_amount_not_number"),
        ("{1 100.00", "sie_amount_not_number"),
        ("12.345", "sie_amount_decimals"),
        ("12345678901234567", "sie_amount_too_large"),
    ],
)
def test_an_amount_that_is_no_amount_is_an_error_with_its_line(printed: str, code: str) -> None:
    reading = sie(voucher(f"#TRANS 6540 {{}} {printed}", *PAIR), encoding="utf-8")
    assert [(found.code, found.line) for found in reading.problems if found.severity == "error"] == [
        (code, 14)
    ]
    assert amounts(reading) == [100, -100]


def test_every_faulty_row_is_listed_but_the_same_remark_only_twenty_times() -> None:
    bad = sie(voucher(*["#TRANS 6540 {} x"] * 50))
    assert codes(bad).count("sie_amount_not_number") == 50
    body = "".join(voucher("#TRANS 6540 {} 1", head=f"#VER A {n} 20240315") for n in range(1, 51))
    remarks = sie(body)
    assert codes(remarks).count("sie_voucher_unbalanced") == SEPARATE
    assert problem(remarks, "sie_more").values == {"code": "sie_voucher_unbalanced", "count": 50 - SEPARATE}


@pytest.mark.parametrize(
    ("head", "row_day", "day", "code"),
    [
        ('#VER A 1 20240230 "x" 20240310', '"20240301"', date(2024, 3, 1), "sie_date_from_rows"),
        ('#VER A 1 "" "x" 20240310', '""', date(2024, 3, 10), "sie_date_from_registration"),
        ("#VER A 1 rappakalja", '""', date(2024, 2, 2), "sie_date_from_neighbour"),
        ("#VER A 1 02020101", '""', date(2024, 2, 2), "sie_date_from_neighbour"),
    ],
)
def test_a_bad_voucher_date_is_found_elsewhere_and_said(
    head: str, row_day: str, day: date, code: str
) -> None:
    rows = [f"{written} {row_day}" for written in PAIR]
    reading = sie(voucher(*rows, head=head) + voucher(*PAIR, head="#VER A 2 20240202"))
    assert row(reading)["date"] == day
    assert problem(reading, code).line == 12
    assert problem(reading, code).severity == "warning"


def test_the_last_resorts_for_a_date_are_the_files_day_and_the_years_end() -> None:
    undated = voucher(*PAIR, head="#VER A 1 nix")
    assert row(sie(undated))["date"] == date(2024, 6, 30)
    without_day = HEAD.replace("#GEN 20240630", '#GEN ""')
    assert row(sie(undated, head=without_day))["date"] == date(2024, 12, 31)
    bare = "".join(line for line in without_day.splitlines(True) if not line.startswith("#RAR"))
    assert codes(sie(undated, head=bare), "error") == ["sie_date_missing"]


def test_iso_dates_are_read_with_a_word() -> None:
    reading = sie(voucher(*PAIR, head="#VER A 1 2024-03-15"))
    assert row(reading)["date"] == date(2024, 3, 15)
    assert codes(reading) == ["sie_date_iso"]


def test_a_rows_own_date_wins_over_its_vouchers() -> None:
    rows = ["#TRANS 6540 {} 50 20240401", "#TRANS 6540 {} 50", "#TRANS 1930 {} -100"]
    days = sie(voucher(*rows)).rows["date"].to_pylist()
    assert days == [date(2024, 4, 1), date(2024, 3, 15), date(2024, 3, 15)]


def test_a_row_date_outside_every_year_of_the_file_gives_way_to_the_vouchers() -> None:
    reading = sie(voucher("#TRANS 6540 {} 100 20420315", PAIR[1]))
    assert row(reading)["date"] == date(2024, 3, 15)
    assert codes(reading) == ["sie_row_date_outside"]


def test_unnumbered_vouchers_get_names_that_are_theirs_alone_and_keep_them() -> None:
    blank = [
        voucher(*PAIR, head=f'#VER K {no} {day} "x"')
        for no, day in [('""', "20240315"), ('""', "20240315"), ("0", "20240316"), ("7", "20240316")]
    ]
    names = sie("".join(blank)).rows["voucher"].to_pylist()[::2]
    assert names == ["K 20240315/1", "K 20240315/2", "K 20240316/1", "K 7"]
    longer = sie("".join([*blank, voucher(*PAIR, head='#VER K "" 20240401 "x"')]))
    assert longer.rows["voucher"].to_pylist()[: 2 * len(names) : 2] == names


def test_vouchers_that_do_not_balance_or_have_no_rows_are_told_and_kept() -> None:
    reading = sie(
        voucher("#TRANS 6540 {} 100.00", "#TRANS 1930 {} -99.99") + voucher(head="#VER A 2 20240315")
    )
    assert problem(reading, "sie_voucher_unbalanced").values == {"voucher": "A 1", "amount": "0.01"}
    assert "sie_voucher_empty" in codes(reading, "info")
    assert reading.vouchers == 2


def test_a_file_cut_off_inside_a_voucher_is_refused() -> None:
    whole = HEAD + voucher(*PAIR)
    for cut in (whole[:-2], whole[: whole.index("#TRANS 1930")], whole[: whole.index("{") - 1]):
        with pytest.raises(UnreadableFile) as refused:
            read_sie_bytes(cut.encode("cp437"))
        assert refused.value.problems[0].code == "sie_truncated"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0\0\0", b"<!DOCTYPE HTML><html>404</html>", b"a;b\n1;2\n", b"PK\3\4#", b"#FOO 1\n", b"\xff\xfe"],
)
def test_what_is_not_sie_is_refused_as_such(raw: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sie_bytes(raw)
    assert refused.value.problems[0].code == "not_sie"


def test_an_endless_record_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFile) as refused:
        sie("#VER A 1 20240101 " + '{"' * 6_000)
    assert refused.value.problems[0].code == "sie_line_too_long"


def test_type_1_gives_the_results_of_the_year_on_its_last_day() -> None:
    head = HEAD.replace("#SIETYP 4", "#SIETYP 1")
    reading = sie("#RES 0 6540 100.00\n#RES -1 6540 90.00\n#RES 0 3010 -250\n#UB 0 1930 150\n", head=head)
    assert (reading.content, amounts(reading)) == ("results", [100, -250])
    assert set(reading.rows["date"].to_pylist()) == {date(2024, 12, 31)}


def test_types_2_and_3_give_the_periods_and_never_a_total_with_its_objects() -> None:
    head = HEAD.replace("#SIETYP 4", "#SIETYP 3")
    body = """#RES 0 6540 30.00
#PSALDO 0 202401 6540 {} 10.00
#PSALDO 0 202401 6540 {1 "100"} 10.00
#PSALDO 0 202402 6540 {} 20.00
#PSALDO -1 202312 6540 7.00
"""
    reading = sie(body, head=head)
    assert (reading.content, amounts(reading)) == ("periods", [10, 20, 7])
    assert reading.rows["date"].to_pylist() == [date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 31)]
    assert codes(reading) == ["sie_balance_braces_missing"]


def test_balances_that_leave_objects_out_of_the_account_are_told() -> None:
    head = HEAD.replace("#SIETYP 4", "#SIETYP 3")
    body = "#RES 0 6540 30.00\n#PSALDO 0 202401 6540 {} 10.00\n#PSALDO 0 202401 6540 {1 A} 20.00\n"
    reading = sie(body, head=head)
    assert problem(reading, "sie_objects_beside_totals").values == {"amount": "20.00", "accounts": 1}


@pytest.mark.parametrize("period", ["202413", "2024", "20240", "x"])
def test_a_period_that_is_no_month_is_an_error(period: str) -> None:
    reading = sie(f"#PSALDO 0 {period} 6540 {{}} 10.00\n", head=HEAD.replace("#SIETYP 4", "#SIETYP 2"))
    assert codes(reading, "error") == ["sie_period_unreadable"]


def test_vouchers_are_what_is_loaded_whatever_the_type_says() -> None:
    for named in ("#SIETYP 1", "#SIETYP 3", '#SIETYP "4E"', ""):
        reading = sie(
            "#RES 0 6540 5\n#PSALDO 0 202403 6540 {} 5\n" + voucher(*PAIR), HEAD.replace("#SIETYP 4", named)
        )
        assert (reading.content, amounts(reading)) == ("vouchers", [100, -100])


def test_opening_plus_rows_is_closing_and_rows_are_the_result() -> None:
    # 1930: 500 - 100 = 400, printed 400. 6540: 100, printed 110: ten kronor out.
    body = "#IB 0 1930 500\n#UB 0 1930 400\n#RES 0 6540 110\n" + voucher(*PAIR)
    body += voucher(*PAIR, head="#VER A 9 20230101")  # the year before counts there, not here
    reading = sie(body)
    assert "sie_closing_differs" not in codes(reading)
    assert problem(reading, "sie_result_differs").values == {
        "account": "6540",
        "computed": "100.00",
        "printed": "110.00",
        "amount": "-10.00",
    }


def test_the_checksum_is_taken_on_the_bytes_delivered() -> None:
    import zlib

    body = '#KONTO 6540 "Åäö \\"IT\\""\n#VER A 1 20240315 "x"\n{\n#TRANS 6540 {1 "100"} 0.00\n}\n'
    crc = zlib.crc32('#KONTO6540Åäö "IT"#VERA120240315x#TRANS654011000.00'.encode("cp437"))
    text = f"#FLAGGA 0\n#KSUMMA\n{body}#KSUMMA "
    assert read_sie_bytes(f"{text}{crc}\n".encode("cp437")).ksumma == "match"
    wrong = read_sie_bytes(f"{text}123456789\n".encode("cp437"))
    assert (wrong.ksumma, "sie_checksum_differs" in codes(wrong, "warning")) == ("mismatch", True)
    with pytest.raises(UnreadableFile):
        read_sie_bytes(text.rsplit("#KSUMMA", 1)[0].encode("cp437"))


def test_a_flag_another_currency_and_a_missing_type_are_told() -> None:
    assert "sie_flag_set" in codes(sie(voucher(*PAIR), HEAD.replace("#FLAGGA 0", "#FLAGGA 1")), "warning")
    assert "sie_currency" in codes(sie("#VALUTA EUR\n" + voucher(*PAIR)), "error")
    assert "sie_type_missing" in codes(sie("", HEAD.replace("#SIETYP 4\n", "")), "warning")


def test_a_child_of_the_project_dimension_stands_in_for_it() -> None:
    reading = sie(
        '#UNDERDIM 61 "Delprojekt" 6\n' + voucher('#TRANS 6540 {61 "P7A"} 1', "#TRANS 6540 {6 P7 61 P7A} -1")
    )
    assert reading.rows["project"].to_pylist() == ["P7A", "P7"]


def test_persons_are_not_objects_of_the_rows() -> None:
    reading = sie(voucher('#TRANS 6540 {7 "Kalle" 1 "100"} 100', PAIR[1]))
    assert "Kalle" not in str(reading.rows.to_pylist())


PEOPLE = """#FLAGGA 0
#GEN 20240630 "Anna Andersson"
#SIETYP 4
#ADRESS "Bo Berg" "Gatan 1" "123 45 Orten" "08-1"
#UNDERDIM 71 "Lag" 7
#OBJEKT 1 "100" "IT-enheten"
#OBJEKT 7 "19800101-1234" "Carl Ceder"
#OBJEKT 8 "K1" "Dora Dahl"
#OBJEKT 71 "L1" "Eva Ek"
#PSALDO 0 202401 6540 {7 "19800101-1234"} 10.00
#VER A 1 20240315 "Molntjänst å" 20240316 "Frida Falk"
{
#TRANS 6540 {1 "100" 7 "19800101-1234"} 100.00 20240315 "Text" 1 "Gun Gran"
#BTRANS 6540 {} 5.00 "" "" "" Hans
\t#TRANS 1930 {"8" "K1"} -100.00
}
"""


def test_the_kept_original_has_no_people_and_gives_the_same_rows() -> None:
    raw = PEOPLE.replace("\n", "\r\n").encode("cp437")
    kept = strip_sie(raw)
    for person in ("Anna", "Bo Berg", "Carl", "1234", "Dora", "K1", "Eva", "L1", "Frida", "Gun", "Hans"):
        assert person.encode() not in kept
    assert read_sie_bytes(kept).rows.equals(read_sie_bytes(raw).rows)
    assert kept.count(b"\r\n") == raw.count(b"\r\n")
    assert strip_sie(kept) == kept
    lines = kept.decode("cp437").splitlines()
    assert lines[3] == '#ADRESS "" "Gatan 1" "123 45 Orten" "08-1"'
    assert lines[12] == '#TRANS 6540 {1 "100"} 100.00 20240315 "Text" 1 ""'
    assert lines[14] == "\t#TRANS 1930 {} -100.00"
    assert [lines[at] for at in (2, 5, 11, 15)] == ["#SIETYP 4", '#OBJEKT 1 "100" "IT-enheten"', "{", "}"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_people_are_taken_out_in_every_encoding(encoding: str) -> None:
    raw = PEOPLE.encode(encoding)
    kept = strip_sie(raw)
    assert "Frida" not in kept.decode(encoding)
    assert "Molntjänst å" in kept.decode(encoding)
    assert read_sie_bytes(kept).rows.equals(read_sie_bytes(raw).rows)


def test_a_file_without_people_is_kept_byte_for_byte() -> None:
    raw = (HEAD.replace(' "Anna Andersson"', "") + voucher(*PAIR)).encode("cp437")
    assert strip_sie(raw) == raw


def test_every_message_is_complete_in_both_languages() -> None:
    from string import Formatter

    fields = {
        language: {
            key: {name for _, name, _, _ in Formatter().parse(text) if name}
            for key, text in catalogue(language).items()
            if key.startswith(("problem.sie", "problem.not_sie"))
        }
        for language in LANGUAGES
    }
    assert fields["sv"] == fields["en"]
    reading = sie(voucher("#TRANS 6540 {} x", "#TRANS DIFF 1", "#TRANS 65 {} 1.", head="#VER A 1 nix"))
    for found in reading.problems:
        assert all(found.message(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("printed", "ore"), [("0", 0), ("-0.00", 0), ("1", 100), ("-1.5", -150), ("+2.05", 205), ("007.10", 710)]
)
def test_amounts_are_whole_ore(printed: str, ore: int) -> None:
    assert ore_of(printed) == ore


@pytest.mark.parametrize("printed", ["", ".", "-", "1.2.3", "١٢", "1_000", "0x1", "−5"])
def test_what_is_no_amount_raises(printed: str) -> None:
    with pytest.raises(BadAmount):
        ore_of(printed)


@pytest.mark.parametrize(
    "printed", ["20230229", "20241301", "2024010", "20240100", "", "2024-13-01", "٢٠٢٤٠١٠١"]
)
def test_what_is_no_date_is_none(printed: str) -> None:
    assert day_of(printed) is None


WORDS = st.text(st.characters(codec="cp437", exclude_categories=["Cc"]), max_size=12)
ORE = st.integers(-(10**12), 10**12)


@st.composite
def ledgers(draw) -> tuple[str, int, int]:
    """Return a SIE file, its number of rows and their sum in öre."""
    body, count, total = "", 0, 0
    for number in range(draw(st.integers(0, 4))):
        rows = draw(st.lists(st.tuples(st.integers(1000, 9999), ORE, WORDS, st.booleans()), max_size=4))
        lines = []
        for account, ore, text, objects in rows:
            sign, whole, decimals = "-" if ore < 0 else "", abs(ore) // 100, abs(ore) % 100
            escaped = text.rstrip("\\").replace("\\", "/").replace('"', '\\"')
            pairs = '1 "10"' if objects else ""
            lines.append(f'#TRANS {account} {{{pairs}}} {sign}{whole}.{decimals:02d} "" "{escaped}"')
            count, total = count + 1, total + ore
        body += voucher(*lines, head=f'#VER A {number + 1} 20240315 "v"')
    return HEAD + body, count, total


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.sampled_from(["cp437", "utf-8"]))
def test_the_sum_of_any_ledger_is_kept_to_the_ore(ledger: tuple[str, int, int], encoding: str) -> None:
    text, count, total = ledger
    reading = read_sie_bytes(text.encode(encoding))
    assert codes(reading, "error") == []
    assert (len(reading.rows), sum(amounts(reading))) == (count, Decimal(total).scaleb(-2))
    kept = read_sie_bytes(strip_sie(text.encode(encoding)))
    assert kept.rows.equals(reading.rows)


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.data())
def test_a_file_cut_anywhere_is_read_or_refused_but_never_crashes(ledger, data) -> None:
    raw = ledger[0].encode("cp437")
    cut = raw[: data.draw(st.integers(0, len(raw)))]
    try:
        reading = read_sie_bytes(cut)
    except UnreadableFile as refused:
        assert refused.problems[0].code in ("not_sie", "sie_truncated")
    else:
        assert len(reading.rows) <= ledger[1]
        assert strip_sie(cut)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"#FLAGGA 0\n", b"#VER A 1 20240101\n{\n#TRANS "]))
def test_any_bytes_are_read_or_refused(tail: bytes, start: bytes) -> None:
    strip_sie(start + tail)
    try:
        reading = read_sie_bytes(start + tail)
    except UnreadableFile:
        return
    for found in reading.problems:
        assert found.message("sv")


def test_a_path_is_read_as_its_bytes(tmp_path) -> None:
    path = tmp_path / "bok.SE"
    path.write_bytes((HEAD + voucher(*PAIR)).encode("cp437"))
    assert amounts(read_sie(path)) == [100, -100]


def test_braces_without_partners_take_no_time() -> None:
    hostile = "#TRANS 6540 " + '{"' * 4_000
    reading = sie(voucher(*[hostile] * 200))
    assert codes(reading).count("sie_amount_not_number") == 200
    assert len(strip_sie(("#FLAGGA 0\n" + hostile + "\n").encode())) > 0
