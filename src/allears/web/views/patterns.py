"""/patterns: every component with believable content, in one page, for those who build with them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allears.learning.rules.progress import Steps
from allears.lib import clock
from allears.web import lessons
from allears.web.samples import NOW, conversation, desk, learning, lesson
from allears.web.shapes import Filter

SECTIONS = (
    ("type", "Type and colour"),
    ("buttons", "Buttons"),
    ("fields", "Fields"),
    ("people", "People and standing"),
    ("filters", "Inbox"),
    ("letters", "Conversation"),
    ("heard", "How well heard"),
    ("answering", "Composer"),
    ("promises", "Promises"),
    ("eyes", "Through their eyes"),
    ("customer", "Customer and reliance"),
    ("mirror", "Mirror and plan"),
    ("learning", "Courses"),
    ("exercises", "Exercises"),
    ("finding", "Search"),
    ("table", "Tables and pages"),
    ("messages", "Words from the desk"),
    ("dialogs", "Dialogs and menus"),
    ("empty", "Empty places"),
)

COLOURS = (
    *("paper", "paper-deep", "sheet", "rule", "rule-firm", "ink", "ink-soft", "ink-faint", "accent", "accent-fill"),
    *("accent-wash", "helps", "harms", "tells", "helps-wash", "harms-wash", "tells-wash"),
)


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component. Needs no database and no sign-in, and shows nobody's data."""
    context = {
        "section": "patterns",
        "inbox_count": 24,
        "sections": SECTIONS,
        "colours": COLOURS,
        "entries": conversation.entries(),
        "fresh_steps": conversation.FRESH_STEPS,
        "steps": conversation.STEPS,
        "missed_steps": conversation.MISSED_STEPS,
        "needs": conversation.NEEDS,
        "advice": conversation.ADVICE,
        "journey": conversation.eyes(),
        "rows": desk.ROWS,
        "filter_sets": desk.FILTERS,
        "one_filter": (Filter("All", "#filters", current=True),),
        "promises": desk.PROMISES,
        "card": desk.CARD,
        "twin": desk.TWIN,
        "standings": desk.STANDINGS,
        "reliances": desk.RELIANCES,
        "relying": desk.RELYING,
        "reliance_form": desk.NewReliance(auto_id="relying_%s"),
        "branches": desk.BRANCHES,
        "people": desk.PEOPLE,
        "chapters": desk.CHAPTERS,
        "twins": desk.TWINS,
        "conversation": desk.HANDED,
        "colleagues": desk.COLLEAGUES,
        "teams": desk.TEAMS,
        "me": 2,
        **learning.mirror(),
        "results": desk.FOUND,
        "courses": lesson.COURSES,
        "lessons": lessons.rows(lesson.LINES, "listening"),
        "in_lesson": lessons.progress(Steps(4, 12), "This lesson"),
        "in_course": lessons.progress(Steps(23, 64), "The course"),
        "exercises": lesson.pairs(),
        "package": {"origin": ""},
        "form": desk.NewCustomer(),
        "refused": desk.NewCustomer({"refused-name": "", "refused-email": "adaeze at school"}, prefix="refused"),
        "heard_values": (93, 71, 50, 30, 10, None),
    }
    return _at_that_moment(request, "pages/patterns.html", context)


@require_safe
def conversation_page(request: HttpRequest) -> HttpResponse:
    """The whole conversation page with the patterns' content."""
    context = {
        "section": "inbox",
        "subject": "The D above middle C, before the concert",
        "state": "open",
        "channel": "email",
        "team": "Front Desk",
        "entries": conversation.entries(),
        "heard": 71,
        "heard_more": "From 14 turns. Cut off once, summed up once.",
        "steps": conversation.STEPS,
        "needs": conversation.NEEDS,
        "advice": conversation.ADVICE,
        "promises": (desk.PROMISES[0], desk.PROMISES[5]),
        "card": desk.CARD,
        "journey": conversation.eyes(),
        "composer": {"action": "#composer", "channel": "email", "draft": "page", "steps": conversation.FRESH_STEPS},
        "acts": {"wait": "#wait", "close": "#close", "rename": "#rename"},
        "assignee": "Dilys Pugh",
        "new_promise": "#promises",
    }
    return _at_that_moment(request, "pages/conversation.html", context)


@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The whole inbox with the patterns' content."""
    context = {
        "section": "inbox",
        "inbox_count": 24,
        "title": "Inbox",
        "filter_sets": desk.FILTERS,
        "rows": desk.ROWS,
        "older": "#older",
        "new": "#new",
    }
    return _at_that_moment(request, "pages/inbox.html", context)


def _at_that_moment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        context["user"] = {"name": "Dilys Pugh", "email": "dilys.pugh@merridew-lund.example"}
    with clock.at(NOW):
        return render(request, template, context)
