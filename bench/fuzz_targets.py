"""What must hold of whatever bytes a reader is given: rows as they stand, or a refusal that is listed."""

from collections.abc import Callable
from pathlib import Path

from bench.torture_chain import begin
from data.dates import BadDate, decide_date_order, parse_date, parse_period
from data.errors import Problem, UnreadableFile
from data.intake import load
from data.language import LANGUAGES
from data.mapping import Mapping
from data.numbers import BadNumber, decide_decimal_mark, parse_money, parse_number
from data.prepare import Given, Mappings, Prepared, Request, prepare
from data.readers.cells import rows
from data.readers.delimited import read_delimited
from data.readers.headcount import headcount_rows
from data.readers.json_rows import read_json
from data.readers.raw import RawTable, Reading
from data.readers.sie import read_sie_bytes
from data.readers.sie5 import read_sie5
from data.readers.sie5_strip import strip_sie5
from data.readers.sie_reading import SieReading
from data.readers.sie_strip import strip_sie
from data.roles import TitleRule
from data.store import Store
from kpi.parameter import constants

# What was read: "read" or the codes that refuse it, for the count.
Target = Callable[[bytes, Path], str]
RULES = [TitleRule("IT*", "it"), TitleRule("~^lär", "digitalisation"), TitleRule("Systemägare", "systemägare")]
EXTRACT = {"unit": 0, "title": 1, "degree": 2, "period": 3}


class Broken(Exception):
    """Something that must hold of a reader does not."""


def outcome(problems: list[Problem]) -> str:
    """Return the codes that refuse, every problem having its sentence in each language."""
    for problem in problems:
        for language in LANGUAGES:
            if not problem.message(language).strip():
                raise Broken(f"{problem.code} has no sentence")
        if problem.line is not None and problem.line < 1 and problem.code != "header_only":
            raise Broken(f"{problem.code} stands on line {problem.line}")
    return ",".join(sorted({p.code for p in problems if p.severity == "error"})) or "read"


def _check_table(table: RawTable) -> None:
    read = list(rows(table))
    lines = [line for line, _ in read]
    if lines != sorted(lines) or any(line < 1 for line in lines):
        raise Broken("lines are not in order")
    if any(len(cells) != len(table.header) for _, cells in read):
        raise Broken("a row is not as wide as its header")
    if table.scan and len(read) != table.scan.row_count:
        raise Broken(f"{table.scan.row_count} rows were scanned and {len(read)} are there")


def _check_reading(reading: Reading) -> str:
    for table in reading.tables:
        _check_table(table)
    return outcome(list(reading.problems))


def _refusal(read: Callable[[], str]) -> str:
    try:
        return read()
    except UnreadableFile as refusal:
        return outcome(list(refusal.problems))


def _front(content: bytes, scratch: Path, register: str | None = None) -> Prepared:
    """Take a file in as a delivery: recognised, read, and its columns guessed."""
    path = scratch / "delivered"
    path.write_bytes(content)
    return prepare(Given(path, "utdrag"), Request(register=register), Mappings({}), scratch)


def _delivery(content: bytes, scratch: Path) -> str:
    prepared = _front(content, scratch)
    for table in prepared.reading.tables if prepared.reading else ():
        _check_table(table)
    return outcome(prepared.problems)


def _check_same(reading: SieReading, kept: SieReading) -> None:
    for name in ("line", "account", "amount_sek"):
        if kept.rows[name] != reading.rows[name]:
            raise Broken(f"the kept copy has another {name}")


def sie(content: bytes, scratch: Path) -> str:
    """Any bytes are SIE or refused, and the copy without people says the same."""

    def read() -> str:
        reading = read_sie_bytes(content)
        found = outcome(list(reading.problems))
        if found == "read":
            _check_same(reading, read_sie_bytes(strip_sie(content)))
        return found

    return _refusal(read)


