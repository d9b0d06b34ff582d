"""Words and signs of the pages about staff."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.organizations.rights import Role
from otklik.organizations.staff_card import Letter
from otklik.web.desk import marks, people_forms

register = template.Library()


@register.filter
def role_name(role: Role) -> str:
    """What a role is called."""
    return gettext(people_forms.ROLES[role])


@register.filter
def letter_mark(letter: Letter) -> marks.Mark:
    """Icon, colour and words of how far a letter is."""
    return people_forms.LETTERS[letter]


@register.simple_tag
def days(since: date | None, until: date | None) -> str:
    """A stretch of days in words; an open end has none."""
    if since is None and until is None:
        return gettext("without an end")
    if since == until and since is not None:
        return _day(since)
    if until is None:
        return gettext("from %(day)s") % {"day": _day(since)}
    if since is None:
        return gettext("until %(day)s") % {"day": _day(until)}
    return gettext("%(since)s – %(until)s") % {"since": _day(since), "until": _day(until)}


def _day(day: date | None) -> str:
    return date_format(day, "d.m.Y") if day else ""
