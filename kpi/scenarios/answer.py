"""What does a scenario say in one or two sentences?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.language import Language, text
from kpi import format as fmt
from kpi.scenarios.allocation import UnitShare, allocate
from kpi.scenarios.lever import Levers
from kpi.scenarios.models import Comparison, Model, Start
from kpi.scenarios.printing import money_range


@dataclass(frozen=True)
class Asking:
    """What the sentence is made from, and in which language."""

    model: Model
    levers: Levers
    start: Start
    lines: Mapping[str, Comparison]
    year: int
    language: Language

    def said(self, key: str, unit: str | None = None) -> str:
        """Return the scenario's number of a line as it stands in a sentence."""
        return self.number(self.lines[key].then.value, unit or self.lines[key].then.unit)

    def before(self, key: str) -> str:
        """Return today's number of a line as it stands in a sentence; empty where there is none."""
        today = self.lines[key].today
        return self.number(today.value, today.unit) if today else ""

    def number(self, value: Decimal | None, unit: str) -> str:
        """Return a number as it stands in a sentence."""
        if unit == "ratio":
            return fmt.number(value, 2, self.language)
        return fmt.figure(value, unit, self.language, "sentence")

    def value(self, key: str) -> Decimal | None:
        """Return the scenario's number of a line."""
        return self.lines[key].then.value

    def sentence(self, key: str, **values: object) -> str:
        """Return a sentence of the catalogue."""
        return text(f"scenario.answer.{key}", self.language, **values)


def answer(
    model: Model, levers: Levers, start: Start, lines: Sequence[Comparison], year: int, language: Language
) -> str:
    """Return what the scenario says; why it says nothing where its first line has no number."""
    asking = Asking(model, levers, start, {line.then.key: line for line in lines}, year, language)
    reason = lines[0].then.why_empty(language)
    if reason:
        return asking.sentence("unanswered", reason=reason)
    said = _ANSWERS[model.id](asking)
    return said if said else asking.sentence("unanswered", reason=_first_reason(lines, language))


def _first_reason(lines: Sequence[Comparison], language: Language) -> str:
    return next((reason for line in lines if (reason := line.then.why_empty(language))), "")


def _renewal(asking: Asking) -> str:
    said = asking.sentence("renewal", years=asking.said("renewal_years"), set_aside=asking.said("set_aside_sek"))
    if asking.value("needed_markup_pct") is None:
        return said
    life = asking.number(asking.levers.life_years, "year")
    return f"{said} {asking.sentence('renewal.needed', life=life, needed=asking.said('needed_markup_pct'))}"


def _investment_gap(asking: Asking) -> str:
    low, high = (asking.lines[key].then.value for key in ("drift_low_sek", "drift_high_sek"))
    if low is None or high is None:
        return ""
    said = asking.sentence("investment_gap", range=money_range(low, high, asking.language))
    if asking.value("drift_low_pct") is None or asking.value("drift_high_pct") is None:
        return said
    shares = f"{_bare(asking, 'drift_low_pct')}–{asking.said('drift_high_pct')}"
    return f"{said} {asking.sentence('investment_gap.share', range=shares)}"


def _development_target(asking: Asking) -> str:
    gap_sek, gap_fte = asking.value("gap_sek"), asking.value("gap_fte")
    target = asking.number(asking.levers.target_pct, "%")
    key = "development_target" if gap_sek > 0 else "development_target.reached"
    said = asking.sentence(key, target=target, gap=asking.number(abs(gap_sek), "SEK"))
    if gap_fte is None:
        return said
    people = "development_target.people" if gap_fte > 0 else "development_target.people_reached"
    return f"{said} {asking.sentence(people, gap=asking.number(abs(gap_fte), 'HTE'))}"


