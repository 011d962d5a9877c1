"""What do the files of one load say together, and what is stored of them?"""

import json
from collections.abc import Sequence

import pyarrow as pa

from data import build, lines, register_rows, rules, staging
from data.closed_parts import PERIOD_REGISTERS, closed_periods, ledger_problems, register_problems
from data.incoming import File, first_result
from data.mapping import Mapping
from data.prepare import Given, Mappings, Part, Prepared, Request, prepare
from data.roles import TitleRule, title_rule
from data.staged_file import balances_elsewhere, stage_part, stage_sie_file, vouchers_already_held
from data.standing_checks import check_standing
from data.steps import Step, Told, untold
from data.store import Writer
from data.typed_part import read_part
from data.units import Unit, UnitIndex

# Units, rules and roles come first: the rest is understood by them (registers.md).
FIRST = ("units", "rules", "roles")
UNDERSTOOD_BY = {*FIRST, "services"}


class Delivery:
    """The files of one load, in the version of the store that is being built."""

    def __init__(self, writer: Writer, request: Request, told: Told = untold) -> None:
        self.writer = writer
        self.request = request
        self.told = told
        self.files: list[File] = []
        self.act_id = 0
        self.changes: list[lines.PartChange] = []
        self.units = UnitIndex([])
        self.titles: list[TitleRule] = []
        self._rows: dict[str, list[tuple[File, pa.Table, str]]] = {}

    def run(self, given: Sequence[Given], fixed: dict[int, dict[str, Mapping]]) -> list[File]:
        """Understand, check and store the files; return those of which anything was stored.

        `fixed`: for a file that is read again, by its number, the mapping of each of its tables.
        """
        numbers = self.writer.query("store/last_numbers").to_pylist()[0]
        self.act_id = numbers["act_id"] + 1
        saved = self._saved_mappings()
        for next_number, one in enumerate(given, start=numbers["file_id"] + 1):
            number = one.number or next_number
            self.told(Step("reading", one.name, len(self.files) + 1, len(given)))
            prepared = prepare(one, self.request, Mappings(saved, fixed.get(number)), self.writer.scratch)
            file = File(number, prepared, first_result(prepared))
            if one.number is None:
                file.same_as = self._earlier(prepared)
            if file.same_as:
                prepared.parts, prepared.sie = [], None
            self.files.append(file)
        self._understand()
        self._store()
        return [file for file in self.files if file.result.status == "accepted"]

    def _earlier(self, prepared: Prepared) -> File | None:
        """Return the file of this load that has the same content, so that nothing is counted twice.

        An HR extract says its month in its name, so two of the same content are two months.
        """
        if any(part.mapping.is_extract() for part in prepared.parts):
            return None
        same = (file for file in self.files if file.prepared.sha256 == prepared.sha256)
        return next(same, None)

    def _saved_mappings(self) -> dict[str, Mapping]:
        """Return the saved mappings by name."""
        rows = self.writer.query("registers/mappings").to_pylist()
        return {row["name"]: Mapping.model_validate_json(row["content"]) for row in rows}

    def _understand(self) -> None:
        """Read and check every row of every file before anything is stored.

        A file that brings units, rules, roles or services and is refused for another reason takes
        them with it, so the others are then understood anew without them.
        """
        while True:
            before = [file for file in self.files if file.is_in]
            self._rows = {}
            for file in before:
                file.result.problems = list(file.prepared.problems)
            self._read_units_and_roles()
            for file in before:
                for part in file.prepared.parts:
                    if part.register not in ("ledger", "units", "roles"):
                        self._read(file, part)
            check_standing(self.writer, self._rows, self.request.source is not None)
            self._stage_ledgers()
            lost = [file for file in before if not file.is_in]
            if not any(UNDERSTOOD_BY & set(file.prepared.registers) for file in lost):
                return

    def _read_units_and_roles(self) -> None:
        """Read what the files say of units and roles, on top of what is stored."""
        stored = self.writer.query("registers/units").to_pylist()
        for file in self.files:
            for part in file.parts("units") if file.is_in else []:
                stored += self._read(file, part).to_pylist()
        known = {
            row["unit"]: Unit(row["unit"], row["name"], row["kind"], row["org_number"])
            for row in stored
            if row["unit"] and row["name"]
        }
        self.units = UnitIndex(known.values())
        for file in self.files:
            for part in file.parts("roles") if file.is_in else []:
                self._read(file, part)
        self.titles = self._titles()

    def _titles(self) -> list[TitleRule]:
        """Return the title rules as they will stand: those brought, then those of sources not delivered now."""
        brought = self._rows.get("roles", [])
        given = self.request.source
        new = [(given or row["source"] or source, row) for _, table, source in brought for row in table.to_pylist()]
        replaced = {source for source, _ in new}
        stored = self.writer.query("registers/rows", register="roles").to_pylist()
        held = [json.loads(row["content"]) for row in stored if row["source"] not in replaced]
        return [title_rule(row) for row in [*(row for _, row in new), *held]]

    def _read(self, file: File, part: Part) -> pa.Table:
        """Read one small register of a file; faults refuse the file."""
        rows, problems = read_part(part, self.request, self.units, self.titles, file.prepared)
        file.result.note(problems)
        file.result.source = self._source(part)
        self._rows.setdefault(part.register, []).append((file, rows, self._source(part)))
        file.result.rows_read = self._rows_read(file)
        return rows

    def _rows_read(self, file: File) -> int:
        """Return how many rows of small registers a file has shown so far."""
        return sum(table.num_rows for found in self._rows.values() for other, table, _ in found if other is file)

    def _source(self, part: Part | None, sie_program: str = "") -> str:
        """Return the source of a file's rows (registers.md, What replaces what)."""
        if self.request.source:
            return self.request.source
        return part.mapping.name if part else f"sie:{sie_program.strip()}"

    def _stage_ledgers(self) -> None:
        """Stage the ledger rows of every file, and see what they change."""
        staging.begin(self.writer)
        for file in self.files:
            if file.is_in and "ledger" in file.prepared.registers:
                self._stage(file)
        staging.resolve(self.writer)
        # A file of balances may stand before the one with the vouchers.
        for file in self.files:
            if file.is_in and file.prepared.sie:
                file.result.note(vouchers_already_held(self.writer, file.number))
                file.result.note(balances_elsewhere(self.writer, file.number, file.prepared.sie))
                self._clear_refused(file)
        self.changes = lines.compare(self.writer)
        self._leave_closed_alone()

    def _leave_closed_alone(self) -> None:
        """Refuse files that say anything new of a closed or purged period; the same again is passed over, and said."""
        closed = closed_periods(self.writer)
        for register in PERIOD_REGISTERS if closed else ():
            rows = self._typed_rows(register, self._brought(register))
            for number, problems in register_problems(self.writer, register, rows, closed).items():
                self._file(number).result.note(problems)
        while True:
            found = ledger_problems(self.writer, self.changes, closed)
            refused = [number for number, problems in found.items() if any(p.severity == "error" for p in problems)]
            for number in refused or found:
                self._file(number).result.note(found[number])
            for file in self.files:
                self._clear_refused(file)
            if not refused:
                return
            self.changes = lines.compare(self.writer)

    def _file(self, number: int) -> File:
        return next(file for file in self.files if file.number == number)

    def _stage(self, file: File) -> None:
        """Stage the ledger rows of one file; none of them stay where it is refused."""
        self.told(Step("checking", file.prepared.given.name, self.files.index(file) + 1, len(self.files)))
        others = self._rows_read(file)
        file.result.rows_read = 0
        if file.prepared.sie:
            source = self._source(None, file.prepared.sie.program)
            stage_sie_file(self.writer, file.number, file.prepared.sie, file.result, self.request, self.units, source)
        for part in file.parts("ledger"):
            stage_part(self.writer, file.number, part, file.result, self.request, self.units, self._source(part))
        if was := file.prepared.given.was_sie:
            self.writer.run("staging/was_sie", file_id=file.number, is_balance=was == "balances")
        file.result.rows_read += others
        self._clear_refused(file)

    def _clear_refused(self, file: File) -> None:
        """Count the faulty rows of a refused file and forget its rows."""
        if file.is_in:
            return
        faulty = self.writer.query("staging/faulty_count", file_id=file.number).column("row_count")[0].as_py()
        file.result.rows_rejected = max(file.result.rows_rejected, faulty)
        staging.clear(self.writer, file.number)

    def _store(self) -> None:
        """Store what every accepted file brings, register by register."""
        self.told(Step("storing"))
        last = ("service_volumes",)  # belong to the unit that `services` says
        ready = [name for name in FIRST if name in self._rows] + sorted(set(self._rows) - {*FIRST, *last})
        ready += [name for name in last if name in self._rows]
        touched = {register for register in ready if self._store_register(register)}
        if touched:
            build.type_registers(self.writer)
        build.ready_rules(self.writer)
        self._store_ledgers()
        if "units" in touched:
            build.reclassify(self.writer)
        elif "rules" in touched:
            build.reclassify_touched(self.writer)

    def _store_register(self, register: str) -> bool:
        """Store one small register's rows; return whether anything changed."""
        brought = self._brought(register)
        if not brought:
            return False
        if register == "rules":
            return self._store_rules(brought)
        rows = self._typed_rows(register, brought)
        for row in rows:
            self._file(row.file_id).result.whose |= {row.part.partition("|")[0]}
        change = register_rows.compare_rows(self.writer, register, rows)
        if change.parts:
            register_rows.store_rows(self.writer, register, rows, change)
        for file, table, _ in brought:
            file.result.count(change.added[file.number], change.removed[file.number], change.changed[file.number])
            file.result.rows_stored += table.num_rows
            file.result.is_stored |= file.number in change.files
            file.result.note(change.problems.pop(file.number, []))
        return bool(change.parts)

    def _brought(self, register: str) -> list[tuple[File, pa.Table, str]]:
        """Return the rows of a register with the files that bring them, as far as those are not refused."""
        return [(file, rows, source) for file, rows, source in self._rows.get(register, []) if file.is_in]

    def _typed_rows(
        self, register: str, brought: list[tuple[File, pa.Table, str]]
    ) -> list[register_rows.RegisterRow]:
        """Return brought rows as they are stored."""
        given_by_hand = self.request.source is not None
        owners = register_rows.service_units(self.writer) if register == "service_volumes" and brought else {}
        return [
            row
            for file, table, source in brought
            for row in register_rows.typed_rows(register, table, file.number, source, given_by_hand, owners)
        ]

    def _store_rules(self, brought: list[tuple[File, pa.Table, str]]) -> bool:
        """Store a new version of the whole set of rules, unless it says what is in force."""
        before = self.writer.query("registers/rules").to_pylist()
        last_id = self.writer.query("registers/last_rule").column("rule_id")[0].as_py()
        after = rules.next_version(before, [table for _, table, _ in brought], last_id, self.act_id)
        for file, table, _ in brought:
            file.result.rows_stored += table.num_rows
        added, removed = rules.difference(before, after.to_pylist())
        brought[0][0].result.count(added - min(added, removed), removed - min(added, removed), min(added, removed))
        if rules.is_same(before, after.to_pylist()):
            return False
        for file, _, _ in brought:
            file.result.is_stored = True
        self.writer.append("rule", after)
        return True

    def _store_ledgers(self) -> None:
        """Store the staged ledger rows in the place of what they replace, and count them per file."""
        by_number = {file.number: file.result for file in self.files}
        for change in self.changes:
            result = by_number[change.first_file]
            result.problems += change.problems()
            result.count(0, change.removed, change.changed)
            result.period_changes.append(change.as_period())
            if change.is_new:
                for number, rows in change.rows.items():
                    by_number[number].count(rows, 0, 0)
            else:
                result.count(change.added, 0, 0)
            for number, rows in change.rows.items():
                by_number[number].rows_stored += rows
                by_number[number].is_stored |= not change.is_same
                by_number[number].cover(change.unit, change.month)
        if any(not change.is_same for change in self.changes):
            lines.store(self.writer, self.changes)
        for file in self.files:
            file.settle()
