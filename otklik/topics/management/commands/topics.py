"""`otklik topics seed | list`: the rubricator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from otklik.topics.selectors import list_topics
from otklik.topics.services import seed_topics


class Command(BaseCommand):
    """Puts the rubricator in place, or shows it."""

    help = "Topics: `seed` enters those that we ship and leaves edited ones alone; `list` shows codes and names."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word."""
        parser.add_argument("act", choices=["seed", "list"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed or list."""
        if options["act"] == "seed":
            self.stdout.write(f"new: {seed_topics()}")
            return
        for row in list_topics():
            self.stdout.write(f"{row.code:48} {row.group + ' → ' if row.group else ''}{row.name}")
