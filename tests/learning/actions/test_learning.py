"""Beginning, reading, answering, moving over: progress is right after every step, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import classroom
from allears.accounts.rules import Viewer
from allears.events.models import Event
from allears.learning.actions import begin, finish_reading, give, keep_draft, move_over, open_lesson
from allears.learning.content import exercises
from allears.learning.exercises import KINDS, Answer, Exercise, judge
from allears.learning.models import Answer as Row
from allears.learning.models import Course, Enrolment, LessonReads, LessonState
from allears.learning.queries import course, lesson
from allears.learning.rules.answers import UNSCORED, right_answer
from allears.lib.errors import Invalid, NotFound
from cast import Cast

C = "school"


@pytest.fixture
def leo(cast: Cast, tmp_path: Path) -> Viewer:
    classroom.publish(tmp_path)
    return cast.as_viewer("leo")


def of_kind(kind: str) -> Exercise:
    text = classroom.FILES["02-all.md"].split("+++\n", 2)[2]
    return next(it for it in exercises(text) if it.kind == kind)


def test_who_begins_gets_the_newest_version_and_a_line_in_the_journal(leo: Viewer) -> None:
    enrolment = begin(leo, C)
    assert (enrolment.version.number, enrolment.done, enrolment.steps, enrolment.scored) == (1, 0, 16, 11)
    assert begin(leo, C).pk == enrolment.pk
    assert Event.objects.filter(verb="course.begun", actor_id=leo.user_id).count() == 1


def test_whoever_only_looks_round_has_not_begun(leo: Viewer) -> None:
    open_lesson(leo, lesson(leo, C, "hearing"))
    assert not Enrolment.objects.exists()
    assert not course(leo, C).begun


def test_one_goes_on_where_one_was(leo: Viewer) -> None:
    begin(leo, C)
    assert course(leo, C).go_on == "hearing"
    open_lesson(leo, lesson(leo, C, "all"))
    assert course(leo, C).go_on == "all"
    open_lesson(leo, lesson(leo, C, "end"))
    finish_reading(leo, C, "end")
    assert course(leo, C).go_on == "hearing", "the last one is done: what is left comes next"


def test_a_lesson_is_viewed_once_a_reader_a_day(leo: Viewer, cast: Cast) -> None:
    for _ in range(3):
        open_lesson(leo, lesson(leo, C, "hearing"))
    open_lesson(cast.as_viewer("ben"), lesson(cast.as_viewer("ben"), C, "hearing"))
    assert LessonReads.objects.get().count == 2
    assert lesson(leo, C, "hearing").reads == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_of_every_kind_is_worth_its_point_and_moves_progress_by_one_step(
    leo: Viewer, kind: str
) -> None:
    judged = give(leo, C, "all", kind, right_answer(of_kind(kind)))
    assert judged.grade.points == (None if kind in UNSCORED else 1)
    enrolment = Enrolment.objects.get()
    assert enrolment.done == 1
    assert enrolment.points == (0 if kind in UNSCORED else 1)
    assert LessonState.objects.get(lesson="all").done == 1


def test_kinds_without_points_are_those_that_say_so() -> None:
    assert {kind for kind in KINDS if not of_kind(kind).scored} == UNSCORED


def test_the_best_of_several_tries_counts_and_the_last_answer_is_shown(leo: Viewer) -> None:
    assert give(leo, C, "all", "choice", ["0"]).answer.best == 0
    assert give(leo, C, "all", "choice", ["1"]).answer.best == 1
    row = give(leo, C, "all", "choice", ["0"]).answer
    assert (row.best, row.tries, row.given) == (1, 3, ["0"])
    assert Enrolment.objects.get().done == 1


def test_an_answer_that_is_not_complete_is_refused_and_changes_nothing(leo: Viewer) -> None:
    begin(leo, C)
    with pytest.raises(Invalid, match="Choose one"):
        give(leo, C, "all", "choice", [])
    assert not Row.objects.filter(given__isnull=False).exists()


@pytest.mark.parametrize(
    "do",
    [
        lambda a: give(a, C, "nowhere", "choice", ["1"]),
        lambda a: give(a, C, "hearing", "nothing", ["1"]),
        lambda a: keep_draft(a, C, "hearing", "nothing", ["1"]),
        lambda a: finish_reading(a, C, "nowhere"),
        lambda a: open_lesson(a, lesson(a, C, "nowhere")),
        lambda a: begin(a, "nowhere"),
        lambda a: lesson(a, C, "nowhere"),
        lambda a: course(a, "nowhere"),
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(leo: Viewer, do: Callable[[Viewer], object]) -> None:
    with pytest.raises(NotFound):
        do(leo)


def test_a_half_finished_answer_is_kept_until_it_is_given(leo: Viewer) -> None:
    keep_draft(leo, C, "all", "reflection", ["She wan"])
    assert lesson(leo, C, "all").answer("reflection").draft == ("She wan",)
    assert Enrolment.objects.get().done == 0, "a draft is no answer"
    give(leo, C, "all", "reflection", ["She wanted to be heard."])
    shown = lesson(leo, C, "all").answer("reflection")
    assert (shown.draft, shown.given) == (None, ("She wanted to be heard.",))
    keep_draft(leo, C, "all", "reflection", ["She wanted to be heard."])
    assert lesson(leo, C, "all").answer("reflection").draft is None, "a late draft of what was given is none"
    keep_draft(leo, C, "all", "reflection", ["Something new"])
    keep_draft(leo, C, "all", "reflection", [""])
    assert lesson(leo, C, "all").answer("reflection").draft is None


def test_a_draft_that_is_too_long_to_be_given_is_kept_all_the_same(leo: Viewer) -> None:
    long = "word " * 2_000
    keep_draft(leo, C, "all", "reflection", [long])
    assert lesson(leo, C, "all").answer("reflection").draft == (long,)
    with pytest.raises(Invalid, match="shorter"):
        give(leo, C, "all", "reflection", [long])
    with pytest.raises(Invalid, match="shorter"):
        keep_draft(leo, C, "all", "reflection", ["x" * 100_000])


def test_nobody_elses_answers_are_in_what_one_sees(leo: Viewer, cast: Cast) -> None:
    give(leo, C, "all", "reflection", ["She wanted to be heard."])
    for name in ("anna", "cora", "ben"):
        shown = lesson(cast.as_viewer(name), C, "all")
        assert shown.answers == {}
        assert not shown.begun
    told = Event.objects.filter(verb="exercise.answered").get()
    assert "heard" not in str(told.data)


def test_a_course_is_done_whole_once(leo: Viewer) -> None:
    for slug in ("hearing", "all", "end"):
        for exercise in lesson(leo, C, slug).parts:
            if isinstance(exercise, Exercise):
                give(leo, C, slug, exercise.name, right_answer(exercise))
        finish_reading(leo, C, slug)
    shown = course(leo, C)
    assert (shown.steps.per_cent, shown.points, shown.scored) == (100, 11, 11)
    assert shown.completed_at is not None
    give(leo, C, "all", "choice", ["0"])
    finish_reading(leo, C, "end")
    assert Event.objects.filter(verb="course.completed").count() == 1


def changed(folder: Path) -> None:
    """A new version: another option in `choice` and another question in `reflection`, `order` gone, a lesson more."""
    text = classroom.FILES["02-all.md"]
    text = text.replace("( ) An interruption", "( ) A stranger\n( ) An interruption").replace("your last caller", "he")
    order = classroom.EXERCISES["order"]
    classroom.publish(
        folder,
        {
            "02-all.md": text.replace(f"```order order\n{order}\n```\n", ""),
            "04-more.md": classroom.lesson("More", "fill"),
        },
    )


def test_a_learner_keeps_his_version_and_moves_over_without_losing_answers(leo: Viewer, tmp_path: Path) -> None:
    give(leo, C, "all", "choice", ["1"])
    give(leo, C, "all", "reflection", ["She wanted to be heard."])
    give(leo, C, "all", "order", ["0", "1", "2", "3"])
    give(leo, C, "all", "multiple", ["0"])
    keep_draft(leo, C, "all", "choice", ["0"])
    keep_draft(leo, C, "all", "reflection", ["And mo"])
    keep_draft(leo, C, "all", "multiple", ["2"])
    changed(tmp_path)
    before = course(leo, C)
    assert (before.version, before.steps.done, before.steps.all) == (1, 4, 16)
    assert before.newer is not None
    assert before.newer.number == 2
    move_over(leo, C)
    after = course(leo, C)
    assert (after.version, after.steps.done, after.steps.all, after.newer) == (2, 3, 17, None)
    assert [(it.slug, it.changed) for it in after.lessons if it.changed] == [("all", 2)]
    shown = lesson(leo, C, "all")
    assert shown.answer("choice").given == ("1",)
    assert shown.answer("choice").changed
    assert shown.answer("choice").draft is None, "a tick among other options means nothing"
    assert shown.answer("reflection").draft == ("And mo",), "what he wrote stays his"
    assert shown.answer("multiple").draft == ("2",)
    assert not shown.answer("multiple").changed
    give(leo, C, "all", "choice", ["2"])
    assert not lesson(leo, C, "all").answer("choice").changed
    assert move_over(leo, C).version.number == 2


def counted_anew(enrolment: Enrolment) -> tuple[int, int, float, int, dict[str, int]]:
    """Progress as docs/howto/write-a-course.md says it, from the texts and the answers alone."""
    done, steps, points, scored, by_lesson = 0, 0, 0.0, 0, {}
    rows = {(it.lesson, it.exercise): it for it in Row.objects.filter(enrolment=enrolment)}
    for one in enrolment.version.lessons.all():
        state = LessonState.objects.filter(enrolment=enrolment, lesson=one.slug).first()
        own = int(state is not None and state.read_at is not None)
        for it in exercises(one.text):
            row = rows.get((one.slug, it.name))
            own += row is not None and row.given is not None
            if it.scored:
                scored += 1
                points += (row.best or 0.0) if row else 0.0
        done, steps = done + own, steps + len(exercises(one.text)) + 1
        by_lesson[one.slug] = own
    return done, steps, points, scored, by_lesson


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(["hearing", "all", "end", "more"]), st.just("")),
        st.tuples(st.just("read"), st.sampled_from(["hearing", "all", "end", "more"]), st.just("")),
        st.tuples(st.just("give"), st.sampled_from(["hearing", "all", "more"]), st.sampled_from(sorted(KINDS))),
        st.tuples(st.just("wrong"), st.sampled_from(["hearing", "all"]), st.sampled_from(sorted(KINDS))),
        st.tuples(st.just("draft"), st.sampled_from(["hearing", "all"]), st.sampled_from(sorted(KINDS))),
        st.tuples(st.sampled_from(["publish", "back", "move"]), st.just(""), st.just("")),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25)
@given(acts=ACTS)
def test_whatever_is_done_in_whatever_order_progress_is_what_counting_anew_gives(
    leo: Viewer, tmp_path: Path, acts: list[tuple[str, str, str]]
) -> None:
    Enrolment.objects.all().delete()
    classroom.publish(tmp_path)
    doing: dict[str, Callable[[str, str], object]] = {
        "open": lambda slug, name: open_lesson(leo, lesson(leo, C, slug)),
        "read": lambda slug, name: finish_reading(leo, C, slug),
        "give": lambda slug, name: give(leo, C, slug, name, right_answer(of_kind(name))),
        "wrong": lambda slug, name: give(leo, C, slug, name, WRONG.get(name, ("0",))),
        "draft": lambda slug, name: keep_draft(leo, C, slug, name, ("1",)),
        "publish": lambda slug, name: changed(tmp_path),
        "back": lambda slug, name: classroom.publish(tmp_path),
        "move": lambda slug, name: move_over(leo, C),
    }
    for act, slug, name in acts:
        with suppress(NotFound, Invalid):  # not in the version that he has, or not complete: that changes nothing
            doing[act](slug, name)
        for enrolment in Enrolment.objects.all():
            kept = (enrolment.done, enrolment.steps, enrolment.points, enrolment.scored)
            *anew, by_lesson = counted_anew(enrolment)
            assert kept == pytest.approx(tuple(anew))
            for state in LessonState.objects.filter(enrolment=enrolment):
                assert state.done == by_lesson.get(state.lesson, 0)
            assert (enrolment.completed_at is not None) >= (enrolment.done == enrolment.steps)
            shown = course(leo, C)
            assert shown.steps.per_cent == 100 * enrolment.done // enrolment.steps


WRONG: dict[str, Answer] = {
    "choice": ("0",),
    "multiple": ("1",),
    "order": ("3", "2", "1", "0"),
    "match": ("1", "0"),
    "fill": ("once", "wrath"),
    "sort": ("1", "1", "0"),
    "hear": ("0",),
    "say": ("I don't know about that.",),
    "roleplay": ("0",),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_worth_less_and_is_judged_all_the_same(kind: str) -> None:
    points = judge(of_kind(kind), WRONG[kind]).points
    assert points is not None
    assert points < 1


def test_a_course_no_longer_offered_is_there_for_those_who_began_it(leo: Viewer, cast: Cast) -> None:
    begin(leo, C)
    Course.objects.update(hidden_at="2026-03-02T09:00Z")
    assert course(leo, C).hidden
    finish_reading(leo, C, "end")
    with pytest.raises(NotFound):
        course(cast.as_viewer("ben"), C)
