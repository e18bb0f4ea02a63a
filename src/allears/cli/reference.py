"""The pages of docs/reference that are written from the code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import click

from allears.config.environment import SETTINGS
from allears.listening.encode import schema
from allears.listening.reference import behaviours_markdown

from . import main

WRITTEN = "<!-- Written by `allears docs` from the code. Change it there. -->\n\n"
WIDTH = 100


def pages() -> Iterator[tuple[str, str]]:
    """The name and the whole text of each page."""
    yield "cli.md", commands_page()
    yield "settings.md", settings_page()
    yield "behaviours.md", behaviours_markdown()
    yield "reading.schema.json", json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if find_spec("allears.api") is not None:
        yield "openapi.json", import_module("allears.api").openapi_json()


def commands_page() -> str:
    """Every command with its help, as `--help` shows it."""
    parts = [
        "# Commands\n\n",
        WRITTEN,
        "Exit codes: 0 all well · 1 something could not be read, or a check found something · 2 refused, with one "
        "sentence that says why · 70 our own fault, with a file that holds the details · 130 stopped by Ctrl-C.\n\n",
    ]
    top = click.Context(
        main.allears,
        info_name="allears",
        max_content_width=WIDTH,
        terminal_width=WIDTH,
        help_option_names=main.allears.context_settings["help_option_names"],
    )
    for command, context in _walk(main.allears, top):
        depth = len(context.command_path.split())
        parts.append(f"{'#' * min(depth, 3) if depth > 1 else '##'} {context.command_path}\n\n")
        command._help_option = None  # click keeps the names of help that somebody else asked for before
        parts.append(f"```text\n{command.get_help(context)}\n```\n\n")
    return "".join(parts).rstrip() + "\n"


def settings_page() -> str:
    """Every environment variable."""
    rows = [
        f"| `{it.name}` | {it.help}{' Holds a secret.' if it.secret else ''} | {it.shown or f'`{it.default}`'} |"
        for it in SETTINGS
    ]
    return (
        "# Settings\n\n"
        + WRITTEN
        + "All settings are environment variables; none is needed. What is unset or empty takes its default.\n\n"
        + "| variable | what it does | default |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                below = click.Context(
                    inner, info_name=name, parent=context, max_content_width=WIDTH, terminal_width=WIDTH
                )
                yield from _walk(inner, below)
