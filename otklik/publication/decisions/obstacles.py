"""Why a case is not published: nobody may, it was taken back, or a person has to look first."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal
from otklik.intake.acts import OWN_PAGE, has_publish_consent
from otklik.intake.models import ResidentMessage
from otklik.publication.decisions.doubts import doubt_of
from otklik.publication.decisions.rules import COLUMN_OF, WITH_CONSENT, ways_of
from otklik.publication.models import Decision
from otklik.shared.words import marked as _
from otklik.triage.findings import PERSONAL_DATA, PROFANITY
from otklik.triage.models import Finding

TAKEN_OUT = (PERSONAL_DATA, PROFANITY)
"""Grounds that the redactions mend; for every other one a person has to look first."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why it is not published. `waits`: a person who looks can let it pass."""

    because: str = ""
    waits: bool = False


NONE = Obstacle()


def hash_words(text: str, answer: str) -> str:
    """By which words a person's look is known again."""
    return hashlib.sha256(f"{text}\0{answer}".encode()).hexdigest()


def obstacle_to(
    appeal: Appeal,
    first: ResidentMessage | None,
    answer: Answer,
    decision: Decision,
    *,
    people: Sequence[str],
    officials: Callable[[], Sequence[str]],
) -> Obstacle:
    """What stands against publishing an answered case; `NONE` where nothing does.

    `officials`: tells `officials_of` the answer, asked only where it comes to the words.
    """
    if first is None or appeal.channel not in COLUMN_OF:
        return Obstacle(_("It was not said in public."))
    found = _of_its_author(first) or _of_the_rule(appeal, first, answer, decision)
    if found:
        return Obstacle(found)
    if decision.withdrawn_because:
        return Obstacle(_("A person took it back."))
    return _looked_at(first, answer, decision, people=people, officials=officials)


def _of_its_author(first: ResidentMessage) -> str:
    if first.is_erased:
        return _("The author asked to be erased.")
    if first.is_hidden:
        return _("It was hidden on the page.")
    return _("The resident deleted it.") if first.is_deleted else ""


def _of_the_rule(appeal: Appeal, first: ResidentMessage, answer: Answer, decision: Decision) -> str:
    given_on = (answer.sent_at or answer.written_at).astimezone(ZoneInfo(appeal.body.zone)).date()
    if not ways_of(appeal.body_id, given_on).allow(appeal.channel):
        return _("By the rule of the body what comes this way is not published.")
    if appeal.channel in WITH_CONSENT and not _has_consent(appeal, first, decision):
        return _("Its author did not agree to publishing.")
    return ""


def _has_consent(appeal: Appeal, first: ResidentMessage, decision: Decision) -> bool:
    if appeal.channel == OWN_PAGE:
        return has_publish_consent(first)
    return bool(decision.consent_because)


def _looked_at(
    first: ResidentMessage,
    answer: Answer,
    decision: Decision,
    *,
    people: Sequence[str],
    officials: Callable[[], Sequence[str]],
) -> Obstacle:
    """A look counts for the words it was cast at; after an edit nothing of the changed words goes out by itself."""
    if decision.looked_of == hash_words(first.text, answer.text):
        return NONE
    if decision.edited_text or decision.edited_answer:
        return Obstacle(
            _("The words changed after a person had edited the copy: a person has to look again."), waits=True
        )
    found = Finding.objects.filter(verdict__message=first, verdict__is_current=True)
    if found.exclude(ground__in=TAKEN_OUT).exists():
        return Obstacle(_("A rule found something in the text: a person has to look first."), waits=True)
    doubt = doubt_of(first.text, people=people) or doubt_of(answer.text, people=people, officials=officials())
    return Obstacle(doubt, waits=True) if doubt else NONE
