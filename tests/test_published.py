"""Does a reader get what was published, and of the edition that is shown?"""

import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from data.access import Viewer
from data.editions import Editions, shown_in
from data.errors import UserError
from data.store import Store
from kpi import pacing
from kpi.commands import main
from kpi.editions import content_of, folder_of, listed, publish, take_back
from kpi.equality import equality
from kpi.figures import Figure
from kpi.overview import years
from kpi.publish import publish_to
from kpi.publish_effect import changes, effect
from kpi.published import Published, closing_by_year
from tests.fixtures.editions import shown, two_costs
from tests.fixtures.group import EVERYONE, K2, Group, line
from tests.fixtures.opened import links, opened, told
from tests.fixtures.secretive import secretive
from tests.fixtures.source import ROOT

PAGE = "controllers/publish.py"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return secretive(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def snapshot(built: Group) -> Published:
    return publish_to(built.store, EVERYONE, built.folder / "edition.duckdb")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return two_costs(tmp_path)


def test_every_figure_that_is_told_is_the_one_of_the_store(built: Group, snapshot: Published) -> None:
    names = [field.name for field in fields(Figure)]
    for figure in built.figures():
        read = snapshot.figure(figure.card, figure.unit, figure.year, figure.variant)
        if not read.suppressed:
            assert [getattr(read, name) for name in names] == [getattr(figure, name) for name in names]


def test_a_figure_that_is_kept_out_has_nothing_but_its_reason(snapshot: Published) -> None:
    kept_out = [figure for figure in snapshot.figures() if figure.suppressed]
    assert kept_out
    for figure in kept_out:
        assert (figure.value, figure.numerator, figure.denominator, figure.status) == (None, None, None, None)
        assert "färre än 5 årsarbetare" in figure.reason("sv")
        assert "fewer than 5 FTE" in figure.reason("en")


def test_costs_paces_and_means_are_those_of_the_store(built: Group, snapshot: Published) -> None:
    for unit in ("BUF", "ENE", "municipality", "group"):
        for read, held in zip(snapshot.unit_years(unit), years(built.store, EVERYONE, unit), strict=True):
            # the free text that says what turnover means is not published
            assert vars(read) | {"turnover_definition": None, "total_fte": None} == (
                vars(held) | {"turnover_definition": None, "total_fte": None}
            )
            assert read.total_fte in (None, held.total_fte)
    held = pacing.pace_years(built.store, EVERYONE)["group"]
    assert [vars(row) | {"decision": None} for row in held] == [vars(row) for row in snapshot.pace_years("group")]
    of_store = equality(built.store, EVERYONE, "group", 2024, [2024], "turnover")
    of_edition = snapshot.equality("group", 2024, "turnover")
    assert [means.unit for means in of_edition.below] == [means.unit for means in of_store.below]
    assert of_edition.floor.value == of_store.floor.value
    assert of_edition.lift_sek == pytest.approx(of_store.lift_sek)


def test_the_default_variant_is_the_cards_first(snapshot: Published) -> None:
    assert snapshot.figure("it_cost_change", "group", 2024).variant == "total_nominal"
    assert snapshot.figure("it_cost_change", "group", 2024, "total_share").variant == "total_share"
    assert snapshot.figure("it_cost_change", "nobody", 2024) is None


def test_an_edition_says_what_it_rests_on(built: Group, snapshot: Published) -> None:
    edition = snapshot.edition
    assert (edition.state, edition.last_month, edition.number) == ("preliminary", 202406, None)
    assert edition.closed_months == {2023: 0, 2024: 0}
    assert edition.months == {2023: 2, 2024: 2}
    assert edition.card_versions["total_it_share"] == 1
    assert not edition.is_invented
    assert len(edition.checksum) == 64


def test_a_month_is_closed_when_every_unit_with_lines_has_closed_it() -> None:
    periods = [("A", 202401, True), ("B", 202401, True), ("A", 202402, True), ("B", 202402, False)]
    rows = [{"unit": unit, "month": month, "is_closed": is_closed} for unit, month, is_closed in periods]
    year = closing_by_year(rows)[2024]
    assert (year.closed_months, year.months, year.open_months, year.is_closed) == (1, 2, (202402,), False)
    assert closing_by_year(rows[:3])[2024].is_closed


def test_an_edition_of_closed_months_alone_is_closed_and_does_not_move(group: Group) -> None:
    for unit, cost in (("BUF", "1000.00"), ("SOC", "500.00")):
        group.deliver("control_totals", {"unit": unit, "period": "2024-03", "cost_sek": cost}, source=f"t-{unit}")
        for actor in ("anna", "bertil"):
            asked = ["close", "--store", str(group.store.folder), "--unit", unit, "--period", "2024-03"]
            assert main([*asked, "--actor", actor]) == 0
    publish(group.store, EVERYONE)
    before = shown(group)
    assert before.edition.state == "closed"
    assert before.edition.closing[2024].is_closed
    group.deliver("rules", {"priority": 1, "account_from": K2, "category": "external_it"})
    publish(group.store, EVERYONE)
    after = shown(group)
    assert after.edition.rule_version > before.edition.rule_version
    assert [figure.value for figure in after.figures()] == [figure.value for figure in before.figures()]


def test_an_edition_is_shown_from_when_it_is_published_and_earlier_ones_stay(group: Group) -> None:
    assert shown_in(folder_of(group.store)) is None
    first = publish(group.store, EVERYONE)
    assert (first.number, first.is_shown, shown(group).edition.number) == (1, True, 1)
    group.deliver("ledger", line("BUF", K2, "900.00", "2024-04-15"))
    second = publish(group.store, EVERYONE)
    assert (second.number, shown(group).edition.last_month) == (2, 202404)
    assert [(one.number, one.is_shown) for one in listed(group.store, EVERYONE)] == [(2, True), (1, False)]
    assert Published.open(Editions(folder_of(group.store)).file(1)).edition.last_month == 202403
    assert content_of(group.store, EVERYONE, 1)[8:12] == b"DUCK"


def test_taking_an_edition_back_shows_the_one_before_that_still_stands(group: Group) -> None:
    for _ in range(3):
        publish(group.store, EVERYONE)
    assert take_back(group.store, EVERYONE, 2, "fel omslutning") == 3  # it was not shown
    assert take_back(group.store, EVERYONE, 3, "fel omslutning") == 1
    assert shown(group).edition.number == 1
    assert take_back(group.store, EVERYONE, 1, "fel omslutning") is None
    assert shown_in(folder_of(group.store)) is None
    assert all(one.is_taken_back and not one.is_shown for one in listed(group.store, EVERYONE))
    assert publish(group.store, EVERYONE).number == 4


@pytest.mark.parametrize(("number", "reason"), [(1, " "), (2, "fel"), (9, "fel")])
def test_taking_back_asks_for_a_reason_and_an_edition_that_stands(group: Group, number: int, reason: str) -> None:
    publish(group.store, EVERYONE)
    publish(group.store, EVERYONE)
    take_back(group.store, EVERYONE, 2, "fel")
    with pytest.raises(UserError):
        take_back(group.store, EVERYONE, number, reason)
    assert shown(group).edition.number == 1


@pytest.mark.parametrize("role", ["it_director", "politician", "administrator"])
def test_only_a_controller_publishes_lists_and_takes_back(group: Group, role: str) -> None:
    publish(group.store, EVERYONE)
    other = Viewer("x", role)
    for act in (
        lambda: publish(group.store, other),
        lambda: listed(group.store, other),
        lambda: take_back(group.store, other, 1, "fel"),
        lambda: content_of(group.store, other, 1),
        lambda: effect(group.store, other),
    ):
        with pytest.raises(UserError):
            act()
    assert shown(group).edition.number == 1


def test_the_acts_stand_in_the_chain_and_survive_a_rebuild(group: Group) -> None:
    publish(group.store, EVERYONE)
    publish(group.store, EVERYONE)
    take_back(group.store, EVERYONE, 2, "fel omslutning")
    assert main(["rebuild", "--store", str(group.store.folder)]) == 0
    assert main(["check", "--store", str(group.store.folder)]) == 0
    rebuilt = listed(Store(group.store.folder), EVERYONE)
    assert [(one.number, one.is_shown) for one in rebuilt] == [(2, False), (1, True)]


KILLED = """
import os, sys
from pathlib import Path
from data import acts, editions
from data.access import Viewer
from data.store import Store
from kpi import editions as publishing
if sys.argv[2] == "before the act":
    acts.record = lambda *args, **named: os._exit(9)
else:
    editions.Editions.show = lambda *args: os._exit(9)
publishing.publish(Store(Path(sys.argv[1])), Viewer("test", "controller"))
"""


@pytest.mark.parametrize(("when", "number"), [("before the act", 1), ("after the act", 2)])
def test_a_publisher_that_is_killed_leaves_one_edition_or_the_other(group: Group, when: str, number: int) -> None:
    publish(group.store, EVERYONE)
    command = [sys.executable, "-c", KILLED, str(group.store.folder), when]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert shown(group).edition.number == 1
    assert listed(group.store, EVERYONE)[0].number == number  # what was decided is put in force by whoever looks
    assert shown(group).edition.number == number
    assert publish(group.store, EVERYONE).number == number + 1
    assert not list(folder_of(group.store).glob("*.tmp"))


def test_what_would_change_is_said_in_figures_before_it_is_published(group: Group) -> None:
    first = effect(group.store, EVERYONE)
    assert first.before is None and len(first.changed) == first.figures
    publish(group.store, EVERYONE)
    assert effect(group.store, EVERYONE).changed == ()
    group.deliver("ledger", line("BUF", K2, "900.00", "2024-04-15"))
    found = effect(group.store, EVERYONE)
    assert found.before.number == 1
    assert found.changed and all(one.before != one.after for one in found.changed)


def test_a_figure_that_differs_in_its_last_binary_digit_has_not_changed(snapshot: Published) -> None:
    told = next(figure for figure in snapshot.figures() if figure.value)
    noise, more = (replace(told, value=told.value * (1 + part)) for part in (3e-16, 1e-9))
    assert noise.value != told.value and changes([told], [noise]) == []
    assert len(changes([told], [more])) == 1


def test_the_page_lists_what_changes_outside_the_whole_and_its_last_year(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    publish(group.store, EVERYONE)
    group.deliver("ledger", line("BUF", K2, "900.00", "2024-04-15"))
    found = effect(group.store, EVERYONE)
    assert len(found.of_scopes) + len(found.others) == len(found.changed) and found.others
    assert [one.told.year for one in found.others] == sorted((one.told.year for one in found.others), reverse=True)
    one = next(one for one in found.others if one.told.unit == "BUF")
    assert found.names["BUF"] in told(opened(PAGE, group.store.folder, monkeypatch)) and one.before != one.after


def test_where_nothing_is_published_whoever_publishes_is_led_on(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    def ways(role: str) -> int:
        page = opened("politicians/summary.py", group.store.folder, monkeypatch, role)
        assert "Ingenting är publicerat än" in told(page)
        return sum(way.startswith("publicera") for way in links(page))

    assert (ways("controller"), ways("it_director"), ways("politician")) == (2, 0, 0)  # the page's and the side bar's


def test_the_page_says_what_changes_asks_once_and_publishes(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(PAGE, group.store.folder, monkeypatch)
    assert "Ingenting är publicerat" in told(page)
    assert "Ingen månad är stängd. Utgåvan märks preliminär." in told(page)
    (button,) = [button for button in page.button if button.key == "publish-do"]
    assert button.disabled
    page.checkbox[0].check().run()
    page = page.button(key="publish-do").click().run()
    assert not page.exception
    said = told(page)
    assert "Utgåva 1 är publicerad" in said and "Utgåva 1 visas" in said
    assert "Ingen siffra ändras mot utgåvan som visas." in said
