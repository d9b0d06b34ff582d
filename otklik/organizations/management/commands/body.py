"""`otklik body add | list`: public bodies of an installation."""

import argparse
from datetime import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.organizations.errors import NotPossible, UnfitEntry
from otklik.organizations.models import Body, BodyLevel, Territory, TerritoryLevel
from otklik.organizations.selectors import list_bodies
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.shared.clock import now as read_clock
from otklik.topics.selectors import ids_by_code


class Command(BaseCommand):
    """Enters bodies into the tree, or lists them."""

    help = "Public bodies: `add` enters one or brings its card up to date; `list` shows all."

    def add_arguments(self, parser: CommandParser) -> None:
        """The card of a body."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="enter a body, or bring its card up to date")
        add.add_argument("slug", help="its short name in addresses, in Latin letters: school-8")
        add.add_argument("--name", required=True, help="the full name")
        add.add_argument("--short-name", default="", help="as lists show it; left out: the full name")
        add.add_argument("--region", required=True, help="the region; entered when it is not known yet")
        add.add_argument("--municipality", default="", help="left out for a body of the whole region")
        add.add_argument("--level", default="", choices=BodyLevel.values, help="where it stands in the tree")
        add.add_argument("--ogrn", default="", help="the state registration number, 13 digits")
        add.add_argument("--sphere", default="", help="for the filters of the directory: Образование")
        add.add_argument("--further-sphere", action="append", default=[], help="up to two more")
        add.add_argument("--parent", default="", metavar="SLUG", help="the body above it")
        add.add_argument("--founder", default="", metavar="SLUG", help="the body whose sphere it belongs to")
        add.add_argument("--zone", default=settings.TIME_ZONE, help=f"its time zone ({settings.TIME_ZONE})")
        add.add_argument("--hours", type=_hours, default=(time(8), time(17)), help="of work: 08:00-17:00")
        add.add_argument("--break", type=_hours, default=(None, None), dest="pause", help="at noon: 12:00-13:00")
        add.add_argument("--requires-approval", action="store_true", help="a second person approves every answer")
        add.add_argument("--regional-centre", action="store_true", help="its people look at the whole region")
        add.add_argument("--phone", default="")
        add.add_argument("--email", default="", help="in the body's own domain: a proof of ownership may be sent there")
        add.add_argument("--site", default="", help="with https://")
        add.add_argument("--address", default="", help="of its office")
        add.add_argument("--head", default="", metavar="NAME", help="who heads it, in full; everybody reads it")
        add.add_argument("--head-post", default="", metavar="POST", help="as what: Директор")
        add.add_argument("--population", type=int, help="how many people it serves")
        add.add_argument("--competence", action="append", default=[], metavar="CODE", help="a topic it answers for")
        acts.add_parser("list", help="all bodies with their short names in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter or list."""
        if options["act"] == "list":
            for row in list_bodies():
                self.stdout.write(f"{row.slug:24} {row.name}")
            return
        try:
            body = enter_body(_card(options), competences=_topics(options["competence"]), now=read_clock())
        except (UnfitEntry, NotPossible) as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"entered: {body.name} ({body.slug})")


def _card(options: dict[str, Any]) -> BodyCard:
    opens, closes = options["hours"]
    pause_from, pause_to = options["pause"]
    return BodyCard(
        slug=options["slug"],
        name=options["name"],
        short_name=options["short_name"] or options["name"][:120],
        territory_id=_territory(options["region"], options["municipality"]).id,
        sphere=options["sphere"],
        parent_id=_id_of(options["parent"]),
        founder_id=_id_of(options["founder"]),
        zone=options["zone"],
        workday_from=opens,
        workday_to=closes,
        break_from=pause_from,
        break_to=pause_to,
        requires_approval=options["requires_approval"],
        is_regional_centre=options["regional_centre"],
        level=options["level"],
        ogrn=options["ogrn"],
        further_spheres=tuple(options["further_sphere"]),
        phone=options["phone"],
        email=options["email"],
        site=options["site"],
        address=options["address"],
        head_name=options["head"],
        head_post=options["head_post"],
        population=options["population"],
    )


def _topics(codes: list[str]) -> list[int] | None:
    if not codes:
        return None
    known = ids_by_code(codes)
    if unknown := [code for code in codes if code not in known]:
        raise CommandError(f"There is no topic {', '.join(unknown)}; `otklik topics` enters those of the rubricator.")
    return list(known.values())


def _territory(region: str, municipality: str) -> Territory:
    place = enter_territory(TerritoryLevel.REGION, region)
    return enter_territory(TerritoryLevel.MUNICIPALITY, municipality, parent=place) if municipality else place


def _id_of(slug: str) -> int | None:
    if not slug:
        return None
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise CommandError(f"There is no body {slug}; `otklik body list` shows all. Enter the one above first.")
    return body.id


def _hours(text: str) -> tuple[time, time]:
    try:
        since, until = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise argparse.ArgumentTypeError("must look like 08:00-17:00") from None
    if since >= until:
        raise argparse.ArgumentTypeError("must end later than it begins")
    return since, until
