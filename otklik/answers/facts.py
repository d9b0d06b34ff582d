"""What was done, by the word of the executor: asked for an answer, told from the place."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Facts
from otklik.appeals.moves import demand_right, lock_case, tell_changed
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class FactsView:
    """A question to the executor and what was told; either may be missing."""

    id: int
    question: str
    asked_by: str
    asked_at: datetime | None
    text: str
    by: str
    at: datetime | None


def list_facts(appeal_id: int) -> list[FactsView]:
    """What was asked and told in a case that this person was already shown to have access to, oldest first."""
    rows = Facts.objects.filter(appeal_id=appeal_id).select_related("asked_by", "by").order_by("id")
    return [
        FactsView(
            id=row.id,
            question=row.question,
            asked_by=row.asked_by.name if row.asked_by else "",
            asked_at=row.asked_at,
            text=row.text,
            by=row.by.name if row.by else "",
            at=row.at,
        )
        for row in rows
    ]


def ask_facts(number: int, *, question: str, by: Viewer, now: datetime) -> None:
    """Ask whoever works the case out what was done. Raises AnswerRefused."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        words = _checked(question)
        Facts.objects.create(appeal=appeal, question=words, asked_by_id=by.staff_id, asked_at=now)
        tell_changed(appeal)


def tell_facts(number: int, *, text: str, by: Viewer, now: datetime) -> None:
    """Say what was done; it answers the newest question that waits. Raises AnswerRefused."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        words = _checked(text)
        facts = Facts.objects.filter(appeal=appeal, at=None).order_by("-id").first() or Facts(appeal=appeal)
        facts.text, facts.by_id, facts.at = words, by.staff_id, now
        facts.save()
        tell_changed(appeal)


def _checked(text: str) -> str:
    clean = text.replace("\x00", "").strip()
    if not clean:
        raise AnswerRefused(_("The text is empty."), mend=_("Write something."))
    if len(clean) > MOST_CHARACTERS:
        raise AnswerRefused(_("The text is too long."), mend=_("Make it shorter."))
    return clean
