"""What does whoever runs the product do to a whole store: back it up, restore it?"""

from collections.abc import Callable
from pathlib import Path

from data import acts
from data import backup as backing_up
from data.backup import BackedUp
from data.errors import Refusal
from data.store import SCHEMA, Store
from kpi.checking import check

# What must hold of a backup before it comes into force. Control totals may be off in a store that is whole.
MUST_HOLD = ("invariant", "marts", "rules", "files", "acts", "closed")


def backup(store: Store, published: Path, out: Path) -> BackedUp:
    """Write the version in force, its originals and the published editions to one file."""
    return backing_up.backup(store, published, out)


def restore(store: Store, published: Path, path: Path, actor: str, replace: bool = False) -> BackedUp:
    """Make a store what a backup holds, once it has been verified, and note that it was done.

    A backup of an older schema is restored as it is; `rebuild` makes it anew. Raises: Refusal.
    """
    restored = backing_up.restore(store, published, path, replace, _verifier(path))
    if restored.schema_version == SCHEMA:
        detail = {"sha256": restored.sha256, "made_at": restored.made_at, "version": restored.version}
        with store.write() as writer:
            acts.record(writer, "restore", detail, actor)
    return restored


def _verifier(path: Path) -> Callable[[Store], None]:
    """Return what verifies an unpacked store: both chains, the kept files and the sums."""

    def verify(unpacked: Store) -> None:
        if unpacked.query("schema/version").column("schema_version")[0].as_py() != SCHEMA:
            return
        failed = [finding.code for finding in check(unpacked) if finding.code in MUST_HOLD and not finding.holds]
        if failed:
            raise Refusal("backup_does_not_hold", file=path, failed=", ".join(failed))

    return verify
