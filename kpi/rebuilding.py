"""How is a store made anew from what was delivered and decided?"""

import json
from collections.abc import Collection, Mapping
from datetime import UTC

import pyarrow as pa

from data import acts, closing, overrides
from data.build import Constants, build_marts, seed
from data.closing import month_of
from data.intake import FILES, deliver
from data.mapping import Mapping as ColumnMapping
from data.prepare import Given, Request
from data.purged import Carried, Gone, carried, carry_over, carry_over_closed, gone
from data.result import FileResult
from data.store import Discard, Store, Writer

Act = Mapping[str, object]


def rebuild(store: Store, constants: Constants) -> list[FileResult]:
    """Do everything again, in order, from the kept originals; the figures are the same afterwards.

    The next version is built from nothing and swapped in whole; a file that is refused this time, or
    any fault, leaves the store as it was. What was undone stays undone.
    """
    results: list[FileResult] = []
    with store.write(fresh=True) as writer:
        results = replay(store, writer, constants, undone_acts(store))
        if any(result.status == "refused" for result in results):
            raise Discard
    return results


def undone_acts(store: Store) -> set[int]:
    """Return the loads that have been undone."""
    acts_done = store.query("store/acts_of_any_schema").to_pylist()
    return {json.loads(row["detail"])["act_id"] for row in acts_done if row["act"] == "undo"}


def replay(
    store: Store, writer: Writer, constants: Constants, undone: Collection[int], now_gone: Gone | None = None,
    kept: Mapping[int, Act] | None = None,
) -> list[FileResult]:
    """Do every act of a store again in a version that begins from nothing; return what came of the loads.

    Every act is noted as it was; of a load among `undone` the files stay listed and nothing is stored.
    `now_gone`, `kept`: what is purged from now on, and how its trimmed files are listed.
    """
    seed(writer)
    for setting in store.query("store/settings").to_pylist():
        writer.run("store/save_setting", **setting)
    taken = carried(store, now_gone or gone(store))
    carry_over(store, writer, taken.gone)
    files = _files(store, taken.gone, kept or {})
    results: list[FileResult] = []
    for act in store.query("store/acts_of_any_schema").to_pylist():
        detail = json.loads(act["detail"])
        if act["act"] == "load" and act["act_id"] not in undone:
            results += _load(store, writer, act, detail, files, constants, taken.gone)
            continue
        if act["act"] == "load":
            _list_files(writer, [files[file["file_id"]] for file in detail["files"]])
        _note(writer, act, detail)
        _decide(writer, act, detail, constants, taken)
    carry_over_closed(store, writer, taken.gone)
    build_marts(writer, constants)
    return results


def _files(store: Store, now_gone: Gone, kept: Mapping[int, Act]) -> dict[int, Act]:
    """Return every delivered file as it is listed from now on."""
    files = {row["file_id"]: row for row in store.query("store/files").to_pylist()}
    for number in now_gone.removed:
        files[number] |= {"stored_name": "", "stored_sha256": ""}
    return {number: row | kept.get(number, {}) for number, row in files.items()}


def _load(
    store: Store,
    writer: Writer,
    act: Act,
    detail: Act,
    files: Mapping[int, Act],
    constants: Constants,
    now_gone: Gone,
) -> list[FileResult]:
    """Load the kept originals of one act again; those that are purged are listed only."""
    given, fixed = [], {}
    for file in detail["files"]:
        number = file["file_id"]
        if number in now_gone.removed:
            continue
        kept = files[number]
        path = store.originals / kept["stored_name"]
        was_sie = now_gone.was_sie.get(number, "")
        given.append(Given(path, kept["file_name"], kept["sha256"], kept["ksumma"], number, was_sie))
        if number not in now_gone.trimmed:  # what is left of one is in the form of its register
            fixed[number] = {name: ColumnMapping.model_validate(one) for name, one in file["mappings"].items()}
    listed = [files[file["file_id"]] for file in detail["files"] if file["file_id"] in now_gone.removed]
    if listed:
        _list_files(writer, listed)
    if not given:
        _note(writer, act, detail)
        return []
    done_at = act["done_at"].replace(tzinfo=UTC)
    return deliver(
        writer, given, Request(**detail["request"]), act["actor"], constants, done_at, fixed, act["act_id"],
        act.get("is_verified", False), noted=detail,
    )  # fmt: skip


def _list_files(writer: Writer, kept: list[Act]) -> None:
    """Keep the files of an undone load in the list of deliveries."""
    rows = [{name: row[name] for name in FILES.names} for row in kept]
    writer.append("delivered_file", pa.Table.from_pylist(rows, FILES))


def _note(writer: Writer, act: Act, detail: Act) -> None:
    """Note an act as it was noted the first time."""
    done_at = act["done_at"].replace(tzinfo=UTC)
    acts.record(writer, act["act"], detail, act["actor"], done_at, act["act_id"], act.get("is_verified", False))


def _decide(writer: Writer, act: Act, detail: Act, constants: Constants, taken: Carried) -> None:
    """Do again what an act decided; acts that only say something, such as a proposal, decide nothing."""
    if act["act"] == "override":
        if taken.gone.holds(month_of(detail["line"]["date"][:7])):
            overrides.again(writer, detail, act["act_id"])
    elif act["act"] == "close":
        held = taken.closing(act["act_id"])
        if held:
            closing.carry(writer, held)
        else:
            closing.close_again(writer, detail, act["act_id"], constants)
    elif act["act"] == "reopen":
        closing.reopen_again(writer, detail, act["act_id"], constants)
