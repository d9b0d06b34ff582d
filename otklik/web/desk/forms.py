"""What forms and addresses of the desk send, read and checked."""

from datetime import date, timedelta
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date

from otklik.appeals.errors import UnfitValue
from otklik.shared.words import marked as _

NO_VERSION = -1

FURTHEST = timedelta(days=366)
"""How far ahead a date may lie: a slip of the finger must not put a case off for ever."""

_LONGEST: Final = 18
"""Figures: what a number of the database holds, whatever they are."""


def number_in(text: str) -> int | None:
    """A whole number, written in plain figures; None for nothing and for nonsense."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None


def find_id(text: str, *, field: str) -> int | None:
    """A number from a list; None for no choice. Raises UnfitValue."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise UnfitValue(_("There is no such choice."), field=field, mend=_("Choose one from the list."))
    return int(text)


def version_of(values: QueryDict) -> int:
    """The version that the form was drawn from; a form without one counts as drawn long ago."""
    text = values.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else NO_VERSION


def find_date(text: str, *, field: str, today: date) -> date | None:
    """A date as the browser sends it, at most a year ahead; None for an empty field. Raises UnfitValue."""
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise UnfitValue(_("There is no such date."), field=field, mend=_("Write it as 2026-12-31."))
    return within_a_year(day, field=field, today=today)


def find_day(text: str) -> date | None:
    """A day as a form sends it; None where it is empty or none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


class DeskForm(forms.Form):
    """A form in the look of the desk; `prefix` keeps the ids of two forms on a page apart, never the names."""

    def __init__(self, values: QueryDict | None = None, *, ids: str = "id", **options: object) -> None:
        super().__init__(values, auto_id=f"{ids}_%s", **options)  # type: ignore[arg-type]
        for field in self.fields.values():
            is_choice = isinstance(field.widget, forms.Select)
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def refuse(self, field: str, why: str) -> None:
        """Say at the field what a service found wrong; at the form where it has no such field."""
        self.add_error(field if field in self.fields else None, why)


def within_a_year[D: date | None](day: D, *, field: str, today: date) -> D:
    """The same day. Raises UnfitValue where it is more than a year ahead."""
    if day is not None and day > today + FURTHEST:
        raise UnfitValue(_("This date is more than a year ahead."), field=field, mend=_("Choose an earlier one."))
    return day
