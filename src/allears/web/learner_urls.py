"""Where the pages are that a learner has for himself."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import learning_journal, learning_mirror, learning_plan, learning_practice

urlpatterns: list[URLPattern] = [
    path("learning/mirror", learning_mirror.mirror, name="mirror"),
    path("learning/mirror/take", learning_mirror.take_mirror, name="take_mirror"),
    path("learning/mirror/share", learning_mirror.share_mirror, name="share_mirror"),
    path("learning/mirror/of/<int:user_id>", learning_mirror.mirror_of, name="mirror_of"),
    path("learning/mirror/takings/<int:taking_id>/forget", learning_mirror.forget_taking, name="forget_taking"),
    path("learning/journal", learning_journal.journal, name="journal"),
    path("learning/journal/new", learning_journal.new_entry, name="new_entry"),
    path("learning/journal/draft", learning_journal.draft, name="journal_draft"),
    path("learning/journal/<int:entry_id>", learning_journal.entry, name="entry"),
    path("learning/journal/<int:entry_id>/remove", learning_journal.remove_entry, name="remove_entry"),
    path("learning/plan", learning_plan.plan, name="plan"),
    path("learning/plan/new", learning_plan.new_plan, name="new_plan"),
    path("learning/plan/<int:plan_id>", learning_plan.one_plan, name="one_plan"),
    path("learning/plan/<int:plan_id>/look-back", learning_plan.look_back, name="look_back"),
    path("learning/plan/<int:plan_id>/leave", learning_plan.leave_plan, name="leave_plan"),
    path("learning/practice", learning_practice.practice, name="practice"),
    path("learning/practice/team", learning_practice.of_teams, name="practice_of_teams"),
    path("learning/practice/<int:exercise_id>", learning_practice.answer, name="practice_answer"),
    path("learning/practice/<int:exercise_id>/rate", learning_practice.rate, name="practice_rate"),
    path("learning/practice/<int:exercise_id>/edit", learning_practice.edit, name="edit_practice"),
    path("learning/practice/<int:exercise_id>/release", learning_practice.release, name="release_practice"),
    path("learning/practice/<int:exercise_id>/<str:act>", learning_practice.end, name="end_practice"),
    path("learning/wishes", learning_plan.wishes, name="learning_wishes"),
]
