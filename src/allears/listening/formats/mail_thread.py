"""Messages put into threads, and threads made into conversations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from allears.listening.formats.build import Draft, Said, finish
from allears.listening.formats.mail_message import Mail, parse
from allears.listening.formats.problems import MAX_LINE, Options, Problem, Unreadable
from allears.listening.formats.source import Source
from allears.listening.party import infer_agent
from allears.listening.transcript import Customer, Role, Transcript

_REPLY = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rif|res|enc)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SHARED_DOMAINS = frozenset(
    (
        *("gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "hotmail.com", "hotmail.co.uk", "outlook.com"),
        *("live.com", "msn.com", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de"),
        *("orange.fr", "free.fr", "btinternet.com", "comcast.net", "mail.ru", "yandex.ru", "qq.com", "163.com"),
        *("proton.me", "protonmail.com"),
    )
)
"""Domains of mail for everyone: two people there are no colleagues."""


def read_mail(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    """The conversations of one message or of an mbox. Of each message only what its writer newly wrote is kept."""
    mails: list[Mail] = []
    for line, raw in messages(source):
        if raw is None:
            yield source.problem(line, "the message is larger than 64 MiB")
            continue
        mail = parse(raw, line)
        if mail is None:
            yield source.problem(line, "the message is too broken to be read")
        elif not mail.text:
            yield source.problem(line, "the message has no text of its own")
        else:
            mails.append(mail)
    own = {address for mail in mails for address in mail.delivered_to}
    for thread in threads(mails):
        try:
            yield _transcript(thread, own, source.stem, options)
        except Unreadable as error:
            yield source.problem(thread[0].line, str(error))


def threads(mails: list[Mail]) -> list[list[Mail]]:
    """Messages that answer one another, in the order of their first; inside a thread in the order of their dates."""
    above: dict[str, str] = {}

    def root(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    subjects: dict[str, str] = {}
    keys = []
    for place, mail in enumerate(mails):
        key = f"id {mail.id}" if mail.id else f"place {place}"
        keys.append(key)
        for other in mail.others:
            above[root(f"id {other}")] = root(key)
        plain = _REPLY.sub("", mail.subject).casefold()
        if not plain:
            continue
        if not mail.others and plain in subjects and _REPLY.match(mail.subject):
            above[root(key)] = root(subjects[plain])
        subjects.setdefault(plain, key)
    found: dict[str, list[Mail]] = {}
    for key, mail in zip(keys, mails, strict=True):
        found.setdefault(root(key), []).append(mail)
    for thread in found.values():
        if all(mail.at for mail in thread):
            thread.sort(key=lambda mail: mail.at.timestamp() if mail.at else 0)
    return list(found.values())


def _transcript(thread: list[Mail], own: set[str], stem: str, options: Options) -> Transcript:
    roles, inferred = _roles(thread, own, options.agent)
    said = [Said(mail.name or mail.address, mail.text, roles[place], at=mail.at) for place, mail in enumerate(thread)]
    customers = [mail for mail, role in zip(thread, roles, strict=True) if role == "customer"]
    customer = Customer(name=customers[0].name, email=customers[0].address) if customers else Customer()
    if not customers:
        ours = {mail.address for mail in thread}
        customer = Customer(email=next((to for mail in thread for to in mail.to if to not in ours), ""))
    draft = Draft(
        thread[0].id or stem,
        said,
        channel="email",
        subject=_REPLY.sub("", thread[0].subject),
        customer=customer,
        inferred=inferred,
    )
    return finish(draft, options)


def _roles(thread: list[Mail], own: set[str], agent: str) -> tuple[list[Role], bool]:
    """The role of each message's writer, and whether it had to be inferred."""
    if agent.strip():
        return [role_of(mail, {agent.strip().lower()}) for mail in thread], False
    if own:
        return [role_of(mail, own) for mail in thread], True
    if len({mail.address or mail.name for mail in thread}) < 2:
        # Nobody has answered yet, and who writes to a desk first is hardly ever the desk.
        return [role_of(mail, set()) for mail in thread], True
    people = [Said(mail.address or mail.name, mail.text) for mail in thread if not mail.automatic]
    found = infer_agent(people)
    return [role_of(mail, {found} if found else set()) for mail in thread], True


def role_of(mail: Mail, ours: set[str]) -> Role:
    if mail.automatic:
        return "bot"
    domain = mail.address.rpartition("@")[2]
    for each in ours:
        their = each.rpartition("@")[2]
        same_house = their == domain or domain.endswith(f".{their}")
        if each in (mail.address, mail.name.lower()) or (same_house and their and their not in _SHARED_DOMAINS):
            return "agent"
    return "customer"


def messages(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Each message with the line on which it begins; None in place of one that is too large."""
    if not source.head.lstrip(b"\r\n").startswith(b"From "):
        try:
            yield 1, source.everything(MAX_LINE)
        except Unreadable:
            yield 1, None
        return
    if b"\n" not in source.head and b"\r" in source.head:
        # The line ends of an old Macintosh: one carriage return each.
        source = Source(BytesIO(source.everything().replace(b"\r", b"\n")), source.path)
    lines: list[bytes] | None = []
    began, size, blank = 1, 0, True
    for number, line in source.lines():
        if line is not None and blank and line.startswith(b"From "):
            if lines is None or size:
                yield began, (None if lines is None else b"\n".join(lines))
            lines, began, size = [], number, 0
            blank = False
            continue
        size += len(line or b"") + 1
        blank = line is not None and not line
        if line is None or size > MAX_LINE:
            lines = None
        elif lines is not None:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
    if lines is None or size:
        yield began, (None if lines is None else b"\n".join(lines))
