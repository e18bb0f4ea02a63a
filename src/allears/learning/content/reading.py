"""From a folder to a course: everything is checked, and every problem is named with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from allears.learning.exercises import NAME, BadBlock, Exercise, Hear, parse
from allears.lib.text import storable

from . import markdown
from .course import MEDIA, Card, Course, Lesson, Problem, Read, media_type
from .head import read_toml, split_head

LARGEST_TEXT = 500_000
LARGEST_FILE = 10_000_000
LARGEST_COURSE = 100_000_000
MOST_FILES = 2_000
_NUMBER = re.compile(r"^\d+[-_]")


def is_course(folder: Path) -> bool:
    return (folder / "course.toml").is_file()


def find_courses(folder: Path) -> list[Path]:
    """The folders of courses: this one, or those that lie in it or in its folder `courses`."""
    if is_course(folder):
        return [folder]
    inside = [it for at in (folder, folder / "courses") if at.is_dir() for it in sorted(at.iterdir())]
    return [it for it in inside if it.is_dir() and is_course(it)]


def read_course(folder: Path) -> Read:
    """The course in a folder, or the problems that keep it from being one. Raises OSError for a folder that is away."""
    reader = _Reader(folder)
    course = reader.read()
    problems = tuple(sorted(reader.problems))
    return Read(None if problems else course, problems)


class _Reader:
    """Reads one folder and gathers problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.problems: list[Problem] = []
        self.files: dict[str, Path] = {}
        self.used: set[str] = set()

    def read(self) -> Course:
        slug = self.folder.name
        if not NAME.fullmatch(slug) or len(slug) > 80:
            self._wrong(
                "course.toml", 0, f"The folder's name is the course's: small letters, digits and hyphens, not “{slug}”."
            )
        self.files = dict(self._walk())
        head = read_toml("course.toml", self._text("course.toml"), 1, self.problems)
        lessons = tuple(self._lesson(path) for path in self._texts("", "*.md"))
        if not lessons:
            self._wrong("course.toml", 0, "The course has no lesson: files such as 01-welcome.md beside course.toml.")
        self._twice([(it.slug, path) for it, path in zip(lessons, self._texts("", "*.md"), strict=True)])
        cards = tuple(self._card(path) for path in self._texts("cards", "cards/*.md"))
        course = Course(
            slug=slug,
            title=head.text("title", longest=200, needed=True),
            summary=head.text("summary", longest=1000, needed=True),
            position=head.number("position", 1000, 1_000_000),
            language=head.text("language", longest=20) or "en",
            outcomes=head.texts("outcomes"),
            author=head.text("author", longest=200),
            licence=head.text("licence", longest=200),
            pass_mark=head.number("pass", 0, 100),
            lessons=lessons,
            cards=cards,
            files={path: self._bytes(path) for path in sorted(self.used)},
        )
        head.no_others()
        if course.pass_mark and not any(it.exercises for it in lessons):
            head.wrong("pass", "There is nothing to be scored in this course, so it can have no “pass”.")
        return course

    # ---- files

    def _walk(self) -> Iterator[tuple[str, Path]]:
        """Every file of the course by its path. Nothing hidden, and nothing that leads out of the folder."""
        total = 0
        for count, file in enumerate(sorted(self.folder.rglob("*"))):
            path = file.relative_to(self.folder).as_posix()
            if any(part.startswith(".") for part in path.split("/")) or file.is_dir():
                continue
            if count > MOST_FILES:
                self._wrong("course.toml", 0, f"The folder has more than {MOST_FILES} files.")
                return
            if not file.resolve().is_relative_to(self.folder) or not file.is_file():
                self._wrong(path, 0, "This leads out of the course's folder.")
                continue
            total += file.stat().st_size
            if total > LARGEST_COURSE:
                self._wrong("course.toml", 0, f"The folder holds more than {LARGEST_COURSE // 1_000_000} MB.")
                return
            yield path, file

    def _texts(self, folder: str, pattern: str) -> list[str]:
        depth = pattern.count("/")
        return [
            path
            for path in self.files
            if path.count("/") == depth and Path(path).match(pattern) and path.upper() != "README.MD"
        ]

    def _bytes(self, path: str, limit: int = LARGEST_FILE) -> bytes:
        try:
            with self.files[path].open("rb") as file:
                content = file.read(limit + 1)
        except OSError as error:
            self._wrong(path, 0, f"This file cannot be read: {error.strerror}.")
            return b""
        if len(content) > limit:
            self._wrong(path, 0, f"This file is larger than {limit // 1000:,} kB.")
            return b""
        return content

    def _text(self, path: str) -> str:
        if path not in self.files:
            self._wrong(path, 0, "This file is missing.")
            return ""
        content = self._bytes(path, LARGEST_TEXT)
        try:
            return storable(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._wrong(path, line, "This is no UTF-8 text.")
            return ""

    # ---- lessons and cards

    def _lesson(self, path: str) -> Lesson:
        head, text, first_line = split_head(path, self._text(path), self.problems)
        title = head.text("title", longest=200, needed=True)
        outcomes, further = head.texts("outcomes"), head.texts("further")
        head.no_others()
        exercises = self._exercises(path, text, first_line)
        self._check_references(path, text, first_line)
        slug = _slug(path)
        if not NAME.fullmatch(slug) or len(slug) > 80:
            self._wrong(path, 0, "A lesson's file is named in small letters, digits and hyphens: 01-welcome.md.")
        if not text.strip():
            self._wrong(path, first_line, "The lesson has no text.")
        return Lesson(
            slug=slug,
            title=title,
            text=text,
            first_line=first_line,
            outcomes=outcomes,
            further=further,
            words=markdown.count_words(text),
            exercises=tuple(it.name for it in exercises),
        )

    def _card(self, path: str) -> Card:
        head, text, first_line = split_head(path, self._text(path), self.problems)
        title = head.text("title", longest=200, needed=True)
        head.no_others()
        self._check_references(path, text, first_line)
        for block in markdown.cut(text):
            if not isinstance(block, markdown.Prose):
                self._wrong(path, block.line + first_line - 1, "A card is printed: it holds no exercises.")
        return Card(_slug(Path(path).name), title, text)

    def _exercises(self, path: str, text: str, first_line: int) -> list[Exercise]:
        found: list[Exercise] = []
        names: set[str] = set()
        for block in markdown.cut(text):
            if isinstance(block, markdown.Prose):
                continue
            try:
                exercise = parse(block)
            except BadBlock as bad:
                self._wrong(path, bad.line + first_line - 1, bad.sentence)
                continue
            if exercise.name in names:
                self._wrong(
                    path, block.line + first_line - 1, f"There are two exercises “{exercise.name}” in this lesson."
                )
            names.add(exercise.name)
            found.append(exercise)
            if isinstance(exercise, Hear) and exercise.audio:
                self._use(path, block.line + first_line - 1, exercise.audio, "audio/")
        return found

    def _check_references(self, path: str, text: str, first_line: int) -> None:
        for it in markdown.references(text):
            line = it.line + first_line - 1
            if it.picture and not it.inner:
                self._wrong(path, line, f"A picture lies in the course's folder, not at {it.address}.")
            elif it.picture and not it.words:
                self._wrong(path, line, f"The picture {it.inner} needs its words: ![what it shows]({it.inner}).")
            elif it.picture:
                self._use(path, line, it.inner, "image/")
            elif it.inner and it.inner not in self.files:
                self._wrong(path, line, f"This leads to {it.inner}, which is not in the course.")
            elif it.inner and it.inner not in self._texts("", "*.md"):
                self._wrong(path, line, f"A link in a course leads to one of its lessons, not to {it.inner}.")
            elif not it.inner and not it.out and not it.address.startswith("#"):
                self._wrong(path, line, f"A link leads to https:// or mailto:, not to {it.address}.")

    def _use(self, path: str, line: int, file: str, kind: str) -> None:
        if file not in self.files:
            self._wrong(path, line, f"There is no file {file} in the course.")
        elif not media_type(file).startswith(kind):
            known = ", ".join(ending for ending, media in MEDIA.items() if media.startswith(kind))
            self._wrong(path, line, f"{file} cannot be shown: {known} can.")
        else:
            self.used.add(file)

    def _twice(self, slugs: list[tuple[str, str]]) -> None:
        seen: dict[str, str] = {}
        for slug, path in slugs:
            if slug in seen:
                self._wrong(path, 0, f"This lesson has the same name as {seen[slug]}.")
            seen[slug] = path

    def _wrong(self, path: str, line: int, sentence: str) -> None:
        self.problems.append(Problem(path, line, sentence))


def _slug(path: str) -> str:
    return _NUMBER.sub("", Path(path).stem)
