"""How do answers look on a terminal?"""

from collections.abc import Iterable, Sequence

from data.backup import BackedUp
from data.closing import Closed
from data.errors import Problem
from data.language import Language, text
from data.originals import shown_name
from data.result import FileResult
from kpi import format as fmt
from kpi.card import cards
from kpi.checking import Finding
from kpi.drill import Explanation, rule_name
from kpi.figures import Figure
from kpi.log import LoggedAct
from kpi.purging import Plan


def results(found: Iterable[FileResult], language: Language, tried: bool = False) -> str:
    """Return what came of each file, with its problems below it; `tried`: nothing was kept of it."""
    rows = [text("load.tried", language)] if tried else []
    for result in found:
        status = text(f"status.{result.status}", language)
        counts = text(
            "load.counts",
            language,
            read=result.rows_read,
            added=result.added,
            removed=result.removed,
            changed=result.changed,
        )
        total = "" if result.sum_sek is None else f", {fmt.exact_money(result.sum_sek, language)}"
        rows.append(f"{status:<11} {shown_name(result.file)}: {counts}{total}")
        rows += [_problem(problem, language) for problem in result.problems]
    return "\n".join(rows)


def _problem(problem: Problem, language: Language) -> str:
    """Return how grave a problem is, where it stands and what it says."""
    place = ", ".join(filter(None, (str(problem.line or ""), problem.column)))
    said = f"{place}: {problem.message(language)}" if place else problem.message(language)
    return f"    {text(f'severity.{problem.severity}', language)} {said}"


def figures(found: Iterable[Figure], language: Language) -> str:
    """Return one figure a line: card, variant, unit, year, value and what stands in its way."""
    rows = []
    for figure in found:
        value = "–" if figure.value is None else f"{figure.value:.6g} {figure.unit_of_measure}"
        name = figure.card + (f" ({figure.variant})" if figure.variant else "")
        notes = "; ".join(filter(None, (figure.status, figure.reason(language))))
        rows.append(f"{figure.year}  {figure.unit:<18} {name:<48} {value:>18}  {notes}")
    return "\n".join(rows)


def explanation(found: Explanation, language: Language) -> str:
    """Return the way back as text."""
    rows = [figures([found.figure], language), cards()[found.figure.card].how_calculated(language), ""]
    rows += [_rule(row) for row in found.rules]
    rows += ["", *(_line(row) for row in found.lines)]
    if found.purged_at:
        said = {"year": found.figure.year, "date": fmt.day(found.purged_at.date(), language)}
        rows.append(text("page.way_back.purged", language, **said))
    if found.next_page:
        rows.append(f"--next {found.next_page}")
    return "\n".join(rows)


def _rule(row: dict) -> str:
    """Return what decided some lines, and their sum, as text."""
    return f"{rule_name(row):>12}  {row['sum_sek']:>18.2f} kr  {row['category']}  {row['note'] or ''}"


def _line(row: dict) -> str:
    """Return one ledger line as text."""
    return f"{row['file']}:{row['line']}  {row['voucher'] or ''}  {row['amount_sek']:.2f}  {row['text'] or ''}"


def findings(found: Sequence[Finding], language: Language) -> str:
    """Return what was verified, with the faults below."""
    rows = []
    for finding in found:
        verdict = text("check.holds" if finding.holds else "check.fails", language)
        rows.append(f"{verdict:<14} {text(f'check.{finding.code}', language)}")
        rows += [f"    {text(f'check.{code}', language, **values)}" for code, values in finding.faults]
    return "\n".join(rows)


def closed(found: Closed, language: Language) -> str:
    """Return what came of closing or opening a month."""
    return text(
        f"close.{found.state}",
        language,
        unit=found.unit,
        period=found.period,
        count=found.line_count,
        sum=fmt.exact_money(found.sum_sek, language),
        first=found.first_actor or "",
    )


def acts(found: Iterable[LoggedAct], language: Language) -> str:
    """Return one act a line: number, time, who, what and of which files."""
    rows = []
    for act in found:
        name = text(f"act.{act.act}", language)
        undone = f" ({text('act.undone', language)})" if act.is_undone else ""
        of = ", ".join(act.files) or " ".join(str(act.detail.get(key, "")) for key in ("unit", "period", "act_id"))
        rows.append(f"{act.act_id:>6}  {act.done_at:%Y-%m-%d %H:%M}  {act.actor:<16} {name}{undone}  {of.strip()}")
    return "\n".join(rows)


def backed_up(key: str, done: BackedUp, language: Language) -> str:
    """Return what a backup holds and its checksum."""
    return text(key, language, **done.as_json())


def purged(found: Plan, language: Language, is_done: bool) -> str:
    """Return what a purge takes away, or has taken."""
    if found.is_empty:
        return text("purge.nothing", language, before=found.before)
    rows = [text("purge.done" if is_done else "purge.would", language)]
    for year in found.years:
        counts = {"count": fmt.number(year.line_count, 0, language), "sum": fmt.exact_money(year.sum_sek, language)}
        rows.append(
            text("purge.year", language, year=year.year, closed=year.closed_count, months=year.month_count, **counts)
        )
    rows += [text("purge.removed", language, file=name) for _, name in found.removed]
    rows += [text("purge.trimmed", language, file=name, before=found.before) for _, name in found.trimmed]
    return "\n".join(rows)
