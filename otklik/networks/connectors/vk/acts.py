"""Acting in VK: answers, private messages, hiding, bans. Each act is one call, repeated with the same key."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.vk.api import (
    Token,
    Value,
    admin_token,
    any_token,
    community_token,
    error_of,
    read,
    write,
)
from otklik.networks.connectors.vk.errors import ALREADY_THERE, NOT_FOUND, WRONG_PARAMETER
from otklik.networks.connectors.vk.ids import Place, Talk
from otklik.networks.connectors.vk.limits import LIMITS, NO_AUTHOR
from otklik.networks.connectors.vk.mark import MARK
from otklik.networks.connectors.vk.photos import put_in_talk, put_on_wall
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import refusal, refuse_impossible
from otklik.networks.objects import as_object, as_objects, find_id, find_number, read_title
from otklik.networks.texts import check_text
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

LONGEST_TEXT = 4096
LONGEST_NOTE_OF_BAN = 300
"""VK names no limit; whatever we write is short, and a code cut off would be of no use."""


def perform(access: PageAccess, act: Act) -> Receipt:
    """Perform one act. What already is as it should be counts as done."""
    refuse_impossible(LIMITS, act, tokens=access.tokens, now=read_clock())
    return _PERFORMERS[act.kind](access, act)


@dataclass(frozen=True, slots=True)
class Ways:
    """VK's methods for one kind of container, and what it calls the container."""

    room: str
    container: str
    is_reply_named: bool = True
    """The method takes the comment that is answered."""


WAYS = {
    "wall": Ways("wall", "post_id"),
    "topic": Ways("board", "topic_id", is_reply_named=False),
    "photo": Ways("photos", "photo_id"),
    "video": Ways("video", "video_id"),
    "market": Ways("market", "item_id"),
}


def _reply(access: PageAccess, act: Act) -> Receipt:
    if act.message_kind is MessageKind.PRIVATE:
        return _send_message(access, act)
    _check_text(act)
    place = Place.of(act.external_id)
    params: dict[str, Value] = _owner_of(place) | {
        WAYS[place.prefix].container: place.container,
        "message": act.text,
        "from_group": _from_group(access, place),
        "guid": str(act.idempotency_key),
    }
    if place.comment and WAYS[place.prefix].is_reply_named:
        params["reply_to_comment"] = place.comment
    if place.prefix == "wall" and (photos := put_on_wall(access, act.photos)):
        params["attachments"] = photos
    # of all comments, only those of the wall may be written with the community's own token
    token = any_token(access) if place.prefix == "wall" else admin_token(access)
    answer = _create_comment(access, token, params, place=place)
    return _receipt_of_comment(answer, place=place)


def _create_comment(access: PageAccess, token: Token, params: dict[str, Value], *, place: Place) -> object:
    """The text was checked before: a parameter that VK does not take is the comment that is answered."""
    try:
        return write(access, token, f"{WAYS[place.prefix].room}.createComment", params)
    except Refused as why:
        if why.code != str(WRONG_PARAMETER) or not place.comment:
            raise
        raise Refused(
            _("VK cannot answer this comment: it is no longer there."),
            code=why.code,
            next_step=_("Look whether the comment still stands in VK; write to the resident privately if it does not."),
        ) from None


def _from_group(access: PageAccess, place: Place) -> int:
    """The wall wants the community's number, all other places only a yes."""
    return int(access.external_id) if place.prefix == "wall" else 1


def _owner_of(place: Place) -> dict[str, Value]:
    return {"group_id": -place.owner} if place.prefix == "topic" else {"owner_id": place.owner}


def _receipt_of_comment(answer: object, *, place: Place) -> Receipt:
    """The wall answers with an object, all other places with the bare number."""
    told = as_object(answer)
    number = find_id(told, "comment_id") or find_number(answer)
    if not number:
        raise TryLater(_("VK's answer cannot be read."), is_uncertain=True)
    root = None
    if isinstance(stack := told.get("parents_stack"), list) and stack:
        root = find_number(stack[0])
    return Receipt(external_id=place.comment_id(number), url=place.url(number, root=root or place.comment))


