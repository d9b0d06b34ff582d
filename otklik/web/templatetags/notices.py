"""The bell, and words of letters."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from otklik.notices.selectors import NoticeRow, count_unread

register = template.Library()

_LETTERS = {
    "waiting": gettext_noop("the letter waits"),
    "sending": gettext_noop("the letter is being sent"),
    "sent": gettext_noop("letter sent"),
    "failed": gettext_noop("the letter was not taken"),
    "unknown": gettext_noop("the letter may not have arrived"),
}


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """How many notices the person at the desk has not seen."""
    request = context.get("request")
    counted = getattr(request, "frame_counts", None)
    if counted is not None:
        return int(counted.notices)
    viewer = getattr(request, "viewer", None)
    return count_unread(viewer.staff_id) if viewer else 0


@register.filter
def letter_name(state: str) -> str:
    """How far a letter is."""
    return gettext(_LETTERS.get(state, state))


@register.filter
def notice_address(notice: NoticeRow) -> str:
    """Where one sees what a notice tells of."""
    if notice.clock == "run":
        return reverse("desk:bulk_runs")
    if not notice.number:
        return reverse("desk:hooks")
    if notice.kind == "task":
        return f"{reverse('desk:tasks')}#task-{notice.number}"
    return reverse("desk:case", args=[notice.number]) + ("#answer" if notice.kind == "warning" else "")
