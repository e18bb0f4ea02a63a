"""Two records of one person made one, and taken apart again."""

from __future__ import annotations

from django.db import transaction

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Merge, Person
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound


@transaction.atomic
def merge(asker: Viewer, kept_id: int, absorbed_id: int) -> Merge:
    """`kept` stands for `absorbed` from now on. Nothing is moved or lost. Raises NotAllowed, NotFound, Invalid."""
    kept = gate.person(asker, kept_id, Verb.EDIT_CUSTOMER)
    absorbed = gate.person(asker, absorbed_id, Verb.EDIT_CUSTOMER)
    if kept.pk == absorbed.pk:
        raise Invalid("other", "These two are the same customer already.")
    # Locked in one order, so that two merges at the same time wait for each other instead of for ever.
    list(Person.objects.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk"))
    repointed = list(Person.objects.filter(merged_into=absorbed).values_list("pk", flat=True))
    Person.objects.filter(pk__in=[*repointed, absorbed.pk]).update(merged_into=kept)
    changed = {"repointed": repointed, "name": kept.name, "vip": kept.vip}
    kept.name = kept.name or absorbed.name
    kept.vip = kept.vip or absorbed.vip
    kept.last_at = max(kept.last_at, absorbed.last_at)
    kept.save(update_fields=["name", "vip", "last_at"])
    done = Merge.objects.create(kept=kept, absorbed=absorbed, at=clock.now(), by_id=asker.user_id, changed=changed)
    data = {"absorbed": absorbed.pk, "merge": done.pk}
    record("person.merged", "person", kept.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return done


@transaction.atomic
def undo_merge(asker: Viewer, merge_id: int) -> Merge:
    """Take a merge back: both persons stand as before. Raises NotAllowed, NotFound, Invalid if it was undone, or if
    the kept one was merged into somebody else since (undo that first)."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    done = Merge.objects.select_for_update().filter(pk=merge_id).select_related("kept", "absorbed").first()
    if done is None:
        raise NotFound("There is no such merge.")
    if done.undone_at is not None:
        raise Invalid("merge", "This merge was taken back already.")
    if done.absorbed.merged_into_id != done.kept_id:
        raise Invalid("merge", "A later merge stands on this one. Take that one back first.")
    Person.objects.filter(pk=done.absorbed_id).update(merged_into=None)
    Person.objects.filter(pk__in=done.changed["repointed"], merged_into=done.kept).update(merged_into=done.absorbed)
    if done.kept.name == done.absorbed.name:
        done.kept.name = done.changed["name"]
    done.kept.vip = done.changed["vip"]
    done.kept.save(update_fields=["name", "vip"])
    done.undone_at = clock.now()
    done.save(update_fields=["undone_at"])
    data = {"absorbed": done.absorbed_id, "merge": done.pk}
    record("person.unmerged", "person", done.kept_id, actor_id=asker.user_id, actor=asker.name, data=data)
    return done
