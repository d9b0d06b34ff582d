"""What the worker does for staff bots: polls them for messages of staff, which are never residents' messages.

Nothing of what is written is kept: a code opens a talk, «stop» ends it, everything else is answered how it goes.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from otklik.networks.bots import Heard, HeardKind, News
from otklik.networks.errors import ConnectorError, OutOfTurn, TryLater
from otklik.notices.bots import Line, line_of, words_of
from otklik.notices.models import StaffBot, StaffTalk
from otklik.notices.talks import end_talk, open_talk
from otklik.shared.clock import now as read_clock

log = logging.getLogger(__name__)

ASK_EVERY = timedelta(seconds=3)
TROUBLE_PAUSE = timedelta(minutes=1)
CLAIM = timedelta(minutes=1)
"""Longer than asking may take: name, news, each at most LONGEST_CALL_SECONDS."""
STOP_WORDS = frozenset({"stop", "стоп", "/stop"})

OPENED = gettext_noop("Connected. Notices of Otklik come here from now on. To end it, write «stop».")
ENDED = gettext_noop("Ended. Nothing comes here any more; how you are told is set in the desk.")
NO_CODE = gettext_noop("This code does not fit, or it is too old. Get a new one in the desk: «How I am told».")
HOW = gettext_noop(
    "This bot only brings notices of Otklik. To end them, write «stop». Nobody reads what is written here."
)

type Answers = list[tuple[str, str, str]]
"""To which talk, in which language, which of the words above."""


def listen_to_bots() -> int:
    """Ask the bots whose time it is. Returns how many things were heard."""
    count = 0
    due = StaffBot.objects.filter(ask_at__lte=read_clock())
    for network in list(due.order_by("ask_at", "network").values_list("network", flat=True)):
        bot = _claim(network, now=read_clock())
        if bot is not None:
            count += _listen(bot)
    return count


@transaction.atomic
def _claim(network: str, *, now: datetime) -> StaffBot | None:
    bot = StaffBot.objects.select_for_update(skip_locked=True).filter(network=network, ask_at__lte=now).first()
    if bot is not None:
        bot.ask_at = now + CLAIM
        bot.save(update_fields=["ask_at"])
    return bot


def _listen(bot: StaffBot) -> int:
    """Outside of any transaction while the network is asked."""
    try:
        line = line_of(bot)
        name = bot.name or line.connector.name_bot(line.access)
        news = line.connector.hear(line.access, marker=bot.marker)
    except ConnectorError as why:
        _note_trouble(bot, why, now=read_clock())
        return 0
    answers = _settle(bot, news, name=name, now=read_clock())
    for talk, language, words in answers:
        _answer(line, talk, language, words)
    return len(news.heard)


def _note_trouble(bot: StaffBot, why: ConnectorError, *, now: datetime) -> None:
    until = now + TROUBLE_PAUSE
    if isinstance(why, TryLater) and why.until is not None:
        until = min(max(why.until, now + ASK_EVERY), now + timedelta(hours=1))
    trouble = bot.trouble if isinstance(why, OutOfTurn) else words_of(why)
    StaffBot.objects.filter(network=bot.network, token=bytes(bot.token)).update(ask_at=until, trouble=trouble)


@transaction.atomic
def _settle(bot: StaffBot, news: News, *, name: str, now: datetime) -> Answers:
    """Do what was asked and go on behind it: both or neither, so that nothing is done twice or forgotten."""
    known = (
        StaffBot.objects.select_for_update()
        .filter(network=bot.network, token=bytes(bot.token), marker=bot.marker)
        .first()
    )
    if known is None:
        return []  # another bot stands in its place since
    answers: Answers = []
    for heard in news.heard:
        answers += _do(bot.network, heard, now=now)
    known.name, known.marker, known.trouble = name, news.marker, ""
    known.ask_at = now if news.heard else now + ASK_EVERY
    known.save(update_fields=["name", "marker", "trouble", "ask_at"])
    return answers


def _do(network: str, heard: Heard, *, now: datetime) -> Answers:
    talk = StaffTalk.objects.select_related("staff").filter(network=network, talk=heard.talk).first()
    language = talk.staff.language if talk else settings.LANGUAGE_CODE
    if heard.kind is HeardKind.STOPPED:
        StaffTalk.objects.filter(network=network, talk=heard.talk, closed_at=None).update(closed_at=now)
        return []
    if talk is not None and talk.closed_at is not None:
        StaffTalk.objects.filter(id=talk.pk).update(closed_at=None)  # they write: they hear the bot again
    if heard.kind is HeardKind.RESUMED:
        return []
    words = heard.words.strip()
    if talk is not None and words.lower() in STOP_WORDS:
        end_talk(network, staff_id=talk.staff_id, by=None, now=now)
        return [(heard.talk, language, ENDED)]
    opened = open_talk(network, heard.talk, words, now=now) if words else None
    if opened is not None:
        return [(heard.talk, opened.staff.language, OPENED)]
    return [(heard.talk, language, HOW if talk or not words else NO_CODE)]


def _answer(line: Line, talk: str, language: str, words: str) -> None:
    """Once, and if it does not arrive, nothing hangs on it: the desk shows whether the talk is open."""
    with translation.override(language):
        text = gettext(words)
    try:
        line.connector.say(line.access, talk=talk, text=text)
    except ConnectorError as why:
        log.info("a staff bot could not answer: %s", why.code)
