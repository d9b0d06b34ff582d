"""The way of an answer: who did what already, whose turn it is, what comes after. Plain."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from otklik.answers.selectors import AnswersOfCase, AnswerView
from otklik.appeals.selectors import CaseView
from otklik.appeals.states import CLOSED_STATES, State
from otklik.pages.public_selectors import look_of
from otklik.web.desk.clocks import moment

_BEFORE_WORK = frozenset({State.NEW, State.IN_MODERATION, State.MISROUTED})


@dataclass(frozen=True, slots=True)
class PathStep:
    """One station of the way: `place` is done, now or next."""

    place: str
    name: str
    more: str = ""


def path_of(case: CaseView, answers: AnswersOfCase, *, now: datetime) -> tuple[PathStep, ...]:
    """The stations from assigning to publication, as far as this body needs them."""
    last = answers.last if answers.last and answers.last.state != "sent_back" else None
    steps = [_assigned(case, now=now), _written(case, last, now=now)]
    if last is None and case.state in CLOSED_STATES:
        return tuple(steps)
    if answers.needs_approval:
        steps.append(_approved(case, last, now=now))
    steps.append(_published(case, last, now=now))
    return tuple(steps)


def _assigned(case: CaseView, *, now: datetime) -> PathStep:
    if case.state in _BEFORE_WORK:
        more = _("returned by: %(body)s") if case.is_returned else _("proposed: %(body)s")
        return PathStep("now", _("Whose is it?"), more % {"body": case.body})
    when = moment(case.times.assigned_at, now=now) if case.times.assigned_at else ""
    more = ", ".join(part for part in (case.executor, when) if part)
    return PathStep("done", _("Passed to: %(body)s") % {"body": case.body}, more)


def _written(case: CaseView, last: AnswerView | None, *, now: datetime) -> PathStep:
    if last is not None:
        more = ", ".join(part for part in (last.by, moment(last.written_at, now=now)) if part)
        return PathStep("done", _("Answer written"), more or _("in the network itself"))
    if case.duplicate_of is not None:
        return PathStep(
            "done", _("Joined to No. %(number)s") % {"number": case.duplicate_of}, _("it is answered there")
        )
    if case.state in CLOSED_STATES:
        return PathStep("done", _("Closed without an answer"))
    place = "next" if case.state in _BEFORE_WORK else "now"
    return PathStep(place, _("The answer is written"), "" if case.is_returned else case.executor or case.body)


def _approved(case: CaseView, last: AnswerView | None, *, now: datetime) -> PathStep:
    if last is not None and last.approved_at is not None:
        return PathStep("done", _("Approved"), f"{last.approved_by}, {moment(last.approved_at, now=now)}")
    if last is not None and last.state == "external":
        return PathStep("done", _("Without approval"), _("given outside the desk"))
    place = "now" if case.state is State.AWAITING_APPROVAL else "next"
    return PathStep(place, _("Approval"), _("by another person than the author"))


def _published(case: CaseView, last: AnswerView | None, *, now: datetime) -> PathStep:
    network = look_of(case.page.network).short_name if case.page else ""
    name = _("Published in %(network)s") % {"network": network} if network else _("Told to the resident")
    if last is None or last.state == "submitted":
        return PathStep("next", name)
    if last.state in ("sent", "external"):
        return PathStep("done", name, moment(last.sent_at, now=now) if last.sent_at else "")
    words = {"sending": _("being sent"), "failed": _("not sent"), "unknown": _("nobody knows whether it stands there")}
    return PathStep("now", name, words.get(last.state, ""))
