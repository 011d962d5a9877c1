"""Is every ledger line decided in the order of kpis.md section 2, by rules as registers.md reads them?"""

from pathlib import Path

import pytest

from tests.fixtures.group import UNITS, Group, line, rule, unit

MORE_UNITS = (
    *UNITS,
    unit("OLD", "department", counterparty="K15", name="Gamla nämnden", valid_to="2023-12-31"),
    unit("TVIN", "company", "bas", "503", name="Tvilling AB", org_number="5561239999"),
    unit("TVAA", "company", "bas", "504", name="Tvilling 2 AB", org_number="556123-9999"),
)
RULES = (
    rule("not_it", 5, unit="SCIT", account_from="7010"),
    rule("external_it", 10, account_from="6831", account_to="6839", nature="telecom", activity="operation"),
    rule("shadow_it", 10, account_from="6835"),
    rule("external_it", 20, account_from="54", text="x-år*", valid_from="2024-02-01", valid_to="2024-02-29"),
    rule("external_it", 30, chart="bas", account_from="5251", account_to="5252", valid_to="2025-12-31"),
    rule("shadow_it", 31, chart="kommunbas", account_from="5251"),
    rule("local_it_staff", 40, cost_centre="IT01"),
    rule("shadow_it", 41, cost_centre="it9*"),
    rule("external_it", 42, project=r"~^P[0-9]{3}$"),
    rule("digitalisation", 43, activity_code="9100", nature="consultants", activity="development"),
    rule("external_it", 44, supplier="~å(tea|rlig)"),
    rule("external_it", 45, supplier="Molnet AB", text="*"),
    rule("shadow_it", 50, unit="SOC", account_from="7777"),
    rule("external_it", 60, counterparty="501", account_from="7401"),
    rule("internal_it", 61, counterparty="777"),
    rule("external_it", 62, counterparty="~^87"),
    rule("external_it", 70, account_from="1250", nature="hardware", funding="invest"),
    rule("not_it", 71, account_from="1260"),
    rule("digitalisation", 72, account_from="8410"),
    rule("not_it", 73, account_from="8420"),
    rule("external_it", 74, account_from="30", account_to="39"),
    rule("internal_it", 75, account_from="3999"),
    rule("shadow_it", 80, account_from="6500", valid_from="2024-06-30", valid_to="2024-06-30"),
    rule("not_it", 90, account_from="6100"),
    rule("local_it_staff", 91, account_from="5010", nature="staff", activity="maintenance"),
)

