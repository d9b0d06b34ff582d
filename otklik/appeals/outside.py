"""Messages by the page itself: echoes of our answers, and external answers typed in the network."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from otklik.appeals.joined import lock_with_main
from otklik.appeals.later_words import note_later_words
from otklik.appeals.models import OVER, Appeal, AppealMessage
from otklik.appeals.moves import Move, make_move, save_case, tell_changed
from otklik.appeals.states import OPEN_STATES, Act, Outcome, Party, State
from otklik.appeals.subject import judged_of
from otklik.delivery.models import OutboxAct
from otklik.delivery.selectors import find_own_act
from otklik.delivery.services import settle_by_echo
from otklik.intake.acts import OWN_PAGE
from otklik.intake.models import ResidentMessage


def note_page_message(message: ResidentMessage, *, is_known: bool, now: datetime) -> None:
    """Put a message of the page into the case of its thread; what is not from our outbox answers the case."""
    appeal = _find_case(message)
    if appeal is None or not message.has_arrived:
        return
    if is_known:
        save_case(appeal, now=now)
        return
    AppealMessage.objects.get_or_create(message=message, defaults={"appeal": appeal, "joined_at": now})
    own = _own_act(appeal, message)
    if own is not None:
        if settle_by_echo(own, external_id=message.external_id, url=message.url, now=now):
            save_case(appeal, now=now)
        else:  # who has the case open decides on nothing else than before
            tell_changed(appeal)
    elif _is_answer(appeal, message):
        _answer_outside(appeal, message, now=now)
    else:
        save_case(appeal, now=now)


def note_known_answers(appeal: Appeal, *, now: datetime) -> None:
    """What a resident wrote came to us after the page's reply to it: the reply answers the case after all."""
    if appeal.final_answered_at is not None:
        return
    replies = appeal.messages.filter(message__is_by_page=True).select_related("message")
    for link in replies.order_by("message__occurred_at", "message_id"):
        if _is_answer(appeal, link.message) and _own_act(appeal, link.message) is None:
            _answer_outside(appeal, link.message, now=now)


def _own_act(appeal: Appeal, message: ResidentMessage) -> OutboxAct | None:
    return find_own_act(
        page_id=message.network_page_id,
        external_id=message.external_id,
        thread_id=appeal.thread_id,
        text=message.text,
        reply_to=message.reply_to,
    )


def _is_answer(appeal: Appeal, message: ResidentMessage) -> bool:
    is_open = State(appeal.state) in OPEN_STATES
    return is_open and not message.is_deleted and message.said_at >= _began_at(appeal)


def _answer_outside(appeal: Appeal, message: ResidentMessage, *, now: datetime) -> None:
    appeal.outside_message = message
    # the clock stops when the answer was published, not when we heard of it
    make_move(appeal, Move(Act.ANSWERED_OUTSIDE, Party.NETWORK, noted_at=now), now=min(message.said_at, now))
    note_later_words(appeal, now=now)


def _began_at(appeal: Appeal) -> datetime:
    """When a resident first wrote something of substance: what the page said before that answers nobody."""
    times = [one.message.said_at for one in judged_of(appeal) if one.has_substance]
    return min(times, default=appeal.opened_at)


def _find_case(message: ResidentMessage) -> Appeal | None:
    if message.channel == "wall_post":
        return None
    # under a resident's own post a reply of the page has no root but the post itself
    return lock_newest_case(message.page_id, {message.thread_id, message.container_id} - {""})


def lock_newest_case(page_id: int | None, threads: Collection[str]) -> Appeal | None:
    """The case in which these threads go on, locked: the one at work, else the newest that was not taken back."""
    cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",))
    of_page = Q(page=page_id) if page_id is not None else Q(page=None, channel=OWN_PAGE)
    of_threads = cases.filter(of_page, thread_id__in=threads).exclude(outcome=Outcome.WITHDRAWN).order_by("-id")
    found = of_threads.exclude(state__in=OVER).first() or of_threads.first()
    return found if found is None or found.duplicate_of_id is None else lock_with_main(found.id)[1]
