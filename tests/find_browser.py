"""Which Chromium do the browser tests drive? Prints its path; installs one where that is allowed.

From PATH, else through apt where this user may install, else through Playwright. Where none can be
had the tests that need one are skipped, and this says so loudly; in CI (CI=true) that is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 600
NONE_FOUND = """
************************************************************************
*  NO BROWSER: neither PATH, apt nor Playwright gave a Chromium.        *
*  BROWSER TESTS ARE SKIPPED; what a reader sees is NOT tested.         *
************************************************************************"""


def main() -> int:
    """Print the browser's path; return 1 where there is none although CI asks for one."""
    for path in _candidates():
        if path and _starts(path):
            print(path)
            return 0
    print(NONE_FOUND, file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


def _candidates() -> Iterator[str | None]:
    """Give one path after another; each step is taken only when the one before gave none that starts."""
    yield os.environ.get("CHROMIUM")
    yield from map(shutil.which, NAMES)
    if _install_with_apt():
        yield from map(shutil.which, NAMES)
    yield _install_with_playwright()


def _starts(path: str) -> bool:
    """Tell whether a browser is there indeed: some systems have a stub that only asks to be installed."""
    return _done([path, "--version"], seconds=30)


def _install_with_apt() -> bool:
    """Install Debian's Chromium where this user may, and tell whether that went well."""
    if not shutil.which("apt-get"):
        return False
    root = os.geteuid() == 0
    if not root and not (shutil.which("sudo") and _done(["sudo", "-n", "true"], seconds=10)):
        return False
    apt = [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _say("installing Chromium through apt")
    _done([*apt, "update"])
    return _done([*apt, "install", "-y", "--no-install-recommends", "chromium"])


def _install_with_playwright() -> str | None:
    """Install Playwright's own Chromium and return its path, or None where it cannot be had."""
    from playwright.sync_api import sync_playwright

    _say("installing Chromium through Playwright")
    if not _done([sys.executable, "-m", "playwright", "install", "chromium"]):
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _done(command: list[str], seconds: int = INSTALL_SECONDS) -> bool:
    """Run a command, its output sent to standard error, and tell whether it ended well in time."""
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            stderr=sys.stderr,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def _say(what: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"tests/find_browser.py: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
