"""The house as it is meant to be: what the import contracts hold, and what they cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "allears"
STOREYS = ("events", "accounts", "customers", "conversations", "readings", "promises", "learning")
"""The areas that hold tables, the lowest first."""
DOORS = ("web", "api", "cli", "jobs")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
WRITES = {
    *("create", "acreate", "bulk_create", "get_or_create", "update_or_create"),
    *("update", "bulk_update", "delete", "save", "add", "set", "clear", "remove"),
}
ALLOWED_WRITES = {
    # The outbox row leaves in the transaction that queues its tasks: the pump is the one that knows when.
    ("jobs/pump.py", "Outbox.objects.filter.delete"),
}


def sources(*folders: str) -> list[Path]:
    found = [file for folder in folders or ("",) for file in sorted((SOURCE / folder).rglob("*.py"))]
    return [file for file in found if "migrations" not in file.parts]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def test_every_storey_stands_on_those_below_it() -> None:
    """The contracts in pyproject.toml, kept by import-linter."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_foreign_keys_point_down() -> None:
    for model in apps.get_models():
        own = model._meta.app_label
        if own not in STOREYS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or isinstance(target, str):
                continue
            other = target._meta.app_label
            assert other in STOREYS, f"{model.__name__}.{field.name} points out of the house, to {other}"
            assert STOREYS.index(other) <= STOREYS.index(own), f"{model.__name__}.{field.name} points up, to {other}"


def written(file: Path) -> Iterator[tuple[str, int]]:
    """Calls that write rows: on a manager or queryset (`X.objects….create`), or `.save()` on anything."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = dotted(node.func)
            if "objects" in chain or "_default_manager" in chain or node.func.attr == "save":
                yield ".".join(chain), node.lineno


def dotted(node: ast.expr) -> list[str]:
    """The names along `a.b(…).c`: ['a', 'b', 'c']."""
    if isinstance(node, ast.Attribute):
        return [*dotted(node.value), node.attr]
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return [node.id] if isinstance(node, ast.Name) else ["?"]


def test_the_search_for_writes_finds_them(tmp_path: Path) -> None:
    file = tmp_path / "door.py"
    file.write_text(
        "User.objects.filter(pk=1).update(name='x')\nuser.save()\nnames.update(a=1)\nform.cleaned.get('x')\n"
    )
    assert list(written(file)) == [("User.objects.filter.update", 1), ("user.save", 2)]


def test_doors_write_no_rows() -> None:
    found = {
        (file.relative_to(SOURCE).as_posix(), what): line for file in sources(*DOORS) for what, line in written(file)
    }
    unwanted = {place: line for place, line in found.items() if place not in ALLOWED_WRITES}
    assert not unwanted, "a door wrote a row; an action should"


def test_nothing_happens_behind_a_save() -> None:
    """No signals, no save() of our own: effects follow from the journal, where they can be read."""
    for file in sources():
        for node in ast.walk(tree(file)):
            name = file.relative_to(SOURCE)
            if isinstance(node, ast.FunctionDef) and node.name == "save" and file.name == "models.py":
                raise AssertionError(f"{name}:{node.lineno} overrides save()")
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals"):
                raise AssertionError(f"{name}:{node.lineno} listens to signals")


def test_no_file_is_longer_than_can_be_overseen() -> None:
    for file in [*sources(), *sorted((PROJECT / "benchmarks").glob("*.py"))]:
        count = len(file.read_text(encoding="utf-8").splitlines())
        assert count <= LONGEST_FILE, f"{file.relative_to(PROJECT)} has {count} lines"


def test_no_function_is_longer_than_a_page() -> None:
    for file in sources():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                assert count <= LONGEST_FUNCTION, (
                    f"{file.relative_to(PROJECT)}:{node.lineno} {node.name}: {count} lines"
                )


@pytest.mark.parametrize("area", [*STOREYS, "insight", "transfer", "listening", "web", "api", "jobs", "config", "lib"])
def test_every_area_says_where_to_start(area: str) -> None:
    if not (SOURCE / area).is_dir():
        pytest.skip(f"{area} is not built yet")
    text = (SOURCE / area / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.splitlines()) <= 25, "ten lines are meant"


def test_no_path_of_the_machine_it_was_written_on_is_in_it() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("left out: this is no git checkout")
    for name in listed.stdout.decode().split("\0"):
        file = PROJECT / name
        if name and file.is_file() and file.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".sh", ""}:
            text = file.read_text(encoding="utf-8", errors="ignore")
            assert "/" + "work/main" not in text, name
            assert "/" + "root/" not in text, name
