"""How does a whole store become one file, and how does that file become the store again?

A backup is a zip: `manifest.json` names every other member with its size and SHA-256. It holds the
version in force (with the log of acts), the delivered originals and the published editions.
"""

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from data import versions
from data.disk import sync, told_of_the_disk
from data.errors import Refusal, UserError
from data.in_force import one_writer, put_in_force
from data.store import SCHEMA, Store

FORMAT = 1
MANIFEST, DATABASE, ORIGINALS, PUBLISHED = "manifest.json", "store.duckdb", "originals/", "published/"
BLOCK = 1 << 20
PLAIN_NAME = re.compile(r"[\w.-]+(/[\w.-]+)*")


class Member(BaseModel):
    """A file of a backup."""

    model_config = ConfigDict(extra="forbid")
    name: str
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(extra="forbid")
    format: Literal[1]
    made_at: datetime
    version: str
    schema_version: int
    members: list[Member]


@dataclass(frozen=True)
class BackedUp:
    """A backup: which version it holds, how much, and the checksum of the file itself."""

    file: str
    sha256: str
    size: int
    made_at: str
    version: str
    schema_version: int
    originals: int
    published: int

    def as_json(self) -> dict[str, object]:
        """Return the backup as the command line prints it."""
        return asdict(self)


@told_of_the_disk()
@contextmanager
def _leaving_no_half(path: Path) -> Iterator[None]:
    """Leave no half file behind."""
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def backup(store: Store, published: Path, out: Path) -> BackedUp:
    """Write the store and its published editions to one new file; readers go on, a writer waits.

    Raises: UserError when there is no store, Refusal when the file is there already.
    """
    if out.exists():
        raise Refusal("backup_exists", file=out)
    unfinished = out.with_name(f".{out.name}.tmp")
    store.version  # noqa: B018 (raises where there is no store)
    with _leaving_no_half(unfinished):
        with one_writer(store.folder):
            manifest = _write(store, published, unfinished)
        sync(unfinished)
        unfinished.chmod(0o600)
        unfinished.rename(out)
        sync(out.parent)
    return _told(out, manifest)


def _write(store: Store, published: Path, path: Path) -> Manifest:
    """Write the members and, last, the list of them."""
    members = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, source in _sources(store, published):
            with source.open("rb") as read, packed.open(_entry(name), "w", force_zip64=True) as written:
                size, sha256 = _copy(read, written)
            members.append(Member(name=name, size=size, sha256=sha256))
        manifest = Manifest(
            format=FORMAT,
            made_at=datetime.now(UTC).replace(microsecond=0),
            version=store.version,
            schema_version=store.query("schema/version").column("schema_version")[0].as_py(),
            members=members,
        )
        packed.writestr(_entry(MANIFEST), manifest.model_dump_json(indent=1))
    return manifest


def _sources(store: Store, published: Path) -> Iterator[tuple[str, Path]]:
    """Yield every member's name and the file it is read from."""
    yield DATABASE, store.folder / store.version
    for name in sorted(store.query("store/originals").column("stored_name").to_pylist()):
        if name:
            yield ORIGINALS + name, store.originals / name
    for path in sorted(published.rglob("*") if published.is_dir() else []):
        if path.is_file() and not path.name.endswith((".tmp", ".lock")):
            yield PUBLISHED + path.relative_to(published).as_posix(), path


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a member's head: readable by its owner only, once unpacked by hand."""
    entry = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _copy(read: IO[bytes], written: IO[bytes]) -> tuple[int, str]:
    """Copy a stream; return its size and checksum."""
    digest, size = hashlib.sha256(), 0
    while block := read.read(BLOCK):
        digest.update(block)
        written.write(block)
        size += len(block)
    return size, digest.hexdigest()


def _told(path: Path, manifest: Manifest) -> BackedUp:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    names = [member.name for member in manifest.members]
    return BackedUp(
        file=str(path),
        sha256=sha256,
        size=path.stat().st_size,
        made_at=manifest.made_at.isoformat(),
        version=manifest.version,
        schema_version=manifest.schema_version,
        originals=sum(name.startswith(ORIGINALS) for name in names),
        published=sum(name.startswith(PUBLISHED) for name in names),
    )


