"""`otklik translations`: checks or updates the gettext catalogue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from otklik.project import translations

LOCALE = "ru"


class Command(BaseCommand):
    """Compares the texts of the code and the templates with the catalogue."""

    help = "Check that every text of the interface is translated, or take new texts into the catalogue."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="fail when a text has no translation")
        what.add_argument("--update", action="store_true", help="take new texts in, drop unused ones")

    def handle(self, *args: Any, **options: Any) -> None:
        gaps: list[translations.Gap] = []
        count = 0
        for folder in map(Path, settings.LOCALE_PATHS):
            po = folder / LOCALE / "LC_MESSAGES" / "django.po"
            wanted = translations.collect(folder.parent)
            if options["update"]:
                translations.update(po, wanted=wanted, locale=LOCALE)
            gaps += translations.find_gaps(translations.read_catalogue(po, locale=LOCALE), wanted=wanted)
            count += len(wanted)
        for gap in gaps:
            self.stdout.write(f"{gap.where}: {gap.msgid!r} {gap.wrong}")
        if gaps and options["check"]:
            raise CommandError(
                f"{len(gaps)} texts without a good translation; `otklik translations --update` adds them"
            )
        self.stdout.write(f"{count} texts, {len(gaps)} without a good translation")