# What is asked, the line, and the category it must get.
CASES = {
    # step 1: internal or not
    "a buyer's cost from the central unit": (line("BUF", "7401", 1, counterparty="130"), "internal_it"),
    "a company's cost from the central unit": (line("ENE", "6540", 1, counterparty="130"), "internal_it"),
    "the digitalisation unit's cost from the central unit": (line("DIG", "7401", 1, counterparty="130"), "internal_it"),  # noqa: E501
    "a rule never wins over buying from the central unit": (line("BUF", "6831", 1, counterparty="130"), "internal_it"),  # noqa: E501
    "the central unit's income from a department": (line("SCIT", "3110", -1, counterparty="110"), "internal_it"),  # noqa: E501
    "the central unit's income from a company": (line("SCIT", "3110", -1, counterparty="501"), "internal_it"),
    "the central unit's income by organisation number": (line("SCIT", "3110", -1, counterparty="5561234567"), "internal_it"),  # noqa: E501
    "the same number with a hyphen": (line("SCIT", "3110", -1, counterparty="556123-4567"), "internal_it"),
    "the other company's number without its hyphen": (line("SCIT", "3110", -1, counterparty="556765-4321"), "internal_it"),  # noqa: E501
    "a number that several departments share is nobody": (line("SCIT", "3110", -1, counterparty="212000-2411"), "not_it"),  # noqa: E501
    "a number that two companies share is nobody": (line("SCIT", "3110", -1, counterparty="556123-9999"), "not_it"),  # noqa: E501
    "the central unit's income from an unknown 1-7 code": (line("SCIT", "3110", -1, counterparty="199"), "internal_it"),  # noqa: E501
    "the central unit's income from outside": (line("SCIT", "3110", -1, counterparty="871"), "not_it"),
    "the central unit's income from nobody named": (line("SCIT", "3110", -1), "not_it"),
    "a department's income from the central unit": (line("BUF", "3110", -1, counterparty="130"), "not_it"),
    "a company's income that a rule names": (line("ENE", "3010", -1), "not_it"),
    "an income line that a rule calls internal, not from SIE": (line("SCIT", "3999", -1), "not_it"),
    "a unit on its last day": (line("SCIT", "3110", -1, "2023-12-31", counterparty="K15"), "internal_it"),
    "the day after, it is no unit": (line("SCIT", "3110", -1, "2024-01-01", counterparty="K15"), "not_it"),
    # step 2: bought from another unit
    "bought from a company in the group": (line("BUF", "6831", 1, counterparty="502"), "not_it"),
    "bought from a company, a rule naming it": (line("BUF", "7401", 1, counterparty="501"), "external_it"),
    "bought from a company, the rule's account not fitting": (line("BUF", "7402", 1, counterparty="501"), "not_it"),  # noqa: E501
    "the central unit buying from a department": (line("SCIT", "6831", 1, counterparty="110"), "central_it"),
    "the digitalisation unit buying from a department": (line("DIG", "6831", 1, counterparty="110"), "digitalisation"),  # noqa: E501
    "bought from an unknown 1-7 code": (line("BUF", "6831", 1, counterparty="177"), "not_it"),
    "the central unit buying from an unknown 1-7 code": (line("SCIT", "6831", 1, counterparty="177"), "central_it"),  # noqa: E501
    "an unknown 1-7 code that a rule names": (line("BUF", "6999", 1, counterparty="777"), "internal_it"),
    "a 1-7 code in a company's own chart is outside": (line("ENE", "6831", 1, counterparty="177"), "external_it"),  # noqa: E501
    "an unknown organisation number is no 1-7 code": (line("BUF", "6831", 1, counterparty="556000-0001"), "external_it"),  # noqa: E501
    "nor is it without a hyphen": (line("BUF", "6831", 1, counterparty="5560000001"), "external_it"),
    "nor with sixteen in front": (line("BUF", "6831", 1, counterparty="165560000001"), "external_it"),
    "a unit paying itself buys from nobody": (line("BUF", "6831", 1, counterparty="110"), "external_it"),
    "bought from outside the group": (line("BUF", "6831", 1, counterparty="81"), "external_it"),
    "a counterparty pattern outside": (line("BUF", "6999", 1, counterparty="8701"), "external_it"),
    # step 3: the rules
    "account in range by its first characters": (line("BUF", "68315", 1), "external_it"),
    "the range's last account with more digits": (line("BUF", "683999", 1), "external_it"),
    "below the range": (line("BUF", "6830", 1), "unclassified"),
    "above the range": (line("BUF", "6840", 1), "unclassified"),
    "shorter than the bound": (line("BUF", "683", 1), "unclassified"),
    "a tie is decided by the order in the file": (line("BUF", "6835", 1), "external_it"),
    "first day of a validity": (line("BUF", "5410", 1, "2024-02-01", text="X-ÅR 1"), "external_it"),
    "last day of a validity": (line("BUF", "5410", 1, "2024-02-29", text="x-år"), "external_it"),
    "the day before": (line("BUF", "5410", 1, "2024-01-31", text="x-år"), "unclassified"),
    "the day after": (line("BUF", "5410", 1, "2024-03-01", text="x-år"), "unclassified"),
    "valid a single day": (line("BUF", "6500", 1, "2024-06-30"), "shadow_it"),
    "bas 5251 in its last year": (line("ENE", "5251", 1, "2025-12-31"), "external_it"),
    "bas 5252 after its last year": (line("ENE", "5252", 1, "2026-01-01"), "unclassified"),
    "the same number in the other chart": (line("BUF", "5251", 1, "2026-01-01"), "shadow_it"),
    "exact text ignores letter case": (line("BUF", "6999", 1, cost_centre="it01"), "local_it_staff"),
    "exact is whole": (line("BUF", "6999", 1, cost_centre="IT011"), "unclassified"),
    "a prefix": (line("BUF", "6999", 1, cost_centre="IT97"), "shadow_it"),
    "a prefix is no search": (line("BUF", "6999", 1, cost_centre="XIT97"), "unclassified"),
    "a regex": (line("BUF", "6999", 1, project="p123"), "external_it"),
    "a regex that does not hit": (line("BUF", "6999", 1, project="p1234"), "unclassified"),
    "a regex searches, letter case and Swedish letters ignored": (line("BUF", "6999", 1, supplier="NYA ÅTEA AB"), "external_it"),  # noqa: E501
    "all conditions together": (line("BUF", "6999", 1, supplier="molnet ab", text="licens"), "external_it"),
    "one condition of two is not enough": (line("BUF", "6999", 1, supplier="molnet ab"), "unclassified"),
    "a rule's unit": (line("SOC", "7777", 1), "shadow_it"),
    "another unit than the rule's": (line("BUF", "7777", 1), "unclassified"),
    "an activity code": (line("BUF", "6999", 1, activity_code="9100"), "digitalisation"),
    "a non-numeric account hits no range": (line("BUF", "683A", 1), "unclassified"),
    # conversions in the central unit
    "external in the central unit": (line("SCIT", "6831", 1), "central_it"),
    "local staff in the central unit": (line("SCIT", "5010", 1), "central_it"),
    "shadow in the central unit": (line("SCIT", "6500", 1, "2024-06-30"), "central_it"),
    "not IT in the central unit": (line("SCIT", "6100", 1), "central_it"),
    "not IT by a rule that names the central unit": (line("SCIT", "7010", 1), "not_it"),
    "digitalisation in the central unit stays": (line("SCIT", "6999", 1, activity_code="9100"), "digitalisation"),  # noqa: E501
    "external in the digitalisation unit stays": (line("DIG", "6831", 1), "external_it"),
    # step 4 and what is no cost
    "no rule in the central unit": (line("SCIT", "5999", 1), "central_it"),
    "no rule in the digitalisation unit": (line("DIG", "5999", 1), "digitalisation"),
    "no rule in a department": (line("BUF", "4999", 1), "unclassified"),
    "a credit is a cost line too": (line("BUF", "7999", -1), "unclassified"),
    "class 8 without a rule": (line("BUF", "8999", 1), "not_it"),
    "class 8 of the central unit without a rule": (line("SCIT", "8999", 1), "not_it"),
    "class 8 with a digitalisation rule": (line("BUF", "8410", 1), "digitalisation"),
    "class 8 of the central unit, called not IT": (line("SCIT", "8420", 1), "not_it"),
    "a balance account without a rule": (line("BUF", "2440", 1), "not_it"),
    "a balance account with an IT rule": (line("BUF", "1250", 1), "external_it"),
    "a balance account of the central unit with an IT rule": (line("SCIT", "1250", 1), "central_it"),
    "a balance account of the central unit called not IT": (line("SCIT", "1260", 1), "not_it"),
    "class 9": (line("BUF", "9999", 1), "not_it"),
    "income is not asked about": (line("BUF", "3999", -1), "not_it"),
    "income with an IT rule": (line("BUF", "3010", -1), "not_it"),
}  # fmt: skip


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """Return every case's line as the store classified it, by the name of the case."""
    group = Group(tmp_path_factory.mktemp("classify")).set_up(*RULES, units=MORE_UNITS)
    rows = [given | {"voucher": name} for name, (given, _) in CASES.items()]
    result = group.deliver("ledger", *rows)
    assert (result.status, result.rows_stored) == ("accepted", len(CASES)), result.problems
    return {row["voucher"]: row for row in group.lines()}


