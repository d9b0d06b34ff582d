"""`otklik staff add | appoint | password | list`: who signs in to the desk, and in which roles."""

import argparse
import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import list_staff
from otklik.organizations.services import appoint, enter_staff
from otklik.shared.clock import now as read_clock
from otklik.shared.days import typed_day


class Command(BaseCommand):
    """Enters people, gives them roles and passwords."""

    help = "Staff: `add` enters a person with a role; `appoint` gives one more; `password` sets a new one; `list`."

    def add_arguments(self, parser: CommandParser) -> None:
        """A person, a role, a body."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="enter a person; the password is asked for, or read from the input")
        add.add_argument("email")
        add.add_argument("--name", required=True)
        add.add_argument("--post", default="", help="what the person is called at work")
        _add_role(add)
        more = acts.add_parser("appoint", help="give a person one more role")
        more.add_argument("email")
        _add_role(more)
        word = acts.add_parser("password", help="set a new password; it is asked for, or read from the input")
        word.add_argument("email")
        acts.add_parser("list", help="everybody with their roles of today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the four."""
        match options["act"]:
            case "add":
                self._add(options)
            case "appoint":
                self._appoint(_person(options["email"]), options)
            case "password":
                staff = _person(options["email"])
                enter_staff(staff.email, name=staff.name, post=staff.post, password=_read_password(staff))
                self.stdout.write(f"a new password is set for {staff.email}")
            case _:
                for row in list_staff(on=read_clock().date()):
                    self.stdout.write(f"{row.email:32} {row.name}: {', '.join(row.roles) or 'no role'}")

    def _add(self, options: dict[str, Any]) -> None:
        _body(options["body"])
        password = _read_password(Staff(email=options["email"], name=options["name"]))
        staff = enter_staff(options["email"], name=options["name"], post=options["post"], password=password)
        self._appoint(staff, options)

    def _appoint(self, staff: Staff, options: dict[str, Any]) -> None:
        body, role = _body(options["body"]), Role(options["role"])
        appoint(staff, body, role, since_on=options["since"], until_on=options["until"])
        self.stdout.write(f"{staff.name} <{staff.email}>: {role} in {body.short_name}")


def _add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    parser.add_argument("--body", required=True, metavar="SLUG")
    parser.add_argument("--since", type=typed_day, help="the first day: 2026-12-01")
    parser.add_argument("--until", type=typed_day, help="the last day")


def _person(email: str) -> Staff:
    staff = Staff.objects.filter(email__iexact=email).first()
    if staff is None:
        raise CommandError(f"Nobody signs in as {email}; `otklik staff list` shows everybody.")
    return staff


def _body(slug: str) -> Body:
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise CommandError(f"There is no body {slug}; `otklik body list` shows all.")
    return body


def _read_password(staff: Staff) -> str:
    """Asked for at a terminal, else the first line of the input: never an argument, which others could see."""
    if sys.stdin.isatty():
        password = getpass.getpass(f"Password for {staff.email}: ")
        if password != getpass.getpass("Once more: "):
            raise CommandError("The two passwords differ; nothing is changed.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password, staff)
    except ValidationError as weak:
        raise CommandError(" ".join(weak.messages)) from weak
    return password
