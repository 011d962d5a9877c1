"""When in the year does money move, and how does a yearly sum fall into amounts?"""

from calendar import monthrange
from datetime import date

import numpy as np

EVEN = (1.0,) * 12
PURCHASES = (0.92, 0.95, 1.04, 1.0, 1.02, 1.0, 0.48, 0.86, 1.06, 1.05, 1.12, 1.5)  # July low, December high
LICENCES = (2.4, 0.5, 0.5, 1.6, 0.5, 0.5, 1.3, 0.5, 0.5, 1.6, 0.6, 1.5)  # quarterly
SALARIES = (0.982, 0.982, 0.985, 1.005, 1.006, 1.012, 1.02, 1.004, 1.0, 1.0, 1.0, 1.004)  # revision in April
ENERGY = (1.6, 1.5, 1.3, 1.0, 0.75, 0.55, 0.45, 0.5, 0.7, 1.0, 1.25, 1.4)
CREDIT_NOTES = 0.02


def month_end(year: int, month: int) -> date:
    """Return the last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def days(rng: np.random.Generator, year: int, months: np.ndarray) -> list[date]:
    """Return a day in each of the months; in a leap year the first of February is the 29th."""
    lengths = np.array([monthrange(year, month)[1] for month in range(1, 13)])
    numbers = (rng.random(len(months)) * lengths[months - 1]).astype(int) + 1
    february = np.flatnonzero(months == 2)
    if lengths[1] == 29 and len(february):
        numbers[february[0]] = 29
    return [date(year, month, day) for month, day in zip(months.tolist(), numbers.tolist(), strict=True)]


def months(rng: np.random.Generator, count: int, season: tuple[float, ...]) -> np.ndarray:
    """Return so many months 1-12, as often as the season says."""
    weights = np.array(season) / sum(season)
    return np.sort(rng.choice(12, size=count, p=weights) + 1)


def amounts(rng: np.random.Generator, total: int, vouchers: np.ndarray) -> list[int]:
    """Return one amount in öre per line that together are the total exactly.

    `vouchers` gives each line's voucher: about 2 % of them are credit notes, and now and then two
    lines of one voucher are equal, as two of the same thing on one invoice are.
    """
    raw = rng.lognormal(0.0, 1.0, len(vouchers))
    credit = rng.random(int(vouchers[-1]) + 1) < CREDIT_NOTES
    twins = np.flatnonzero((vouchers[1:] == vouchers[:-1]) & (rng.random(len(vouchers) - 1) < 0.02)) + 1
    raw[twins] = raw[twins - 1]
    raw = np.where(credit[vouchers] & (raw < 4), -raw, raw)
    whole = np.rint(raw * (total / raw.sum())).astype(np.int64)
    whole[int(np.argmax(raw))] += total - int(whole.sum())
    return whole.tolist()
