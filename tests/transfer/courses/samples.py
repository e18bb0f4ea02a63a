"""A course with every kind of exercise, and packages as others make them."""

from __future__ import annotations

import io
import zipfile
from textwrap import dedent

from allears.learning.content import Card, Course, Lesson
from allears.learning.content.markdown import count_words, exercises

EVERY_KIND = dedent(
    """
    ## A beginning

    Some *words*, ![a desk](pictures/desk.svg), and [the next lesson](02-next.md).

    ```choice one
    Which?

    ( ) this
        > Not this.
    (x) that

    why: Because.
    ```

    ```multiple several
    Which?

    [x] a
    [ ] b
    [x] c
    ```

    ```order row
    In order.

    1. first
    2. second
    3. third
    ```

    ```match pairs
    Match.

    dog => bark
    cat => meow
    ```

    ```fill gap
    A promise names what and {{by when|when}}.
    ```

    ```sort columns
    Sort.

    ## Warm
    - sun
    ## Cold
    - ice
    ```

    ```reflection own
    Think.

    least: 3
    sample: I thought so.
    ```

    ```likert often
    How often?

    scale: never | sometimes | always
    - do you look up?

    band: 1-1 Seldom
    band: 2-3 Often
    ```

    ```hear cut
    Where was he cut off?

    Customer: I wanted to —
    * Agent: Number?
    ```

    ```say sum
    Sum up.

    Customer: The middle C is flat again.

    find: restating
    sample: So the middle C is flat.
    ```

    ```roleplay call
    He rings.

    ## start
    Customer: Again!
    - Calm down. -> bad
    - Tell me. -> good
    ## bad
    Customer: No!
    end: badly
    ## good
    Customer: Thanks.
    end: well
    ```
    """
)


def whole_course(pass_mark: int = 60) -> Course:
    """Two lessons, the first with every kind, a picture and a card."""
    names = tuple(it.name for it in exercises(EVERY_KIND))
    return Course(
        slug="every-kind",
        title="Every kind & more",
        summary="All of them.",
        lessons=(
            Lesson(
                "first", "First <lesson>", EVERY_KIND, words=count_words(EVERY_KIND), exercises=names, outcomes=("See",)
            ),
            Lesson("next", "Next", "Only words.", words=2),
        ),
        pass_mark=pass_mark,
        cards=(Card("habits", "Habits", "- Look up"),),
        files={"pictures/desk.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'},
    )


def package(manifest: str, **files: str) -> bytes:
    """A zip with this manifest; names of files are written with __ for a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return made.getvalue()


def manifest(items: str, resources: str, version: str = "1.2", more: str = "") -> str:
    """A small manifest of SCORM 1.2."""
    return f"""<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Golf</title>{items}</organization></organizations>
<resources>{resources}</resources>{more}
</manifest>"""


ITEM = '<item identifier="i1" identifierref="r1"><title>One</title></item>'
RESOURCE = (
    '<resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="a.html"><file href="a.html"/></resource>'
)
