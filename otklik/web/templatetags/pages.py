"""Words and signs of the register of pages for its templates."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from otklik.audit.acts import ACTS
from otklik.pages.register import BadgeKnown
from otklik.web.desk.marks import Mark
from otklik.web.desk.pages import page_marks

register = template.Library()


@register.filter
def badge_mark(known: str) -> Mark:
    """Icon, colour and word of what is known of a badge."""
    return page_marks.BADGES[BadgeKnown(known)]


@register.filter
def standing_mark(standing: str) -> Mark:
    """Icon, colour and word of the proof of ownership."""
    return page_marks.STANDINGS[standing]


@register.filter
def proof_kind_mark(kind: str) -> Mark:
    """Icon and word of a way to prove ownership."""
    return page_marks.PROOF_KINDS[kind]


@register.filter
def proof_state_mark(state: str) -> Mark:
    """Icon, colour and word of where a proof stands."""
    return page_marks.PROOF_STATES[state]


@register.filter
def category_name(category: str) -> str:
    """Flagship, active, visiting card."""
    return gettext(page_marks.CATEGORIES[category])


@register.filter
def page_act(act: str) -> str:
    """What was done, as the history of a page tells it."""
    return gettext(ACTS.get(act, act))


@register.filter
def page_field(field: str) -> str:
    """A field that was changed."""
    return gettext(page_marks.PAGE_FIELDS.get(field, field))


@register.filter
def page_change(change: str) -> str:
    """How a field was changed, or a word of ours."""
    return " → ".join(gettext(page_marks.VALUES.get(part, part)) for part in str(change).split(" → ") if part)


@register.filter
def yes_no(value: bool | None) -> str:  # noqa: FBT001 (a filter)
    """Yes, no, or not known."""
    return gettext({True: "yes", False: "no", None: "not known"}[value])


@register.filter
def spaced(number: int) -> str:
    """A number with its thousands apart."""
    return number_format(number, force_grouping=True)
