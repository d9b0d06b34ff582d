"""`otklik work`: one worker process."""

import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.worker.crew import stop_on_signals, work


class Command(BaseCommand):
    """Does the steps of all rooms until it is stopped."""

    help = "Do the work that waits: events, triage, cases, answers, timed jobs. Ends in order at Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        stop = threading.Event()
        stop_on_signals(stop)
        if not work(stop=stop):
            raise CommandError("a thread of the worker ended by itself; the log says why")
