"""The few words that templates need beyond Django's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from allears.lib import clock, text
from allears.web.shapes import Promise, Segment

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """At most two letters that stand for a name; a handle's own sign is no letter of it."""
    return text.initials(name.lstrip("@#"))


CHANNELS: dict[str, tuple[str, str]] = {
    "email": ("mail", "Email"),
    "chat": ("message-circle", "Chat"),
    "phone": ("phone", "Phone"),
    "web": ("globe", "Web form"),
    "in_person": ("store", "In person"),
    "social": ("at-sign", "Social"),
    "api": ("webhook", "API"),
}

DUE: dict[str, tuple[str, str]] = {
    "open": ("handshake", "promised"),
    "soon": ("handshake", "promised"),
    "overdue": ("alarm-clock", "was due"),
    "kept": ("check", "kept"),
    "late": ("clock", "kept late"),
    "broken": ("x", "promise broken"),
    "dropped": ("x", "withdrawn"),
    "unknown": ("handshake", "promised"),
}

HEARD = ((85.0, "well heard", 5), (65.0, "mostly heard", 4), (45.0, "half heard", 3), (25.0, "hardly heard", 2))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. Without a label it is mere ornament, and screen readers pass over it."""
    return _icon(name, label, "icon")


# A list draws hundreds of icons, and the sheet's address does not change while the process lives.
@lru_cache(maxsize=256)
def _icon(name: str, label: str, css: str) -> SafeString:
    sheet = static("web/icons.svg")
    heard = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', css, heard, sheet, name)


@register.simple_tag
def heard_waves_icon(heard: float | None) -> SafeString:
    """The small drawing of how well someone was heard (0–100 or None), with its word for those who cannot see it."""
    return _icon(f"heard-{heard_waves(heard)}", heard_word(heard).capitalize(), "waves")


@register.simple_tag
def channel_icon(channel: str) -> SafeString:
    """The channel's icon, with its word for those who cannot see it."""
    name, word = CHANNELS.get(channel, ("message-circle", channel))
    return icon(name, word)


RELIANCE_ICONS = {
    "materials": "package",
    "information": "info",
    "instruction": "graduation-cap",
    "participation": "users",
    "assistance": "life-buoy",
}


@register.simple_tag
def reliance_icon(kind: str) -> SafeString:
    """The icon of what somebody relies on a team for; its word stands beside it."""
    return icon(RELIANCE_ICONS[kind])


@register.filter
def channel_word(channel: str) -> str:
    return CHANNELS.get(channel, ("", channel))[1]


@register.simple_tag
def marked(segments: Iterable[Segment]) -> SafeString:
    """Text with its pencil marks, and without a space that was not in it.

    Each mark is a <mark> in its own pencil; where marks lie on each other they nest. The first run of a mark takes the
    keyboard's focus and is described by its note; after its last run the note's name is there to be heard.
    """
    return mark_safe("".join(_run(segment) for segment in segments))  # noqa: S308 - every piece below is escaped


def _run(segment: Segment) -> str:
    text = escape(segment.text)
    if not segment.notes:
        return text
    before = []
    for depth, note in enumerate(segment.notes):
        focus = ""
        if depth == 0 and segment.opens:
            # The id lets the browser find the same mark again when a live update has redrawn the timeline.
            focus = f' id="m-{escape(segment.opens[0].id)}" tabindex="0" aria-describedby="{escape(segment.opened)}"'
        before.append(f'<mark class="pencil pencil--{escape(note.tone)}" data-note="{escape(note.id)}"{focus}>')
    after = "".join(f'<span class="vh"> ({escape(note.label)}) </span>' for note in segment.closes)
    return f"{''.join(before)}{text}{'</mark>' * len(before)}{after}"


@register.simple_tag
def due(promise: Promise) -> SafeString:
    """A promise in two words, for lists."""
    picture, words = DUE[promise.state]
    if promise.state in {"open", "soon", "overdue"}:
        words = f"{words} {moment(promise.due)}" if promise.due else "promised"
    return format_html('<span class="due due--{}">{}{}</span>', promise.state, icon(picture), words)


