"""`otklik gazetteer import | list`: the streets, houses, settlements and landmarks of municipalities."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.gazetteer.errors import BadPlaces
from otklik.gazetteer.reading.rows import BadRow
from otklik.gazetteer.selectors import list_gazetteers
from otklik.gazetteer.services import import_places
from otklik.organizations.models import Territory
from otklik.shared.clock import now as read_clock

MOST_BAD_SHOWN = 50


class Command(BaseCommand):
    """Imports places from a file, and tells what is there."""

    help = (
        "Places that people name: `import` takes them from a CSV, .osm, Overpass or GeoJSON file; `list` counts them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A file and a municipality."""
        acts = parser.add_subparsers(dest="act", required=True)
        take = acts.add_parser("import", help="take places from a file: all of them or none")
        take.add_argument("file", type=Path, help="CSV with the columns what and name, or an extract of OpenStreetMap")
        take.add_argument("--municipality", required=True, metavar="ОКТМО", help="its ОКТМО or its name")
        take.add_argument("--replace", action="store_true", help="take away what the file does not name")
        take.add_argument("--dry-run", action="store_true", help="change nothing, tell what would change")
        acts.add_parser("list", help="the municipalities that have places, and how many")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two."""
        if options["act"] == "import":
            self._import(options)
            return
        for row in list_gazetteers():
            self.stdout.write(f"{row.oktmo or '-':11} {row.municipality:30} {row.places:6} {row.houses:7} {row.source}")

    def _import(self, options: dict[str, Any]) -> None:
        file: Path = options["file"]
        try:
            imported = import_places(
                file.read_bytes(), into=_municipality(options["municipality"]), source=file.name, by=None,
                now=read_clock(), replaces=options["replace"], is_trial=options["dry_run"],
            )  # fmt: skip
        except OSError as why:
            raise CommandError(f"There is no file {file} that can be read: {why.strerror}.") from why
        except BadRow as why:
            raise CommandError(str(why)) from why
        except BadPlaces as why:
            lines = [f"row {bad.number}: {bad}" for bad in why.rows[:MOST_BAD_SHOWN]]
            raise CommandError("\n".join([str(why), *lines])) from why
        tense = "would be" if options["dry_run"] else "are"
        self.stdout.write(
            f"places: {imported.new} {tense} new, {imported.changed} changed, {imported.same} the same, "
            f"{imported.removed} taken away; houses in the file: {imported.houses}"
        )


def _municipality(named: str) -> Territory:
    found = Territory.objects.filter(level="municipality")
    known = found.filter(oktmo=named) or found.filter(name__iexact=named)
    if not known:
        raise CommandError(f"There is no municipality {named}; `otklik territory list` shows all.")
    return known.order_by("id")[0]
