"""Persons: how they can be reached, where they belong, how they stand with us, and who they also are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ninja import Query, Router

from allears.api.auth import Asked
from allears.api.schemas import customers as shapes
from allears.api.schemas.common import AddressId, GroupId, MergeId, Paged, PersonId, RelianceId
from allears.api.schemas.conversations import ConversationPage
from allears.conversations import queries as conversations
from allears.customers import actions, gate, models, queries
from allears.customers.addresses import AddressKind, shown
from allears.lib.keyset import Page

router = Router()


@router.get("/persons", response=shapes.PersonPage, summary="List persons")
def list_persons(request: Asked, which: Query[shapes.PersonFilter]) -> Page[queries.PersonRow]:
    """The customers, the latest heard from first; with `words` those whose name or address fits."""
    return queries.persons(request.auth, words=which.words, after=which.after)


@router.post("/persons", response={201: shapes.Person}, summary="Add a person")
def add_person(request: Asked, person: shapes.NewPerson) -> queries.PersonView:
    """A new person. An address belongs to one person in the whole desk."""
    given = [(address.kind, address.value) for address in person.addresses]
    added = actions.add_person(request.auth, person.name, given, note=person.note, vip=person.vip)
    return queries.person(request.auth, added.pk)


@router.get("/persons/{person_id}", response=shapes.Person, summary="Read a person")
def read_person(request: Asked, person_id: PersonId) -> queries.PersonView:
    """All that is known of one customer; of a merged duplicate, the person who stands for both."""
    return queries.person(request.auth, person_id)


@router.get("/persons/{person_id}/perhaps-same", response=shapes.PersonList, summary="List who may be the same person")
def list_perhaps_same(request: Asked, person_id: PersonId) -> Mapping[str, Sequence[queries.PersonRow]]:
    """At most three others of the same name: perhaps one person entered twice."""
    return {"rows": queries.perhaps_same(request.auth, person_id)}


@router.patch("/persons/{person_id}", response=shapes.Person, summary="Change a person")
def change_person(request: Asked, person_id: PersonId, change: shapes.PersonChange) -> queries.PersonView:
    """Change what is known of a person. What is left out stays as it is."""
    actions.change_person(request.auth, person_id, name=change.name, note=change.note, vip=change.vip)
    return queries.person(request.auth, person_id)


@router.get("/persons/{person_id}/conversations", response=ConversationPage, summary="List a person's conversations")
def list_person_conversations(request: Asked, person_id: PersonId, page: Query[Paged]) -> Page[conversations.Row]:
    """Those of a customer's conversations that you may see, newest first, also under merged duplicates."""
    person = gate.person(request.auth, person_id)
    return conversations.of_person(request.auth, queries.ids_of(person.pk), after=page.after)


@router.post("/persons/{person_id}/addresses", response={201: shapes.Address}, summary="Add an address")
def add_address(request: Asked, person_id: PersonId, address: shapes.NewAddress) -> queries.AddressView:
    """Another way to reach a person."""
    added = actions.add_address(request.auth, person_id, address.kind, address.value)
    return queries.AddressView(added.pk, added.kind, added.value, shown(AddressKind(added.kind), added.value))


@router.delete("/persons/{person_id}/addresses/{address_id}", response={204: None}, summary="Remove an address")
def remove_address(request: Asked, person_id: PersonId, address_id: AddressId) -> None:
    """Take an address off a person. One that is not theirs, or is gone already, changes nothing."""
    actions.remove_address(request.auth, person_id, address_id)


@router.put("/persons/{person_id}/groups/{group_id}", response={204: None}, summary="Put a person into a group")
def affiliate_person(request: Asked, person_id: PersonId, group_id: GroupId, belonging: shapes.Belonging) -> None:
    """The person belongs to the group from now on; a second time changes the title."""
    actions.affiliate(request.auth, person_id, group_id, belonging.title)


@router.delete("/persons/{person_id}/groups/{group_id}", response={204: None}, summary="Take a person out of a group")
def leave_group(request: Asked, person_id: PersonId, group_id: GroupId) -> None:
    """The person belongs to the group no longer."""
    actions.leave_group(request.auth, person_id, group_id)


@router.put("/persons/{person_id}/standing", response=shapes.Standing, summary="Decide a person's standing")
def decide_standing(request: Asked, person_id: PersonId, decision: shapes.Decision) -> queries.StandingView | None:
    """Confirm or overrule what the rule proposes; null follows the rule again."""
    actions.decide_standing(
        request.auth,
        person_id,
        relationship=decision.relationship,
        frequency=decision.frequency,
        side=decision.side,
    )
    return queries.person(request.auth, person_id).standing


@router.post(
    "/persons/{person_id}/reliances", response={201: shapes.NotedReliance}, summary="Note what a person relies on"
)
def note_person_reliance(request: Asked, person_id: PersonId, reliance: shapes.NewReliance) -> models.Reliance:
    """Write down what a person relies on one of our teams for."""
    person = gate.person(request.auth, person_id)
    return actions.note_reliance(request.auth, reliance.team, reliance.kind, person=person, note=reliance.note)


@router.delete("/reliances/{reliance_id}", response={204: None}, summary="Remove a reliance")
def remove_reliance(request: Asked, reliance_id: RelianceId) -> None:
    """Strike out what a person or a group relied on a team for."""
    actions.remove_reliance(request.auth, reliance_id)


@router.post("/persons/{person_id}/merges", response={201: shapes.Merge}, summary="Merge a duplicate")
def merge_persons(request: Asked, person_id: PersonId, duplicate: shapes.NewMerge) -> models.Merge:
    """This person stands for the duplicate from now on. Nothing is moved or lost, and it can be taken back."""
    return actions.merge(request.auth, person_id, duplicate.absorbed)


@router.post("/merges/{merge_id}/undo", response=shapes.Merge, summary="Take a merge back")
def undo_merge(request: Asked, merge_id: MergeId) -> models.Merge:
    """Both persons stand as before."""
    return actions.undo_merge(request.auth, merge_id)
