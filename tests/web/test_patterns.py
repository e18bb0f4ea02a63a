"""/patterns shows every component, to anybody, without a database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client

import allears.web

COMPONENTS = Path(allears.web.__file__).parent / "templates" / "components"
PAGES = ("/patterns", "/patterns/conversation", "/patterns/inbox")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_patterns_is_shown(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert b"Adaeze Obi" in answer.content


def test_every_component_appears_on_the_pages_of_patterns(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: set[str] = set()
    engine = engines["django"].engine  # type: ignore[attr-defined]
    find = engine.find_template

    def watched(name: str, *args: object, **kwargs: object) -> object:
        shown.add(name)
        return find(name, *args, **kwargs)

    for loader in engine.template_loaders:
        if hasattr(loader, "reset"):
            loader.reset()
    monkeypatch.setattr(engine, "find_template", watched)
    for page in PAGES:
        client.get(page)
    names = {f"components/{file.relative_to(COMPONENTS).as_posix()}" for file in COMPONENTS.rglob("*.html")}
    assert names - shown == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_id_stands_twice_on_a_page_and_every_description_points_somewhere(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), {i for i in ids if ids.count(i) > 1}
    pointed = {i for value in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html) for i in value.split()}
    assert pointed <= set(ids)


def test_theme_and_density_stand_in_the_page_from_its_first_byte(client: Client) -> None:
    client.cookies["theme"] = "dark"
    client.cookies["density"] = "compact"
    head = client.get("/patterns/inbox").content.decode()[:300]
    assert 'data-theme="dark"' in head
    assert 'data-density="compact"' in head


def test_a_theme_that_we_do_not_know_is_left_out(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    head = client.get("/patterns/inbox").content.decode()[:300]
    assert "data-theme" not in head
    assert "<script" not in head
