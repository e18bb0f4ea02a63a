"""Two records of one person made one, and taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Merge, Person
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True)
class _Sides:
    """What the kept person takes over from the absorbed one."""

    name: str
    vip: bool
    last_at: datetime

    def with_(self, other: Person) -> _Sides:
        return _Sides(self.name or other.name, self.vip or other.vip, max(self.last_at, other.last_at))

    def written(self) -> dict[str, Any]:
        return asdict(self) | {"last_at": self.last_at.isoformat()}


@transaction.atomic
def merge(asker: Viewer, kept_id: int, absorbed_id: int) -> Merge:
    """`kept` stands for `absorbed` from now on. Nothing is moved or lost. Raises NotAllowed, NotFound, Invalid."""
    kept_id = gate.person(asker, kept_id, Verb.EDIT_CUSTOMER).pk
    absorbed_id = gate.person(asker, absorbed_id, Verb.EDIT_CUSTOMER).pk
    if kept_id == absorbed_id:
        raise Invalid("other", "These two are the same customer already.")
    # Locked in one order, so that two merges at the same time wait for each other instead of for ever.
    people = Person.objects.select_for_update().filter(pk__in=[kept_id, absorbed_id]).order_by("pk")
    held = {person.pk: person for person in people}
    kept, absorbed = held[kept_id], held[absorbed_id]
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Invalid("other", "Somebody merged one of these two a moment ago. Look at them again.")
    repointed = list(Person.objects.filter(merged_into=absorbed).order_by("pk").values_list("pk", flat=True))
    Person.objects.filter(pk__in=[*repointed, absorbed.pk]).update(merged_into=kept)
    before = _sides(kept)
    _give(kept, before.with_(absorbed))
    changed = {"repointed": repointed, **before.written()}
    done = Merge.objects.create(kept=kept, absorbed=absorbed, at=clock.now(), by_id=asker.user_id, changed=changed)
    data = {"absorbed": absorbed.pk, "merge": done.pk}
    record("person.merged", "person", kept.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return done


@transaction.atomic
def undo_merge(asker: Viewer, merge_id: int) -> Merge:
    """Take a merge back: both persons stand as before, in whatever order merges are taken back. What somebody changed
    by hand since then stays. Raises NotAllowed, NotFound, Invalid if it was undone, or if the kept one was merged into
    somebody else since (undo that first)."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    done = Merge.objects.select_for_update().filter(pk=merge_id).select_related("absorbed").first()
    if done is None:
        raise NotFound("There is no such merge.")
    if done.undone_at is not None:
        raise Invalid("merge", "This merge was taken back already.")
    if done.absorbed.merged_into_id != done.kept_id:
        raise Invalid("merge", "A later merge stands on this one. Take that one back first.")
    kept = Person.objects.select_for_update().get(pk=done.kept_id)
    Person.objects.filter(pk=done.absorbed_id).update(merged_into=None)
    Person.objects.filter(pk__in=done.changed["repointed"], merged_into=kept).update(merged_into=done.absorbed)
    _take_out(done, kept)
    done.undone_at = clock.now()
    done.save(update_fields=["undone_at"])
    data = {"absorbed": done.absorbed_id, "merge": done.pk}
    record("person.unmerged", "person", kept.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return done


def _take_out(done: Merge, kept: Person) -> None:
    """Leave the kept person as if `done` had never been, while the merges after it stay."""
    after = Merge.objects.filter(kept=kept, undone_at=None, pk__gt=done.pk)
    later = list(after.select_related("absorbed").order_by("pk"))
    sides = _sides_before(done)
    merged = _fold(sides.with_(done.absorbed), later)
    for merge_after in later:
        merge_after.changed = {**merge_after.changed, **sides.written()}
        merge_after.save(update_fields=["changed"])
        sides = sides.with_(merge_after.absorbed)
    now = _sides(kept)
    _give(
        kept,
        _Sides(
            sides.name if now.name == merged.name else now.name,
            sides.vip if now.vip == merged.vip else now.vip,
            sides.last_at if now.last_at == merged.last_at else now.last_at,
        ),
    )


def _fold(sides: _Sides, merges: Sequence[Merge]) -> _Sides:
    for it in merges:
        sides = sides.with_(it.absorbed)
    return sides


def _sides(person: Person) -> _Sides:
    return _Sides(person.name, person.vip, person.last_at)


def _sides_before(done: Merge) -> _Sides:
    was = done.changed
    return _Sides(was["name"], was["vip"], datetime.fromisoformat(was["last_at"]))


def _give(kept: Person, sides: _Sides) -> None:
    kept.name, kept.vip, kept.last_at = sides.name, sides.vip, sides.last_at
    kept.save(update_fields=["name", "vip", "last_at"])
