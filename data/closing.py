"""How is a unit's month closed by two people, kept as it was, and opened again with a reason?"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data import acts, build
from data.agreed import agreed
from data.errors import Refusal, UserError
from data.purged import purged_before
from data.store import Store, Writer

PERIOD = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Closed:
    """What came of a step: proposed by the first person, closed by the second, or opened again."""

    state: Literal["proposed", "closed", "open"]
    unit: str
    period: str
    line_count: int
    sum_sek: Decimal
    hash: str | None = None
    first_actor: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the outcome as the command line prints it."""
        return self.__dict__ | {"sum_sek": f"{self.sum_sek:.2f}"}


def month_of(period: str) -> int:
    """Return YYYYMM of YYYY-MM.

    Raises: UserError for anything else.
    """
    if not PERIOD.fullmatch(period):
        raise UserError("bad_period", asked=period)
    return int(period.replace("-", ""))


def close(
    store: Store, unit: str, period: str, actor: str, constants: build.Constants, is_verified: bool = False,
    noted: Row | None = None,
) -> Closed:
    """Propose that a unit's month be closed, or close it where somebody else has proposed so.

    A proposal holds for the lines as they then stood. `noted`: what the actor was shown and has said
    of it, kept with the act. Raises: UserError for an unknown unit, a month already closed or without
    an agreeing control total, or when one person would do both.
    """
    return close_units(store, {unit: noted or {}}, period, actor, constants, is_verified)[0]


def close_units(
    store: Store, noted: Mapping[str, Row], period: str, actor: str, constants: build.Constants,
    is_verified: bool = False,
) -> list[Closed]:
    """Propose or close the month of several units: all of them, or none where one may not be.

    `noted`: by unit, what the actor was shown of it. Raises: UserError as `close` does.
    """
    month = month_of(period)
    if not actor.strip():
        raise Refusal("actor_missing")
    with store.write() as writer:
        done = [_close(writer, unit, month, actor, seen, is_verified) for unit, seen in noted.items()]
        if any(one.state == "closed" for one in done):
            build.build_marts(writer, constants)
    return done


def reopen(
    store: Store, unit: str, period: str, actor: str, reason: str, constants: build.Constants, is_verified: bool = False
) -> Closed:
    """Open a closed month again; its lines are then decided by the rules now in force.

    Raises: UserError when the month is not closed or no reason is given.
    """
    month = month_of(period)
    if not actor.strip():
        raise Refusal("actor_missing")
    if not reason.strip():
        raise Refusal("reason_missing")
    with store.write() as writer:
        _check_kept(writer, month)
        held = writer.query("close/closing", unit=unit, month=month).to_pylist()
        if not held:
            raise Refusal("not_closed", unit=unit, period=period)
        detail = {"unit": unit, "period": period, "reason": reason, "hash": held[0]["hash"]}
        act_id = acts.record(writer, "reopen", detail, actor, is_verified=is_verified)
        _open(writer, unit, month, act_id)
        build.build_marts(writer, constants)
    return Closed("open", unit, period, held[0]["line_count"], held[0]["sum_sek"])


def close_again(writer: Writer, detail: Row, act_id: int, constants: build.Constants) -> None:
    """Close a month as an earlier act did.

    Raises: UserError when its lines are no longer those that were closed.
    """
    unit, month = str(detail["unit"]), month_of(str(detail["period"]))
    rows = _rows(writer, unit, month)
    if content_hash(rows) != detail["content"]:
        raise Refusal("closed_otherwise", unit=unit, period=detail["period"])
    rule_version = writer.query("close/rule_version").column("version")[0].as_py()
    _store(writer, unit, month, rule_version, rows, chain(_last_hash(writer), rows), act_id)
    build.build_marts(writer, constants)


def carry(writer: Writer, held: Row) -> None:
    """Keep a closing as it is noted, without lines: they are purged, or it was opened again since."""
    names = ("unit", "month", "rule_version", "line_count", "sum_sek", "hash", "act_id")
    writer.run("close/store_closing", **{name: held[name] for name in names})


def reopen_again(writer: Writer, detail: Row, act_id: int, constants: build.Constants) -> None:
    """Open a month as an earlier act did."""
    _open(writer, str(detail["unit"]), month_of(str(detail["period"])), act_id)
    build.build_marts(writer, constants)


def chain(before: str, rows: Iterable[Row]) -> list[str]:
    """Return the link each line makes with all that were closed before it: SHA-256 of both."""
    links = []
    for row in rows:
        before = hashlib.sha256(f"{before}{row['content_hash']}".encode("ascii")).hexdigest()
        links.append(before)
    return links


def content_hash(rows: Iterable[Row]) -> str:
    """Return one checksum of the lines, whatever was closed before them."""
    return hashlib.sha256("".join(str(row["content_hash"]) for row in rows).encode("ascii")).hexdigest()


def broken_lines(store: Store) -> list[dict[str, object]]:
    """Return the first closed line of each period that is not as it was closed: unit, period, file, line."""
    found = []
    for closing in store.query("close/closings").to_pylist():
        rows = store.query("close/lines", unit=closing["unit"], month=closing["month"]).to_pylist()
        links = store.query("close/links", closing_id=closing["closing_id"]).to_pylist()
        fault = _first_fault(closing["before"], rows, links)
        if fault is not None:
            period = f"{closing['month'] // 100}-{closing['month'] % 100:02d}"
            found.append({"unit": closing["unit"], "period": period, **fault})
    return found


