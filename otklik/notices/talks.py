"""Talks with the staff bots: a bot of the installation, a code that opens a talk, «stop» that ends it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from otklik.audit.services import record
from otklik.ground.ring import key_ring
from otklik.networks.bots import TalksAsBot
from otklik.networks.registry import connector_for
from otklik.notices.models import (
    NoticeKind,
    NoticeMessage,
    NoticeWishes,
    SendingState,
    StaffBot,
    StaffTalk,
    TalkCode,
)
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

CODE_HOLDS = timedelta(minutes=15)
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that looks like another letter: the code may be typed from a screen."""
_CODE_LENGTH = 10
MOST_TOKEN_CHARACTERS = 300
ENDED_BY_THEM = _("The person ended the talk with the bot.")


@dataclass(frozen=True, slots=True)
class BotView:
    """A staff bot as whoever keeps it sees it."""

    network: str
    title: str
    """Of the network, marked for translation."""
    is_entered: bool
    name: str = ""
    trouble: str = ""
    talks: int = 0


@dataclass(frozen=True, slots=True)
class TalkView:
    """A network in which a person can be told, and whether they are."""

    network: str
    title: str
    bot: str
    opened_at: datetime | None
    closed_at: datetime | None
    """They stopped the bot there."""
    trouble: str
    """Why the bot does not work now."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """How a person opens a talk: by the link, or by writing the code to the bot."""

    network: str
    title: str
    bot: str
    code: str
    link: str
    """Empty where the network has not told yet how the bot is called, or is played on this machine: no app knows it."""
    until: datetime


def bot_networks() -> tuple[str, ...]:
    """The networks that this installation speaks with and in which a bot can write to a person."""
    return tuple(name for name in settings.OTKLIK_NETWORKS if isinstance(connector_for(name), TalksAsBot))


def list_bots() -> list[BotView]:
    """What can be kept: each network with its bot, or without one."""
    bots = {bot.network: bot for bot in StaffBot.objects.all()}
    talks = list(StaffTalk.objects.filter(closed_at=None).values_list("network", flat=True))
    return [
        BotView(
            name, connector_for(name).title, name in bots,
            bots[name].name if name in bots else "", bots[name].trouble if name in bots else "", talks.count(name),
        )
        for name in bot_networks()
    ]  # fmt: skip


def enter_bot(network: str, token: str, *, by: Viewer, now: datetime) -> None:
    """Give the installation its bot in a network, or another in its place: talks with that one are over.

    Raises NotSeen, UnfitEntry.
    """
    clean = token.strip()
    if network not in bot_networks():
        raise NotSeen(_("There is no such network."))
    if not clean or len(clean) > MOST_TOKEN_CHARACTERS or not (clean.isascii() and clean.isprintable()) or " " in clean:
        raise UnfitEntry(
            _("This is no token of a bot."), field="token", mend=_("Copy it from where the bot was made, whole.")
        )
    _demand_keeper(by)
    with transaction.atomic():
        values = {
            "token": key_ring().encrypt(clean.encode()), "name": "", "marker": "", "ask_at": now, "trouble": "",
            "entered_by_id": by.staff_id, "entered_at": now,
        }  # fmt: skip
        StaffBot.objects.update_or_create(network=network, defaults=values)
        StaffTalk.objects.filter(network=network).delete()
        TalkCode.objects.filter(network=network).delete()
        record("enter_staff_bot", subject=f"staff_bot:{network}", by=by, now=now)


def remove_bot(network: str, *, by: Viewer, now: datetime) -> None:
    """Take the bot away: nobody is told there any more. Raises NotSeen."""
    _demand_keeper(by)
    with transaction.atomic():
        gone, _models = StaffBot.objects.filter(network=network).delete()
        if not gone:
            raise NotSeen(_("There is no such bot."))
        StaffTalk.objects.filter(network=network).delete()
        TalkCode.objects.filter(network=network).delete()
        record("remove_staff_bot", subject=f"staff_bot:{network}", by=by, now=now)


def _demand_keeper(by: Viewer) -> None:
    """It is everybody's bot: whoever keeps it sees the whole region."""
    if not by.scope(Right.EDIT_RULES).everything:
        raise NotSeen(_("There is no such page."))


def list_talks(staff_id: int) -> list[TalkView]:
    """Where this person is told, or could be."""
    mine = {talk.network: talk for talk in StaffTalk.objects.filter(staff_id=staff_id)}
    return [
        TalkView(
            bot.network, connector_for(bot.network).title, bot.name,
            mine[bot.network].opened_at if bot.network in mine else None,
            mine[bot.network].closed_at if bot.network in mine else None, bot.trouble,
        )
        for bot in StaffBot.objects.filter(network__in=bot_networks()).order_by("network")
    ]  # fmt: skip


