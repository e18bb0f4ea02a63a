"""A lesson with an exercise of every kind, open and answered, for the pages of patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allears.learning.content import exercises, parts
from allears.learning.exercises import Answer, Exercise
from allears.learning.queries import AnswerView, CourseRow, LessonLine, LessonView
from allears.learning.rules.progress import Steps
from allears.web import lessons, shapes_learning
from allears.web.samples import NOW

TEXT = """
```choice who
A colleague from Billing asks for last month's meter readings. Who is she to you?

( ) An interruption
    > She waits, as any customer does.
(x) An internal customer
    > She relies on you for information.
( ) Somebody else's matter

why: Whoever relies on your work is your customer, on whichever side of the door.
```
```multiple signs
Which of these tell a caller that you follow?

[x] “I see.”
[ ] Typing while he speaks
    > He hears the keys.
[x] Saying back the date that he named
```
```order steps
Put the steps in order.

1. Let them have their say
2. Show that you follow
3. Sum up and check
4. Say what you will do
```
```match needs
Which need speaks?

“You never told me that.” => to be understood
“I’m only a number here.” => to be important
“It’s freezing in this room.” => to be comfortable
```
```fill promise
A promise names what, {{by when|when}} and in which {{manner|way}}.
```
```sort clients
Sort them.

## Our clients
- The school that has its pianos tuned every term
- The concert hall
## Our customers
- A tourist who asks the way
    > She comes once, and wants a quick answer.
```
```reflection last-caller
Think of your last difficult caller. What did he want you to understand?

least: 8
sample: She wanted me to see that the third delay had cost her a day’s pay.
```
```likert at-my-desk
How often do you …

scale: never | seldom | sometimes | often | always
- look at the screen while somebody speaks to you?
- let a caller finish his sentence? (reversed)

band: 2-5 Mostly with the caller
band: 6-10 Often elsewhere
```
```hear cut-off
Where was the customer cut off?

Customer: I rang on Monday about the invoice, and on Tuesday somebody told me —
* Agent: Your customer number, please?
    > She was in the middle of her story.
Customer: It’s 4471. As I was saying …
```
```say sum-up
Sum up for this customer, and check that you have it right.

Customer: The piano was tuned in May, and the middle C is flat again. The exam is on the 12th.

find: summing_up | restating
find: checking
avoid: dismissal
sample: So the middle C went flat again, and you need it right before the 12th. Have I got that?
```
```roleplay late
Mr Ames rings, and he is not calm.

## start
Customer: This is the third time the van hasn’t come!
- Please calm down, sir. -> worse
    > Nobody has ever become calm by being told to.
- Three times. Tell me what happened. -> story
    > He hears that you have heard.
## worse
Customer: Put me through to somebody who can help.
end: badly
## story
Customer: I took three mornings off.
- So that is three mornings lost. I’ll ring you by eleven. -> thanks
- It’s the depot’s fault. -> worse
## thanks
Customer: Eleven. All right. Thank you for listening.
end: well
```
"""

GIVEN: dict[str, Answer] = {
    "choice": ("0",),
    "multiple": ("0", "1"),
    "order": ("0", "2", "1", "3"),
    "match": ("0", "1", "1"),
    "fill": ("by when", "wrath"),
    "sort": ("0", "1", "1"),
    "reflection": ("That he had told the same story three times, to three of us.",),
    "likert": ("4", "4"),
    "hear": ("1",),
    "say": ("So the middle C is flat again and you need it before the 12th. Have I got that right?",),
    "roleplay": ("1", "0"),
}


def view(text: str = TEXT) -> LessonView:
    """The lesson, as somebody has it who has answered nothing yet."""
    return LessonView(
        course_id=1,
        course="listening",
        course_title="Listening",
        origin="built-in",
        version_id=1,
        version=1,
        language="en",
        newer=None,
        enrolment_id=1,
        number=3,
        lessons=8,
        slug="patterns",
        title="Every kind",
        kind="text",
        launch="",
        settings={},
        first_line=1,
        outcomes=(),
        further=(),
        words=300,
        minutes=2,
        parts=parts(text),
        steps=Steps(4, 12),
        whole=Steps(23, 64),
        opened=True,
        last_lesson="patterns",
        read_at=None,
        completed_at=None,
        answers={},
        previous=None,
        next=None,
        reads=12,
    )


def pairs() -> Sequence[tuple[shapes_learning.Exercise, shapes_learning.Exercise]]:
    """Each kind twice: as it is met, and as it stands answered."""
    return [(_shown(it, "", None), _shown(it, "-answered", GIVEN[it.kind])) for it in exercises(TEXT)]


def _shown(it: Exercise, ending: str, given: Answer | None) -> shapes_learning.Exercise:
    named = replace(it, name=it.name + ending)
    kept = AnswerView(None, given, None, 1 if given else 0, NOW if given else None, changed=False)
    return lessons.exercise(named, replace(view(), answers={named.name: kept}), 1)


ROWS = (
    (CourseRow(1, "customers", "Who are your customers?", "Whoever relies on your work is your customer.", 8, 67,
               Steps(64, 64), "", NOW, NOW, False, False), "#learning"),
    (CourseRow(2, "listening", "Listening", "How to let a customer have their say, follow, and show it.", 8, 68,
               Steps(23, 64), "", NOW, None, True, False), "#learning"),
    (CourseRow(3, "serving", "Serving", "What to do and say when you are the company.", 8, 73,
               None, "", None, None, False, False), "#learning"),
)  # fmt: skip
COURSES = [
    {"it": it, "url": url, "progress": lessons.progress(it.steps, it.title) if it.steps else None} for it, url in ROWS
]
LINES = (
    LessonLine("hearing", "Hearing and listening", "text", 7, 6, Steps(7, 7), opened=True),
    LessonLine("active", "Active and passive listening", "text", 8, 6, Steps(5, 7), opened=True, changed=1),
    LessonLine("prepare", "Preparing desk and mind", "text", 8, 7, Steps(0, 8), opened=False),
)
