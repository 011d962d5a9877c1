"""Is development being eaten by maintenance? In two or three sentences made from figures."""

from collections.abc import Sequence

from kpi import format as fmt
from kpi.development import Lacking, WorkYear
from kpi.figures import Figure
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say


def answer(
    told: Sequence[WorkYear], chosen: Filters, gap: Figure | None, lacking: Lacking, use: Figure | None
) -> str:
    """Return how development's share has moved, how far it is to the target, and how much of the plan is used."""
    known = [row for row in told if row.share_pct is not None]
    where = say(f"page.development.where.{'unit' if chosen.unit else chosen.scope}")
    if not known or known[-1].year != chosen.year:
        return say("page.development.answer_unknown", where=where, year=chosen.year)
    said = [_share(known, where), _gap(known[-1], gap, lacking)]
    if use and use.value is not None:
        said.append(say("page.development.answer_use", share=_percent(use.value)))
    return " ".join(filter(None, said))


def _share(known: Sequence[WorkYear], where: str) -> str:
    first, last = known[0], known[-1]
    began, ended = _percent(first.share_pct), _percent(last.share_pct)
    if first.year == last.year:
        return say("page.development.answer_once", where=where, last=ended, year=last.year)
    way = "same" if began == ended else "up" if last.share_pct > first.share_pct else "down"
    told = {"where": where, "first": began, "last": ended, "from_year": first.year, "year": last.year}
    return say(f"page.development.answer_{way}", **told)


def _gap(now: WorkYear, gap: Figure | None, lacking: Lacking) -> str:
    if gap is None or gap.value is None:
        return ""
    if now.gap_sek_from == "units" and now.units > 1:
        return _of_units(lacking)
    money = fmt.money(abs(gap.value), reader_language(), voice="sentence")
    return say(f"page.development.answer_own_{way_to_target(gap)}", gap=money, target=_percent(now.target_pct))


def _of_units(lacking: Lacking) -> str:
    """Say what the units that lack are short of; the card's own sum is net of those that have passed."""
    apart = say("page.development.apart") if lacking.leaves_out_central else ""
    many = {0: ".none", 1: ".one"}.get(lacking.units, "")
    money = fmt.money(lacking.sek, reader_language(), voice="sentence")
    return say(f"page.development.answer_units{many}", units=lacking.units, gap=money, apart=apart)


def way_to_target(gap: Figure) -> str:
    """Return which side of the target a gap is on, as it is printed: short, over, or met."""
    decimals = 0 if gap.unit_of_measure == "SEK" else 1
    printed = fmt.round_half_up(gap.value, decimals)
    return "met" if not printed else "short" if printed > 0 else "over"


def _percent(value: float) -> str:
    return fmt.figure(value, "%", reader_language(), "sentence")
