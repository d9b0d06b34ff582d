"""Stores corrections and confirmations by staff as training examples: what was proposed, what was chosen."""

from datetime import datetime

from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.states import Act, Party
from otklik.appeals.subject import Judged, subject_of
from otklik.organizations.models import Body
from otklik.organizations.selectors import Viewer
from otklik.topics.selectors import codes_of
from otklik.triage.learning.keeping import Choice, keep_choices, topic_choices
from otklik.triage.models import Verdict
from otklik.triage.parts import Part


def teach_correction(appeal: Appeal, *, accepts_all: bool, by: Viewer, now: datetime) -> None:
    """Keep what a person said of topic, kind, importance and place; of the body too where all was accepted."""
    subject = subject_of(appeal)
    if subject is None or subject.verdict is None:
        return
    choices = _choices(appeal, subject.verdict)
    if accepts_all:
        choices.append(_body_choice(appeal, appeal.body))
    _keep(appeal, subject, choices, by=by, now=now)


def teach_body(appeal: Appeal, body: Body, *, by: Viewer, now: datetime) -> None:
    """Keep to whom a person passed the case. Call it before the case goes there: so far these people answer for it."""
    _keep(appeal, subject_of(appeal), [_body_choice(appeal, body)], by=by, now=now)


def _choices(appeal: Appeal, verdict: Verdict) -> list[Choice]:
    topic = codes_of([appeal.topic_id]).get(appeal.topic_id, "") if appeal.topic_id else ""
    choices = [
        *topic_choices(verdict, topic),
        Choice(Part.KIND, verdict.kind, verdict.kind_certainty, appeal.kind),
        Choice(Part.IMPORTANCE, verdict.importance, 0.0, appeal.importance),
    ]
    if verdict.address or appeal.address:
        choices.append(Choice(Part.ADDRESS, verdict.address, verdict.address_certainty, appeal.address))
    return choices


def _body_choice(appeal: Appeal, body: Body) -> Choice:
    """The machine's word is where its own rule passed the case on; none: it left the case for a person to sort."""
    by_rule = appeal.transitions.filter(act=Act.ASSIGN.value, actor=Party.SYSTEM.value, body__isnull=False)
    newest = by_rule.select_related("body").order_by("-id").first()
    proposed = newest.body.slug if newest and newest.body else ""
    return Choice(Part.BODY, proposed, float(appeal.decided_by.get("route_certainty", 0.0)), body.slug)


def _keep(appeal: Appeal, subject: Judged | None, choices: list[Choice], *, by: Viewer, now: datetime) -> None:
    if subject is None or subject.verdict is None:
        return
    version = subject.verdict.model_version
    keep_choices(subject.message, choices, model_version=version, place=place_of(appeal), by=by, now=now)
