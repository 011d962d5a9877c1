"""How does a figure's value come out of its two sides, as a sum that anybody can do again?"""

from dataclasses import dataclass
from math import isclose

from kpi.figures import Figure

FACTORS = {"%": 100, "‰": 1000}
DIFFERENCES = ("SEK", "HTE")


@dataclass(frozen=True)
class Working:
    """`numerator / denominator * factor`, less one whole where a change is meant.

    Or a difference, `numerator - denominator`, or a product, `numerator * denominator * factor`.
    """

    factor: int
    is_change: bool = False
    is_difference: bool = False
    is_product: bool = False

    @property
    def kind(self) -> str:
        """Return which of the sums it is."""
        others = {"difference": self.is_difference, "product": self.is_product, "change": self.is_change}
        return next((kind for kind, holds in others.items() if holds), "share")


def working(figure: Figure) -> Working | None:
    """Return the sum that gives the figure's value from its sides, or None where no such sum does.

    It is tried before it is said: a reader with a calculator gets what the page shows.
    """
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return None
    if figure.unit_of_measure in DIFFERENCES and isclose(
        float(figure.numerator) - float(figure.denominator), figure.value, rel_tol=1e-9, abs_tol=1e-9
    ):
        return Working(1, is_difference=True)
    if not figure.denominator:
        return None
    ratio = float(figure.numerator) / float(figure.denominator)
    factor = FACTORS.get(figure.unit_of_measure, 1)
    for is_change in (False, True):
        if isclose((ratio - is_change) * factor, figure.value, rel_tol=1e-9, abs_tol=1e-9):
            return Working(factor, is_change)
    product = float(figure.numerator) * float(figure.denominator) * factor
    return Working(factor, is_product=True) if isclose(product, figure.value, rel_tol=1e-9, abs_tol=1e-9) else None
