"""What people fill in. A form checks what was typed; what is allowed is decided by the action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from allears.conversations.rules import CHANNEL_WORDS, Channel
from allears.customers.rules import GroupKind, RelianceKind


class _Plain(forms.Form):
    """A form whose errors are tied to their fields for screen readers, without browser bubbles."""

    use_required_attribute = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = "This is still empty."


class NewPromise(_Plain):
    what = forms.CharField(label="What will be done", max_length=300)
    due = forms.DateTimeField(
        label="By when",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    manner = forms.CharField(
        label="In which way", required=False, max_length=80, help_text="By phone, in writing, in person …"
    )

    def clean_due(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due"]
        return None if due is None else _possible(due)


class NewConversation(_Plain):
    """A conversation written down by hand: a call, a visit, a letter that came on paper."""

    channel = forms.ChoiceField(
        label="How it came", choices=[(it.value, word) for it, word in CHANNEL_WORDS.items() if it is not Channel.API]
    )
    team = forms.TypedChoiceField(label="Which team", coerce=int)
    name = forms.CharField(label="Who", max_length=160, required=False)
    address = forms.CharField(
        label="How to reach them",
        max_length=254,
        required=False,
        help_text="An email address or a telephone number. Whoever has it already is recognised.",
    )
    subject = forms.CharField(label="What it is about", max_length=300)
    said = forms.CharField(
        label="What they said",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In their own words, as far as you remember them.",
    )
    answered = forms.CharField(
        label="What you said",
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you told them you would do, and by when, is held as a promise.",
    )

    def __init__(self, *args: Any, teams: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "team", teams)


class KnownPerson(_Plain):
    name = forms.CharField(label="Name", max_length=160, required=False)
    note = forms.CharField(
        label="What one should know", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    vip = forms.BooleanField(label="A VIP", required=False)


class ImportCourse(_Plain):
    file = forms.FileField(label="File", help_text="A SCORM package (.zip), or GIFT questions (.gift, .txt).")
    title = forms.CharField(
        label="Title", max_length=200, required=False, help_text="Empty: the one that it brings along."
    )


class NewSource(_Plain):
    path = forms.CharField(
        label="Folder",
        max_length=1000,
        help_text="The whole path on the machine that All Ears runs on: of a course, or of what holds courses.",
    )


class NewPerson(KnownPerson):
    address = forms.CharField(
        label="Email, telephone or handle", max_length=254, required=False, help_text="More can be added afterwards."
    )
    field_order = ("name", "address", "note", "vip")


class AddressForm(_Plain):
    """Another way to reach somebody."""

    address = forms.CharField(label="Email, telephone or handle", max_length=254)


class BelongingForm(_Plain):
    """Somebody belongs to a group."""

    group = forms.TypedChoiceField(label="Group", coerce=int)
    title = forms.CharField(label="What they are there", max_length=120, required=False)

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "group", groups)


class RelianceForm(_Plain):
    """What somebody relies on one of our teams for."""

    kind = forms.ChoiceField(label="They rely on us for", choices=[(it.value, it.value) for it in RelianceKind])
    team = forms.TypedChoiceField(label="From which team", coerce=int)
    note = forms.CharField(label="What it is", max_length=300, required=False)

    def __init__(self, *args: Any, teams: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "team", teams)


class GroupForm(_Plain):
    name = forms.CharField(label="Name", max_length=160)
    kind = forms.ChoiceField(label="What it is", choices=[(it.value, f"a {it.value}") for it in GroupKind])
    internal = forms.TypedChoiceField(
        label="Where it stands",
        coerce=lambda value: value == "yes",
        choices=[("no", "outside our organisation"), ("yes", "inside our organisation")],
    )
    parent = forms.TypedChoiceField(label="Lies within", coerce=int)
    domains = forms.CharField(
        label="Mail comes from",
        max_length=2000,
        required=False,
        help_text="Mail domains, like green.example. Whoever writes from one of them belongs to the group.",
    )
    note = forms.CharField(
        label="What one should know", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "parent", [(0, "nothing: it stands for itself"), *groups])

    def clean_domains(self) -> list[str]:
        return [text for text in re.split(r"[\s,;]+", self.cleaned_data["domains"]) if text]


class NewTime(_Plain):
    """Another time for a promise."""

    due = forms.DateTimeField(
        label="By when now",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(
        label="Why", required=False, max_length=300, help_text="It stands with the promise, for colleagues."
    )
    agreed = forms.BooleanField(
        error_messages={"required": "A new time holds only if they agree to it. Until then the old one does."}
    )

    def __init__(self, *args: Any, customer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = f"I asked, and {customer} agrees"

    def clean_due(self) -> datetime:
        due: datetime = self.cleaned_data["due"]
        return _possible(due)


def _possible(due: datetime) -> datetime:
    if not 2000 <= due.year < 2100:
        raise forms.ValidationError("That is no day on which anything can be done.")
    return due


def _choose(form: forms.Form, name: str, choices: list[tuple[int, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField)
    field.choices = choices


class NewAssignment(_Plain):
    """A course that is asked of a team or of somebody in it."""

    course = forms.ChoiceField(label="Course")
    who = forms.ChoiceField(label="Of whom", initial="0")
    team = forms.ChoiceField(label="In which team")
    due = forms.DateField(label="By", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label="A word with it", required=False, max_length=300, help_text="Why this course, and why now."
    )

    def __init__(
        self,
        *args: Any,
        courses: Sequence[tuple[str, str]],
        people: Sequence[tuple[int, str]] | None = None,
        teams: Sequence[tuple[int, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Asked for a team, of one of `people`; or for one person, in one of `teams`."""
        super().__init__(*args, **kwargs)
        fields = {name: self.fields[name] for name in ("course", "who", "team")}
        choices = {"course": courses, "who": [("0", "The whole team"), *(people or ())], "team": teams or ()}
        for name, field in fields.items():
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices[name]
        if people is None:
            del self.fields["who"]
        if teams is None:
            del self.fields["team"]
        elif len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = teams[0][0]

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due is not None and not 2000 <= due.year < 2100:
            raise forms.ValidationError("That is no day by which anything can be done.")
        return due
