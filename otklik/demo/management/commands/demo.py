"""`otklik demo`: the whole of Otklik on this machine, with a town in it."""

import argparse
import math
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.demo.addresses import Addresses
from otklik.demo.content.cards import list_staff, list_town_bodies
from otklik.demo.errors import DemoRefused
from otklik.demo.folder import DemoFolder
from otklik.demo.plan import Stream
from otklik.demo.running import Running
from otklik.ground.secrets import DEMO_PASSWORD

AS_RESIDENTS = {
    "vk": "VK, as residents",
    "ok": "OK, as residents",
    "max": "MAX, as residents",
    "telegram": "Telegram, as residents",
}
"""The pages of the sandbox on which a person writes as a resident."""


class Command(BaseCommand):
    """Starts everything, tells where it is, and looks after it until Ctrl-C."""

    help = "Run all of Otklik here, with a town, its past month and residents who write. Ctrl-C ends everything."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be chosen."""
        parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: this machine only)")
        parser.add_argument("--port", type=_port, default=8000, help="the first of three ports in a row (8000)")
        parser.add_argument("--data-dir", type=Path, help="where everything is kept (default: demo in the data folder)")
        parser.add_argument("--reset", action="store_true", help="throw away what an earlier demo left, begin anew")
        parser.add_argument("--speed", type=_speed, default=1.0, help="how many times faster residents write (1)")
        parser.add_argument("--feed", type=Path, help="a CSV with a column text: residents write these texts instead")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal comes."""
        started_at = time.monotonic()
        folder = DemoFolder(options["data_dir"] or settings.OTKLIK_DATA_DIR / "demo")
        addresses = Addresses(options["host"], options["port"])
        try:
            if options["feed"]:
                from otklik.demo.feed import read_texts

                read_texts(options["feed"])
            folder.take()
            addresses.check_free()
            if options["reset"]:
                folder.empty()
            running = Running(folder, addresses, tell=self._tell)
            running.run(
                Stream(options["speed"], options["feed"]),
                when_ready=lambda: self._tell_ready(addresses, folder, seconds=time.monotonic() - started_at),
            )
        except (DemoRefused, ImproperlyConfigured) as refused:
            raise CommandError(str(refused)) from refused
        finally:
            folder.leave()

    def _tell(self, line: str) -> None:
        self.stdout.write(f"demo: {line}")
        self.stdout.flush()

    def _tell_ready(self, addresses: Addresses, folder: DemoFolder, *, seconds: float) -> None:
        self.stdout.write(f"\nOtklik is ready after {seconds:.1f} s.\n\n")
        self.stdout.write(f"  Desk for staff          {addresses.site}/desk/\n")
        self.stdout.write(f"  Public pages            {addresses.site}/\n")
        for name, title in AS_RESIDENTS.items():
            self.stdout.write(f"  {title:24}{addresses.sandbox}/{name}/\n")
        self.stdout.write(f"  Letters (not sent)      {folder.letters}\n")
        self.stdout.write(f"  Data and logs           {folder.path}\n")
        self.stdout.write(f"  Other commands          OTKLIK_DATA_DIR={folder.path} ./run COMMAND\n\n")
        self.stdout.write(f"Who can sign in, all with the password {DEMO_PASSWORD}\n\n")
        for line in _cast():
            self.stdout.write(f"  {line}\n")
        self.stdout.write(
            "\nResidents write all the time. Ctrl-C ends everything; the next start goes on from there.\n"
        )
        self.stdout.flush()


def _cast() -> list[str]:
    """The first holder of every role, and where."""
    names = {body.slug: body.short_name for body in list_town_bodies()}
    lines, shown = [], set()
    for person in list_staff():
        role, body = person.posts[0]
        if role not in shown:
            shown.add(role)
            lines.append(f"{role:16} {person.email:24} {person.name}, {names[body]}")
    return [*lines, f"…and {len(list_staff()) - len(lines)} others in all bodies"]


def _port(text: str) -> int:
    if text.isdigit() and 1 <= int(text) <= 65_533:
        return int(text)
    raise argparse.ArgumentTypeError("must be a number from 1 to 65533: three ports in a row are used")


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if 0.01 <= speed <= 1000:
        return speed
    raise argparse.ArgumentTypeError("must be a number from 0.01 to 1000")
