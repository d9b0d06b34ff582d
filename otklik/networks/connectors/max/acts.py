"""Acting in MAX: answers, private messages, deleting, bans. Each act is one call; MAX knows no keys."""

import time
from collections.abc import Callable

from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.max.api import read, write
from otklik.networks.connectors.max.errors import NOT_FOUND, NOT_READY, UNFIT
from otklik.networks.connectors.max.ids import Place, Talk, find_mid
from otklik.networks.connectors.max.limits import LIMITS, NO_AUTHOR
from otklik.networks.connectors.max.mark import MARK
from otklik.networks.connectors.max.photos import upload
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import refusal, refuse_impossible
from otklik.networks.objects import Json, as_object, find_number
from otklik.networks.texts import check_text
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

LONGEST_TEXT = 4000
PAUSES_SECONDS = (1.0, 2.0)
"""While MAX works on photos that it has: the next turn of the answer would send them anew, and wait again."""


def perform(access: PageAccess, act: Act) -> Receipt:
    """Perform one act. What already is as it should be counts as done."""
    refuse_impossible(LIMITS, act, tokens=access.tokens, now=read_clock())
    return _PERFORMERS[act.kind](access, act)


def channel_of(access: PageAccess) -> int:
    """The channel's number: it stands in the page's id."""
    number = find_number(access.external_id)
    if not number:
        raise Refused(
            _("The page's id is no number of a channel."), next_step=_("Correct the page's id in the register.")
        )
    return number


def _reply(access: PageAccess, act: Act) -> Receipt:
    if act.message_kind is MessageKind.PRIVATE:
        return _send_message(access, act)
    _check_text(act)
    place = Place.of(act.external_id)
    body: dict[str, object] = {"text": act.text}
    if place.comment:
        body["link"] = {"type": "reply", "mid": place.comment}
    try:
        answer = write(access, "POST", f"/messages/{place.post}/comments", body=body)
    except Refused as why:
        if why.code not in NOT_FOUND:
            raise
        raise Refused(
            _("MAX cannot answer this comment: it or its post is no longer there."),
            code=why.code,
            next_step=_(
                "Look whether the comment still stands in MAX; write to the resident privately if it does not."
            ),
        ) from None
    return Receipt(place.comment_id(_mid_of_sent(answer)), place.url)


def _send_message(access: PageAccess, act: Act) -> Receipt:
    _check_text(act)
    talk = Talk.of(act.external_id or act.thread_id)
    link = {"type": "reply", "mid": talk.mid} if talk.mid else None
    body: dict[str, object] = {"text": act.text, "link": link}
    answer = _say(access, talk.chat, body, attachments=upload(access, act.photos))
    return Receipt(Talk(talk.chat, _mid_of_sent(answer)).external_id)


def _say(access: PageAccess, chat: int, body: dict[str, object], *, attachments: list[Json]) -> Json:
    """Say it with the photos; where MAX takes them not, or works on them too long, with the words alone."""
    for seconds in (*PAUSES_SECONDS, 0.0) if attachments else ():
        try:
            return write(access, "POST", "/messages", {"chat_id": chat}, body=body | {"attachments": attachments})
        except Refused as why:
            if why.code not in UNFIT:
                raise
            break  # the photos, perhaps
        except TryLater as why:
            if why.code not in NOT_READY:
                raise
            time.sleep(seconds)
    return write(access, "POST", "/messages", {"chat_id": chat}, body=body | {"attachments": []})


def _mid_of_sent(answer: Json) -> str:
    """The name of what now stands there. Without it the message has to be looked for."""
    mid = find_mid(as_object(as_object(answer.get("message")).get("body")).get("mid"))
    if not mid:
        raise TryLater(_("MAX's answer cannot be read."), is_uncertain=True)
    return mid


def _check_text(act: Act) -> None:
    check_text(act.text, network=MARK.short_name, most=LONGEST_TEXT)


def _delete(access: PageAccess, act: Act) -> Receipt:
    """Irreversible. What is no longer there counts as done, if the bot may see the channel at all."""
    place = Place.of(act.external_id)
    try:
        if place.comment:
            write(access, "DELETE", f"/messages/{place.post}/comments", {"comment_id": place.comment})
        else:
            write(access, "DELETE", "/messages", {"message_id": place.post})
    except Refused as why:
        if why.code not in NOT_FOUND:
            raise
        check_membership(access)
    return Receipt(act.external_id)


def check_membership(access: PageAccess) -> Json:
    """Raises what MAX says to a bot that does not see the channel: only one that does can tell what is gone."""
    return read(access, f"/chats/{channel_of(access)}/members/me")


def _ban(access: PageAccess, act: Act) -> Receipt:
    author = find_number(act.external_id)
    if not author:
        raise refusal(NO_AUTHOR)
    write(access, "DELETE", f"/chats/{channel_of(access)}/members", {"user_id": author, "block": True})
    return Receipt(act.external_id)


_PERFORMERS: dict[ActKind, Callable[[PageAccess, Act], Receipt]] = {
    ActKind.REPLY: _reply,
    ActKind.MESSAGE: _send_message,
    ActKind.DELETE: _delete,
    ActKind.BAN: _ban,
}
