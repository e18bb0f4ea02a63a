"""How long the pages of a full desk take, beside an empty page of the same stack in the same run.

    make bench-desk                                   100,000 conversations
    python -m benchmarks.desk --conversations 20000   fewer

Builds the data once (the demo organisation, multiplied) in benchmarks/out, starts the desk as `allears serve` would,
and asks for each page in turn, many times round, so that noise of the machine falls on all alike. Prints medians in
milliseconds, their ratio to the empty page, and the number of queries. Ends with 1 if a page passes a bound.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
RATIO = 4.0
"""A page may take so many times as long as the empty one."""
QUERIES = 12

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    os.environ.setdefault("ALLEARS_HOME", str(HERE / "out" / "desk"))
    Path(os.environ["ALLEARS_HOME"]).mkdir(parents=True, exist_ok=True)

    from allears.config import database

    with database.running():
        import django

        django.setup()
        logging.getLogger("httpx").setLevel(logging.WARNING)
        pages, cookies, counts = prepare(asked.conversations)
        queries = {name: count_queries(url, cookies[who]) for name, (who, url) in pages.items()}
        times = measure(pages, cookies, asked.rounds)
    print(report(times, queries, counts))
    empty = median(times["empty page"])
    slow = [name for name, spent in times.items() if median(spent) > RATIO * empty]
    many = [name for name, number in queries.items() if number > QUERIES]
    for name in slow:
        print(f"too slow: {name}", file=sys.stderr)
    for name in many:
        print(f"too many queries: {name}", file=sys.stderr)
    return 1 if slow or many else 0


def prepare(conversations: int) -> tuple[dict[str, tuple[str, str]], dict[str, str], dict[str, int]]:
    """Build the data; returns the pages (name → who, address), session cookies, and how much there is."""
    from django.core.management import call_command

    from allears.accounts.models import User
    from allears.conversations.models import Conversation, Turn
    from allears.customers.models import Person
    from allears.transfer import demo

    call_command("migrate", verbosity=0)
    written = 66
    before = time.perf_counter()
    demo.load(-(-conversations // written))
    print(f"data ready in {time.perf_counter() - before:.0f} s", file=sys.stderr)
    owner = User.objects.filter(is_owner=True).order_by("id").first()
    agent = User.objects.filter(is_owner=False, memberships__role__in=["agent", "coach"]).order_by("id").first()
    assert owner
    assert agent
    chance = random.Random(7)
    ids = list(Conversation.objects.order_by("id").values_list("id", flat=True))
    people = list(Person.objects.order_by("id").values_list("id", flat=True))
    some = chance.sample(ids, 12)
    deep = Conversation.objects.filter(status="closed").order_by("last_at", "id").values_list("last_at", "id")[2000]
    from allears.lib.keyset import Cursor

    pages = {
        "empty page": ("owner", "/_empty"),
        "inbox": ("owner", "/"),
        "inbox, one team's agent": ("agent", "/"),
        "inbox, closed, deep down": ("owner", f"/?folder=closed&after={Cursor(deep[0], deep[1])}"),
        "conversation": ("owner", "/conversations/{}"),
        "customers": ("owner", "/customers/"),
        "customer": ("owner", "/customers/{}"),
        "promises": ("owner", "/promises/"),
        "search, a common word": ("owner", "/search/?q=piano"),
        "search, two words": ("owner", "/search/?q=invoice+humidity"),
        "search, a rare word": ("owner", "/search/?q=ropewalk"),
        "search, a name": ("owner", "/search/?q=Adler"),
        "search, one team's agent": ("agent", "/search/?q=piano"),
    }
    chosen = {"conversation": some, "customer": chance.sample(people, 12)}
    pages = {name: (who, _filled(url, chosen.get(name))) for name, (who, url) in pages.items()}
    counts = {"conversations": len(ids), "messages": Turn.objects.count(), "customers": len(people)}
    return pages, {"owner": session(owner), "agent": session(agent)}, counts


def _filled(url: str, ids: list[int] | None) -> str:
    # Several addresses in one text: each round takes the next, so that no page is measured from a warm cache alone.
    return "\n".join(url.format(number) for number in ids) if ids else url


def session(user: object) -> str:
    """The cookie of a signed-in browser."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    store.save()
    assert store.session_key
    return store.session_key


def count_queries(url: str, cookie: str) -> int:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url.split("\n")[0])
    if answer.status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code}")
    return len(caught)


def measure(pages: dict[str, tuple[str, str]], cookies: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Milliseconds by page, each asked for once a round over a kept-alive connection."""
    import httpx
    from django.conf import settings

    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = ["-m", "uvicorn", "allears.config.asgi:application", "--port", str(port), "--log-level", "error"]
    server = subprocess.Popen([sys.executable, *command, "--lifespan", "off"], cwd=HERE.parent)
    spent: dict[str, list[float]] = {name: [] for name in pages}
    try:
        clients = {
            who: httpx.Client(
                base_url=f"http://127.0.0.1:{port}", cookies={settings.SESSION_COOKIE_NAME: cookie}, timeout=60
            )
            for who, cookie in cookies.items()
        }
        _wait(clients["owner"])
        for turn in range(rounds + 5):
            for name, (who, urls) in pages.items():
                several = urls.split("\n")
                before = time.perf_counter()
                answer = clients[who].get(several[turn % len(several)])
                took = (time.perf_counter() - before) * 1000
                answer.raise_for_status()
                if turn >= 5:  # the first rounds fill caches and open connections
                    spent[name].append(took)
    finally:
        server.terminate()
        server.wait(20)
    return spent


def _wait(client: object) -> None:
    import httpx

    for _ in range(200):
        try:
            client.get("/_empty")  # type: ignore[attr-defined]
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not come up")


def report(times: dict[str, list[float]], queries: dict[str, int], counts: dict[str, int], name: str = "desk") -> str:
    """A Markdown table, and the figures as JSON beside it in benchmarks/out."""
    empty = median(times["empty page"])
    lines = [
        ", ".join(f"{number:,} {what}" for what, number in counts.items()),
        "",
        "| page | median ms | ratio | 95th % ms | queries |",
        "|---|---|---|---|---|",
    ]
    figures = {}
    for page, spent in times.items():
        middle, late = median(spent), sorted(spent)[int(len(spent) * 0.95)]
        lines.append(f"| {page} | {middle:.1f} | {middle / empty:.2f} | {late:.1f} | {queries[page]} |")
        figures[page] = {"median_ms": middle, "ratio": middle / empty, "p95_ms": late, "queries": queries[page]}
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    (out / f"{name}.json").write_text(json.dumps({"counts": counts, "pages": figures}, indent=2))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
