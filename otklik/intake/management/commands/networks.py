"""`otklik networks parse <name> FILE… [--json] [--page ID]`: what a network's connector reads in kept bodies."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from otklik.networks.parse_files import as_plain, as_words, parse_files
from otklik.networks.registry import connector_for, names


class Command(BaseCommand):
    help = "Shows what a network's connector reads in files: webhook bodies, updates, answers of the network's API."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        parse = acts.add_parser("parse", help="reads files and shows the events in them; touches no database")
        parse.add_argument("network", choices=names())
        parse.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parse.add_argument("--page", default="", metavar="ID", help="the page's id; taken from the file when left out")
        parse.add_argument("--json", action="store_true", help="one JSON object a line, one line a file")

    def handle(self, *args: Any, **options: Any) -> None:
        connector = connector_for(options["network"])
        for outcome in parse_files(connector, options["files"], page_id=options["page"]):
            lines = [json.dumps(as_plain(outcome))] if options["json"] else as_words(outcome)
            for line in lines:
                self.stdout.write(line)
