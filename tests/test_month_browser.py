"""Does a whole month go through the desk in the browser: delivered, decided, agreed, closed, defended and opened?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures import a_month
from tests.fixtures.browsing import choose, drop, plain, press, settled
from tests.fixtures.group import Group, line
from tests.fixtures.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FileChooser, Page

pytestmark = pytest.mark.browser
MOST_STEPS = 150
PRESSES = 4
DONE = ".notice[role=status]"


@pytest.fixture
def group(browser: "Browser", tmp_path: Path) -> Group:
    """Return a small group that has delivered January; `browser` first: nothing is built where none is there."""
    return a_month.before(tmp_path)


@pytest.fixture
def desk(group: Group) -> Iterator[str]:
    """Serve that group's store."""
    with served(group.store.folder) as where:
        yield where


def understood(page: "Page", place: int) -> str:
    return plain(page.locator(f".st-key-understood-{place}"))


def test_a_month_from_six_files_to_closed_defended_and_opened_again(group: Group, desk: str, page: "Page") -> None:
    files = a_month.six_files(group)
    drop(page, desk, *files)
    _a_bad_file_is_refused_with_its_rows_to_take_along(page)
    _a_strange_header_is_mapped_and_its_dates_answered(page)
    _what_changes_is_said_before_it_is_stored(page)
    press(page, "Spara 5 filer")
    _the_queue_is_cleared_by_rules_with_their_effect_seen(desk, page)
    _shadow_it_is_confirmed(desk, page)
    _totals_are_agreed(desk, page)
    _two_people_close(desk, page)
    _a_changed_row_in_the_closed_month_is_refused(group, desk, page)
    _it_is_opened_again_with_a_reason(desk, page)
    _the_log_tells_all_of_it(desk, page)


def _a_bad_file_is_refused_with_its_rows_to_take_along(page: "Page") -> None:
    settled(page, ".st-key-understood-3 .verdict:text-is('Kan inte sparas: ett fel att rätta')")
    cells = page.locator(".st-key-understood-3 tbody tr").first.locator("th, td").all_inner_texts()
    assert cells[:3] == ["Fel", str(a_month.BAD_LINE), "amount_sek"] and "tolv" in cells[3]
    with page.expect_download() as taken:
        page.locator(".st-key-understood-3").get_by_role("button", name="Ladda ned hela listan").click()
    listed = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert len(listed) == 2 and "tolv" in listed[1]


def _a_strange_header_is_mapped_and_its_dates_answered(page: "Page") -> None:
    odd = page.locator(".st-key-understood-4")
    for field, column in (("Belopp *", "Netto"), ("Datum", "Bokfört"), ("Datum skrivs", "dag, månad, år")):
        choose(page, field, column, odd)
    odd.get_by_role("button", name="Läs filen så").click()
    settled(page, ".st-key-understood-4 .verdict:text-is('Kan sparas')")
    assert "februari 2024" in plain(odd) and "700,00 kr" in plain(odd)


def _what_changes_is_said_before_it_is_stored(page: "Page") -> None:
    table = page.get_by_role("region", name="Jämfört med vad som redan är sparat").locator("tbody tr")
    counts = [plain(row).split("\t")[-4:] for row in table.all()]
    new, changed, refused = ["4", "0", "0", "0"], ["0", "0", "1", "0"], ["0", "0", "0", "1"]
    assert (counts[0], counts[2], counts[3]) == (new, changed, refused)
    months = page.get_by_role("region", name="Huvudbokens månader som ändras").locator("tbody tr")
    january, february, _ = (plain(row).split("\t") for row in months.all())
    assert january == ["januari 2024", "Barn och utbildning", "0", "0", "1", "940,00", "990,00", "50,00"]
    assert february[2:] == ["8", "0", "0", "0,00", "8 100,00", "8 100,00"]


