"""Where the pages are on which learners and coaches meet: comments, teams, certificates, and what is printed."""

from __future__ import annotations

from django.urls import path

from .views.learning import certificates, comments, printing, teams

_COURSE = "learning/courses/<slug:course>"
_LESSON = f"{_COURSE}/lessons/<slug:lesson>"

urlpatterns = [
    path(f"{_LESSON}/comments", comments.comments, name="comments"),
    path("learning/comments/<int:comment_id>/<slug:act>", comments.act, name="comment_act"),
    path(f"{_LESSON}/pdf", printing.lesson_pdf, name="lesson_pdf"),
    path(f"{_COURSE}/cards/<slug:card>/pdf", printing.card_pdf, name="card_pdf"),
    path(f"{_COURSE}/certificate", certificates.issue, name="issue_certificate"),
    path("learning/teams", teams.teams, name="learning_teams"),
    path("learning/teams/<slug:team>", teams.team, name="learning_team"),
    path("learning/assignments/<int:assignment_id>/end", teams.end, name="end_assignment"),
    path("learning/people/<int:user_id>", teams.learner, name="learner"),
    path("certificates/<str:code>", certificates.certificate, name="certificate"),
    path("certificates/<str:code>/pdf", certificates.pdf, name="certificate_pdf"),
    path("certificates/<str:code>/<slug:act>", certificates.act, name="certificate_act"),
]
