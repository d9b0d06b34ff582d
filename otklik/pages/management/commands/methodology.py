"""`otklik methodology list | preview | adopt`: how pages are scored, and changing it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.pages.formula_files import load_formula, load_json
from otklik.pages.methodologies import adopt_formula, preview_formula
from otklik.pages.models import Methodology
from otklik.pages.scoring import Colour
from otklik.shared.clock import now as read_clock
from otklik.shared.days import typed_day
from otklik.shared.errors import OtklikError


class Command(BaseCommand):
    """Shows methodologies, and lets a changed formula hold from a day on."""

    help = "Methodologies: `list` shows all versions, `preview` what another formula would change, `adopt` takes it."

    def add_arguments(self, parser: CommandParser) -> None:
        """A methodology by its code, a formula by its file."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="all versions and the days for which they hold")
        preview = acts.add_parser("preview", help="which pages would change their colour; nothing is stored")
        adopt = acts.add_parser("adopt", help="let a formula hold from a day on, as the next version")
        for act in (preview, adopt):
            act.add_argument("code", help="such as traffic-light")
            act.add_argument("file", type=Path, help="the formula as JSON")
        adopt.add_argument("--since", required=True, type=typed_day, metavar="DAY", help="such as 2027-01-01")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        try:
            match options["act"]:
                case "preview":
                    self._preview(options)
                case "adopt":
                    self._adopt(options)
                case _:
                    self._list()
        except OtklikError as why:
            raise CommandError(str(why)) from why

    def _list(self) -> None:
        for one in Methodology.objects.order_by("code", "version"):
            days = f"{one.since_on or 'from the beginning'} – {one.until_on or 'until another follows'}"
            self.stdout.write(f"{one.code} {one.version}: {one.name}, {days}")

    def _preview(self, options: dict[str, Any]) -> None:
        preview = preview_formula(options["code"], load_formula(options["file"]))
        for colour in Colour:
            self.stdout.write(f"{colour}: {preview.before.get(colour, 0)} → {preview.after.get(colour, 0)}")
        for one in preview.effects:
            points = f"{one.points_before} → {one.points_after}"
            self.stdout.write(f"  {one.page}: {one.before} → {one.after} ({points} points)")

    def _adopt(self, options: dict[str, Any]) -> None:
        raw = load_json(options["file"])
        adopted = adopt_formula(options["code"], raw, since_on=options["since"], by=None, now=read_clock())
        self.stdout.write(f"{adopted.code}, version {adopted.version}, holds from {adopted.since_on} on")
