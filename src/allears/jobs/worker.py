"""The worker: carries out queued tasks and empties the outbox, until SIGTERM."""

from __future__ import annotations

import asyncio
import threading

from procrastinate.contrib.django import app, django_connector

from . import pump

CONCURRENCY = 2
PATIENCE = 5.0  # seconds that running tasks have to finish at the end; what does not is taken up again


def run() -> None:
    """Work until SIGTERM or SIGINT. Django must be set up and the tables be there."""
    assert isinstance(app.connector, django_connector.DjangoConnector)
    stop = threading.Event()
    pumping = threading.Thread(target=pump.run, args=(stop,), name="pump", daemon=True)
    pumping.start()
    try:
        asyncio.run(_work())
    finally:
        stop.set()
        pumping.join(timeout=3)


async def _work() -> None:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await working.run_worker_async(
                concurrency=CONCURRENCY,
                name="allears",
                delete_jobs="successful",
                shutdown_graceful_timeout=PATIENCE,
            )
