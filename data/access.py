"""Who is looking, and what may they see and do? The one table of roles; everything else follows it.

A role may do actions (`MAY`). Every page, every query and every act belongs to one action; what stands in no
table belongs to none and is refused to all. data/seen.py holds it where data is fetched and changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from data.errors import UserError

Role = Literal["controller", "it_director", "politician", "administrator"]
ROLES: tuple[Role, ...] = ("controller", "it_director", "politician", "administrator")
# What an act reaches: one unit's own, all units at once, or no unit's data at all.
Reach = Literal["unit", "all", "none"]
Units = tuple[str, ...] | None  # None = all of them
Entry = TypeVar("Entry")

MAY: dict[Role, frozenset[str]] = {
    "controller": frozenset(
        ("know", "name", "figures", "lines", "desk", "desk_lines", "log", "snapshot")
        + ("deliver", "classify", "close", "publish", "scenario", "decide")
    ),
    "it_director": frozenset(("know", "name", "figures", "lines", "snapshot", "scenario", "decide")),
    "politician": frozenset(("know", "snapshot")),
    "administrator": frozenset(("know", "name", "log", "roles", "give_roles")),
}
# Of these a viewer limited to some units gets theirs alone; sums of units are everybody's.
BOUND = frozenset(("lines", "desk_lines"))

PAGES: dict[str, str] = {
    "overview": "figures",
    "units": "figures",
    "development": "figures",
    "pacing": "figures",
    "staffing": "figures",
    "forecast": "figures",
    "equality": "figures",
    "balance": "figures",
    "traceability": "figures",
    "scenarios": "figures",
    "followup": "figures",
    "way_back": "figures",
    "definitions": "know",
    "glossary": "know",
    "accessibility": "know",
    "guide": "know",
    "deliver": "deliver",
    "classify": "classify",
    "shadow_it": "classify",
    "internal": "desk",
    "reconcile": "close",
    "deliveries": "deliver",
    "publish": "publish",
    "summary": "snapshot",
    "log": "log",
    "roles": "give_roles",
}

# By the folder below sql/, or by folder and name where one differs from the rest of its folder. What is of "keep" is
# for the product itself and for who runs the machine, and no role.
READS: dict[str, str] = {
    "balance": "figures",
    "check": "desk",
    "cases": "desk",
    "cases/said": "desk_lines",
    "close": "desk",
    "close/key_lines": "desk_lines",
    "close/key_months": "desk_lines",
    "close/lines": "desk_lines",
    "close/links": "desk_lines",
    "decide": "desk",
    "decide/line": "desk_lines",
    "decide/payroll_line": "desk_lines",
    "development": "figures",
    "drill": "figures",
    "drill/delivered_file": "lines",
    "drill/figure_lines": "lines",
    "drill/voucher": "lines",
    "export": "desk",
    "export/ledger": "keep",
    "export/opened_ledger": "lines",
    "filters": "figures",
    "filters/members": "name",
    "initiatives": "figures",
    "internal": "desk_lines",
    "kpi": "figures",
    "overview": "figures",
    "overview/largest_lines": "lines",
    "overview/unclassified": "lines",
    "pacing": "figures",
    "preview": "desk",
    "publish": "publish",
    "publish/periods": "figures",
    "publish/units": "figures",
    "purge": "desk",
    "purge/file_lines": "keep",
    "queue": "desk_lines",
    "registers": "desk",
    "registers/rows": "figures",
    "registers/services": "figures",
    "registers/units": "figures",
    "restate": "desk",
    "scenarios": "figures",
    "shadow": "desk_lines",
    "shadow/declared": "desk",
    "staffing": "figures",
    "store/actors": "log",
    "store/acts": "log",
    "store/acts_of_any_schema": "log",
    "store/file_names": "log",
    "store/files": "desk",
    "store/invented": "know",
    "store/roles": "roles",
    "store/settings": "scenario",
    "traceability": "figures",
}

# A load is known by its register where it came from a form (`form:`) or where the register is an act of its own.
ACTS: dict[str, tuple[str, Reach]] = {
    "load": ("deliver", "unit"),
    "load:rules": ("classify", "unit"),
    "form:decisions": ("decide", "unit"),
    "form:self_ratings": ("decide", "unit"),
    "undo": ("deliver", "all"),
    "override": ("classify", "unit"),
    "publish": ("publish", "all"),
    "withdraw": ("publish", "all"),
    "shadow_decided": ("classify", "unit"),
    "rule_case": ("classify", "unit"),
    "close_proposed": ("close", "unit"),
    "close": ("close", "unit"),
    "reopen": ("close", "unit"),
    "save_scenario": ("scenario", "none"),
    "rename_scenario": ("scenario", "none"),
    "remove_scenario": ("scenario", "none"),
    "give_roles": ("give_roles", "none"),
    "take_roles": ("give_roles", "none"),
    # Done on the machine itself, by no role.
    "purge": ("keep", "all"),
    "restore": ("keep", "all"),
}


@dataclass(frozen=True)
class Viewer:
    """Who asks: every fetch takes one.

    `units` limits lines, suppliers and acts to those units; None = all. `verified` is False while
    no login is set up and the actor has only given a name. `also`: further roles, each with units of
    its own; what any of them may do, the viewer may.
    """

    actor: str
    role: Role
    units: Units = None
    verified: bool = False
    also: tuple[tuple[Role, Units], ...] = ()

    @property
    def grants(self) -> tuple[tuple[Role, Units], ...]:
        """Return every role the viewer has, each with the units it is limited to."""
        return ((self.role, self.units), *self.also)

    def may(self, action: str) -> bool:
        """Tell whether any of the viewer's roles may do an action."""
        return any(action in MAY.get(role, ()) for role, _ in self.grants)

    def units_for(self, action: str) -> Units:
        """Return the units for which the viewer may do an action; None = all of them."""
        of_roles = [units for role, units in self.grants if action in MAY.get(role, ())]
        if None in of_roles:
            return None
        return tuple(sorted({unit for units in of_roles for unit in units or ()}))

    def may_open(self, unit: str) -> bool:
        """Tell whether the viewer may open a unit's ledger lines."""
        return self.may_change("lines", unit)

    def may_change(self, action: str, unit: object = None) -> bool:
        """Tell whether the viewer may do an action to a unit; None = to all units at once."""
        return self.may(action) and is_among(unit, self.units_for(action))


