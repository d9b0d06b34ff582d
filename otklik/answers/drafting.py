"""The shared draft of a case: one text, who holds it, what happens when two write at once, who has the page open."""

from datetime import datetime, timedelta

from django.db import transaction

from otklik.answers.errors import DraftChanged, HeldByAnother
from otklik.answers.models import Answer, AnswerKind, Draft, Presence
from otklik.answers.versions import forget_versions, give_back_versions, hand_over_versions, keep_version
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer

THERE = timedelta(seconds=50)
"""A page says every twenty seconds that it is open."""

MOST_DRAFT_CHARACTERS = 20_000

HOLD = timedelta(minutes=2)
"""How long after the last key nobody else may save."""


def save_draft(number: int, *, kind: str, text: str, by: Viewer, now: datetime, seen: int | None = None) -> int:
    """Keep what a person has typed; an empty text forgets it, not who had a hand in it. Returns how often it was saved.

    `seen` is the save that the page shows, 0 where there was none, None for who looked at no page. Raises DraftChanged,
    HeldByAnother.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        draft = check_draft(appeal, by=by, seen=seen, now=now)
        if not text.strip():
            # the versions stay: whoever empties a text and lets another write it anew has had a hand in it all the same
            Draft.objects.filter(appeal=appeal).delete()
            return 0
        return put_draft(appeal, draft, kind=AnswerKind(kind), text=text, by_id=by.staff_id, now=now).saves


def take_over(number: int, *, by: Viewer, now: datetime) -> None:
    """Write on where another person stopped; their next save is refused and shows them what changed."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        Draft.objects.filter(appeal=appeal).update(held_by=by.staff_id, held_until=now + HOLD)


def check_draft(appeal: Appeal, *, by: Viewer, seen: int | None, now: datetime) -> Draft | None:
    """The draft of a locked case, if this person may write over it. Raises DraftChanged, HeldByAnother."""
    draft = Draft.objects.select_related("by", "held_by").filter(appeal=appeal).first()
    if draft is None:
        return None
    if draft.held_by is not None and draft.held_by_id != by.staff_id and draft.held_until and draft.held_until > now:
        raise HeldByAnother(by=draft.held_by.name, theirs=draft.text)
    if seen is not None and seen != draft.saves and draft.by_id != by.staff_id:
        raise DraftChanged(by=draft.by.name, at=draft.saved_at, theirs=draft.text)
    return draft


def put_draft(appeal: Appeal, draft: Draft | None, *, kind: AnswerKind, text: str, by_id: int, now: datetime) -> Draft:
    """Write the draft and its version; who writes holds it for a while."""
    draft = draft or Draft(appeal=appeal, saves=0)
    draft.kind, draft.text, draft.saved_at = kind, text[:MOST_DRAFT_CHARACTERS], now
    draft.by_id = draft.held_by_id = by_id
    draft.held_until = now + HOLD
    draft.saves += 1
    draft.save()
    keep_version(appeal, draft.text, answer=None, by_id=by_id, now=now)
    return draft


def make_of_draft(appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    """The draft has become this answer, with all its versions and the last one."""
    keep_version(appeal, answer.text, answer=None, by_id=answer.by_id, now=now)
    hand_over_versions(appeal, answer)
    Draft.objects.filter(appeal=appeal).delete()


def make_draft_of(appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    """The answer came back: its text is the draft again, before what was typed meanwhile."""
    if answer.by_id is None:
        return
    draft = Draft.objects.filter(appeal=appeal).first()
    give_back_versions(answer)
    text, kind = answer.text, AnswerKind(answer.kind)
    if draft is not None and draft.text.strip():
        text = f"{text}\n\n{draft.text}"
    put_draft(appeal, draft, kind=kind, text=text, by_id=answer.by_id, now=now)
    Draft.objects.filter(appeal=appeal).update(held_by=None, held_until=None)


def forget_draft(appeal: Appeal) -> None:
    """Nothing is typed any more."""
    Draft.objects.filter(appeal=appeal).delete()
    forget_versions(appeal)


def say_here(number: int, *, by: Viewer, now: datetime) -> tuple[str, ...]:
    """This person looks at a case that they may see. Returns who else does."""
    with transaction.atomic():
        appeal_id = Appeal.objects.values_list("id", flat=True).get(number=number)
        Presence.objects.filter(appeal_id=appeal_id, seen_at__lt=now - THERE).delete()
        Presence.objects.update_or_create(appeal_id=appeal_id, staff_id=by.staff_id, defaults={"seen_at": now})
    others = Presence.objects.filter(appeal_id=appeal_id).exclude(staff_id=by.staff_id)
    return tuple(others.order_by("staff__name").values_list("staff__name", flat=True))
