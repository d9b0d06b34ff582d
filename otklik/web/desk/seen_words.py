"""In what way a case was seen before, in words for a clerk: «the same house, similar words, 3 h earlier»."""

from datetime import timedelta

from django.utils.translation import gettext as _

from otklik.appeals.selectors import AlikeCase
from otklik.shared.words import marked
from otklik.web.desk.clocks import span

KINDS = {
    "problem": marked("seems to be about the same"),
    "author": marked("the same author"),
    "copy": marked("a copy"),
}
GROUNDS = {
    "same_house": marked("the same street and house"),
    "same_street": marked("the same street or place"),
    "same_route": marked("the same route"),
    "same_institution": marked("the same institution"),
    "same_landmark": marked("the same landmark"),
    "same_subject": marked("about the same thing"),
    "same_words": marked("the same words"),
    "like_words": marked("similar words"),
    "same_author": marked("the same author"),
    "other_subject": marked("perhaps about something else"),
    "long_ago": marked("long ago"),
}


def reasons(alike: AlikeCase) -> str:
    """Why two cases seem to be one, and how much time lies between them."""
    words = [_(GROUNDS[ground]) for ground in alike.grounds if ground in GROUNDS]
    return ", ".join([*words, _gap(alike.hours_since)])


def _gap(hours_since: float) -> str:
    length = timedelta(hours=abs(hours_since))
    if length < timedelta(minutes=1):
        return _("at the same time")
    words = _("%(time)s earlier") if hours_since > 0 else _("%(time)s later")
    return words % {"time": span(length)}
