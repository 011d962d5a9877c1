"""Which roles has the administrator given in the product, to whom and for which units?

A grant is a setting of the store and an act of its own: `rebuild` carries both over. It holds from the next time
the person does anything, and adds to what the groups of the login give.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from data import acts
from data.access import ROLES, Role, Units, Viewer
from data.errors import Refusal, UserError
from data.seen import allow, for_viewer
from data.store import Store

KEPT_AS = "role:"
LONGEST_LOGIN = 200


@dataclass(frozen=True)
class Granted:
    """Who has which roles, for which units; None = all of them."""

    login: str
    roles: tuple[Role, ...]
    units: Units = None

    def as_noted(self) -> dict[str, object]:
        """Return the grant as it is kept and logged."""
        return {"login": self.login, "roles": list(self.roles), "units": self.units and list(self.units)}


def granted_in(store: Store) -> dict[str, Granted]:
    """Return every grant by the login it is to; for the login itself, which nobody has yet."""
    return {grant.login: grant for grant in _held(store.standing("store/roles"))} if store.exists else {}


@for_viewer
def grants(store: Store, viewer: Viewer) -> list[Granted]:
    """Return every grant, by login.

    Raises: NotAllowed for a viewer who may not see who has which role.
    """
    return _held(store.query("store/roles").to_pylist())


@for_viewer
def give(store: Store, viewer: Viewer, login: str, roles: Sequence[Role], units: Sequence[str]) -> Granted:
    """Give a login roles, in the place of those it was given before; no unit = all units.

    Raises: UserError for no login, no role or one that there is not; NotAllowed for who may not.
    """
    grant = Granted(_login(login), tuple(role for role in ROLES if role in roles), tuple(sorted(units)) or None)
    if not grant.roles:
        raise Refusal("no_role_given")
    _begin(store, viewer)
    with store.write() as writer:
        before = _found(writer.query("store/roles").to_pylist(), grant.login)
        acts.record(writer, "give_roles", grant.as_noted() | {"before": before and before.as_noted()}, viewer.actor)
        content = json.dumps(grant.as_noted(), ensure_ascii=False)
        writer.run("store/save_setting", name=f"{KEPT_AS}{grant.login}", content=content)
    return grant


@for_viewer
def take(store: Store, viewer: Viewer, login: str) -> None:
    """Take a login's roles away.

    Raises: UserError where none are given; NotAllowed for who may not.
    """
    _begin(store, viewer)
    with store.write() as writer:
        before = _found(writer.query("store/roles").to_pylist(), _login(login))
        if before is None:
            raise Refusal("no_such_grant", login=login)
        acts.record(writer, "take_roles", before.as_noted(), viewer.actor)
        writer.run("store/remove_setting", name=f"{KEPT_AS}{before.login}")


def _begin(store: Store, viewer: Viewer) -> None:
    allow(store, viewer, "give_roles")
    if not store.exists:
        raise UserError("no_store_for_roles")


def _login(login: str) -> str:
    """Return a login as it is compared: without blanks around it, in small letters."""
    plain = login.strip().casefold()
    if not plain or len(plain) > LONGEST_LOGIN or not plain.isprintable():
        raise Refusal("no_login_given")
    return plain


def _held(settings: Sequence[dict]) -> list[Granted]:
    kept = [json.loads(row["content"]) for row in settings]
    found = [Granted(row["login"], tuple(row["roles"]), row["units"] and tuple(row["units"])) for row in kept]
    return sorted(found, key=lambda grant: grant.login)


def _found(settings: Sequence[dict], login: str) -> Granted | None:
    return next((grant for grant in _held(settings) if grant.login == login), None)
