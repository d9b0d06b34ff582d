"""MAX's error codes in our four words. MAX publishes no list: these are from its schema, SDKs and what others met."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.errors import AccessLost, ConnectorError, Refused, TryLater
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some codes mean. With `wait` or `may_have_happened` it is a matter of time, else it is final."""

    codes: frozenset[str]
    reason: str
    next_step: str = ""
    wait: timedelta | None = None
    may_have_happened: bool = False
    is_access_lost: bool = False

    @property
    def is_final(self) -> bool:
        return self.wait is None and not self.may_have_happened


NOT_FOUND = frozenset({"not.found", "message.not.found", "comment.not.found", "comments.not.found", "HTTP 404"})
"""What was asked for is not there, or not for us: MAX does not tell these apart."""
NO_RIGHT = frozenset({"", "access.denied", "chat.denied", "not.enough.permissions", "HTTP 403"})
"""Codes of a Refused that say: the token is missing, or has no right to this."""
UNFIT = frozenset({"proto.payload", "bad.request", "HTTP 400", "HTTP 422"})
"""Something in the request is not as MAX wants it."""
NOT_READY = frozenset({"attachment.not.ready"})
"""MAX has the file and still works on it: nothing was said, the same request is for later."""
POLL_WHILE_SUBSCRIBED = frozenset({"method.not.allowed", "HTTP 405"})

_NEW_TOKEN = _("Enter the bot's token anew in the settings of the page's connection.")
_BY_HAND = _("Do it by hand in MAX, and note it in the case.")
_DEVELOPERS = _("Do it by hand in MAX, and tell the developers of Otklik.")
_OTHER_WAY = _("Answer the resident in another way: in the comments, by e-mail or by letter.")
_LOOK = _("Look whether the message still stands in MAX; close the case if it does not.")

MEANINGS = (
    Meaning(
        frozenset({"too.many.requests", "rate.limit", "HTTP 429"}),
        _("MAX finds that we ask too often."),
        wait=timedelta(seconds=2),
    ),
    Meaning(
        frozenset({"internal.error", "internal", "service.unavailable", "HTTP 500"}),
        _("MAX had an error of its own."),
        may_have_happened=True,
    ),
    Meaning(NOT_READY, _("MAX is still working on an attachment."), wait=timedelta(seconds=5)),
    Meaning(
        frozenset({"verify.token", "HTTP 401"}),
        _("MAX does not accept the bot's token: it was replaced or is mistyped."),
        _NEW_TOKEN,
        is_access_lost=True,
    ),
    Meaning(
        frozenset({"access.denied", "not.enough.permissions", "HTTP 403"}),
        _("The bot has no right to do this in the channel."),
        _("Make the bot an administrator of the channel with the rights to read, write and delete, then try again."),
    ),
    Meaning(
        frozenset({"chat.denied", "dialog.not.found", "dialogs.suspended", "user.not.found"}),
        _("The resident does not receive messages from the bot: the talk was never opened or the bot was stopped."),
        _OTHER_WAY,
    ),
    Meaning(
        frozenset({"chat.not.found"}),
        _("MAX does not show this chat to the bot."),
        _("Look whether the bot still is an administrator of the channel."),
    ),
    Meaning(NOT_FOUND, _("What this concerns is no longer in MAX."), _LOOK),
    Meaning(
        frozenset({"comments.disabled"}),
        _("Comments are closed here."),
        _("Open comments in the channel's settings, or answer in a private message."),
    ),
    Meaning(
        frozenset({"comments.timeout_exceeded"}),
        _("MAX lets a comment be changed for 26 hours only."),
        _("Write another comment instead."),
    ),
    Meaning(
        POLL_WHILE_SUBSCRIBED,
        _("MAX does not offer this while a webhook is subscribed."),
        _("Nothing needs to be done: events come by the webhook."),
    ),
    Meaning(
        UNFIT,
        _("MAX does not understand the request, or finds the text unfit."),
        _BY_HAND,
    ),
)  # fmt: skip
_UNKNOWN = Meaning(frozenset(), _("MAX refused the request with an error that we do not know."), _DEVELOPERS)
_BY_CODE = {code: meaning for meaning in MEANINGS for code in meaning.codes}


def known_codes() -> frozenset[str]:
    """Every code that has a meaning here."""
    return frozenset(_BY_CODE)


def decide_error(
    code: str, *, status: int, is_write: bool, now: datetime, until: datetime | None = None
) -> ConnectorError:
    """Which of our errors an answer of MAX is: by its code, else by its HTTP status.

    What neither tells is final, unless the server itself failed: repeating what we do not understand is no help.
    """
    by_status = "HTTP 500" if status >= 500 else f"HTTP {status}"
    known = code if code in _BY_CODE else by_status
    meaning = _BY_CODE.get(known, _UNKNOWN)
    if status >= 500 and meaning.is_final:
        known, meaning = by_status, _BY_CODE[by_status]
    if meaning.is_final:
        refused = AccessLost if meaning.is_access_lost else Refused
        return refused(meaning.reason, code=known, next_step=meaning.next_step)
    told = until or (now + meaning.wait if meaning.wait else None)
    is_uncertain = is_write and meaning.may_have_happened
    return TryLater(meaning.reason, code=known, until=told, is_uncertain=is_uncertain)
