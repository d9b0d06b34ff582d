"""Telegram's refusals in our four words.

Telegram numbers errors like HTTP and tells the reason in a sentence, of which it publishes no list: the sentences here
are those of its server. What is not listed falls to the meaning of its number alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.connectors.telegram.limits import TOO_OLD
from otklik.networks.errors import AccessLost, ConnectorError, Refused, TooLong, TryLater
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number with one of these phrases means. With `wait` or `may_have_happened` it is a matter of time."""

    code: int
    phrases: tuple[str, ...]
    """In small letters; empty: every sentence with this number."""
    reason: str
    next_step: str = ""
    wait: timedelta | None = None
    may_have_happened: bool = False
    is_access_lost: bool = False
    is_too_long: bool = False

    @property
    def is_final(self) -> bool:
        return self.wait is None and not self.may_have_happened


_NEW_TOKEN = _("Enter the token that @BotFather gives in the settings of the page's connection.")
_RIGHTS = _("Make the bot an administrator of the discussion group with the rights to delete messages and to ban.")
_BY_HAND = _("Do it by hand in Telegram, and note it in the case.")
_DEVELOPERS = _("Do it by hand in Telegram, and tell the developers of Otklik.")
_OTHER_WAY = _("Answer the resident in another way: in the comments, by e-mail or by letter.")
_CONNECTION = _("Look at the address of the page's connection, and connect it anew.")
_LOOK = _("Look whether the message still stands in Telegram; close the case if it does not.")

GONE = "gone"
"""Ends the code of a refusal that says: what is to be deleted is not there."""

MEANINGS = (
    Meaning(
        400,
        ("message to be replied not found", "message to reply not found", "replied message not found",
         "reply message not found"),
        _("Telegram cannot answer this message: it is no longer there."),
        _("Look whether it still stands in Telegram; write to the resident in another way if it does not."),
    ),
    Meaning(400, ("message to delete not found", "message_id_invalid"), _("The message is no longer there."), _LOOK),
    Meaning(
        400,
        ("message can't be deleted", "message_delete_forbidden"),
        TOO_OLD.reason,
        TOO_OLD.next_step,
    ),
    Meaning(
        400,
        ("message is too long", "text is too long", "message_too_long"),
        _("The text is too long for Telegram."),
        _("Shorten the text and send it again."),
        is_too_long=True,
    ),
    Meaning(
        400, ("message text is empty", "text must be non-empty"), _("There is no text to send."), _("Write the answer.")
    ),
    Meaning(
        400,
        ("not enough rights", "have no rights", "need administrator rights", "chat_admin_required", "can_manage_chat",
         "member list is inaccessible"),
        _("The bot has no right to do this."),
        _RIGHTS,
    ),
    Meaning(
        400,
        ("user is an administrator", "can't remove chat owner", "can't restrict self", "user_admin_invalid",
         "can't demote chat creator"),
        _("Telegram bans no administrators of the group."),
        _("Take the author's rights away in Telegram first."),
    ),
    Meaning(
        400,
        ("participant_id_invalid", "user not found", "user_id_invalid", "user_not_participant", "peer_id_invalid"),
        _("Telegram does not know this author."),
        _BY_HAND,
    ),
    Meaning(
        400,
        ("chat_write_forbidden", "chat_restricted", "chat_send_plain_forbidden", "topic_closed", "topic_deleted",
         "user_banned_in_channel"),
        _("The bot may not write in the discussion group."),
        _RIGHTS,
    ),
    Meaning(
        400,
        ("upgraded to a supergroup",),
        _("The group became a supergroup and has a new number: its old comments cannot be answered."),
        _BY_HAND,
    ),
    Meaning(
        400,
        ("chat not found", "chat_id is empty", "group is deactivated", "chat_id_invalid", "group chat was deactivated"),
        _("Telegram knows no such channel, group or talk, or the bot is not in it."),
        _("Correct the page's id in the register, and add the bot to the channel and its group."),
        is_access_lost=True,
    ),
    Meaning(
        400, ("bad webhook", "https url must be provided", "secret token"),
        _("Telegram does not accept our address for its updates."), _CONNECTION,
    ),
    Meaning(400, (), _("Telegram does not understand the request."), _DEVELOPERS),
    Meaning(
        401,
        (),
        _("Telegram does not accept the token: it was revoked or is mistyped."),
        _NEW_TOKEN,
        is_access_lost=True,
    ),
    Meaning(
        404,
        (),
        _("Telegram does not accept the token: it was revoked or is mistyped."),
        _NEW_TOKEN,
        is_access_lost=True,
    ),
    Meaning(
        403,
        ("bot was blocked by the user", "user is deactivated", "can't initiate conversation", "bots can't send messages"
         " to bots", "can't send messages to bots", "peer_flood", "user_is_blocked"),
        _("The resident does not receive messages from the bot."),
        _OTHER_WAY,
    ),
    Meaning(
        403,
        ("kicked", "not a member", "bot was deleted"),
        _("The bot is no longer in the channel or its discussion group."),
        _("Add the bot to the channel and its group again as an administrator."),
        is_access_lost=True,
    ),
    Meaning(403, (), _("The bot has no right to do this."), _RIGHTS),
    Meaning(
        409,
        (),
        _("Telegram hands out updates in one way only: by webhook or on request, and to one program."),
        _("Give each installation a bot of its own; look whether another program uses this bot's token."),
    ),
    Meaning(
        413, (), _("The text is too long for Telegram."), _("Shorten the text and send it again."), is_too_long=True
    ),
    Meaning(406, (), _("Telegram does not accept the request."), _DEVELOPERS),
    Meaning(303, (), _("Telegram moved the bot to another of its centres."), wait=timedelta(minutes=1)),
    Meaning(
        420, (), _("Telegram finds that we act too often and asks us to wait."), wait=timedelta(minutes=1)
    ),
    Meaning(
        429, (), _("Telegram finds that we act too often and asks us to wait."), wait=timedelta(seconds=5)
    ),
    Meaning(500, (), _("Telegram had an error of its own."), may_have_happened=True),
)  # fmt: skip
_UNKNOWN = Meaning(0, (), _("Telegram refused the request with an error that we do not know."), _DEVELOPERS)
_LONGEST_WAIT = timedelta(days=1)


def known_codes() -> frozenset[int]:
    """Every number that has a meaning here."""
    return frozenset(meaning.code for meaning in MEANINGS)


def find_meaning(code: int, description: str) -> Meaning:
    """What a refusal means: by its sentence, else by its number."""
    said, number = description.lower(), min(500, code)
    for meaning in MEANINGS:
        if meaning.code == number and (not meaning.phrases or any(phrase in said for phrase in meaning.phrases)):
            return meaning
    return _UNKNOWN


def decide_error(
    code: int, description: str, *, retry_after: int | None, is_write: bool, now: datetime
) -> ConnectorError:
    """Which of our errors a refusal is. An unknown one is final: repeating what we do not understand is no help."""
    meaning = find_meaning(code, description)
    if meaning.is_final:
        refused = AccessLost if meaning.is_access_lost else TooLong if meaning.is_too_long else Refused
        return refused(meaning.reason, code=_code_of(code, meaning), next_step=meaning.next_step)
    wait = min(timedelta(seconds=retry_after), _LONGEST_WAIT) if retry_after and retry_after > 0 else meaning.wait
    until = now + wait if wait else None
    return TryLater(meaning.reason, code=str(code), until=until, is_uncertain=is_write and meaning.may_have_happened)


def _code_of(code: int, meaning: Meaning) -> str:
    return f"{code} {GONE}" if "message to delete not found" in meaning.phrases else str(code)