@register.filter
def moment(at: datetime) -> str:
    """A moment as people write it down: 14:05 today, 'yesterday', 'Tue 4 Mar', '4 Mar 2024'."""
    local, today = timezone.localtime(at), timezone.localtime(clock.now()).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.date() == today - timedelta(days=1):
        return "yesterday"
    if local.date() == today + timedelta(days=1):
        return f"tomorrow {local:%H:%M}"
    if abs((local.date() - today).days) < 7:
        return f"{local:%a} {local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return f"{local.day} {local:%b %Y}"


@register.filter
def time_of_day(at: datetime) -> str:
    """14:05"""
    return f"{timezone.localtime(at):%H:%M}"


@register.filter
def exactly(at: datetime) -> str:
    """A moment with its time of day, however long ago: '14:05', 'yesterday 14:05', '4 Mar, 14:05'."""
    short, clock_time = moment(at), time_of_day(at)
    if short.endswith(clock_time):
        return short
    return f"{short}{' ' if short == 'yesterday' else ', '}{clock_time}"


@register.filter
def day(at: datetime) -> str:
    """A day as a heading: 'Today', 'Yesterday', 'Tuesday 4 March', 'Tuesday 4 March 2024'."""
    local, today = timezone.localtime(at), timezone.localtime(clock.now()).date()
    if local.date() == today:
        return "Today"
    if local.date() == today - timedelta(days=1):
        return "Yesterday"
    return f"{local:%A} {local.day} {local:%B}" + ("" if local.year == today.year else f" {local.year}")


@register.filter
def month(at: datetime) -> str:
    """A month as a heading: 'March', and 'March 2024' in another year."""
    local = timezone.localtime(at)
    this_year = local.year == timezone.localtime(clock.now()).year
    return f"{local:%B}" if this_year else f"{local:%B %Y}"


@register.simple_tag
def when(at: datetime, exact: bool = False) -> SafeString:
    """A moment in short (or with its time of day), and the whole of it for the pointer and for machines."""
    local = timezone.localtime(at)
    whole = f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
    shown = exactly(at) if exact else moment(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(timespec="seconds"), whole, shown)


@register.filter
def times(number: int) -> str:
    """How often: 'never', 'once', 'twice', '3 times'."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


@register.filter
def span(seconds: float | None) -> str:
    """A length of time in at most two units: 45 s, 12 min, 3 h 20 min, 2 days 4 h."""
    if seconds is None:
        return "–"
    whole = int(seconds + 0.5)
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes and hours < 10 else f"{hours} h"
    days, hours = divmod(hours, 24)
    word = "day" if days == 1 else "days"
    return f"{days} {word} {hours} h" if hours and days < 7 else f"{days} {word}"


@register.filter
def until(due: datetime) -> str:
    """How far off a moment is: 'in 3 h', '2 days ago'."""
    seconds = (due - clock.now()).total_seconds()
    return f"in {span(seconds)}" if seconds >= 0 else f"{span(-seconds)} ago"


@register.filter
def ago(at: datetime) -> str:
    """How long something has been going on: '3 h 20 min'."""
    return span(max(0.0, (clock.now() - at).total_seconds()))


@register.filter
def number(value: int) -> str:
    return f"{value:,}"


@register.filter
def clock_time(seconds: float | None) -> str:
    """A place in a call: 0:07, 12:40, 1:02:03."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def percent(share: float | None) -> str:
    return "–" if share is None else f"{round(share * 100)} %"


@register.filter
def thousandths(share: float | None) -> int:
    """A share of 0–1 as a length of 0–1000, for drawing."""
    return 0 if share is None else round(min(1.0, max(0.0, share)) * 1000)


@register.filter
def heard_word(heard: float | None) -> str:
    """How well someone was heard, 0–100, in words."""
    if heard is None:
        return "too little to tell"
    return next((word for least, word, _ in HEARD if heard >= least), "not heard")


@register.filter
def heard_waves(heard: float | None) -> int:
    """How many of the five waves reach the ear, 0–5."""
    if heard is None:
        return 0
    return next((waves for least, _, waves in HEARD if heard >= least), 1)


@register.filter
def need_word(score: float | None) -> str:
    """A need's score, 0–1, in one word."""
    if score is None:
        return "can’t tell"
    return "met" if score >= 0.7 else "partly met" if score >= 0.4 else "not met"


@register.filter
def nth(listed: Sequence[str], place: int) -> str:
    """The n-th of a list, counted from 1."""
    return listed[place - 1]


@register.filter
def words(value: str) -> list[str]:
    """A text cut at its spaces, to loop over."""
    return value.split()