def sie5(content: bytes, scratch: Path) -> str:
    """Any bytes are SIE 5 or refused, and the copy without people says the same."""
    path = scratch / "document.xml"

    def read() -> str:
        path.write_bytes(content)
        reading = read_sie5(path)
        found = outcome(list(reading.problems))
        if found == "read":
            path.write_bytes(strip_sie5(content))
            _check_same(reading, read_sie5(path))
        return found

    return _refusal(read)


def delimited(content: bytes, scratch: Path) -> str:
    """Any bytes are a table or refused, and what is read can be guessed at."""
    path = scratch / "utdrag.csv"
    path.write_bytes(content)
    direct = _refusal(lambda: _check_reading(read_delimited(path, scratch)))
    _delivery(content, scratch)
    return direct


def json(content: bytes, scratch: Path) -> str:
    """Any bytes are records or refused, and what is read can be guessed at."""
    path = scratch / "utdrag.json"
    path.write_bytes(content)
    direct = _refusal(lambda: _check_reading(read_json(path)))
    _delivery(content, scratch)
    return direct


def workbook(content: bytes, scratch: Path) -> str:
    """A workbook is read through the door, since only there its size is checked."""
    return _delivery(content, scratch)


def parquet(content: bytes, scratch: Path) -> str:
    """A Parquet file is read through the door."""
    return _delivery(content, scratch)


def headcount(content: bytes, scratch: Path) -> str:
    """An HR extract gives headcount rows or problems."""
    prepared = _front(content, scratch, register="headcount")
    found = outcome(prepared.problems)
    for table in prepared.reading.tables if prepared.reading else ():
        _check_table(table)
        mappings = [part.mapping for part in prepared.parts if part.register == "headcount"]
        columns = {name: place for name, place in EXTRACT.items() if place < len(table.header)}
        mappings.append(Mapping(name="fuzz", register="headcount", signature="", columns=columns))
        for mapping in mappings:
            _, problems = headcount_rows(table, mapping, RULES, "personal_2024-11.csv")
            found = f"{found} {outcome(problems)}".replace("read ", "")
    return found


def numbers(content: bytes, scratch: Path) -> str:
    """Any text is a number or a day under its grammar, or refused by name; what is read reads the same again."""
    texts = content.decode("utf-8", errors="replace").split("\n")
    mark, order = decide_decimal_mark(texts), decide_date_order(texts)
    read = 0
    for text in texts:
        for each in {mark, ".", ",", "none"}:
            try:
                amount = parse_money(text, each)
                if parse_number(f"{amount:f}", ".") != amount:
                    raise Broken(f"{text!r} is {amount}")
                read += 1
            except BadNumber:
                continue
        for each in {order, "dmy", "mdy", "ymd", "serial"}:
            try:
                day = parse_date(text, each).date
                if day and parse_date(day.isoformat(), "ymd").date != day:
                    raise Broken(f"{text!r} is {day}")
                read += 1
            except BadDate:
                continue
        try:
            parse_period(text)
        except BadDate:
            continue
    return "read" if read else "no number and no day"


def intake(content: bytes, scratch: Path) -> str:
    """A delivery of anything is accepted or refused all the way through the figures; nothing of it is kept."""
    store = Store(scratch / "store")
    if not store.exists:
        begin(scratch)
    path = scratch / "delivered"
    path.write_bytes(content)
    given = Given(path, "utdrag 2024-11.csv")
    (result,) = load(store, [given], Request(dry_run=True), "fuzz", constants())
    if result.status != "refused" and result.rows_stored != result.rows_read:
        raise Broken(f"{result.rows_read} rows were read and {result.rows_stored} stored")
    return outcome(result.problems)


TARGETS: dict[str, Target] = {
    "sie": sie, "sie5": sie5, "delimited": delimited, "workbook": workbook, "json": json, "parquet": parquet,
    "headcount": headcount, "numbers": numbers, "intake": intake,
}  # fmt: skip
