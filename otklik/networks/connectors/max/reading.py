"""Reading single things back from MAX: a message as it stands now, our own reply, names of members."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import batched

from otklik.networks.connector import Act, Fetched, PageAccess, Receipt
from otklik.networks.connectors.max.acts import channel_of, check_membership
from otklik.networks.connectors.max.api import read, read_list
from otklik.networks.connectors.max.errors import NO_RIGHT, NOT_FOUND
from otklik.networks.connectors.max.ids import Place, Talk
from otklik.networks.connectors.max.messages import Reader, name_of, read_message
from otklik.networks.connectors.max.missed import Reading
from otklik.networks.errors import Refused
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import as_object, find_id, find_number, read_text
from otklik.shared.words import marked as _

MOST_NAMES = 100
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def fetch_message(access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
    """One message as MAX shows it now.

    MAX says «not found» also to a bot that was put out: it is deleted only if the bot still sees the channel.
    """
    path, post = _path_of(kind, external_id)
    try:
        answer = read(access, path)
    except Refused as why:
        if why.code not in NOT_FOUND:
            raise
        if kind is not MessageKind.PRIVATE:
            check_membership(access)
        return Fetched(None, is_deleted=True)
    message = as_object(answer.get("message")) or answer
    return Fetched(read_message(message, kind=EventKind.NEW, reader=Reader(access.external_id, post)))


def _path_of(kind: MessageKind, external_id: str) -> tuple[str, str]:
    """Where MAX shows a message, and the post that it stands under if it is a comment."""
    if kind is MessageKind.PRIVATE:
        return f"/messages/{_need_mid(Talk.of(external_id))}", ""
    place = Place.of(external_id)
    if not place.comment:
        return f"/messages/{place.post}", ""
    return f"/messages/{place.post}/comments/{place.comment}", place.post


def _need_mid(talk: Talk) -> str:
    if not talk.mid:
        raise Refused(_("MAX keeps no message of a talk being opened."), next_step=_("There is nothing to do."))
    return talk.mid


def find_own_reply(access: PageAccess, act: Act) -> Receipt | None:
    """Our own reply in the thread, by its words and by what it answers, back to the message that it answers.

    Raises Refused where that message is not among the newest five hundred: then nobody can say.
    """
    reading = Reading(access)
    for page in _pages_of_thread(reading, act):
        if found := next((event for event in page if _is_our_reply(event, act)), None):
            return Receipt(found.external_id, found.url)
        if any(event.external_id == act.external_id for event in page):
            return None
    if reading.is_cut:
        raise Refused(
            _("The discussion is too long to look whether the answer stands there."),
            next_step=_("Look in MAX whether it does; if not, try again there by hand."),
        )
    return None


def _pages_of_thread(reading: Reading, act: Act) -> Iterator[list[NetworkEvent]]:
    """The newest messages first: nothing that is older than what was answered can be the answer."""
    if act.message_kind is MessageKind.PRIVATE:
        talk = Talk.of(act.external_id or act.thread_id)
        yield from reading.pages("/messages", {"chat_id": talk.chat}, older_than="from", since=_EVER)
        return
    post = Place.of(act.external_id).post
    try:
        yield from reading.pages(f"/messages/{post}/comments", {}, older_than="before", since=_EVER, post=post)
    except Refused as why:
        if why.code not in NOT_FOUND:
            raise


def _is_our_reply(event: NetworkEvent, act: Act) -> bool:
    """A comment without a sender may be ours too: MAX leaves the sender out where the channel speaks."""
    is_ours = event.author is None or event.author.is_page
    is_here = event.reply_to == (act.external_id if _answers_a_message(act) else "")
    is_other = event.external_id in act.others
    return is_ours and is_here and not is_other and event.text.split() == act.text.split()


def _answers_a_message(act: Act) -> bool:
    """A comment of a post, and a message that opens a talk anew, answer nothing in particular."""
    if act.message_kind is MessageKind.PRIVATE:
        return bool(act.external_id and Talk.of(act.external_id).mid)
    return bool(Place.of(act.external_id).comment)


def fetch_names(access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
    """Names of the channel's members; MAX names nobody else, and events carry the names anyway."""
    numbers = sorted({number for number in map(find_number, external_ids) if number and number > 0})
    names: dict[str, str] = {}
    try:
        for part in batched(numbers, MOST_NAMES):
            asked = {"user_ids": ",".join(map(str, part))}
            for person in read_list(access, f"/chats/{channel_of(access)}/members", "members", asked):
                if (number := find_id(person, "user_id")) and (name := name_of(person)):
                    names[str(number)] = name
    except Refused as why:
        if why.code not in NO_RIGHT:
            raise
    return names


def fetch_posts(access: PageAccess, *, at_most: int) -> tuple[str, ...]:
    """The texts of the channel's newest posts."""
    posts = read_list(access, "/messages", "messages", {"chat_id": channel_of(access), "count": at_most})
    return tuple(read_text(as_object(post.get("body")).get("text")) for post in posts)
