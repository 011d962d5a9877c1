"""When was each ledger row booked, and what is its voucher called?

A row's date is its own (`transdat`) where it has one, else its voucher's: that is the format's
default (formats.md 1.3), and the real files agree. Where the two lie in different months the rows
balance date by date (a yearly invoice spread over its months), so the row's date is the month the
cost belongs to. A row date outside every fiscal year the file declares, on a voucher inside one, is
a slip of the keyboard: the voucher's date is used, with a word.
"""

from datetime import date

from data.readers.sie_book import Book, Voucher


def settle_dates(book: Book) -> None:
    """Give every voucher and every row of vouchers a date, noting each that had to be found."""
    fallback = last_resort(book)
    known = [voucher.day for voucher in book.vouchers]
    first_own = first_row_dates(book)
    previous: date | None = None
    for position, voucher in enumerate(book.vouchers):
        if voucher.day is None:
            next_day = next((day for day in known[position:] if day), None) if previous is None else None
            settle_voucher(book, voucher, first_own.get(position), previous or next_day, fallback)
        else:
            previous = voucher.day
    settle_rows(book)


def first_row_dates(book: Book) -> dict[int, date]:
    """Return, by voucher, the first date its own rows give."""
    days: dict[int, date] = {}
    for position, day in zip(book.lines.voucher, book.lines.day, strict=True):
        if day is not None:
            days.setdefault(position, day)
    return days


def last_resort(book: Book) -> tuple[str, date] | None:
    """Return the file's own date, or the end of its year, and the code that says which."""
    if book.generated:
        return "sie_date_from_file", book.generated
    year = book.year(0)
    return ("sie_date_from_year_end", year.end) if year else None


def settle_voucher(
    book: Book, voucher: Voucher, own: date | None, neighbour: date | None, fallback: tuple[str, date] | None
) -> None:
    """Date one voucher whose printed date cannot be read, from the nearest thing that has one."""
    candidates = [
        ("sie_date_from_rows", own),
        ("sie_date_from_registration", voucher.registered),
        ("sie_date_from_neighbour", neighbour),
        fallback or ("", None),
    ]
    code, voucher.day = next(((code, day) for code, day in candidates if day), ("", None))
    values = {"voucher": label(voucher), "printed": voucher.printed_day[:80]}
    if voucher.day:
        book.notes.warn(code, voucher.line, **values, date=voucher.day.isoformat())
    elif voucher.rows:
        book.notes.error("sie_date_missing", voucher.line, **values)


def settle_rows(book: Book) -> None:
    """Fill in the rows' dates from their vouchers."""
    days = book.lines.day
    outside: dict[tuple[date, date], bool] = {}
    for position, (voucher, day) in enumerate(zip(book.lines.voucher, days, strict=True)):
        booked = book.vouchers[voucher].day if voucher >= 0 else None
        if day is None:
            days[position] = booked or (fallback_day(book) if voucher < 0 else None)
        elif booked and day != booked:
            if (day, booked) not in outside:
                outside[day, booked] = bool(book.year_of(booked)) and not book.year_of(day)
            if outside[day, booked]:
                days[position] = booked
                book.notes.tally(
                    "sie_row_date_outside", book.lines.line[position], "warning", date=day.isoformat()
                )


def fallback_day(book: Book) -> date | None:
    """Return the date of a row that stands outside every voucher."""
    resort = last_resort(book)
    return resort[1] if resort else None


def name_vouchers(book: Book) -> None:
    """Name the vouchers: "<series> <number>" as printed.

    A file for import may leave the number blank, or 0, for the receiver to give. Such a voucher is
    named "<series> <YYYYMMDD>/<n>", n counting those of the series and day in the file's order:
    unique in the file, and the same when a longer extract of the same days comes.
    """
    counts: dict[tuple[str, date | None], int] = {}
    taken = {label(voucher) for voucher in book.vouchers if is_numbered(voucher)}
    for voucher in book.vouchers:
        if is_numbered(voucher):
            voucher.name = label(voucher)
            continue
        book.notes.tally("sie_voucher_unnumbered", voucher.line)
        key = (voucher.series, voucher.day)
        day = f"{voucher.day:%Y%m%d}" if voucher.day else "?"
        while not voucher.name or voucher.name in taken:
            counts[key] = counts.get(key, 0) + 1
            voucher.name = f"{voucher.series} {day}/{counts[key]}".strip()
        taken.add(voucher.name)


def is_numbered(voucher: Voucher) -> bool:
    """Say whether the voucher has got its number."""
    return bool(voucher.number.strip("0"))


def label(voucher: Voucher) -> str:
    """Return series and number as printed."""
    return f"{voucher.series} {voucher.number}".strip()
