"""A course with an exercise of every kind, on disk and in the desk: what tests of learning begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from allears.accounts.rules import DESK, Viewer
from allears.learning.actions import add_source, finish_reading, issue, publish_folder
from allears.learning.models import Course

HEAD = 'title = "Listening"\nsummary = "How to listen to whoever calls."\noutcomes = ["Hear them out"]\npass = 50\n'
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 1h6"/></svg>'

EXERCISES: Mapping[str, str] = {
    "choice": dedent("""\
        Who is she?

        ( ) An interruption
            > She waits like anybody.
        (x) A customer
            > She relies on you.

        why: Whoever relies on you is your customer."""),
    "multiple": dedent("""\
        Which tell that you follow?

        [x] “I see.”
        [ ] Typing
            > He hears the keys.
        [x] Saying back the date"""),
    "order": dedent("""\
        Put the steps in order.

        1. Let them have their say
        2. Sum up
        3. Check
        4. Say what you will do"""),
    "match": dedent("""\
        Which need speaks?

        “Nobody told me.” => to be understood
        “I’m a number.” => to be important"""),
    "fill": dedent("""\
        A promise names what, {{by when|when}} and in which {{manner}}."""),
    "sort": dedent("""\
        Sort them.

        ## Clients
        - The school
        - The hall
        ## Customers
        - A tourist"""),
    "reflection": dedent("""\
        What did your last caller want you to understand?

        least: 3
        sample: That the third delay had cost a day."""),
    "likert": dedent("""\
        How often do you …

        scale: never | sometimes | always
        - look at the screen?
        - let him finish? (reversed)

        band: 2-4 Mostly with the caller
        band: 5-6 Often elsewhere"""),
    "hear": dedent("""\
        Where was she cut off?

        Customer: I rang on Monday and —
        * Agent: Your number, please?
            > In the middle of her story.
        Customer: It’s 4471."""),
    "say": dedent("""\
        Sum up for this customer.

        Customer: The piano was tuned in May and the middle C is flat again. The exam is on the 12th.

        find: checking
        sample: So the middle C went flat and you need it right before the 12th. Have I got that?"""),
    "roleplay": dedent("""\
        Mr Ames rings.

        ## start
        Customer: The third time the van hasn’t come!
        - Calm down, sir. -> worse
            > Nobody has become calm by that.
        - Three times; tell me what happened. -> thanks
        ## worse
        Customer: Put me through!
        end: badly
        ## thanks
        Customer: Thank you for listening.
        end: well"""),
}
"""One of each kind, by its kind, which is its name too."""


def lesson(title: str, *kinds: str, text: str = "Some words about listening.") -> str:
    """The file of a lesson with these kinds of exercises."""
    blocks = "".join(f"\n```{kind} {kind}\n{EXERCISES[kind]}\n```\n" for kind in kinds)
    head = f'+++\ntitle = "{title}"\noutcomes = ["Know it"]\nfurther = ["A book, *read slowly*"]\n+++\n\n'
    return f"{head}## {title}\n\n{text}\n{blocks}"


FILES: Mapping[str, str] = {
    "course.toml": HEAD,
    "01-hearing.md": lesson("Hearing", "choice", "order", text="![A desk](pictures/desk.svg)\n\nAnd [on](02-all.md)."),
    "02-all.md": lesson("All kinds", *EXERCISES),
    "03-end.md": lesson("The end"),
    "pictures/desk.svg": PICTURE,
    "cards/habits.md": '+++\ntitle = "Habits"\n+++\n\n- Look up\n',
}


def write(folder: Path, files: Mapping[str, str] = FILES, slug: str = "school") -> Path:
    """The course's folder below `folder`, which stands for what an owner named."""
    for name, text in files.items():
        file = folder / slug / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / slug


def publish(folder: Path, files: Mapping[str, str] = FILES, slug: str = "school") -> Course:
    """The course as it is now offered from `folder`."""
    write(folder, files, slug)
    source = add_source(DESK, str(folder))
    assert publish_folder(DESK, folder, source).problems == ()
    return Course.objects.get(slug=slug)


SHORT: Mapping[str, str] = {
    "course.toml": 'title = "A short course"\nsummary = "One lesson."\n',
    "01-only.md": lesson("The only one"),
}


def finish(learner: Viewer, folder: Path, slug: str) -> str:
    """A course of one lesson, done whole by `learner`; returns the code of the certificate."""
    publish(folder, SHORT, slug)
    finish_reading(learner, slug, "only")
    return issue(learner, slug).code
