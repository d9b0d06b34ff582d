"""Many messages by one click: asking is a row, the worker decides one by one (decision 43), the page follows it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from otklik.ground.advisory_lock import try_advisory_lock
from otklik.intake.models import ResidentMessage
from otklik.moderation.bulk.acts import DOES, MOST_AT_ONCE, NOT_READ, Done, standing, undo
from otklik.moderation.errors import NoSuchMessage
from otklik.moderation.models import ManyDecided, OneOfMany, OneState
from otklik.moderation.models.decision import DecisionAct
from otklik.moderation.services import Charge, place_of
from otklik.organizations.errors import NotSeen
from otklik.organizations.locks import InUse, is_away, waiting
from otklik.organizations.pressed import acting, posts_told
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked_excerpt
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.failpoints import failpoint
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)
_MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A message that was not decided about, and why."""

    author: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class HowFar:
    """What became of one click."""

    batch: str
    act: DecisionAct
    total: int
    decided: int
    left_alone: tuple[LeftAlone, ...]
    is_over: bool
    can_undo: bool

    @property
    def behind(self) -> int:
        """How many had their turn."""
        return self.decided + len(self.left_alone)


def ask_to_decide(wordings: Mapping[int, str], act: DecisionAct, charge: Charge, *, by: Viewer, now: datetime) -> bool:
    """Have it decided about many messages. `wordings`: message → what was shown of it; `charge.batch` names them.

    Returns whether any of them is left. Each is decided only as it was shown.
    """
    known = ResidentMessage.objects.filter(id__in=sorted(wordings)[:MOST_AT_ONCE]).only(
        "id", "body_id", "municipality_id", "founder_id"
    )
    seen = [one.pk for one in known.order_by("id") if by.may_at(place_of(one), Right.MODERATE)]
    if not seen:
        return False
    with transaction.atomic():
        many = ManyDecided.objects.create(
            batch=charge.batch, by_id=by.staff_id, acts_as=by.name, posts=posts_told(by), at=now, act=act,
            ground=charge.ground, because=charge.because, tells=charge.tells,
        )  # fmt: skip
        OneOfMany.objects.bulk_create(
            [OneOfMany(many=many, message_id=one, wording=wordings[one] or NOT_READ) for one in seen]
        )
        with connection.cursor() as cursor:
            wake_workers(cursor, "moderation")
    return True


def decide_waiting(*, clock: Callable[[], datetime] = read_clock) -> int:
    """Decide about the messages of every click that waits, in the order of their numbers. Returns how many had any."""
    ids = list(ManyDecided.objects.filter(is_over=False).order_by("id").values_list("id", flat=True))
    return sum(_go_on(many_id, clock=clock) for many_id in ids)


def load_how_far(batch: str, *, by: Viewer) -> HowFar:
    """How far a click of this person is. Raises NotSeen."""
    many = ManyDecided.objects.filter(batch=batch, by_id=by.staff_id).first()
    if many is None:
        raise NotSeen(_("There is no such report for you."))
    ones = list(many.ones.select_related("message__author").order_by("message_id"))
    left = tuple(_left_alone(one, by=by) for one in ones if one.state == OneState.REFUSED)
    decided = sum(one.state == OneState.DECIDED for one in ones)
    can_undo = not many.is_over or standing(batch, by=by).exists()
    return HowFar(many.batch, DecisionAct(many.act), len(ones), decided, left, many.is_over, can_undo)


def undo_many(batch: str, *, by: Viewer, now: datetime) -> Done:
    """Leave alone what still waits and take back what was decided, at once: the networks are asked in some seconds."""
    with transaction.atomic():
        many = ManyDecided.objects.select_for_update().filter(batch=batch, by_id=by.staff_id).first()
        if many is not None:
            _leave_the_rest(many)
    return undo(batch, by=by, now=now)


def forget_many(*, now: datetime) -> None:
    """Reports that were kept long enough go."""
    ManyDecided.objects.filter(at__lt=now - KEPT_FOR).delete()


def _leave_the_rest(many: ManyDecided) -> None:
    many.ones.filter(state=OneState.WAITING).update(
        state=OneState.REFUSED, why=gettext(_("It was undone meanwhile."))[:_MOST_WORDS]
    )
    many.is_over, many.because = True, ""
    many.save(update_fields=["is_over", "because"])


def _go_on(many_id: int, *, clock: Callable[[], datetime]) -> bool:
    """Whether there was anything to do. One worker at a time is at a click."""
    with try_advisory_lock("otklik many decided", many_id) as is_locked:
        waits = ManyDecided.objects.select_related("by").filter(id=many_id, is_over=False)
        many = waits.first() if is_locked else None
        if many is None:
            return False
        with translation.override(many.by.language):
            # in the order of their numbers, as everybody locks many messages
            left = many.ones.filter(state=OneState.WAITING).order_by("message_id")
            for one_id in list(left.values_list("id", flat=True)):
                _decide_next(many, one_id, now=clock())
        ManyDecided.objects.filter(id=many.pk).exclude(ones__state=OneState.WAITING).update(is_over=True, because="")
    return True


def _decide_next(many: ManyDecided, one_id: int, *, now: datetime) -> None:
    """One message, in a transaction of its own, in which its row says so too."""
    try:
        with transaction.atomic():
            one = _claim(many, one_id)
            if one is None:
                return
            asked = one.many
            by = acting(asked.by, name=asked.acts_as, posts=asked.posts, now=now)
            charge = Charge(asked.ground, asked.because, one.wording, asked.tells, asked.batch)
            with waiting():
                DOES[DecisionAct(asked.act)](one.message_id, charge, by=by, now=now)
            one.state = OneState.DECIDED
            one.save(update_fields=["state"])
            failpoint("moderation.many_before_commit")
    except OtklikError as why:
        _refuse(many, one_id, why)
    except (OperationalError, InterfaceError) as failure:
        if is_away(failure):
            raise  # the message waits
        _refuse(many, one_id, InUse())
    except Exception:
        log.exception("moderation: a message of %s could not be decided about", many.batch)
        _refuse(many, one_id, OtklikError(_("Something broke on our side; nothing was changed.")))
    failpoint("moderation.many_committed")


def _claim(many: ManyDecided, one_id: int) -> OneOfMany | None:
    """The row of the message if it still waits, with its click and person as they are now.

    The click before the message: so has whoever undoes it let it go.
    """
    still = ManyDecided.objects.select_related("by").select_for_update(of=("self",)).filter(id=many.pk).first()
    waits = still.ones.filter(id=one_id, state=OneState.WAITING) if still else OneOfMany.objects.none()
    return waits.select_for_update().first()


def _refuse(many: ManyDecided, one_id: int, why: OtklikError) -> None:
    if isinstance(why, NoSuchMessage):
        why = OtklikError(_("You do not moderate this message any more."))
    with transaction.atomic():
        one = _claim(many, one_id)
        if one is not None:
            one.state, one.why = OneState.REFUSED, why.say(gettext)[:_MOST_WORDS]
            one.save(update_fields=["state", "why"])


def _left_alone(one: OneOfMany, *, by: Viewer) -> LeftAlone:
    if not by.may_at(place_of(one.message), Right.MODERATE):
        return LeftAlone("", "", one.why)
    author = one.message.author.name if one.message.author else ""
    return LeftAlone(author, masked_excerpt(one.message.text, at_most=200), one.why)
