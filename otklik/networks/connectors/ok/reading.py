"""Reading single things back from OK: a message as it stands now, our own reply, names of accounts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import batched

from otklik.networks.connector import Act, Fetched, PageAccess, Receipt
from otklik.networks.connectors.ok.api import Value, graph_read, rest_read
from otklik.networks.connectors.ok.authors import Reader
from otklik.networks.connectors.ok.comments import is_gone, read_comments
from otklik.networks.connectors.ok.errors import GONE
from otklik.networks.connectors.ok.ids import Place, Talk, find_account
from otklik.networks.connectors.ok.messages import read_message
from otklik.networks.connectors.ok.objects import list_of
from otklik.networks.errors import Ignored, NotOurs, Refused
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, milliseconds_of, read_text, read_title
from otklik.shared.words import marked as _

FIELDS = ",".join(
    f"comment.{name}"
    for name in ("ID", "AUTHOR_ID", "AUTHOR_NAME", "AUTHOR_REF", "TEXT", "DATE", "TYPE", "REPLY_TO_ID",
                 "REPLY_TO_NAME", "REPLY_TO_COMMENT_ID")
)  # fmt: skip
"""OK refuses the whole call for one field that it does not have, so only what is known to work is asked for."""
READ_BACK = 100
"""How many comments or messages are asked for at once when our own reply is looked for."""
MOST_PAGES_BACK = 20
"""Without having seen the answered comment after so many, nobody can say whether the answer stands there."""
MOST_NAMES = 100
_AROUND = timedelta(seconds=2)
_TOO_LONG = _("The discussion is too long to look whether the answer stands there.")
_LOOK_THERE = _("Look in OK whether it does; if not, try again there by hand.")


def fetch_message(access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
    """One message as OK shows it now. What OK no longer finds is deleted."""
    try:
        if kind is MessageKind.PRIVATE:
            event = _fetch_private(access, Talk.of(external_id))
        else:
            event = _fetch_comment(access, Place.of(external_id))
    except Refused as why:
        if why.code not in map(str, GONE):
            raise
        event = None
    if event is None or event.kind is EventKind.DELETED:
        return Fetched(None, is_deleted=True)
    return Fetched(event)


def _fetch_comment(access: PageAccess, place: Place) -> NetworkEvent | None:
    comment = ask_for_comment(access, place)
    if not comment or is_gone(comment):
        return None
    told = {**comment, "id": comment.get("id") or place.comment}
    return next(read_comments([told], place=place, reader=Reader(access.external_id)), None)


def ask_for_comment(access: PageAccess, place: Place) -> Json:
    """One comment in OK's words; an empty object when OK answers without one."""
    params: dict[str, Value] = {
        "discussionId": place.object_id, "discussionType": place.type, "comment_id": place.comment, "fields": FIELDS,
    }  # fmt: skip
    answer = as_object(rest_read(access, "discussions.getComment", params))
    return as_object(answer.get("comment")) or (answer if "text" in answer else {})


def _fetch_private(access: PageAccess, talk: Talk) -> NetworkEvent | None:
    """OK gives no single message: those around the moment in which it was written are looked through."""
    params: dict[str, Value] = {"count": READ_BACK}
    if moment := talk.written_at:
        params |= {"from": milliseconds_of(moment + _AROUND), "to": milliseconds_of(moment - _AROUND)}
    found = (event for event in _messages_of(access, talk, params) if event.external_id == talk.external_id)
    return next(found, None)


def _messages_of(access: PageAccess, talk: Talk, params: Mapping[str, Value]) -> list[NetworkEvent]:
    events = []
    for told in list_of(graph_read(access, f"me/messages/{talk.chat}", params), "messages"):
        try:
            events.append(read_message(told, reader=Reader(access.external_id)))
        except (Ignored, NotOurs):
            continue
    return events


def find_own_reply(access: PageAccess, act: Act) -> Receipt | None:
    """Our own reply in the thread, known by its words and by what it answers; None when it is not there."""
    return find_own_message(access, act) if act.message_kind is MessageKind.PRIVATE else _find_own_comment(access, act)


