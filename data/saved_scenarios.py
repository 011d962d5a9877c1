"""Which scenarios has somebody saved, under which names, and how is one saved, renamed or taken away?

A scenario is kept as the address that shows it, so that it opens as a link does. It is a setting of the store and an
act of its own: `rebuild` carries both over.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from data import acts
from data.access import Viewer
from data.errors import UserError
from data.seen import for_viewer, refused
from data.store import Store, Writer

KEPT_AS = "scenario:"
LONGEST_NAME = 80


@dataclass(frozen=True)
class SavedScenario:
    """A scenario under its name: the model, the parameters of its address, and who saved it when (UTC)."""

    name: str
    model: str
    address: Mapping[str, str]
    saved_by: str
    saved_at: str

    @property
    def key(self) -> str:
        """Return what makes the name one of a kind: two that differ in case or blanks are the same."""
        return KEPT_AS + " ".join(self.name.split()).casefold()


@for_viewer
def saved_scenarios(store: Store, viewer: Viewer) -> list[SavedScenario]:
    """Return the saved scenarios by name.

    Raises: UserError for a role that may not see them.
    """
    _check(store, viewer)
    return _held(store.query("store/settings").to_pylist())


@for_viewer
def save_scenario(
    store: Store, viewer: Viewer, name: str, model: str, address: Mapping[str, str], replacing: bool = False
) -> SavedScenario:
    """Save a scenario under a name.

    Raises: UserError for a role that may not, a name that is none, or one that is taken while not `replacing`.
    """
    _check(store, viewer)
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    scenario = SavedScenario(_name(name), model, dict(address), viewer.actor, now)
    _changing(store)
    with store.write() as writer:
        taken = _find(writer, scenario.key)
        if taken and not replacing:
            raise UserError("scenario_name_taken", name=taken.name)
        _keep(writer, scenario)
        _note(writer, viewer, "save_scenario", asdict(scenario) | {"before": taken and asdict(taken)})
    return scenario


@for_viewer
def rename_scenario(store: Store, viewer: Viewer, name: str, new_name: str) -> SavedScenario:
    """Give a saved scenario another name.

    Raises: UserError for a role that may not, a scenario that is gone, or a name that is none or taken.
    """
    _check(store, viewer)
    _changing(store)
    with store.write() as writer:
        before = _there(writer, name)
        after = replace(before, name=_name(new_name))
        taken = _find(writer, after.key)
        if taken and taken.key != before.key:
            raise UserError("scenario_name_taken", name=taken.name)
        writer.run("store/remove_setting", name=before.key)
        _keep(writer, after)
        _note(writer, viewer, "rename_scenario", {"name": after.name, "before": before.name})
    return after


@for_viewer
def remove_scenario(store: Store, viewer: Viewer, name: str) -> None:
    """Take a saved scenario away; what it held stays in the log.

    Raises: UserError for a role that may not, or a scenario that is gone.
    """
    _check(store, viewer)
    _changing(store)
    with store.write() as writer:
        before = _there(writer, name)
        writer.run("store/remove_setting", name=before.key)
        _note(writer, viewer, "remove_scenario", asdict(before))


def _check(store: Store, viewer: Viewer) -> None:
    if not viewer.may("scenario"):
        raise refused(store.folder, viewer, "scenario", "scenario_refused")


def _changing(store: Store) -> None:
    """Refuse to begin a store by saving a scenario in it."""
    if not store.exists:
        raise UserError("no_store", folder=store.folder.name)


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise UserError("scenario_unnamed")
    if len(plain) > LONGEST_NAME:
        raise UserError("scenario_name_long", most=LONGEST_NAME)
    return plain


def _held(settings: list[dict]) -> list[SavedScenario]:
    kept = [json.loads(row["content"]) for row in settings if row["name"].startswith(KEPT_AS)]
    return sorted((SavedScenario(**content) for content in kept), key=lambda scenario: scenario.name.casefold())


def _find(writer: Writer, key: str) -> SavedScenario | None:
    held = _held(writer.query("store/settings").to_pylist())
    return next((scenario for scenario in held if scenario.key == key), None)


def _there(writer: Writer, name: str) -> SavedScenario:
    found = _find(writer, SavedScenario(name, "", {}, "", "").key)
    if found is None:
        raise UserError("scenario_gone", name=name)
    return found


def _keep(writer: Writer, scenario: SavedScenario) -> None:
    content = json.dumps(asdict(scenario), ensure_ascii=False)
    writer.run("store/save_setting", name=scenario.key, content=content)


def _note(writer: Writer, viewer: Viewer, act: str, detail: Mapping[str, object]) -> None:
    acts.record(writer, act, detail, viewer.actor, is_verified=viewer.verified)
