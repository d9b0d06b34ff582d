"""Words and signs of bodies for the templates of the desk."""

from django import template
from django.utils.translation import gettext

from otklik.web.desk.bodies import body_form
from otklik.web.desk.marks import Mark

register = template.Library()


@register.filter
def level_name(level: str) -> str:
    """Region, ministry, municipality…; a dash where nobody has said."""
    return gettext(body_form.LEVELS[level]) if level in body_form.LEVELS else "—"


@register.filter
def body_turn_mark(kind: str) -> Mark:
    """Icon, colour and word of a turn in the history of a body."""
    return body_form.TURNS[kind]


@register.filter
def field_names(fields: tuple[str, ...]) -> str:
    """The entries of the card that were edited, in words."""
    return ", ".join(gettext(body_form.FIELDS.get(field, field)) for field in fields)
