"""A small conversation in each format, written for these tests: a late parcel, told and answered."""

from __future__ import annotations

import base64
import json
import wave
from io import BytesIO
from typing import Any

ASKS = "Hello, my parcel has not arrived."
ANSWERS = "Thank you for calling Green Lane. How can I help?"
PROMISES = "I will send you a new one today."
THANKS = "Lovely, thank you very much."


def dumped(value: Any, *, pretty: bool = False) -> bytes:
    return json.dumps(value, indent=2 if pretty else None, ensure_ascii=False).encode()


OWN: dict[str, Any] = {
    "id": "c-1",
    "channel": "phone",
    "started_at": "2026-03-06T09:15:00+00:00",
    "subject": "Late parcel",
    "customer": {"name": "Mrs Green", "email": "green@home.test", "phone": "+441632960001"},
    "turns": [
        {"speaker": "Ben", "role": "agent", "text": ANSWERS, "start": 0.0, "end": 2.5},
        {
            "speaker": "Mrs Green",
            "role": "customer",
            "text": "My parcel",
            "start": 3,
            "end": 4.5,
            "words": [[3.0, 3.4, "My"], [3.5, 4.5, "parcel"]],
        },
        {"role": "note", "speaker": "Ben", "text": "looks cross"},
        {"speaker": "Ben", "role": "agent", "text": PROMISES},
    ],
}

VCON: dict[str, Any] = {
    "vcon": "0.0.1",
    "uuid": "0195-1",
    "created_at": "2026-03-06T09:15:00Z",
    "parties": [
        {"tel": "+441632960001", "name": "Mrs Green", "role": "customer"},
        {"mailto": "ben@firm.test", "name": "Ben", "meta": {"role": "agent"}},
    ],
    "dialog": [
        {"type": "text", "start": "2026-03-06T09:16:00Z", "parties": [1], "mimetype": "text/plain", "body": PROMISES},
        {"type": "text", "start": "2026-03-06T09:15:00Z", "originator": 0, "mediatype": "text/html",
         "encoding": "base64url", "body": base64.urlsafe_b64encode(f"<p>{ASKS}</p>".encode()).decode().rstrip("=")},
    ],
}  # fmt: skip


def vcon_with(body: Any, *, encoding: str = "none", kind: str = "transcript", parties: Any = None) -> dict[str, Any]:
    """A call of 0.3.0 whose words stand in an analysis."""
    return {
        "vcon": "0.3.0",
        "uuid": "0195-2",
        "parties": VCON["parties"] if parties is None else parties,
        "dialog": [{"type": "recording", "start": "2026-03-06T09:15:00Z", "duration": 60, "parties": [0, 1]}],
        "analysis": [
            {"type": "summary", "body": "They spoke."},
            {"type": kind, "dialog": 0, "encoding": encoding, "body": body},
        ],
    }


DEEPGRAM: dict[str, Any] = {
    "metadata": {"duration": 9.5},
    "results": {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": "how can I help my parcel is late",
                        "words": [
                            {"word": "how", "start": 0.5, "end": 0.7, "speaker": 0, "punctuated_word": "How"},
                            {"word": "can", "start": 0.8, "end": 0.9, "speaker": 0, "punctuated_word": "can"},
                            {"word": "i", "start": 0.9, "end": 1.0, "speaker": 0, "punctuated_word": "I"},
                            {"word": "help", "start": 1.0, "end": 1.4, "speaker": 0, "punctuated_word": "help?"},
                            {"word": "my", "start": 2.0, "end": 2.2, "speaker": 1, "punctuated_word": "My"},
                            {"word": "parcel", "start": 2.2, "end": 2.9, "speaker": 1, "punctuated_word": "parcel."},
                        ],
                    }
                ]
            }
        ]
    },
}

WEBVTT = """WEBVTT - a call

NOTE nobody reads this

1
00:00.500 --> 00:02.000 align:start
<v Ben>Thank you for calling <i>Green Lane</i>.

00:02.500 --> 00:04.000
<v.loud Mrs Green>My parcel &amp; my letter are late.</v>
<v Ben>Oh dear.</v>

01:00:05.000 --> 01:00:06.000
Mrs Green: It was promised
for Monday.
"""

SUBRIP = (
    "1\n00:00:01,000 --> 00:00:02,000\nBen: How can I help?\n\n"
    "2\n00:00:03,000 --> 00:00:04,500\nAnn: My bill is wrong.\n"
)

CSV = """conversation,speaker,role,start,text,act
k1,Ann,customer,0:01,"My parcel, the blue one, is late",inform
k1,Ben,agent,0:04.5,How can I help?,offer
k2,Cora,customer,3,I want to cancel my order,inform
"""

