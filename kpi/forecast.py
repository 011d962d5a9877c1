"""Where is a year heading, by what is booked so far and how earlier years were spread over their months?

The method, in full. An earlier complete year is a pair: what it held in the months now known (`part`), and all
twelve (`whole`). With the earlier years y and what is booked so far, A:

    expected share  E = mean of part_y / whole_y
    forecast          = A / E
    error of y        = whole_y / (part_y / E without y) − 1, the same method tried on y by the other years
    range             = forecast × (1 + smallest error) to forecast × (1 + largest error)
    hits              = earlier years whose outcome lay inside the range that the others, without it, give

The others of an earlier year are all complete years before the one asked for, later ones as well: the test says
how like each other the years are, and not what was known at the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# A year of whose cost less than this is usually booked so early is not projected: a krona would become fifty.
SMALLEST_SHARE = 0.02
SAME = 1e-9  # two sums of the same amounts may differ in their last digits


@dataclass(frozen=True)
class Seen:
    """What an earlier year held in the months that are now known, and in all twelve, SEK."""

    part_sek: float
    whole_sek: float

    @property
    def share(self) -> float:
        """Return how much of the year's cost lay in those months."""
        return self.part_sek / self.whole_sek


@dataclass(frozen=True)
class Projection:
    """A year's cost as it can be foreseen, SEK. No range from one earlier year; no hits from fewer than three."""

    expected_share: float
    forecast_sek: float
    low_sek: float | None = None
    high_sek: float | None = None
    hits: int = 0
    tested: int = 0


def expected_share(earlier: Sequence[Seen]) -> float:
    """Return how much of a year's cost lies in the known months, as a mean over earlier years."""
    return sum(year.share for year in earlier) / len(earlier)


def project(so_far_sek: float, earlier: Sequence[Seen]) -> Projection | None:
    """Return the year's cost as the earlier years foresee it; None where they say nothing of it.

    `earlier`: the complete years before, each with a cost above zero. The forecast scales with money:
    in another currency it is the same in that currency.
    """
    if not earlier or so_far_sek <= 0 or expected_share(earlier) < SMALLEST_SHARE:
        return None
    range_sek = span(so_far_sek, earlier)
    tests = back_tests(earlier)
    low_sek, high_sek = range_sek or (None, None)
    share = expected_share(earlier)
    return Projection(share, so_far_sek / share, low_sek, high_sek, sum(tests), len(tests))


def errors(earlier: Sequence[Seen]) -> list[float] | None:
    """Return by how much each year became more than the others foresaw; None where one cannot be tried.

    One year alone cannot, nor can a year that had nothing in the known months.
    """
    if len(earlier) < 2 or any(year.share < SMALLEST_SHARE for year in earlier):
        return None
    return [expected_share(_without(earlier, place)) / year.share - 1 for place, year in enumerate(earlier)]


def span(so_far_sek: float, earlier: Sequence[Seen]) -> tuple[float, float] | None:
    """Return between which costs the year ends, if it is no more unlike the others than they were."""
    found = errors(earlier)
    if found is None:
        return None
    forecast_sek = so_far_sek / expected_share(earlier)
    return forecast_sek * (1 + min(found)), forecast_sek * (1 + max(found))


def back_tests(earlier: Sequence[Seen]) -> list[bool]:
    """Return for each earlier year whether it ended inside the range that the others give; empty below three."""
    if len(earlier) < 3 or errors(earlier) is None:
        return []
    tested = ((year, span(year.part_sek, _without(earlier, place))) for place, year in enumerate(earlier))
    return [low * (1 - SAME) <= year.whole_sek <= high * (1 + SAME) for year, (low, high) in tested]


def _without(earlier: Sequence[Seen], place: int) -> list[Seen]:
    return [year for other, year in enumerate(earlier) if other != place]
