"""`otklik territory add | list | import`: where bodies work, and what it looks like on the map."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.organizations.errors import UnfitEntry
from otklik.organizations.models import Territory, TerritoryLevel
from otklik.organizations.services import enter_territory
from otklik.organizations.territories import BadShapes, import_shapes, list_territories
from otklik.shared.clock import now as read_clock


class Command(BaseCommand):
    """Enters territories, lists them, and takes their shapes from GeoJSON."""

    help = "Territories: `add` enters one; `list` shows all; `import` takes their shapes from a GeoJSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """A territory, or a file."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="enter a territory")
        add.add_argument("level", choices=TerritoryLevel.values)
        add.add_argument("name")
        add.add_argument("--parent", default="", metavar="NAME", help="the name or the ОКТМО of what it lies in")
        add.add_argument("--oktmo", default="", help="8 digits of a municipality, 11 of a settlement")
        acts.add_parser("list", help="all territories, and which of them have a shape")
        shapes = acts.add_parser("import", help="take shapes from a GeoJSON file: all of them or none")
        shapes.add_argument("file", type=Path, help="its features name territories by `oktmo` or `name`")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        match options["act"]:
            case "add":
                self._add(options)
            case "import":
                self._import(options["file"])
            case _:
                for row in list_territories():
                    shape = "has a shape" if row.has_shape else ""
                    self.stdout.write(f"{row.level:13} {row.oktmo or '-':11} {row.name:40} {row.parent:30} {shape}")

    def _add(self, options: dict[str, Any]) -> None:
        try:
            parent = _territory(options["parent"]) if options["parent"] else None
            enter_territory(options["level"], options["name"], parent=parent, oktmo=options["oktmo"])
        except UnfitEntry as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"entered: {options['name']}")

    def _import(self, file: Path) -> None:
        try:
            count = import_shapes(file.read_bytes(), by=None, now=read_clock())
        except OSError as why:
            raise CommandError(f"There is no file {file} that can be read: {why.strerror}.") from why
        except UnfitEntry as why:
            raise CommandError(str(why)) from why
        except BadShapes as why:
            lines = [f"feature {bad.number} ({bad.name or 'without a name'}): {bad.why}" for bad in why.features]
            raise CommandError("\n".join([str(why), *lines])) from why
        self.stdout.write(f"imported: {count}")


def _territory(named: str) -> Territory:
    found = Territory.objects.filter(oktmo=named) or Territory.objects.filter(name=named).exclude(level="street")
    if not found:
        raise CommandError(f"There is no territory {named}; `otklik territory list` shows all.")
    return found.order_by("id")[0]
