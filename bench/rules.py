"""How long until a rule's effect is seen, and until it is in force, with a big ledger in store?"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench.child import OUT, ledger, run
from data.access import Viewer
from data.build import build_marts, ready_rules, reclassify
from data.rule_change import RuleChange, change_rules, rule_effect
from data.store import Store
from data.trial import trial
from kpi.parameter import constants

TIMES = 3
CONTROLLER = Viewer("bench", "controller")
# By what a rule may ask about: a supplier's beginning, an account range, and words anywhere in the text.
RULES = {
    "a supplier": {"supplier": "konsultleverantör 1*"},
    "an account range": {"account_from": "55", "account_to": "57"},
    "words in the text": {"text": "~konsulttimmar (2|3)[0-9]*"},
}


def main() -> None:
    """Measure each kind of rule and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5_000_000)
    options = parser.parse_args()
    folder = OUT / f"store-{options.lines}"
    if not (folder / "CURRENT").is_file():
        run("bench.product", folder, ledger(options.lines))
    store = Store(folder)
    whole = _seconds(lambda: _every_line(store))
    print(f"{options.lines:_} lines, median of {TIMES}; deciding every line anew: {whole:.1f} s\n".replace("_", " "))
    print("| a rule for | lines it moves | effect shown, s | in force, s | in force / every line anew |")
    print("|---|---|---|---|---|")
    for name, conditions in RULES.items():
        print(_row(store, name, RuleChange(({"priority": 1, "category": "external_it", **conditions},)), whole))


def _row(store: Store, name: str, change: RuleChange, whole: float) -> str:
    effect = rule_effect(store, change)
    shown = _seconds(lambda: rule_effect(store, change))
    started = time.perf_counter()
    change_rules(store, CONTROLLER, change, constants())
    applied = time.perf_counter() - started
    change_rules(store, CONTROLLER, RuleChange(removed=(effect.first_new_id,)), constants())
    return f"| {name} | {effect.line_count} | {shown:.2f} | {applied:.1f} | {applied / whole:.2f} |"


def _every_line(store: Store) -> None:
    """Decide every line anew in a copy and build the figures: what putting any rule in force costs at least."""
    with trial(store) as copy:
        ready_rules(copy)
        reclassify(copy)
        build_marts(copy, constants())


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return median(found)


if __name__ == "__main__":
    main()
