"""Who is looking, and what may they see?"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["controller", "it_director", "politician", "administrator"]


@dataclass(frozen=True)
class Viewer:
    """Who asks: every fetch takes one.

    `units` limits lines, suppliers and acts to those units; None = all. `verified` is False while
    no login is set up and the actor has only given a name.
    """

    actor: str
    role: Role
    units: tuple[str, ...] | None = None
    verified: bool = False

    def may_open(self, unit: str) -> bool:
        """Tell whether the viewer may open a unit's ledger lines."""
        return self.role in ("controller", "it_director") and (self.units is None or unit in self.units)
