"""On which address may the product answer, and what does Streamlit need to know for people to log in?"""

import sys
from collections.abc import Callable
from ipaddress import ip_address

import streamlit as st
from streamlit import net_util

from data.errors import UserError
from data.settings import Login, settings


def is_loopback(address: str | None) -> bool:
    """Tell whether an address reaches this machine alone; no address at all reaches everybody."""
    if address == "localhost":
        return True
    try:
        return ip_address(str(address).strip("[]")).is_loopback
    except ValueError:
        return False


def start_only_if(check: Callable[[], object]) -> None:
    """End the process with a sentence where it cannot be started as it has been set up."""
    try:
        check()
    except UserError as error:
        print(error.message("sv"), file=sys.stderr)
        sys.exit(2)


def call_nobody() -> None:
    """Keep Streamlit (1.67) from asking a host on the internet for this machine's address.

    It does so to tell whether a websocket from a foreign origin is its own after all. Without the answer such an
    origin is refused, as it is when the host does not answer; the origins that are meant stand in the settings.
    """
    net_util.get_external_ip = lambda: None


def check_address() -> None:
    """Refuse to start where others could reach what only this machine's user may see.

    That is without login, and with one in which whoever reaches the port says who they are.
    Raises: UserError with the address.
    """
    address = st.get_option("server.address")
    if settings().login.kind != "oidc" and not is_loopback(address):
        raise UserError("start_not_here", address=address or "0.0.0.0")


def secrets() -> dict[str, object] | None:
    """Return what Streamlit's own login needs; None where it is not used."""
    login = settings().login
    return {"auth": _auth(login)} if login.kind == "oidc" else None


def _auth(login: Login) -> dict[str, object]:
    return {
        "redirect_uri": str(login.redirect_uri),
        "cookie_secret": login.cookie_secret.get_secret_value(),
        "client_id": login.client_id,
        "client_secret": login.client_secret.get_secret_value(),
        "server_metadata_url": str(login.metadata_url),
        "client_kwargs": {"scope": login.scope, "prompt": login.prompt},
    }
