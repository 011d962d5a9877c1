"""What is one file on its way in, and what is known of it before anything is stored?"""

from dataclasses import dataclass

from data.prepare import Part, Prepared
from data.refused_rows import refused_rows
from data.result import FileResult


@dataclass
class File:
    """One file on its way in: what it was understood as, and what comes of it.

    `same_as`: an earlier file of the same load with the same content; then nothing of this one is read.
    """

    number: int
    prepared: Prepared
    result: FileResult
    same_as: "File | None" = None

    @property
    def is_in(self) -> bool:
        """Tell whether the file is still to be stored."""
        return not self.result.refused

    def parts(self, register: str) -> list[Part]:
        """Return the file's tables that belong to a register."""
        return [part for part in self.prepared.parts if part.register == register]

    def settle(self) -> None:
        """Say what became of the file, and which of its rows stood in the way."""
        if self.same_as:
            self.result.repeat(self.same_as.result)
        elif self.result.refused:
            self.result.refused_rows = refused_rows(self.prepared, self.result.problems)
        self.result.settle()


def _mapping_names(prepared: Prepared) -> list[str]:
    """Return the names of the mappings a file went through; a file in a register's own form needs none."""
    return list(dict.fromkeys(part.mapping.name for part in prepared.parts if part.mapping.name != part.register))


def first_result(prepared: Prepared) -> FileResult:
    """Return a file's result as far as reading it has come."""
    result = FileResult(
        file=prepared.given.name,
        format=prepared.format,
        register=",".join(dict.fromkeys(prepared.registers)) or None,
        problems=list(prepared.problems),
        mapping=prepared.proposal or ",".join(_mapping_names(prepared)) or None,
    )
    if prepared.sie:
        result.encoding = prepared.sie.encoding
        result.vouchers = prepared.sie.vouchers
    if prepared.reading:
        result.encoding, result.delimiter = prepared.reading.encoding, prepared.reading.delimiter
        result.header_line = next((part.table.header_line for part in prepared.parts), None)
    return result
