"""A lesson as a page of its own, for any learning platform."""

from __future__ import annotations

import html
from pathlib import PurePosixPath

from allears.learning.content import Course, Lesson, Prose, parts, render, render_line

from .forms import form

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="../shared/course.css">
<script src="../shared/course.js" defer></script>
</head>
<body data-pass="{pass_mark}">
<main>
<p class="course">{course}</p>
<h1>{title}</h1>
{outcomes}
{body}
{further}
<p class="end"><button type="button" id="read">I have read this to its end</button></p>
<p id="state" role="status"></p>
</main>
</body>
</html>
"""


def page(course: Course, lesson: Lesson) -> str:
    """The lesson as a whole HTML page; pictures lie in ../files/, other lessons beside it."""
    body = [render(it.text, _place) if isinstance(it, Prose) else form(it, _place) for it in parts(lesson.text)]
    return _PAGE.format(
        language=html.escape(course.language),
        title=html.escape(lesson.title),
        course=html.escape(course.title),
        pass_mark=course.pass_mark,
        outcomes=_list("After this lesson you can", lesson.outcomes),
        body="\n".join(body),
        further=_list("Further reading", lesson.further),
    )


def _list(title: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{render_line(it)}</li>" for it in lines)
    return f'<section class="aside"><h2>{title}</h2><ul>{items}</ul></section>'


def _place(path: str) -> str:
    if path.endswith(".md"):
        stem = PurePosixPath(path).stem
        return f"{stem.lstrip('0123456789').lstrip('-_') or stem}.html"
    return f"../files/{path}"
