"""Is what lies in the repository small, and free of anybody's machine?"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.source import ROOMS, ROOT, imports, module_files, tree

LARGEST_BYTES = 1_000_000
# Split so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.])/(home/\w|root/|Users/\w|work/|tmp/|opt/" + r"(wheels|pypi))")
INDEX_HOST = re.compile(
    r"pypi\."
    + r"org|pythonhosted\."
    + r"org|registry\."
    + r"npmjs|deb\."
    + r"debian|--(extra-)?index-"
    + r"url"
)


def tracked() -> list[Path]:
    """Return the files under version control, or skip where there is none."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST_BYTES] == []


def test_no_file_names_somebodys_folder_or_a_package_index() -> None:
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if MACHINE_PATH.search(line) or INDEX_HOST.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_version_is_pinned() -> None:
    lines = [line for name in ("requirements.txt", "requirements-dev.txt") for line in _lines(name)]
    assert [line for line in lines if not re.fullmatch(r"[\w-]+==[\w.]+|-r requirements\.txt", line)] == []


def _lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_everything_imported_at_run_time_is_pinned_for_running() -> None:
    distribution = {
        "yaml": "PyYAML", "babel": "Babel", "pydantic_settings": "pydantic-settings",
        "prometheus_client": "prometheus-client", "fontTools": "fonttools",
    }  # fmt: skip
    pinned = {line.split("==")[0] for line in _lines("requirements.txt")}
    outside = {name.split(".")[0] for path in module_files() for name in imports(tree(path))}
    outside -= {*sys.stdlib_module_names, *ROOMS, ""}
    # pydantic pins its own core to the digit
    assert {distribution.get(name, name) for name in outside} - {"pydantic_core"} <= pinned
