"""Personal data found in a turn and taken out: what the desk knows of its people, and what can be told by its form.

No model guesses here (docs/decisions/own-redaction.md): every rule can be read, and what no rule can know, a name that
nobody told the desk, is pointed out to the coach (`doubts`) and not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from . import forms


class What(StrEnum):
    """What was found; in square brackets it stands in the place of the words."""

    CUSTOMER = "the customer"
    COLLEAGUE = "a colleague"
    NAME = "a name"
    GROUP = "their company"
    EMAIL = "email address"
    PHONE = "phone number"
    HANDLE = "user name"
    LINK = "link"
    CARD = "card number"
    ACCOUNT = "account number"
    BIRTH = "date of birth"
    ADDRESS = "address"
    NUMBER = "number"
    SPELT = "spelt out"


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows: names as people write them, addresses as they are stored. `others`: words that a coach wants
    taken out. `region`: that of phone numbers which are written without a country (ISO 3166)."""

    customers: Sequence[str] = ()
    colleagues: Sequence[str] = ()
    groups: Sequence[str] = ()
    addresses: Sequence[str] = ()
    others: Sequence[str] = ()
    region: str = "GB"


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to before `end` of the text are `what`."""

    start: int
    end: int
    what: What


@dataclass(frozen=True, slots=True)
class Redacted:
    """`found` says where things were in the text of before."""

    text: str
    found: Sequence[Found] = ()


_OURS = re.compile("|".join(re.escape(f"[{it}]") for it in What))


def redact(text: str, known: Known) -> Redacted:
    """The text with what was found in square brackets. What stands in brackets of ours already is left alone."""
    found = find(text, known)
    out: list[str] = []
    at = 0
    for one in found:
        out += [text[at : one.start], f"[{one.what}]"]
        at = one.end
    return Redacted("".join([*out, text[at:]]), found)


def find(text: str, known: Known) -> Sequence[Found]:
    """Everything personal in the text, in order, none over another: of two that overlap the surer rule's stands."""
    ours = [Found(it.start(), it.end(), What.NAME) for it in _OURS.finditer(text)]
    taken: list[Found] = []
    for one in _candidates(text, known):
        if one.end > one.start and not any(one.start < it.end and it.start < one.end for it in (*ours, *taken)):
            taken.append(one)
    return sorted(taken, key=lambda it: it.start)


def doubts(text: str) -> Sequence[tuple[int, int]]:
    """Where a word has a capital in the midst of a sentence and is none that we know: perhaps a name. In order."""
    ours = [it.span() for it in _OURS.finditer(text)]
    found = []
    for it in forms.WORD.finditer(text):
        if not it[0][0].isupper() or any(start <= it.start() < end for start, end in ours) or _no_name(it[0]):
            continue
        if not forms.BEGINNING.search(text[: it.start()]):
            found.append(it.span())
    return found


def _candidates(text: str, known: Known) -> Iterator[Found]:
    """What the rules find, the surest first."""
    yield from _all(forms.LINK, text, What.LINK)
    yield from _all(forms.EMAIL, text, What.EMAIL)
    yield from _all(forms.SPOKEN_EMAIL, text, What.EMAIL)
    handles = [it.lstrip("@") for it in known.addresses if not it.startswith("+") and "@" not in it.strip("@")]
    yield from _phrases(text, handles, What.HANDLE)
    yield from _cards(text)
    yield from _all(forms.SORT_CODE, text, What.ACCOUNT)
    yield from _dates(text)
    yield from _all(forms.REFERENCE, text, What.NUMBER)
    yield from _phones(text, known.region)
    for pattern in (forms.ADDRESS, forms.NAMED_STREET, forms.UK_POSTCODE, forms.US_ZIP):
        yield from _all(pattern, text, What.ADDRESS)
    yield from _all(forms.CODE, text, What.NUMBER)
    yield from _all(forms.SAID_NUMBER, text, What.NUMBER)
    yield from _names(text, known)
    yield from _all(forms.SPELT, text, What.SPELT)


def _all(pattern: re.Pattern[str], text: str, what: What) -> Iterator[Found]:
    """Every match: of its group `it`, where the pattern has one."""
    group = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        yield Found(match.start(group), match.end(group), what)


def _dates(text: str) -> Iterator[Found]:
    yield from _all(forms.BIRTH, text, What.BIRTH)
    for it in forms.DATE.finditer(text):
        year = forms.YEAR.search(it[0])
        if year and (int(year[0]) < forms.LONG_AGO if len(year[0]) == 4 else int(year[0]) > 30):
            yield Found(it.start(), it.end(), What.BIRTH)


def _cards(text: str) -> Iterator[Found]:
    for it in forms.LONG_NUMBER.finditer(text):
        if luhn(re.sub(r"\D", "", it[0])):
            yield Found(it.start(), it.end(), What.CARD)
    for it in forms.IBAN.finditer(text):
        if iban(it[0]):
            yield Found(it.start(), it.end(), What.ACCOUNT)


def _phones(text: str, region: str) -> Iterator[Found]:
    # POSSIBLE: a number that nobody has is still one that a customer gave.
    for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE):
        if sum(letter.isdigit() for letter in match.raw_string) >= 7 and not forms.DATE.search(match.raw_string):
            yield Found(match.start, match.end, What.PHONE)


def _names(text: str, known: Known) -> Iterator[Found]:
    yield from _phrases(text, known.others, What.NAME)
    yield from _phrases(text, known.groups, What.GROUP)
    for names, what in ((known.customers, What.CUSTOMER), (known.colleagues, What.COLLEAGUE)):
        yield from _phrases(text, [*names, *map(_without_title, names)], what)
        yield from _phrases(text, _parts(names), what)
    for pattern in (forms.TITLED, forms.CALLED):
        for it in _all(pattern, text, What.NAME):
            if not _no_name(text[it.start : it.end].split()[0]):
                yield it


def _no_name(word: str) -> bool:
    return re.sub(r"['’]s$", "", word).casefold() in forms.NO_NAMES


def _without_title(name: str) -> str:
    return " ".join(it for it in name.split() if it.strip(".").casefold() not in forms.TITLES)


def _parts(names: Iterable[str]) -> list[str]:
    """The single words of names that may stand for the whole; of two letters and less none does."""
    words = {word.strip(".,()") for name in names for word in name.split()}
    return [it for it in words if len(it) > 2 and it.casefold() not in forms.TITLES and it[0].isupper()]


def _phrases(text: str, phrases: Iterable[str], what: What) -> Iterator[Found]:
    """Whole words, in any case where they are long; short ones ('May', 'Will') only as they are written."""
    for phrase in sorted({it.strip() for it in phrases if it.strip()}, key=lambda it: (-len(it), it)):
        flags = re.IGNORECASE if len(phrase) > 4 else re.NOFLAG
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        if _no_name(phrase):
            # May is a month and a colleague: after these words it is the month.
            pattern = forms.NO_MONTH + pattern
        yield from _all(re.compile(rf"(?<!\w){pattern}(?!\w)", flags), text, what)


def luhn(digits: str) -> bool:
    """True if the last digit checks the others, as that of every payment card does (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban(text: str) -> bool:
    """True if the two check digits of an International Bank Account Number are right (ISO 13616, mod 97)."""
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(it, 36)) for it in plain[4:] + plain[:4])) % 97 == 1
