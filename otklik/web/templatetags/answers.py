"""Words of answers: steps of the approval, reasons, what belongs to an id."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils.translation import gettext, ngettext

from otklik.shared.errors import OtklikError
from otklik.web.desk.clocks import deadline
from otklik.web.desk.settings.answer_words import STEPS

register = template.Library()


@register.filter
def step_name(step: str) -> str:
    """Whose word is asked for."""
    return gettext(STEPS[step])


@register.filter
def working_hours(minutes: int) -> str:
    """How long a step may take."""
    hours = minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 1)
    return ngettext("%(hours)s working hour", "%(hours)s working hours", int(hours)) % {"hours": hours}


@register.filter
def until(at: datetime, now: datetime) -> str:
    """Until when, to stand after «by»."""
    return deadline(at, now=now)


@register.filter
def refusal(why: OtklikError) -> str:
    """Why something cannot be done, in words."""
    return why.say(gettext)


@register.filter
def of[T](values: Mapping[int, T], key: int) -> T | str:
    """What belongs to this id; empty where nothing does."""
    return values.get(key, "")
