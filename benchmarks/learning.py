"""How long the pages of learning take with many learners and a long course, beside an empty page of the same run.

    make bench-learning                                       10,000 learners, 200 lessons
    python -m benchmarks.learning --learners 1000 --lessons 20

Builds the data once in benchmarks/out, then measures as benchmarks/desk.py does: medians in milliseconds, their ratio
to the empty page, the number of queries. Ends with 1 if a page asks more than twelve queries, or if the course page
takes more than 100 ms or too many times as long as the empty page.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.desk import HERE, QUERIES, count_queries, measure, report, session

RATIO = 4.0
"""The course page, with a row for each of two hundred lessons, may take so many times as long as the empty one."""
BOUND = 100.0
"""Milliseconds that the course page may take (issue 4)."""
COURSE = "school"
LESSON = """+++
title = "Lesson {n}"
outcomes = ["Know lesson {n}"]
+++

## The matter

{words}

```choice who
Who is she?

( ) An interruption
(x) A customer

why: She relies on you.
```
```fill gap
A promise names {{{{when}}}}.
```
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--lessons", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    os.environ.setdefault("ALLEARS_HOME", str(HERE / "out" / "learning"))
    Path(os.environ["ALLEARS_HOME"]).mkdir(parents=True, exist_ok=True)

    from allears.config import database

    with database.running():
        import django

        django.setup()
        logging.getLogger("httpx").setLevel(logging.WARNING)
        cookies, counts = prepare(asked.learners, asked.lessons)
        half = asked.lessons // 2
        pages = {
            "empty page": ("learner", "/_empty"),
            "catalogue": ("learner", "/learning/"),
            "course": ("learner", f"/learning/courses/{COURSE}"),
            "course, its owner": ("owner", f"/learning/courses/{COURSE}"),
            "lesson": ("learner", f"/learning/courses/{COURSE}/lessons/lesson-{half}"),
        }
        for who, url in pages.values():
            count_queries(url, cookies[who])  # the first look of a day writes down that one was there
        queries = {name: count_queries(url, cookies[who]) for name, (who, url) in pages.items()}
        times = measure(pages, cookies, asked.rounds)
    print(report(times, queries, counts, "learning"))
    empty, course = median(times["empty page"]), median(times["course"])
    wrong = [f"{name} asks {number} queries" for name, number in queries.items() if number > QUERIES]
    if course > BOUND or course > RATIO * empty:
        wrong.append(f"the course page takes {course:.0f} ms, {course / empty:.1f} times the empty page")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def prepare(learners: int, lessons: int) -> tuple[dict[str, str], dict[str, int]]:
    """Build the data where it is missing; returns session cookies and how much there is."""
    from django.core.management import call_command

    from allears.accounts.actions import add_team, add_user, set_roles
    from allears.accounts.models import User
    from allears.accounts.rules import DESK, Role
    from allears.learning.actions import add_source, publish_folder
    from allears.learning.models import Answer, Course, Enrolment, LessonState

    call_command("migrate", verbosity=0)
    before = time.perf_counter()
    folder = Path(os.environ["ALLEARS_HOME"]) / "courses"
    write(folder / COURSE, lessons)
    source = add_source(DESK, str(folder))
    done = publish_folder(DESK, folder, source)
    assert not done.problems, done.problems
    course = Course.objects.get(slug=COURSE)
    owner = User.objects.filter(is_owner=True).first() or add_user(DESK, "o@x.example", "The Owner", owner=True)
    learner = User.objects.filter(email="l@x.example").first()
    if learner is None:
        team = add_team(DESK, "Front Desk", default=True)
        learner = add_user(DESK, "l@x.example", "One Learner")
        set_roles(DESK, learner, {team.pk: Role.LEARNER})
    enrol(course, learners, lessons, learner)
    print(f"data ready in {time.perf_counter() - before:.0f} s", file=sys.stderr)
    counts = {
        "learners": Enrolment.objects.filter(course=course).count(),
        "lessons": lessons,
        "lesson states": LessonState.objects.count(),
        "answers": Answer.objects.count(),
    }
    return {"owner": session(owner), "learner": session(learner)}, counts


def write(folder: Path, lessons: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.toml").write_text('title = "A long course"\nsummary = "Two hundred lessons."\npass = 60\n')
    words = " ".join(["Somebody listens to somebody who has something to say."] * 90)
    for n in range(1, lessons + 1):
        (folder / f"{n:04}-lesson-{n}.md").write_text(LESSON.format(n=n, words=words))


def enrol(course: object, learners: int, lessons: int, one: object) -> None:
    """Every learner in the middle of the course, with states and answers for what he did; rows straight into the
    tables, since ten thousand times a hundred answers by the actions would take hours."""
    from django.db import connection

    from allears.accounts.models import User
    from allears.learning.models import Enrolment
    from allears.lib import clock

    missing = learners - Enrolment.objects.filter(course=course).count()  # type: ignore[misc]
    if missing <= 0:
        return
    first = User.objects.count()
    User.objects.bulk_create(
        [User(email=f"l{first + n}@x.example", name=f"Learner {first + n}") for n in range(missing - 1)],
        batch_size=2000,
    )
    fresh = list(User.objects.filter(email__regex=r"^l\d+@").order_by("-id")[: missing - 1])
    now, version = clock.now(), course.current_id  # type: ignore[attr-defined]
    for number, user in enumerate([one, *fresh]):
        user.place = lessons // 2 if user is one else number % 20  # type: ignore[attr-defined]
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                user=user, course=course, version_id=version, steps=3 * lessons, done=3 * user.place,  # type: ignore[misc]
                points=2 * user.place, scored=2 * lessons, last_lesson=f"lesson-{user.place + 1}",  # type: ignore[attr-defined]
                started_at=now, last_at=now,
            )
            for user in [one, *fresh]
        ],
        batch_size=2000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO learning_lessonstate (enrolment_id, lesson, done, opened_at, read_at, data) "
            "SELECT e.id, 'lesson-' || n, 3, now(), now(), '{}' FROM learning_enrolment e, "
            "generate_series(1, e.done / 3) n WHERE e.course_id = %s ON CONFLICT DO NOTHING",
            [course.pk],  # type: ignore[attr-defined]
        )
        cursor.execute(
            "INSERT INTO learning_answer "
            "(enrolment_id, lesson, exercise, digest, given, best, tries, given_at, changed_at) "
            "SELECT e.id, l.slug, x->>0, x->>2, '[\"1\"]', 1, 1, now(), now() FROM learning_enrolment e "
            "JOIN learning_lesson l ON l.version_id = e.version_id AND l.position < e.done / 3, "
            "jsonb_array_elements(l.exercises) x WHERE e.course_id = %s ON CONFLICT DO NOTHING",
            [course.pk],  # type: ignore[attr-defined]
        )
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
