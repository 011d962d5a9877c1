"""What can be asked on the command line, and how is it answered?"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.access import Viewer
from data.errors import Refusal, UserError
from data.intake import load
from data.language import LANGUAGES, text
from data.prepare import Given, Request
from data.registers import REGISTERS, register_named
from data.settings import settings, system_user
from data.store import Store
from kpi import drill, printing, upkeep
from kpi.after_load import look_as
from kpi.checking import check
from kpi.editions import earlier_editions, folder_of
from kpi.exporting import export, export_kept
from kpi.figures import figures
from kpi.log import log
from kpi.month_end import close_month, reopen_month
from kpi.open_files import write_open_files
from kpi.parameter import constants
from kpi.publish import as_json, publish_to
from kpi.published import Published
from kpi.purging import first_year_kept, plan, purge
from kpi.rebuilding import rebuild
from kpi.undoing import undo

DONE, REFUSED, USAGE = 0, 1, 2


def default_store() -> Path:
    """Return the store's folder: $KPI_STORE, else the embedded one."""
    return settings().store


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 something refused or failed, 2 usage."""
    options = _parser().parse_args(words)
    try:
        return options.run(options)
    except Refusal as error:
        print(error.message(options.lang), file=sys.stderr)
        return REFUSED
    except UserError as error:
        print(error.message(options.lang), file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", type=Path, default=None, metavar="DIR")
    shared.add_argument("--lang", choices=LANGUAGES, default="sv")
    shared.add_argument("--json", action="store_true")
    parser = argparse.ArgumentParser(prog="python -m kpi")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[shared], help=about)
        added.set_defaults(run=run)
        return added

    command("demo", _demo, "build the invented group in a store of its own")
    loading = command("load", _load, "read, check and store files")
    loading.add_argument("files", nargs="+", metavar="FILE")
    for name in ("unit", "register", "source", "mapping"):
        loading.add_argument(f"--{name}")
    loading.add_argument("--dry-run", action="store_true")
    asking = command("figures", _figures, "print figures")
    asking.add_argument("--card", action="append")
    asking.add_argument("--unit", action="append")
    asking.add_argument("--year", action="append", type=int)
    asking.add_argument("--base-year", type=int)
    explaining = command("explain", _explain, "print the way back from a figure to its ledger lines")
    explaining.add_argument("--card", required=True)
    explaining.add_argument("--variant")
    explaining.add_argument("--unit", required=True)
    explaining.add_argument("--year", type=int, required=True)
    explaining.add_argument("--next")
    command("check", _check, "verify the store")
    command("rebuild", _rebuild, "make the store anew from kept originals and decisions")
    undoing = command("undo", _undo, "make the store as if a delivery had never been")
    undoing.add_argument("--delivery", type=int, required=True, metavar="ID")
    undoing.add_argument("--actor")
    for name, run, about in (
        ("close", _close, "propose that a unit's month be closed; a second person closes it"),
        ("reopen", _reopen, "open a closed month again, with a reason"),
    ):
        closing = command(name, run, about)
        for option in ("unit", "period", "actor"):
            closing.add_argument(f"--{option}", required=True)
        closing.add_argument("--reason", default="")
    command("log", _log, "print what was done, by whom and when")
    backing_up = command("backup", _backup, "write the store and its published editions to one file")
    backing_up.add_argument("--out", type=Path, required=True)
    restoring = command("restore", _restore, "make the store what a backup holds")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument("--replace", action="store_true", help="also where the store holds something")
    purging = command("purge", _purge, "take away the lines and originals of earlier years; their sums stay")
    purging.add_argument("--before", type=int, metavar="YEAR", help="the first year to be kept")
    purging.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    publishing = command("publish", _publish, "write the snapshot that the public summary serves")
    publishing.add_argument("--out", type=Path, required=True)
    opening = command("open-data", _open_data, "write a snapshot's figures as files for the open-data portal")
    opening.add_argument("--snapshot", type=Path, required=True, metavar="FILE")
    opening.add_argument("--address", required=True, metavar="URL")
    opening.add_argument("--out", type=Path, required=True, metavar="DIR")
    exporting = command("export", _export, "write a register as csv, xlsx or parquet")
    exporting.add_argument("--register", required=True)
    exporting.add_argument("--out", type=Path, required=True)
    exporting.add_argument("--for-others", action="store_true", help="name no sole trader, sum staff cost")
    return parser


def _folder(options: argparse.Namespace) -> Path:
    """Return the folder of the store asked for."""
    return options.store or default_store()


def _store(options: argparse.Namespace) -> Store:
    """Return the store asked for."""
    return Store(_folder(options))


def _viewer() -> Viewer:
    """Return who asks on the command line: whoever may run it may see what the store holds."""
    return Viewer(actor=system_user(), role="controller")


def _answer(options: argparse.Namespace, document: object, printed: str) -> None:
    """Print the answer: one JSON document, or a text for people."""
    print(json.dumps(document, ensure_ascii=False, indent=1) if options.json else printed)


def _demo(options: argparse.Namespace) -> int:
    """Build the invented group, and publish it."""
    from kpi.inventing import invent

    store = Store(options.store or default_store().with_name("demo-store"))
    results = invent(store, lambda message: print(message, file=sys.stderr), options.lang)
    _answer(options, [result.as_json(options.lang) for result in results], printing.results(results, options.lang))
    return REFUSED if any(result.status == "refused" for result in results) else DONE


def _load(options: argparse.Namespace) -> int:
    """Load files."""
    absent = [name for name in options.files if not Path(name).is_file()]
    if absent:
        raise UserError("no_such_file", files=", ".join(absent))
    register = register_named(options.register) if options.register else None
    if options.register and register is None:
        raise UserError("unknown_register", asked=options.register, known=", ".join(REGISTERS))
    request = Request(options.unit, register, options.source, options.mapping, options.dry_run)
    given = [Given(Path(name), name) for name in options.files]
    store = _store(options)
    results = load(store, given, request, _viewer().actor, constants(), look=look_as(_viewer()))
    printed = printing.results(results, options.lang, tried=options.dry_run)
    _answer(options, [result.as_json(options.lang) for result in results], printed)
    return REFUSED if any(result.status == "refused" for result in results) else DONE


def _figures(options: argparse.Namespace) -> int:
    """Print figures."""
    found = figures(_store(options), _viewer(), options.card, options.unit, options.year, options.base_year)
    _answer(options, [figure.as_json(options.lang) for figure in found], printing.figures(found, options.lang))
    return DONE


def _explain(options: argparse.Namespace) -> int:
    """Print the way back from one figure."""
    found = drill.explain(
        _store(options), _viewer(), options.card, options.variant, options.unit, options.year, options.next
    )
    _answer(options, found.as_json(options.lang), printing.explanation(found, options.lang))
    return DONE


def _check(options: argparse.Namespace) -> int:
    """Verify the store."""
    found = check(_store(options))
    _answer(options, [finding.as_json(options.lang) for finding in found], printing.findings(found, options.lang))
    return DONE if all(finding.holds for finding in found) else REFUSED


def _rebuild(options: argparse.Namespace) -> int:
    """Make the store anew."""
    results = rebuild(Store(options.store or default_store(), any_schema=True), constants())
    _answer(options, [result.as_json(options.lang) for result in results], printing.results(results, options.lang))
    return REFUSED if any(result.status == "refused" for result in results) else DONE


def _undo(options: argparse.Namespace) -> int:
    """Undo a delivery."""
    results = undo(_store(options), options.delivery, options.actor or _viewer().actor, constants())
    _answer(options, [result.as_json(options.lang) for result in results], printing.results(results, options.lang))
    return DONE


def _close(options: argparse.Namespace) -> int:
    """Propose a closing, or close what somebody else has proposed."""
    closed = close_month(_store(options), _viewer(), options.unit, options.period, options.actor)
    _answer(options, closed.as_json(), printing.closed(closed, options.lang))
    return DONE


def _reopen(options: argparse.Namespace) -> int:
    """Open a closed month again."""
    store, viewer = _store(options), _viewer()
    opened = reopen_month(store, viewer, options.unit, options.period, options.actor, options.reason)
    _answer(options, opened.as_json(), printing.closed(opened, options.lang))
    return DONE


def _log(options: argparse.Namespace) -> int:
    """Print the acts."""
    rows = log(_store(options), _viewer())
    _answer(options, [row.as_json() for row in rows], printing.acts(rows, options.lang))
    return DONE


def _backup(options: argparse.Namespace) -> int:
    """Write a backup."""
    store = Store(_folder(options), any_schema=True)
    done = upkeep.backup(store, folder_of(store), options.out)
    _answer(options, done.as_json(), printing.backed_up("backup.done", done, options.lang))
    return DONE


def _restore(options: argparse.Namespace) -> int:
    """Restore a backup."""
    store = Store(_folder(options))
    done = upkeep.restore(store, folder_of(store), options.file, system_user(), options.replace)
    _answer(options, done.as_json(), printing.backed_up("backup.restored", done, options.lang))
    return DONE


def _purge(options: argparse.Namespace) -> int:
    """Take away earlier years."""
    before = first_year_kept(settings().years_kept, options.before, date.today())
    found = plan(_store(options), before)
    if not options.dry_run:
        print(printing.purged(found, options.lang, is_done=False), file=sys.stderr)
        found = purge(_store(options), before, system_user(), constants())
    is_done = not options.dry_run
    _answer(options, found.as_json(is_done), printing.purged(found, options.lang, is_done))
    return DONE


def _open_data(options: argparse.Namespace) -> int:
    """Write the open data of a snapshot; `address` is where its files will be reached."""
    published = Published.open(options.snapshot)
    files = write_open_files(published, settings().publisher, options.address, options.out)
    said = text("opendata.written", options.lang, count=len(files), folder=options.out)
    _answer(options, {"files": [str(file) for file in files], "checksum": published.edition.checksum}, said)
    return DONE


def _publish(options: argparse.Namespace) -> int:
    """Write a snapshot to a file."""
    store = _store(options)
    told = as_json(publish_to(store, _viewer(), options.out, earlier_editions(store)), options.out)
    state = text(f"part.edition.{told['state']}", options.lang)
    _answer(options, told, text("publish.written", options.lang, **(told | {"state": state})))
    return DONE


def _export(options: argparse.Namespace) -> int:
    """Write a register to a file."""
    store, register, path = _store(options), options.register, options.out
    if options.for_others:
        count = export(store, _viewer(), register, path, for_others=True)
    else:
        count = export_kept(store, register, path)
    document = {"register": options.register, "file": str(options.out), "rows": count}
    _answer(options, document, f"{options.out}: {count}")
    return DONE
