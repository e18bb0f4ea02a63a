"""Where the pages of learning are."""

from __future__ import annotations

from django.urls import path

from .views import packages
from .views.learning import courses, exchange, lesson, sources

_COURSE = "learning/courses/<slug:course>"
_LESSON = f"{_COURSE}/lessons/<slug:lesson>"

urlpatterns = [
    path("learning/", courses.catalogue, name="learning"),
    path("learning/sources", sources.sources, name="sources"),
    path("learning/sources/publish", sources.publish, name="publish_sources"),
    path("learning/sources/<int:source_id>/remove", sources.remove, name="remove_source"),
    path("learning/bring", exchange.bring, name="bring_course"),
    path("learning/files/<int:version_id>/<path:path>", courses.file, name="course_file"),
    path(_COURSE, courses.course, name="course"),
    path(f"{_COURSE}/begin", courses.begin, name="begin_course"),
    path(f"{_COURSE}/move-over", courses.move_over, name="move_over"),
    path(f"{_COURSE}/take", exchange.losses, name="take"),
    path(f"{_COURSE}/take/<str:form>", exchange.take, name="take_course"),
    path(f"{_COURSE}/changed", courses.changed, name="course_changed"),
    path(f"{_COURSE}/cards/<slug:card>", courses.card, name="course_card"),
    path(_LESSON, lesson.lesson, name="lesson"),
    path(f"{_LESSON}/package", packages.keep, name="package_keep"),
    path(f"{_LESSON}/read", lesson.read, name="lesson_read"),
    path(f"{_LESSON}/exercises/<slug:name>", lesson.exercise, name="exercise"),
]
