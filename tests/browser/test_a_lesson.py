"""A lesson taken by keyboard alone, with the network cut in the middle; and two learners on one browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import classroom
from browser.conftest import House, Person, sign_in
from browser.test_for_everybody import faults_in_every_look
from processes import allears

pytestmark = pytest.mark.browser

ALL = "/learning/courses/school/lessons/all"
AWAY = "The network is away."


@pytest.fixture(scope="module", autouse=True)
def school(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The course with an exercise of every kind, offered by the desk that runs."""
    folder = tmp_path_factory.mktemp("courses")
    classroom.write(folder)
    done = allears("courses", "add", str(folder), home=house.home)
    assert done.returncode == 0, done.stderr
    yield folder
    allears("courses", "remove", str(folder), home=house.home)


def at(page: Page, kind: str) -> Locator:
    return page.locator(f"#ex-{kind}")


def tab_to(page: Page, goal: Locator, most: int = 60) -> None:
    """Walk on by Tab until `goal` has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if goal.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{goal} is not reached by Tab")


def check(page: Page, kind: str, verdict: str) -> None:
    """Send the answer from where one is, and hear what is said of it."""
    tab_to(page, at(page, kind).locator(f"#ex-{kind}-give"))
    page.keyboard.press("Enter")
    expect(at(page, kind).locator(".verdict")).to_have_text(verdict)
    expect(at(page, kind).locator("[data-focus]")).to_be_focused()


def put_in_order(page: Page) -> None:
    """Bring the right one up to each place, from the first on."""
    wanted = ["Let them have their say", "Sum up", "Check", "Say what you will do"]
    items = at(page, "order").locator(".order__words")
    for place, words in enumerate(wanted):
        tab_to(page, page.get_by_role("button", name=f"Up: {words}", exact=True))
        while items.all_inner_texts().index(words) > place:
            page.keyboard.press("ArrowUp")
            expect(page.get_by_role("button", name=f"Up: {words}", exact=True)).to_be_focused()
        expect(items.nth(place)).to_have_text(words)
        at(page, "order").focus()
    expect(at(page, "order").locator("[data-moved]")).to_contain_text("of 4")


def test_a_whole_lesson_by_keyboard_alone_with_the_network_cut_in_the_middle(person: Person) -> None:
    page = person("joss.whitlow")
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/learning/")
    tab_to(page, page.get_by_role("link", name="Listening").last)
    page.goto("/learning/courses/school")
    tab_to(page, page.get_by_role("button", name="Begin", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/hearing")
    page.goto(ALL)
    progress = page.locator("#reading progress").first
    expect(progress).to_have_attribute("value", "0")

    tab_to(page, at(page, "choice").get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    check(page, "choice", "Right.")
    expect(progress).to_have_attribute("value", "1")

    tab_to(page, at(page, "multiple").get_by_role("checkbox").nth(0))
    page.keyboard.press("Space")
    tab_to(page, at(page, "multiple").get_by_role("checkbox").nth(2))
    page.keyboard.press("Space")
    check(page, "multiple", "Right.")

    put_in_order(page)
    check(page, "order", "Right.")

    # ---- the network goes
    page.context.set_offline(True)
    tab_to(page, at(page, "match").locator("select").first)
    page.keyboard.type("to be u")
    page.keyboard.press("Tab")
    page.keyboard.type("to be i")
    tab_to(page, page.locator("#ex-match-give"))
    page.keyboard.press("Enter")
    expect(at(page, "match").locator("[data-kept]")).to_contain_text(AWAY)
    tab_to(page, at(page, "fill").get_by_role("textbox").first)
    page.keyboard.type("by when")
    page.keyboard.press("Tab")
    page.keyboard.type("manner")
    expect(at(page, "fill").locator("[data-kept]")).to_contain_text(AWAY)
    tab_to(page, at(page, "reflection").get_by_role("textbox"))
    page.keyboard.type("She wanted to be heard")
    expect(at(page, "reflection").locator("[data-kept]")).to_contain_text(AWAY)
    expect(progress).to_have_attribute("value", "3")
    expect(page.locator("#toasts .toast")).to_have_count(0)

    # ---- and is back: what was given arrives by itself, what is half-finished is kept
    page.context.set_offline(False)
    expect(at(page, "match").locator(".verdict")).to_have_text("Right.")
    expect(progress).to_have_attribute("value", "4")
    expect(at(page, "reflection").locator("[data-kept]")).to_have_text("Kept")
    page.reload()
    expect(at(page, "reflection").get_by_role("textbox")).to_have_value("She wanted to be heard")
    expect(at(page, "fill").get_by_role("textbox").first).to_have_value("by when")
    expect(page.locator("#reading progress").first).to_have_attribute("value", "4")

    tab_to(page, at(page, "fill").get_by_role("textbox").last)
    check(page, "fill", "Right.")
    for item, column in (("The school", "Clients"), ("The hall", "Clients"), ("A tourist", "Customers")):
        group = at(page, "sort").get_by_role("group", name=item)
        tab_to(page, group.get_by_role("radio").first, 200)
        page.keyboard.press("Space")
        if column == "Customers":
            page.keyboard.press("ArrowRight")
        at(page, "sort").focus()
    check(page, "sort", "Right.")
    tab_to(page, at(page, "reflection").get_by_role("textbox"))
    check(page, "reflection", "Kept, for you alone.")
    for statement in ("look at the screen?", "let him finish?"):
        tab_to(page, at(page, "likert").get_by_role("group", name=statement).get_by_role("radio").first)
        page.keyboard.press("Space")
    check(page, "likert", "4 of 6. Mostly with the caller")
    tab_to(page, at(page, "hear").get_by_role("checkbox").nth(1))
    page.keyboard.press("Space")
    check(page, "hear", "Right.")
    tab_to(page, at(page, "say").get_by_role("textbox"))
    page.keyboard.type("So the middle C went flat and you need it right before the 12th. Have I got that?")
    check(page, "say", "Heard: all that was asked for.")
    expect(at(page, "say").locator("mark").first).to_be_visible()
    tab_to(page, at(page, "roleplay").get_by_role("button", name="Three times; tell me what happened."))
    page.keyboard.press("Enter")
    expect(at(page, "roleplay").locator(".verdict")).to_have_text("It ended well.")
    tab_to(page, page.locator("#read-on"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/end")
    page.goto("/learning/courses/school")
    expect(page.locator("#lesson-all").locator("..").get_by_role("img", name="done")).to_be_visible()


def test_what_is_typed_survives_a_reload_without_the_network(person: Person) -> None:
    page = person("des.hallam")
    page.goto(ALL)
    page.context.set_offline(True)
    page.locator("#ex-reflection textarea").fill("Half a thou")
    page.locator("#ex-choice [type=radio]").first.check()
    page.get_by_role("button", name="Up: Say what you will do").click()
    shown = page.locator("#ex-order .order__words").all_inner_texts()
    # The page is opened anew before anything could be sent: as after a crash of the browser.
    page.route("**/exercises/*", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto(ALL)
    expect(page.locator("#ex-reflection textarea")).to_have_value("Half a thou")
    expect(page.locator("#ex-choice [type=radio]").first).to_be_checked()
    assert page.locator("#ex-order .order__words").all_inner_texts() == shown
    page.unroute("**/exercises/*")
    expect(page.locator("#ex-reflection [data-kept]")).to_have_text("Kept")
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("#ex-reflection textarea")).to_have_value("Half a thou")


def test_two_learners_on_one_browser_do_not_see_what_the_other_typed(person: Person, house: House) -> None:
    page = person("harriet.lyle")
    page.goto(ALL)
    page.context.set_offline(True)
    page.locator("#ex-reflection textarea").fill("Harriet's own")
    expect(page.locator("#ex-reflection [data-kept]")).to_contain_text(AWAY)
    page.route("**/exercises/*", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    house.keys.pop("harriet.lyle", None)
    sign_in(page, house.link("sunita.rao"))
    page.unroute("**/exercises/*")
    page.goto(ALL)
    expect(page.locator("#ex-reflection textarea")).to_have_value("")
    page.wait_for_timeout(1500)
    assert page.evaluate("Object.values(localStorage).filter(it => it.includes('Harriet')).length") == 1
    page.reload()
    expect(page.locator("#ex-reflection textarea")).to_have_value("")


def test_a_comment_is_said_hidden_and_taken_back_by_keyboard(person: Person) -> None:
    writer, coach = person("dilys.pugh"), person("margery.toll")
    writer.goto(ALL)
    writer.keyboard.press("End")  # they come when one has come there
    expect(writer.locator("#comment-text")).to_be_visible()
    tab_to(writer, writer.locator("#comment-text"), 200)
    tab_to(writer, writer.locator("#comment-say"))
    writer.keyboard.press("Enter")
    expect(writer.locator("#comment-error")).to_be_visible()
    expect(writer.locator("#comment-say")).to_be_focused()
    writer.keyboard.press("Shift+Tab")
    expect(writer.locator("#comment-text")).to_be_focused()
    writer.keyboard.type("I count to two now.")
    writer.keyboard.press("Tab")
    writer.keyboard.press("Enter")
    said = writer.locator(".comment", has_text="I count to two now.")
    expect(said).to_have_count(1)
    expect(writer.locator("#comment-say")).to_be_focused()
    expect(writer.locator("#comment-text")).to_have_value("")

    coach.goto(ALL)
    coach.keyboard.press("End")
    expect(coach.locator("#comment-text")).to_be_visible()
    hide = coach.get_by_role("button", name="Hide: I count to two now.")
    tab_to(coach, hide, 200)
    coach.keyboard.press("Enter")
    show = coach.get_by_role("button", name="Show: I count to two now.")
    expect(show).to_be_focused()
    coach.keyboard.press("Enter")
    expect(hide).to_be_focused()

    tab_to(writer, writer.get_by_role("button", name="Take back: I count to two now."))
    writer.keyboard.press("Enter")
    expect(said).to_have_count(0)
    expect(writer.locator("#comments-title")).to_be_focused()


def test_a_course_is_asked_of_a_team_and_taken_back_by_keyboard(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/learning/teams/front-desk")
    tab_to(page, page.get_by_label("Course", exact=True), 100)
    page.keyboard.type("List")
    expect(page.get_by_label("Course", exact=True).locator("option:checked")).to_have_text("Listening")
    tab_to(page, page.get_by_label("By (if you like)", exact=True))
    page.keyboard.type("01012020")
    tab_to(page, page.locator("#ask"))
    page.keyboard.press("Enter")
    problem = page.locator(".field__error")
    expect(problem).to_contain_text("passed")
    expect(page.get_by_label("By (if you like)", exact=True)).to_be_focused()
    page.keyboard.type("12312028")
    tab_to(page, page.get_by_label("A word with it"))
    page.keyboard.type("Before the hall opens again")
    tab_to(page, page.locator("#ask"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Listening is asked of Front Desk.")
    asked = page.locator(".assignment", has_text="Before the hall opens again")
    expect(asked).to_contain_text("31 December 2028")
    tab_to(page, asked.get_by_role("button", name="Take back: Listening"), 100)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Listening is no longer asked.")
    expect(asked).to_have_count(0)


@pytest.mark.parametrize("address", [ALL, "/learning/courses/school", "/learning/courses/school/cards/habits"])
def test_a_course_can_be_used_by_everybody(person: Person, address: str) -> None:
    page = person("dilys.pugh")
    assert faults_in_every_look(page, address) == []


def test_a_lesson_full_of_answers_can_be_used_by_everybody(person: Person) -> None:
    """After the first test: every exercise stands answered."""
    page = person("joss.whitlow")
    page.goto(ALL)
    expect(page.locator(".exercise--given")).to_have_count(11)
    assert faults_in_every_look(page, ALL) == []


def test_a_saved_file_is_on_the_open_page_by_itself(person: Person, school: Path) -> None:
    page = person("dilys.pugh")
    page.goto("/learning/courses/school/lessons/end")
    expect(page.locator(".book__text")).to_contain_text("Some words about listening.")
    classroom.write(school, {"03-end.md": classroom.lesson("The end", text="It was written just now.")})
    expect(page.locator(".book__text")).to_contain_text("It was written just now.")
