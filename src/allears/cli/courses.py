"""`allears courses`: what is taught, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from allears.config.errors import Refusal

from .console import examples
from .desk import open_desk

if TYPE_CHECKING:
    from allears.learning.actions import Published


@click.group(
    epilog=examples(
        ("allears courses check my-course/", "what is wrong in its files, with file and line"),
        ("allears courses add ~/our-courses", "offer every course of a folder or Git checkout"),
        ("allears courses list", "the courses that are offered"),
    )
)
def courses() -> None:
    """Check, publish and list courses. How one is written: docs/howto/write-a-course.md."""


@courses.command("list", epilog=examples(("allears courses list", "slug, version, lessons, title, where it lies")))
def list_() -> None:
    """List the courses that are offered: slug, version, lessons, title and where they come from."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.learning.queries import offered

        found = offered(DESK)
        for it in found:
            click.echo(f"{it.slug}\t{it.version}\t{it.lessons}\t{it.title}\t{it.source or it.origin}")
        if not found:
            click.echo("There is no course yet: allears courses publish", err=True)


@courses.command(
    epilog=examples(
        ("allears courses check", "the built-in courses and every folder that was named"),
        ("allears courses check my-course/", "one folder, or one with several courses; needs no desk"),
    )
)
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
def check(folders: tuple[Path, ...]) -> int:
    """Say what is wrong in the files of courses, as path:line: what is wrong. Changes nothing; exit code 1 if anything
    is."""
    from allears.learning.content import find_courses, read_course

    places = folders or _named()
    found = []
    for folder in places:
        if not folder.is_dir():
            raise Refusal(f"There is no folder {folder}.")
        inside = find_courses(folder)
        if not inside:
            raise Refusal(f"There is no course in {folder}: a course is a folder with a file course.toml.")
        found += inside
    problems = [(at, it) for at in found for it in read_course(at).problems]
    for at, it in problems:
        click.echo(f"{at / it.path}{f':{it.line}' if it.line else ''}: {it.sentence}", err=True)
    count = f"{len(found)} course{'' if len(found) == 1 else 's'}"
    if problems:
        click.echo(f"{len(problems)} thing{'' if len(problems) == 1 else 's'} to mend in {count}.", err=True)
        return 1
    click.echo(f"{count}, nothing wrong.")
    return 0


@courses.command(
    epilog=examples(("allears courses add ~/our-courses", "a folder or Git checkout with courses, or one"))
)
@click.argument("folder", type=click.Path(path_type=Path))
def add(folder: Path) -> int:
    """Offer the courses of a folder, from now on. What is saved in it is on the page at the next look."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.learning.actions import add_source, publish_folder

        source = add_source(DESK, str(folder.expanduser().absolute()))
        return _tell(publish_folder(DESK, source.folder, source))


@courses.command(epilog=examples(("allears courses remove ~/our-courses", "who has begun one of them keeps it")))
@click.argument("folder", type=click.Path(path_type=Path))
def remove(folder: Path) -> None:
    """Forget a folder: its courses are offered no longer. Whoever has begun one keeps it."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.learning.actions import remove_source
        from allears.learning.queries import source_id

        number = source_id(DESK, str(folder.expanduser().absolute()))
        if number is None:
            raise Refusal(f"The folder {folder} was never named: 'allears courses list' shows where courses come from.")
        gone = remove_source(DESK, number)
        click.echo(f"Forgotten: {', '.join(gone)}." if gone else "Forgotten.")


@courses.command(epilog=examples(("allears courses publish", "as 'allears serve' does when it starts")))
def publish() -> int:
    """Read the built-in courses and every folder that was named, and publish what has changed."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.learning import actions

        return _tell(actions.publish(DESK))


@courses.command(
    "import",
    epilog=examples(
        ("allears courses import golf.zip", "a SCORM 1.2 or 2004 package of another learning platform"),
        ('allears courses import quiz.gift --title "Warm-up"', "questions in Moodle's GIFT"),
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the course is called here.  [the title that it brings along]")
def import_(file: Path, title: str) -> int:
    """Bring a course from a file. What could not be carried is said on stderr, a sentence each."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.lib.errors import Invalid
        from allears.transfer.importers.courses import LARGEST, bring_course

        try:
            course, notes = bring_course(DESK, _bytes(file, LARGEST), file.name, title)
        except Invalid as refusal:
            raise Refusal(f"{file}: {refusal.sentence}") from None
        for note in notes:
            click.echo(f"{file}: {note}", err=True)
        click.echo(f"{course.slug}: “{course.title}” is offered now.")
    return 0


@courses.command(
    epilog=examples(
        (
            "allears courses export listening --format scorm12 --out listening.zip",
            "a package for any learning platform",
        ),
        ("allears courses export listening --format gift --out quiz.gift.txt", "its questions, for Moodle"),
    )
)
@click.argument("slug")
@click.option(
    "--format", "form", type=click.Choice(["scorm12", "scorm2004", "gift"]), required=True, help="What to make of it."
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [named after the course, here]")
def export(slug: str, form: str, out: Path | None) -> int:
    """Write a course to a file for another program. What does not come along is said on stderr, a sentence each."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.lib.errors import Invalid, NotFound
        from allears.transfer.exporters.courses import take_course

        try:
            taken = take_course(DESK, slug, form)
        except (Invalid, NotFound) as refusal:
            raise Refusal(f"{slug}: {refusal}") from None
        place = out or Path(taken.name)
        try:
            place.write_bytes(taken.content)
        except OSError as error:
            raise Refusal(f"{place} cannot be written: {error.strerror}.") from None
        for note in taken.notes:
            click.echo(note, err=True)
        click.echo(f"{place}: written.")
    return 0


def _bytes(file: Path, most: int) -> bytes:
    """The file's bytes, one more than `most` at most: larger ones are refused by whoever reads them. Raises Refusal."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from None


def _named() -> tuple[Path, ...]:
    """The built-in courses and the folders that were named."""
    with open_desk():
        from allears.accounts.rules import DESK
        from allears.learning.queries import places

        return tuple(places(DESK))


def _tell(done: Published) -> int:
    """Say what came of publishing; the exit code."""
    for told in done.problems:
        click.echo(str(told), err=True)
    for slug in done.changed:
        click.echo(f"{slug}: a new version is offered.")
    for slug in done.hidden:
        click.echo(f"{slug}: is offered no longer.")
    if not (done.changed or done.hidden or done.problems):
        click.echo("Nothing has changed.")
    return 1 if done.problems else 0
