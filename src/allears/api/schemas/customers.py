"""Whom we serve: persons, groups, addresses, standing, reliances, merges."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from allears.customers.addresses import AddressKind
from allears.customers.rules import Frequency, GroupKind, Relationship, RelianceKind, Side

from .common import NEXT, Flag, Id, In, Next, Out, Paged, one_of, said

WHO = "Mrs Green"


class PersonFilter(Paged):
    """Which persons are listed."""

    words: str = said("Only those whose name or address fits.", "green", default="", max_length=200)


class Face(Out):
    """As much of a customer as a line in a list shows."""

    id: int = said("The number of the person.", 7)
    name: str = said("The name; without one, `Customer` and the number.", WHO)
    vip: bool = said("True for a VIP.", False)


class PersonRow(Out):
    """A person in a list of customers."""

    id: int = said("The number of the person.", 7)
    name: str = said("The name; without one, `Customer` and the number.", WHO)
    vip: bool = said("True for a VIP.", False)
    internal: bool = said("True if they belong to a group inside our own organisation.", False)
    groups: list[str] = said("The names of their groups.", ["Green & Co"])
    addresses: list[str] = said("How to reach them, as people write it.", ["greta@green.example"])
    relationship: str = said("`customer` or `client`; empty: nothing is known yet.", "client")
    frequency: str = said("`occasional` or `regular`; empty: nothing is known yet.", "regular")
    last_at: datetime = said("When the latest message came or went.", "2026-03-02T09:00:00Z")


class PersonPage(Out):
    """One page of persons, the latest heard from first."""

    rows: list[PersonRow] = Field(description="The persons.")
    next: Next = said(NEXT, "1772442000000000_7")


class PersonList(Out):
    """A few persons."""

    rows: list[PersonRow] = Field(description="The persons.")


class Address(Out):
    """One way to reach a person."""

    id: int = said("The number of the address.", 9)
    kind: str = said("`email`, `phone` or `handle`.", "phone")
    value: str = said("Normalised: lower case, E.164.", "+442079460101")
    shown: str = said("As people write it.", "+44 20 7946 0101")


class GroupRow(Out):
    """A group in a list."""

    id: int = said("The number of the group.", 3)
    name: str = said("Its name.", "Green & Co")
    kind: str = said("`company`, `department`, `agency` or `household`.", "company")
    internal: bool = said("True inside our own organisation.", False)
    title: str = said("What the person is there; empty in lists of groups.", "Head of Purchasing")


class Reliance(Out):
    """What a person or a group relies on a team for."""

    id: int = said("The number of the reliance.", 4)
    team: str = said("The team's name.", "Billing")
    kind: str = said("`materials`, `information`, `instruction`, `participation` or `assistance`.", "information")
    note: str = said("In a few words.", "Monthly statements")
    through: str = said("The group through which the person relies on the team; empty: directly.", "")


class NotedReliance(Out):
    """A reliance that was just written down."""

    id: int = said("The number of the reliance.", 4)
    team_id: int = said("The number of the team.", 1)
    kind: str = said("The kind of reliance.", "information")
    note: str = said("In a few words.", "Monthly statements")


class Standing(Out):
    """How a customer stands with us: what a person decided, else what the rule proposes."""

    relationship: str = said("`customer` or `client`.", "client")
    frequency: str = said("`occasional` or `regular`.", "regular")
    side: str = said("`personal` or `corporate`.", "corporate")
    decided: bool = said("True where a person decided at least one of them.", True)
    relationship_decided: str = said("What a person decided; empty: the rule proposes.", "client")
    frequency_decided: str = said("What a person decided; empty: the rule proposes.", "")
    side_decided: str = said("What a person decided; empty: the rule proposes.", "")
    reasons: list[str] = said("Why the rule proposes what it does.", ["Corporate: belongs to an organisation."])
    decided_by: str = said("Who decided.", "Ben Billing")
    decided_at: datetime | None = said("When.", "2026-03-02T09:00:00Z")


class MergedPerson(Out):
    """A duplicate for whom this person stands."""

    id: int = said("The number of the merge, with which it can be taken back.", 2)
    absorbed: str = said("The duplicate's name.", "G. Green")
    at: datetime = said("When they were merged.", "2026-03-02T09:00:00Z")
    by: str = said("By whom.", "Ben Billing")


class Person(Out):
    """All that is known of one customer, without the conversations."""

    id: int = said("The number of the person; after a merge, of the one who stands for both.", 7)
    name: str = said("The name.", WHO)
    note: str = said("What is good to know.", "Prefers to be called in the morning.")
    vip: bool = said("True for a VIP.", False)
    internal: bool = said("True if they belong to a group inside our own organisation.", False)
    addresses: list[Address] = Field(description="How to reach them.")
    groups: list[GroupRow] = Field(description="The groups they belong to.")
    reliances: list[Reliance] = Field(description="What they rely on us for.")
    standing: Standing | None = Field(description="How they stand with us; null: the rule has not spoken yet.")
    merges: list[MergedPerson] = Field(description="The duplicates that were merged into them.")
    ids: list[int] = said("The person's own number and those of merged duplicates.", [7, 19])


class Group(Out):
    """One group with its place in the tree, its persons and what it relies on."""

    id: int = said("The number of the group.", 3)
    name: str = said("Its name.", "Green & Co")
    kind: str = said("`company`, `department`, `agency` or `household`.", "company")
    internal: bool = said("True inside our own organisation.", False)
    note: str = said("What is good to know.", "")
    domains: list[str] = said("Mail domains whose writers belong to it.", ["green.example"])
    parents: list[GroupRow] = Field(description="Its place in the tree, from the top downwards.")
    children: list[GroupRow] = Field(description="The groups below it.")
    persons: list[PersonRow] = Field(description="Its persons, the latest heard from first, at most forty.")
    reliances: list[Reliance] = Field(description="What it relies on us for.")


class GroupList(Out):
    """All groups, the first thousand."""

    rows: list[GroupRow] = Field(description="Our own groups first, then by name.")


class Merge(Out):
    """Two records of one person, made one."""

    id: int = said("The number of the merge.", 2)
    kept_id: int = said("Who stands for both.", 7)
    absorbed_id: int = said("The duplicate.", 19)
    at: datetime = said("When they were merged.", "2026-03-02T09:00:00Z")
    undone_at: datetime | None = said("When it was taken back; null: it stands.", "2026-03-03T10:30:00Z")


class NewAddress(In):
    """A way to reach a person."""

    kind: Annotated[AddressKind, one_of(AddressKind)] = said("`email`, `phone` or `handle`.", "phone")
    value: str = said("In any usual spelling; it is normalised.", "020 7946 0101", min_length=1, max_length=254)


class NewPerson(In):
    """A person with a name, an address, or both."""

    name: str = said("The name.", WHO, default="", max_length=160)
    addresses: list[NewAddress] = Field(default=[], max_length=20, description="How to reach them.")
    note: str = said("What is good to know.", "Prefers to be called.", default="", max_length=10_000)
    vip: Flag = said("True for a VIP.", False, default=False)


class PersonChange(In):
    """What is to be changed; what is left out or null stays."""

    name: str | None = said("The new name.", "Greta Green", default=None, max_length=160)
    note: str | None = said("The new note.", "Moved to Leeds.", default=None, max_length=10_000)
    vip: Flag | None = said("True for a VIP.", True, default=None)


class NewMerge(In):
    """Who is the duplicate."""

    absorbed: Id = said("The number of the duplicate, which is kept but no longer shown.", 19)


class NewGroup(In):
    """A company, department, agency or household."""

    name: str = said("Its name.", "Green & Co", min_length=1, max_length=160)
    kind: Annotated[GroupKind, one_of(GroupKind)] = said("`company`, `department`, `agency` or `household`.", "company")
    internal: Flag = said("True inside our own organisation.", False, default=False)
    parent: Id | None = said("The number of the group above it.", 2, default=None)
    domains: list[str] = said("Mail domains whose writers belong to it.", ["green.example"], default=[], max_length=50)
    note: str = said("What is good to know.", "", default="", max_length=10_000)


class GroupChange(In):
    """What is to be changed; what is left out or null stays."""

    name: str | None = said("The new name.", "Green Sons", default=None, max_length=160)
    kind: Annotated[GroupKind, one_of(GroupKind)] | None = said("What it is.", "company", default=None)
    internal: Flag | None = said("True inside our own organisation.", False, default=None)
    parent: int | None = said(
        "The number of the group above it; 0 lifts it to the top.", 2, default=None, ge=0, lt=2**63
    )
    domains: list[str] | None = said(
        "Mail domains whose writers belong to it.", ["green.example"], default=None, max_length=50
    )
    note: str | None = said("The new note.", "Pays late.", default=None, max_length=10_000)


class Belonging(In):
    """What the person is in the group."""

    title: str = said("Their title there.", "Head of Purchasing", default="", max_length=120)


class NewReliance(In):
    """What they rely on a team for."""

    team: Id = said("The number of the team.", 1)
    kind: Annotated[RelianceKind, one_of(RelianceKind)] = said("The kind of reliance.", "information")
    note: str = said("In a few words.", "Monthly statements", default="", max_length=300)


class Decision(In):
    """How the customer stands with us; null follows the rule."""

    relationship: Annotated[Relationship, one_of(Relationship)] | None = said(
        "`customer` or `client`.", "client", default=None
    )
    frequency: Annotated[Frequency, one_of(Frequency)] | None = said(
        "`occasional` or `regular`.", "regular", default=None
    )
    side: Annotated[Side, one_of(Side)] | None = said("`personal` or `corporate`.", "corporate", default=None)
