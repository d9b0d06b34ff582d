"""OK's error codes in our four words. A test holds the list against the names that OK publishes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.errors import AccessLost, ConnectorError, Refused, TooLong, TryLater
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some codes mean. With `wait` or `may_have_happened` it is a matter of time, else it is final."""

    codes: frozenset[int]
    reason: str
    next_step: str = ""
    wait: timedelta | None = None
    may_have_happened: bool = False
    is_access_lost: bool = False
    is_too_long: bool = False

    @property
    def is_final(self) -> bool:
        return self.wait is None and not self.may_have_happened


GONE = frozenset({300, 700, 702, 706})
"""What was asked for is no longer there."""
NO_RIGHT = frozenset({"", "10", "24", "50", "102", "103", "200", "453"})
"""Codes of a Refused that say: the token is missing, or has no right to this. Another way may still be open."""

_NEW_TOKEN = _("Enter a new token in the settings of the page's connection; a new key of a group ends the old one.")
_BY_HAND = _("Do it by hand in OK, and note it in the case.")
_DEVELOPERS = _("Do it by hand in OK, and tell the developers of Otklik.")
_OTHER_WAY = _("Answer the resident in another way: in the comments, by e-mail or by letter.")
_APPLICATION = _("Look at the settings OTKLIK_OK_APPLICATION_KEY and OTKLIK_OK_APPLICATION_SECRET.")

MEANINGS = (
    Meaning(frozenset({8, 7}), _("OK finds that we act too often and asks us to wait."), wait=timedelta(minutes=5)),
    Meaning(frozenset({11, 26}), _("The limit of requests to OK is used up."), wait=timedelta(minutes=30)),
    Meaning(frozenset({9}), _("OK does not accept requests from this server's address for a while."),
            wait=timedelta(hours=1)),
    Meaning(frozenset({31}), _("The request reached OK too slowly."), wait=timedelta(seconds=10)),
    Meaning(frozenset({1, 2, 5000, 9999}), _("OK had an error of its own."), may_have_happened=True),
    Meaning(frozenset({102, 103, 453, 451}),
            _("OK does not accept the token: it was revoked, has expired or is mistyped."), _NEW_TOKEN,
            is_access_lost=True),
    Meaning(frozenset({101, 104, 105, 210, 900, 1300, 1301, 1302}),
            _("OK does not accept our application's key or its signature."), _APPLICATION),
    Meaning(frozenset({10, 200}), _("The application or the token has no right to do this."),
            _("Ask OK's support for the rights VALUABLE_ACCESS and GROUP_CONTENT, then get a new token.")),
    Meaning(frozenset({24, 50}), _("The token's owner does not administer the group."),
            _("Give the token's owner the right in the group's settings, or enter another token.")),
    Meaning(frozenset({22, 401, 402, 403, 514}), _("OK wants to make sure that a person is behind the token."),
            _("Sign in to OK as the owner of the token, confirm what OK asks for, then try again.")),
    Meaning(frozenset({454}), _("OK's censor does not let this text through."),
            _("Write it in other words and send it again.")),
    Meaning(frozenset({511}), _("OK takes this text for spam."),
            _("Remove links, write it in other words, send again.")),
    Meaning(frozenset({601}), _("The text is too long for OK."), _("Shorten the text and send it again."),
            is_too_long=True),
    Meaning(frozenset({455, 457, 458, 801, 1102, 1103, 23, 25}),
            _("The resident does not receive messages from the page."), _OTHER_WAY),
    Meaning(frozenset({456}), _("The group's settings do not allow this: comments are closed, for instance."),
            _("Open comments in the group's settings, or answer in a private message.")),
    Meaning(frozenset({705, 800, 802}), _("The page can no longer write in this talk."), _OTHER_WAY),
    Meaning(GONE | {106, 110, 140, 141, 160}, _("What this concerns is no longer in OK."),
            _("Look whether the message still stands in OK; close the case if it does not.")),
    Meaning(frozenset({704}), _("OK no longer allows this: too much time has passed."), _BY_HAND),
    Meaning(frozenset({701}), _("Only the author may do this in OK."), _BY_HAND),
    Meaning(frozenset({3, 4, 12, 30, 100, 220, 1200, 2001}),
            _("OK does not understand the request, or no longer offers what it asks for."), _DEVELOPERS),
    Meaning(
        # Codes of methods that the connector never calls: photos, stickers, payments, calls, search and so on
        frozenset({
            21, 120, 121, 130, 150, 151, 211, 212, 213, 214, 324, 500, 501, 502, 503, 504, 505, 508, 512, 513, 600, 602,
            603, 604, 605, 606, 607, 610, 707, 708, 709, 1001, 1003, 1004, 1005, 1101, 1400, 1401,
        }),
        _("OK refused the request."),
        _DEVELOPERS,
    ),
)  # fmt: skip
_UNKNOWN = Meaning(frozenset(), _("OK refused the request with an error that we do not know."), _DEVELOPERS)
_BY_CODE = {code: meaning for meaning in MEANINGS for code in meaning.codes}


def known_codes() -> frozenset[int]:
    """Every code that has a meaning here."""
    return frozenset(_BY_CODE)


def decide_error(code: int, *, is_write: bool, now: datetime) -> ConnectorError:
    """Which of our errors a code of OK is. An unknown one is final: repeating what we do not understand is no help."""
    meaning = _BY_CODE.get(code, _UNKNOWN)
    if meaning.is_final:
        refused = AccessLost if meaning.is_access_lost else TooLong if meaning.is_too_long else Refused
        return refused(meaning.reason, code=str(code), next_step=meaning.next_step)
    until = now + meaning.wait if meaning.wait else None
    return TryLater(meaning.reason, code=str(code), until=until, is_uncertain=is_write and meaning.may_have_happened)
