"""A real desk with the demo organisation, and people who use it with a real Chromium.

Everything here lives as long as this folder's tests, and no longer: Playwright keeps an event loop in the thread,
beside which Django's own tests could not ask the database.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright

from processes import Desk, allears, desk, short_folder

expect.set_options(timeout=15_000)  # a busy machine takes its time; nothing waits longer than it has to
OWNER = "margery.toll"
BROUGHT_ABOUT = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "Failed to load resource: net::ERR_FAILED",
    "htmx:sendError",
    "htmx:afterRequest",
    # It would be so for a page of our own origin; those of packages come from another one.
    "An iframe which has both allow-scripts and allow-same-origin",
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
LEFT_OUT = (
    "left out: there is no Chromium here. Get one by 'apt install chromium' or '.venv/bin/playwright install chromium',"
    " or name one in CHROMIUM"
)


def chromium_of(playwright: Playwright) -> str | None:
    """Where a Chromium is: as CHROMIUM says, on the PATH, or the one that Playwright has fetched."""
    named = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for path in map(shutil.which, filter(None, named)) if path), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium_of(playwright)
        if path is None:
            pytest.skip(LEFT_OUT)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class House:
    """The desk that runs, and the way in for its people."""

    home: Path
    running: Desk
    keys: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.running.port}"

    @property
    def owner_link(self) -> str:
        """The link that was printed at the start."""
        found = re.search(r"http://\S+/sign-in/\S+", self.running.text)
        assert found, self.running.text
        return found.group()

    def link(self, name: str) -> str:
        """A new one-time link for one of the demo's people ("dilys.pugh")."""
        done = allears(
            "user", "link", f"{name}@merridew-lund.example", home=self.home, more={"PORT": str(self.running.port)}
        )
        found = re.search(r"http://\S+/sign-in/\S+", done.stdout)
        assert found, done.stdout + done.stderr
        return found.group()


@pytest.fixture(scope="package")
def house(chromium: Browser) -> Iterator[House]:
    """`allears serve` with the demo organisation, in a home of its own; without a Chromium there is none."""
    with short_folder() as home, desk(home, "--demo-if-empty") as running:
        running.until("Stop it with")
        yield House(home, running)


def sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/")


Person = Callable[..., Page]


@contextmanager
def people(chromium: Browser, house: House) -> Iterator[Person]:
    """people(…) as come: come("dilys.pugh") is a page of somebody who has signed in; come() of somebody who has not.

    At the end no page may have said anything on its console: no error, and nothing that the Content-Security-Policy
    refused. (A status or a lost network that a test brings about is no error of the page; nor is what a page says
    that is not `heard`.)
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(BROUGHT_ABOUT):
            said.append(message.text)

    def come(name: str = "", *, width: int = 1280, scheme: str = "light", heard: bool = True) -> Page:
        context = chromium.new_context(
            base_url=house.address,
            viewport={"width": width, "height": 860},
            color_scheme=scheme,  # type: ignore[arg-type]
            storage_state=house.keys.get(name),  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if heard:
            page.on("console", listen)
            page.on("pageerror", lambda error: said.append(str(error)))
        if name and name not in house.keys:
            sign_in(page, house.owner_link if name == OWNER else house.link(name))
            house.keys[name] = context.storage_state()  # type: ignore[assignment]
        return page

    try:
        yield come
    finally:
        told = tuple(said)  # what breaks off because its page is closed under it is no fault
        for context in contexts:
            context.close()
    assert told == ()


@pytest.fixture
def person(chromium: Browser, house: House) -> Iterator[Person]:
    """person("dilys.pugh"): see `people`."""
    with people(chromium, house) as come:
        yield come
