"""What has a process that was killed left lying, and may be cleared away when the product starts?"""

import json
from contextlib import suppress

from data.editions import NAME, Editions
from data.store import Store
from data.trial import sweep
from kpi.editions import folder_of


def tidy(store: Store) -> None:
    """Clear away unfinished versions, files and trials, and editions that no act tells of.

    A folder that may only be read is left as it is: what lies in it is still served.
    """
    if not store.exists:
        return
    with suppress(PermissionError):
        store.tidy()
        sweep(store.folder)
        _tidy_editions(store)


def _tidy_editions(store: Store) -> None:
    folder = Editions(folder_of(store))
    if not folder.folder.is_dir():
        return
    folder.prepare()
    noted = [json.loads(row["detail"]) for row in store.query("publish/acts").to_pylist() if row["act"] == "publish"]
    last = max((detail["number"] for detail in noted), default=0)
    for path in folder.folder.iterdir():
        found = NAME.fullmatch(path.name)
        if found and int(found.group(1)) > last:
            path.unlink()
