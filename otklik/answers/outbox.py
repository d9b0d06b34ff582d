"""From an approved text to a row of the outbox: what is answered, and whether it can be."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from otklik.answers.errors import AnswerRefused, NothingWaits, NoWayToAnswer
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.photo_links import files_behind
from otklik.appeals.models import Appeal
from otklik.delivery.checking import check_answer
from otklik.delivery.selectors import text_length, text_limit
from otklik.delivery.services import Target, queue_answer
from otklik.intake.acts import OWN_PAGE
from otklik.intake.models import ResidentMessage
from otklik.intake.selectors import find_talk, target_of_message
from otklik.pages.public_selectors import look_of
from otklik.pages.selectors import is_connected, tokens_of, tokens_of_pages
from otklik.shared.errors import OtklikError
from otklik.shared.lengths import SHORTEN, TOO_LONG, TOO_LONG_THERE, counted
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

MOST_CHARACTERS = 20_000
"""Of an answer that goes to no network."""
LATEST = timedelta(days=14)
"""So far ahead a sending may be put off: later, the words would be of another day."""
_STANDS = Q(is_deleted=False) | Q(is_hidden=True)
"""What we hid is answered all the same: in private."""


def check_text(appeal: Appeal, *, kind: AnswerKind, text: str, promised_on: date | None, now: datetime) -> str:
    """The text as it will be sent, without spaces around it. Raises AnswerRefused."""
    clean = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if is_blank(clean):
        raise AnswerRefused(_("The text is empty."), mend=_("Write the answer."))
    _check_length(clean, network=appeal.page.network if appeal.page else "")
    if kind is AnswerKind.INTERIM and (promised_on is None or promised_on < day_of(appeal, now=now)):
        raise AnswerRefused(
            _("An interim answer promises a date that is still to come."), field="promised_on", mend=_("Choose a date.")
        )
    return clean


def _check_length(text: str, *, network: str) -> None:
    """As the network counts: some count an emoji as two. Without a network nobody counts but we."""
    if not network:
        if len(text) > MOST_CHARACTERS:
            raise AnswerRefused(TOO_LONG, mend=SHORTEN, values=counted(len(text), most=MOST_CHARACTERS))
        return
    length, limit = text_length(network, text), text_limit(network)
    if length > limit:
        raise AnswerRefused(
            TOO_LONG_THERE,
            mend=SHORTEN,
            values={"network": look_of(network).short_name, **counted(length, most=limit)},
        )


def day_of(appeal: Appeal, *, now: datetime) -> date:
    """The day where the body of a case is."""
    return now.astimezone(ZoneInfo(appeal.body.zone)).date()


def check_moment(not_before: datetime | None, *, now: datetime) -> None:
    """A sending may be put off for a while. Raises AnswerRefused."""
    if not_before is not None and not now <= not_before <= now + LATEST:
        raise AnswerRefused(
            _("The moment of sending is not within the coming %(days)s days."),
            field="not_before",
            mend=_("Choose another, or send at once."),
            values={"days": str(LATEST.days)},
        )


def put_under_way(answer: Answer, *, now: datetime, not_before: datetime | None = None) -> None:
    """Hand an approved answer to delivery, in the caller's transaction. Raises NoWayToAnswer."""
    appeal = answer.appeal
    photos = files_behind(appeal, answer.text)
    answer.act = queue_answer(target_of(appeal), text=answer.text, photo_ids=photos, now=now, not_before=not_before)
    answer.save()
    appeal.is_sending, appeal.delivery_trouble = True, ""


def demand_way(appeal: Appeal, *, now: datetime) -> None:
    """Raises NoWayToAnswer or CannotBeDone, in words for people, where no answer could go out from here now."""
    if appeal.channel == OWN_PAGE:
        return
    target = target_of(appeal)
    page = appeal.page
    check_answer(target, now=now, page=page, tokens=tokens_of(page) if page else None)


def overtake_waiting(appeal: Appeal) -> list[Answer]:
    """Another answer has come: one that still waits for approval goes back, one that failed is nobody's trouble now.

    Returns them, the older first, so that their words can be a draft again.
    """
    answers = Answer.objects.filter(appeal=appeal).exclude(kind=AnswerKind.QUESTION).order_by("id")
    overtaken = list(answers.filter(state=AnswerState.SUBMITTED))
    waiting = Answer.objects.filter(id__in=[one.id for one in overtaken])
    waiting.update(state=AnswerState.SENT_BACK, sent_back_because=_("Overtaken by another answer."), step_due_at=None)
    if appeal.delivery_trouble == AnswerState.FAILED:
        appeal.delivery_trouble = ""
        overtaken += answers.filter(state=AnswerState.FAILED).reverse()[:1]
    return sorted(overtaken, key=lambda one: one.id)


def target_of(appeal: Appeal) -> Target:
    """The message to answer: the newest of the residents' that still stands; the author's talk where we hid it.

    Raises NoWayToAnswer.
    """
    if appeal.page is None:
        raise NoWayToAnswer(_("This case did not come from a network."))
    if not is_connected(appeal.page):
        raise _not_connected()
    said = _said_by_residents().filter(page=appeal.page, thread_id=appeal.thread_id)
    return _aim_at(said.order_by("-occurred_at", "-id").first())


def find_obstacles(appeals: Iterable[Appeal], *, now: datetime) -> dict[int, OtklikError]:
    """Why no answer could go out from these cases of networks now, by case: as `demand_way` has it, in few queries."""
    cases = [appeal for appeal in appeals if appeal.page]
    tokens = tokens_of_pages({appeal.page_id for appeal in cases if appeal.page_id})
    said = _said_by_residents().filter(
        page__in=[appeal.page_id for appeal in cases], thread_id__in=[appeal.thread_id for appeal in cases]
    )
    newest = {
        (one.page_id, one.thread_id): one
        for one in said.order_by("page", "thread_id", "-occurred_at", "-id").distinct("page", "thread_id")
    }
    found: dict[int, OtklikError] = {}
    for appeal in cases:
        entered = tokens.get(appeal.page_id or 0, frozenset())
        try:
            if not entered or (appeal.page and appeal.page.network not in settings.OTKLIK_NETWORKS):
                raise _not_connected()
            target = _aim_at(newest.get((appeal.page_id or 0, appeal.thread_id)))
            check_answer(target, now=now, page=appeal.page, tokens=entered)
        except OtklikError as why:
            found[appeal.id] = why
    return found


def _not_connected() -> NoWayToAnswer:
    return NoWayToAnswer(_("The page is not connected, so nothing can be sent from here."))


def _said_by_residents() -> QuerySet[ResidentMessage]:
    return ResidentMessage.objects.filter(_STANDS, is_by_page=False, has_arrived=True)


def _aim_at(newest: ResidentMessage | None) -> Target:
    if newest is None:
        raise NoWayToAnswer(_("The resident deleted what they wrote: there is nothing to answer."))
    if newest.is_hidden:
        newest = find_talk(page_id=newest.network_page_id, author_id=newest.author_id)
    if newest is None:
        raise NoWayToAnswer(
            _("We hid what the resident wrote, and the resident never wrote to the page privately."),
            mend=_("Answer by another way and mark it «answered by hand», or restore the message first."),
        )
    return target_of_message(newest)


def act_of(answer: Answer) -> int:
    """The row of the outbox. Raises NothingWaits."""
    if answer.act_id is None:
        raise NothingWaits
    return answer.act_id
