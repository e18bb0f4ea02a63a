"""Courses as they stand: where they come from, their versions, lessons, cards and files."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import models

from allears.accounts.models import User
from allears.learning.rules.courses import LessonKind, Origin


class Source(models.Model):
    """A folder (or Git checkout) with courses that the owner named."""

    path = models.CharField(max_length=1000, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.path

    @property
    def folder(self) -> Path:
        return Path(self.path)


class Course(models.Model):
    """A course under its slug, which never changes. `current` is the version that beginners get."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=1000)
    origin = models.CharField(max_length=8, choices=[(it.value, it.value) for it in Origin])
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="courses")
    current = models.ForeignKey("CourseVersion", on_delete=models.PROTECT, null=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, help_text="no longer offered; those who began it keep it")

    class Meta:
        ordering = ("position", "title", "id")

    def __str__(self) -> str:
        return self.title


class CourseVersion(models.Model):
    """A course as its files stood at one time; never changed afterwards.

    `digest` is of all its files, so that the same files are one version. `pass_mark` is in per cent of the points.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    outcomes: ClassVar[models.JSONField[list[str]]] = models.JSONField(default=list)
    author = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    pass_mark = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    notes: ClassVar[models.JSONField[list[str]]] = models.JSONField(
        default=list, help_text="what an import could not carry, a sentence each"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="course_version_number"),
            models.UniqueConstraint(fields=["course", "digest"], name="course_version_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Lesson(models.Model):
    """One lesson of one version. `text` is its Markdown without the head; one from a package has a `launch` instead:
    the path of the page (with its query) among the version's files.

    `steps`: its exercises and one for reading it to its end.
    """

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="lessons", db_index=False)
    position = models.PositiveIntegerField()
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=7, choices=[(it.value, it.value) for it in LessonKind], default=LessonKind.TEXT)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    first_line = models.PositiveIntegerField(default=1, help_text="the line of its file on which `text` begins")
    launch = models.CharField(max_length=1000, blank=True)
    settings: ClassVar[models.JSONField[dict[str, str]]] = models.JSONField(
        default=dict, help_text="what a package's manifest says of this lesson"
    )
    outcomes: ClassVar[models.JSONField[list[str]]] = models.JSONField(default=list)
    further: ClassVar[models.JSONField[list[str]]] = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=1)
    exercises: ClassVar[models.JSONField[list[list[str]]]] = models.JSONField(
        default=list, help_text="name, kind and digest of each, so that counting needs no text"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "slug"], name="lesson_slug"),
            models.UniqueConstraint(fields=["version", "position"], name="lesson_position"),
        ]

    def __str__(self) -> str:
        return self.title


class Card(models.Model):
    """One page to print and stand on the desk."""

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="cards")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "slug"], name="card_slug")]

    def __str__(self) -> str:
        return self.title


class Blob(models.Model):
    """The bytes of a file, once, however many versions hold it."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.digest


class CourseFile(models.Model):
    """A picture, a sound, or any file of a package, under its path in the course."""

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="files", db_index=False)
    path = models.CharField(max_length=1000)
    media_type = models.CharField(max_length=100)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="course_file_path")]

    def __str__(self) -> str:
        return self.path