PIPED = (
    "b|um my bill is wrong|inform\na|what's your number please|reqInfo\n"
    "b|it's four two|answ\na|right bear with me|hold\n"
)

TEXT = """[00:01] Ben: Thank you for calling Green Lane.
[00:04] Mrs Green: My parcel is late.
It was promised for Monday.
[1:00:02] Ben: I will send you a new one.
"""

CONTACT_LENS_VOICE: dict[str, Any] = {
    "Version": "1.1.0",
    "Channel": "VOICE",
    "CustomerMetadata": {"ContactId": "contact-1"},
    "Participants": [
        {"ParticipantId": "AGENT", "ParticipantRole": "AGENT"},
        {"ParticipantId": "c-77", "ParticipantRole": "CUSTOMER"},
    ],
    "Transcript": [
        {"BeginOffsetMillis": 500, "EndOffsetMillis": 2000, "Content": ANSWERS, "Id": "1", "ParticipantId": "AGENT"},
        {"BeginOffsetMillis": 2500, "EndOffsetMillis": 4000, "Content": ASKS, "Id": "2", "ParticipantId": "c-77"},
    ],
}

CONTACT_LENS_CHAT: dict[str, Any] = {
    "Version": "CHAT-2022-11-30",
    "Channel": "CHAT",
    "Participants": [{"ParticipantId": "p1", "ParticipantRole": "CUSTOMER"}],
    "Transcript": [
        {"Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.participant.joined",
         "ParticipantId": "p1", "ParticipantRole": "CUSTOMER", "AbsoluteTime": "2026-09-02T00:20:02.000Z"},
        {"Type": "MESSAGE", "ContentType": "text/plain", "ParticipantId": "p1", "ParticipantRole": "CUSTOMER",
         "DisplayName": "Ann", "Content": ASKS, "AbsoluteTime": "2026-09-02T00:20:11.000Z"},
        {"Type": "MESSAGE", "ContentType": "text/markdown", "ParticipantId": "p2", "ParticipantRole": "AGENT",
         "DisplayName": "Ben", "Content": PROMISES, "AbsoluteTime": "2026-09-02T00:20:19.500Z"},
    ],
}  # fmt: skip

TWILIO: dict[str, Any] = {
    "sentences": [
        {"media_channel": 1, "sentence_index": 0, "start_time": "0.5", "end_time": 2.0, "transcript": ANSWERS,
         "words": [{"word": "Thank", "start_time": 0.5, "end_time": 0.7}]},
        {"media_channel": 2, "sentence_index": 1, "start_time": None, "end_time": None, "transcript": ASKS,
         "words": [{"word": "Hello", "start_time": None, "end_time": None}]},
    ],
    "meta": {"url": "https://voice.test/v2/Transcripts/GT00000000000000000000000000000001/Sentences?Page=0"},
}  # fmt: skip

GENESYS: dict[str, Any] = {
    "conversationId": "g-1",
    "mediaType": "voice",
    "transcripts": [
        {
            "phrases": [
                {"text": "my parcel is late", "decoratedText": "My parcel is late.", "startTimeMs": 1772788501500,
                 "duration": {"milliseconds": 1200}, "participantPurpose": "external",
                 "words": [{"word": "my", "startTimeMs": 1772788501500, "duration": {"milliseconds": 200}}]},
                {"text": "how can I help", "startTimeMs": 1772788500000, "duration": {"milliseconds": 1000},
                 "participantPurpose": "internal"},
            ]
        }
    ],
    "participants": [{"participantPurpose": "external", "ani": "+441632960001"}],
}  # fmt: skip

HARPERVALLEY: list[dict[str, Any]] = [
    {"speaker_role": "agent", "offset_ms": 1000, "duration_ms": 900, "human_transcript": "this is the bank",
     "transcript": "this is bank", "word_offsets_ms": [0, 200, 400], "word_durations_ms": [200, 200, 500]},
    {"speaker_role": "caller", "offset_ms": 3000, "duration_ms": 600, "human_transcript": "debit card",
     "transcript": "debit card", "word_offsets_ms": [0, 300], "word_durations_ms": [300, 300]},
]  # fmt: skip

