"""M6: does a service's volume vary so much that buying and selling it no longer fits?

Population standard deviation (÷ n) of the residuals when a linear trend is removed, divided by the mean, over the
last 12 to 24 months of a service's volume. Over 0.20 the form of steering should be reconsidered (kpis.md
section 8; the study's figures 7 and 9; the limit is ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from kpi.scenarios.lever import Levers, lever, words
from kpi.scenarios.units_written import numbers_written

FEWEST, MOST = 12, 24
ASSUMPTIONS = ("boundary_trend", "boundary_limit", "boundary_gaps")


class BoundaryLevers(Levers):
    """Over how many months, and from which variation the form of steering is reconsidered."""

    months: int | None = lever("month", at_least=FEWEST, at_most=MOST)
    limit: Decimal | None = lever("ratio", above=0, at_most=10, step="0.05")
    own_volumes: str = words()

    @model_validator(mode="after")
    def _readable(self) -> Self:
        numbers_written(self.own_volumes, "own_volumes")
        return self


@dataclass(frozen=True)
class Volume:
    """A month's cases; `place` counts the calendar months, so a missing month leaves its number out."""

    place: int
    month: int | None
    cases: Decimal


@dataclass(frozen=True)
class Variation:
    """How a service's volume varies around its trend; `cases` at place x are level + slope × x."""

    used: tuple[Volume, ...]
    mean_cases: Decimal
    slope: Decimal
    level: Decimal
    deviation_cases: Decimal

    @property
    def share(self) -> Decimal | None:
        """Return the deviation as a share of the mean; None where there are no cases."""
        return self.deviation_cases / self.mean_cases if self.mean_cases else None

    def trend_at(self, place: int) -> Decimal:
        """Return what the trend alone would give in a month."""
        return self.level + self.slope * place


@dataclass(frozen=True)
class ServiceVariation:
    """A service with the variation of its volume; None where too little of it is known."""

    service: str
    name: str
    share: Decimal | None


@dataclass(frozen=True)
class BoundaryData:
    """The months of one service in order, and how all the services vary, the most first."""

    volumes: tuple[Volume, ...] = ()
    services: tuple[ServiceVariation, ...] = ()


def variation(volumes: Sequence[Volume], months: int) -> Variation | None:
    """Return the variation over the last `months` calendar months; None with fewer than 12 of them known."""
    last = volumes[-1].place if volumes else 0
    used = tuple(volume for volume in volumes if volume.place > last - months)
    if len(used) < FEWEST:
        return None
    count = Decimal(len(used))
    mean_place = sum((Decimal(volume.place) for volume in used), Decimal(0)) / count
    mean_cases = sum((volume.cases for volume in used), Decimal(0)) / count
    spread = sum((volume.place - mean_place) ** 2 for volume in used)
    slope = sum((volume.place - mean_place) * (volume.cases - mean_cases) for volume in used) / spread
    level = mean_cases - slope * mean_place
    residuals = [volume.cases - (level + slope * volume.place) for volume in used]
    deviation = (sum(residual**2 for residual in residuals) / count).sqrt()
    return Variation(used, mean_cases, slope, level, deviation)


def volumes_of(levers: BoundaryLevers, data: BoundaryData) -> tuple[Volume, ...]:
    """Return the volumes somebody has written, else the service's."""
    written = numbers_written(levers.own_volumes, "own_volumes")
    if not written:
        return data.volumes
    return tuple(Volume(place, None, cases) for place, cases in enumerate(written, start=1))


def found(levers: BoundaryLevers, data: BoundaryData) -> Variation | None:
    """Return the variation of the volumes that are tried."""
    return None if levers.months is None else variation(volumes_of(levers, data), levers.months)


def is_over(levers: BoundaryLevers, data: BoundaryData) -> bool | None:
    """Tell whether the form of steering should be reconsidered; None where it cannot be computed."""
    held = found(levers, data)
    if held is None or held.share is None or levers.limit is None:
        return None
    return held.share > levers.limit
