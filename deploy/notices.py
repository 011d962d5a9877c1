"""Which packages of others does the product run with, and under which licences?

    python deploy/notices.py > THIRD_PARTY.md

Read from what is installed: the packages of requirements.txt and all that they need in turn.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Third-party notices

The product is licensed under the EUPL 1.2 (LICENSE). It runs with the packages below, which are installed beside it and
are not part of it; each carries its own licence text. Made by `python deploy/notices.py`; a test compares it with
`requirements.txt`.

In the repository itself lies one work of others: the typeface Inter (`pages/parts/assets/inter-latin.woff2`), under the
SIL Open Font License 1.1 (`pages/parts/assets/inter-LICENSE.txt`). Streamlit brings a compiled web client with the
licences of its parts in its own package.

| package | version | licence | from |
|---|---|---|---|
"""


def pinned() -> dict[str, str]:
    """Return the version of every package of requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def main() -> None:
    """Print the notices."""
    versions = pinned()
    rows, waiting, seen = [], sorted(versions, key=str.casefold), set()
    while waiting:
        name = waiting.pop(0)
        if plain(name) in seen:
            continue
        seen.add(plain(name))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another system only
        rows.append((found.metadata["Name"], found.version, _licence(found), _home(found)))
        waiting += [need for need in map(_needed, found.requires or ()) if need]
    rows.sort(key=lambda row: row[0].casefold())
    sys.stdout.write(HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows))


def plain(name: str) -> str:
    """Return a package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(requirement: str) -> str | None:
    """Return the name of a package that is needed without any extra."""
    if "extra ==" in requirement:
        return None
    return re.match(r"[\w.-]+", requirement).group(0)


def _licence(found: Distribution) -> str:
    """Return the licence by its expression, else by its classifier, else by its first line."""
    metadata = found.metadata
    classifiers = [text for text in metadata.get_all("Classifier") or () if text.startswith("License")]
    classified = [text.rpartition(" :: ")[2] for text in classifiers]
    said = metadata["License-Expression"] or ", ".join(classified) or (metadata["License"] or "").strip()
    return said.splitlines()[0].replace("|", "/") if said else "see its package"


def _home(found: Distribution) -> str:
    links = dict(link.split(", ", 1) for link in found.metadata.get_all("Project-URL") or () if ", " in link)
    named = {label.lower(): link for label, link in links.items()}
    order = ("homepage", "home", "source", "source code", "repository", "documentation")
    return next((named[label] for label in order if label in named), found.metadata["Home-page"] or "")


if __name__ == "__main__":
    main()
