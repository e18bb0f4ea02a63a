"""A course goes out as a SCORM package: whole, the same every time, and after the standard's own schemas."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from allears.learning.content.markdown import exercises
from allears.lib.archives import unzip
from allears.transfer.exporters.courses.scorm import Edition, to_scorm
from allears.transfer.importers.courses.scorm import scorm_course

from .samples import EVERY_KIND, whole_course

SCHEMAS = {
    Edition.SCORM12: ("singlesco_scorm12.zip", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
    Edition.SCORM2004: (
        "RuntimeBasicCalls_SCORM20043rdEdition.zip",
        "imscp_v1p1.xsd",
        "adlcp_v1p3.xsd",
        "imsss_v1p0.xsd",
    ),
}


@pytest.mark.parametrize("edition", Edition)
def test_every_file_is_in_the_manifest_and_every_file_of_the_manifest_is_there(edition: Edition) -> None:
    files = unzip(to_scorm(whole_course(), edition).content)
    root = ElementTree.fromstring(files["imsmanifest.xml"])
    named = {it.attrib["href"] for it in root.iter() if it.tag.endswith("}file")}
    assert named == set(files) - {"imsmanifest.xml"}


@pytest.mark.parametrize("edition", Edition)
def test_the_same_course_is_the_same_package(edition: Edition) -> None:
    assert to_scorm(whole_course(), edition).content == to_scorm(whole_course(), edition).content


def test_every_exercise_is_a_form_with_its_key() -> None:
    page = unzip(to_scorm(whole_course(), Edition.SCORM12).content)["lessons/first.html"].decode()
    forms = re.findall(r'<form class="exercise" data-name="([a-z]+)" data-key="([^"]*)"', page)
    assert [name for name, _ in forms] == [it.name for it in exercises(EVERY_KIND)]
    for name, key in forms:
        assert json.loads(unescape(key))["mode"], name
    assert "First &lt;lesson&gt;" in page
    assert 'src="../files/pictures/desk.svg"' in page
    assert 'href="next.html"' in page


def test_what_does_not_come_along_is_said() -> None:
    notes = to_scorm(whole_course(), Edition.SCORM12).notes
    assert any("“sum” (say)" in it for it in notes)
    assert any("cards" in it for it in notes)
    assert any("4,096 characters" in it for it in notes)


@pytest.mark.parametrize("edition", Edition)
def test_what_goes_out_comes_in_again(edition: Edition) -> None:
    brought = scorm_course(to_scorm(whole_course(), edition).content)
    assert brought.notes == ()
    assert [(it.title, it.launch) for it in brought.course.lessons] == [
        ("First <lesson>", "lessons/first.html"),
        ("Next", "lessons/next.html"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize("edition", Edition)
def test_the_manifest_is_after_the_schemas_of_the_standard(edition: Edition, shared_data: Path, tmp_path: Path) -> None:
    package, *schemas = SCHEMAS[edition]
    with zipfile.ZipFile(shared_data / "learning/scorm" / package) as archive:
        for name in archive.namelist():
            if name.endswith((".xsd", ".dtd")):
                archive.extract(name, tmp_path)
    schema = xmlschema.XMLSchema(
        [tmp_path / name for name in schemas], base_url=str(tmp_path), allow="sandbox", validation="lax", defuse="never"
    )
    made = io.BytesIO(unzip(to_scorm(whole_course(), edition).content)["imsmanifest.xml"])
    wrong = [it.reason for it in schema.iter_errors(made)]
    assert wrong == []
    broken = made.getvalue().replace(b"identifierref=", b"identifieref=")
    assert [it.reason for it in schema.iter_errors(io.BytesIO(broken))], "the schemas do look"
