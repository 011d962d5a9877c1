"""Does any small ledger keep its equal rows, and does what moves between any two rule versions explain the figures?"""

import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st

from data.rule_change import Move
from kpi.figures import Figure
from kpi.parameter import constants
from kpi.restating import Restatement, restate
from tests.fixtures.group import DIGITAL, EVERYONE, K2, K3, K4, NOT_IT, Group, Row, line, rule

# Each example builds stores of its own, so a failing one is not made smaller.
FEW = settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=(Phase.generate,)
)
UNITS = ("BUF", "SOC", "ENE")
ACCOUNTS = (K2, K3, K4, DIGITAL, NOT_IT, "7050")
SUPPLIERS = ("Molnet AB", "Datorbolaget", "Städ AB", "")
COUNTED = {"central_it", "external_it", "local_it_staff", "shadow_it"}
amounts = st.decimals("-99999.99", "99999.99", places=2).filter(bool)
rows = st.builds(
    lambda unit, account, amount, year, month, supplier: line(
        unit, account, amount, f"{year}-{month:02d}-15", supplier=supplier
    ),
    st.sampled_from(UNITS), st.sampled_from(ACCOUNTS), amounts, st.sampled_from((2023, 2024)), st.integers(1, 3),
    st.sampled_from(SUPPLIERS),
)  # fmt: skip
ledgers = st.lists(rows, min_size=3, max_size=12)
conditions = st.one_of(
    st.builds(lambda account: {"account_from": account}, st.sampled_from(ACCOUNTS)),
    st.builds(lambda supplier: {"supplier": supplier}, st.sampled_from([f"{name[:4]}*" for name in SUPPLIERS[:3]])),
    st.builds(lambda unit, account: {"unit": unit, "account_from": account}, st.sampled_from(UNITS),
              st.sampled_from(ACCOUNTS)),
)  # fmt: skip
categories = st.sampled_from(("external_it", "local_it_staff", "shadow_it", "digitalisation", "not_it"))
rules = st.lists(
    st.builds(lambda category, priority, found: rule(category, priority, **found), categories, st.integers(1, 3),
              conditions),
    min_size=1, max_size=5,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    ready.folder = tmp_path_factory.mktemp("groups")


def ready(*first_rules: Row) -> Group:
    return Group(Path(tempfile.mkdtemp(dir=ready.folder))).set_up(*first_rules)


@FEW
@given(st.lists(st.tuples(rows, st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5))
def test_k_equal_rows_are_k_rows_however_many_they_were_before(found: list[tuple[Row, int, int]]) -> None:
    group = ready(rule("external_it", account_from=K2))
    held: Counter = Counter()
    for times in (1, 2):  # the second delivery has the same rows another number of times
        ledger = [one[0] for one in found for _ in range(one[times])]
        wanted = Counter(map(_content, ledger))
        result = group.deliver("ledger", *ledger)
        assert Counter(map(_content, group.lines())) == wanted
        assert (result.rows_read, result.rows_stored) == (len(ledger), len(ledger))
        assert result.status == ("unchanged" if wanted == held else "accepted")
        # A removed and an added row of one account and day are told as one that changed.
        assert result.added + result.changed == (wanted - held).total()
        assert result.removed + result.changed == (held - wanted).total()
        held = wanted


def _content(row: Row) -> tuple:
    return (row["unit"], row["account"], str(row["date"]), Decimal(row["amount_sek"]), row["supplier"] or "")


@FEW
@given(ledgers, rules, rules)
def test_what_moved_rule_by_rule_sums_to_what_each_figure_differs_by(
    ledger: list[Row], old: list[Row], new: list[Row]
) -> None:
    assume(old != new)
    group = ready(*old)
    turnover = [{"unit": unit, "year": year, "turnover_sek": 10**9} for unit in UNITS for year in (2023, 2024)]
    group.deliver("turnover", *turnover)
    group.deliver("ledger", *ledger)
    assume(group.deliver("rules", *new).status == "accepted")
    cards = ["total_it_share", "digitalisation_share"]
    there = restate(group.store, EVERYONE, after=3, before=2, constants=constants(), card_ids=cards)
    back = restate(group.store, EVERYONE, after=2, before=3, constants=constants(), card_ids=cards)
    _explains(there, Counter({(row["unit"], int(row["date"][:4])) for row in ledger}))
    assert _figures(there, "before") == _figures(back, "after")
    assert _figures(there, "after") == _figures(back, "before")
    assert sum(move.line_count for move in there.moves) == sum(move.line_count for move in back.moves)
    event(f"moves: {min(len(there.moves), 3)}")


def _explains(found: Restatement, held: Counter) -> None:
    """Hold each figure's difference against the sums of the rules that gave and took its lines."""
    checked = 0
    for pair in found.figures:
        asked, counted = (pair.before.unit, pair.before.year), _counted(pair.before.card)
        if pair.before.variant not in (None, "incl_invest") or asked not in held:
            continue
        by_rule: dict[tuple, Decimal] = {}
        for move in found.moves:
            if (move.unit, move.year) == asked:
                rules_of = (move.before_rule_id, move.after_rule_id)
                by_rule[rules_of] = by_rule.get(rules_of, Decimal(0)) + _share(move, counted)
        difference = _printed(pair.after) - _printed(pair.before)
        assert sum(by_rule.values(), Decimal(0)) == difference, (asked, pair.before.card, by_rule)
        assert pair.differs == (difference != 0)
        checked += 1
    assert checked == 2 * len(held)


def _printed(figure: Figure) -> Decimal:
    """Return the numerator as it leaves the product: to the öre."""
    return Decimal(figure.as_json("sv")["numerator"])


def _counted(card: str) -> set[str]:
    return COUNTED if card == "total_it_share" else {"digitalisation"}


def _share(move: Move, counted: set[str]) -> Decimal:
    """Return what a move gives a figure that counts these categories, less what it takes from it."""
    return ((move.after_category in counted) - (move.before_category in counted)) * move.sum_sek


def _figures(found: Restatement, side: str) -> dict[tuple, tuple]:
    shown = [getattr(pair, side) for pair in found.figures]
    return {(one.card, one.variant, one.unit, one.year): (one.numerator, one.value, one.missing) for one in shown}
