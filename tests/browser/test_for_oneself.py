"""Mirror, journal, plan and practice as people use them: by keyboard, with a reload in the midst, coach and learner."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Person

pytestmark = pytest.mark.browser


def test_the_mirror_is_taken_by_keyboard_and_a_number_opens_its_turns(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/learning/mirror/take")
    page.locator("input[name=wandering]").first.focus()
    for _ in range(7):
        page.keyboard.press("Space")  # never …
        page.keyboard.press("ArrowRight")  # … no: seldom
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The listening mirror")
    expect(page.locator(".spectrum__word")).to_contain_text("14 between 7 and 35")
    where = page.locator(".observed", has_text="you said it back").locator("details")
    where.locator("summary").click()
    where.get_by_role("link").nth(1).click()
    expect(page).to_have_url(re.compile(r"/conversations/\d+#t\d+"))
    expect(page.locator(".turn:target, .message:target")).to_be_visible()


def test_what_is_begun_in_the_journal_survives_a_reload_and_a_colleague_cannot_open_it(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/learning/journal/new")
    page.get_by_label("My contribution").fill("I let her finish.")
    expect(page.locator("#draft-word")).to_have_text("Kept as a draft")
    page.reload()
    expect(page.get_by_label("My contribution")).to_have_value("I let her finish.")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("I let her finish.")).to_be_visible()
    page.locator(".journal__when a").first.click()
    address = page.url
    other = person("margery.toll")
    answer = other.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_a_plan_is_made_and_stands_on_its_page(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/learning/plan/new")
    page.get_by_label("When …").fill("the telephone rings")
    page.get_by_label("… I will").fill("put the pen down first.")
    page.get_by_label("Says it back").check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.locator(".plan-card")).to_contain_text("When the telephone rings, I will put the pen down first.")
    expect(page.get_by_text("Day 1 of 14")).to_be_visible()


def test_a_coach_makes_an_exercise_and_a_learner_gets_it_without_a_name_until_it_is_withdrawn(person: Person) -> None:
    coach = person("dilys.pugh")
    coach.goto("/conversations/59")
    coach.get_by_role("link", name="Make an exercise of this").click()
    coach.get_by_role("radio", name=re.compile("^Say it")).check()
    for turn in coach.locator("input[name=turn]").all()[2:4]:
        turn.check()
    coach.get_by_role("button", name="Take the names out").click()
    expect(coach.locator(".side__words").first).to_be_visible()
    coach.get_by_label("What you call it").fill("Three wrong numbers")
    coach.get_by_label("The question").fill("Three wrong numbers: what do you say?")
    coach.get_by_role("button", name="Keep it", exact=True).click()
    coach.get_by_role("button", name="Release it to Front Desk").click()
    expect(coach.locator("#read:invalid")).to_have_count(1)  # not without having read it
    coach.get_by_label(re.compile("I have read every line")).check()
    coach.get_by_role("button", name="Release it to Front Desk").click()
    expect(coach.get_by_role("row", name=re.compile("Three wrong numbers"))).to_contain_text("released")

    learner = person("tom.ackroyd")
    learner.goto("/learning/practice")
    for _ in range(9):
        if learner.get_by_text("Three wrong numbers: what do you say?").count():
            break
        if learner.locator("textarea[name=answer]").count():
            learner.locator("textarea[name=answer]").fill("So the tuner never came. Is that right?")
        else:
            learner.locator("input[name=answer]").first.check()
        learner.get_by_role("button", name=re.compile("^(Check|Let it be heard)")).click()
        expect(learner.locator(".rating:focus")).to_be_visible()  # the suggested word has the focus
        learner.keyboard.press("Enter")
        learner.wait_for_url("**/learning/practice")
    expect(learner.get_by_text("Three wrong numbers: what do you say?")).to_be_visible()
    expect(learner.locator("main")).not_to_contain_text("Capstick")
    learner.locator("textarea[name=answer]").fill(
        "So you wanted the hearing clinic, and rang three wrong numbers. Is that right?"
    )
    learner.get_by_role("button", name="Let it be heard").click()
    expect(learner.get_by_role("button", name=re.compile("^Good"))).to_be_focused()

    coach.get_by_role("link", name="Three wrong numbers").click()
    coach.get_by_role("button", name="Withdraw it").click()
    learner.goto("/learning/practice")
    expect(learner.get_by_text("Three wrong numbers: what do you say?")).to_have_count(0)
