"""Which unit of the group does a printed organisation mean?"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.errors import Problem
from data.registers import normalise

LONGEST_COMPARED = 200  # of a printed name, when the nearest known ones are looked for
_LEADING_CODE = re.compile(r"\s*([0-9A-Za-zÅÄÖåäö]+)\s*[-–:]\s*(.+)")


@dataclass(frozen=True)
class Unit:
    """A department or company as the register `units` gives it."""

    unit: str
    name: str
    kind: str
    org_number: str | None


class UnitIndex:
    """Finds units by code, then by name, then by organisation number."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.unit: unit for unit in units}
        self._by_code = {code.casefold(): code for code in self.units}
        self._by_name = {normalise(unit.name): unit.unit for unit in self.units.values()}

    def find(self, printed: str) -> str | None:
        """Return the code of the unit that a cell means, or None.

        `130 - Social resursnämnd` is found by its code, else by the name behind it.
        """
        found = self._by_code.get(printed.strip().casefold()) or self._by_name.get(normalise(printed) or None)
        pair = _LEADING_CODE.fullmatch(printed)
        if found is None and pair:
            found = self._by_code.get(pair[1].casefold()) or self._by_name.get(normalise(pair[2]))
        return found

    def by_org_number(self, printed: str) -> str | None:
        """Return the one unit with an organisation number, or None."""
        wanted = org_digits(printed)
        found = [unit.unit for unit in self.units.values() if wanted and org_digits(unit.org_number or "") == wanted]
        return found[0] if len(found) == 1 else None

    def of_company(self, name: str, org_number: str) -> str | None:
        """Return the unit of the company a file is from: by its number, else by its name.

        A name whose unit has another number than the file says is another company.
        """
        found = self.by_org_number(org_number) or self.find(name)
        said = org_digits(org_number)
        held = org_digits(self.units[found].org_number or "") if found else ""
        return None if said and held and said != held else found

    def nearest(self, printed: str) -> list[str]:
        """Return the codes of up to three units whose code or name looks like what is printed."""
        names = {**{normalise(code): code for code in self.units}, **self._by_name}
        close = difflib.get_close_matches(normalise(printed[:LONGEST_COMPARED]), list(names), n=5, cutoff=0.4)
        return list(dict.fromkeys(names[name] for name in close))[:3] or sorted(self.units)[:3]

    def unknown(self, printed: str, line: int | None, column: str | None = None) -> Problem:
        """Return the problem of a unit that is not in the register, naming the nearest known ones."""
        if not self.units:
            return Problem("error", "no_units", line, column)
        nearest = ", ".join(self.nearest(printed)) or "–"
        return Problem("error", "unknown_unit", line, column, {"unit": printed, "nearest": nearest})

    def not_said(self, line: int | None, column: str | None = None) -> Problem:
        """Return the problem of rows whose unit the file does not say: there may be none yet to choose from."""
        return Problem("error", "unit_missing" if self.units else "no_units", line, column)


def org_digits(printed: str) -> str:
    """Return the ten digits of an organisation number printed with or without hyphen and century."""
    digits = re.sub(r"\D", "", printed)
    return digits[-10:] if len(digits) in (10, 12) else ""
