"""What have units declared of shadow IT that no ledger shows, and how is such an estimate entered?"""

import csv
import json
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from data.access import Viewer
from data.build import Constants
from data.formulas import kept
from data.intake import load
from data.prepare import Given, Request
from data.result import FileResult
from data.seen import allow, for_viewer
from data.store import Store

REGISTER = "declared_shadow_it"
# Estimates entered on the page are a delivery like any other, of this source.
FORM = "formulär"


@dataclass(frozen=True)
class DeclaredRow:
    """One estimate: what a unit holds for its shadow IT of a year beside the ledger, and on which grounds."""

    unit: str
    year: int
    amount_sek: Decimal
    basis: str
    source: str


@for_viewer
def declared(store: Store, viewer: Viewer) -> list[DeclaredRow]:
    """Return every estimate of the units the viewer may open."""
    rows = []
    for row in store.query("shadow/declared").to_pylist():
        said = json.loads(row["content"])
        if viewer.may_open(said["unit"]):
            amount = Decimal(said["amount_sek"])
            rows.append(DeclaredRow(said["unit"], int(said["year"]), amount, said.get("basis", ""), row["source"]))
    return rows


@for_viewer
def declare(
    store: Store, viewer: Viewer, unit: str, year: int, amount: str, basis: str, constants: Constants
) -> FileResult:
    """Enter an estimate; it takes the place of the one entered here before for the same unit and year.

    `amount` is text as somebody writes it: what is no amount comes back as the file's problem.
    Raises: UserError when the viewer may not decide for the unit.
    """
    allow(store, viewer, "deliver", unit)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skugg_it.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(("unit", "year", "amount_sek", "basis"))
            writer.writerow((unit, year, amount.strip(), kept(basis.strip())))
        request = Request(register=REGISTER, source=FORM)
        given = [Given(path, path.name)]
        (result,) = load(store, given, request, viewer.actor, constants, is_verified=viewer.verified)
    return result
