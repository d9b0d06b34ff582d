"""otklik sandbox: the social networks played on this machine, for training and trials."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from otklik.sandbox.serve import serve


class Command(BaseCommand):
    """Plays the social networks on this machine: nothing leaves it."""

    help = "Play the social networks on this machine; nothing goes to the real ones."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8002)
        parser.add_argument("--folder", type=Path, default=None, help="where the state is kept; without it nothing is")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        serve(host=options["host"], port=options["port"], folder=options["folder"])
