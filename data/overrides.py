"""How does a controller decide one line alone, whatever the rules say (kpis.md section 2, step 0)?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa

from data import acts, build
from data.errors import Refusal, UserError
from data.registers import ACTIVITIES, CATEGORIES, FUNDINGS, NATURES
from data.store import Store, Writer

# What a line says: an override is bound to this, so it holds when the line is delivered again.
SAYS = (
    "unit", "account", "cost_centre", "activity_code", "project", "object", "counterparty", "supplier_id", "supplier",
    "voucher", "date", "period_given", "amount_sek", "text",
)  # fmt: skip
CONTENT = pa.schema(
    [
        (name, {"date": pa.date32(), "amount_sek": pa.decimal128(18, 2)}.get(name, pa.string()))
        for name in SAYS
    ]
)


@dataclass(frozen=True)
class Decision:
    """What a line is decided to be, and why; an empty `category` takes an earlier decision back."""

    category: str | None
    activity: str | None = None
    nature: str = "other"
    funding: str = "drift"
    reason: str = ""

    def check(self) -> None:
        """Raise UserError for a code there is not, or a decision without a reason."""
        known = (
            (self.category, CATEGORIES),
            (self.activity, ACTIVITIES),
            (self.nature, NATURES),
            (self.funding, tuple(FUNDINGS)),
        )
        for given, codes in known:
            if given is not None and given not in codes:
                raise UserError("unknown_code", asked=given, known=", ".join(codes))
        if not self.reason.strip():
            raise Refusal("reason_missing")


def override(
    store: Store, file_id: int, line: int, decision: Decision, actor: str, constants: build.Constants,
    is_verified: bool = False,
) -> int:
    """Decide one stored line, and every line that says the same; return how many there are.

    Raises: UserError for a line there is not, a line of staff cost or of a closed period, or an unknown code.
    """
    decision.check()
    with store.write() as writer:
        found = writer.query("decide/line", file_id=file_id, line=line).to_pylist()
        if not found and writer.query("decide/payroll_line", file_id=file_id, line=line).num_rows:
            raise Refusal("line_is_payroll")
        if not found:
            raise UserError("no_such_line", file_id=file_id, line=line)
        if found[0]["is_closed"]:
            raise Refusal("line_is_closed", unit=found[0]["unit"], period=_period(found[0]["date"]))
        says = {name: found[0][name] for name in SAYS}
        names = ("category", "activity", "nature", "funding", "decided_by", "rule_id")
        before = {name: found[0][name] for name in names}
        detail = {"line": _plain(says), "before": before, "after": decision.__dict__}
        act_id = acts.record(writer, "override", detail, actor, is_verified=is_verified)
        count = decide(writer, says, decision, act_id)
        build.build_marts(writer, constants)
    return count


def again(writer: Writer, detail: Mapping[str, object], act_id: int) -> None:
    """Decide a line as an earlier act did."""
    said = detail["line"]
    says = said | {"date": date.fromisoformat(said["date"]), "amount_sek": Decimal(said["amount_sek"])}
    decide(writer, says, Decision(**detail["after"]), act_id)


def decide(writer: Writer, says: Mapping[str, object], decision: Decision, act_id: int) -> int:
    """Note a decision about the lines that say this, and classify them anew; return how many there are."""
    rows = pa.Table.from_pylist([dict(says)], CONTENT)
    writer.offer("said", rows)
    writer.run("decide/forget_override")
    if decision.category:
        values = {name: getattr(decision, name) for name in ("category", "activity", "nature", "funding", "reason")}
        writer.run("decide/note_override", act_id=act_id, **values)
    build.ready_rules(writer)
    writer.run("decide/line_in_said")
    count = writer.query("decide/said_count").column("line_count")[0].as_py()
    build.classify_anew(writer)
    writer.withdraw("said")
    return count


def _plain(says: Mapping[str, object]) -> dict[str, object]:
    """Return what a line says as it is written down."""
    return {name: str(value) if name in ("date", "amount_sek") else value for name, value in says.items()}


def _period(day: date) -> str:
    return f"{day:%Y-%m}"
