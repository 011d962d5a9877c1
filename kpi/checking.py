"""Does the store hold what was delivered, and do its sums agree with it?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from data.acts import broken
from data.closing import broken_lines
from data.language import Language, text
from data.store import Store


@dataclass(frozen=True)
class Finding:
    """One thing that was verified, and where it does not hold."""

    code: str
    faults: tuple[tuple[str, Mapping[str, object]], ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether nothing was found at fault."""
        return not self.faults

    def as_json(self, language: Language) -> dict[str, object]:
        """Return the finding as the command line prints it."""
        return {
            "check": self.code,
            "holds": self.holds,
            "message": text(f"check.{self.code}", language),
            "faults": [text(f"check.{code}", language, **values) for code, values in self.faults],
        }


def check(store: Store) -> list[Finding]:
    """Verify the store: invariant, sums, rules, kept files, allocation, both chains and control totals."""
    return [
        Finding("invariant", _rows(store, "invariant", "invariant_failed")),
        Finding("marts", _rows(store, "marts", "invariant_failed")),
        Finding("rules", _rows(store, "rules", "file_missing")),
        Finding("files", _files(store)),
        Finding("allocation", _rows(store, "allocation", "invariant_failed")),
        Finding("acts", _acts(store)),
        Finding("closed", tuple(("closed_line", row) for row in broken_lines(store))),
        Finding("control_totals", _rows(store, "control_totals", "control_total")),
    ]


def _acts(store: Store) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return the acts that are not as they were noted."""
    return tuple(("act_changed", {"act": number}) for number in broken(store.query("store/acts").to_pylist()))


def _rows(store: Store, name: str, code: str) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return what a checking query finds at fault."""
    return tuple((code, row) for row in store.query(f"check/{name}").to_pylist())


def _files(store: Store) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return the files that are missing or are not what was kept."""
    faults = []
    for row in store.query("store/files").to_pylist():
        if not row["stored_name"]:  # purged
            continue
        path = store.originals / row["stored_name"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row["stored_sha256"]:
            faults.append(("file_missing", {"file": row["file_name"]}))
    return tuple(faults)
