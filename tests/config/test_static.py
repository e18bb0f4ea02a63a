"""Static files: prepared when they have changed, answered compressed and for ever."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from allears.config import static


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("home") / "static"
    assert static.prepare(root)
    return root


def test_they_are_named_by_their_content_and_compressed(prepared: Path) -> None:
    names = json.loads((prepared / static.MANIFEST).read_text())["paths"]
    (style,) = [hashed for plain, hashed in names.items() if plain == "web/app.css"]
    assert re.fullmatch(r"web/app\.[0-9a-f]{12}\.css", style)
    assert gzip.decompress((prepared / f"{style}.gz").read_bytes()) == (prepared / style).read_bytes()


def test_nothing_is_done_while_nothing_has_changed(prepared: Path) -> None:
    assert not static.prepare(prepared)
    (prepared / static.PRINT).write_text("another")
    assert static.prepare(prepared)
    assert sorted(folder.name for folder in prepared.parent.iterdir()) == ["static"]


def test_the_browser_may_keep_them_for_ever_and_gets_them_compressed(prepared: Path) -> None:
    backend = static.storage(prepared, debug=False)
    assert backend.startswith("whitenoise.")
    with override_settings(
        STATIC_ROOT=prepared, STORAGES={"staticfiles": {"BACKEND": backend}}, WHITENOISE_USE_FINDERS=False
    ):
        middleware = static.StaticFiles(lambda request: HttpResponse(status=404))
        url = staticfiles_storage.url("web/app.css")
        answer = middleware(RequestFactory().get(url, headers={"accept-encoding": "gzip"}))
        plain = middleware(RequestFactory().get(url))
        missing = middleware(RequestFactory().get("/static/web/../../secret-key"))
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == plain.content
    assert not answer.streaming
    assert missing.status_code == 404


def test_where_nothing_is_prepared_they_are_answered_as_they_lie(tmp_path: Path) -> None:
    assert static.storage(tmp_path, debug=False) == "django.contrib.staticfiles.storage.StaticFilesStorage"
    answer = Client().get("/static/web/app.css")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/css")


def test_while_developing_nothing_prepared_is_used(prepared: Path) -> None:
    assert not static.storage(prepared, debug=True).startswith("whitenoise.")
