"""`otklik keys`: the key ring that all stored secrets are encrypted with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from otklik.ground.secrets import new_key
from otklik.integrations.hooks.services import reseal_hooks
from otklik.notices.talks import reseal_bots
from otklik.organizations.second_factor import reseal_factors
from otklik.pages.services import reseal_connections


class Command(BaseCommand):
    """Makes a new key, or encrypts everything anew with the first key of the ring."""

    help = "Keys of the stored tokens: `new` prints one; `rotate` encrypts all tokens with the first of OTKLIK_KEYS."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: new or rotate."""
        parser.add_argument("act", choices=["new", "rotate"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a key, or the count of connections whose secrets were encrypted anew."""
        if options["act"] == "new":
            self.stdout.write(new_key())
            return
        count, factors, bots, hooks = reseal_connections(), reseal_factors(), reseal_bots(), reseal_hooks()
        told = f"{count} connection(s), {factors} second factor(s), {bots} staff bot(s), {hooks} webhook(s)"
        self.stdout.write(f"encrypted anew with the first key: {told}; older keys can go now")
