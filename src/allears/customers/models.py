"""Whom we serve: persons and groups, how they can be reached, what they rely on us for, and how they stand with us."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q, Value
from django.db.models.functions import Coalesce, Upper

from allears.accounts.models import Team, User

from .addresses import AddressKind
from .rules import Frequency, GroupKind, Relationship, RelianceKind, Side


def _choices(
    kind: type[AddressKind | GroupKind | RelianceKind | Relationship | Frequency | Side],
) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Group(models.Model):
    """A company, department, agency or household. Internal: inside our own organisation."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=_choices(GroupKind))
    internal = models.BooleanField(default=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    domains: models.Field[list[str], list[str]] = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(fields=["domains"], name="group_domains")]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("id")), name="no_group_is_its_own_parent")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody whom we serve.

    A duplicate that was merged points with `merged_into` at the person who stands for both. Nothing else moves: its
    addresses, groups and conversations stay where they are and are read through that pointer, so that a merge can be
    taken back exactly. The pointer is never longer than one step.
    """

    name = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)
    vip = models.BooleanField(default=False)
    zone = models.CharField(max_length=60, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    groups: models.ManyToManyField[Group, Affiliation] = models.ManyToManyField(
        Group, through="Affiliation", related_name="persons"
    )
    last_at = models.DateTimeField(help_text="when the latest message came or went, or the person was added")
    created_at = models.DateTimeField(auto_now_add=True)
    name_words = GeneratedField(
        expression=SearchVector(Coalesce(F("name"), Value("")), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["name_words"], name="person_name_words"),
            models.Index(F("last_at").desc(), F("id").desc(), name="person_recent"),
            models.Index(Upper("name"), name="person_same_name"),
        ]

    def __str__(self) -> str:
        return self.name or f"Customer {self.pk}"


class Address(models.Model):
    """One way to reach a person. `value` is normalised, and unique in the whole desk."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=6, choices=_choices(AddressKind))
    value = models.CharField(max_length=254)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "addresses"
        # Lets "begins with" use the index, whatever the collation of the database.
        indexes = [models.Index(fields=["value"], name="address_prefix", opclasses=["varchar_pattern_ops"])]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="address_unique")]

    def __str__(self) -> str:
        return self.value


class Affiliation(models.Model):
    """A person belongs to a group, perhaps with a title there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="affiliations")
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="affiliation_unique")]

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"


class Reliance(models.Model):
    """What a person or a group relies on one of our teams for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="reliances")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="reliances")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="reliances")
    kind = models.CharField(max_length=14, choices=_choices(RelianceKind))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(group__isnull=True), name="a_person_or_a_group_relies"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.group} relies on {self.team} for {self.kind}"


class Standing(models.Model):
    """How a customer stands with us: what the rule proposed, and what a person decided (empty: nobody has yet)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    relationship_proposed = models.CharField(max_length=10, choices=_choices(Relationship))
    frequency_proposed = models.CharField(max_length=10, choices=_choices(Frequency))
    side_proposed = models.CharField(max_length=10, choices=_choices(Side))
    relationship_decided = models.CharField(max_length=10, choices=_choices(Relationship), blank=True)
    frequency_decided = models.CharField(max_length=10, choices=_choices(Frequency), blank=True)
    side_decided = models.CharField(max_length=10, choices=_choices(Side), blank=True)
    reasons: models.Field[list[str], list[str]] = ArrayField(models.CharField(max_length=200), default=list)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.person}: {self.relationship}, {self.frequency}, {self.side}"

    @property
    def relationship(self) -> str:
        return self.relationship_decided or self.relationship_proposed

    @property
    def frequency(self) -> str:
        return self.frequency_decided or self.frequency_proposed

    @property
    def side(self) -> str:
        return self.side_decided or self.side_proposed


class Merge(models.Model):
    """Two persons found to be one. `changed` says what was different before, so that it can be taken back."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.absorbed} into {self.kept}"
