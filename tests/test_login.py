"""Does a real browser, logged in at a real identity provider, get what its roles give and nothing else?"""

import json
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING

import pytest

from data.access import Viewer
from data.granted import give, take
from data.store import Store
from pages.parts.places import PLACES, place_named, places_for
from tests.fixtures.browsing import new_page, settled
from tests.fixtures.group import SIMPLE_RULES, Group, line
from tests.fixtures.messages import changed, keep, replayed
from tests.fixtures.provider import email, log_in, provider, served_with_login
from tests.fixtures.serving import free_port, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SUPPLIER = "Hemliga leverantören"  # what nobody but a controller of the unit is to read
@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider() as address:
        yield address


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a group's own store with two units, closed to nobody but by their roles."""
    group = Group(tmp_path_factory.mktemp("login")).set_up(*SIMPLE_RULES)
    rows = [
        line(unit, "6800", 1000 + month, f"2024-{month:02d}-15", supplier=f"{SUPPLIER} {unit}", voucher=f"A{month}")
        for unit in ("BUF", "SOC")
        for month in range(1, 13)
    ]
    group.deliver("ledger", *rows)
    return group.store


@pytest.fixture(scope="module")
def address(browser: "Browser", store: Store, issuer: str) -> Iterator[str]:
    with served_with_login(store.folder, issuer) as where:
        yield where


