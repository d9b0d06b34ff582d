"""`otklik pages`: the desk and the public pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from otklik.web.serving import serve_pages


class Command(BaseCommand):
    """Run the pages."""

    help = "Serve the desk and the public pages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and how many may be served at once."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; a core each is enough")
        parser.add_argument("--threads", type=int, default=4, help="requests that one process serves at once")

    def handle(self, *args: Any, host: str, port: int, workers: int, threads: int, **options: Any) -> None:
        """Serve until told to stop."""
        serve_pages(host=host, port=port, workers=workers, threads=threads)
