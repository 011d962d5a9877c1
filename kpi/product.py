"""Which version of the product is this?"""

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


@cache
def product_version() -> str:
    """Return the version of the product."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