def menu(page: "Page") -> list[str]:
    """Return where the side bar leads."""
    hrefs = page.locator("nav.pages a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [re.split(r"[?#]", href)[0] for href in hrefs]


def body(page: "Page") -> str:
    return page.inner_text("body")


def shown(page: "Page", url: str, shows: str = "h1") -> str:
    page.goto(url)
    settled(page, shows)
    return body(page)


@pytest.mark.browser
@pytest.mark.parametrize("role", ["controller", "it_director", "politician", "administrator"])
def test_each_role_logs_in_and_sees_its_pages(role: str, address: str, browser: "Browser") -> None:
    page = log_in(browser, address, {"it_director": "director"}.get(role, role))
    assert set(menu(page)) == {place.address for place in places_for(Viewer("x", role))}
    assert f"Inloggad som {email({'it_director': 'director'}.get(role, role))}" in body(page)
    page.context.close()


@pytest.mark.browser
def test_who_is_in_two_groups_has_the_pages_of_both(address: str, browser: "Browser") -> None:
    page = log_in(browser, address, "both")
    assert {"sammanfattning", "roller", "logg"} <= set(menu(page)) and "oversikt" not in menu(page)
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_who_has_no_role_is_told_so_and_of_no_page(who: str, address: str, browser: "Browser") -> None:
    page = log_in(browser, address, who)
    assert f"{email(who)} är inloggad men har ingen roll här" in body(page)
    assert page.locator("nav.pages").count() == 0
    assert not {place.address for place in PLACES} & set(re.findall(r"[\w-]+", page.content()))
    page.context.close()


LANES = 4  # servers at once
# Each is asked of a server of its own, that has shown no page yet: where lines, people, files and roles can be seen.
FIRST_ASKED = ("way_back", "deliver", "classify", "roles")


@pytest.mark.browser
def test_the_first_request_to_a_fresh_server_opens_no_page_that_is_not_the_roles(
    store: Store, issuer: str, browser: "Browser"
) -> None:
    """A politician is logged in, the server starts anew, and the first thing anybody asks it for is a closed page."""
    asked = [place_named(name) for name in FIRST_ASKED]
    assert not any("politician" in place.roles for place in asked)
    ports = [free_port() for _ in range(LANES)]
    with ExitStack() as servers:
        addresses = _started(servers, store, issuer, ports)
        pages = [log_in(browser, address, "politician") for address in addresses]
    for first in range(0, len(asked), LANES):
        with ExitStack() as servers:
            addresses = _started(servers, store, issuer, ports)
            for place, page, address in zip(asked[first:], pages, addresses, strict=False):
                said = shown(page, f"{address}/{place.address}?unit=SOC&year=2024", "nav.pages a")
                assert SUPPLIER not in said and "inte öppen för din roll" in said, place.name
                assert page.locator('input[type="file"]').count() == 0, place.name
                assert place.address not in menu(page), place.name
    stranger = new_page(browser)
    with served_with_login(store.folder, issuer) as fresh:
        said = shown(stranger, f"{fresh}/klassa?unit=SOC&year=2024", "h1")
        assert "Logga in" in said and SUPPLIER not in said
        assert stranger.locator("nav.pages").count() == 0
    for page in (*pages, stranger):
        page.context.close()


def _started(servers: ExitStack, store: Store, issuer: str, ports: list[int]) -> list[str]:
    """Start several fresh servers at once and return their addresses."""
    with ThreadPoolExecutor(len(ports)) as pool:
        started_ones = list(pool.map(lambda port: _entered(store, issuer, port), ports))
    for context, _ in started_ones:
        servers.push(context)
    return [address for _, address in started_ones]


def _entered(store: Store, issuer: str, port: int) -> tuple[AbstractContextManager[str], str]:
    context = served_with_login(store.folder, issuer, port)
    return context, context.__enter__()


@pytest.mark.browser
@pytest.mark.parametrize("form", ["{}", "{}/", "{}//", "%2e/{}", "{upper}", "{title}", "./{}", "{}?role=controller"])
def test_no_spelling_of_an_address_opens_what_is_not_the_roles(form: str, address: str, browser: "Browser") -> None:
    page = _politician(browser, address)
    for place in ("vagen-tillbaka", "lamna-in"):
        path = form.replace("{upper}", place.upper()).replace("{title}", place.title()).replace("{}", place)
        said = shown(page, f"{address}/{path}", '[data-testid="stSidebar"]')
        assert SUPPLIER not in said and page.locator('input[type="file"]').count() == 0, path


@pytest.mark.browser
def test_a_page_of_another_role_says_that_it_is_not_ones_own_and_is_noted(
    address: str, store: Store, browser: "Browser"
) -> None:
    page = _politician(browser, address)
    assert "inte öppen för din roll" in shown(page, f"{address}/klassa")
    noted = (store.folder / "refusals.jsonl").read_text(encoding="utf-8").splitlines()
    assert {"what": "page:classify", "actor": email("politician")}.items() <= json.loads(noted[-1]).items()


@pytest.mark.browser
def test_a_limited_controller_opens_no_other_units_lines_by_the_address(address: str, browser: "Browser") -> None:
    page, own_line = _limited(browser, address), f"text={SUPPLIER} BUF"
    assert f"{SUPPLIER} BUF" in shown(page, f"{address}/enheter?unit=BUF&year=2024", own_line)
    assert SUPPLIER not in shown(page, f"{address}/enheter?unit=SOC&year=2024", "h1")
    own = shown(page, f"{address}/vagen-tillbaka?card=total_it_share&unit=group&year=2024", own_line)
    assert f"{SUPPLIER} BUF" in own and f"{SUPPLIER} SOC" not in own
    assert SUPPLIER not in shown(page, f"{address}/vagen-tillbaka?card=total_it_share&unit=SOC&year=2024")
    page.context.close()


@pytest.mark.browser
def test_a_role_that_is_taken_away_is_gone_at_the_next_rerun(
    address: str, store: Store, browser: "Browser"
) -> None:
    administrator = Viewer("admin", "administrator")
    give(store, administrator, email("nobody"), ["it_director"], [])
    page = log_in(browser, address, "nobody")
    assert "enheter" in menu(page)
    take(store, administrator, email("nobody"))
    page.locator('[data-testid="stSidebar"] button:has-text("English")').click()  # any rerun at all
    page.wait_for_selector("text=no role here")
    assert page.locator("nav.pages").count() == 0
    page.context.close()


@pytest.mark.browser
def test_the_administrator_gives_a_role_on_the_page_and_it_holds_and_is_logged(
    address: str, store: Store, browser: "Browser"
) -> None:
    page = log_in(browser, address, "administrator")
    shown(page, f"{address}/roller", 'input[role="combobox"]')
    box = page.get_by_role("combobox", name="Inloggning", exact=False).first
    box.fill(email("stranger"))
    box.press("Enter")
    page.wait_for_selector("text=Ge rollerna")
    roles = page.get_by_role("combobox", name="Roller", exact=False).last
    roles.click()
    page.get_by_role("option", name="IT-chef").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ge rollerna").click()
    page.wait_for_selector(".notice[role=status]")
    acts = Store(store.folder).query("store/acts").to_pylist()
    assert (acts[-1]["act"], acts[-1]["actor"], acts[-1]["is_verified"]) == (
        "give_roles", email("administrator"), True,
    )  # fmt: skip
    other = log_in(browser, address, "stranger")
    assert "oversikt" in menu(other)
    other.context.close()
    page.context.close()


@pytest.mark.browser
def test_a_login_that_is_too_old_is_over_though_its_cookie_is_not(address: str, browser: "Browser") -> None:
    page = log_in(browser, address, "yesterday", "text=Din inloggning gäller inte längre")
    assert page.locator("nav.pages").count() == 0
    assert any(cookie["name"] == "_streamlit_user" for cookie in page.context.cookies())
    assert "Logga in" in shown(page, f"{address}/enheter") and page.locator("nav.pages").count() == 0
    page.context.close()


@pytest.mark.browser
def test_a_made_file_is_no_use_to_another_nor_after_logging_out(address: str, browser: "Browser") -> None:
    page = log_in(browser, address, "controller")
    shown(page, f"{address}/logg", '[data-testid="stDownloadButton"]')
    with page.expect_download() as waiting:
        page.locator('[data-testid="stDownloadButton"] button').first.click()
    link = waiting.value.url
    assert "/media/" in link and waiting.value.path().read_bytes()
    assert page.request.get(link).status == 200
    stranger, politician = new_page(browser), _politician(browser, address)
    assert stranger.request.get(link).status == 404
    assert politician.request.get(link).status == 404
    kept = page.context.cookies()
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_selector('button:has-text("Logga in"), form')
    assert page.request.get(link).status == 404
    stranger.context.add_cookies(kept)  # a cookie that somebody has kept
    assert stranger.request.get(link).status == 404
    assert "Din inloggning gäller inte längre" in shown(stranger, address)
    stranger.context.close()
    page.context.close()


@pytest.mark.browser
def test_what_streamlit_leaves_open_is_closed(address: str, browser: "Browser") -> None:
    page = new_page(browser)
    for path in ("_stcore/metrics", "_stcore/agent/openapi.json", "_stcore/agent/interact", "media/x.csv"):
        assert page.request.get(f"{address}/{path}").status == 404, path
    assert page.request.put(f"{address}/_stcore/upload_file/x/y", data=b"x").status == 403
    headers = page.request.get(address).headers
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval'" not in headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
    page.context.close()


_PEOPLE: dict[tuple[str, str], "Page"] = {}


def _once(browser: "Browser", address: str, who: str) -> "Page":
    if (address, who) not in _PEOPLE:
        _PEOPLE[address, who] = log_in(browser, address, who)
    return _PEOPLE[address, who]


def _politician(browser: "Browser", address: str) -> "Page":
    return _once(browser, address, "politician")


def _limited(browser: "Browser", address: str) -> "Page":
    return log_in(browser, address, "limited")


@pytest.mark.browser
def test_two_hundred_changed_messages_of_a_controller_give_a_politician_no_data_and_write_nothing(
    address: str, store: Store, browser: "Browser"
) -> None:
    sent, own_cookies = _recorded(browser, address)
    assert len(sent) >= 3
    assert any(SUPPLIER.encode() in answer for answer in replayed(address, own_cookies, sent, 3.0))  # it can be seen
    politician = _politician(browser, address)
    version = Store(store.folder).version
    chance = random.Random(6)
    cookies = _cookies(politician.context)
    answered = 0
    for _ in range(8):
        messages = [changed(chance.choice(sent), chance) for _ in range(25)]
        for answer in replayed(address, cookies, messages):
            answered += 1
            for secret in (SUPPLIER.encode(), b"Lagra", b"stFileUploader"):
                assert secret not in answer
    assert answered > 20  # it was listened to
    assert Store(store.folder).version == version


def _recorded(browser: "Browser", address: str) -> tuple[list[bytes], str]:
    """Return what a controller's browser sends while pages are opened and things are pressed, and its cookies."""
    page = log_in(browser, address, "controller")
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: keep(frame, sent)))
    for place in ("vagen-tillbaka?card=total_it_share&unit=SOC&year=2024", "klassa", "enheter?unit=SOC", "lamna-in"):
        shown(page, f"{address}/{place}")
    page.locator('[data-testid="stSidebar"] button:has-text("English")').click()
    page.wait_for_timeout(500)
    cookies = _cookies(page.context)
    page.context.close()
    return sent, cookies


def _cookies(context: "BrowserContext") -> str:
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())


@pytest.mark.browser
def test_without_login_another_name_for_this_machine_leads_nowhere(
    store: Store, browser: "Browser"
) -> None:
    with served(store.folder) as where:
        page = new_page(browser)
        assert page.request.get(where).status == 200
        assert page.request.get(where, headers={"Host": "evil.example"}).status == 403
        said = shown(page, f"{where}/enheter")
        assert "ej verifierad" in said.casefold() or "utan inloggning" in said.casefold()
        assert page.get_by_role("combobox", name="Visa som").count() == 0  # roles are tried on the invented group
        page.context.close()
