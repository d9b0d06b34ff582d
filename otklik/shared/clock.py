"""The one place that reads the clock; everybody else is handed `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC. Read it once per request, step or command and pass it down."""
    return datetime.now(UTC)
