"""What does a store look like to one viewer: which rows can they fetch, and what can they change in it?

The one place where data/access.py is enforced. Whatever a page or a command asks of a store, it asks of the store
as its viewer sees it; a query or an act that the viewer's role or units do not reach is refused here and noted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from data import refusals
from data.access import ACTS, BOUND, NotAllowed, Viewer, action_of_act, action_of_read, unit_of_act
from data.rules import FIELDS
from data.store import Store, Writer

# The parameters by which a query is asked of units, where its rows do not name theirs.
UNITS_ASKED = ("unit", "units", "openable", "seller", "buyer")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Seen(Store):
    """A store as one viewer may see and change it."""

    def __init__(self, held: Store, viewer: Viewer) -> None:
        self._held = held
        self.viewer = viewer
        self.folder = held.folder

    def query(self, name: str, /, **params: object) -> pa.Table:
        """Return the rows of a query, of the viewer's units where the query opens lines.

        Raises: NotAllowed where the viewer's role may not ask it.
        """
        return self._limited(name, params, self._held.query)

    def query_large(self, name: str, /, **params: object) -> pa.Table:
        """Return the rows of a query that gives many, as `query` does."""
        return self._limited(name, params, self._held.query_large)

    def standing(self, name: str) -> list[dict]:
        """Return the rows of a query without parameters, as a store does.

        Raises: NotAllowed where the viewer's role may not ask it.
        """
        action = self._check(name)
        if action in BOUND and self.viewer.units_for(action) is not None:
            return self.query(name).to_pylist()
        return self._held.standing(name)

    @contextmanager
    def write(self, fresh: bool = False) -> Iterator[Writer]:
        """Build the next version in the viewer's name; it must hold an act that the viewer may do.

        Raises: NotAllowed for a role that may do nothing.
        """
        if not any(self.viewer.may(action) for action, _ in ACTS.values()):
            raise refused(self.folder, self.viewer, "write")
        with self._held.write(fresh) as writer:
            writer.viewer = self.viewer
            yield writer
            if not writer.is_authorised:
                raise RuntimeError("a viewer's change is noted as an act, or it is not made")

    def _limited(self, name: str, params: Mapping[str, object], ask: Callable[..., pa.Table]) -> pa.Table:
        action = self._check(name)
        units = self.viewer.units_for(action)
        if action not in BOUND or units is None:
            return ask(name, **params)
        rows = ask(name, **params)
        if "unit" in rows.column_names:
            own = rows.filter(pc.is_in(rows.column("unit"), pa.array(units, pa.string())))
            if "file_id" in params and own.num_rows < rows.num_rows:  # one line was asked for, and it is another's
                raise refused(self.folder, self.viewer, name, "not_for_units")
            return own
        if not all(unit in units for unit in _asked_units(params)):
            raise refused(self.folder, self.viewer, name, "not_for_units")
        return rows

    def _check(self, query: str) -> str:
        """Return the action that a query belongs to, where the viewer may do it."""
        action = action_of_read(query)
        if not self.viewer.may(action):
            raise refused(self.folder, self.viewer, query)
        return action

    # What data/trial.py tries things out with: a connection of its own, or a copy, that no query is checked in.
    def _reader(self) -> object:
        return self._trying()._reader()

    def _build(self, *asked: object, **named: object) -> Writer:
        return self._trying()._build(*asked, **named)

    def _trying(self) -> Store:
        if not self.viewer.may("desk"):
            raise refused(self.folder, self.viewer, "trial")
        return self._held


def seen(store: Store, viewer: Viewer) -> Seen:
    """Return a store as a viewer sees it. One that is seen by somebody is not to be seen by anybody else."""
    if not isinstance(store, Seen):
        return Seen(store, viewer)
    if store.viewer != viewer:
        raise refused(store.folder, viewer, "another's store")
    return store


def for_viewer(
    ask: Callable[Concatenate[Store, Viewer, Asked], Answer],
) -> Callable[Concatenate[Store, Viewer, Asked], Answer]:
    """Let a fetch or an act reach the store only as its viewer sees it, whoever calls it and with whatever store."""

    @wraps(ask)
    def asked(store: Store, viewer: Viewer, *more: Asked.args, **named: Asked.kwargs) -> Answer:
        return ask(seen(store, viewer), viewer, *more, **named)

    asked.is_for_viewer = True
    return asked


def check_role(writer: Writer, act: str, detail: Mapping[str, object]) -> None:
    """Refuse an act, before anything is done of it, that is not for the role of whoever changes the store.

    Raises: NotAllowed, and the refusal is noted.
    """
    action, _ = action_of_act(act, detail)
    if writer.viewer is not None and not writer.viewer.may(action):
        raise refused(writer.originals.parent, writer.viewer, act)


def authorise(writer: Writer, act: str, detail: Mapping[str, object]) -> None:
    """Refuse an act, done but not yet in force, that the role or the units of its viewer do not reach.

    Raises: NotAllowed, and the refusal is noted.
    """
    check_role(writer, act, detail)
    viewer, (action, reach) = writer.viewer, action_of_act(act, detail)
    limit = None if viewer is None or reach == "none" else viewer.units_for(action)
    if viewer is not None and limit is not None:
        units = _units_of(writer, act, detail)
        if reach == "all" or not units or not units <= set(limit):
            raise refused(writer.originals.parent, viewer, act, "not_for_units")
    writer.is_authorised = True


def allow(store: Store, viewer: Viewer, action: str, unit: str | None = None, code: str = "not_for_role") -> None:
    """Refuse what is not to be done with a query or an act alone, such as handing out a kept file.

    `unit`: the one it is done to; None = all units at once. Raises: NotAllowed, and the refusal is noted.
    """
    if not viewer.may_change(action, unit):
        raise refused(store.folder, viewer, action, code)


def refused(folder: Path, viewer: Viewer, what: str, code: str = "not_for_role") -> NotAllowed:
    """Note a refusal, never with data in it, and return it to be raised."""
    refusals.note(folder, viewer, what)
    return NotAllowed(code)


def _asked_units(params: Mapping[str, object]) -> Iterable[object]:
    """Return the units that a query is asked of."""
    for name in UNITS_ASKED:
        given = params.get(name)
        yield from given if isinstance(given, list | tuple) else () if given is None else (given,)


def _units_of(writer: Writer, act: str, detail: Mapping[str, object]) -> set[object]:
    """Return the units that an act changes; None among them = all of them."""
    if act == "load" and detail["request"]["register"] == "rules":
        return {rule["unit"] for rule in _changed_rules(writer)} or {None}
    if act == "load":
        return {
            row["unit"]
            for file in detail["files"]
            for row in writer.query("decide/file_units", file_id=file["file_id"]).to_pylist()
        }
    return {unit_of_act(detail)}


def _changed_rules(writer: Writer) -> list[dict]:
    """Return the rules in which the version being built and the one before it differ."""
    version = writer.query("close/rule_version").column("version")[0].as_py()
    now, before = (writer.query("close/rules_of", version=one).to_pylist() for one in (version, version - 1))
    said = [{tuple(rule[name] for name in FIELDS) for rule in rules} for rules in (now, before)]
    return [rule for rule in (*now, *before) if tuple(rule[name] for name in FIELDS) not in said[0] & said[1]]
