"""The table of commands, and what the person at the keyboard sees when one of them cannot go on.

A command's module is imported only when that command is asked for: `allears --help` imports none of them, and
`allears listen` never imports Django.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

import click


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: where it is written (`module:name`), and its line in the overview. Hidden ones are for `serve`."""

    place: str
    line: str
    hidden: bool = False


COMMANDS: dict[str, Entry] = {
    "serve": Entry("serve:serve", "Run the desk: database, web and jobs, until you stop it."),
    "listen": Entry("listen:listen", "Read conversations and say how well each customer was heard."),
    "evaluate": Entry("evaluate:evaluate", "Measure what listening hears against what people heard."),
    "train": Entry("train:train", "Make the weights of listening anew, or adapt them to your own labels."),
    "import": Entry("data:import_", "Bring conversations into the desk from files of other systems."),
    "demo": Entry("data:demo", "Fill the desk with the demo organisation."),
    "courses": Entry("courses:courses", "Check, publish and list the courses of Learning."),
    "stats": Entry("data:stats", "Count what is in the desk."),
    "team": Entry("team:team", "Make and list the teams that answer."),
    "user": Entry("user:user", "Add and list the people who sign in, and let them in by a link."),
    "token": Entry("token:token", "Make, list and end keys to the API."),
    "doctor": Entry("doctor:doctor", "Look at everything the desk stands on and say what to mend."),
    "migrate": Entry("migrate:migrate", "Bring the database up to this version."),
    "docs": Entry("docs:docs", "Write the generated part of docs/reference."),
    "web": Entry("children:web", "Answer web requests. Started by serve.", hidden=True),
    "jobs": Entry("children:jobs", "Carry out queued jobs. Started by serve.", hidden=True),
    "prepare": Entry("children:prepare", "Make ready what serve needs. Started by serve.", hidden=True),
}

EXIT_PROBLEMS, EXIT_REFUSED, EXIT_UNEXPECTED, EXIT_INTERRUPTED = 1, 2, 70, 130


class Table(click.Group):
    """A group of commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, entry in COMMANDS.items() if not entry.hidden]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.place.partition(":")
        command: click.Command = getattr(import_module(f"allears.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].line) for name in self.list_commands(ctx)])


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"allears {version('allears')}")
        ctx.exit()


@click.group(
    cls=Table,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with 'allears serve --demo-if-empty', or without any desk: 'allears listen FILE'. "
    "'allears COMMAND --help' shows examples.",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and leave."
)
def allears() -> None:
    """All Ears: a customer-service desk that listens."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code: 0 well, 1 something could not be read, 2 refused, 70 our fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = allears.main(args=arguments, prog_name="allears", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return _say("Stopped.", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read us has left, as `head` does. Nothing more can be said, not even by Python on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except click.ClickException as error:
        error.show()
        return EXIT_REFUSED
    except Exception as error:  # noqa: BLE001 - the one place where everything ends up
        return _explain(error)
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    """Say in one sentence why it cannot go on; what nobody foresaw is written to a file, never to the screen."""
    from allears.config.environment import read
    from allears.config.errors import Refusal
    from allears.lib.errors import DeskError
    from allears.listening.models.weights import HeadsError

    if read("ALLEARS_DEBUG") == "1":
        raise error
    if isinstance(error, Refusal | DeskError | HeadsError):
        return _say(str(error), EXIT_REFUSED)
    lost = _lost_database(error)
    if lost:
        return _say(lost, EXIT_REFUSED)
    if isinstance(error, OSError) and error.errno == 28:
        return _say("The disk is full: make room and try again.", EXIT_REFUSED)
    file = _write_down(error)
    where = f"the details are in {file}" if file else "and the details could not be written down"
    return _say(f"Something went wrong that should not have ({type(error).__name__}); {where}.", EXIT_UNEXPECTED)


def _lost_database(error: Exception) -> str:
    """The sentence for a database that went away in the middle; empty for anything else."""
    psycopg = sys.modules.get("psycopg")
    cause: BaseException | None = error
    while psycopg is not None and cause is not None:
        if isinstance(cause, psycopg.OperationalError):
            from allears.config.database import unreachable

            return str(unreachable(cause))
        cause = cause.__cause__
    return ""


def _write_down(error: Exception) -> str:
    """Append the traceback, its secrets blotted out, to a file that only its owner reads; gives its path."""
    import tempfile
    import traceback
    from datetime import UTC, datetime
    from pathlib import Path

    from allears.config import home
    from allears.config.logs import without_secrets

    text = without_secrets("".join(traceback.format_exception(error)))
    for folder in (home.path() / "log", Path(tempfile.gettempdir())):
        try:
            if folder.name == "log" and folder.parent.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
            file = folder / f"allears-error-{os.getuid()}.log"
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as out:
                out.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC: {' '.join(sys.argv[1:2])}\n{text}\n")
        except OSError:
            continue
        return str(file)
    return ""


def _say(sentence: str, code: int) -> int:
    with suppress(OSError):
        sys.stdout.flush()
    click.echo(f"allears: {sentence}", err=True)
    return code
