"""`otklik work`: one worker, as two processes; or one of its crews alone."""

import gc
import threading
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.ground.databases import close_pools
from otklik.shared.lemmas import lemma
from otklik.worker.crew import Crew, work
from otklik.worker.processes import run_apart, stop_on_signals


class Command(BaseCommand):
    """Does the steps of all rooms until it is stopped."""

    help = "Do the work that waits: events, triage, cases, answers, timed jobs. Ends in order at Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which crew, where they are to run apart."""
        parser.add_argument(
            "--loops",
            choices=[crew.value for crew in Crew],
            help="only these, in this process: `flow` carries messages to their cases, `rest` does all else. "
            "Left out: both, each in a process of its own. An installation needs both.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        stop = threading.Event()
        if options["loops"]:
            stop_on_signals(stop)
            if not work(Crew(options["loops"]), stop=stop):
                raise CommandError("a thread of the worker ended by itself; the log says why")
            return
        lemma("слово")  # the dictionary of word forms: read before the fork, it lies in memory once
        # what is loaded stays shared: the children's collector need not look through it, which would copy it
        gc.collect()
        gc.freeze()
        close_pools()
        run_apart({crew.value: partial(_work_in_child, crew, stop) for crew in Crew}, stop=stop)


def _work_in_child(crew: Crew, stop: threading.Event) -> bool:
    """A pool that is left open would make the end wait for its threads."""
    try:
        return work(crew, stop=stop)
    finally:
        close_pools()
