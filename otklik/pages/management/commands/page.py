"""`otklik page register | connect | hear | check | score | verify | list`: official pages and their connections."""

import getpass
import json
import secrets
import sys
from argparse import ArgumentParser
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.networks.registry import names
from otklik.organizations.models import Body
from otklik.organizations.rights import Scope
from otklik.pages.checks.registry import BY_CODE
from otklik.pages.errors import LookedLately
from otklik.pages.formula_files import SHIPPED, load_formula, load_snapshots, path_of
from otklik.pages.hearing import switch_hearing
from otklik.pages.listing import ConnectionQuery, list_connections
from otklik.pages.looking import ask_look
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.naming import page_id_in
from otklik.pages.scoring import Score, score
from otklik.pages.selectors import access_of
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.pages.trial import try_connection
from otklik.pages.verify import verify
from otklik.pages.verify_words import say_why
from otklik.shared.clock import now as read_clock
from otklik.shared.days import typed_day
from otklik.shared.errors import OtklikError
from otklik.shared.words import say_values

ASKED = {
    "community_token": "Token of the community",
    "admin_token": "Token of an administrator",
    "webhook_secret": "Secret key of webhooks (empty: one is made)",
    "confirmation": "String that the network wants to be answered with",
}


class Command(BaseCommand):
    """Enters pages, connects them, tries their tokens."""

    help = (
        "Official pages: `register` enters one, `connect` takes its tokens, `hear` says how its events come, "
        "`check` tries the tokens, `score` tries a formula on snapshots in a file, `verify` tells whether an address "
        "is that of an official page, `list` shows all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A page is named by its network and its id there."""
        acts = parser.add_subparsers(dest="act", required=True)
        register = acts.add_parser("register", help="enter a page, or bring its entry up to date")
        _add_page(register)
        register.add_argument("--owner", required=True, metavar="SLUG", help="the body whose page it is")
        register.add_argument("--name", required=True)
        register.add_argument("--url", default="")
        connect = acts.add_parser(
            "connect",
            help="take tokens and secrets: asked for at a terminal, else read from the input as lines name=value; "
            f"names: {', '.join(ASKED)}; what is left out stays as it was",
        )
        _add_page(connect)
        connect.add_argument(
            "--expire-on", type=typed_day, metavar="YYYY-MM-DD", help="when the first of the tokens ends"
        )
        hear = acts.add_parser("hear", help="by webhook, or by polling where no webhook can reach us")
        _add_page(hear)
        hear.add_argument("--by", required=True, choices=HearsBy.values)
        _add_page(acts.add_parser("check", help="try the tokens, and have the page looked at"))
        _add_score(acts.add_parser("score", help="score the snapshots in a JSON file: nothing is asked or stored"))
        verified = acts.add_parser("verify", help="is this address that of an official page?")
        verified.add_argument("addresses", nargs="+", metavar="ADDRESS", help="in any form; - reads one a line")
        verified.add_argument("--json", action="store_true", help="print one JSON object a line")
        acts.add_parser("list", help="all pages and how their connections do")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the seven."""
        match options["act"]:
            case "register":
                self._register(options)
            case "connect":
                self._connect(_page(options), expire_on=options["expire_on"])
            case "hear":
                self._hear(_page(options), HearsBy(options["by"]))
            case "check":
                self._check(_page(options))
            case "score":
                self._score(options)
            case "verify":
                self._verify(options)
            case _:
                self._list()

    def _score(self, options: dict[str, Any]) -> None:
        try:
            formula = load_formula(path_of(options["methodology"]))
            scores = [score(seen, formula) for seen in load_snapshots(options["file"])]
        except OtklikError as why:
            raise CommandError(str(why)) from why
        if options["json"]:
            told = [asdict(one) | {"missing": one.missing} for one in scores]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for number, one in enumerate(scores):
            self.stdout.write(f"[{number}] {_in_words(one)}")

    def _verify(self, options: dict[str, Any]) -> None:
        addresses = sys.stdin.read().splitlines() if options["addresses"] == ["-"] else options["addresses"]
        for address in addresses:
            found = verify(address)
            if options["json"]:
                told = {"url": address, "verdict": found.verdict, "why": found.why, "reason": say_why(found)}
                told["page"] = {**asdict(found.page)} if found.page else None
                self.stdout.write(json.dumps(told, ensure_ascii=False, default=str))
                continue
            whose = f" ({found.page.body_name})" if found.page else ""
            self.stdout.write(f"{found.verdict:12} {address}{whose}: {say_why(found)}")

    def _list(self) -> None:
        query = ConnectionQuery()
        while True:
            listed = list_connections(Scope(everything=True), query)
            for row in listed.rows:
                state = say_values(row.last_error, str) or row.health.name.lower().replace("_", " ")
                self.stdout.write(f"{row.network:8} {row.name} ({row.owner}): {state}")
            if listed.next is None:
                return
            query = replace(query, after=listed.next)

    def _register(self, options: dict[str, Any]) -> None:
        owner = Body.objects.filter(slug=options["owner"]).first()
        if owner is None:
            raise CommandError(f"There is no body {options['owner']}; `otklik body list` shows all.")
        try:
            page = register_page(
                owner,
                network=options["network"],
                external_id=_id_of(options),
                name=options["name"],
                url=options["url"],
            )
        except OtklikError as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"registered: {page.name} of {owner.short_name}")

    def _connect(self, page: Page, *, expire_on: date | None) -> None:
        known = _known_secrets(page)
        entered = replace(known, **_read_secrets())
        made = "" if entered.webhook_secret else secrets.token_urlsafe(16)
        entered = replace(entered, webhook_secret=entered.webhook_secret or made)
        if entered.community_token == known.community_token and entered.admin_token == known.admin_token:
            expire_on = expire_on or _known_expiry(page)
        connection = connect_page(page, secrets_entered=entered, by=None, now=read_clock(), tokens_expire_on=expire_on)
        self.stdout.write("Stored. Enter this in the settings of the network:")
        self.stdout.write(f"  address     {settings.OTKLIK_EDGE_URL}/hooks/{page.network}/{connection.key}/")
        self.stdout.write(f"  secret key  {made or 'the one that you gave'}")

    def _hear(self, page: Page, hears_by: HearsBy) -> None:
        try:
            switch_hearing(page, hears_by, by=None, now=read_clock())
        except OtklikError as why:
            raise CommandError(str(why)) from why
        told = {
            HearsBy.POLLING: "the worker takes our webhook away and asks for events from now on",
            HearsBy.WEBHOOK: "the worker subscribes our webhook again",
        }
        self.stdout.write(f"{page.name}: {told[hears_by]}; the page is read back meanwhile")

    def _check(self, page: Page) -> None:
        try:
            trial = try_connection(page, by=None, now=read_clock())
        except OtklikError as why:
            raise CommandError(str(why)) from why
        if trial.facts is None:
            raise CommandError(f"{trial.reason} {trial.next_step}".strip())
        facts = trial.facts
        self.stdout.write(f"{facts.name}, {facts.url}: {facts.members_count} members, badge {facts.badge}")
        self.stdout.write(f"the tokens allow: {', '.join(facts.rights) or 'nothing that the network tells'}")
        with suppress(LookedLately):
            ask_look(page, by=None, now=read_clock())
        self.stdout.write("the worker looks at the page next: its snapshot of today and its alarms follow")
        if trial.was_renewed:
            self.stdout.write("the webhook was not subscribed; now it is")


def _add_score(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--methodology", default="traffic-light", metavar="NAME", help=f"{', '.join(SHIPPED)}, or a JSON file"
    )
    parser.add_argument("--json", action="store_true", help="every result, for a program")
    parser.add_argument("file", type=Path, help="one snapshot or a list; the fields are those of `Seen`")


def _in_words(score: Score) -> str:
    lines = [
        f"{score.points} of {score.checked} checked: {score.colour if score.share is not None else 'not comparable'}"
    ]
    for result in score.results:
        check = BY_CODE[result.check]
        if result.value is None:
            lines.append(f"  ? {check.code}: {result.missing}")
        elif result.lost:
            said = check.wrong % {"value": f"{result.value:g}", "need": f"{result.need:g}"}
            lines.append(f"  -{result.lost} {check.code}: {said} {check.mend}")
    return "\n".join(lines)


def _add_page(parser: ArgumentParser) -> None:
    parser.add_argument("network", choices=names())
    parser.add_argument("external_id", help="the page's id in the network")


def _page(options: dict[str, Any]) -> Page:
    page = Page.objects.filter(network=options["network"], external_id=_id_of(options)).first()
    if page is None:
        raise CommandError("There is no such page in the register; use `otklik page register` first.")
    return page


def _id_of(options: dict[str, Any]) -> str:
    external_id = page_id_in(options["network"], options["external_id"])
    if not external_id:
        raise CommandError(
            f"{options['external_id']} is no id of a page in this network: take the number that its address names."
        )
    return external_id


def _known_secrets(page: Page) -> ConnectionSecrets:
    if not Connection.objects.filter(page=page).exists():
        return ConnectionSecrets()
    access = access_of(page)
    return ConnectionSecrets(
        community_token=access.community_token,
        admin_token=access.admin_token,
        webhook_secret=access.webhook_secret,
        confirmation=access.confirmation,
    )


def _known_expiry(page: Page) -> date | None:
    return Connection.objects.filter(page=page).values_list("tokens_expire_on", flat=True).first()


def _read_secrets() -> dict[str, str]:
    """What was entered and is not empty. Never an argument: others on the machine could see it."""
    if sys.stdin.isatty():
        answers = {name: getpass.getpass(f"{question}: ") for name, question in ASKED.items()}
    else:
        lines = [line.strip() for line in sys.stdin if line.strip()]
        answers = {name.strip(): value for name, _, value in (line.partition("=") for line in lines)}
    unknown = sorted(answers.keys() - ASKED.keys())
    if unknown:
        # the lines themselves may be tokens: only their number is told
        raise CommandError(f"{len(unknown)} line(s) name nothing that is known; names: {', '.join(ASKED)}")
    return {name: value.strip() for name, value in answers.items() if value.strip()}
