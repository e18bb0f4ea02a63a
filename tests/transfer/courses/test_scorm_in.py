"""SCORM packages come in whole, or are refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from allears.learning.rules.courses import LessonKind
from allears.transfer.importers.courses.brought import Unreadable
from allears.transfer.importers.courses.scorm import scorm_course

from .samples import ITEM, RESOURCE, manifest, package


def test_each_item_that_leads_to_a_page_is_a_lesson() -> None:
    items = (
        '<item identifier="chapter"><title>Chapter</title>'
        '<item identifier="i1" identifierref="r1" parameters="?page=2"><title>One</title>'
        "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>x=1</adlcp:datafromlms></item></item>"
        '<item identifier="i2" identifierref="r2"><title>Two</title></item>'
    )
    resources = RESOURCE + '<resource identifier="r2" adlcp:scormtype="asset" href="b.html"/>'
    brought = scorm_course(package(manifest(items, resources), a__html="<p>", b__html="<p>", c__js="1"))
    one, two = brought.course.lessons
    assert (one.title, one.slug, one.kind, one.launch) == ("Chapter · One", "i1", LessonKind.SCORM12, "a.html?page=2")
    assert dict(one.settings) == {"launch_data": "x=1", "mastery": "80"}
    assert dict(two.settings) == {"asset": "yes"}
    assert set(brought.course.files) == {"a.html", "b.html", "c.js"}
    assert (brought.course.title, brought.notes) == ("Golf", ())


@pytest.mark.parametrize(
    ("items", "resources", "more", "note"),
    [
        (
            ITEM + '<item identifier="x" identifierref="gone"><title>Gone</title></item>',
            RESOURCE,
            "",
            "“Gone” leads to no",
        ),
        (
            ITEM + '<item identifier="x" identifierref="r2"><title>Far</title></item>',
            RESOURCE + '<resource identifier="r2" href="https://a.example/"/>',
            "",
            "another server",
        ),
        (
            ITEM.replace("</item>", "<adlcp:prerequisites>i0</adlcp:prerequisites></item>"),
            RESOURCE,
            "",
            "prerequisites",
        ),
        (ITEM, RESOURCE, '<manifest identifier="sub"/>', "other packages inside"),
    ],
)
def test_what_cannot_be_carried_is_said(items: str, resources: str, more: str, note: str) -> None:
    brought = scorm_course(package(manifest(items, resources, more=more), a__html="<p>"))
    assert len(brought.course.lessons) == 1
    assert any(note in it for it in brought.notes), brought.notes


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"hello", "no zip file"),
        (package("<manifest"), "imsmanifest.xml:1: this is no XML"),
        (package("<html/>"), "begins with <html>"),
        (package("<manifest/>"), "no organisation"),
        (package(manifest(ITEM, RESOURCE)), "begins with a.html, which is not in the package"),
        (package(manifest("", RESOURCE), a__html="x"), "names no page to begin with"),
        (package('<!DOCTYPE m [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><manifest>&c;</manifest>'), "entities of its own"),
        (package('<!DOCTYPE m SYSTEM "file:///etc/passwd"><manifest/>'), "no organisation"),
    ],
)
def test_a_broken_or_hostile_package_is_refused_in_one_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        scorm_course(raw)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.shared
def test_packages_of_others_come_in(shared_data: Path) -> None:
    folder = shared_data / "learning/scorm"
    kinds = {
        "singlesco_scorm12.zip": LessonKind.SCORM12,
        "singlescobasic.zip": LessonKind.SCORM12,
        "RuntimeBasicCalls_SCORM20043rdEdition.zip": LessonKind.SCORM2004,
    }
    for name, kind in kinds.items():
        (lesson,) = scorm_course((folder / name).read_bytes()).course.lessons
        assert (lesson.kind, lesson.launch) == (kind, "shared/launchpage.html")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("badscorm.zip", "lies in badscorm"),
        ("invalid.zip", "imsmanifest.xml is missing"),
        ("validscorm.zip", "this is no XML"),
    ],
)
def test_broken_packages_of_others_are_refused(shared_data: Path, name: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        scorm_course((shared_data / "learning/scorm" / name).read_bytes())
