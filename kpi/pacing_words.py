"""Are we keeping pace? In one sentence, whatever is known."""

from collections.abc import Sequence

from data.language import Language, text
from kpi import format as fmt
from kpi.pacing import PaceYear, case


def answer(now: PaceYear | None, told: Sequence[PaceYear], year: int, language: Language) -> str:
    """Return the answer: the pace, the pace required, and when the target is reached.

    `told` are the years with a share. What the share is of is said where it is not the cases.
    """
    found = case(now)
    values = _values(now, told, year, language)
    if found == "one_year" and now.target_year is not None:
        said = text("pacing.answer.one_year_target", language, **values)
    elif found == "no_share":
        key = "pacing.answer.no_share_but_earlier" if told else "pacing.answer.no_share"
        said = text(key, language, **values)
    else:
        said = text(f"pacing.answer.{found}", language, **values)
    if now is not None and now.basis == "services" and found != "no_share":
        said = f"{said} {text('pacing.answer.by_services', language)}"
    return said


def title(now: PaceYear, told: Sequence[PaceYear], language: Language) -> str:
    """Return what the curve shows, as its message."""
    found = case(now)
    values = _values(now, told, now.year, language)
    if found in ("late", "in_time", "early", "never", "far", "reached"):
        return text(f"pacing.title.{found}", language, **values)
    if len(told) > 1:
        return text("pacing.title.change", language, **values)
    return text(f"pacing.title.{now.basis}", language, **values)


def outcome(pace_pp: float, language: Language) -> str:
    """Return a yearly pace in words: what grows is said without a sign, what falls with its verb."""
    printed = fmt.figure(abs(pace_pp), "pp/year", language, "sentence")
    if not fmt.round_half_up(pace_pp, 1):
        return text("pacing.pace.still", language)
    return text("pacing.pace.grows" if pace_pp > 0 else "pacing.pace.falls", language, pace=printed)


def _values(now: PaceYear | None, told: Sequence[PaceYear], year: int, language: Language) -> dict[str, object]:
    """Return what the sentences are filled with, as far as it is known."""
    values: dict[str, object] = {"year": year}
    if told:
        values |= {"first": told[0].year, "first_share": _percent(told[0].share_pct, language), "last": told[-1].year}
    if now is None:
        return values
    values |= {"share": _percent(now.share_pct, language), "target": _percent(now.target_pct, language)}
    values |= {"target_year": now.target_year, "arrival": now.arrival_year}
    if now.outcome_pp is not None:
        values["outcome"] = outcome(now.outcome_pp, language)
    if now.required_pp is not None:
        values["required"] = fmt.number(now.required_pp, fmt.sentence_decimals(now.required_pp), language)
    return values


def _percent(share_pct: float | None, language: Language) -> str:
    return fmt.figure(share_pct, "%", language, "sentence")