@pytest.mark.parametrize("case", CASES)
def test_a_line_gets_the_category_that_the_steps_give_it(decided: dict[str, dict], case: str) -> None:
    assert decided[case]["category"] == CASES[case][1]


def test_a_converted_hit_keeps_activity_and_nature(decided: dict[str, dict]) -> None:
    row = decided["local staff in the central unit"]
    assert (row["category"], row["activity"], row["nature"], row["funding"]) == (
        "central_it",
        "maintenance",
        "staff",
        "drift",
    )


def test_empty_codes_are_drift_other_and_no_activity(decided: dict[str, dict]) -> None:
    row = decided["a rule's unit"]
    assert (row["activity"], row["nature"], row["funding"]) == (None, "other", "drift")


def test_invest_is_another_word_for_investering(decided: dict[str, dict]) -> None:
    assert decided["a balance account with an IT rule"]["funding"] == "investering"
    assert decided["a balance account of the central unit with an IT rule"]["funding"] == "investering"


def test_an_internal_line_never_takes_its_nature_from_its_account(decided: dict[str, dict]) -> None:
    assert decided["a rule never wins over buying from the central unit"]["nature"] == "internal"


def test_only_cost_lines_are_asked_about(decided: dict[str, dict]) -> None:
    asked = {case for case, row in decided.items() if row["category"] == "unclassified"}
    assert all(decided[case]["account"][0] in "4567" for case in asked)


