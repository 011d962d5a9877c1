"""What all tests share: the real samples, the invented group's store, and a browser where there is one."""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHARED = Path(__file__).resolve().parents[2] / "shared"
NO_BROWSER = "NO BROWSER: what a reader sees is not tested (make test looks for one)"
# Few tests that take long each, the longest first; of all others the files with most tests take longest.
LONG = (
    "test_accessibility.py", "test_login.py", "test_browser_smoke.py", "test_browser_flow.py", "test_month_browser.py",
    "test_purging.py", "test_published.py", "test_store.py", "test_metamorphic_properties.py", "test_purging_files.py",
    "test_rebuild.py", "test_outlook.py", "test_equality_properties.py", "test_torture.py", "test_desk_properties.py",
    "test_disk_faults.py", "test_closing.py",
)  # fmt: skip
# Chromium on a closed network, without a screen and without a sandbox, as root in a container.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the files with the browser first, long ones before short: no process is left alone with one at the end."""
    count = Counter(item.path for item in items)
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(
        key=lambda item: (
            not item.get_closest_marker("browser"),
            place.get(item.path.name, len(place)),
            -count[item.path],
        )
    )


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of real sample files, or skip with a word where it is absent."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the shared samples are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the invented group's store, built once for all workers. It takes a minute, and is read only."""
    from kpi.first_start import DEMO, prepare

    root = tmp_path_factory.getbasetemp()
    root = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    with (root / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepare(root / "store", "sv")
    return root / DEMO


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Give a headless Chromium; without one the test is skipped, in CI it fails."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path and os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    if not path:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=[*CHROMIUM_ARGUMENTS])
        yield started
        started.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """Give an empty page with a Swedish reader on a wide screen."""
    from tests.fixtures.browsing import new_page

    opened = new_page(browser)
    yield opened
    opened.context.close()


@pytest.fixture
def roles_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a role be tried on any store, as it can be on the invented group."""
    from pages.parts import login, viewer

    monkeypatch.setattr(viewer, "may_switch", lambda: not login.has_login())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once and last, that browser tests were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(f"{count} BROWSER TESTS SKIPPED. {NO_BROWSER}", red=True, bold=True)
