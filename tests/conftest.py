"""What all tests share: the folder of real samples, and a fresh store."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of real sample files, or skip with a word where it is absent."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the shared samples are not beside this checkout")
    return folder
