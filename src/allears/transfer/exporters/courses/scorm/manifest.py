"""imsmanifest.xml: of SCORM 1.2 (IMS Content Packaging 1.1.2) and of SCORM 2004, 3rd edition (IMS CP 1.1.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from allears.learning.content import Course

_OLD = """<manifest identifier={identifier} version="1.1"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"""
_NEW = """<manifest identifier={identifier} version="1.1"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>"""
_FREE = """
      <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>"""
_TOLD = """
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>"""


def manifest(course: Course, paths: Sequence[str], *, new: bool) -> bytes:
    """The manifest of a package with these files. `new`: of SCORM 2004, otherwise of 1.2."""
    kind = "scormType" if new else "scormtype"
    shared = [path for path in paths if not path.startswith("lessons/")]
    items, resources = [], []
    for lesson in course.lessons:
        mark = _identifier(lesson.slug)
        told = _TOLD if new else _mastery(course, bool(lesson.exercises))
        items.append(
            f'      <item identifier="item-{mark}" identifierref="page-{mark}">\n'
            f"        <title>{escape(lesson.title)}</title>{told}\n      </item>"
        )
        page = f"lessons/{lesson.slug}.html"
        resources.append(
            f'    <resource identifier="page-{mark}" type="webcontent" adlcp:{kind}="sco" href={quoteattr(page)}>\n'
            f'      <file href={quoteattr(page)}/>\n      <dependency identifierref="shared"/>\n    </resource>'
        )
    files = "\n".join(f"      <file href={quoteattr(path)}/>" for path in shared)
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            (_NEW if new else _OLD).format(identifier=quoteattr(f"allears-{_identifier(course.slug)}")),
            '  <organizations default="course">',
            f'    <organization identifier="course">\n      <title>{escape(course.title)}</title>',
            *items,
            f"    {_FREE.strip() if new else ''}\n    </organization>\n  </organizations>",
            "  <resources>",
            *resources,
            f'    <resource identifier="shared" type="webcontent" adlcp:{kind}="asset">\n{files}\n    </resource>',
            "  </resources>\n</manifest>\n",
        ]
    )
    return text.encode()


def _mastery(course: Course, scored: bool) -> str:
    if not (course.pass_mark and scored):
        return ""
    return f"\n        <adlcp:masteryscore>{course.pass_mark}</adlcp:masteryscore>"


def _identifier(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "-", text)
