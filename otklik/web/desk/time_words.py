"""Stretches of time and shares in words."""

from datetime import timedelta

from django.utils.translation import gettext as _


def words_of(time: timedelta | None) -> str:
    """A time in the two largest units; a dash where there is none."""
    if time is None:
        return "—"
    minutes = round(time.total_seconds() / 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(h)s h %(m)s min") % {"h": minutes // 60, "m": minutes % 60}
    return _("%(d)s d %(h)s h") % {"d": minutes // 1440, "h": minutes % 1440 // 60}


def hours_of(time: timedelta | None) -> str:
    """Working time in hours, however many: a day of work is not 24 hours long. Nothing where there is none."""
    if time is None:
        return ""
    minutes = round(time.total_seconds() / 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(h)s h %(m)s min") % {"h": minutes // 60, "m": minutes % 60}


def share(percent: int | None) -> str:
    """A share; a dash where there is nothing to share."""
    return "—" if percent is None else f"{percent} %"
