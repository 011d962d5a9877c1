"""How is a lever's default said to come from where it comes: the ledger, a register, a card, a dated constant?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.store import Store
from kpi.parameter import parameters
from kpi.scenarios.lever import Position
from kpi.scenarios.models import Default, Origin

# Ratios of what the store holds are kept to so many decimals, so that a link can carry them.
KEPT = Decimal("0.000001")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Asked:
    """Of which year, and of which unit or scope; `service` where a model is about one."""

    year: int
    unit: str
    service: str | None = None


@dataclass(frozen=True)
class Service:
    """A service that can be chosen, with what it costs by activity."""

    service: str
    name: str
    unit: str
    level: int
    meeting_sek: Decimal | None
    preparation_sek: Decimal | None
    waste_sek: Decimal | None
    it_cost_sek: Decimal | None
    cases: Decimal | None


def services(store: Store, unit: str, year: int) -> list[Service]:
    """Return the services valid on the last day of a year, by name."""
    return [Service(**row) for row in store.query("scenarios/services", unit=unit, year=year).to_pylist()]


def whole_of(store: Store, asked: Asked) -> dict:
    """Return what the unit or scope costs that year; nothing where nothing is known of it."""
    rows = store.query("scenarios/whole", unit=asked.unit, year=asked.year).to_pylist()
    return rows[0] if rows else {}


def known(value: Position | None, origin: Origin) -> Default:
    """Return a default, or that nobody knows it: the origin then says where it would come from."""
    return Default(value, origin if value is not None else Origin("unknown"))


def of_ledger(
    key: str, asked: Asked, card: str | None = None, variant: str | None = None, unit: str | None = None
) -> Origin:
    """Return that a default is a sum of the ledger, which a card may show as well."""
    return Origin(key, {"year": asked.year}, card, variant, unit)


def of_register(register: str, asked: Asked, count: int = 0) -> Origin:
    """Return that a default is what so many rows of a register say."""
    return Origin(f"register.{register}", {"year": asked.year, "count": count})


def of_parameter(name: str, year: int, times: Decimal = Decimal(1)) -> Default:
    """Return the dated constant that held at the end of a year, in the lever's unit; unknown before its first day."""
    parameter, last_day = parameters()[name], date(year, 12, 31)
    if last_day < min(parameter.values):
        return Default(None, Origin("parameter_later", {"first": min(parameter.values).isoformat()}))
    dated = parameter.at(last_day)
    return Default((dated.value * times).normalize() + 0, Origin("parameter", {"reference": dated.reference}))


def whole_number(default: Default) -> Default:
    """Return a default as an integer."""
    return Default(None if default.value is None else int(default.value), default.origin)


def rounded(value: Decimal | float | None) -> Decimal | None:
    """Return a number of the store as a lever keeps it."""
    if value is None:
        return None
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    kept = number.quantize(KEPT).normalize()
    return kept.quantize(Decimal(1)) if kept == kept.to_integral() else kept


def unrounded(value: float | None) -> Decimal | None:
    """Return a number of the store that no lever keeps and no link carries, with all its digits."""
    return None if value is None else Decimal(repr(value))


def mean_of(values: Sequence[Decimal]) -> Decimal | None:
    """Return the mean; None of nothing."""
    return rounded(sum(values, Decimal(0)) / len(values)) if values else None


def difference(one: float | None, other: float | None) -> Decimal | None:
    """Return one less the other; None where either is unknown."""
    if one is None or other is None:
        return None
    return rounded(Decimal(repr(one)) - Decimal(repr(other)))


def lacking(**held: object) -> tuple[str, ...]:
    """Return the registers that hold nothing."""
    return tuple(register for register, rows in held.items() if not rows)
