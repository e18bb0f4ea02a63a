"""Take the README's pictures again, of the demo organisation: `.venv/bin/python docs/pictures/make.py`.

Needs a Chromium (apt install chromium, or .venv/bin/playwright install chromium). The desk runs in a home of its own,
which is removed afterwards; the pictures differ from day to day only by what the demo counts from today.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from browser.conftest import ARGUMENTS, LEFT_OUT, chromium_of, sign_in  # noqa: E402
from processes import desk, short_folder  # noqa: E402

CONVERSATION = "Mice"
"""Said back, felt with, checked and promised by a certain hour, all within ten turns."""
WIDTH, HEIGHT, SCALE = 1280, 948, 1.4


def main() -> None:
    """Write conversation.png and conversation-dark.png beside this file."""
    with sync_playwright() as playwright, short_folder() as home:
        path = chromium_of(playwright)
        if path is None:
            sys.exit(LEFT_OUT)
        with desk(home, "--demo-if-empty") as running:
            running.until("Stop it with")
            link = re.search(r"http://\S+/sign-in/\S+", running.text)
            assert link, running.text
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, reduced_motion="reduce"
            )
            sign_in(page, link.group())
            page.goto(f"http://127.0.0.1:{running.port}/search/?q={CONVERSATION}")
            page.get_by_role("link", name=CONVERSATION, exact=True).click()
            page.wait_for_load_state()
            page.evaluate("() => document.fonts.ready")
            for scheme, name in (("light", "conversation.png"), ("dark", "conversation-dark.png")):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.screenshot(path=HERE / name)
            browser.close()


if __name__ == "__main__":
    main()
