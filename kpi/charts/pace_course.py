"""What is a curve of a pace drawn from: the share so far, where it is heading, and where it should be?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.language import text
from kpi import format as fmt
from kpi.charts.lines import Point
from kpi.charts.template import Frame
from kpi.pacing import Outlook

UNIT = "%"


@dataclass(frozen=True)
class Target:
    """The share to be reached and its year."""

    year: int
    share: float

    def words(self, frame: Frame) -> str:
        """Return the target as it is labelled."""
        share = fmt.figure(self.share, UNIT, frame.language, "sentence")
        return text("chart.pace.target", frame.language, share=share, year=self.year)


@dataclass(frozen=True)
class Course:
    """A share so far, what it becomes if the pace lasts, and the way required to its target.

    `ahead` and `path` (year, share) begin with the last year of `points`; `has_range` tells whether the
    lowest and the highest of `ahead` are more than the pace itself.
    """

    points: Sequence[Point]
    ahead: Sequence[Outlook] = ()
    path: Sequence[tuple[int, float]] = ()
    target: Target | None = None
    has_range: bool = False

    @property
    def known(self) -> list[tuple[int, float]]:
        """Return the years with a share."""
        return [(point.year, point.value) for point in self.points if point.value is not None]

    @property
    def first(self) -> int:
        """Return the first year drawn."""
        return self.points[0].year

    @property
    def now(self) -> int:
        """Return the last year that has been."""
        return self.points[-1].year

    @property
    def last(self) -> int:
        """Return the last year drawn."""
        return max([self.now, *(one.year for one in self.ahead), *(year for year, _ in self.path)])

    @property
    def target_in_view(self) -> Target | None:
        """Return the target where its year is drawn."""
        return self.target if self.target and self.target.year <= self.last else None

    @property
    def top(self) -> float:
        """Return the highest share drawn."""
        shares = [share for _, share in (*self.known, *self.path)]
        ends = [one.highest_pct if self.has_range else one.share_pct for one in self.ahead]
        target = self.target_in_view
        return max([*shares, *ends, target.share if target else 0.0, 1e-9])
