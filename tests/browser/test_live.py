"""Two people look at the same desk: what one does, the other sees without asking."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from browser.conftest import Person

pytestmark = pytest.mark.browser


def test_an_answer_is_seen_by_another_who_has_the_conversation_open(person: Person) -> None:
    reader, writer = person("margery.toll"), person("dilys.pugh")
    for page in (reader, writer):
        page.goto("/conversations/57")
    reader.get_by_label("What you want to say").fill("I was just going to")
    writer.get_by_label("What you want to say").fill("Saturday at ten would be lovely.")
    writer.get_by_role("button", name="Send", exact=True).click()
    expect(reader.locator("#timeline")).to_contain_text("Saturday at ten would be lovely.")
    expect(reader.get_by_role("status")).to_contain_text("New here, from Dilys Pugh.")
    expect(reader.get_by_label("What you want to say")).to_have_value("I was just going to")
    expect(reader.get_by_label("What you want to say")).to_be_focused()


def test_what_is_new_is_told_though_another_answer_comes_before_the_page_has_settled(person: Person) -> None:
    """What the reader's own typing asks for (the five steps) may arrive between an update's coming and its settling."""
    reader, writer = person("margery.toll"), person("dilys.pugh")
    for page in (reader, writer):
        page.goto("/conversations/56")
    reader.evaluate("""() => {
        htmx.config.defaultSettleDelay = 1500;
        document.addEventListener("htmx:afterSwap", ({ detail }) => {
            if (!detail.requestConfig.elt.matches("[data-fresh]")) return;
            htmx.ajax("GET", "/search/?q=between", { target: "#steps-of-draft", swap: "none" })
                .then(() => { document.body.dataset.between = "yes"; });
        }, { once: true });
    }""")
    writer.get_by_label("What you want to say").fill("By noon on Friday.")
    writer.get_by_role("button", name=re.compile("^(Send|Keep it)$")).click()
    expect(reader.locator("body")).to_have_attribute("data-between", "yes")
    expect(reader.get_by_role("status")).to_contain_text("New here, from Dilys Pugh.")


def test_the_inbox_changes_under_the_reader_and_leaves_the_focus_where_it_is(person: Person) -> None:
    reader, writer = person("margery.toll"), person("dilys.pugh")
    reader.goto("/")
    row = reader.locator("#open-29")
    row.focus()
    writer.goto("/conversations/29")
    count = int(reader.locator("#which-1-1 .count").inner_text())
    writer.get_by_role("button", name="Wait for them").click()
    expect(reader.locator("#which-1-1 .count")).to_have_text(str(count - 1))
    expect(row).to_have_count(0)
    other = reader.locator("[data-row] a").first
    other.focus()
    here = other.get_attribute("id")
    writer.get_by_role("button", name="Close", exact=True).click()
    writer.locator("#act-open").click()
    expect(row).to_have_count(1)
    expect(reader.locator(f"#{here}")).to_be_focused()


def test_a_dozen_tabs_share_one_line_and_all_stay_alive(person: Person) -> None:
    first, writer = person("margery.toll"), person("dilys.pugh")
    first.goto("/conversations/50")
    tabs = [first.context.new_page() for _ in range(11)]
    for tab in tabs:
        tab.goto("/conversations/50")
    writer.goto("/conversations/50")
    # The one who listened for all leaves; the next one takes over.
    first.close()
    time.sleep(0.5)
    writer.get_by_label("What you want to say").fill("It is silent indeed.")
    writer.get_by_role("button", name="Send", exact=True).click()
    for tab in (tabs[0], tabs[-1]):
        expect(tab.locator("#timeline")).to_contain_text("It is silent indeed.")
