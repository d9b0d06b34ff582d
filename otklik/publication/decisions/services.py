"""Deciding what the public may see of a case, and writing the cleaned copy."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Func, Value
from django.db.models.functions import Coalesce

from otklik.answers.models import STANDS, Answer, AnswerKind, ResidentVerdict
from otklik.appeals.deferring import deferral_of
from otklik.appeals.joined import cases_below, find_main
from otklik.appeals.models import Appeal, AppealMessage
from otklik.appeals.searching import words_to_find
from otklik.appeals.subject import judged_of
from otklik.appeals.tag_names import tag_key
from otklik.gazetteer.selectors import indexes_of
from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Body
from otklik.publication.decisions.obstacles import hash_words, obstacle_to
from otklik.publication.decisions.officials import keep_officials, officials_of
from otklik.publication.decisions.placing import NOWHERE, PublicPlace, public_place
from otklik.publication.models import JOINED, Decision, PublishedCase
from otklik.publication.photos import draw_number, hide_photos, show_photos
from otklik.publication.redacting import redact, redact_answer
from otklik.publication.tag_book import public_tags_of
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

SHOWN_WITH = ("municipality", "topic__parent__parent")
"""What is read of a case to publish it."""
_NO_ANSWER = _("It has no answer now.")
_ALL_ARE_TOLD_AFTER: Final = timedelta(days=8)
"""A week, the longest pace of subscribers, and a day in which their letters may wait for the mail server."""


@transaction.atomic
def decide_publication(answer: Answer, *, now: datetime) -> Decision:
    """Publish the answered case, or say why not; a second answer brings the published copy up to date."""
    appeal = answer.appeal
    # locked: a person may be editing the copy at this moment
    found = Decision.objects.select_for_update(of=("self",)).filter(appeal=appeal).first()
    decision = found or Decision(appeal=appeal)
    keep_officials(answer)
    publish_or_withdraw(decision, appeal, answer, now=now)
    decision.save()
    if answer.awaits_publication:
        answer.awaits_publication = False
        answer.save(update_fields=["awaits_publication"])
    return decision


@transaction.atomic
def look_again(appeal: Appeal, *, now: datetime) -> Decision | None:
    """Bring what the public sees of a case up to date: what a resident edits, deletes or restores counts for it too.

    None where nothing was decided yet.
    """
    answer = final_answer_of(appeal)
    if answer is not None:
        return decide_publication(answer, now=now) if Decision.objects.filter(appeal=appeal).exists() else None
    decision = Decision.objects.select_for_update(of=("self",)).filter(appeal=appeal).first()
    if decision is not None:
        decision.is_published, decision.waits, decision.because, decision.decided_at = False, False, _NO_ANSWER, now
        _withdraw(decision, now=now)
        decision.save()
    _lead_to_main(appeal, "", now=now)
    return decision


def final_answer_of(appeal: Appeal) -> Answer | None:
    """The last answer that stands, with its case; None where there is none (any more)."""
    answer = Answer.objects.filter(appeal=appeal, kind=AnswerKind.FINAL, state__in=STANDS).order_by("-id").first()
    if answer is not None:
        answer.appeal = appeal
    return answer


def publish_or_withdraw(decision: Decision, appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    """Write or take back the public copy of a case by what is decided of it; the caller saves the decision."""
    first, people = first_message(appeal), people_of(appeal)
    officials = cache(lambda: officials_of(answer))  # asked for where it comes to the words, and then once
    found = obstacle_to(appeal, first, answer, decision, people=people, officials=officials)
    if decision._state.adding or decision.because != found.because:
        decision.decided_at = now
    decision.is_published, decision.because, decision.waits = not found.because, found.because, found.waits
    if found.because or first is None:
        _withdraw(decision, now=now)
        _lead_to_main(appeal, "", now=now)
        return
    decision.public_number = decision.public_number or draw_number()
    words = copy_of(decision, first, answer, people=people, officials=officials())
    _publish(decision, appeal, first, answer, words=words, people=people, now=now)
    _lead_to_main(appeal, decision.public_number, now=now)
    show_photos(decision)


def copy_of(
    decision: Decision | None,
    first: ResidentMessage,
    answer: Answer,
    *,
    people: Sequence[str],
    officials: Sequence[str],
) -> tuple[str, str]:
    """What everybody reads, or would: as a person wrote it for these very words, else as the redactions leave it.

    `officials`: `officials_of` the answer.
    """
    text = redact(first.text, people=people)
    reply = redact_answer(answer.text, people=people, officials=officials)
    if decision is None or decision.looked_of != hash_words(first.text, answer.text):
        return text, reply
    return decision.edited_text or text, decision.edited_answer or reply


def first_message(appeal: Appeal) -> ResidentMessage | None:
    """What the case was about when it was answered, deleted or not: the first words with substance, or the first."""
    said = judged_of(appeal)
    first = next((one for one in said if one.has_substance), next(iter(said), None))
    return first.message if first else None


def _publish(
    decision: Decision,
    appeal: Appeal,
    first: ResidentMessage,
    answer: Answer,
    *,
    words: tuple[str, str],
    people: Sequence[str],
    now: datetime,
) -> None:
    """`words`: the copy of the message and of the answer; `people`: `people_of` the case."""
    text, reply = words
    zone = ZoneInfo(appeal.body.zone)
    until, cause = deferral_of(appeal)
    said = ResidentVerdict.objects.filter(appeal=appeal, given_at__isnull=False).order_by("-given_at", "-id").first()
    place = _place_of(appeal)
    topic = appeal.topic.name if appeal.topic else ""
    tags = public_tags_of(appeal, people=people)
    is_back = decision.published_at is not None and not decision.was_told
    copy = {
        "text": text,
        "answer": reply,
        "state": appeal.state if appeal.duplicate_of_id is None else JOINED,
        "main_number": _main_number(appeal),
        "kind": appeal.kind,
        "topic": topic,
        "topic_code": appeal.topic.code if appeal.topic else "",
        "group_code": _group_of(appeal.topic).code if appeal.topic else "",
        "town": appeal.municipality.name if appeal.municipality else "",
        "street": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "tags": tags,
        "tag_keys": [tag_key(one) for one in tags],
        "changed_at": now,
        "search": _vector(" ".join((text, reply, topic, appeal.body.name, place.name, *tags))),
        "body_slug": _listed_at(appeal.body),
        "body_name": appeal.body.name,
        "network": first.page.network if first.page else "",
        "wrote_on": first.said_at.astimezone(zone).date(),
        "answered_on": (answer.sent_at or answer.written_at).astimezone(zone).date(),
        "waits_until": until.astimezone(zone).date() if until else None,
        "waits_for": cause.value if cause else "",
        "is_solved": said.is_solved if said else None,
        "mark": said.mark if said else None,
    }
    seen_since = {"published_at": decision.published_at or now, "came_back_at": now if is_back else None}
    shown, _is_new = PublishedCase.objects.update_or_create(
        number=decision.public_number, defaults=copy, create_defaults=copy | seen_since
    )
    decision.published_at = shown.published_at


def _main_number(appeal: Appeal) -> str:
    """Under which number everybody reads the case that this one is joined to; empty where they do not."""
    return find_public_number(find_main(appeal).id) if appeal.duplicate_of_id is not None else ""


def _lead_to_main(appeal: Appeal, own: str, *, now: datetime) -> None:
    """The published copies of what is joined to a case lead to it, or on to what it is joined to itself.

    `own`: its public number; empty where it is not published.
    """
    joined = Decision.objects.filter(appeal__in=cases_below(appeal.id)).exclude(public_number="")
    main = own if appeal.duplicate_of_id is None else _main_number(appeal)
    copies = PublishedCase.objects.filter(number__in=joined.values("public_number"))
    copies.exclude(main_number=main).update(main_number=main, changed_at=now)


def _place_of(appeal: Appeal) -> PublicPlace:
    if not appeal.address or appeal.municipality_id is None:
        return NOWHERE
    names = indexes_of({appeal.municipality_id}).get(appeal.municipality_id)
    return public_place(appeal.address, names) if names else NOWHERE


def _group_of(topic: Topic) -> Topic:
    while topic.parent is not None:
        topic = topic.parent
    return topic


def _vector(text: str) -> Func:
    return Func(Value(words_to_find(text)), template="to_tsvector('simple', %(expressions)s)")


def _listed_at(body: Body) -> str:
    """The body under which the public finds it: of a merged one its heir."""
    return (body.merged_into or body).slug


def people_of(appeal: Appeal) -> list[str]:
    """What the residents of a case are called in their network; a community's name is no personal data."""
    wrote = AppealMessage.objects.filter(appeal=appeal, message__author__is_community=False)
    return list(wrote.values_list("message__author__name", flat=True).distinct())


def _withdraw(decision: Decision, *, now: datetime) -> None:
    if not decision.public_number:
        return
    copy = PublishedCase.objects.filter(number=decision.public_number)
    shown = copy.values_list("published_at", Coalesce("came_back_at", "published_at")).first()
    if shown is not None:
        decision.published_at = shown[0]
        decision.was_told = decision.was_told or now - shown[1] >= _ALL_ARE_TOLD_AFTER
    copy.delete()
    hide_photos(decision.public_number)


def find_public_number(case_id: int) -> str:
    """Under which number everybody reads the case; empty where it is not published."""
    published = Decision.objects.filter(appeal_id=case_id, is_published=True)
    return published.values_list("public_number", flat=True).first() or ""
