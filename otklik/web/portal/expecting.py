"""Who would answer a message and until when, told before it is sent; another body, where its author knows better."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.core import signing
from django.utils.formats import date_format

from otklik.intake.accept_act import ActRefused, Expected, words_of
from otklik.organizations.finding.ranking import find_bodies
from otklik.publication.published.hinting import Hint, hint_at
from otklik.web.portal.register import load_register
from otklik.web.portal.report_form import Typed

_SALT: Final = "otklik.portal.expected"
_MOST_CHOICES: Final = 5


def choose_body(typed: Typed) -> Typed:
    """The form with the body that was chosen, or that fits the words best, and all that fit them to choose from."""
    if not typed.whom and not typed.to:
        return typed
    register, chosen = load_register(), name_of(typed.to)
    if not chosen:
        typed = replace(typed, to="")
    if not typed.whom or typed.whom == chosen:
        return typed
    found = [one.key for one in find_bodies(typed.whom, register.index)[:_MOST_CHOICES]]
    to = typed.to if typed.to in found else next(iter(found), "")
    return replace(typed, to=to, choices=tuple((key, name_of(key)) for key in found))


def name_of(to: str) -> str:
    """What a body is called; empty for none."""
    register = load_register()
    return register.entries[register.places[to]].body.name if to in register.places else ""


def foretell(typed: Typed, *, widget_page: int | None, now: datetime) -> Hint | None:
    """By the rules of routing and the terms as they stand now; None where nobody answers yet."""
    try:
        return hint_at(
            words_of(typed.as_sent(widget_page=None)), widget_page=widget_page, to=typed.to, point=typed.point, now=now
        )
    except ActRefused:
        return None


def until_told(expected: Expected) -> str:
    """Until when it is answered, where the body is: «5 December, 18:00»."""
    at = expected.answer_by
    return date_format(at.astimezone(ZoneInfo(expected.zone)), "j E, H:i") if at else ""


def sign_expected(expected: Expected) -> str:
    """As the form carries it to the next step."""
    return signing.dumps(expected.told(), salt=_SALT)


def read_expected(signed: str, *, to: str) -> Expected | None:
    """What the last look told; None where another body was chosen since."""
    try:
        expected = Expected.read(signing.loads(signed, salt=_SALT))
    except signing.BadSignature:
        return None
    return expected if expected and expected.to == to else None