def invite_to_talk(network: str, *, by: Viewer, now: datetime) -> Invitation:
    """A new code in place of the one before. Raises NotSeen where there is no bot."""
    bot = StaffBot.objects.filter(network=network, network__in=bot_networks()).first()
    connector = connector_for(network) if bot else None
    if bot is None or connector is None or not isinstance(connector, TalksAsBot):
        raise NotSeen(_("There is no such bot."))
    code = "".join(secrets.choice(_LETTERS) for _number in range(_CODE_LENGTH))
    until = now + CODE_HOLDS
    TalkCode.objects.update_or_create(
        staff_id=by.staff_id, network=network, defaults={"code_hash": hash_code(code), "until": until}
    )
    # a demo plays its networks: behind such an address are strangers
    link = connector.link_to_bot(bot.name, code) if bot.name and not settings.OTKLIK_IS_DEMO else ""
    return Invitation(network, connector.title, bot.name, code, link, until)


def hash_code(code: str) -> str:
    """How a code is kept: as typed in any letters, with or without spaces and hyphens."""
    return hashlib.sha256(code.upper().replace(" ", "").replace("-", "").encode()).hexdigest()


def open_talk(network: str, talk: str, code: str, *, now: datetime) -> StaffTalk | None:
    """Whoever writes this code is told here from now on; None where the code is none, was used, or is too old.

    In the caller's transaction. A talk belongs to one person, the one who connected it last.
    """
    found = TalkCode.objects.select_for_update().filter(network=network, code_hash=hash_code(code), until__gt=now)
    known = found.filter(staff__is_active=True).first()
    if known is None:
        return None
    StaffTalk.objects.filter(network=network, talk=talk).exclude(staff_id=known.staff_id).delete()
    opened, _is_new = StaffTalk.objects.update_or_create(
        staff_id=known.staff_id, network=network, defaults={"talk": talk, "opened_at": now, "closed_at": None}
    )
    known.delete()
    wishes, _is_first = NoticeWishes.objects.get_or_create(staff_id=opened.staff_id)
    if not wishes.to_messenger:
        wishes.to_messenger = sorted(NoticeKind)  # who connects it wants to be told there; less is chosen by hand
        wishes.save(update_fields=["to_messenger"])
    record("open_staff_talk", subject=f"staff:{opened.staff_id}", by=None, now=now, details={"network": network})
    return opened


def leave_talk(network: str, *, by: Viewer, now: datetime) -> None:
    """A person wants to be told there no more. Raises NotSeen."""
    with transaction.atomic():
        if not end_talk(network, staff_id=by.staff_id, by=by, now=now):
            raise NotSeen(_("There is no such talk."))


def end_talk(network: str, *, staff_id: int, by: Viewer | None, now: datetime) -> bool:
    """Forget the talk: the person asked for it in the desk, or (nobody) by «stop» to the bot."""
    gone, _models = StaffTalk.objects.filter(network=network, staff_id=staff_id).delete()
    if gone:
        # their own wish, so what waits goes nowhere: neither there nor by a letter that they may not want
        waiting = NoticeMessage.objects.filter(network=network, notice__staff_id=staff_id, state=SendingState.WAITING)
        waiting.update(state=SendingState.FAILED, trouble=ENDED_BY_THEM)
        if not StaffTalk.objects.filter(staff_id=staff_id).exists():
            # their own wish, so no letters in place of messages: what they said of letters holds
            NoticeWishes.objects.filter(staff_id=staff_id).update(to_messenger=[])
        record("end_staff_talk", subject=f"staff:{staff_id}", by=by, now=now, details={"network": network})
    return bool(gone)


def open_token(bot: StaffBot) -> str:
    """The bot's token; empty where no key of the ring fits."""
    try:
        return key_ring().decrypt(bytes(bot.token)).decode()
    except InvalidToken:
        return ""


def reseal_bots() -> int:
    """Seal all tokens anew with the first key of the ring, after a rotation. Returns how many."""
    count = 0
    for bot in StaffBot.objects.order_by("network"):
        with transaction.atomic():
            locked = StaffBot.objects.select_for_update().get(network=bot.network)
            locked.token = key_ring().rotate(bytes(locked.token))
            locked.save(update_fields=["token"])
        count += 1
    return count
