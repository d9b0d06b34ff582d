"""Acting in OK: answers, private messages, deletion. OK knows no keys: a repetition would stand there twice."""

from collections.abc import Callable

from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.ok.api import Value, graph_write, rest_write
from otklik.networks.connectors.ok.comments import comment_id_of
from otklik.networks.connectors.ok.errors import GONE
from otklik.networks.connectors.ok.ids import Place, Talk, find_chat
from otklik.networks.connectors.ok.limits import LIMITS, ONLY_COMMENTS
from otklik.networks.connectors.ok.mark import MARK
from otklik.networks.connectors.ok.objects import find_flag
from otklik.networks.connectors.ok.reading import find_own_message
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import refusal, refuse_impossible
from otklik.networks.objects import as_object
from otklik.networks.texts import check_text
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

LONGEST_TEXT = 3000
"""OK's limit for comments; for messages it publishes none, and one limit is easier to keep."""


def perform(access: PageAccess, act: Act) -> Receipt:
    """Perform one act. What already is as it should be counts as done."""
    refuse_impossible(LIMITS, act, tokens=access.tokens, now=read_clock())
    return _PERFORMERS[act.kind](access, act)


def _reply(access: PageAccess, act: Act) -> Receipt:
    if act.message_kind is MessageKind.PRIVATE:
        return _send_message(access, act)
    _check_text(act)
    place = Place.of(act.external_id)
    params: dict[str, Value] = {
        "entityId": place.object_id, "entityType": place.type, "comment": act.text, "as_admin": True,
    }  # fmt: skip
    if place.comment:
        params["reply_to_comment_id"] = place.comment
    number = _number_of(rest_write(access, "discussions.addDiscussionComment", params))
    return Receipt(place.comment_id(number), place.url(access.external_id))


def _number_of(answer: object) -> str:
    """OK answers with the comment's id, bare or in an object."""
    told = as_object(answer)
    told = as_object(told.get("comment")) or told
    number = comment_id_of({"id": told.get("id") or told.get("comment_id") or answer})
    if not number:
        raise TryLater(_("OK's answer cannot be read."), is_uncertain=True)
    return number


def _send_message(access: PageAccess, act: Act) -> Receipt:
    _check_text(act)
    talk = Talk.of(act.external_id or act.thread_id)
    message: dict[str, Value] = {"text": act.text}
    if talk.message:
        message["reply_to"] = talk.message
    is_chat = talk.chat.startswith("chat:")
    recipient = {"chat_id": talk.chat} if is_chat else {"user_id": talk.chat}
    path = f"me/messages/{talk.chat}" if is_chat else "me/messages"
    told = as_object(graph_write(access, path, {"recipient": recipient, "message": message}))
    if find_flag(told.get("success")) is False:
        raise Refused(
            _("The resident does not receive messages from the page."),
            next_step=_("Answer the resident in another way: in the comments, by e-mail or by letter."),
        )
    chat = find_chat(told.get("chat_id")) or talk.chat
    sent = Talk.find(f"{chat}/{told.get('message_id') or told.get('mid')}")
    if sent is not None and sent.message:
        return Receipt(sent.external_id, sent.url(access.external_id))
    if not told:
        raise TryLater(_("OK's answer cannot be read."), is_uncertain=True)
    return _find_sent(access, act, talk=talk)


def _find_sent(access: PageAccess, act: Act, *, talk: Talk) -> Receipt:
    """The message stands there; only its name is still missing, and no failure may undo the sending."""
    nameless = Receipt("", talk.url(access.external_id))
    try:
        return find_own_message(access, act) or nameless
    except ConnectorError:
        return nameless


def _check_text(act: Act) -> None:
    check_text(act.text, network=MARK.short_name, most=LONGEST_TEXT)


def _delete(access: PageAccess, act: Act) -> Receipt:
    """For ever: OK restores nothing."""
    place = Place.of(act.external_id)
    if not place.comment:
        raise refusal(ONLY_COMMENTS)
    params: dict[str, Value] = {
        "discussionId": place.object_id, "discussionType": place.type, "comment_ids": place.comment,
        "mark_as_spam": False, "block_author": False,
    }  # fmt: skip
    try:
        rest_write(access, "discussions.deleteDiscussionComments", params)
    except Refused as why:
        if why.code not in map(str, GONE):
            raise
    return Receipt(external_id=act.external_id)


_PERFORMERS: dict[ActKind, Callable[[PageAccess, Act], Receipt]] = {
    ActKind.REPLY: _reply,
    ActKind.MESSAGE: _send_message,
    ActKind.DELETE: _delete,
}
