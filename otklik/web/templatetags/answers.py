"""Words of answers: steps of the approval, reasons, what belongs to an id."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from otklik.shared.errors import OtklikError
from otklik.web.desk.answer_words import STEPS

register = template.Library()


@register.filter
def step_name(step: str) -> str:
    """Whose word is asked for."""
    return gettext(STEPS[step])


@register.filter
def said(why: OtklikError) -> str:
    """Why something cannot be done, in words."""
    return why.say(gettext)


@register.filter
def of(values: Mapping[int, str], key: int) -> str:
    """What belongs to this id; empty where nothing does."""
    return values.get(key, "")
