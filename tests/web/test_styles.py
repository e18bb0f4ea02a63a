"""What the browser is given stands as it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import allears.web
from allears.web import styles

WEB = Path(allears.web.__file__).parent
TEMPLATES = WEB / "templates"
STATIC = WEB / "static" / "web"


def test_the_committed_stylesheet_is_the_sum_of_its_parts() -> None:
    assert styles.JOINED.read_text(encoding="utf-8") == styles.joined(), "run: python -m allears.web.styles"


def test_colours_are_named_in_the_tokens_only() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
    for file in styles.SOURCES.rglob("*.css"):
        assert not literal.search(file.read_text(encoding="utf-8")), f"{file.name} has a colour of its own"


def test_every_icon_that_is_asked_for_is_in_the_sprite_and_no_other() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    asked = {f"heard-{waves}" for waves in range(6)}
    for file in [*TEMPLATES.rglob("*.html"), *WEB.rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        asked |= set(re.findall(r'{% icon "([a-z0-9-]+)"', text))
        asked |= {name for name in sprite if file.suffix == ".py" and f'"{name}"' in text}
    assert asked - sprite == set()
    assert sprite - asked == set()


def test_templates_carry_no_inline_script_or_style() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert " style=" not in text, file.name
        assert "<style" not in text, file.name
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), file.name
        assert not re.search(r"\son[a-z]+=", text), file.name


def scripts(folder: Path) -> list[Path]:
    """Those in a folder that others did not make."""
    return [file for file in folder.rglob("*.js") if "vendor" not in file.parts]


def lines(files: Iterable[Path]) -> list[str]:
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_our_own_javascript_stays_under_five_hundred_lines_that_can_be_read() -> None:
    """All that the desk serves, also to play the packages of others."""
    served = lines(scripts(STATIC))
    assert 0 < len(served) < 500
    assert max(map(len, served)) <= 120


def test_there_is_no_other_script_but_the_one_that_goes_with_a_course_to_another_platform() -> None:
    """An exported lesson has no desk behind it: what judges its exercises must go with it."""
    (leaving,) = set(scripts(WEB.parent)) - set(scripts(STATIC))
    assert leaving.name == "course.js"
    assert len(lines([leaving])) < 230
    assert max(map(len, lines([leaving]))) <= 120


def test_every_component_says_what_it_is_given() -> None:
    silent = {"ear.html"}
    for file in (TEMPLATES / "components").glob("*.html"):
        if file.name not in silent:
            assert file.read_text(encoding="utf-8").lstrip().startswith("{% comment %}"), file.name


def test_what_others_made_comes_with_its_licence() -> None:
    for name in ("vendor/LICENSE-htmx.txt", "vendor/LICENSE-lucide.txt"):
        assert (STATIC / name).stat().st_size > 300
    assert "OFL" in (STATIC / "fonts/LICENSE-literata.txt").read_text(encoding="utf-8")