def _allocation(asking: Asking) -> str:
    shares = allocate(asking.levers, asking.start.data)
    if not shares:
        return ""
    said = asking.sentence(
        "allocation",
        more=asking.said("pays_more"),
        less=asking.said("pays_less"),
        moved=asking.said("moved_sek"),
    )
    most, least = (pick(shares, key=lambda share: share.difference_sek) for pick in (max, min))
    parts = [said]
    if most.difference_sek > 0:
        parts.append(_of_unit(asking, "allocation.most", most))
    if least.difference_sek < 0:
        parts.append(_of_unit(asking, "allocation.least", least))
    return " ".join(parts)


def _of_unit(asking: Asking, key: str, share: UnitShare) -> str:
    return asking.sentence(key, unit=share.base.name, amount=asking.number(abs(share.difference_sek), "SEK"))


def _supply_demand(asking: Asking) -> str:
    emptied = asking.value("months_to_empty")
    if emptied is not None:
        key = "supply_demand.empty_at_once" if emptied == 1 else "supply_demand.empty"
        said = asking.sentence(key, months=asking.number(emptied, "month"))
    else:
        said = asking.sentence("supply_demand", queue=asking.said("queue_hours"))
        if asking.value("frustration") is not None:
            said += " " + asking.sentence("supply_demand.months", months=_bare(asking, "frustration"))
    now, then = asking.lines["queue_hours"].today, asking.value("queue_hours")
    if now is None or now.value is None or now.value == then:
        return said
    return f"{said} {asking.sentence('supply_demand.without', queue=asking.before('queue_hours'))}"


def _boundary(asking: Asking) -> str:
    over = asking.value("over_limit")
    variation, limit = asking.said("variation"), asking.number(asking.levers.limit, "ratio")
    if over is None:
        return asking.sentence("boundary.no_limit", variation=variation)
    name = asking.start.services.get(asking.start.service or "", "")
    own = bool(asking.levers.own_volumes.strip())
    whose = asking.sentence("boundary.own") if own or not name else asking.sentence("boundary.service", service=name)
    return asking.sentence(
        "boundary.over" if over else "boundary.within", whose=whose, variation=variation, limit=limit
    )


def _activity_cost(asking: Asking) -> str:
    cost = asking.lines["service_cost_sek"]
    before = cost.today.value if cost.today else None
    said = asking.sentence("activity_cost.after", after=asking.said("service_cost_sek"))
    if before is not None:
        change = cost.then.value - before
        key = "more" if change > 0 else "less" if change < 0 else "same"
        said = asking.sentence(
            f"activity_cost.{key}", after=asking.said("service_cost_sek"), change=asking.number(abs(change), "SEK")
        )
    even = asking.value("break_even_pct")
    if even is None:
        return said
    tail = "activity_cost.never" if even > 100 else "activity_cost.even"
    return f"{said} {asking.sentence(tail, share=asking.said('break_even_pct'))}"


def _adoption(asking: Asking) -> str:
    then = asking.sentence(
        "adoption", share=asking.said("share_at_end_pct"), year=asking.year + (asking.levers.years or 0)
    )
    target = asking.levers.digital_target_pct
    if target is None:
        return then
    named, reached = asking.number(target, "%"), asking.value("years_to_target")
    if reached is None:
        return f"{then} {asking.sentence('adoption.never', target=named)}"
    if reached == 0:
        return f"{then} {asking.sentence('adoption.there', target=named)}"
    year = asking.year + int(reached.to_integral_value(rounding="ROUND_CEILING"))
    return f"{then} {asking.sentence('adoption.reached', target=named, year=year)}"


def _bare(asking: Asking, key: str) -> str:
    value = asking.value(key)
    return fmt.number(value, fmt.sentence_decimals(value), asking.language)


_ANSWERS: dict[str, Callable[[Asking], str]] = {
    "renewal": _renewal,
    "investment_gap": _investment_gap,
    "development_target": _development_target,
    "allocation": _allocation,
    "supply_demand": _supply_demand,
    "boundary": _boundary,
    "activity_cost": _activity_cost,
    "adoption": _adoption,
}
