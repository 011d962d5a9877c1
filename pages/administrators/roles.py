"""Who may do what here, for which units, and on whose word?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.access import ROLES, Role, Units, Viewer
from data.errors import UserError
from data.granted import Granted, give, grants, take
from data.refusals import refusals
from data.settings import settings
from data.store import Store
from kpi import format as fmt
from kpi.log_search import stamp
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table
from pages.parts.the_store import own_store
from pages.parts.viewer import gate

DONE = "roles-done"
REFUSED_SHOWN = 50


def roles() -> None:
    """Show who has which role in the product and by which group, and let the administrator change the first."""
    viewer = gate("roles")
    store = own_store()
    st.title(say("page.roles.title"))
    held = grants(store, viewer) if store.exists else []
    st.html(f'<p class="answer">{escape(_answer(held))}</p>')
    if done := st.session_state.pop(DONE, None):
        st.html(f'<div class="notice" role="status"><p class="banner">{escape(done)}</p></div>')
    if store.exists:
        units = _units(store)
        _show_held(held, units)
        _offer_giving(store, viewer, held, units)
    else:
        st.html(f'<p class="note">{escape(UserError("no_store_for_roles").message(reader_language()))}</p>')
    _show_groups()
    _show_refusals(store)


def _answer(held: Sequence[Granted]) -> str:
    language = reader_language()
    people, groups = (fmt.number(count, 0, language) for count in (len(held), len(settings().login.groups)))
    return say("page.roles.answer", people=people, groups=groups)


def _units(store: Store) -> list[str]:
    return store.query("filters/members", scope="group").column("unit").to_pylist()


def _show_held(held: Sequence[Granted], units: Sequence[str]) -> None:
    """Show what has been given in the product."""
    st.header(say("page.roles.given"))
    if not held:
        st.html(f'<p class="note">{escape(say("page.roles.none"))}</p>')
        return
    heads = tuple(Column(say(f"page.roles.head.{name}"), "text") for name in ("login", "roles", "units"))
    rows = tuple((grant.login, _roles(grant.roles), _of_units(grant.units)) for grant in held)
    show_table(Table(heads, rows), say("page.roles.given_caption"))


def _offer_giving(store: Store, viewer: Viewer, held: Sequence[Granted], units: Sequence[str]) -> None:
    """Let the administrator give somebody roles, or take them away."""
    st.header(say("page.roles.change"))
    by_login: Mapping[str, Granted] = {grant.login: grant for grant in held}
    login = st.selectbox(
        say("page.roles.login"), list(by_login), index=None, accept_new_options=True,
        placeholder=say("page.roles.login_example"), key="roles-login",
        help=say("help.roles.login"),
    )  # fmt: skip
    if not login:
        return
    before = by_login.get(login.strip().casefold())
    chosen = st.multiselect(
        say("page.roles.roles"), ROLES, default=list(before.roles) if before else [], key=f"roles-roles-{login}",
        format_func=lambda role: say(f"part.viewer.role.{role}"), placeholder=say("page.roles.choose"),
        help=say("help.roles.roles"),
    )  # fmt: skip
    limited = [unit for unit in (before.units if before else None) or () if unit in units]
    limits = st.multiselect(
        say("page.roles.units"), units, default=limited,
        key=f"roles-units-{login}", placeholder=say("page.roles.all_units"),
        help=say("help.roles.units"),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        if st.button(say("page.roles.give"), type="primary", key="roles-give"):
            _do(lambda: give(store, viewer, login, chosen, limits), say("page.roles.done_given", login=login))
        if before and st.button(say("page.roles.take"), key="roles-take"):
            _do(lambda: take(store, viewer, login), say("page.roles.done_taken", login=login))


def _do(act: object, done: str) -> None:
    try:
        act()
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.session_state[DONE] = done
    st.rerun()


def _show_groups() -> None:
    """Show what the groups of the login give, as the configuration says."""
    st.header(say("page.roles.groups"))
    given = settings().login.groups
    if not given:
        st.html(f'<p class="note">{escape(say("page.roles.no_groups"))}</p>')
        return
    heads = tuple(Column(say(f"page.roles.head.{name}"), "text") for name in ("group", "roles", "units"))
    rows = tuple((name, _roles(grant.roles), _of_units(grant.units)) for name, grant in sorted(given.items()))
    show_table(Table(heads, rows), say("page.roles.groups_caption"))


def _refused(what: str) -> str:
    """Return what was refused: a page by its name in the menu, a query or an act by its own."""
    kind, _, name = what.partition(":")
    return say("page.roles.refused_page", page=say(f"page.{name}.menu")) if kind == "page" else what


def _show_refusals(store: Store) -> None:
    """Show who was last refused what."""
    st.header(say("page.roles.refused"))
    found = refusals(store.folder)[:REFUSED_SHOWN]
    if not found:
        st.html(f'<p class="note">{escape(say("page.roles.none_refused"))}</p>')
        return
    heads = tuple(Column(say(f"page.roles.head.{name}"), "text") for name in ("when", "login", "roles", "what"))
    rows = tuple((stamp(one.moment), one.actor, _roles((one.role,)), _refused(one.what)) for one in found)
    show_table(Table(heads, rows), say("page.roles.refused_caption"))


def _roles(roles: Sequence[Role]) -> str:
    return fmt.join([say(f"part.viewer.role.{role}") for role in roles], reader_language())


def _of_units(units: Units) -> str:
    return say("page.roles.all_units") if units is None else fmt.join(list(units), reader_language())


roles()
