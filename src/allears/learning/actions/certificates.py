"""Certificates: given once a course is done whole and its mark is reached; an owner may take one back."""

from __future__ import annotations

import secrets

from django.db import transaction

from allears.accounts.rules import Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import Certificate, Enrolment
from allears.learning.rules.certificates import NOT_YET, may_have, per_cent
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound

NO_CERTIFICATE = "There is no such certificate."


@transaction.atomic
def issue(asker: Viewer, course_slug: str) -> Certificate:
    """The learner's certificate of a course: the one that he has, or a new one.

    Raises NotFound, NotAllowed, and Invalid with the sentence on what is missing.
    """
    user_id = gate.learner(asker)
    course = gate.course(asker, course_slug)
    enrolment = _locked(user=user_id, course=course)
    if enrolment is None:
        raise Invalid("course", NOT_YET)
    made = _made(enrolment, asker)
    if made is None:
        raise Invalid("course", may_have(enrolment.completed_at, *_points(enrolment)))
    return made


@transaction.atomic
def issue_for(enrolment_id: int) -> Certificate | None:
    """What the journal's route does when a course was done whole, or its mark was reached after that: the certificate,
    unless the mark is not reached (None). Done twice it is the same one."""
    enrolment = _locked(pk=enrolment_id)
    return _made(enrolment, None) if enrolment else None


@transaction.atomic
def revoke(asker: Viewer, code: str) -> Certificate:
    """Take a certificate back: its page says so from now on. Raises NotAllowed, NotFound."""
    return _set(asker, code, revoked=True)


@transaction.atomic
def restore(asker: Viewer, code: str) -> Certificate:
    """Let a certificate that was taken back stand again. Raises NotAllowed, NotFound."""
    return _set(asker, code, revoked=False)


def _set(asker: Viewer, code: str, *, revoked: bool) -> Certificate:
    gate.owner(asker)
    row = Certificate.objects.select_for_update(of=("self",)).filter(code=code).first()
    if row is None:
        raise NotFound(NO_CERTIFICATE)
    if bool(row.revoked_at) != revoked:
        row.revoked_at = clock.now() if revoked else None
        row.save(update_fields=["revoked_at"])
        verb = "certificate.revoked" if revoked else "certificate.restored"
        record(verb, "certificate", row.pk, actor_id=asker.user_id, actor=asker.name)
    return row


def _locked(**which: object) -> Enrolment | None:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("version", "user", "course")
    return rows.filter(**which).first()


def _points(enrolment: Enrolment) -> tuple[float, int, int]:
    return enrolment.points, enrolment.scored, enrolment.version.pass_mark


def _made(enrolment: Enrolment, asker: Viewer | None) -> Certificate | None:
    had = Certificate.objects.filter(enrolment=enrolment).first()
    if had is not None:
        return had
    if may_have(enrolment.completed_at, *_points(enrolment)):
        return None
    row = Certificate.objects.create(
        code=secrets.token_hex(16),
        enrolment=enrolment,
        name=str(enrolment.user),
        title=enrolment.version.title,
        version=enrolment.version.number,
        per_cent=per_cent(enrolment.points, enrolment.scored),
        issued_at=clock.now(),
    )
    record(
        "certificate.issued",
        "certificate",
        row.pk,
        actor_id=asker.user_id if asker else None,
        actor=asker.name if asker else "All Ears",
        data={"course": enrolment.course.slug, "enrolment": enrolment.pk},
    )
    return row
