"""How does a load of files become stored rows: all of a file, or nothing of it?"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Object
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

import pyarrow as pa

from data import acts, build, counting, telling
from data.delivery import Delivery
from data.incoming import File
from data.mapping import Mapping
from data.originals import stored_content, stored_name
from data.prepare import Given, Request, checksum_of
from data.result import FileResult
from data.seen import check_role
from data.steps import Step, Told, untold
from data.store import Discard, Store, Writer

FILES = pa.schema(
    [
        ("file_id", pa.int32()),
        ("act_id", pa.int32()),
        ("file_name", pa.string()),
        ("sha256", pa.string()),
        ("stored_name", pa.string()),
        ("stored_sha256", pa.string()),
        ("format", pa.string()),
        ("register", pa.string()),
        ("source", pa.string()),
        ("mapping", pa.string()),
        ("rows_read", pa.int32()),
        ("sum_sek", pa.decimal128(18, 2)),
        ("ksumma", pa.string()),
    ]
)
Fixed = dict[int, dict[str, Mapping]]
# Looks at what would be stored, and notes on the files what their owner should look at.
Look = Callable[[Writer, Sequence[FileResult]], None]


def load(
    store: Store,
    files: Sequence[Given],
    request: Request,
    actor: str,
    constants: build.Constants,
    answers: Sequence[Mapping | None] = (),
    is_verified: bool = False,
    told: Told = untold,
    about: Object[str, object] | None = None,
    look: Look | None = None,
) -> list[FileResult]:
    """Read, check and store files; nothing of a refused file is stored, the others stand.

    With `request.dry_run` everything is done but nothing is kept. Results come in the order of
    `files`. `constants`: the dated parameters that the figures are built with. `answers`: by a
    file's place, what somebody has just said its columns mean. `told` hears of each step.
    `about`: what the log says beside, of a load that is made here and not of a file somebody has. `look`: is shown
    what would be stored, also where nothing is to be kept.
    """
    results: list[FileResult] = []
    is_new, started = not store.exists, time.perf_counter()
    with store.write() as writer:
        if is_new:
            build.seed(writer)
        fixed = _fixed(writer, answers)
        results = deliver(
            writer, files, request, actor, constants, fixed=fixed, is_verified=is_verified, told=told, about=about
        )
        is_anything_new = any(result.status == "accepted" for result in results)
        if is_anything_new and look:
            look(writer, results)
        if request.dry_run or not is_anything_new:
            raise Discard
    _tell(results, time.perf_counter() - started, request.dry_run)
    return results


def _tell(results: Sequence[FileResult], seconds: float, is_tried: bool) -> None:
    """Say and count what came of a load: numbers and codes of problems, never what the files say."""
    statuses = Counter(result.status for result in results)
    codes = sorted({problem.code for result in results for problem in result.problems if problem.severity == "error"})
    telling.tell(
        "tried" if is_tried else "load", files=len(results), accepted=statuses["accepted"],
        unchanged=statuses["unchanged"], refused=statuses["refused"], rows=sum(one.rows_read for one in results),
        seconds=seconds, codes=",".join(codes)[:200],
    )  # fmt: skip
    if not is_tried:
        counting.LOAD_SECONDS.observe(seconds)
        for status, count in statuses.items():
            counting.LOADS.labels(status).inc(count)


def _fixed(writer: Writer, answers: Sequence[Mapping | None]) -> Fixed:
    """Return the answers by the numbers that the files are about to get."""
    first = writer.query("store/last_numbers").to_pylist()[0]["file_id"] + 1
    return {first + place: {mapping.name: mapping} for place, mapping in enumerate(answers) if mapping}


def deliver(
    writer: Writer,
    files: Sequence[Given],
    request: Request,
    actor: str,
    constants: build.Constants,
    done_at: datetime | None = None,
    fixed: Fixed | None = None,
    act_id: int | None = None,
    is_verified: bool = False,
    noted: Object[str, object] | None = None,
    told: Told = untold,
    about: Object[str, object] | None = None,
) -> list[FileResult]:
    """Store files in the version being built, build its figures and note the act.

    `done_at`, `fixed` (file number -> table name -> mapping), `act_id` and `noted` are given when an
    earlier load is done again: it is then noted as it was, word for word. `about`: see `load`.
    """
    if writer.viewer is not None and done_at is None:
        check_role(writer, "load", {"request": asdict(request)})
    delivery = Delivery(writer, request, told)
    accepted = delivery.run(files, fixed or {})
    if accepted:
        told(Step("computing"))
        with ThreadPoolExecutor(1) as beside:  # a large file is copied while the figures are made
            copied = None if request.dry_run else beside.submit(_copied, writer, accepted)
            build.build_marts(writer, constants)
        if copied:
            number = act_id or delivery.act_id
            _note_kept(writer, number, accepted, copied.result())
            detail = noted or _detail(accepted, request) | dict(about or {})
            acts.record(writer, "load", detail, actor, done_at, number, is_verified)
    return [file.result for file in delivery.files]


def _copied(writer: Writer, files: list[File]) -> list[str]:
    """Keep the originals and return the checksum of each as it now lies there."""
    checksums = []
    for file in files:
        name = stored_name(file.number, file.prepared.sha256)
        if file.prepared.given.number is None:
            writer.keep(name, stored_content(file.prepared))
        checksums.append(checksum_of(writer.originals / name))
    return checksums


def _note_kept(writer: Writer, act_id: int, files: list[File], checksums: list[str]) -> None:
    """List the kept originals, and save the mappings that were used."""
    rows = []
    for file, checksum in zip(files, checksums, strict=True):
        rows.append(_file_row(file, act_id, stored_name(file.number, file.prepared.sha256), checksum))
        for part in file.prepared.parts:
            if part.mapping.name != part.register:
                _save_mapping(writer, part.mapping)
    writer.append("delivered_file", pa.Table.from_pylist(rows, FILES))


def _detail(files: list[File], request: Request) -> dict[str, object]:
    """Return what is needed to do a load again, and what it changed: rows, and the total each file prints."""
    return {
        "request": {key: value for key, value in asdict(request).items() if key not in ("dry_run", "mapping")},
        "files": [
            {
                "file_id": file.number,
                "units": sorted(file.result.whose),
                "mappings": {part.table.name: part.mapping.model_dump(mode="json") for part in file.prepared.parts},
                "added": file.result.added,
                "removed": file.result.removed,
                "changed": file.result.changed,
                "printed_total_sek": _plain(file.result.printed_total_sek),
            }
            for file in files
        ],
    }


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _file_row(file: File, act_id: int, name: str, checksum: str) -> dict[str, object]:
    """Return a kept file's row in the list of deliveries."""
    result, prepared = file.result, file.prepared
    return {
        "file_id": file.number,
        "act_id": act_id,
        "file_name": prepared.given.name,
        "sha256": prepared.sha256,
        "stored_name": name,
        "stored_sha256": checksum,
        "format": result.format,
        "register": result.register,
        "source": result.source,
        "mapping": result.mapping if isinstance(result.mapping, str) else None,
        "rows_read": result.rows_read,
        "sum_sek": result.sum_sek,
        "ksumma": prepared.given.ksumma or (prepared.sie.ksumma if prepared.sie else None),
    }


def _save_mapping(writer: Writer, mapping: Mapping) -> None:
    """Save a mapping for the next file with the same header."""
    content = mapping.model_dump_json()
    writer.run("registers/save_mapping", name=mapping.name, signature=mapping.signature, content=content)


def mark_invented(store: Store) -> None:
    """Note that a store holds the invented group."""
    with store.write() as writer:
        writer.run("store/save_setting", name="invented", content="true")