def _find_own_comment(access: PageAccess, act: Act) -> Receipt | None:
    place = Place.of(act.external_id)
    wanted = act.external_id if place.comment else ""
    for page in _pages_back_to(access, place):
        events = read_comments(page, place=place, reader=Reader(access.external_id))
        found = (event for event in events if event.reply_to == wanted and _is_ours(event, act))
        if receipt := next((Receipt(event.external_id, event.url) for event in found), None):
            return receipt
    return None


def _pages_back_to(access: PageAccess, place: Place) -> Iterator[list[Json]]:
    """The newest comments first, back to the one that was answered: nothing older can be the answer."""
    asked: dict[str, Value] = {
        "discussionId": place.object_id, "discussionType": place.type, "fields": FIELDS,
        "direction": "BACKWARD", "count": READ_BACK, "mark_as_read": False,
    }  # fmt: skip
    anchor = "LAST"
    for _page in range(MOST_PAGES_BACK):
        answer = as_object(rest_read(access, "discussions.getComments", asked | {"anchor": anchor}))
        page = list_of(answer, "comments")
        yield page
        anchor = str(answer.get("anchor") or "")
        is_there = any(one.get("id") == place.comment for one in page)
        if is_there or not page or not anchor or answer.get("has_more") is not True:
            return
    raise Refused(_TOO_LONG, next_step=_LOOK_THERE)


def find_own_message(access: PageAccess, act: Act) -> Receipt | None:
    """Our own message in the talk, written after the one that it answers."""
    talk = Talk.of(act.external_id or act.thread_id)
    messages = _messages_of(access, Talk(talk.chat), {"count": READ_BACK})
    for event in messages:
        is_other = bool(event.reply_to and talk.message and event.reply_to != talk.external_id)
        if _is_ours(event, act) and not is_other and not _is_before(event, talk):
            return Receipt(event.external_id, event.url)
    if len(messages) >= READ_BACK and not any(_is_before(event, talk) for event in messages):
        raise Refused(_TOO_LONG, next_step=_LOOK_THERE)
    return None


def _is_before(event: NetworkEvent, talk: Talk) -> bool:
    """Whether a message is older than the one that is answered."""
    return bool(event.occurred_at and talk.written_at and event.occurred_at < talk.written_at)


def _is_ours(event: NetworkEvent, act: Act) -> bool:
    is_page = event.author is not None and event.author.is_page
    stands = event.kind is not EventKind.DELETED and event.external_id not in act.others
    return stands and is_page and _words(event.text) == _words(act.text)


def _words(text: str) -> list[str]:
    """OK trims and joins spaces: words are compared, not bytes."""
    return read_text(text).split()


def fetch_names(access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
    """Names of people and groups; those that OK does not know are left out."""
    accounts = {account for account in map(find_account, external_ids) if account[1]}
    people = sorted(number for kind, number in accounts if kind != "group")
    groups = sorted(number for kind, number in accounts if kind == "group")
    names: dict[str, str] = {}
    for part in batched(people, MOST_NAMES):
        asked: dict[str, Value] = {"uids": ",".join(part), "fields": "uid,name,first_name,last_name"}
        for person in as_objects(rest_read(access, "users.getInfo", asked)):
            if name := _name_of(person):
                names[find_account(person.get("uid"))[1]] = name
    for part in batched(groups, MOST_NAMES):
        asked = {"uids": ",".join(part), "fields": "uid,name"}
        for group in as_objects(rest_read(access, "group.getInfo", asked)):
            if name := read_title(group.get("name"), at_most=200):
                names[f"group:{find_account(group.get('uid'))[1]}"] = name
    return {number: name for number, name in names.items() if number.removeprefix("group:")}


def _name_of(person: Json) -> str:
    parts = f"{read_title(person.get('first_name'))} {read_title(person.get('last_name'))}"
    return read_title(person.get("name"), at_most=200) or read_title(parts, at_most=200)
