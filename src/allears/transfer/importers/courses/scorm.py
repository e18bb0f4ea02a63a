"""SCORM 1.2 and 2004 packages: a zip with imsmanifest.xml (ADL Content Aggregation Model; IMS Content Packaging 1.1).

Every item of the default organisation that leads to a page becomes a lesson; the files stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from allears.learning.content import Course, Lesson
from allears.learning.rules.courses import LessonKind
from allears.lib.archives import BadArchive, unzip
from allears.lib.text import one_line, slug

from .brought import Brought, Unreadable, unused

MANIFEST = "imsmanifest.xml"
LARGEST = 200_000_000
MOST_ITEMS = 1_000
DEEPEST = 20
_SETTINGS: Mapping[str, str] = {
    "masteryscore": "mastery",
    "datafromlms": "launch_data",
    "dataFromLMS": "launch_data",
    "completionThreshold": "completion",
    "timeLimitAction": "time_limit",
    "timelimitaction": "time_limit",
    "maxtimeallowed": "max_time",
}


@dataclass(frozen=True, slots=True)
class _Resource:
    href: str
    sco: bool


def scorm_course(raw: bytes, title: str = "") -> Brought:
    """The course in a package. Raises Unreadable with one sentence for whatever keeps it from being one."""
    if len(raw) > LARGEST:
        raise Unreadable(f"This package is larger than {LARGEST // 1_000_000} MB.")
    try:
        files = unzip(raw)
    except BadArchive as bad:
        raise Unreadable(str(bad)) from None
    root = _manifest(files)
    reader = _Reader(root, files)
    lessons = tuple(reader.lessons())
    if not lessons:
        raise Unreadable("The manifest names no page to begin with, so there is nothing to play.")
    name = one_line(title or reader.title or "Imported course")
    course = Course(
        slug=(slug(name)[:80].strip("-") or "imported-course"),
        title=name,
        summary=one_line(reader.description, 1000),
        lessons=lessons,
        language=reader.language,
        files={path: content for path, content in files.items() if path != MANIFEST},
    )
    return Brought(course, tuple(dict.fromkeys(reader.notes)))


def _manifest(files: Mapping[str, bytes]) -> Element:
    if MANIFEST not in files:
        deeper = next((path for path in files if path.rsplit("/", 1)[-1].lower() == MANIFEST), "")
        if deeper:
            raise Unreadable(
                f"{MANIFEST} lies in {deeper.rpartition('/')[0] or deeper}, and has to lie at the top of the zip."
            )
        raise Unreadable(f"This zip is no SCORM package: {MANIFEST} is missing.")
    try:
        root: Element = fromstring(files[MANIFEST])
    except ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else 1
        raise Unreadable(f"{MANIFEST}:{line}: this is no XML.") from None
    except (DefusedXmlException, ValueError, LookupError):
        raise Unreadable(
            f"{MANIFEST} defines entities of its own or names an encoding that is not known: it was refused."
        ) from None
    if _name(root) != "manifest":
        raise Unreadable(f"{MANIFEST} is no manifest: it begins with <{_name(root)}>.")
    return root


class _Reader:
    """Walks a manifest and gathers what cannot be carried."""

    def __init__(self, root: Element, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.notes: list[str] = []
        self.resources = self._resources(root)
        self.organization = self._organization(root)
        self.title = _text(self.organization, "title")
        self.kind = self._kind(root)
        self.description, self.language = _about(root)
        self._look_for_what_is_lost(root)

    def _kind(self, root: Element) -> LessonKind:
        version = " ".join(_text(it, "schemaversion") for it in _all(root, "metadata")).strip()
        namespaces = " ".join(
            {it.tag for it in root.iter() if isinstance(it.tag, str)} | {key for it in root.iter() for key in it.attrib}
        )
        if version.startswith("1.2") or "adlcp_rootv1p2" in namespaces:
            return LessonKind.SCORM12
        if "adlcp_v1p3" in namespaces or version.startswith(("2004", "CAM")):
            return LessonKind.SCORM2004
        if version and version[0].isdigit():
            self.notes.append(
                f"The manifest says version “{one_line(version, 40)}”, which is not known: it is played as SCORM 1.2."
            )
        return LessonKind.SCORM12

    def _resources(self, root: Element) -> dict[str, _Resource]:
        found = {}
        for group in _all(root, "resources"):
            base = _attribute(root, "base") + _attribute(group, "base")
            for it in _all(group, "resource"):
                kind = (_attribute(it, "scormtype") or _attribute(it, "scormType")).lower()
                href = _attribute(it, "href")
                if href:
                    found[_attribute(it, "identifier")] = _Resource(
                        base + _attribute(it, "base") + href, kind != "asset"
                    )
        return found

    def _organization(self, root: Element) -> Element:
        groups = list(_all(root, "organizations"))
        inside = [it for group in groups for it in _all(group, "organization")]
        if not inside:
            raise Unreadable("The manifest has no organisation, so nobody can tell what to show first.")
        wanted = _attribute(groups[0], "default")
        if len(inside) > 1:
            self.notes.append(f"The package holds {len(inside)} organisations: only the default one is played.")
        return next((it for it in inside if _attribute(it, "identifier") == wanted), inside[0])

    def lessons(self) -> Iterator[Lesson]:
        """The items that lead to a page, in their order."""
        taken: set[str] = set()
        for item, above in self._items(self.organization, ()):
            if len(taken) >= MOST_ITEMS:
                raise Unreadable(f"The package has more than {MOST_ITEMS:,} items.")
            title = one_line(_text(item, "title")) or "Untitled"
            resource = self.resources.get(_attribute(item, "identifierref"))
            launch = self._launch(item, resource, title)
            if not launch or resource is None:
                continue
            name = unused(slug(_attribute(item, "identifier") or title)[:70].strip("-") or "item", taken)
            taken.add(name)
            settings = dict(self._settings(item))
            if not resource.sco:
                settings["asset"] = "yes"
            yield Lesson(
                slug=name,
                title=one_line(" · ".join((*above, title))),
                text="",
                kind=self.kind,
                launch=launch,
                settings=tuple(sorted(settings.items())),
            )

    def _items(self, parent: Element, above: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
        if len(above) > DEEPEST:
            raise Unreadable("The items of the manifest are nested too deeply.")
        for item in _all(parent, "item"):
            if _attribute(item, "isvisible").lower() == "false" and not _attribute(item, "identifierref"):
                continue
            if _attribute(item, "identifierref"):
                yield item, above
            yield from self._items(item, (*above, one_line(_text(item, "title")) or "…"))

    def _launch(self, item: Element, resource: _Resource | None, title: str) -> str:
        """Path, query and fragment of an item's first page; empty, with a note, where none can be shown."""
        if resource is None:
            self.notes.append(f"“{title}” leads to no page and was left out.")
            return ""
        address = urlsplit(resource.href.replace("\\", "/"))
        if address.scheme or address.netloc:
            self.notes.append(f"“{title}” lies on another server ({one_line(resource.href, 80)}) and was left out.")
            return ""
        path = unquote(address.path).removeprefix("./")
        if path not in self.files:
            raise Unreadable(f"“{title}” begins with {path}, which is not in the package.")
        extra = _attribute(item, "parameters")
        query = "&".join(
            part for part in (address.query, extra.lstrip("?&") if not extra.startswith("#") else "") if part
        )
        fragment = extra[1:] if extra.startswith("#") else address.fragment
        return path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def _settings(self, item: Element) -> Iterator[tuple[str, str]]:
        for child in item:
            name = _name(child)
            if name in _SETTINGS and (child.text or "").strip():
                yield _SETTINGS[name], one_line(child.text or "", 4000)
            threshold = child.attrib.get("minProgressMeasure")
            if name == "completionThreshold" and threshold:
                yield "completion", one_line(threshold, 20)

    def _look_for_what_is_lost(self, root: Element) -> None:
        names = {_name(it) for it in root.iter()}
        if "prerequisites" in names:
            self.notes.append(
                "The package asks for an order of its lessons (prerequisites): here each can be opened at any time."
            )
        if names & {
            "sequencingRules",
            "rollupRules",
            "limitConditions",
            "randomizationControls",
            "sequencingCollection",
        }:
            self.notes.append("The package has rules of sequencing: here its lessons can be opened in any order.")
        if "mapInfo" in names:
            self.notes.append("The package shares objectives between its lessons: here each lesson stands alone.")
        if next(_all(root, "manifest"), None) is not None:
            self.notes.append("The package holds other packages inside it: these were left out.")


def _about(root: Element) -> tuple[str, str]:
    """Description and language from the metadata, where the manifest has them."""
    description = language = ""
    for it in root.iter():
        if _name(it) == "description" and not description:
            description = " ".join("".join(it.itertext()).split())
        elif _name(it) == "language" and not language:
            language = " ".join("".join(it.itertext()).split())
    return description, language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) else "en"


def _name(it: Element) -> str:
    return it.tag.rpartition("}")[2] if isinstance(it.tag, str) else ""


def _all(parent: Element, name: str) -> Iterator[Element]:
    return (it for it in parent if _name(it) == name)


def _text(parent: Element, name: str) -> str:
    return next((" ".join("".join(it.itertext()).split()) for it in _all(parent, name)), "")


def _attribute(it: Element, name: str) -> str:
    """An attribute by its local name, whatever the namespace."""
    return next((value.strip() for key, value in it.attrib.items() if key.rpartition("}")[2] == name), "")
