"""Addresses in one spelling, so that the same mailbox or telephone is never two customers."""

from __future__ import annotations

import re
from enum import StrEnum

import phonenumbers

from allears.lib.errors import Invalid
from allears.lib.text import storable

from .rules import normal_handle

LONGEST = 254
"""Characters of an address: what RFC 5321 leaves for a mailbox, and more than any number or handle needs."""

_DOMAIN = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)+")


class AddressKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"


def normalise(kind: AddressKind, text: str, *, region: str = "GB") -> str:
    """The one spelling of an address. Raises Invalid with a sentence that says what is wrong.

    Email (RFC 5321): the domain in lower case and in its ASCII form (IDNA). The local part is folded to lower case
    too: the RFC lets a host tell `Anna@` from `anna@`, no host in use does, and people do not.
    Phone (E.164): `region` is the ISO 3166 country of a number that is written without its country code.
    """
    if kind is AddressKind.EMAIL:
        return _email(text)
    if kind is AddressKind.PHONE:
        return _phone(text, region)
    handle = normal_handle(storable(text))
    if not handle or len(handle) > 200:
        raise Invalid("handle", f"{text[:60]!r} is no handle that can be kept.")
    return handle


def _email(text: str) -> str:
    address = text.strip().strip("<>").strip()
    local, at, domain = address.rpartition("@")
    if not at or not local or any(c.isspace() for c in address) or storable(address) != address:
        raise Invalid("email", f"{text[:60]!r} is not an email address.")
    try:
        ascii_domain = domain.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        raise Invalid("email", f"{text[:60]!r} has a domain that cannot exist.") from None
    # The lengths are those of the spelling that is kept: IDNA makes a domain longer.
    normal = f"{local.lower()}@{ascii_domain}"
    if not _DOMAIN.fullmatch(ascii_domain) or len(local.lower()) > 64 or len(normal) > LONGEST:
        raise Invalid("email", f"{text[:60]!r} is not an email address.")
    return normal


def _phone(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Invalid("phone", f"{text[:60]!r} is not a telephone number.") from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid("phone", f"{text[:60]!r} has too few or too many digits for a telephone number.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(kind: AddressKind, value: str) -> str:
    """A normalised address as people write it: numbers in groups, handles with their @."""
    if kind is AddressKind.PHONE:
        try:
            return phonenumbers.format_number(phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        except phonenumbers.NumberParseException:
            return value
    return f"@{value}" if kind is AddressKind.HANDLE else value


def in_words(text: str) -> list[tuple[AddressKind, str]]:
    """What kind of address somebody typed: with an @ inside an email, with one in front a handle, else a number."""
    text = text.strip()
    if not text:
        return []
    if text.startswith("@"):
        return [(AddressKind.HANDLE, text)]
    return [(AddressKind.EMAIL if "@" in text else AddressKind.PHONE, text)]
