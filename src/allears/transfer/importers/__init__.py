"""Everything that `allears import` reads: the formats of listening, and mail with its raw messages kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from allears.accounts.actions import default_team
from allears.accounts.models import Team
from allears.accounts.rules import DESK
from allears.conversations.rules import Status
from allears.lib.errors import Invalid, NotFound
from allears.listening.formats import Options, Problem, detect, read

from . import mail
from .bring import bring, propose_standings
from .placing import Placing, Tally, placing

__all__ = ["Options", "Problem", "Status", "Tally", "files_of", "run"]

HEAD = 64 * 1024


def run(
    paths: Sequence[Path],
    *,
    options: Options | None = None,
    format: str | None = None,
    team: str = "",
    status: Status | None = None,
    on_problem: Callable[[Problem], None],
    on_progress: Callable[[Tally, int], None] = lambda tally, done: None,
) -> Tally:
    """Import every file of `paths` (folders are walked, in order of name). Raises NotFound for an unknown team.

    What cannot be read goes to `on_problem`, and the rest goes on. `on_progress(tally, bytes read so far)` is called
    after every conversation. Each conversation is its own transaction: stopped half-way and run again, it completes.
    """
    place = placing(_team(team).pk, status)
    tally = Tally()
    done = 0

    def problem(it: Problem) -> None:
        tally.problems += 1
        on_problem(it)

    try:
        for path in files_of(paths, problem):
            step = partial(on_progress, tally, done)
            _one_file(path, format, options or Options(), place, tally, problem, step)
            done += path.stat().st_size
            on_progress(tally, done)
    finally:
        # Also for an import that is stopped: those whom it brought get their standing.
        propose_standings(tally.persons)
    return tally


def files_of(paths: Sequence[Path], on_problem: Callable[[Problem], None]) -> Iterator[Path]:
    """The files of `paths`, folders walked in order of name; hidden ones are passed over."""
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.is_file() and not hidden:
                    yield inner
        elif path.is_file():
            yield path
        else:
            on_problem(Problem(str(path), 0, "there is no such file"))


def _one_file(
    path: Path,
    format: str | None,
    options: Options,
    place: Placing,
    tally: Tally,
    on_problem: Callable[[Problem], None],
    on_step: Callable[[], None],
) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        on_problem(Problem(str(path), 0, f"cannot be opened: {error.strerror}"))
        return
    table = bool(options.columns or options.delimiter)
    kind = format or ("csv" if table else detect(head, str(path)))
    if kind == mail.FORMAT:
        mail.bring_file(path, options, place, tally, on_problem, on_step)
        return
    found_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for transcript in read(path, format=format, options=options, on_problem=on_problem):
        try:
            bring(transcript, kind or "file", place, tally, found_at=found_at)
        except Invalid as error:
            on_problem(Problem(str(path), 0, f"conversation {transcript.id}: {error.sentence}"))
        on_step()


def _team(name: str) -> Team:
    if not name:
        return default_team(DESK)
    team = Team.objects.filter(slug=name).first() or Team.objects.filter(name__iexact=name).first()
    if team is None:
        known = ", ".join(Team.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NotFound(f"There is no team called {name!r}. Teams: {known}.")
    return team
