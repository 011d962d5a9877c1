"""What would be taken away if the lines of earlier years were purged, and how is it done?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from data import acts, purged
from data.build import Constants, build_marts
from data.errors import Refusal
from data.in_force import forget_earlier
from data.originals import stored_name
from data.purged import Gone
from data.store import Discard, Store, Writer
from kpi.rebuilding import replay, undone_acts

EVERY_YEAR = 9999


@dataclass(frozen=True)
class PurgedYear:
    """A year whose lines go: how many, their sum, and how many of its months of units are closed."""

    year: int
    line_count: int
    sum_sek: Decimal
    month_count: int
    closed_count: int


@dataclass(frozen=True)
class Plan:
    """What a purge takes away: lines by year, whole files, and the earlier lines of files that hold later ones."""

    before: int
    years: tuple[PurgedYear, ...]
    removed: tuple[tuple[int, str], ...]
    trimmed: tuple[tuple[int, str], ...]
    was_sie: Mapping[int, str] = field(default_factory=dict)  # of the trimmed SIE files: vouchers or balances

    @property
    def line_count(self) -> int:
        """Return how many lines go."""
        return sum(year.line_count for year in self.years)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take away."""
        return not (self.years or self.removed or self.trimmed)

    def as_json(self, is_done: bool) -> dict[str, object]:
        """Return the plan as the command line prints it."""
        return {
            "before": self.before,
            "done": is_done,
            "lines": self.line_count,
            "years": [asdict(year) | {"sum_sek": f"{year.sum_sek:.2f}"} for year in self.years],
            "files_removed": [name for _, name in self.removed],
            "files_trimmed": [name for _, name in self.trimmed],
        }


def first_year_kept(years_kept: int | None, asked: int | None, today: date) -> int:
    """Return the year before which lines go: the one asked for, else as many years as are to be kept.

    Raises: Refusal where neither is said, and for a year that is to be kept.
    """
    if asked is None and years_kept is None:
        raise Refusal("purge_no_year")
    latest = today.year - (years_kept - 1 if years_kept else 0)
    if asked is not None and asked > latest:
        raise Refusal("purge_too_late", asked=asked, latest=latest)
    return latest if asked is None else asked


def plan(store: Store, before: int) -> Plan:
    """Return what purging the years before one would take away; nothing is changed.

    Raises: Refusal for a file that holds earlier lines beside other registers, which cannot be parted.
    """
    years = tuple(PurgedYear(**row) for row in store.query("purge/years", before=before).to_pylist())
    removed, trimmed, was_sie = [], [], {}
    for file in store.query("purge/files", before=before).to_pylist():
        registers = file["register"].split(",")
        if "ledger" not in registers or not file["stored_name"] or _is_whole(file):
            continue
        if len(registers) > 1:
            raise Refusal("purge_with_registers", file=file["file_name"])
        (trimmed if file["later_count"] else removed).append((file["file_id"], file["file_name"]))
        if file["later_count"] and file["from_sie"]:
            was_sie[file["file_id"]] = "balances" if file["has_balances"] else "vouchers"
    return Plan(before, years, tuple(removed), tuple(trimmed), was_sie)


def _is_whole(file: Mapping[str, object]) -> bool:
    """Tell whether every row that a file brought is stored and stays; else it may hold what is to go."""
    return file["earlier_count"] == 0 and file["later_count"] >= file["rows_read"] > 0


def purge(store: Store, before: int, actor: str, constants: Constants) -> Plan:
    """Take away the lines and originals of the years before one; every figure stays as it is.

    The store is made anew from what is left, so that a later `rebuild` gives the same; then the versions before
    it go as well. Raises: Refusal where a file cannot be parted, or where any sum would change.
    """
    found = plan(store, before)
    if found.is_empty:
        return found
    if not actor.strip():
        raise Refusal("actor_missing")
    earlier = purged.gone(store)
    removed = earlier.removed | {number for number, _ in found.removed}
    trimmed = earlier.trimmed | {number for number, _ in found.trimmed}
    was_sie = {**earlier.was_sie, **found.was_sie}
    now_gone = Gone(max(before, earlier.before), removed, trimmed - removed, was_sie)
    with store.write(fresh=True) as writer:
        kept = {number: _trim(store, writer, number, name, before) for number, name in found.trimmed}
        results = replay(store, writer, constants, undone_acts(store), now_gone, kept)
        refused = [result.file for result in results if result.status == "refused"]
        if refused:
            raise Refusal("purge_refused", files=", ".join(refused))
        acts.record(writer, "purge", _detail(found), actor)
        build_marts(writer, constants)
        if _sums(writer) != _sums(store):
            raise Refusal("purge_would_change")
    _forget(store)
    return found


def _trim(store: Store, writer: Writer, number: int, name: str, before: int) -> dict[str, object]:
    """Keep what is left of a file under a name of its own; return how it is listed from now on."""
    rows = store.query_large("purge/file_lines", file_id=number, before=before).to_pylist()
    content = purged.as_delivered(rows)
    if content is None:
        raise Refusal("purge_cannot_trim", file=name)
    sha256 = hashlib.sha256(content).hexdigest()
    writer.keep(stored_name(number, sha256), content)
    return {"sha256": sha256, "stored_name": stored_name(number, sha256)}


def _detail(found: Plan) -> dict[str, object]:
    """Return what is noted of a purge."""
    return {
        "about": f"–{found.before - 1}",
        "year": found.before,
        "lines": found.line_count,
        "years": [asdict(year) | {"sum_sek": str(year.sum_sek)} for year in found.years],
        "removed": [number for number, _ in found.removed],
        "trimmed": [number for number, _ in found.trimmed],
        "was_sie": dict(found.was_sie),
    }


def _sums(held: Store | Writer) -> Sequence[Mapping[str, object]]:
    """Return every sum that figures are made of."""
    return held.query("purge/cost", before=EVERY_YEAR).to_pylist()


def _forget(store: Store) -> None:
    """Take away the originals that nothing refers to any more, and the versions that still hold the lines."""
    with store.write():
        raise Discard
    forget_earlier(store.folder, store.version)