class NotAllowed(UserError):
    """A refusal: the viewer's role or units do not reach so far."""


def is_among(unit: object, units: Units) -> bool:
    """Tell whether a unit is among those somebody is limited to; None = all units at once."""
    return units is None or unit in units


def roles_that(action: str) -> tuple[Role, ...]:
    """Return the roles that may do an action."""
    return tuple(role for role in ROLES if action in MAY[role])


def action_of_page(name: str) -> str:
    """Return the action that a page is for.

    Raises: LookupError for a page that has no line in PAGES.
    """
    return _found(PAGES, name)


def action_of_read(query: str) -> str:
    """Return the action that a query belongs to.

    Raises: LookupError for a query that has no line in READS.
    """
    return READS[query] if query in READS else _found(READS, query.partition("/")[0], query)


def action_of_act(act: str, detail: Mapping[str, object]) -> tuple[str, Reach]:
    """Return the action that an act belongs to, and what it reaches.

    Raises: LookupError for an act that has no line in ACTS.
    """
    asked = detail.get("request")
    if act == "load" and isinstance(asked, Mapping) and asked.get("register"):
        kind = "form" if asked.get("source") == "formulär" else "load"
        if (known := f"{kind}:{asked['register']}") in ACTS:
            return ACTS[known]
    return _found(ACTS, act)


def unit_of_act(detail: Mapping[str, object]) -> str | None:
    """Return the one unit that an act is about, by what is noted of it; None where it is about none, or several."""
    about = detail.get("line") or detail.get("candidate") or detail
    return about.get("unit") or None


def _found(table: Mapping[str, Entry], name: str, whole: str | None = None) -> Entry:
    if name not in table:
        raise LookupError(f"data/access.py says of no role that it may: {whole or name}")
    return table[name]
