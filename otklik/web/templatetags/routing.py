"""Words of routing for the templates of the desk."""

from django import template
from django.utils.translation import gettext

from otklik.appeals.route_faults import FaultKind
from otklik.appeals.route_troubles import TROUBLE_WORDS, TroubleKind
from otklik.appeals.routing import ROUTE_REASON_NAMES, Broken, RouteReason
from otklik.appeals.sharing import GIVEN_NAMES, WAY_NAMES, Given, Way
from otklik.web.desk import route_words
from otklik.web.desk.case import why_due

register = template.Library()


@register.filter
def condition(pair: tuple[str, str]) -> str:
    """What a rule asks for."""
    return route_words.condition_in_words(*pair)


@register.filter
def fault(pair: tuple[FaultKind, int | None]) -> str:
    """What is wrong with a rule."""
    return route_words.fault_in_words(*pair)


@register.filter
def broken_words(kind: Broken | TroubleKind) -> str:
    """Why a rule cannot be followed."""
    return gettext(TROUBLE_WORDS[TroubleKind(kind)][0])


@register.filter
def mend_words(kind: Broken | TroubleKind) -> str:
    """How to mend it."""
    return gettext(TROUBLE_WORDS[TroubleKind(kind)][1])


@register.filter
def route_reason(because: RouteReason) -> str:
    """By what a body was found."""
    return gettext(ROUTE_REASON_NAMES[because])


@register.filter
def given_words(given: Given) -> str:
    """How the person was found."""
    return gettext(GIVEN_NAMES[given])


@register.filter
def policy_words(name: str) -> str:
    """What a deadline policy is called."""
    return why_due.policy_name(name)


@register.filter
def way_name(way: str) -> str:
    """How a rule finds the person."""
    return gettext(WAY_NAMES[Way(way)])
