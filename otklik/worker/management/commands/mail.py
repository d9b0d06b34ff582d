"""`otklik mail bounced`, `forget`: what comes back from mail servers, and addresses that want no letter."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.publication.erasing import erase_subscriptions
from otklik.publication.subscriptions.bouncing import LARGEST_REPORT, note_bounce, read_report
from otklik.shared.clock import now
from otklik.worker.erased_list import note_forgotten


class Command(BaseCommand):
    """Letters to subscribers."""

    help = (
        "Letters to subscribers: `bounced` reads one letter that came to the bounce address from standard input, as "
        "mail servers hand it to a program; `forget ADDRESS` ends all subscriptions of an address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        bounced = acts.add_parser("bounced", help="read one report (RFC 3464) from standard input")
        bounced.add_argument("--to", default="", help="the address it was delivered to, where the server tells it")
        forget = acts.add_parser("forget", help="end what an address is subscribed to; cannot be undone")
        forget.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "bounced":
            self._bounced(options["to"])
            return
        ended = erase_subscriptions([options["address"]])
        if not ended:
            raise CommandError("This address is subscribed to nothing.")
        note_forgotten(options["address"], now=now())
        self.stdout.write(f"Ended: {ended}.")

    def _bounced(self, to: str) -> None:
        """Never fails for what a letter says: a mail server would keep it and try again."""
        bounce = read_report(sys.stdin.buffer.read(LARGEST_REPORT), to=[to] if to else [])
        if bounce is None:
            self.stdout.write("No report of a letter of ours that failed for good.")
        elif note_bounce(bounce, now=now()):
            self.stdout.write("Noted: the subscription ended.")
        else:
            self.stdout.write("Noted.")
