"""A reading as a page that a person likes to read, in the terminal: needs rich, so it is imported only when used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from .behaviours import BY_NAME
from .reading import NEED_WORDS, STEP_WORDS, Mark, Promise, Reading
from .transcript import Role, Transcript, Turn

STYLES = {"helps": "green", "harms": "red", "tells": "blue"}
"""Colour of a mark by what it does to being heard; the note in the margin says it in words too."""
SIGNS = {"helps": "+", "harms": "–", "tells": "·"}
BAR = 10
"""Characters of a full bar."""
NARROW = 84
"""Columns of the terminal below which notes stand under the turn, not beside it."""
_ROLE_WORDS: dict[Role, str] = {"customer": "Customer", "agent": "Agent", "bot": "Bot"}


def print_reading(console: Console, transcript: Transcript, reading: Reading, *, why: bool = False) -> None:
    """Prints turns with their marks in the margin, then steps, needs, promises and advice. `why`: what gave each mark
    away.
    """
    console.print(_head(transcript, reading))
    console.print(_turns(transcript, reading.marks, wide=console.width >= NARROW, why=why))
    for title, body in (
        ("The five steps", _scores((STEP_WORDS[s.step], s.score, s.note) for s in reading.steps)),
        ("The four needs", _scores((NEED_WORDS[n.need], n.score, n.note) for n in reading.needs)),
        ("Promises", _promises(reading.promises)),
        ("Next time", _advice(reading)),
    ):
        if body is not None:
            console.print(Rule(Text(title, style="bold"), align="left", style="dim"))
            console.print(Padding(body, (0, 0, 1, 2)))


def _head(transcript: Transcript, reading: Reading) -> RenderableType:
    facts = [reading.channel]
    if transcript.started_at is not None:
        facts.append(_moment(transcript.started_at))
    if reading.agent:
        facts.append(f"agent {reading.agent}" + (" (inferred)" if reading.agent_inferred else ""))
    elif reading.agent_inferred:
        facts.append("which party is the agent was inferred")
    if transcript.transcribed_by:
        facts.append(f"words by {transcript.transcribed_by}")
    title = Text.assemble((_clean(transcript.subject or reading.id), "bold"), "  ", (_clean(" · ".join(facts)), "dim"))
    if reading.heard is None:
        line = Text("Too little was said to judge how well the customer was heard.", style="dim")
    else:
        line = Text.assemble("Heard ", (f"{reading.heard:.0f}", "bold"), (" of 100", "dim"))
    return Padding(Group(title, line), (1, 0, 1, 0))


def _turns(transcript: Transcript, marks: tuple[Mark, ...], *, wide: bool, why: bool) -> RenderableType:
    by_turn: dict[int, list[Mark]] = {}
    for mark in marks:
        by_turn.setdefault(mark.turn, []).append(mark)
    table = Table.grid(padding=(0, 2), expand=wide)
    table.add_column(justify="right", no_wrap=True, max_width=14)
    table.add_column(ratio=5)
    if wide:
        table.add_column(ratio=2)
    last = ""
    for index, turn in enumerate(transcript.turns):
        found = by_turn.get(index, [])
        name = _clean(turn.speaker or _ROLE_WORDS[turn.role])
        who = Text(name if name != last else "", style="bold" if turn.role == "agent" else "")
        last = name
        notes = [_note(mark, why=why) for mark in found]
        words = _words(turn, found)
        if wide:
            table.add_row(who, words, Group(*notes) if notes else "")
        else:
            table.add_row(who, Group(words, *(Padding(note, (0, 0, 0, 2)) for note in notes)))
    return Padding(table, (0, 0, 1, 0))


def _words(turn: Turn, marks: list[Mark]) -> Text:
    """The turn's words, the marked ones underlined. Control characters of the source never reach the terminal."""
    text = Text(_clean(turn.text, keep="\n"))
    for mark in marks:
        text.stylize(f"underline {STYLES[BY_NAME[mark.behaviour].effect]}", mark.start, mark.end)
    return text


def _note(mark: Mark, *, why: bool) -> RenderableType:
    """What was heard, and what gave it away: of every mark with `why`, else of what harms or is not sure."""
    behaviour = BY_NAME[mark.behaviour]
    unsure = mark.confidence < 0.8
    label = Text(f"{SIGNS[behaviour.effect]} {behaviour.label}{' ?' * unsure}", style=STYLES[behaviour.effect])
    if not mark.because or not (why or unsure or behaviour.effect == "harms"):
        return label
    return Group(label, Padding(Text(_clean(mark.because), style="dim"), (0, 0, 0, 2)))


def _scores(rows: Iterable[tuple[str, float | None, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    for words, score, note in rows:
        full = 0 if score is None else round(score * BAR)
        bar = Text.assemble(("━" * full, "cyan"), ("─" * (BAR - full), "dim"))
        table.add_row(words, bar if score is not None else Text("not judged", style="dim"), note)
    return table


def _promises(promises: tuple[Promise, ...]) -> RenderableType | None:
    if not promises:
        return None
    table = Table.grid(padding=(0, 2))
    for promise in promises:
        if promise.due is not None:
            when = Text(f"by {_moment(promise.due)}")
        elif promise.due_text:
            when = Text(f"“{_clean(promise.due_text)}”")
        else:
            when = Text("no time named", style="yellow")
        how = " ".join(part for part in (promise.by, promise.manner) if part)
        table.add_row(Text(_clean(promise.what)), when, Text(_clean(how), style="dim"))
    return table


def _advice(reading: Reading) -> RenderableType | None:
    if not reading.advice:
        return None
    table = Table.grid(padding=(0, 1))
    for number, advice in enumerate(reading.advice, start=1):
        where = f"  (turn {', '.join(str(turn + 1) for turn in advice.turns)})" if advice.turns else ""
        table.add_row(f"{number}.", Text.assemble(_clean(advice.text), (where, "dim")))
    return table


def _moment(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"


def _clean(text: str, keep: str = "") -> str:
    """The same text, as long as before, with control characters (which could move the cursor) made visible as dots."""
    return "".join(c if c in keep or c.isprintable() else " " if c.isspace() else "·" for c in text)