def _the_queue_is_cleared_by_rules_with_their_effect_seen(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/klassa?year=2024")
    for group, category, effect in (
        ("konto 6999, Konsulten Påhitt AB", "Externa IT-kostnader", "En rad får ett nytt beslut, 300,00 kr."),
        ("konto 6490, Möbler Påhitt AB", "Inte IT", "En rad får ett nytt beslut, 200,00 kr."),
    ):
        settled(page, f"h2:has-text('{group}')")
        choose(page, "Kategori", category)
        press(page, "Visa vad regeln gör", "button:has-text('Spara regeln')")
        assert effect in plain(page.locator("[data-testid=stMain]"))
        press(page, "Spara regeln", "text=Regeln är sparad och gäller nu.")
    settled(page, "text=All kostnad 2024 är klassad.")


def _shadow_it_is_confirmed(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/skugg-it?year=2024&scope=group")
    settled(page, "text=Sparas regeln blir 500,00 kr skugg-IT")
    press(page, "Gör till skugg-IT")
    assert "Dropbox räknas nu som skugg-IT." in plain(page.locator(DONE))


def _totals_are_agreed(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/stam-av?year=2024")
    settled(page, "table.months")
    page.get_by_text("Klistra in avstämningssummor för flera enheter och månader").click()
    page.get_by_label("Avstämningssummor", exact=True).fill(a_month.pasted_totals())
    page.keyboard.press("Control+Enter")
    settled(page, "button:has-text('Spara summorna (4)')")
    press(page, "Spara summorna (4)")
    assert page.locator("a.month.agreed").count() == 4


def _two_people_close(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/stam-av?year=2024&period=2024-02")
    second = "Stäng 4 enheter som någon annan har föreslagit"
    for who, label in (("Anna", "Föreslå stängning av 4 enheter"), ("Bo", second)):
        settled(page, "h2:has-text('Föreslå eller stäng flera')")
        choose(page, "Du är", who)
        settled(page, f"button:has-text('{label}')")
        if (seen := page.get_by_text("Jag har sett anmärkningarna")).count():
            seen.click()
            settled(page, f"button:has-text('{label}'):enabled")
        press(page, label)
        if who == "Anna":
            assert page.get_by_role("button", name=label).count() == 0, "one person alone could go on"
    assert "4 av 4 enheter är stängda för februari 2024." in plain(page.locator(".answer"))


def _a_changed_row_in_the_closed_month_is_refused(group: Group, desk: str, page: "Page") -> None:
    drop(page, desk, group.write("ledger", *a_month.buf(paper="400.01")))
    settled(page, ".verdict.refused")
    listed = [plain(row).split("\t") for row in page.locator(".st-key-understood-0 tbody tr").all()]
    assert ["Fel", "3", "", "Raden ändrar BUF 2024-02, som är stängd."] in listed
    assert any("konto 6100, 2024-02-06, 400.00 kr, antal 1" in row[-1] for row in listed)
    assert page.get_by_role("button", name="Spara", exact=True).is_disabled()


def _it_is_opened_again_with_a_reason(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/stam-av?year=2024&unit=BUF&period=2024-02")
    settled(page, "text=Månaden är stängd.")
    page.get_by_text("Öppna månaden igen").click()
    page.get_by_label("Skäl (sparas i loggen)", exact=True).fill("Priset på pappret var fel")
    page.keyboard.press("Tab")
    opens = "Öppna Barn och utbildning, februari 2024"
    settled(page, f"button:has-text('{opens}'):enabled")
    press(page, opens)
    assert "är öppen igen" in plain(page.locator(DONE))


def _the_log_tells_all_of_it(desk: str, page: "Page") -> None:
    page.goto(f"{desk}/logg")
    settled(page, "table.ledger tbody tr")
    told = [plain(row).split("\t")[1:] for row in page.locator("table.ledger tbody tr").all()]
    kinds = [row[1] for row in told]
    assert kinds[:9] == ["Öppnade igen", *["Stängde"] * 4, *["Föreslog stängning"] * 4]
    assert "Priset på pappret var fel" in told[0][-1] and told[0][2] == "BUF 2024-02"
    assert told[4][:2] == ["Bo (ej verifierad)", "Stängde"]
    assert told[4][2:] == ["BUF 2024-02", "föreslagen av Anna", "stängd: 4 rader, 2 200,00 kr"]
    assert {row[0] for row in told[5:9]} == {"Anna (ej verifierad)"}
    assert kinds[9:15] == ["Lämnade in", "Prövade skugg-IT", *["Sparade en regel"] * 3, "Lämnade in"]
    assert told[14][-1] == "9 nya, 0 borttagna, 1 ändrade rader"
    assert page.locator(".chain").count() == 1 and page.locator(".chain.broken").count() == 0


def test_a_delivery_is_undone_with_what_goes_away_said_first(group: Group, desk: str, page: "Page") -> None:
    before = group.snapshot()
    group.deliver("ledger", *a_month.buf())
    page.goto(f"{desk}/leveranser")
    settled(page, "table.ledger tbody tr")
    page.locator("table.ledger tbody tr").first.locator("a").first.click()
    settled(page, ".effect")
    said = plain(page.locator(".effect"))
    assert "4 huvudboksrader om 2 200,00 kr försvinner." in said
    undo = page.get_by_role("button", name="Ångra leverans 3")
    assert undo.is_disabled()
    page.get_by_text("Jag har sett vad som försvinner").click()
    settled(page, "button:has-text('Ångra leverans 3'):enabled")
    press(page, "Ångra leverans 3")
    assert "Leverans 3 är ångrad." in plain(page.locator(DONE))
    assert group.snapshot() == before
    page.goto(f"{desk}/leveranser")
    settled(page, "table.ledger tbody tr")
    assert plain(page.locator("table.ledger tbody tr").first).endswith("Ångrad")


def test_the_keyboard_alone_delivers_decides_and_closes(group: Group, desk: str, page: "Page") -> None:
    february = [line("BUF", "6999", "300.00", "2024-02-07", voucher="F3", supplier="Konsulten Påhitt AB")]
    keys = Keyboard(page)
    page.goto(f"{desk}/lamna-in")
    settled(page, '[data-testid="stFileUploader"] >> text="Välj filer"')
    keys.choose_file("Välj filer", group.write("ledger", *february))
    settled(page, "button:has-text('Spara filen')")
    keys.press("Spara filen", DONE)

    page.goto(f"{desk}/klassa?year=2024")
    settled(page, "button:has-text('Visa vad regeln gör')")
    keys.to("combobox", "Kategori")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Inte IT")
    page.keyboard.press("Enter")
    keys.press("Visa vad regeln gör", "button:has-text('Spara regeln')")
    keys.press("Spara regeln", "text=Regeln är sparad och gäller nu.")
    settled(page, "text=All kostnad 2024 är klassad.")

    page.goto(f"{desk}/stam-av?year=2024&unit=BUF&period=2024-02")
    settled(page, "h2:has-text('Avstämningssumma')")
    keys.to("textbox", "Kostnad enligt ekonomisystemet, kr")
    page.keyboard.type("300,00")
    page.keyboard.press("Tab")
    settled(page, "button:has-text('Spara summan')")
    keys.press("Spara summan", DONE)
    for who, label in (("Anna", "Föreslå stängning"), ("Bo", "Stäng månaden nu")):
        keys.to("combobox", "Du är")
        page.keyboard.press("Control+A")
        page.keyboard.type(who)
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        settled(page, f"button:has-text('{label}')")
        for name in page.locator('[data-testid="stCheckbox"]').all_inner_texts():
            keys.to("checkbox", name.strip())
            page.keyboard.press("Space")
            settled(page, "h1")
        keys.press(label, DONE)
    assert "är stängd av Bo, på förslag av Anna" in plain(page.locator(DONE))


class Keyboard:
    """A reader without a mouse: goes on by Tab until what is looked for has the focus."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def to(self, role: str, name: str) -> None:
        """Go to a control by Tab alone."""
        wanted = self.page.get_by_role(role, name=name, exact=True).first
        wanted.wait_for()
        for _ in range(MOST_STEPS):
            if wanted.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    def choose_file(self, button: str, file: Path) -> None:
        """Press a button until it asks for a file: one drawn anew in that moment has lost the focus and the press."""
        asked: list[FileChooser] = []
        self.page.on("filechooser", lambda chooser: asked.append(chooser))
        for _ in range(PRESSES):
            self.to("button", button)
            self.page.keyboard.press("Enter")
            for _ in range(20):
                self.page.wait_for_timeout(250)
                if asked:
                    asked[0].set_files(file)
                    return
        raise AssertionError(f"{button} asks for no file")

    def press(self, button: str, then: str) -> None:
        """Go to a button, press it, and wait for what it leads to."""
        self.to("button", button)
        self.page.keyboard.press("Enter")
        settled(self.page, then)
