"""The demo organisation many times over, for load: generated inside the database, a few hundred copies at a time.

Every copy has its own customers (other names, other addresses) and its conversations lie elsewhere in the last three
years, so that lists, counts and the search index look like those of a desk that grew. What was said is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connection, transaction

BATCH = 100
"""Copies made in one transaction: what is lost when it is stopped, and made again by the next run."""

OPEN_DAYS = 14
"""A copied conversation that is older than this is closed: nobody keeps thousands waiting for years."""

FIRST: Final = [
    "Ada",
    "Aled",
    "Amira",
    "Anton",
    "Beata",
    "Bram",
    "Carys",
    "Cormac",
    "Dilan",
    "Edda",
    "Efua",
    "Elias",
    "Esme",
    "Farid",
    "Fenna",
    "Greta",
    "Hamish",
    "Idris",
    "Imke",
    "Ines",
    "Jonas",
    "Kofi",
    "Lena",
    "Luca",
    "Maeve",
    "Marek",
    "Mina",
    "Nadia",
    "Nils",
    "Oona",
    "Otis",
    "Petra",
    "Quentin",
    "Rhona",
    "Rosa",
    "Samir",
    "Senan",
    "Tilda",
    "Una",
    "Vera",
    "Wanda",
    "Yusuf",
    "Zora",
]
LAST: Final = [
    "Abara",
    "Adler",
    "Baines",
    "Barros",
    "Coyle",
    "Dreyer",
    "Eklund",
    "Farrow",
    "Gossage",
    "Hale",
    "Imrie",
    "Jansen",
    "Keane",
    "Lowry",
    "Maddox",
    "Novak",
    "Oduya",
    "Pell",
    "Quigley",
    "Rasmus",
    "Sallow",
    "Tanner",
    "Unwin",
    "Varga",
    "Whitby",
    "Yates",
    "Zeller",
    "Ashdown",
    "Birk",
    "Crane",
]

# %(a)s and %(b)s: the first and the last copy of the batch. Each map gives every copied row its new id beforehand, so
# that all that hangs on it can be copied by one INSERT … SELECT.
_STEPS: Final = (
    """
    CREATE TEMP TABLE map_person ON COMMIT DROP AS
    SELECT p.id AS old, k, nextval(pg_get_serial_sequence('customers_person', 'id')) AS new
    FROM generate_series(%(a)s::int, %(b)s::int) k,
         (SELECT DISTINCT person_id AS id FROM conversations_conversation WHERE id IN (SELECT id FROM demo_base)) p
    """,
    """
    CREATE TEMP TABLE map_conv ON COMMIT DROP AS
    SELECT c.id AS old, k, nextval(pg_get_serial_sequence('conversations_conversation', 'id')) AS new,
           make_interval(mins => ((k::bigint * 7919 + c.id * 104729 + k::bigint * c.id * 31) %% (3 * 365 * 24 * 60))::int)
             AS shift
    FROM generate_series(%(a)s::int, %(b)s::int) k, demo_base c
    """,
    "CREATE INDEX ON map_conv (old)",
    """
    INSERT INTO customers_person (id, name, note, vip, zone, last_at, created_at)
    SELECT m.new,
           (%(first)s::text[])[1 + (m.k * 13 + m.old * 7) %% cardinality(%(first)s::text[])] || ' ' ||
           (%(last)s::text[])[1 + (m.k * 5 + m.old * 11) %% cardinality(%(last)s::text[])],
           '', p.vip AND m.k %% 10 = 0, p.zone,
           p.last_at - make_interval(mins => ((m.k::bigint * 7919 + m.old * 613) %% (365 * 24 * 60))::int), now()
    FROM map_person m JOIN customers_person p ON p.id = m.old
    """,
    """
    INSERT INTO customers_address (person_id, kind, value)
    SELECT m.new, 'email', 'customer' || m.new || '@example.net' FROM map_person m
    """,
    """
    INSERT INTO customers_affiliation (person_id, group_id, title)
    SELECT m.new, a.group_id, a.title FROM map_person m JOIN customers_affiliation a ON a.person_id = m.old
    """,
    """
    INSERT INTO customers_standing (person_id, relationship_proposed, frequency_proposed, side_proposed,
           relationship_decided, frequency_decided, side_decided, reasons, proposed_at)
    SELECT m.new, relationship_proposed, frequency_proposed, side_proposed, '', '', '', reasons, proposed_at
    FROM map_person m JOIN customers_standing s ON s.person_id = m.old
    """,
    """
    INSERT INTO conversations_conversation (id, subject, channel, status, team_id, assignee_id, person_id, started_at,
           last_at, waiting_since, closed_at, turn_count, preview, agent_inferred, source_id, fingerprint, created_at)
    SELECT m.new, subject, channel, CASE WHEN m.shift > %(open)s::interval THEN 'closed' ELSE status END, team_id, assignee_id,
           p.new, started_at - m.shift, last_at - m.shift,
           CASE WHEN m.shift > %(open)s::interval THEN NULL ELSE waiting_since - m.shift END,
           CASE WHEN m.shift > %(open)s::interval OR status = 'closed' THEN coalesce(closed_at, last_at) - m.shift END,
           turn_count, preview, agent_inferred, %(source)s || ':' || m.k || ':' || c.id, fingerprint, now()
    FROM map_conv m
    JOIN conversations_conversation c ON c.id = m.old
    JOIN map_person p ON p.old = c.person_id AND p.k = m.k
    """,
    """
    INSERT INTO conversations_searchdocument (conversation_id, words)
    SELECT m.new, words FROM map_conv m JOIN conversations_searchdocument d ON d.conversation_id = m.old
    """,
    """
    CREATE TEMP TABLE map_call ON COMMIT DROP AS
    SELECT c.id AS old, m.k, nextval(pg_get_serial_sequence('conversations_call', 'id')) AS new, m.new AS conv, m.shift
    FROM map_conv m JOIN conversations_call c ON c.conversation_id = m.old
    """,
    """
    INSERT INTO conversations_call (id, conversation_id, channel, started_at, duration, transcribed_by)
    SELECT m.new, m.conv, channel, started_at - m.shift, duration, transcribed_by
    FROM map_call m JOIN conversations_call c ON c.id = m.old
    """,
    """
    CREATE TEMP TABLE map_turn ON COMMIT DROP AS
    SELECT t.id AS old, m.k, nextval(pg_get_serial_sequence('conversations_turn', 'id')) AS new, m.new AS conv, m.shift
    FROM map_conv m JOIN conversations_turn t ON t.conversation_id = m.old
    """,
    """
    INSERT INTO conversations_turn (id, conversation_id, position, kind, party, channel, speaker, user_id, text, at,
           "start", "end", words, call_id, message_id, attachments, delivery, delivery_note)
    SELECT m.new, m.conv, position, kind, party, channel, speaker, user_id, text, at - m.shift, "start", "end", words,
           l.new, '', attachments, delivery, delivery_note
    FROM map_turn m
    JOIN conversations_turn t ON t.id = m.old
    LEFT JOIN map_call l ON l.old = t.call_id AND l.k = m.k
    """,
    """
    INSERT INTO readings_reading (conversation_id, version, made_at, turns_heard, agent, heard, measures, steps, needs,
           promises, advice)
    SELECT m.new, version, made_at, turns_heard, agent, heard, measures, steps, needs, promises, advice
    FROM map_conv m JOIN readings_reading r ON r.conversation_id = m.old
    """,
    """
    INSERT INTO readings_mark (reading_id, turn_id, behaviour, "start", "end", confidence, because)
    SELECT t.conv, t.new, behaviour, "start", "end", confidence, because
    FROM map_turn t JOIN readings_mark m ON m.turn_id = t.old
    """,
    """
    INSERT INTO promises_promise (conversation_id, turn_id, "start", "end", what, due, due_text, by, manner, state, heard,
           promised_at, overdue_at, settled_at, settled_by_id, right_thing, right_way, note)
    SELECT t.conv, t.new, "start", "end", what, due - t.shift, due_text, by, manner,
           CASE WHEN state = 'open' AND t.shift > %(open)s::interval THEN 'unknown' ELSE state END, heard,
           promised_at - t.shift, overdue_at - t.shift, settled_at - t.shift, settled_by_id, right_thing, right_way, note
    FROM map_turn t JOIN promises_promise p ON p.turn_id = t.old
    """,
)


def multiply(source: str, scale: int, on_progress: Callable[[int], None]) -> int:
    """Bring the demo to `scale` copies (the written one is the first); returns how many were made now.

    Copies that are there stay, so that an interrupted run goes on where it stopped. `on_progress(copies there)`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(split_part(source_id, ':', 2)::int), 1) FROM conversations_conversation "
            "WHERE source_id LIKE %s AND split_part(source_id, ':', 2) ~ '^[0-9]+$'",
            [f"{source}:%"],
        )
        there = int(cursor.fetchone()[0])
    made = 0
    for first in range(there + 1, scale + 1, BATCH):
        last = min(first + BATCH - 1, scale)
        _copy(source, first, last)
        made += last - first + 1
        on_progress(last)
    if made:
        # Without this the planner would walk the new rows as if there were still sixty conversations.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made


@transaction.atomic
def _copy(source: str, first: int, last: int) -> None:
    values: dict[str, Any] = {
        "a": first,
        "b": last,
        "source": source,
        "open": f"{OPEN_DAYS} days",
        "first": FIRST,
        "last": LAST,
    }
    with connection.cursor() as cursor:
        # They go with the transaction; inside a larger one they are there still.
        cursor.execute("DROP TABLE IF EXISTS demo_base, map_person, map_conv, map_call, map_turn")
        cursor.execute(
            "CREATE TEMP TABLE demo_base ON COMMIT DROP AS SELECT id FROM conversations_conversation "
            "WHERE source_id LIKE %s AND split_part(source_id, ':', 2) !~ '^[0-9]+$'",
            [f"{source}:%"],
        )
        for step in _STEPS:
            cursor.execute(step, values)