def test_an_unmatched_internal_line_is_listed_under_its_code(decided: dict[str, dict]) -> None:
    assert decided["bought from an unknown 1-7 code"]["counterparty_unit"] == "177"
    assert decided["bought from an unknown 1-7 code"]["is_internal"]


SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Prov" 1
#FNAMN "Servicecenter IT"
#ORGNR 212000-2411
#RAR 0 20240101 20241231
#VER A 1 20240115 "rad"
{
#TRANS 3999 {} -100.00
#TRANS 3010 {} -7.00
#TRANS 6831 {1 "IT01"} 60.00
#TRANS 7600 {} 40.00
#TRANS 1930 {} 7.00
}
"""


@pytest.fixture(scope="module")
def from_sie(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Return the category of each (unit, account) of one SIE file, delivered for three units."""
    group = Group(tmp_path_factory.mktemp("sie")).set_up(*RULES, rule("internal_it", 1, account_from="7600"))
    path = group.text("a.se", SIE)
    for code in ("SCIT", "BUF"):
        assert group.load(path, unit=code)[0].status == "accepted"
    return {(row["unit"], row["account"]): row["category"] for row in group.lines()}


@pytest.mark.parametrize(
    ("code", "account", "category"),
    [
        ("SCIT", "3999", "internal_it"),  # a rule may say so in a SIE file of the central unit
        ("SCIT", "3010", "not_it"),  # another rule does not decide an income line
        ("BUF", "3999", "not_it"),  # nor any rule in another unit
        ("BUF", "7600", "internal_it"),
        ("SCIT", "6831", "central_it"),
        ("SCIT", "1930", "not_it"),
        ("BUF", "6831", "external_it"),
    ],
)
def test_in_a_sie_file_a_rule_may_say_that_a_line_is_internal(
    from_sie: dict[tuple[str, str], str], code: str, account: str, category: str
) -> None:
    assert from_sie[code, account] == category


def test_classification_follows_the_rules_and_units_of_today(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(rule("not_it", 1, account_from="6100"))
    group.deliver("ledger", line("BUF", "6831", 10), line("BUF", "7000", 5, counterparty="199"))
    assert [row["category"] for row in group.lines()] == ["unclassified", "not_it"]
    group.deliver(
        "rules", rule("shadow_it", 1, account_from="6831"), rule("shadow_it", 1, account_from="7000")
    )
    assert [row["category"] for row in group.lines()] == ["shadow_it", "not_it"]
    group.deliver("units", unit("SCIT", "central_it", counterparty="199"))
    assert [row["category"] for row in group.lines()] == ["shadow_it", "internal_it"]


def test_a_rule_that_asks_for_no_account_decides_lines_of_any_account_and_of_none(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(rule("external_it", 10, account_from="6831"), rule("shadow_it", 20, unit="BUF"))
    group.deliver("ledger", *(line("BUF", account, 1, voucher=account) for account in ("6831", "4999", "683A", "")))
    assert {row["account"]: row["category"] for row in group.lines()} == {
        "6831": "external_it",
        "4999": "shadow_it",
        "683A": "shadow_it",
        None: "shadow_it",
    }
