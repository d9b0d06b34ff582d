"""`otklik residents erase`, `repeat`: what a resident asks for under 152-ФЗ, also after a restored backup."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from otklik.shared.clock import now
from otklik.shared.errors import OtklikError
from otklik.worker.erased_list import note_erased, repeat_all
from otklik.worker.erasing import erase_person, find_person
from otklik.worker.one_time import end_one_time


class Command(BaseCommand):
    """Erases a resident."""

    help = (
        "Residents: `erase NETWORK NUMBER` takes the name, the number and the words of a resident out of everything. "
        "What an open objection or a hold needs goes by itself when that ends. "
        "`repeat`, after a backup was restored, erases again whoever was erased since, and signs everybody out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        erase = acts.add_parser("erase", help="cannot be undone; without --yes it only tells what would go")
        erase.add_argument("network", help="the name of the network, as `page list` shows it")
        erase.add_argument("number", help="the number of the account there, as the case shows it")
        erase.add_argument("--because", default="", help="the letter in which it was asked for: its number and day")
        erase.add_argument("--yes", action="store_true", help="do it")
        erase.add_argument("--json", action="store_true", help="print one JSON object")
        acts.add_parser("repeat", help="after a backup was restored: erase again whoever was erased since it was made")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "repeat":
            self._repeat()
        else:
            self._erase(options)

    def _repeat(self) -> None:
        end_one_time()
        again = repeat_all(now=now())
        self.stdout.write(again.words)
        if again.failed:
            raise CommandError(again.failures)

    def _erase(self, options: dict[str, Any]) -> None:
        try:
            person = find_person(options["network"], options["number"])
            if not options["yes"]:
                self.stdout.write(
                    f"{person.name or 'A nameless account'}: {len(person.texts)} texts. Add --yes to erase."
                )
                return
            if not options["because"]:
                raise CommandError("Say --because: by which letter or request. It stays in the audit log.")
            note_erased(person.network, person.external_id, now=now())  # first: no backup must bring them back
            erased = erase_person(person, by=None, because=options["because"], now=now())
        except OtklikError as why:
            raise CommandError(str(why)) from why
        if options["json"]:
            self.stdout.write(json.dumps(asdict(erased), ensure_ascii=False))
            return
        self.stdout.write(f"Erased: {erased.messages} messages in {erased.cases} cases, {erased.decisions} decisions.")
        self.stdout.writelines(f"{line}\n" for line in erased.remains)