def restore(store: Store, published: Path, path: Path, replace: bool, verify: Callable[[Store], None]) -> BackedUp:
    """Make the store and its published editions what a backup holds; all of it is verified first.

    The backup becomes the store's next version, so readers see the one before or this one, and the
    originals of what was there go at the next change. `replace`: also where the store holds something.
    `verify` is given the unpacked store and raises where it does not hold. Raises: Refusal for a store
    that holds something, or a file that is not a whole backup; nothing is changed then.
    """
    if store.exists and not replace:
        raise Refusal("restore_not_empty", folder=store.folder)
    store.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with one_writer(store.folder), tempfile.TemporaryDirectory(prefix="scratch-", dir=store.folder) as scratch:
        unpacked = Path(scratch)
        manifest = _unpack(path, unpacked)
        if manifest.schema_version > SCHEMA:
            raise UserError("store_newer", held=manifest.schema_version, known=SCHEMA)
        verify(_as_store(unpacked, manifest))
        _put_published(unpacked / "published", published)
        store.originals.mkdir(exist_ok=True, mode=0o700)
        for kept in (unpacked / "originals").iterdir():
            kept.chmod(0o400)
            kept.replace(store.originals / kept.name)
        sync(store.originals)
        number = 1 + max(versions.numbers(store.folder), default=0)
        put_in_force(store.folder, unpacked / manifest.version, versions.file_of(store.folder, number).name)
    return _told(path, manifest)


def _unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup of which every member is what the list says, and nothing else is there."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = Manifest.model_validate_json(packed.read(MANIFEST))
            named = [member.name for member in manifest.members]
            if sorted([*named, MANIFEST]) != sorted(packed.namelist()) or not all(map(_may_unpack, named)):
                raise Refusal("backup_broken", file=path, member=MANIFEST)
            for member in manifest.members:
                _unpack_member(packed, member, folder, path)
    except (OSError, zipfile.BadZipFile, KeyError, ValidationError, json.JSONDecodeError, EOFError):
        raise Refusal("backup_unreadable", file=path) from None
    (folder / "originals").mkdir(exist_ok=True)
    return manifest


def _may_unpack(name: str) -> bool:
    """Tell whether a member's name is one that a backup gives, and leads nowhere else."""
    known = name == DATABASE or name.startswith((ORIGINALS, PUBLISHED))
    return known and PLAIN_NAME.fullmatch(name) is not None and ".." not in name.split("/")


def _unpack_member(packed: zipfile.ZipFile, member: Member, folder: Path, path: Path) -> None:
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with packed.open(member.name) as read, target.open("wb") as written:
            found = _copy(read, written)
    except zipfile.BadZipFile:
        found = None
    if found != (member.size, member.sha256):
        raise Refusal("backup_broken", file=path, member=member.name)
    sync(target)


def _as_store(folder: Path, manifest: Manifest) -> Store:
    """Return the unpacked files as a store that can be read before it is in force."""
    if not versions.NUMBER.fullmatch(manifest.version):
        raise Refusal("backup_unreadable", file=manifest.version)
    (folder / DATABASE).rename(folder / manifest.version)
    (folder / "CURRENT").write_text(manifest.version, encoding="ascii")
    return Store(folder, any_schema=manifest.schema_version < SCHEMA)


def _put_published(unpacked: Path, published: Path) -> None:
    """Put the published editions in place of those that are there, file by file, and last which one is shown.

    The folder itself stays, since the public face may have it mounted.
    """
    if not unpacked.is_dir():
        return
    published.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = sorted((path for path in unpacked.rglob("*") if path.is_file()), key=lambda path: path.name == "CURRENT")
    for path in coming:
        target = published / path.relative_to(unpacked)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.tmp")
        shutil.copyfile(path, unfinished)
        sync(unfinished)
        unfinished.replace(target)
    kept = {path.relative_to(unpacked) for path in coming}
    for path in published.rglob("*"):
        if path.is_file() and path.relative_to(published) not in kept:
            path.unlink()
