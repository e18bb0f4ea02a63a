"""What people fill in. A form checks what was typed; what is allowed is decided by the action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from allears.conversations.rules import CHANNEL_WORDS, Channel


class _Plain(forms.Form):
    """A form whose errors are tied to their fields for screen readers, without browser bubbles."""

    use_required_attribute = False


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
        if due is not None and not 2000 <= due.year < 2100:
            raise forms.ValidationError("That is no day on which anything can be done.")
        return due


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
        field = self.fields["team"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = teams


class PersonForm(_Plain):
    name = forms.CharField(label="Name", max_length=160, required=False)
    address = forms.CharField(
        label="Email, telephone or handle", max_length=254, required=False, help_text="More can be added afterwards."
    )
    note = forms.CharField(
        label="What one should know", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    vip = forms.BooleanField(label="A VIP", required=False)


class NewSource(_Plain):
    path = forms.CharField(
        label="Folder",
        max_length=1000,
        help_text="The whole path on the machine that All Ears runs on: of a course, or of what holds courses.",
    )
