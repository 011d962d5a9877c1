"""How many cases did the invented group's larger services have, month by month and channel by channel?"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import numpy as np

from data.demo.group import BY_CODE
from data.demo.services import Life, lives

HEADER = ("service", "period", "channel", "cases")
FIRST_COUNTED = 2020
DIGITAL_PART = {  # of all cases, by year: the municipality and the companies
    False: {2020: 0.140, 2021: 0.157, 2022: 0.176, 2023: 0.197, 2024: 0.220, 2025: 0.250},
    True: {2020: 0.190, 2021: 0.212, 2022: 0.238, 2023: 0.262, 2024: 0.290, 2025: 0.325},
}
TAKEN_UP = (0.06, 0.3, 0.9, 1.3, 1.9)  # how much of the digital part a service draws, by level
MOST_DIGITAL = 0.92
SEASONS = {
    "even": (1.02, 0.99, 1.03, 1.0, 0.98, 0.97, 0.9, 0.97, 1.03, 1.05, 1.04, 1.02),
    "school": (1.25, 1.3, 1.2, 1.05, 1.05, 0.6, 0.02, 0.6, 1.15, 1.25, 1.4, 1.13),
    "terms": (1.7, 0.8, 0.6, 0.7, 1.0, 0.9, 0.3, 2.3, 1.6, 0.8, 0.7, 0.6),
    "winter": (1.9, 1.7, 1.3, 0.9, 0.6, 0.5, 0.4, 0.5, 0.7, 0.9, 1.1, 1.5),
    "spring": (0.5, 2.8, 2.9, 0.9, 0.7, 0.6, 0.4, 0.6, 0.7, 0.7, 0.6, 0.6),
    "summer": (0.5, 0.6, 0.9, 1.3, 1.6, 1.6, 1.3, 1.2, 1.0, 0.8, 0.7, 0.5),
    "autumn": (0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 0.9, 1.6, 1.4, 1.1, 0.9, 0.8),
}


def volume_rows(seed: int, years: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Return a row per service, month and channel that had any cases."""
    for life in lives(seed):
        if not life.service.cases:
            continue
        rng = np.random.default_rng((seed, 78, BY_CODE[life.service.prefix].number, life.service.number))
        phone, visit = rng.uniform(0.45, 0.7), rng.uniform(0.05, 0.25)
        for year in range(FIRST_COUNTED, 2026):
            noise = rng.normal(1.0, 0.035, 12)
            if year in years:
                for month in range(1, 13):
                    cases = round(_monthly(life, year, month) * noise[month - 1])
                    digital = round(cases * digital_part(life, year, seed))
                    yield from _channels(life, (year, month), cases, digital, (phone, visit))


def _monthly(life: Life, year: int, month: int) -> float:
    season = SEASONS[life.service.season]
    return life.service.cases / sum(season) * season[month - 1] * 1.008 ** (year - FIRST_COUNTED)


def _channels(
    life: Life, when: tuple[int, int], cases: int, digital: int, by_hand: tuple[float, float]
) -> Iterator[tuple[str, ...]]:
    year, month = when
    assisted = round(digital * (0.06 + 0.01 * (year - FIRST_COUNTED)))
    left = cases - digital
    phone, visit = (round(left * part) for part in by_hand)
    counted = {
        "digital": digital - assisted,
        "assisted_digital": assisted,
        "phone": phone,
        "visit": visit,
        "paper": left - phone - visit,
    }
    for channel, count in counted.items():
        if count:
            yield _code(life, year, month), f"{year}-{month:02d}", channel, str(count)


def _code(life: Life, year: int, month: int) -> str:
    day = date(year, month, 1)
    return next(span.code for span in life.spans if span.start <= day and (span.end is None or span.end >= day))


def digital_part(life: Life, year: int, seed: int) -> float:
    """Return which part of a service's cases are digital or assisted digital that year."""
    is_company = BY_CODE[life.service.prefix].is_company
    return min(MOST_DIGITAL, _drawn(life, year, seed) * _scale(is_company, year, seed))


@cache
def _drawn(life: Life, year: int, seed: int) -> float:
    """Return how much a service draws: take-up follows a new level with a year's delay, and some are slower."""
    rng = np.random.default_rng((seed, 79, BY_CODE[life.service.prefix].number, life.service.number))
    liked, pace = rng.lognormal(0.0, 0.3), rng.normal(0.06, 0.05)
    reached = (TAKEN_UP[life.level(year)] + TAKEN_UP[life.level(year - 1)]) / 2
    return reached * liked * (1 + pace) ** (year - FIRST_COUNTED)


@cache
def _scale(is_company: bool, year: int, seed: int) -> float:
    """Return what makes the parts of all services, by their cases, the part that is meant.

    A service that can take no more leaves the rest to the others, so they are asked again.
    """
    larger = (life for life in lives(seed) if life.service.cases)
    counted = [life for life in larger if BY_CODE[life.service.prefix].is_company == is_company]
    meant, scale = DIGITAL_PART[is_company][year], 1.0
    whole = sum(life.service.cases for life in counted)
    for _ in range(20):
        parts = [min(MOST_DIGITAL, _drawn(life, year, seed) * scale) for life in counted]
        reached = sum(part * life.service.cases for part, life in zip(parts, counted, strict=True)) / whole
        scale *= meant / reached
    return scale
