"""Does the product itself send anything to the internet?"""

import socket

import pytest
from streamlit import net_util
from streamlit.web.server import server_util

from pages.parts.serving import call_nobody

FOREIGN = "http://evil.example:8501"


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the hosts that are asked for by name; none of them answers."""
    asked: list[str] = []

    def refuse(host: str, *more: object, **named: object) -> list:
        asked.append(str(host))
        raise OSError("no network in a test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # put back afterwards
    return asked


def test_streamlit_alone_asks_a_host_on_the_internet_when_a_foreign_origin_knocks(looked_up: list[str]) -> None:
    assert not server_util.is_url_from_allowed_origins(FOREIGN)
    assert any("amazonaws" in host for host in looked_up)  # if this ends, call_nobody can go


def test_the_product_refuses_a_foreign_origin_without_asking_anybody(looked_up: list[str]) -> None:
    call_nobody()
    assert not server_util.is_url_from_allowed_origins(FOREIGN)
    assert server_util.is_url_from_allowed_origins("http://127.0.0.1:8501")
    assert looked_up == []
