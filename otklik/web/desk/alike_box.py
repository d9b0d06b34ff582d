"""What the page of a case shows of others that seem to be the same, and of joined ones that wait for its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.web.desk.place_map import Nearby, nearby_of


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
