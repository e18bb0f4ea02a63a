"""Certificates: one's own, and what the public page of one says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allears.accounts.models import Membership
from allears.accounts.rules import Verb, Viewer
from allears.learning.models import Certificate
from allears.learning.rules.certificates import CODE, may_have
from allears.lib.errors import NotFound

from .courses import CourseView

NO_CERTIFICATE = "There is no such certificate."


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What a certificate says. `per_cent` of the points; None: nothing in the course is scored."""

    code: str
    name: str
    title: str
    version: int
    per_cent: int | None
    issued_at: datetime
    revoked_at: datetime | None


def view_of(row: Certificate) -> CertificateView:
    return CertificateView(row.code, row.name, row.title, row.version, row.per_cent, row.issued_at, row.revoked_at)


def certificate(code: str) -> CertificateView | None:
    """What the certificate of this code says, to anybody who has the code; None: there is none. One query."""
    if not CODE.fullmatch(code):
        return None
    row = Certificate.objects.filter(code=code).first()
    return view_of(row) if row else None


@dataclass(frozen=True, slots=True)
class Due:
    """The certificate of a course as its learner has it: `had`, or why it cannot be had yet (empty: it can)."""

    had: CertificateView | None
    missing: str


def own_certificate(course: CourseView) -> Due:
    """Of a course as its learner was given it. One query."""
    row = Certificate.objects.filter(enrolment=course.enrolment_id).first() if course.begun else None
    missing = may_have(course.completed_at, course.points, course.scored, course.pass_mark)
    return Due(view_of(row) if row else None, missing)


def certificate_to_print(asker: Viewer, code: str) -> CertificateView:
    """For whom it was given to, for those who coach him, and for owners; not once it was revoked. Raises NotFound."""
    row = Certificate.objects.select_related("enrolment").filter(code=code, revoked_at=None).first()
    if row is None:
        raise NotFound(NO_CERTIFICATE)
    user_id, teams = row.enrolment.user_id, asker.teams(Verb.COACH)
    if user_id == asker.user_id or teams is None or Membership.objects.filter(user=user_id, team__in=teams).exists():
        return view_of(row)
    raise NotFound(NO_CERTIFICATE)
