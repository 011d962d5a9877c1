"""How is the invented group built? By the same load as anybody's files."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from data.demo.write import DemoFile, write_group
from data.errors import UserError
from data.intake import load, mark_invented
from data.language import Language, text
from data.prepare import Given, Request
from data.result import FileResult
from data.store import Store
from kpi.parameter import constants

ACTOR = "demo"


def build_demo(store: Store, say: Callable[[str], None], language: Language) -> list[FileResult]:
    """Build the invented group in an empty store.

    `say` is told what is being done. Raises: UserError when the store already holds anything.
    """
    if store.exists:
        raise UserError("store_not_empty", folder=store.folder.name)
    results: list[FileResult] = []
    with tempfile.TemporaryDirectory() as folder:
        say(text("demo.writing", language))
        files = write_group(Path(folder))
        for asked in dict.fromkeys(map(_asked, files)):
            given = [Given(file.path, file.path.name) for file in files if _asked(file) == asked]
            say(text("demo.loading" if len(given) != 1 else "demo.loading.one", language, count=len(given)))
            results += load(store, given, Request(*asked), ACTOR, constants())
    mark_invented(store)
    return results


def _asked(file: DemoFile) -> tuple[str | None, str | None, str | None]:
    """Return what is asked of the load of a file; files of which the same is asked are one load."""
    return (file.unit, file.register, file.source)


def is_invented(store: Store) -> bool:
    """Tell whether a store holds the invented group."""
    return store.standing("store/invented")[0]["is_invented"]
