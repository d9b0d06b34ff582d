"""What the connectors know: `otklik networks parse <name> FILE… [--json] [--page ID]`, `otklik networks limits`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from otklik.networks.limits_in_words import as_markdown
from otklik.networks.parse_files import as_plain, as_words, parse_files
from otklik.networks.registry import CONNECTORS, connector_for, names


class Command(BaseCommand):
    help = "Shows what the networks' connectors read in files, and what each network can and cannot do."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        parse = acts.add_parser("parse", help="reads files and shows the events in them; touches no database")
        parse.add_argument("network", choices=names())
        parse.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parse.add_argument("--page", default="", metavar="ID", help="the page's id; taken from the file when left out")
        parse.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")
        acts.add_parser("limits", help="prints what each network can and cannot do, as docs/networks.md shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "limits":
            self.stdout.write("\n".join(as_markdown(CONNECTORS.values())))
            return
        connector = connector_for(options["network"])
        for outcome in parse_files(connector, options["files"], page_id=options["page"]):
            lines = [json.dumps(as_plain(outcome))] if options["json"] else as_words(outcome)
            for line in lines:
                self.stdout.write(line)
