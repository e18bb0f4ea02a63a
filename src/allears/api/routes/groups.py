"""Groups: companies, departments, agencies and households."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ninja import Router

from allears.api.auth import Asked
from allears.api.schemas import customers as shapes
from allears.api.schemas.common import GroupId
from allears.customers import actions, gate, models, queries

router = Router()


@router.get("/groups", response=shapes.GroupList, summary="List groups")
def list_groups(request: Asked) -> Mapping[str, Sequence[queries.GroupView]]:
    """All groups, our own first, then by name; the first thousand."""
    return {"rows": queries.groups(request.auth)}


@router.post("/groups", response={201: shapes.Group}, summary="Add a group")
def add_group(request: Asked, group: shapes.NewGroup) -> queries.GroupPage:
    """A new company, department, agency or household."""
    added = actions.add_group(
        request.auth,
        group.name,
        group.kind,
        internal=group.internal,
        parent_id=group.parent,
        domains=group.domains,
        note=group.note,
    )
    return queries.group(request.auth, added.pk)


@router.get("/groups/{group_id}", response=shapes.Group, summary="Read a group")
def read_group(request: Asked, group_id: GroupId) -> queries.GroupPage:
    """One group with its place in the tree, its persons and what it relies on."""
    return queries.group(request.auth, group_id)


@router.patch("/groups/{group_id}", response=shapes.Group, summary="Change a group")
def change_group(request: Asked, group_id: GroupId, change: shapes.GroupChange) -> queries.GroupPage:
    """Change what is known of a group, or its place in the tree. What is left out stays as it is."""
    actions.change_group(
        request.auth,
        group_id,
        name=change.name,
        kind=change.kind,
        internal=change.internal,
        parent_id=change.parent,
        domains=change.domains,
        note=change.note,
    )
    return queries.group(request.auth, group_id)


@router.delete("/groups/{group_id}", response={204: None}, summary="Remove a group")
def remove_group(request: Asked, group_id: GroupId) -> None:
    """Take a group away that was made by mistake; only while nobody belongs to it and nothing lies within it."""
    actions.remove_group(request.auth, group_id)


@router.post(
    "/groups/{group_id}/reliances", response={201: shapes.NotedReliance}, summary="Note what a group relies on"
)
def note_group_reliance(request: Asked, group_id: GroupId, reliance: shapes.NewReliance) -> models.Reliance:
    """Write down what a group relies on one of our teams for."""
    group = gate.group(request.auth, group_id)
    return actions.note_reliance(request.auth, reliance.team, reliance.kind, group=group, note=reliance.note)
