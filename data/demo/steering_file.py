"""Which registers of steering does the invented group deliver? (one file each, in the registers' own form)"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from data.demo import follow_up, initiatives, measures, services, steering, volumes
from data.demo.registers_file import write_rows

Rows = Iterable[Sequence[str]]
Maker = Callable[[Sequence[int], int], Rows]  # years, seed


def _writer(header: Sequence[str], rows: Maker) -> Callable[[Path, Sequence[int], int], None]:
    return lambda path, years, seed: write_rows(path, header, rows(years, seed))


# By register: what holds from a day on is written whole, what is of a year only for the years asked for.
WRITERS: dict[str, Callable[[Path, Sequence[int], int], None]] = {
    "development": _writer(initiatives.DEVELOPMENT, lambda years, seed: initiatives.development_rows(years)),
    "services": _writer(services.HEADER, lambda years, seed: services.service_rows(seed, years)),
    "service_volumes": _writer(volumes.HEADER, lambda years, seed: volumes.volume_rows(seed, years)),
    "initiatives": _writer(initiatives.INITIATIVES, lambda years, seed: initiatives.initiative_rows(seed, years)),
    "balance_targets": _writer(steering.BALANCE_TARGETS, lambda years, seed: steering.BALANCE_ROWS),
    "measures": _writer(measures.HEADER, lambda years, seed: measures.measure_rows()),
    "pace_targets": _writer(steering.PACE_TARGETS, lambda years, seed: steering.PACE_ROWS),
    "backlog": _writer(steering.BACKLOG, lambda years, seed: steering.backlog_rows(seed, years)),
    "assets": _writer(steering.ASSETS, lambda years, seed: steering.asset_rows()),
    "decisions": _writer(follow_up.DECISIONS, lambda years, seed: follow_up.DECISION_ROWS),
    "self_ratings": _writer(follow_up.RATINGS, lambda years, seed: follow_up.rating_rows()),
}
