"""Subscriptions by e-mail: asked for, confirmed by the holder of the mailbox, changed, ended."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, connection, transaction

from otklik.intake.act_checks import wrong_with_email
from otklik.intake.gate import may_write_to
from otklik.notices.models import SendingState
from otklik.publication.models import Pace, PublishedCase, Subscription, SubscriptionLetter, SubscriptionLetterKind
from otklik.publication.published.filtering import STATES, CaseFilter
from otklik.publication.subscriptions.links import LinkFor, key_behind, new_key, secret_of
from otklik.publication.subscriptions.news import UNDER_WAY, first_look, mark_of
from otklik.shared.errors import OtklikError
from otklik.shared.personal_links import UNCONFIRMED_DAYS
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

MOST_OF_ONE_MAILBOX: Final = 20
NEWS_KNOWN_FOR: Final = timedelta(days=60)
"""So long a letter's numbers are kept: a case that comes back within it is not told twice."""
MOST_CHARACTERS: Final = 200
"""Of each thing that a filter names."""


class SubscriptionRefused(OtklikError):
    """What was filled in cannot be taken; `field` names where."""

    def __init__(self, wrong: str, *, field: str, mend: str) -> None:
        super().__init__(wrong, mend=mend)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. `number`: of one published case, then `asked` is empty. `sender`: the address it came
    from, to count by."""

    email: str
    pace: str
    consent: str
    language: str
    asked: CaseFilter = field(default_factory=CaseFilter)
    number: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class OwnSubscription:
    """A subscription as whoever has its private link sees it."""

    asked: CaseFilter
    number: str
    pace: str
    made_at: datetime
    confirmed_at: datetime | None
    email: str
    """Cut short: enough to know it again."""


def check_wish(wish: Wish) -> list[SubscriptionRefused]:
    """All that is wrong with it, each by its field."""
    wrong = []
    if not wish.email.strip():
        wrong.append(
            SubscriptionRefused(_("There is no address yet."), field="email", mend=_("Write it: name@mail.ru."))
        )
    elif wrong_with_email(wish.email):
        wrong.append(
            SubscriptionRefused(_("This is no e-mail address."), field="email", mend=_("It looks like name@mail.ru."))
        )
    if wish.pace not in Pace:
        wrong.append(
            SubscriptionRefused(
                _("It is not said how often to write."), field="pace", mend=_("Choose «at once» or «once a week».")
            )
        )
    if not wish.consent:
        wrong.append(
            SubscriptionRefused(
                _("Without your consent we may not keep the address."), field="consent", mend=_("Tick the box.")
            )
        )
    return wrong


def subscribe(wish: Wish, *, now: datetime) -> None:
    """Keep the wish, and have a letter ask the holder of the mailbox. Raises SubscriptionRefused.

    Who asks learns nothing of the mailbox: known or not, written to often enough or not, the page says the same.
    """
    for one in check_wish(wish):
        raise one
    if wish.number and not PublishedCase.objects.filter(number=wish.number).exists():
        raise SubscriptionRefused(
            _("There is no such case, or it is no longer published."), field="number", mend=_("Open it anew.")
        )
    with transaction.atomic():
        if not may_write_to(wish.email.strip(), sender=wish.sender, now=now):
            return
        found = _keep(wish, now=now)
        if found is not None:
            _want_letter(found, now=now)


def _keep(wish: Wish, *, now: datetime) -> Subscription | None:
    """The subscription, new or known; None where the mailbox has as many as fit."""
    email, asked = wish.email.strip().lower(), without_dates(wish.asked)
    told = {} if wish.number else {name: value for name, value in asdict(asked).items() if value}
    key = hashlib.sha256(json.dumps([told, wish.number], sort_keys=True).encode()).hexdigest()
    of_mailbox = Subscription.objects.filter(email=email)
    known = of_mailbox.select_for_update().filter(asked_hash=key).first()
    pace = Pace.AT_ONCE if wish.number else wish.pace
    values = {"language": wish.language, "consent": wish.consent, "pace": pace, "made_at": now}
    if known is not None:
        if known.confirmed_at is None:
            Subscription.objects.filter(id=known.pk).update(**values)
        return known
    if of_mailbox.count() >= MOST_OF_ONE_MAILBOX:
        return None
    try:
        with transaction.atomic():
            return Subscription.objects.create(
                key=new_key(), email=email, asked=told, number=wish.number, asked_hash=key, told_until=now, look_at=now,
                **values,
            )  # fmt: skip
    except IntegrityError:  # asked for twice at once: the other one's letter is enough
        return None


def without_dates(asked: CaseFilter) -> CaseFilter:
    """What of a filter can be subscribed to: what is to come has no dates."""
    state = asked.state if asked.state in STATES else ""
    cut = {
        name: getattr(asked, name)[:MOST_CHARACTERS].strip()
        for name in ("topic", "body", "tag", "town", "street", "words")
    }
    return CaseFilter(**cut, state=state)


def _want_letter(subscription: Subscription, *, now: datetime) -> None:
    SubscriptionLetter.objects.get_or_create(
        subscription=subscription, kind=SubscriptionLetterKind.CONFIRM, state__in=UNDER_WAY,
        defaults={"due_at": now, "state": SendingState.WAITING},
    )  # fmt: skip
    with connection.cursor() as cursor:
        wake_workers(cursor, "notices")


def find_to_confirm(secret: str) -> OwnSubscription | None:
    """The subscription that a letter asks about; None where the link leads nowhere (any more)."""
    return _own(key_behind(secret, LinkFor.CONFIRM))


def confirm(secret: str, *, now: datetime) -> str | None:
    """The holder of the mailbox wants it. Returns the secret of its page; None where the link leads nowhere."""
    key = key_behind(secret, LinkFor.CONFIRM)
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(key=key).first() if key else None
        if found is None:
            return None
        if found.confirmed_at is None:
            found.confirmed_at = found.told_until = now
            found.look_at = first_look(Pace(found.pace), now=now)
            found.told_mark = mark_of(PublishedCase.objects.filter(number=found.number).first())
            found.save(update_fields=["confirmed_at", "told_until", "look_at", "told_mark"])
    return secret_of(found.key, LinkFor.PAGE)


def find_own(secret: str) -> OwnSubscription | None:
    """The subscription behind a private link; None where it leads nowhere (any more)."""
    return _own(key_behind(secret, LinkFor.PAGE))


def _own(key: str | None) -> OwnSubscription | None:
    found = Subscription.objects.filter(key=key).first() if key else None
    if found is None:
        return None
    name, _at, domain = found.email.partition("@")
    return OwnSubscription(
        asked=CaseFilter(**found.asked),
        number=found.number,
        pace=found.pace,
        made_at=found.made_at,
        confirmed_at=found.confirmed_at,
        email=f"{name[:2]}…@{domain}",
    )


def change_pace(secret: str, pace: str, *, now: datetime) -> bool:
    """How soon to be told from now on. False where the link leads nowhere. Raises SubscriptionRefused."""
    key = key_behind(secret, LinkFor.PAGE)
    if pace not in Pace:
        raise SubscriptionRefused(
            _("It is not said how often to write."), field="pace", mend=_("Choose «at once» or «once a week».")
        )
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(key=key).first() if key else None
        if found is None:
            return False
        if found.pace != pace:
            found.pace, found.look_at = pace, first_look(Pace(pace), now=now)
            found.save(update_fields=["pace", "look_at"])
    return True


def end_by(secret: str, purpose: LinkFor) -> bool:
    """End it; nothing of it stays. True also where it ended before; False where the link is none of ours."""
    key = key_behind(secret, purpose)
    if key is None:
        return False
    Subscription.objects.filter(key=key).delete()
    return True


def forget_unconfirmed_subscriptions(*, now: datetime) -> int:
    """What nobody confirmed in a week goes, and letters that are done, those with news when they count no more.

    Returns how many subscriptions went.
    """
    done = SubscriptionLetter.objects.exclude(state__in=UNDER_WAY)
    done.filter(kind=SubscriptionLetterKind.CONFIRM, due_at__lt=now - timedelta(days=UNCONFIRMED_DAYS)).delete()
    done.filter(due_at__lt=now - NEWS_KNOWN_FOR).delete()
    stale = Subscription.objects.filter(confirmed_at=None, made_at__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    count = stale.count()
    stale.delete()
    return count
