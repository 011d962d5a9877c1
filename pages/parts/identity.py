"""Who has logged in, how long ago, and which roles does that give them?"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.access import ROLES, Role, Units, Viewer
from data.granted import Granted
from data.settings import Login

AHEAD = 300  # seconds that the identity provider's clock may be ahead of ours
State = Literal["anonymous", "expired", "unknown", "known"]
Claims = Mapping[str, object]


@dataclass(frozen=True)
class Identity:
    """What is known of whoever asks: `viewer` only where they are known, logged in and have a role."""

    state: State
    name: str = ""
    viewer: Viewer | None = None


def identity(claims: Claims, login: Login, granted: Mapping[str, Granted], now: float | None = None) -> Identity:
    """Return who somebody is by what the identity provider said of them, as roles now stand."""
    name = " ".join(str(claims.get(login.name_claim) or claims.get("sub") or "").split())
    if not claims.get("is_logged_in") or not name:
        return Identity("anonymous")
    if not _is_fresh(claims, login.hours, time.time() if now is None else now) or is_ended(claims):
        return Identity("expired", name)
    return known_as(name, _listed(claims.get(login.groups_claim)), login, granted)


def known_as(name: str, groups: Iterable[str], login: Login, granted: Mapping[str, Granted]) -> Identity:
    """Return a person with the roles of all their groups and those given in the product."""
    given = [login.groups[group] for group in groups if group in login.groups]
    own = granted.get(name.casefold())
    roles = _together([*given, *([own] if own else [])])
    if not roles:
        return Identity("unknown", name)
    (role, units), *also = roles
    return Identity("known", name, Viewer(name, role, units, verified=True, also=tuple(also)))


def end(claims: Claims) -> None:
    """Let a login hold no longer: in another window, or with a cookie that somebody has kept."""
    _ended()[_login_of(claims)] = time.time()


def is_ended(claims: Claims) -> bool:
    """Tell whether somebody has logged out of this login."""
    return _login_of(claims) in _ended()


def _is_fresh(claims: Claims, hours: float, now: float) -> bool:
    """Tell whether a login is young enough; one that does not say when it was made is not."""
    made = [_moment(claims.get(name)) for name in ("auth_time", "iat")]
    said = [moment for moment in made if moment is not None]
    if any(moment > now + AHEAD for moment in said):
        return False
    if said:
        return now - min(said) <= hours * 3600
    until = _moment(claims.get("exp"))
    return until is not None and now < until <= now + hours * 3600


def _moment(value: object) -> float | None:
    """Return a moment that a claim says, in seconds; None for what is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _listed(groups: object) -> list[str]:
    """Return the groups that a claim lists; a text holds one, or several between commas."""
    if isinstance(groups, str):
        return [group.strip() for group in groups.split(",")]
    return [group for group in groups if isinstance(group, str)] if isinstance(groups, list | tuple) else []


def _together(given: Iterable[object]) -> list[tuple[Role, Units]]:
    """Return each role once, with all the units it is given for."""
    held: dict[Role, Units] = {}
    for one in given:
        for role in one.roles:
            before = held.get(role, ())
            held[role] = None if before is None or one.units is None else tuple(sorted({*before, *one.units}))
    return [(role, held[role]) for role in ROLES if role in held]


def _login_of(claims: Claims) -> tuple[str, ...]:
    return tuple(str(claims.get(name)) for name in ("iss", "sub", "iat"))


@cache
def _ended() -> dict[tuple[str, ...], float]:
    """Return the logins that have been logged out of since the product started."""
    return {}
