"""What are the figures under one version of the rules, what under another, and which rules make the difference?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data import build
from data.access import Viewer
from data.errors import UserError
from data.rule_change import Move
from data.seen import for_viewer
from data.store import Store, Writer
from data.trial import trial
from kpi.figures import Figure, figures


@dataclass(frozen=True)
class Restated:
    """One figure under both versions."""

    before: Figure
    after: Figure

    @property
    def differs(self) -> bool:
        """Tell whether the value, or the reason why there is none, is another."""
        return (self.before.value, self.before.missing) != (self.after.value, self.after.missing)


@dataclass(frozen=True)
class Restatement:
    """Two versions of the rules side by side: every figure asked for, and the lines that are decided otherwise.

    `before` None stands for the figures as they are served, closed months as they were closed.
    """

    before: int | None
    after: int
    figures: tuple[Restated, ...]
    moves: tuple[Move, ...]


def rule_versions(store: Store) -> list[dict]:
    """Return the versions of the rules, the last first: version, rule_count, closed_periods under it."""
    return store.query("restate/versions").to_pylist()


@for_viewer
def restate(
    store: Store,
    viewer: Viewer,
    after: int,
    before: int | None,
    constants: build.Constants,
    card_ids: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
) -> Restatement:
    """Compute figures under two versions of the rules, over all lines, those of closed months too.

    Works on a copy; nothing of the store is changed. Raises: UserError for a version there is not.
    """
    known = {row["version"] for row in rule_versions(store)}
    for version in {after, before} - {None}:
        if version not in known:
            raise UserError("no_such_version", asked=version, known=", ".join(map(str, sorted(known))))
    with trial(store) as copy:
        if before is None:
            old = figures(store, viewer, card_ids, units, years)
            copy.run("restate/open_all")
        else:
            copy.run("restate/open_all")
            _decide_by(copy, before, constants)
            old = figures(copy, viewer, card_ids, units, years)
        moves = _decide_by(copy, after, constants)
        new = {_key(figure): figure for figure in figures(copy, viewer, card_ids, units, years)}
    pairs = tuple(Restated(figure, new[_key(figure)]) for figure in old if _key(figure) in new)
    return Restatement(before, after, pairs, moves)


def _decide_by(copy: Writer, version: int, constants: build.Constants) -> tuple[Move, ...]:
    """Decide every line by a version of the rules and build the figures; return what moved."""
    copy.run("restate/version", version=version)
    build.ready_rules(copy)
    copy.run("deliver/line_in_stored")
    build.decide_lines(copy)
    moves = tuple(Move(**row) for row in copy.query("preview/effect").to_pylist())
    build.store_decisions(copy)
    build.build_marts(copy, constants)
    return moves


def _key(figure: Figure) -> tuple[str, str | None, str, int]:
    return figure.card, figure.variant, figure.unit, figure.year