def _first_fault(before: str, rows: list[Row], links: list[Row]) -> dict[str, object] | None:
    """Return the place of the first link that does not follow from its line and the link before it."""
    for row, held in zip(rows, links, strict=False):
        same_place = (row["file_id"], row["line"]) == (held["file_id"], held["line"])
        if not same_place or chain(before, [row]) != [held["hash"]]:
            return {"file": held["file"], "line": held["line"]}
        before = held["hash"]
    if len(rows) != len(links):
        beyond = (links if len(links) > len(rows) else rows)[min(len(rows), len(links))]
        return {"file": beyond["file"], "line": beyond["line"]}
    return None


def check_may_close(store: Store | Writer, unit: str, month: int) -> None:
    """Raise UserError for an unknown unit, a month already closed, or one without an agreeing control total."""
    known = store.query("filters/members", scope="group").column("unit").to_pylist()
    if unit not in known:
        raise UserError("unknown_unit", asked=unit, known=", ".join(known) or "–")
    period = f"{month // 100}-{month % 100:02d}"
    _check_kept(store, month)
    if store.query("close/closing", unit=unit, month=month).num_rows:
        raise Refusal("already_closed", unit=unit, period=period)
    found = agreed(store, unit, month)
    if not found.is_whole:
        raise Refusal("no_control_total", unit=unit, period=period)
    if not found.holds:
        raise Refusal("not_agreed", unit=unit, period=period, difference=f"{found.off_sek:.2f}")


def _check_kept(store: Store | Writer, month: int) -> None:
    """Raise Refusal for a month whose lines have been purged."""
    before = purged_before(store)
    if month < before * 100:
        raise Refusal("period_purged", period=f"{month // 100}-{month % 100:02d}", before=before)


def _close(writer: Writer, unit: str, month: int, actor: str, noted: Row, is_verified: bool) -> Closed:
    """Propose that a unit's month be closed, or close it as the second person."""
    check_may_close(writer, unit, month)
    period = f"{month // 100}-{month % 100:02d}"
    rows = _rows(writer, unit, month)
    content, sum_sek = content_hash(rows), _sum(rows)
    proposal = _proposal(writer, unit, month)
    detail = {"unit": unit, "period": period, "lines": len(rows), "sum_sek": str(sum_sek), "content": content, **noted}
    # once people log in, what somebody said under a name of their own choice is no first person
    is_unsure = proposal is not None and is_verified and not proposal["is_verified"]
    if proposal is None or proposal["content"] != content or is_unsure:
        acts.record(writer, "close_proposed", detail, actor, is_verified=is_verified)
        return Closed("proposed", unit, period, len(rows), sum_sek)
    if proposal["actor"].strip().casefold() == actor.strip().casefold():
        raise Refusal("same_person", actor=actor)
    before = _last_hash(writer)
    links = chain(before, rows)
    detail |= {"proposed_by": proposal["actor"], "hash": links[-1] if links else before}
    act_id = acts.record(writer, "close", detail, actor, is_verified=is_verified)
    rule_version = writer.query("close/rule_version").column("version")[0].as_py()
    _store(writer, unit, month, rule_version, rows, links, act_id)
    return Closed("closed", unit, period, len(rows), sum_sek, detail["hash"], proposal["actor"])


def _rows(writer: Store | Writer, unit: str, month: int) -> list[Row]:
    return writer.query("close/lines", unit=unit, month=month).to_pylist()


def _sum(rows: Sequence[Row]) -> Decimal:
    return rows[0]["month_sum_sek"] if rows else Decimal("0.00")


def _last_hash(writer: Writer) -> str:
    found = writer.query("close/last_hash").to_pylist()
    return found[0]["hash"] if found else ""


def proposal_that_stands(store: Store, unit: str, month: int) -> Row | None:
    """Return who proposed to close the month as its lines now are: actor, done_at, detail; None where nobody has."""
    found = _proposal(store, unit, month)
    stands = found is not None and found["content"] == content_hash(_rows(store, unit, month))
    return found if stands else None


def _proposal(store: Store | Writer, unit: str, month: int) -> Row | None:
    """Return who last proposed to close the month, and for which content; None where nobody since it was opened."""
    found = store.query("close/proposal", unit=unit, period=f"{month // 100}-{month % 100:02d}").to_pylist()
    return found[0] if found else None


def _store(
    writer: Writer, unit: str, month: int, rule_version: int, rows: list[Row], links: list[str], act_id: int
) -> None:
    """Keep the closed lines' links, and what the year's figures rest on once its last month is closed."""
    writer.run(
        "close/store_closing",
        unit=unit,
        month=month,
        rule_version=rule_version,
        line_count=len(rows),
        sum_sek=_sum(rows),
        hash=links[-1] if links else _last_hash(writer),
        act_id=act_id,
    )
    if links:
        writer.run("close/store_links", act_id=act_id, unit=unit, month=month, links=links)
    whole = writer.query("close/closed_scopes", unit=unit, year=month // 100).column("unit").to_pylist()
    for kept in ("turnover", "headcount"):
        writer.run(f"close/keep_{kept}", act_id=act_id, units=whole, year=month // 100)


def _open(writer: Writer, unit: str, month: int, act_id: int) -> None:
    writer.run("close/open", unit=unit, month=month, act_id=act_id)
    for kept in ("turnover", "headcount"):
        writer.run(f"close/let_go_{kept}", unit=unit, year=month // 100)
    build.ready_rules(writer)
    build.reclassify(writer)
