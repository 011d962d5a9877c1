"""Which services did the invented group give when, at what level and at what cost?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import numpy as np

from data.demo import targets
from data.demo.extract_file import comma
from data.demo.group import BY_CODE, FIRST_YEAR, LAST_YEAR, YEARS
from data.demo.service_names import PREFIXES, Service, services_of

HEADER = (
    "tjänst", "enhet", "namn", "nivå", "giltig_från", "giltig_till", "år", "bruttokostnad", "it_kostnad",
    "utvecklingskostnad", "mötestid", "förberedelse", "spill",
)  # fmt: skip
SPLIT = date(2022, 1, 1)  # the day one department became two
SUCCESSORS = {"VOF": 0, "IFO": 50}  # what is added to a service's number under the old department
OLD_UNIT, OLD_PREFIX = "SOF", "SOC"
AT_LEAST = {4: (0.025, 0.12), 3: (0.10, 0.31), 2: (0.36, 0.69), 1: (0.72, 0.90)}  # share of services, 2019 and 2025
PUSH = {"SBF": 0.08, "NEN": 0.07, "KSF": 0.05, "GVF": 0.04, "IFO": 0.02, "VOF": -0.05, "MIL": -0.20, "NHF": -0.22}
IT_PART = (0.035, 0.045, 0.07, 0.105, 0.16)  # of a service's gross cost, by level
POOR = {"MIL": 0.5, "NHF": 0.45}
SERVICES_OF_TURNOVER = 0.30
WORK_PARTS = (0.34, 0.17, 0.05)  # meeting, preparation, waste: of what is neither IT nor development


@dataclass(frozen=True)
class Span:
    """One service at one level in one unit, both days included; an open end is None."""

    code: str
    unit: str
    name: str
    level: int
    start: date
    end: date | None

@dataclass(frozen=True)
class Life:
    """One service's spans, in order, and the draws its costs are made from."""

    service: Service
    spans: tuple[Span, ...]
    weight: float
    zero: float
    noise: tuple[float, ...]

    def level(self, year: int) -> int:
        """Return the level of the last span in force that year."""
        held = self.span(year)
        return held.level if held else 0

    def span(self, year: int) -> Span | None:
        """Return the last span that was in force in the year: there the year's costs stand."""
        held = [span for span in self.spans if span.start.year <= year and (span.end is None or span.end.year >= year)]
        return held[-1] if held else None


@cache
def lives(seed: int) -> tuple[Life, ...]:
    """Return every service with its history, paper predecessors included."""
    found: list[Life] = []
    for place, prefix in enumerate(PREFIXES):
        for service in services_of(prefix):
            rng = np.random.default_rng((seed, 77, place, service.number))
            life = _life(service, rng)
            found.append(life)
            if paper := _paper(life, rng):
                found.append(paper)
    return tuple(found)


def _life(service: Service, rng: np.random.Generator) -> Life:
    drawn, is_new = rng.random(2)
    drawn = 0.42 + 0.55 * drawn if service.cases else drawn
    drawn = min(0.999, max(0.0, drawn + PUSH.get(service.prefix, 0.0)))
    begun = date(int(rng.integers(2012, 2018)), 1, 1)
    if not service.cases and is_new > 0.87:
        begun = date(int(rng.integers(2020, LAST_YEAR + 1)), int(rng.integers(2, 12)), 1)
    spans, start, level = [], begun, _level(drawn, max(begun.year, FIRST_YEAR))
    for year in range(max(begun.year, FIRST_YEAR) + 1, LAST_YEAR + 1):
        month, reached = int(rng.integers(2, 13)), _level(drawn, year)
        if reached > level:
            spans.append(_span(service, level, start, date(year, month, 1)))
            start, level = date(year, month, 1), reached
    spans.append(_span(service, level, start, None))
    weight = float(rng.lognormal(0.0, 0.7)) * (2.5 if service.cases else 1)
    noise = tuple(float(one) for one in rng.normal(1.0, 0.03, len(YEARS)))
    placed = tuple(part for span in spans for part in _placed(service, span))
    return Life(service, placed, weight, float(rng.random()), noise)


