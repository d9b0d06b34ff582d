"""After the trial: what stands in the network, held against what stands in the database."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q

from otklik.answers.models import Answer, AnswerState
from otklik.bench.kills.town import GROUP
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import Awaits, RawEvent, RawState, ResidentMessage

TROUBLED = (OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.CANCELLED)

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the network shows it."""

    external_id: str
    text: str
    is_by_page: bool
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What is not as it should be; everything should be 0."""

    lost_answers: int
    """Given by a person, but not in the thread."""
    doubled_answers: int
    """In the thread more than once."""
    strange_answers: int
    """In the thread, but given by nobody."""
    unsettled_answers: int
    """Not known as sent."""
    lost_messages: int
    """Residents' words that the database does not have."""
    different_messages: int
    """Their last wording, or that they are deleted, is not what the database says."""
    waiting_rows: int
    """Rows that still wait for a step."""
    refused_events: int
    quarantined_messages: int
    uncertain_messages: int
    """Their last wording could not be read."""
    troubled_acts: int
    """Of the outbox: failed, unknown or cancelled."""

    @property
    def count(self) -> int:
        """All together."""
        return sum(asdict(self).values())


def judge(state: Json, *, given_up: int) -> Findings:
    """Hold the database against the network's own account of the page.

    Where the network gave pushes up, a comment that was deleted meanwhile may be known to nobody.
    """
    said = list(read_said(state))
    by_page = Counter(one.text for one in said if one.is_by_page)
    given = set(Answer.objects.exclude(state=AnswerState.EXTERNAL).values_list("text", flat=True))
    lost, different = _compare([one for one in said if not one.is_by_page])
    if given_up:
        lost = [one for one in lost if not one.is_deleted]
    return Findings(
        lost_answers=len(given - by_page.keys()),
        doubled_answers=sum(count > 1 for count in by_page.values()),
        strange_answers=len(by_page.keys() - given),
        unsettled_answers=Answer.objects.exclude(state=AnswerState.SENT).count(),
        lost_messages=len(lost),
        different_messages=len(different),
        waiting_rows=count_waiting(),
        refused_events=RawEvent.objects.filter(state=RawState.REFUSED).count(),
        quarantined_messages=ResidentMessage.objects.filter(awaits=Awaits.PERSON).count(),
        uncertain_messages=ResidentMessage.objects.filter(is_uncertain=True).count(),
        troubled_acts=OutboxAct.objects.filter(state__in=TROUBLED).count(),
    )


def _compare(said: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Messages that the database does not have, and those that it has otherwise.

    Of what is deleted only that is compared: which of several edits was its last wording nobody can ask any more.
    """
    rows = ResidentMessage.objects.values_list("external_id", "text", "is_deleted")
    known = {name: None if is_deleted else text for name, text, is_deleted in rows}
    lost = [one for one in said if one.external_id not in known]
    different = [
        one
        for one in said
        if one.external_id in known and known[one.external_id] != (None if one.is_deleted else one.text)
    ]
    return lost, different


def count_waiting() -> int:
    """Rows that some step still has to take."""
    acts = OutboxAct.objects.filter(Q(state__in=[OutboxState.WAITING, OutboxState.CLAIMED]) | Q(is_taken_note_of=False))
    messages = ResidentMessage.objects.filter(Q(awaits__in=[Awaits.TRIAGE, Awaits.APPEALS]) | Q(needs_reading=True))
    raws = RawEvent.objects.filter(state=RawState.WAITING)
    return acts.count() + messages.count() + raws.count() + Answer.objects.filter(awaits_publication=True).count()


def tell_unsettled(*, at_most: int = 20) -> list[str]:
    """What is still under way in the outbox, in words for whoever looks for the reason."""
    acts = OutboxAct.objects.exclude(state=OutboxState.SENT).select_related("page__connection").order_by("id")
    return [
        f"act {act.id}: {act.state}, {act.attempts} attempts, next at {act.next_try_at:%T}, lease {act.lease_until},"
        f" {act.reason!r}; page open until {act.page.connection.open_until}"
        for act in acts[:at_most]
    ]


def read_said(state: Json) -> Iterator[Said]:
    """All comments and private messages of the page, deleted ones too."""
    page = state["pages"][0]
    for post in page["posts"]:
        for root in post["comments"]:
            for comment in (root, *root["replies"]):
                yield Said(
                    external_id=f"wall-{GROUP}_{post['post_id']}_{comment['comment_id']}",
                    text=comment["text"],
                    is_by_page=comment["author_id"] == -GROUP,
                    is_deleted=comment["is_deleted"],
                )
    for talk in page["conversations"]:
        for message in talk["messages"]:
            yield Said(
                external_id=f"peer{talk['peer_id']}_{message['conversation_message_id']}",
                text=message["text"],
                is_by_page=message["is_out"],
                is_deleted=False,
            )
