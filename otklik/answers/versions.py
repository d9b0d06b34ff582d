"""The versions of a text: each as one editor left it. Who edited is kept to the end: an editor approves nothing."""

from datetime import datetime, timedelta

from otklik.answers.models import Answer, AnswerVersion
from otklik.appeals.models import Appeal
from otklik.delivery.services import hash_text

ONE_SITTING = timedelta(minutes=15)
"""What one person types in a row is one version: a draft is saved every few seconds."""


def keep_version(appeal: Appeal, text: str, *, answer: Answer | None, by_id: int | None, now: datetime) -> None:
    """Write down the text as this editor leaves it; unchanged it makes no version."""
    last = AnswerVersion.objects.filter(appeal=appeal, answer=answer).order_by("-id").first()
    if last is not None and last.text == text:
        return
    if last is not None and answer is None and last.by_id == by_id and now - last.at < ONE_SITTING:
        last.text, last.text_hash = text, hash_text(text)
        last.save(update_fields=["text", "text_hash"])
        return
    AnswerVersion.objects.create(
        appeal=appeal, answer=answer, text=text, text_hash=hash_text(text), by_id=by_id, at=now
    )


def hand_over_versions(appeal: Appeal, answer: Answer) -> None:
    """What was the draft's is the answer's from now on, with all its editors."""
    AnswerVersion.objects.filter(appeal=appeal, answer=None).update(answer=answer)


def give_back_versions(answer: Answer) -> None:
    """A draft begins from an answer: who had a hand in that has one in this."""
    newest = {version.by_id: version for version in answer.versions.order_by("id")}
    AnswerVersion.objects.bulk_create(
        AnswerVersion(appeal_id=one.appeal_id, text=one.text, text_hash=one.text_hash, by_id=one.by_id, at=one.at)
        for one in sorted(newest.values(), key=lambda one: one.id)
    )


def forget_versions(appeal: Appeal) -> None:
    """The case was answered another way: nothing comes of the draft."""
    AnswerVersion.objects.filter(appeal=appeal, answer=None).delete()


def editors_of(answer: Answer) -> frozenset[int]:
    """Everybody who had a hand in the text."""
    people = set(answer.versions.exclude(by=None).values_list("by_id", flat=True))
    return frozenset(one for one in people | {answer.by_id} if one is not None)
