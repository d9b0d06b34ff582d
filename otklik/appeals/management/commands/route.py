"""`otklik route add | list`: who answers what, besides the owner of the page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from otklik.appeals.errors import UnfitValue
from otklik.appeals.routes import RouteRow, enter_route, list_routes
from otklik.organizations.models import Body, Territory
from otklik.shared.clock import now as read_clock
from otklik.topics.models import Topic


class Command(BaseCommand):
    """Enters rows of the routing table, or lists them."""

    help = (
        "Routes: `add` sends what is written about a topic or a territory to a body; `list` shows all. "
        "Without one the owner answers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A topic or a territory, and a body."""
        acts = parser.add_subparsers(dest="act", required=True)
        add: ArgumentParser = acts.add_parser("add", help="enter a route")
        add.add_argument("--topic", default="", metavar="CODE", help="see `otklik topics list`; left out: any")
        add.add_argument("--territory", default="", metavar="NAME", help="see `otklik territory list`; left out: any")
        add.add_argument("--body", required=True, metavar="SLUG", help="who answers; must stand below the page's owner")
        add.add_argument("--priority", type=int, default=100, help="the smaller, the sooner it is asked (100)")
        acts.add_parser("list", help="all routes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter or list."""
        if options["act"] == "list":
            for row in list_routes():
                self.stdout.write(_line(row))
            return
        topic = Topic.objects.filter(code=options["topic"]).first() if options["topic"] else None
        if topic is None and options["topic"]:
            raise CommandError(f"There is no topic {options['topic']}; `otklik topics list` shows all.")
        territory = _territory(options["territory"])
        if topic is None and territory is None:
            raise CommandError("Give a topic, a territory, or both: without a route the owner of the page answers.")
        body = Body.objects.filter(slug=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body {options['body']}; `otklik body list` shows all.")
        try:
            row = enter_route(topic, body, territory=territory, priority=options["priority"], now=read_clock())
        except UnfitValue as wrong:
            raise CommandError(wrong.say(gettext)) from None
        self.stdout.write(_line(row))


def _territory(named: str) -> Territory | None:
    found = list(Territory.objects.filter(name=named)[:2]) if named else []
    if named and len(found) != 1:
        said = "no territory" if not found else "more than one territory"
        raise CommandError(f"There is {said} {named}; `otklik territory list` shows all.")
    return found[0] if found else None


def _line(row: RouteRow) -> str:
    where = "".join(f", {one}" for one in (row.territory, row.page) if one)
    where += "".join(f", {name}: {value}" for name, value in row.further)
    return f"{row.priority:4} {row.topic or 'any topic'}{where} → {row.body}"
