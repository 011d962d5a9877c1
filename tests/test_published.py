"""Does a reader get what was published, of the edition that is shown, and nothing of the store?"""

import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Viewer
from data.editions import Editions, shown_in
from data.errors import UserError
from data.snapshot import staff_of
from data.store import Store
from kpi import pacing
from kpi.commands import main
from kpi.editions import content_of, folder_of, listed, publish, take_back
from kpi.equality import equality
from kpi.figures import Figure
from kpi.overview import years
from kpi.parameter import constants
from kpi.publish import numbers_of, publish_to
from kpi.publish_effect import effect
from kpi.published import Published, closing_by_year
from kpi.summary import TOLD
from kpi.undoing import undo
from kpi.withholding import told_numbers
from tests.fixtures.group import EVERYONE, K2, Group, line
from tests.fixtures.opened import html, links, opened, told, words
from tests.fixtures.secretive import SECRETS, secretive
from tests.fixtures.serving import served
from tests.fixtures.source import ROOT

PUBLIC = str(ROOT / "pages" / "public" / "menu.py")
PAGE = "controllers/publish.py"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return secretive(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def snapshot(built: Group) -> Published:
    return publish_to(built.store, EVERYONE, built.folder / "edition.duckdb")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up()
    group.deliver_once("ledger", line("BUF", K2, "1000.00"), line("SOC", K2, "500.00"))
    return group


def shown(group: Group) -> Published:
    """Return the edition that readers are shown."""
    return Published.open(shown_in(folder_of(group.store)))


def test_the_numbers_of_staff_an_edition_tells_are_all_read_back_as_they_are(built: Group, snapshot: Published) -> None:
    rows = staff_of(built.folder / "edition.duckdb")
    numbers, said = numbers_of(built.store, built.figures()).of, told_numbers(rows["told_sides"], rows["unit_year"])
    assert {cell: round(number, 6) for cell, number in said.items()} == {
        cell: round(numbers[cell], 6) for cell in said
    }
    assert said.keys() & {(cell["measure"], cell["unit"], cell["year"]) for cell in rows["hidden"]} == set()
    # whatever of the headcount stands in a row of a unit, or is the difference of two that do, has been read
    printed: dict[str, set[float]] = defaultdict(set)
    for row in [*rows["told_sides"], *rows["unit_year"]]:
        sides = (row.get(name) for name in ("numerator", "denominator", "total_fte"))
        printed[row["unit"]] |= {float(side) for side in sides if side}
    had = {unit: {round(a - b, 6) for a in found for b in (0.0, *found)} for unit, found in printed.items()}
    of_register = {cell: number for cell, number in numbers.items() if "." not in cell[0] and number % 0.5}
    seen = {cell for cell, number in of_register.items() if round(number, 6) in had[cell[1]]}
    assert {"total", "it", "digital", "development_used"} <= {measure for measure, _, _ in said}
    assert seen - said.keys() == set()


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


def staffed(group: Group, **fte: float) -> None:
    kept = {"period": "2024-03", "role": "other", "resource_class": "permanent"}
    group.deliver("headcount", *({"unit": unit, "fte": count} | kept for unit, count in fte.items()))


def hidden_units(published: Published) -> set[str]:
    return {unit for unit, _ in published.edition.suppressed.get("total", ())}


def test_what_any_edition_kept_out_stays_out_also_when_another_is_taken_back(group: Group) -> None:
    staffed(group, BUF=3, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    staffed(group, BUF=30, SOC=8, SCIT=40, ENE=3)
    publish(group.store, EVERYONE)
    take_back(group.store, EVERYONE, 1, "fel")
    staffed(group, BUF=30, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    # the group's 81 of the second less a municipality of 78 told now would be the 3 of ENE, and that 78 could be had
    # of a group of 108 told now less the 30 that the first told of ENE
    assert hidden_units(shown(group)) == {"BUF", "SOC", "ENE", "municipality", "group"}


def test_what_an_earlier_edition_told_is_no_cover_for_what_a_later_one_keeps_out(group: Group) -> None:
    staffed(group, BUF=20, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    assert hidden_units(shown(group)) == set()
    staffed(group, BUF=3, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    # with SOC hidden too, 51 - 40 - the 8 of the first edition would be the 3 of BUF: the totals are what is new
    assert hidden_units(shown(group)) == {"BUF", "municipality", "group"}


def test_a_number_that_was_gone_for_an_edition_stays_out_when_it_is_back_and_in_a_file_of_its_own(group: Group) -> None:
    staffed(group, BUF=3, SOC=8, SCIT=40)
    publish(group.store, EVERYONE)
    last = max(row["act_id"] for row in group.store.query("store/acts").to_pylist() if row["act"] == "load")
    undo(group.store, last, "Anna", constants())
    publish(group.store, EVERYONE)
    assert hidden_units(shown(group)) == set()
    staffed(group, BUF=30, SOC=8, SCIT=40)
    publish(group.store, EVERYONE)
    # the municipality's 51 of the first less SOC's 8 and SCIT's 40 would be the 3 of BUF
    assert hidden_units(shown(group)) == {"BUF", "SOC"}
    file = group.folder / "egen.duckdb"
    assert main(["publish", "--store", str(group.store.folder), "--out", str(file)]) == 0
    assert hidden_units(Published.open(file)) == {"BUF", "SOC"}


def told_of(card: str, variant: str, above: float, below: float) -> dict[str, object]:
    return {"card": card, "variant": variant, "unit": "SOC", "year": 2024, "numerator": above, "denominator": below}


@pytest.mark.parametrize(
    ("sides", "total", "said"),
    [
        ([told_of("fte_change", "it_nominal", 12, 10)], None, {("it", 2024): 12, ("it", 2023): 10}),
        ([told_of("it_fte_share", "incl_local", 18.5, 90)], None, {("total", 2024): 90}),
        (
            [told_of("it_fte_share", "central", 12, 90), told_of("it_fte_share", "incl_local", 18.5, 90)],
            None,
            {("it", 2024): 12, ("local", 2024): 18.5 - 12, ("total", 2024): 90},
        ),
        ([told_of("kpi2_effect", "2B", 6, None)], 90, {("reallocated", 2024): 6, ("total", 2024): 90}),
    ],
)
def test_a_number_is_told_by_a_change_a_difference_or_a_units_year_as_well(
    sides: list[dict[str, object]], total: float | None, said: dict[tuple[str, int], float]
) -> None:
    unit_years = [{"unit": "SOC", "year": 2024, "total_fte": total}]
    assert told_numbers(sides, unit_years) == {(measure, "SOC", year): fte for (measure, year), fte in said.items()}


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


def public(place: Path | None, monkeypatch: pytest.MonkeyPatch, page: str = "summary.py") -> AppTest:
    """Return a page of the public face as a visitor opens it."""
    if place:
        monkeypatch.setenv("KPI_PUBLISHED", str(place))
    else:
        monkeypatch.delenv("KPI_PUBLISHED", raising=False)
    found = AppTest.from_file(PUBLIC, default_timeout=60).run().switch_page(str(ROOT / "pages" / "public" / page)).run()
    assert not found.exception, found.exception
    return found


def test_the_public_face_says_in_words_that_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (None, tmp_path, tmp_path / "absent"):
        assert "Ingenting är publicerat än" in told(public(place, monkeypatch))


def test_the_public_face_meets_a_new_edition_without_being_started_anew(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(group.store)
    publish(group.store, EVERYONE)
    page = public(folder, monkeypatch)
    assert "1 000" not in words(page)
    first = shown(group).edition.checksum
    assert first in words(page)
    group.deliver("ledger", line("BUF", K2, "900.00", "2024-04-15"))
    publish(group.store, EVERYONE)
    assert shown(group).edition.checksum in words(page.run()) and first not in words(page)
    take_back(group.store, EVERYONE, 2, "fel")
    assert first in words(page.run())


def test_the_public_face_refuses_an_edition_that_was_changed(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(group.store, EVERYONE)
    file = Editions(folder_of(group.store)).file(1)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    page = public(folder_of(group.store), monkeypatch)
    assert ["kontrollsumman stämmer inte" in error.value for error in page.error] == [True]
    assert "Vad kostar IT" not in html(page)


def test_the_public_face_has_the_summary_and_the_definitions_and_holds_no_secret(
    built: Group, snapshot: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = built.folder / "edition.duckdb"
    page = public(file, monkeypatch)
    assert not page.get("file_uploader") and not page.text_input
    said = html(page) + html(public(file, monkeypatch, "definition.py"))
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_public_definition_names_only_pages_that_are_there(
    built: Group, snapshot: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = public(built.folder / "edition.duckdb", monkeypatch, "definition.py")
    named = re.findall(r"<dt>Visas på</dt><dd>(.*?)</dd>", html(page))
    told_here = [card for card in snapshot.edition.card_versions if card in TOLD]
    assert len(named) == len(told_here) == len(set(TOLD))
    assert {re.sub(r"<[^>]+>", "", name) for name in named} == {"Sammanfattning"}
    assert [address for address in links(page) if address.startswith("#")] == []  # no constants are listed below


LOOKED_AT = """
import sys
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event == "open" else None)
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
assert not page.exception, page.exception
page = page.switch_page(sys.argv[2]).run()
assert not page.exception, page.exception
print("\\n".join(name for name in opened if sys.argv[3] in name))
print("--")
print("\\n".join(sys.modules))
"""
NOT_FOR_THE_PUBLIC = (
    "data.intake", "data.acts", "kpi.commands", "kpi.first_start", "kpi.editions", "kpi.publish",
    "pages.parts.the_store", "pages.parts.viewer", "pages.parts.uploads",
)  # fmt: skip


def test_the_public_process_opens_nothing_of_the_store_and_knows_no_way_to_it(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "elsewhere" / "edition.duckdb"
    place.parent.mkdir()
    publish_to(group.store, EVERYONE, place)
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    monkeypatch.setenv("KPI_PUBLISHED", str(place))
    summary = str(ROOT / "pages" / "public" / "summary.py")
    command = [sys.executable, "-c", LOOKED_AT, PUBLIC, summary, str(group.store.folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    opened_files, _, modules = ended.stdout.partition("--")
    assert opened_files.strip() == ""
    assert set(modules.split()) & set(NOT_FOR_THE_PUBLIC) == set()


def test_the_public_face_takes_no_file_into_memory_and_closes_what_it_does_not_use(group: Group) -> None:
    publish(group.store, EVERYONE)
    place = str(folder_of(group.store))
    with served(group.folder / "no-store", program="pages/public/serve.py", KPI_PUBLISHED=place) as address:
        assert urlopen(address, timeout=30).headers["x-content-type-options"] == "nosniff"
        for method, path in (("PUT", "_stcore/upload_file/x/y"), ("POST", "_stcore/upload_file/x/y"),
                             ("GET", "_stcore/metrics"), ("GET", "_stcore/agent/openapi.json")):  # fmt: skip
            asked = Request(f"{address}/{path}", data=b"x" if method != "GET" else None, method=method)
            with pytest.raises(HTTPError) as refused:
                urlopen(asked, timeout=30)
            assert refused.value.code == 404, path
            assert "frame-ancestors 'none'" in refused.value.headers["content-security-policy"]


def test_the_public_face_asks_no_host_on_the_internet_for_its_address() -> None:
    said = "import pages.public.serve; from streamlit import net_util; print(net_util.get_external_ip.__module__)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.split()[-1:] == ["pages.parts.serving"], done.stderr
