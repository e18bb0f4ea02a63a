"""Courses in packages, brought at the desk and played apart from it; and ours, by a runtime that others wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from allears.transfer.exporters.courses.scorm import Edition, to_scorm
from browser.conftest import OWNER, Person
from transfer.courses.samples import ITEM, RESOURCE, manifest, package, whole_course

pytestmark = pytest.mark.browser


def bring(page: Page, raw: bytes, title: str, name: str = "course.zip") -> None:
    page.goto("/learning/bring")
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "application/zip", "buffer": raw})
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Bring it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def lesson(page: Page) -> FrameLocator:
    """The package's own page, inside the page that plays it."""
    return page.frame_locator(".package__frame").frame_locator("iframe")


def progress(page: Page) -> str:
    return page.locator("#reading progress").first.get_attribute("value") or ""


@pytest.mark.parametrize("edition", Edition)
def test_our_own_course_is_played_from_its_package_and_goes_on_where_it_was_left(
    person: Person, edition: Edition
) -> None:
    """The runtime between the package and the desk is scorm-again: it takes only what SCORM allows."""
    page = person(OWNER)
    bring(page, to_scorm(whole_course(pass_mark=0), edition).content, f"Every kind in {edition}")
    page.get_by_role("link", name="First <lesson>").click()
    inside = lesson(page)
    form = inside.locator("form[data-name=one]")
    form.get_by_label("this").check()
    form.get_by_role("button", name="Answer").press("Enter")
    expect(form.locator(".said")).to_have_text("Not yet. Not this.")
    form.get_by_label("that").check()
    form.get_by_role("button", name="Answer").press("Enter")
    expect(form.locator(".said")).to_have_text("That is right.")
    expect(form.locator(".why")).to_have_text("Because.")
    gap = inside.locator("form[data-name=gap]")
    gap.get_by_label("Gap 1").fill("By  When")
    gap.get_by_label("Gap 1").press("Enter")
    expect(gap.locator(".said")).to_have_text("That is right.")
    call = inside.locator("form[data-name=call]")
    call.get_by_role("button", name="Tell me.").press("Enter")
    call.get_by_role("button", name="Answer").press("Enter")
    expect(call.locator(".said")).to_have_text("That is right.")
    expect(inside.locator("#state")).to_have_text("25 % of this lesson")
    expect(page.locator(".package__state")).to_have_text("How far you are is kept.")

    page.reload()
    inside = lesson(page)
    expect(inside.locator("#state")).to_have_text("25 % of this lesson")
    expect(inside.locator("form[data-name=one]").get_by_label("that")).to_be_checked()
    expect(inside.locator("form[data-name=gap]").get_by_label("Gap 1")).to_have_value("By  When")

    page.get_by_role("link", name=re.compile("Next")).last.click()
    lesson(page).get_by_role("button", name="I have read this to its end").click()
    expect(page.locator(".package__state")).to_have_text("This lesson is done.")
    expect(page.locator("#reading progress").first).to_have_attribute("value", "1")


def test_what_a_lesson_tells_while_the_network_is_away_is_sent_when_it_is_back(person: Person) -> None:
    page = person(OWNER)
    bring(page, to_scorm(whole_course(), Edition.SCORM12).content, "Through a tunnel")
    page.get_by_role("link", name="Next", exact=False).first.click()
    button = lesson(page).get_by_role("button", name="I have read this to its end")
    expect(button).to_be_enabled()
    page.context.set_offline(True)
    button.click()
    expect(page.locator(".package__state")).to_contain_text("Kept on this device")
    assert progress(page) == "0"
    page.context.set_offline(False)
    expect(page.locator(".package__state")).to_have_text("This lesson is done.")
    expect(page.locator("#reading progress").first).to_have_attribute("value", "1")


HOSTILE = """<!doctype html><title>x</title><p id="told">…</p><script>
const told = [];
const tries = {
  desk: () => String(top.document.title),
  cookie: () => document.cookie && Promise.reject("none") || "none",
  inbox: () => fetch(location.origin + "/").then((answer) => answer.text()),
  away: () => fetch("http://127.0.0.1:9/").then(() => "sent"),
  frame: () => new Promise((done, refuse) => {
    const frame = document.createElement("iframe");
    frame.src = location.origin + "/customers/";
    frame.onload = () => {
      try { done(frame.contentDocument.body.innerText.length ? "seen" : "empty"); } catch (error) { refuse(error); }
    };
    document.body.append(frame);
    setTimeout(() => refuse("blocked"), 1500);
  }),
  leave: () => { top.location.href = "https://a.example/"; return "left"; },
};
(async () => {
  for (const [name, attempt] of Object.entries(tries)) {
    try { told.push(`${name}: ${await attempt()}`); } catch { told.push(`${name}: refused`); }
  }
  document.getElementById("told").textContent = told.join("; ");
})();
</script>"""


def test_the_scripts_of_a_package_reach_nothing_of_the_desk(person: Person) -> None:
    page = person(OWNER, heard=False)  # what the browser refuses here it says on the console, and it is meant to
    bring(page, package(manifest(ITEM, RESOURCE), a__html=HOSTILE), "From a stranger")
    page.get_by_role("link", name="One").click()
    told = lesson(page).locator("#told")
    expect(told).to_contain_text("leave", timeout=15_000)
    words = told.inner_text()
    for name in ("desk", "inbox", "away", "leave"):
        assert f"{name}: refused" in words, words
    assert "frame: seen" not in words, words
    assert "cookie: none" in words, words
    expect(page.get_by_role("heading", level=1)).to_have_text("One")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["singlescobasic.zip", "RuntimeBasicCalls_SCORM20043rdEdition.zip"])
def test_a_package_of_others_is_played_to_its_end(person: Person, shared_data: Path, name: str) -> None:
    page = person(OWNER)
    page.on("dialog", lambda dialog: dialog.accept())
    bring(page, (shared_data / "learning/scorm" / name).read_bytes(), f"Golf {name[:6]}")
    page.get_by_role("link", name="Golf Explained").click()
    onward = lesson(page).get_by_role("button", name="Next ->")
    for _ in range(3):
        onward.click()
    expect(page.locator(".package__state")).to_have_text("How far you are is kept.")
    here = lesson(page).locator("iframe").get_attribute("src")
    page.reload()
    expect(lesson(page).locator("iframe")).to_have_attribute("src", str(here))
    while onward.is_enabled():
        onward.click()
    quiz = lesson(page).frame_locator("iframe")
    quiz.get_by_role("button", name="Submit Answers").click()
    expect(page.locator(".package__state")).to_have_text("This lesson is done.")
    expect(page.locator("#reading progress").first).to_have_attribute("value", "1")