INTERCOM: dict[str, Any] = {
    "type": "conversation",
    "id": "503",
    "created_at": 1734537511,
    "title": "<p>Late parcel</p>",
    "source": {
        "type": "email",
        "body": f"<p>{ASKS}</p><script>alert(1)</script>",
        "author": {"type": "user", "id": "u1", "name": "Ann", "email": "ann@home.test"},
    },
    "conversation_parts": {
        "conversation_parts": [
            {"part_type": "comment", "body": f"<p>{PROMISES}</p><p>Ben</p>", "created_at": 1734537571,
             "author": {"type": "admin", "id": "7", "name": "Ben"}},
            {"part_type": "note", "body": "<p>she is cross</p>", "created_at": 1734537572,
             "author": {"type": "admin", "id": "7", "name": "Ben"}},
            {"part_type": "assignment", "body": None, "created_at": 1734537573,
             "author": {"type": "bot", "id": "9", "name": "Fin"}},
            {"part_type": "comment", "body": "Did that help?", "created_at": 1734537574,
             "author": {"type": "bot", "id": "9", "name": "Fin"}},
        ]
    },
}  # fmt: skip

ZENDESK: dict[str, Any] = {
    "ticket": {
        "id": 35436,
        "requester_id": 20978392,
        "subject": "Late parcel",
        "created_at": "2026-07-20T22:55:29Z",
        "via": {"channel": "web"},
    },
    "comments": [
        {"id": 2, "author_id": 235323, "body": "Angry one.", "public": False, "created_at": "2026-07-20T23:00:00Z"},
        {"id": 1, "author_id": 20978392, "body": ASKS, "public": True, "created_at": "2026-07-20T22:55:29Z"},
        {"id": 3, "author_id": 235323, "body": "", "html_body": f"<div>{PROMISES}</div>", "public": True,
         "created_at": "2026-07-21T09:00:29Z"},
    ],
    "users": [{"id": 20978392, "name": "Ann", "email": "ann@home.test", "role": "end-user"}],
}  # fmt: skip

CHATWOOT: dict[str, Any] = {
    "id": 12,
    "channel": "Channel::WebWidget",
    "meta": {"sender": {"name": "Ann", "email": "ann@home.test", "phone_number": "+441632960001"}},
    "messages": [
        {"id": 3, "content": PROMISES, "message_type": 1, "created_at": 1734537571, "private": False,
         "sender": {"type": "user", "name": "Ben"}},
        {"id": 1, "content": ASKS, "message_type": "incoming", "created_at": 1734537511, "private": False,
         "sender": {"type": "contact", "name": "Ann"}},
        {"id": 4, "content": "cross!", "message_type": 1, "created_at": 1734537572, "private": True},
        {"id": 5, "content": "Ben resolved this", "message_type": 2, "created_at": 1734537573, "private": False},
    ],
}  # fmt: skip

MAIL = """From: Ann Green <ann@home.test>
To: Help <help@firm.test>
Delivered-To: help@firm.test
Subject: =?utf-8?q?Late_parcel_=E2=80=93_again?=
Date: Fri, 06 Mar 2026 09:15:00 +0000
Message-ID: <1@home.test>
Content-Type: text/plain; charset=utf-8

Hello, my parcel has not arrived.

--
Ann Green
12 Long Lane
"""

MBOX = (
    "From ann@home.test Fri Mar  6 09:15:00 2026\n"
    + MAIL
    + """
From ben@firm.test Fri Mar  6 10:15:00 2026
From: Ben <ben@firm.test>
To: ann@home.test
Subject: Re: Late parcel
Date: Fri, 06 Mar 2026 10:15:00 +0000
Message-ID: <2@firm.test>
In-Reply-To: <1@home.test>

I will send you a new one today.
>From now on it goes faster.

On Fri, 6 Mar 2026 at 09:15, Ann Green
<ann@home.test> wrote:

> Hello, my parcel has not arrived.

From cora@home.test Fri Mar  6 11:15:00 2026
From: cora@home.test
Subject: Bill
Date: Fri, 06 Mar 2026 11:15:00 +0000
Message-ID: <3@home.test>

My bill is wrong.
"""
)


def silence(channels: int = 2, samples: int = 800) -> bytes:
    """A WAV in which nobody speaks: 16 bits, 8 kHz."""
    out = BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(2 * channels * samples))
    return out.getvalue()


SAMPLES: dict[str, bytes] = {
    "audio": silence(),
    "jsonl": dumped(OWN),
    "vcon": dumped(VCON, pretty=True),
    "contact_lens": dumped(CONTACT_LENS_VOICE),
    "twilio": dumped(TWILIO, pretty=True),
    "genesys": dumped(GENESYS),
    "intercom": dumped(INTERCOM, pretty=True),
    "zendesk": dumped(ZENDESK),
    "chatwoot": dumped(CHATWOOT),
    "harpervalley": dumped(HARPERVALLEY, pretty=True),
    "webvtt": WEBVTT.encode(),
    "mail": MAIL.encode(),
    "csv": CSV.encode(),
    "text": TEXT.encode(),
}
"""One sample of each format, as a file holds it."""
