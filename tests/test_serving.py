"""On which addresses does the product start without a login of its own?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pages.parts.serving import is_loopback
from tests.fixtures.serving import free_port
from tests.fixtures.source import ROOT


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        ("127.0.0.1", True), ("127.0.0.53", True), ("localhost", True), ("::1", True), ("[::1]", True),
        ("0.0.0.0", False), ("::", False), ("10.0.0.5", False), ("", False), (None, False), ("kommun.example", False),
        ("127.0.0.1.example", False), ("localhost.example", False),
    ],
)  # fmt: skip
def test_only_an_address_of_this_machine_is_this_machine(address: str | None, is_here: bool) -> None:
    assert is_loopback(address) == is_here


def started(tmp_path: Path, *options: str, **environment: str) -> tuple[int | None, str]:
    """Return how a start went: its exit code, or None where it still ran, and what it said."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port()), *options]
    own = {**os.environ, "KPI_STORE": str(tmp_path / "store"), **environment}
    server = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said, _ = server.communicate(timeout=20)
        return server.returncode, said
    except subprocess.TimeoutExpired:
        server.terminate()
        said, _ = server.communicate(timeout=20)
        return None, said


@pytest.mark.parametrize("way", ["option", "variable", "header login"])
def test_without_login_the_product_starts_on_no_address_but_this_machines(way: str, tmp_path: Path) -> None:
    option = ("--server.address", "0.0.0.0") if way != "variable" else ()
    named = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"} if way == "variable" else {}
    if way == "header login":
        named["KPI_LOGIN__KIND"] = "header"
    code, said = started(tmp_path, *option, **named)
    assert code == 2, said
    assert "0.0.0.0" in said and "inloggning" in said and "Traceback" not in said
