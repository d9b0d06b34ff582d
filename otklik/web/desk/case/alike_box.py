"""What the page of a case shows of others that seem to be the same, and of joined ones that wait for its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from otklik.answers.selectors import texts_given
from otklik.answers.sending.merged_cases import PassingOn, find_passing_on
from otklik.appeals.selectors import (
    AlikeCase,
    AnsweredCase,
    CaseView,
    count_copies,
    list_alike,
    list_alike_answered,
)
from otklik.appeals.states import CLOSED_STATES
from otklik.notices.words import span
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _
from otklik.web.desk.case.place_map import Nearby, nearby_of

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


@dataclass(frozen=True, slots=True)
class AlikeBox:
    """The box «similar cases» as this person sees it."""

    cases: tuple[AlikeCase, ...]
    nearby: Mapping[int, Nearby]
    """Where they lie, by the id of the case."""
    copies: int
    """How many cases say the same words, this one included; 0 where it is the only one."""
    answered: tuple[AnsweredCase, ...]
    """The nearest answered ones, for whoever writes the answer."""
    given: Mapping[int, str]
    """What those were answered, by the id of the case."""
    can_join: bool
    is_open: bool


def alike_box(case: CaseView, *, viewer: Viewer) -> AlikeBox:
    """What seems to be the same as a case that this person was already shown to have access to."""
    answered, cases = list_alike_answered(viewer, case.number), list_alike(viewer, case.number)
    return AlikeBox(
        cases=cases,
        nearby=nearby_of(case, cases),
        copies=count_copies(viewer, [case.id]).get(case.id, 0),
        answered=answered,
        given=texts_given([one.id for one in answered]),
        can_join=case.may(Right.EDIT_CASE),
        is_open=case.state not in CLOSED_STATES,
    )


def passing_on_of(case: CaseView, *, viewer: Viewer, now: datetime) -> PassingOn | None:
    """The answer that joined residents have not got; None where there is none, or this person may not send it."""
    may_send = case.may(Right.EDIT_CASE) or case.may(Right.APPROVE_ANSWER)
    return find_passing_on(case.id, viewer=viewer, now=now) if may_send and case.keeps("appeal") else None


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
