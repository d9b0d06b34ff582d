"""Acting in Telegram: answers, private messages, deletions, bans. Telegram has no keys: nothing is repeated blindly."""

from collections.abc import Callable
from datetime import timedelta

from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.telegram.api import Value, await_turn, read, write
from otklik.networks.connectors.telegram.errors import GONE
from otklik.networks.connectors.telegram.ids import Place, Talk, find_group
from otklik.networks.connectors.telegram.limits import LIMITS, NO_AUTHOR
from otklik.networks.connectors.telegram.mark import MARK
from otklik.networks.connectors.telegram.objects import find_id, find_message_number, read_username
from otklik.networks.connectors.telegram.photos import MOST_PHOTOS, put_below
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import refusal, refuse_impossible
from otklik.networks.objects import Json, as_object, find_whole
from otklik.networks.texts import check_text
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

LONGEST_TEXT = 4096
"""Counted in units of UTF-16: most letters are one, most emoji two."""
SHORTEST_BAN = timedelta(seconds=35)
"""A ban for less than 30 seconds would be one for ever."""


def length_of(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def perform(access: PageAccess, act: Act) -> Receipt:
    """Perform one act. What already is as it should be counts as done."""
    refuse_impossible(LIMITS, act, tokens=access.tokens, now=read_clock())
    return _PERFORMERS[act.kind](access, act)


def _reply(access: PageAccess, act: Act) -> Receipt:
    if act.message_kind is MessageKind.PRIVATE:
        return _send_message(access, act)
    _check_text(act)
    place = Place.of(act.external_id)
    # without the comment the answer would stand in the group under no post: rather none at all
    answered: dict[str, str | int | bool] = {"message_id": place.message, "allow_sending_without_reply": False}
    sent = _say(access, act, place.group, {"text": act.text, "reply_parameters": answered})
    place = Place(place.group, place.copy, _number_of(sent))
    return Receipt(
        external_id=place.comment_id(place.comment), url=place.url(username=read_username(as_object(sent.get("chat"))))
    )


def _send_message(access: PageAccess, act: Act) -> Receipt:
    _check_text(act)
    talk = Talk.of(act.external_id or act.thread_id)
    params: dict[str, Value] = {"text": act.text}
    if talk.message:
        # a question that the resident deleted meanwhile is answered all the same: the talk has one reader
        params["reply_parameters"] = {"message_id": talk.message, "allow_sending_without_reply": True}
    sent = _say(access, act, talk.chat, params)
    return Receipt(external_id=Talk(talk.chat, _number_of(sent)).external_id)


def _say(access: PageAccess, act: Act, chat: int, params: dict[str, Value]) -> Json:
    """Say the words, and put the photos below; all turns are taken while nothing is said yet."""
    photos = act.photos[:MOST_PHOTOS]
    after = await_turn(access, chat, photos=len(photos))
    sent = as_object(write(access, "sendMessage", {"chat_id": chat, **params}))
    put_below(access, photos, chat=chat, words=_number_of(sent), after=after)
    return sent


def _number_of(sent: Json) -> int:
    number = find_message_number(sent)
    if number is None:
        raise TryLater(_("Telegram's answer cannot be read."), is_uncertain=True)
    return number


def _check_text(act: Act) -> None:
    check_text(act.text, network=MARK.short_name, most=LONGEST_TEXT, length_of=length_of)


def _delete(access: PageAccess, act: Act) -> Receipt:
    if act.message_kind is MessageKind.PRIVATE:
        talk = Talk.of(act.external_id)
        chat, number = talk.chat, talk.message or 0
    else:
        place = Place.of(act.external_id)
        chat, number = place.group, place.message
    try:
        write(access, "deleteMessage", {"chat_id": chat, "message_id": number})
    except Refused as why:
        if not why.code.endswith(GONE):
            raise
    return Receipt(external_id=act.external_id)


def _ban(access: PageAccess, act: Act) -> Receipt:
    """Ban from the discussion group; a channel that wrote there is banned with all channels of its owner."""
    author, group = _author_of(act), _group_of(access, act)
    if author > 0:
        params: dict[str, Value] = {"chat_id": group, "user_id": author}
        if act.until is not None:
            until = max(act.until, read_clock() + SHORTEST_BAN)
            params["until_date"] = int(until.timestamp())
        write(access, "banChatMember", params)
    else:
        write(access, "banChatSenderChat", {"chat_id": group, "sender_chat_id": author})
    return Receipt(external_id=act.external_id)


def _unban(access: PageAccess, act: Act) -> Receipt:
    author, group = _author_of(act), _group_of(access, act)
    if author > 0:
        # without «only_if_banned» a member who is not banned would be thrown out
        write(access, "unbanChatMember", {"chat_id": group, "user_id": author, "only_if_banned": True})
    else:
        write(access, "unbanChatSenderChat", {"chat_id": group, "sender_chat_id": author})
    return Receipt(external_id=act.external_id)


def _author_of(act: Act) -> int:
    is_number = act.external_id.removeprefix("-").isdecimal() and act.external_id.isascii()
    number = find_whole(int(act.external_id)) if is_number and len(act.external_id) < 21 else None
    if not number:
        raise refusal(NO_AUTHOR)
    return number


def _group_of(access: PageAccess, act: Act) -> int:
    """The group where the author wrote; for one who wrote privately, the discussion group of the channel."""
    known = find_group(act.container_id, act.thread_id)
    if known:
        return known
    channel = as_object(read(access, "getChat", {"chat_id": channel_of(access)}))
    linked = find_id(channel, "linked_chat_id")
    if not linked:
        raise Refused(
            _("The channel has no discussion group, so there is nothing to ban the author from."),
            next_step=_("Block the author by hand in Telegram."),
        )
    return linked


def channel_of(access: PageAccess) -> int:
    """The page's channel. Raises Refused where the register holds no id of a channel."""
    number = access.external_id.removeprefix("-")
    if not (access.external_id.startswith("-") and number.isascii() and number.isdecimal() and len(number) < 20):
        raise Refused(
            _("The page's id is no id of a channel."),
            next_step=_("Enter the channel's id in the register: it begins with -100."),
        )
    return int(access.external_id)


_PERFORMERS: dict[ActKind, Callable[[PageAccess, Act], Receipt]] = {
    ActKind.REPLY: _reply,
    ActKind.MESSAGE: _send_message,
    ActKind.DELETE: _delete,
    ActKind.BAN: _ban,
    ActKind.UNBAN: _unban,
}
