"""Does digital delivery grow as fast as was decided?"""

from data.language import Language, text
from kpi import format as fmt
from kpi.pacing import PaceYear, case
from kpi.summary_parts import WHOLE_YEAR, Sentence, percent, together, unknown

AHEAD = ("late", "in_time", "early", "never", "far")  # a target that is still ahead, and a pace towards it


def pace(now: PaceYear | None, year: int, language: Language) -> Sentence:
    """Return the share that is digital, its pace, and the pace and target that were decided."""
    found = case(now)
    if found in ("no_data", "no_share"):
        why = text(f"summary.pace.{found}", language, year=year)
        return unknown("pace", "unknown", why, language, year=year)
    said = together(_share(now, language), _outcome(now, language), _decided(now, found, language))
    return Sentence("pace", said, _caution(now, language))


def _share(now: PaceYear, language: Language) -> str:
    if not now.share_pct:
        return text(f"summary.pace.share_{now.basis}_none", language, year=now.year)
    return text(f"summary.pace.share_{now.basis}", language, share=percent(now.share_pct, language), year=now.year)


def _outcome(now: PaceYear, language: Language) -> str:
    """Return the pace since the last earlier year with a share."""
    if now.outcome_pp is None:
        return text("summary.pace.one_year", language)
    if not fmt.round_half_up(now.outcome_pp, 1):
        return text("summary.pace.still", language, since=now.earlier_year)
    key = "grows" if now.outcome_pp > 0 else "falls"
    spread = now.earlier_year is not None and now.year - now.earlier_year > 1
    return text(f"summary.pace.{key}{'_yearly' if spread else ''}", language,
                pace=_points(abs(now.outcome_pp), language), since=now.earlier_year)  # fmt: skip


def _decided(now: PaceYear, found: str, language: Language) -> str:
    """Return what was decided, what pace that takes, and when the pace of today leads there."""
    if now.target_year is None:
        return text("summary.pace.not_decided", language)
    target = percent(now.target_pct, language)
    if found == "reached":
        key = "reached" if percent(now.share_pct, language) == target else "passed"
        return text(f"summary.pace.{key}", language, target=target, year=now.target_year)
    arrives = text(f"summary.pace.{found}", language, arrival=now.arrival_year) if found in AHEAD else ""
    said = text("summary.pace.decided", language, target=target, year=now.target_year)
    return together(said, _takes(now, language), arrives)


def _takes(now: PaceYear, language: Language) -> str:
    """Return the pace that was decided, and the one it takes from here where that is another."""
    if now.required_pp is None:
        return ""
    required = _points(now.required_pp, language)
    if now.decided_pp is None or _points(now.decided_pp, language) == required:
        return text("summary.pace.takes", language, required=required)
    return text("summary.pace.takes_now", language, required=required, decided=_points(now.decided_pp, language))


def _caution(now: PaceYear, language: Language) -> str:
    if now.basis != "cases" or now.volume_months is None or now.volume_months >= WHOLE_YEAR:
        return ""
    return text("summary.pace.months", language, year=now.year, months=now.volume_months)


def _points(pace_pp: float, language: Language) -> str:
    """Return percentage points without their year: the sentence says it."""
    return fmt.number(pace_pp, fmt.sentence_decimals(pace_pp), language)
