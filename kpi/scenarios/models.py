"""Which models are there, what do their levers begin at, and what do they answer beside today?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from data.language import Language, text
from kpi.card import Words, cards
from kpi.scenarios import (
    activity_cost,
    adoption,
    adoption_lines,
    allocation,
    allocation_lines,
    boundary,
    boundary_lines,
    development_target,
    investment_gap,
    renewal,
    supply_demand,
    supply_demand_lines,
)
from kpi.scenarios.lever import Levers, Position
from kpi.scenarios.result import Line, Sheet

Data = object
Lines = Callable[[Levers, Data], tuple[Line, ...]]
Sheets = Callable[[Levers, Levers, Data], tuple[Sheet, ...]]


@dataclass(frozen=True)
class Model:
    """A model: its levers, its lines, and what describes today.

    `today` are positions that say "as it is" whatever the default is, `frame` the levers that today
    shares with the scenario (a horizon). `reach` is what it is asked for: a unit or scope, always the
    group, or one service. `beneath` are the levers that the others rest on and that stand by themselves.
    `interpretation` marks a model whose formula is ours in part.
    """

    id: str
    code: str
    levers: type[Levers]
    lines: Lines
    assumptions: tuple[str, ...]
    today_lines: Lines | None = None
    sheets: Sheets | None = None
    given: Callable[[Data], Mapping[str, Decimal]] = lambda data: {}
    today: Mapping[str, Position] = field(default_factory=dict)
    frame: tuple[str, ...] = ()
    reach: Literal["scope", "group", "service"] = "scope"
    beneath: tuple[str, ...] = ()
    interpretation: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a default comes from: a sentence of the catalogue, and the card that shows the same number."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    card: str | None = None
    variant: str | None = None
    unit: str | None = None

    def words(self, language: Language) -> str:
        """Return it as a sentence."""
        said = {name: each(language) if isinstance(each, Words) else each for name, each in self.values.items()}
        if self.card:
            said["card"] = cards()[self.card].name(language)
        return text(f"scenario.origin.{self.key}", language, **said)


@dataclass(frozen=True)
class Default:
    """What a lever begins at, and where that comes from; without a value nobody knows it."""

    value: Position | None
    origin: Origin


@dataclass(frozen=True)
class Start:
    """What a model begins with: each lever's default, what is no lever, and the registers that are missing.

    `notes` are codes of what the reader should know of the data (a month that lacks a unit). `services`
    are the names of those a model about one service can be asked for, by code; `service` is the one it is about.
    """

    defaults: Mapping[str, Default]
    data: Data
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    services: Mapping[str, str] = field(default_factory=dict)
    service: str | None = None


@dataclass(frozen=True)
class Comparison:
    """A line of the scenario beside today's."""

    today: Line | None
    then: Line

    @property
    def difference(self) -> Decimal | None:
        """Return how much the scenario differs from today; None where either is unknown."""
        if self.today is None or self.today.value is None or self.then.value is None:
            return None
        return self.then.value - self.today.value


MODELS: dict[str, Model] = {
    model.id: model
    for model in (
        Model("renewal", "M1", renewal.RenewalLevers, renewal.lines, renewal.ASSUMPTIONS),
        Model("investment_gap", "M2", investment_gap.GapLevers, investment_gap.lines, investment_gap.ASSUMPTIONS),
        Model(
            "development_target",
            "M3",
            development_target.TargetLevers,
            development_target.lines,
            development_target.ASSUMPTIONS,
            today_lines=development_target.today_lines,
            sheets=development_target.sheets,
        ),
        Model(
            "allocation",
            "M4",
            allocation.AllocationLevers,
            allocation_lines.lines,
            allocation.ASSUMPTIONS,
            today_lines=allocation_lines.today_lines,
            sheets=allocation_lines.sheets,
            frame=("own_units",),
            reach="group",
            beneath=("own_units",),
        ),
        Model(
            "supply_demand",
            "M5",
            supply_demand.QueueLevers,
            supply_demand_lines.lines,
            supply_demand.ASSUMPTIONS,
            today_lines=supply_demand_lines.today_lines,
            sheets=supply_demand_lines.sheets,
            given=lambda data: {"history_months": Decimal(len(data.months))},
            today={"moved_fte": 0, "extra_sek": 0, "local_fte": 0, "begins": "ahead"},
            frame=supply_demand.FRAME,
            beneath=supply_demand.BENEATH,
            interpretation=True,
        ),
        Model(
            "boundary",
            "M6",
            boundary.BoundaryLevers,
            boundary_lines.lines,
            boundary.ASSUMPTIONS,
            today_lines=boundary_lines.today_lines,
            sheets=boundary_lines.sheets,
            frame=("own_volumes",),
            reach="service",
            beneath=("own_volumes",),
            interpretation=True,
        ),
        Model(
            "activity_cost",
            "M7",
            activity_cost.ActivityLevers,
            activity_cost.lines,
            activity_cost.ASSUMPTIONS,
            today={"digital_pct": 0, "added_it_sek": 0, "reallocated_pct": 0},
            reach="service",
        ),
        Model(
            "adoption",
            "M8",
            adoption.AdoptionLevers,
            adoption_lines.lines,
            adoption.ASSUMPTIONS,
            today_lines=adoption_lines.today_lines,
            sheets=adoption_lines.sheets,
            today={"form": "straight"},
            frame=adoption.FRAME,
            beneath=adoption.BENEATH,
            interpretation=True,
        ),
    )
}


def model_named(name: str) -> Model:
    """Return the model of that name. Raises: KeyError for one that does not exist."""
    return MODELS[name]


def default_positions(start: Start) -> dict[str, Position | None]:
    """Return what every lever begins at."""
    return {name: default.value for name, default in start.defaults.items()}


def today_levers(model: Model, levers: Levers, start: Start) -> Levers:
    """Return the levers as they stand today: the store's, with what the scenario only frames.

    Raises: ImpossibleLever where what the store holds cannot be.
    """
    framed = {name: getattr(levers, name) for name in model.frame}
    return model.levers.turned(default_positions(start) | dict(model.today) | framed)


def compared(model: Model, levers: Levers, today: Levers, start: Start) -> tuple[Comparison, ...]:
    """Return every line of the scenario beside the same line today."""
    before = {line.key: line for line in (model.today_lines or model.lines)(today, start.data)}
    return tuple(Comparison(before.get(line.key), line) for line in model.lines(levers, start.data))
