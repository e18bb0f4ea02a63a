"""How far each learner is, what he answered, what was asked of him, and what is said under a lesson."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from allears.accounts.models import Team, User
from allears.learning.rules.progress import CommentState

from .courses import Course, CourseVersion


class Enrolment(models.Model):
    """Somebody who began a course, and the version that he began.

    `done`, `steps` and `points` are worked out anew by every action that touches them (rules/progress.py).
    `scored` is how many exercises of the version have a right answer. `completed_at`: when it was first done whole.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="enrolments", db_index=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments", db_index=False)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrolments")
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    points = models.FloatField(default=0)
    scored = models.PositiveIntegerField(default=0)
    last_lesson = models.SlugField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="enrolled_once")]
        indexes = [models.Index(fields=["course", "user"], name="enrolment_course")]

    def __str__(self) -> str:
        return f"{self.user} in {self.course}"


class LessonState(models.Model):
    """How far somebody is in one lesson, by its slug. `done` counts steps; `data` is what a package keeps (its CMI)."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lessons", db_index=False)
    lesson = models.SlugField(max_length=80)
    done = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True, help_text="0-1, of a lesson from a package; null: it gave none")
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lesson_state_once")]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.lesson}"


class Answer(models.Model):
    """What somebody answered to one exercise, by the slugs of lesson and exercise.

    `draft` is what he has begun and not given yet; `given` his last answer; `best` the points of his best one (null:
    the kind has no right answer). `digest` is of the exercise as it read when he gave it.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers", db_index=False)
    lesson = models.SlugField(max_length=80)
    exercise = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64, blank=True)
    draft = models.JSONField(null=True)
    given = models.JSONField(null=True)
    best = models.FloatField(null=True)
    tries = models.PositiveIntegerField(default=0)
    given_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson", "exercise"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.lesson}/{self.exercise}"


class LessonView(models.Model):
    """One reader on one day: what the count of views is made of."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+", db_index=False)
    lesson = models.SlugField(max_length=80)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "lesson", "user", "day"], name="viewed_once_a_day")]

    def __str__(self) -> str:
        return f"{self.lesson} on {self.day}"


class LessonReads(models.Model):
    """The kept count of a lesson's views."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+", db_index=False)
    lesson = models.SlugField(max_length=80)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "lesson"], name="reads_once")]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.count}"


class Assignment(models.Model):
    """A course that somebody, or everybody of a team, is to do, by when."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assignments")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="assignments", help_text="null: the whole team"
    )
    due = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="taken back")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "team", "user"], condition=Q(ended_at=None), name="assigned_once"
            ),
            models.UniqueConstraint(
                fields=["course", "team"], condition=Q(ended_at=None, user=None), name="assigned_team_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} for {self.user or self.team}"


class AssignmentTold(models.Model):
    """A learner who was told by mail of what is asked of him: once for each assignment."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="told", db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "user"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.user} of {self.assignment}"


class Comment(models.Model):
    """What somebody says under a lesson."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="comments", db_index=False)
    lesson = models.SlugField(max_length=80)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(
        max_length=7, choices=[(it.value, it.value) for it in CommentState], default=CommentState.SHOWN
    )
    moderated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index("course", "lesson", F("id").desc(), name="comment_lesson")]

    def __str__(self) -> str:
        return f"{self.user} on {self.lesson}"


class Certificate(models.Model):
    """That somebody did a course whole. What it says is kept as it was; `code` is what its page is found by."""

    code = models.CharField(max_length=32, unique=True)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    per_cent = models.PositiveSmallIntegerField(null=True, help_text="of the points; null: nothing in it is scored")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"
