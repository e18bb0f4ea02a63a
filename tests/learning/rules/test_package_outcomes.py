"""What a lesson from a package has come to, read from SCORM's data model."""

from __future__ import annotations

import pytest

from allears.learning.rules.packages import LONGEST_VALUE, Outcome, clean, outcome


@pytest.mark.parametrize(
    ("cmi", "expected"),
    [
        ({"cmi.core.lesson_status": "incomplete"}, Outcome(False, None)),
        ({"cmi.core.lesson_status": "completed"}, Outcome(True, None)),
        ({"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}, Outcome(True, 0.8)),
        ({"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "20"}, Outcome(True, 0.2)),
        (
            {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "4", "cmi.core.score.max": "5"},
            Outcome(True, 0.8),
        ),
        ({"cmi.core.lesson_status": "browsed"}, Outcome(False, None)),
        ({"cmi.completion_status": "completed", "cmi.score.scaled": "0.5"}, Outcome(True, 0.5)),
        ({"cmi.completion_status": "incomplete", "cmi.success_status": "failed"}, Outcome(True, None)),
        ({"cmi.completion_status": "unknown", "cmi.score.scaled": "-0.5"}, Outcome(False, 0.0)),
        ({"cmi.score.raw": "3", "cmi.score.min": "3", "cmi.score.max": "3"}, Outcome(False, None)),
        ({"cmi.score.scaled": "many"}, Outcome(False, None)),
        ({}, Outcome(False, None)),
    ],
)
def test_status_and_score_are_read_as_done_and_how_well(cmi: dict[str, str], expected: Outcome) -> None:
    assert outcome(cmi, {}) == expected


def test_a_page_that_tells_nothing_is_done_when_it_was_opened() -> None:
    assert outcome({}, {"asset": "yes"}) == Outcome(True, None)


def test_progress_counts_from_the_threshold_of_the_manifest_on() -> None:
    assert not outcome({"cmi.progress_measure": "0.7"}, {"completion": "0.8"}).done
    assert outcome({"cmi.progress_measure": "0.8"}, {"completion": "0.8"}).done


def test_who_learns_is_never_taken_from_a_package() -> None:
    kept, problem = clean({"cmi.core.student_name": "Somebody", "cmi.learner_id": "7", "cmi.suspend_data": "page=2"})
    assert (kept, problem) == ({"cmi.suspend_data": "page=2"}, "")


@pytest.mark.parametrize(
    "cmi",
    [
        {"window.location": "x"},
        {"cmi.suspend_data": ["x"]},
        {7: "x"},
        {"cmi.suspend_data": "x" * (LONGEST_VALUE + 1)},
        {f"cmi.interactions.{n}.id": "x" for n in range(6000)},
        {f"cmi.interactions.{n}.id": "x" * 60_000 for n in range(10)},
    ],
)
def test_what_scorm_does_not_know_or_is_too_large_is_not_kept(cmi: dict[object, object]) -> None:
    kept, problem = clean(cmi)
    assert kept == {}
    assert problem.endswith(".")
