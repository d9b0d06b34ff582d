"""In what way a case was seen before, in words for a clerk: «the same house, similar words, 3 h earlier»."""

from datetime import timedelta

from django.utils.translation import gettext

from otklik.appeals.selectors import AlikeCase
from otklik.notices.words import span
from otklik.shared.words import marked as _

GROUNDS = {
    "same_house": _("the same street and house"),
    "same_street": _("the same street or place"),
    "same_route": _("the same route"),
    "same_institution": _("the same institution"),
    "same_landmark": _("the same landmark"),
    "same_subject": _("about the same thing"),
    "same_words": _("the same words"),
    "like_words": _("similar words"),
    "same_author": _("the same author"),
    "other_subject": _("perhaps about something else"),
    "long_ago": _("long ago"),
}


def reasons(alike: AlikeCase) -> str:
    """Why two cases seem to be one, and how much time lies between them."""
    words = [gettext(GROUNDS[ground]) for ground in alike.grounds if ground in GROUNDS]
    return ", ".join([*words, _gap(alike.hours_since)])


def _gap(hours_since: float) -> str:
    length = timedelta(hours=abs(hours_since))
    if length < timedelta(minutes=1):
        return gettext("at the same time")
    words = gettext("%(time)s earlier") if hours_since > 0 else gettext("%(time)s later")
    return words % {"time": span(length)}
