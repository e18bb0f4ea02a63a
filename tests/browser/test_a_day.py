"""What people do at the desk all day, done in a browser with keyboard and pointer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import House, Person

pytestmark = pytest.mark.browser

ANSWER = "I am so sorry, that must have been tiring. How has it been since? I will ring you by noon on Friday."


def test_somebody_comes_in_by_a_link_which_works_once(person: Person, house: House) -> None:
    link = house.link("callum.reid")
    page = person()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Callum Reid")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for us")
    house.keys["callum.reid"] = page.context.storage_state()  # type: ignore[assignment]
    again = person()
    again.goto(link)
    expect(again.get_by_role("heading", level=1)).to_have_text("This link lets nobody in any more")


def test_a_conversation_is_opened_read_answered_and_closed_by_keyboard_alone(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/")
    page.keyboard.press("j")
    opened = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(opened)

    page.keyboard.press("]")
    mark = page.locator("mark:focus")
    note = page.locator(f"[id='{(mark.get_attribute('aria-describedby') or '').split()[0]}']")
    expect(note).to_have_class(re.compile("is-lit"))
    assert note.inner_text().strip()

    page.keyboard.press("r")
    expect(page.get_by_label("What you want to say")).to_be_focused()
    page.keyboard.type(ANSWER)
    steps = page.get_by_role("list", name="The five steps in what you write")
    expect(steps.locator(".step--yes")).to_have_count(3)
    page.keyboard.press("Control+Enter")
    said = page.locator("#timeline .message__body, #timeline .turn__text").last
    expect(said).to_contain_text("I will ring you by noon on Friday")
    # The promise is heard by the jobs a moment later, and the page tells it by itself.
    expect(page.locator("#promises")).to_contain_text("Ring you")
    expect(page.get_by_label("What you want to say")).to_have_value("")
    # The page has turned to the answer, so that the next key is a command and no letter.
    expect(page.locator("#timeline :focus")).to_contain_text("I will ring you by noon on Friday")

    page.keyboard.press("e")
    expect(page.locator(".folio__facts")).to_contain_text("closed")


def test_on_a_phone_a_finger_on_a_note_shows_why_it_stands_there(person: Person) -> None:
    page = person("dilys.pugh", width=390)
    page.goto("/?folder=all")
    page.get_by_role("link", name="A letter that I found in one of your pianos").click()
    note = page.locator(".message--agent .marginal, .with-margin:has(.message--agent) .marginal").first
    because = note.locator(".marginal__because")
    expect(because).to_be_hidden()
    note.locator(".marginal__label").click()
    expect(page.locator(".message--agent:focus")).to_have_count(1)
    expect(because).to_be_visible()


def test_on_a_phone_the_filter_that_is_on_is_in_view(person: Person) -> None:
    page = person("dilys.pugh", width=390)
    page.goto("/?folder=all")
    expect(page.locator(".filter[aria-current]").first).to_have_text("All")
    expect(page.locator(".filter[aria-current]").first).to_be_in_viewport(ratio=0.9)


def test_an_answer_that_is_empty_keeps_its_form_and_says_so(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/conversations/23")
    page.get_by_label("What you want to say").fill("   ")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.locator("#composer")).to_contain_text("Write an answer first.")


def test_a_draft_waits_in_the_browser_until_it_is_sent(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/conversations/39")
    page.get_by_label("What you want to say").fill("Dear Jun, I was about to say")
    expect(page.locator("#composer [data-kept]")).to_have_text("Kept as a draft")
    page.goto("/")
    page.goto("/conversations/39")
    expect(page.get_by_label("What you want to say")).to_have_value("Dear Jun, I was about to say")


def test_a_note_for_colleagues_is_kept_and_never_listened_to(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/conversations/38")
    page.keyboard.press("n")
    page.keyboard.type("I will ring her tomorrow by noon.")
    page.wait_for_timeout(600)
    expect(page.locator("#steps-of-draft .step--yes")).to_have_count(0)
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".note__text")).to_have_text("I will ring her tomorrow by noon.")


def test_a_promise_is_settled_and_opened_again(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/promises/")
    name = page.locator(".promise").first.get_attribute("id")
    card = page.locator(f"#{name}")
    card.get_by_role("button", name="Kept", exact=True).click()
    expect(card.locator(".promise__due strong")).to_have_text(re.compile("Kept"))
    expect(page.get_by_role("status")).to_contain_text("Kept")
    card.hover()
    card.get_by_role("button", name="Open again").click()
    expect(card.get_by_role("button", name="Not kept")).to_be_visible()


def test_a_promise_is_written_down_by_hand(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/conversations/20")
    page.get_by_role("link", name="Write a promise down").click()
    page.get_by_label("What will be done").fill("send the form to his father")
    page.get_by_label("In which way").fill("by post")
    page.get_by_role("button", name="Hold it").click()
    expect(page.locator("#promises")).to_contain_text("Send the form to his father")


def test_a_conversation_is_given_to_a_colleague(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/conversations/36")
    page.keyboard.press("a")
    page.get_by_label("Somebody in Front Desk").select_option(label="Dilys Pugh")
    page.get_by_role("button", name="Give it to them").click()
    expect(page.locator("#act-assign")).to_contain_text("Dilys Pugh")
    expect(page.locator("#timeline")).to_contain_text("Margery Toll gave it to another pair of hands")


def test_customers_are_added_and_two_that_are_one_are_made_one_and_two_again(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/customers/")
    page.get_by_role("link", name="Somebody new").click()
    page.get_by_label("Name").fill("Elenor Whitcombe")
    page.get_by_label("Email, telephone or handle").fill("not@an@address")
    page.get_by_role("button", name="Add them").click()
    expect(page.locator(".field__error")).to_be_visible()
    page.get_by_label("Email, telephone or handle").fill("elenor@example.org")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elenor Whitcombe")

    page.get_by_role("link", name="Same person as…").click()
    page.get_by_role("link", name="Eleanor Whitcombe").click()
    page.get_by_role("radio", name=re.compile("Eleanor Whitcombe")).check()
    page.get_by_role("button", name="Yes, make them one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eleanor Whitcombe")
    expect(page.locator(".addresses")).to_contain_text("elenor@example.org")
    expect(page.get_by_role("status")).to_contain_text("They are one now.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".addresses")).not_to_contain_text("elenor@example.org")


def test_search_finds_what_was_said_and_whom_we_serve(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.keyboard.press("/")
    page.keyboard.type("Beatrix")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Beatrix")
    expect(page.get_by_role("list", name="Customers found")).to_contain_text("Beatrix Amos")
    expect(page.locator(".hit").first).to_have_text("Beatrix")
    page.get_by_role("searchbox").fill("xyzzy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("Nothing was said about that")


def test_a_conversation_is_written_down(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/")
    page.keyboard.press("c")
    page.get_by_label("Who").fill("Walter Farrant")
    page.get_by_label("What it is about").fill("The wasp, once more")
    page.get_by_label("What they said").fill("It is back. I hear it in the bass.")
    page.get_by_label("What you said").fill("I will ring you on Tuesday at ten.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The wasp, once more")
    expect(page.locator("#promises")).to_contain_text("Ring you")


def test_another_team_s_conversation_is_not_there(person: Person) -> None:
    page = person("callum.reid")
    answer = page.goto("/conversations/23")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    page.goto("/?folder=all")
    expect(page.locator("#list")).to_contain_text("Laptop dead, doors open at seven")
    expect(page.locator("#list")).not_to_contain_text("Arthur's piano")


def test_somebody_signs_out(person: Person, house: House) -> None:
    page = person("callum.reid")
    page.goto("/")
    page.get_by_role("button", name="You: Callum Reid").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    page.goto("/customers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Good to see you")
    del house.keys["callum.reid"]


def test_a_customer_is_put_into_a_new_group_that_relies_on_a_team(person: Person) -> None:
    page = person("dilys.pugh")
    page.goto("/groups/")
    page.get_by_role("link", name="A new group").click()
    page.get_by_label("Name").fill("St Brannock’s School")
    page.get_by_label("What it is").select_option("a agency")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("St Brannock’s School")
    page.get_by_role("link", name="Write down what for").click()
    page.get_by_label("They rely on us for").select_option("assistance")
    page.get_by_label("From which team").select_option("Front Desk")
    page.get_by_label("What it is").last.fill("A tuner within three days")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#reliances")).to_contain_text("on Front Desk for assistance")

    page.goto("/customers/8")
    page.get_by_role("link", name="Change", exact=True).first.click()
    page.get_by_label("Group").select_option("St Brannock’s School")
    page.get_by_label("What they are there").fill("Head of Music")
    page.get_by_role("button", name="Put into the group").click()
    expect(page.locator("#groups")).to_contain_text("St Brannock’s School, Head of Music")
    page.get_by_role("button", name="Take out of St Brannock’s School").click()
    expect(page.locator("#groups .known__list")).not_to_contain_text("St Brannock’s School")


def test_a_promise_gets_a_new_time_from_its_card(person: Person) -> None:
    page = person("margery.toll")
    page.goto("/promises/")
    card = page.locator(".promise--overdue").first
    what = card.locator(".promise__what").inner_text()
    card.get_by_role("link", name="New time").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agree on a new time")
    page.get_by_label("By when now").fill("2098-05-01T12:00")
    page.get_by_role("button", name="Hold the new time").click()
    expect(page.locator(".field__error")).to_contain_text("only if they agree")
    page.get_by_label(re.compile("agrees$")).check()
    page.get_by_role("button", name="Hold the new time").click()
    expect(page.get_by_role("region", name="Later")).to_contain_text(what)