def _level(drawn: float, year: int) -> int:
    """Return the level of a service that is `drawn` from 0 (last) to 1 (first to be digital)."""
    along = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    reached = [level for level, (then, now) in AT_LEAST.items() if drawn >= 1 - (then + (now - then) * along)]
    return max(reached, default=0)


def _span(service: Service, level: int, start: date, after: date | None) -> Span:
    end = after - timedelta(days=1) if after else None
    return Span(service.code, service.prefix, service.name, level, start, end)


def _placed(service: Service, span: Span) -> Iterator[Span]:
    """Return the span as the reorganisation parts it.

    A service whose cases are counted goes on under a new code, since a volume belongs to one unit.
    """
    if service.prefix not in SUCCESSORS:
        yield span
        return
    old = f"{OLD_PREFIX}-{service.number + SUCCESSORS[service.prefix]:02d}"
    code = service.code if service.cases else old
    if span.start < SPLIT:
        last = SPLIT - timedelta(days=1)
        yield replace(span, code=old, unit=OLD_UNIT, end=last if span.end is None else min(span.end, last))
    if span.end is None or span.end >= SPLIT:
        yield replace(span, code=code, start=max(span.start, SPLIT))


def _paper(life: Life, rng: np.random.Generator) -> Life | None:
    """Return the paper form that a service had beside it until it became digital, if it had one."""
    digital = [span for before, span in zip(life.spans, life.spans[1:], strict=False) if before.level < 3 <= span.level]
    if not digital or rng.random() > 0.6:
        return None
    service = replace(life.service, name=f"Blankett: {life.service.name}", cases=0)
    whole = _span(service, 0, life.spans[0].start, digital[0].start)
    spans = tuple(replace(span, code=f"{span.code}B") for span in _placed(service, whole))
    return Life(service, spans, life.weight * 0.15, 0.0, life.noise)


def service_rows(seed: int, years: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Return a row per span and year with the year's costs; a span in force at no year's end says its level alone."""
    weights: dict[str, float] = {}
    for life in lives(seed):
        weights[life.service.prefix] = weights.get(life.service.prefix, 0.0) + life.weight
    for life in lives(seed):
        share = life.weight / weights[life.service.prefix]
        for span in life.spans:
            held = [year for year in years if life.span(year) == span]
            for year in held or [None]:
                yield (*_validity(span), *(_costs(life, span, share, year) if year else ("",) * 7))


def _validity(span: Span) -> tuple[str, ...]:
    end = span.end.isoformat() if span.end else ""
    return (span.code, span.unit, span.name, str(span.level), span.start.isoformat(), end)


def _costs(life: Life, span: Span, share: float, year: int) -> tuple[str, ...]:
    unit, along = BY_CODE[life.service.prefix], year - FIRST_YEAR
    months = 12 if span.end is None or span.end.year > year else span.end.month
    whole = targets.turnover(unit, year) * SERVICES_OF_TURNOVER * share * life.noise[along] * months / 12
    gross = whole * (1 - 0.02 * span.level)
    it = gross * IT_PART[span.level] * POOR.get(unit.code, 1.0) * 1.045**along
    none_left = life.zero < 0.25 + 0.03 * along
    development = 0.0 if none_left else it * (0.20 - 0.008 * along) * unit.development
    work = [(gross - it - development) * part * (1 - 0.06 * span.level) for part in WORK_PARTS]
    asked = life.service.number % 5 != 0  # the others have not looked into their work
    printed = [_sek(gross), _sek(it), "" if none_left and life.service.number % 2 else _sek(development)]
    return (str(year), *printed, *(_sek(part) if asked else "" for part in work))


def _sek(amount: float) -> str:
    """Return öre as whole hundreds of kronor."""
    return comma(round(amount / 10_000) * 10_000)
