"""Every page, in both themes and both widths: nothing that axe finds, nothing that runs off the side of a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import OWNER, House, Person, people

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PAGES = {
    "the inbox": "/",
    "every conversation": "/?folder=all",
    "an empty folder": "/?folder=unassigned",
    "letters, badly heard": "/conversations/3",
    "a call": "/conversations/23",
    "a chat": "/conversations/55",
    "face to face": "/conversations/4",
    "three hands": "/conversations/10",
    "customers": "/customers/",
    "nobody found": "/customers/?q=xyzzy",
    "a client": "/customers/8",
    "a VIP": "/customers/15",
    "a group": "/groups/1",
    "groups": "/groups/",
    "a new group": "/groups/new?within=1",
    "change a group": "/groups/2/edit",
    "people of a group": "/groups/2/people?q=ad",
    "same person as": "/customers/26/merge",
    "one and the same": "/customers/26/merge?other=27",
    "a new customer": "/customers/new",
    "change a customer": "/customers/26/edit",
    "promises": "/promises/",
    "settled promises": "/promises/?shelf=settled",
    "a new time for a promise": "/promises/1/new-time",
    "a new promise": "/conversations/4/promises/new",
    "courses": "/learning/",
    "a course": "/learning/courses/listening",
    "a lesson": "/learning/courses/listening/lessons/hearing-and-listening",
    "a desk card": "/learning/courses/listening/cards/listening-habits",
    "folders of courses": "/learning/sources",
    "a course from elsewhere": "/learning/bring",
    "a course for elsewhere": "/learning/courses/listening/take",
    "the mirror": "/learning/mirror",
    "looking into it": "/learning/mirror/take",
    "the journal": "/learning/journal",
    "an entry": "/learning/journal/new?about=26",
    "a plan at its end": "/learning/plan",
    "a new plan": "/learning/plan/new",
    "a card": "/learning/practice",
    "what teams practise": "/learning/practice/team",
    "turns to choose": "/conversations/26/practice",
    "an exercise of turns": "/learning/practice/1/edit",
    "found": "/search/?q=piano",
    "not found": "/search/?q=xyzzy",
    "search": "/search/",
    "a new conversation": "/conversations/new",
    "teams": "/learning/teams",
    "a team that learns": "/learning/teams/front-desk",
    "somebody who learns": "/learning/people/2",
    "what is said under a lesson": "/learning/courses/listening/lessons/hearing-and-listening/comments",
    "a certificate that never was": "/certificates/0123456789abcdef0123456789abcdef",
    "patterns": "/patterns",
    "password": "/accounts/password/change/",
    "second step": "/accounts/2fa/",
    "the app of the second step": "/accounts/2fa/totp/activate/",
    "sign out": "/accounts/logout/",
    "nothing there": "/customers/999999",
    "a broken address": "/?after=x",
}
OUTSIDE = {"sign in": "/accounts/login/", "forgotten": "/accounts/password/reset/", "a used link": "/sign-in/nothing"}


def faults(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """What axe finds on the page as it stands: the rule, and where."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | ')))",
        rules,
    )
    return list(found)


def faults_in_every_look(page: Page, address: str) -> list[str]:
    """On a desk and on a phone, in light and in dark (where nothing but the colours can differ)."""
    found = []
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto(address)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append(f"at {width} it runs off the side")
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{scheme} at {width}: {fault}" for fault in faults(page, rules)]
    return found


@pytest.fixture(scope="module")
def reader(chromium: Browser, house: House) -> Iterator[Page]:
    """One page for all: a new one for each would take longer than looking at it."""
    with people(chromium, house) as come:
        yield come(OWNER)


@pytest.fixture(scope="module")
def stranger(chromium: Browser, house: House) -> Iterator[Page]:
    with people(chromium, house) as come:
        yield come()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everybody(reader: Page, name: str) -> None:
    assert faults_in_every_look(reader, PAGES[name]) == []


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_way_in_can_be_used_by_everybody(stranger: Page, name: str) -> None:
    assert faults_in_every_look(stranger, OUTSIDE[name]) == []


def test_dialogs_and_menus_can_be_used_by_everybody(person: Person) -> None:
    page = person(OWNER)
    page.goto("/conversations/4")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="With the keyboard")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_label("Another team")).to_be_visible()
    expect(page.locator("#assign-to")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#act-assign")).to_be_visible()
    page.get_by_role("button", name="You: Margery Toll").click()
    assert faults(page) == []


KNOWS_NO_COMMANDS = """
delete HTMLButtonElement.prototype.commandForElement;
addEventListener("click", (event) => { if (event.target.closest("[commandfor]")) event.preventDefault(); }, true);
"""
"""As in a browser from before 2026: the button is asked by nobody but our script."""


def test_dialogs_open_and_close_where_a_browser_knows_no_commands_of_buttons(person: Person) -> None:
    page = person(OWNER)
    page.add_init_script(KNOWS_NO_COMMANDS)
    page.goto("/conversations/4")
    page.get_by_role("button", name="Change the subject").click()
    expect(page.locator("#rename")).to_be_visible()
    page.locator("#rename [command=close]").first.click()
    expect(page.locator("#rename")).to_be_hidden()


def test_a_theme_and_a_density_that_were_chosen_stay(person: Person) -> None:
    page = person(OWNER)
    page.goto("/")
    page.get_by_role("button", name="You: Margery Toll").click()
    page.get_by_role("radio", name="Dark", exact=True).check()
    page.get_by_role("radio", name="Compact").check()
    for address in ("/customers/", "/conversations/23", "/accounts/2fa/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("html")).to_have_attribute("data-density", "compact")
    assert faults(page) == []


WITHOUT_A_SIGN = """() => {
  const at = document.activeElement;
  if (at === document.body) return "the end";
  const seen = (it, part) => {
    if (!it) return false;
    const style = getComputedStyle(it, part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const around = at.closest("[data-row],.composer__box,.composer__tab");
  return seen(at) || seen(at, "::after") || seen(around) ? "" : at.outerHTML.slice(0, 90);
}"""


@pytest.mark.parametrize("address", ["/", "/conversations/23", "/customers/8", "/promises/", "/search/?q=piano"])
def test_a_page_is_walked_by_tab_and_shows_where_one_is(person: Person, address: str) -> None:
    page = person(OWNER)
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    for _ in range(30):
        page.keyboard.press("Tab")
        without = page.evaluate(WITHOUT_A_SIGN)
        if without == "the end":
            break
        assert without == ""
