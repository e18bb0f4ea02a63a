"""Bringing the tables up to this version, and refusing those of a newer one."""

from __future__ import annotations

from collections.abc import Callable

from . import database, home
from .errors import Refusal


def pending() -> list[str]:
    """The migrations still to be applied, in order, as 'app.name'.

    Raises Refusal if the database holds migrations of All Ears that this version does not know. Needs Django set up.
    """
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("allears.")}
    newer = sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )
    if newer:
        raise Refusal(
            f"The database was made by a newer version of All Ears (it holds {newer[-1]}): "
            "install that version, or use another database."
        )
    from django.db.migrations.executor import MigrationExecutor

    targets = loader.graph.leaf_nodes()
    if all(target in loader.applied_migrations for target in targets):
        return []
    plan = MigrationExecutor(connection).migration_plan(targets)
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def apply(told: Callable[[str], None] | None = None) -> list[str]:
    """Apply what is pending and say what that was. One process at a time does so; the others wait and find nothing."""
    from django.core.management import call_command
    from django.db import connection

    if not pending():
        _stamp()
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(4202607)")
    try:
        todo = pending()
        if todo:
            if told is not None:
                told(f"Bringing the database up to this version ({len(todo)} steps) …")
            call_command("migrate", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(4202607)")
    except BaseException:
        connection.close()  # which lets go of the lock, whatever state the connection is in
        raise
    _stamp()
    return todo


def _stamp() -> None:
    if database.embedded():
        home.write_stamp(home.prepare())
