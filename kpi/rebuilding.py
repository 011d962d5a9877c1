"""How is a store made anew from what was delivered and decided?"""

import json
from datetime import UTC

from data.build import Constants, seed
from data.intake import deliver
from data.mapping import Mapping
from data.prepare import Given, Request
from data.result import FileResult
from data.store import Discard, Store


def rebuild(store: Store, constants: Constants) -> list[FileResult]:
    """Do every load again, in order, from the kept originals; the figures are the same afterwards.

    The next version is built from nothing and swapped in whole; a file that is refused this time, or
    any fault, leaves the store as it was.
    """
    acts = store.query("store/acts").to_pylist()
    files = {row["file_id"]: row for row in store.query("store/files").to_pylist()}
    settings = store.query("store/settings").to_pylist()
    results: list[FileResult] = []
    with store.write(fresh=True) as writer:
        seed(writer)
        for setting in settings:
            writer.run("store/save_setting", **setting)
        for act in acts:
            detail = json.loads(act["detail"])
            given, fixed = [], {}
            for file in detail["files"]:
                kept = files[file["file_id"]]
                path = store.originals / kept["stored_name"]
                given.append(Given(path, kept["file_name"], kept["sha256"], kept["ksumma"], file["file_id"]))
                fixed[file["file_id"]] = {
                    name: Mapping.model_validate(mapping) for name, mapping in file["mappings"].items()
                }
            done_at = act["done_at"].replace(tzinfo=UTC)
            results += deliver(
                writer, given, Request(**detail["request"]), act["actor"], constants, done_at, fixed, act["act_id"]
            )
        if any(result.status == "refused" for result in results):
            raise Discard
    return results