def _send_message(access: PageAccess, act: Act) -> Receipt:
    _check_text(act)
    talk = Talk.of(act.external_id or act.thread_id)
    token = community_token(access)
    params: dict[str, Value] = {
        # «peer_ids» rather than «peer_id»: only then VK tells the number that the echo will carry
        "peer_ids": str(talk.peer),
        "message": act.text,
        "random_id": act.idempotency_key,
        "group_id": int(access.external_id),
    }
    if talk.message and not talk.is_own_number and not talk.is_permission:
        params["forward"] = json.dumps(
            {"peer_id": talk.peer, "conversation_message_ids": [talk.message], "is_reply": True}
        )
    if photos := put_in_talk(access, act.photos, peer=talk.peer):
        params["attachment"] = photos
    answer = write(access, token, "messages.send", params)
    return _receipt_of_message(answer, access=access, talk=talk, token=token)


def _receipt_of_message(answer: object, *, access: PageAccess, talk: Talk, token: Token) -> Receipt:
    sent = next(iter(as_objects(answer)), {})
    if "error" in sent:
        raise error_of(sent["error"], method="messages.send", token=token)
    url = talk.url(access.external_id)
    number = find_id(sent, "conversation_message_id", "cmid")
    if number:
        return Receipt(Talk(talk.peer, number).external_id, url)
    own = find_id(sent, "message_id") or find_number(answer)
    if not own:
        raise TryLater(_("VK's answer cannot be read."), is_uncertain=True)
    return Receipt(_name_of_sent(access, token, talk=talk, own=own), url)


def _name_of_sent(access: PageAccess, token: Token, *, talk: Talk, own: int) -> str:
    """The message stands there; only its number in the talk is still missing, and no failure may undo the sending."""
    try:
        answer = as_object(read(access, token, "messages.getById", {"message_ids": str(own)}))
    except ConnectorError:
        return Talk(talk.peer, own, is_own_number=True).external_id
    found = next(iter(as_objects(answer.get("items"))), {})
    number = find_id(found, "conversation_message_id")
    return Talk(talk.peer, number or own, is_own_number=number is None).external_id


def _check_text(act: Act) -> None:
    check_text(act.text, network=MARK.short_name, most=LONGEST_TEXT)


def _remove(access: PageAccess, act: Act) -> Receipt:
    """VK does not hide: what is deleted can be restored for a while."""
    return _moderate(access, act, verb="delete", done_when=NOT_FOUND)


def _restore(access: PageAccess, act: Act) -> Receipt:
    return _moderate(access, act, verb="restore", done_when=ALREADY_THERE)


def _moderate(access: PageAccess, act: Act, *, verb: str, done_when: int) -> Receipt:
    place = Place.of(act.external_id)
    params, method = _owner_of(place), f"{WAYS[place.prefix].room}.{verb}Comment"
    if place.comment is None:
        params["post_id"], method = place.container, f"wall.{verb}"
    else:
        params["comment_id"] = place.comment
    if place.prefix == "topic":
        params["topic_id"] = place.container
    token = any_token(access) if place.prefix == "topic" else admin_token(access)
    try:
        write(access, token, method, params)
    except Refused as why:
        if why.code != str(done_when):
            raise
    return Receipt(external_id=act.external_id)


def _ban(access: PageAccess, act: Act) -> Receipt:
    params: dict[str, Value] = {"group_id": int(access.external_id), "owner_id": _account(act)}
    if act.until is not None:
        params["end_date"] = int(act.until.timestamp())
    if words := act.text or act.because:
        # what is for the author they see; why it was done is for administrators only
        params |= {"comment": read_title(words, at_most=LONGEST_NOTE_OF_BAN), "comment_visible": bool(act.text)}
    write(access, admin_token(access), "groups.ban", params)
    return Receipt(external_id=act.external_id)


def _unban(access: PageAccess, act: Act) -> Receipt:
    params: dict[str, Value] = {"group_id": int(access.external_id), "owner_id": _account(act)}
    try:
        write(access, admin_token(access), "groups.unban", params)
    except Refused as why:
        if why.code != str(NOT_FOUND):
            raise
    return Receipt(external_id=act.external_id)


def _account(act: Act) -> int:
    number = find_number(act.external_id)
    if not number:
        raise refusal(NO_AUTHOR)
    return number


_PERFORMERS: dict[ActKind, Callable[[PageAccess, Act], Receipt]] = {
    ActKind.REPLY: _reply,
    ActKind.MESSAGE: _send_message,
    ActKind.HIDE: _remove,
    ActKind.DELETE: _remove,
    ActKind.RESTORE: _restore,
    ActKind.BAN: _ban,
    ActKind.UNBAN: _unban,
}
