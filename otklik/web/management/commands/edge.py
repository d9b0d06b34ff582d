"""`otklik edge`: webhooks in, live events out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from otklik.web.serving import serve_edge


class Command(BaseCommand):
    """Run the edge."""

    help = "Take webhooks of the networks and tell the desk what changes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8001)
        parser.add_argument("--workers", type=int, default=1, help="processes; one serves thousands of events a second")

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        """Serve until told to stop."""
        serve_edge(host=host, port=port, workers=workers)
