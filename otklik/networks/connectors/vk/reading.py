"""Reading single things back from VK: a message as it stands now, our own reply, names of accounts."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from otklik.networks.connector import Act, Fetched, PageAccess, Receipt
from otklik.networks.connectors.vk.acts import WAYS
from otklik.networks.connectors.vk.answers import read_comments
from otklik.networks.connectors.vk.api import Value, admin_token, any_token, community_token, read
from otklik.networks.connectors.vk.authors import Reader, name_of_person, read_names
from otklik.networks.connectors.vk.comments import SHAPES, Shape
from otklik.networks.connectors.vk.errors import NO_RIGHT, NOT_FOUND
from otklik.networks.connectors.vk.ids import PREFIXES, Place, Talk
from otklik.networks.connectors.vk.messages import read_message
from otklik.networks.connectors.vk.objects import items_of
from otklik.networks.connectors.vk.posts import read_post
from otklik.networks.errors import Refused
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_id, find_number, read_text, read_title
from otklik.shared.words import marked as _

MOST_NAMES = 500
"""Names asked for in one call; VK takes up to 1,000."""
READ_BACK = 100
"""How many of the newest comments are looked through for our own reply."""

_SHAPE_OF = {PREFIXES[shape.kind]: shape for shape in SHAPES.values()}


def shape_of(place: Place) -> Shape:
    """How comments of this kind of place are written."""
    return _SHAPE_OF[place.prefix]


def fetch_message(access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
    """One message as VK shows it now. What VK no longer finds is deleted."""
    try:
        event = _fetch_event(access, kind=kind, external_id=external_id)
    except Refused as why:
        if why.code != str(NOT_FOUND):
            raise
        event = None
    if event is None or event.kind is EventKind.DELETED:
        return Fetched(None, is_deleted=True)
    return Fetched(event)


def _fetch_event(access: PageAccess, *, kind: MessageKind, external_id: str) -> NetworkEvent | None:
    if kind is MessageKind.PRIVATE:
        return _fetch_private(access, Talk.of(external_id))
    place = Place.of(external_id)
    if place.comment is None:
        return _fetch_post(access, place)
    items, reader = _fetch_comment(access, place)
    events = read_comments(items, shape=shape_of(place), place=place, reader=reader)
    return next((event for event in events if event.external_id == external_id), None)


def _fetch_private(access: PageAccess, talk: Talk) -> NetworkEvent | None:
    if talk.is_permission:
        raise Refused(_("VK keeps no message of a permission to write."), next_step=_("There is nothing to do."))
    params: dict[str, Value] = {"group_id": int(access.external_id), "extended": True}
    if talk.is_own_number:
        method, asked = "messages.getById", {"message_ids": str(talk.message)}
    else:
        method = "messages.getByConversationMessageId"
        asked = {"peer_id": str(talk.peer), "conversation_message_ids": str(talk.message)}
    answer = as_object(read(access, community_token(access), method, params | asked))
    found = next(iter(items_of(answer)), None)
    reader = Reader(access.external_id, read_names(answer))
    return read_message(found, kind=EventKind.NEW, reader=reader) if found else None


def _fetch_post(access: PageAccess, place: Place) -> NetworkEvent | None:
    params: dict[str, Value] = {"posts": f"{place.owner}_{place.container}", "extended": True}
    told = read(access, admin_token(access), "wall.getById", params)
    found = next(iter(as_objects(told) if isinstance(told, list) else items_of(told)), None)
    return read_post(found, reader=Reader(access.external_id, read_names(as_object(told)))) if found else None


def _fetch_comment(access: PageAccess, place: Place) -> tuple[list[Json], Reader]:
    """Only the wall gives one comment by its number; elsewhere a list starts from it."""
    if place.prefix == "wall":
        params: dict[str, Value] = {"owner_id": place.owner, "comment_id": place.comment or 0, "extended": True}
        answer = as_object(read(access, admin_token(access), "wall.getComment", params))
    else:
        params = container_of(place) | {"start_comment_id": place.comment or 0, "count": 1, "extended": True}
        answer = as_object(read(access, admin_token(access), f"{WAYS[place.prefix].room}.getComments", params))
    return items_of(answer), Reader(access.external_id, read_names(answer))


def container_of(place: Place) -> dict[str, Value]:
    """A post, topic, photo… in the words of its methods."""
    owner: dict[str, Value] = {"group_id": -place.owner} if place.prefix == "topic" else {"owner_id": place.owner}
    return owner | {WAYS[place.prefix].container: place.container}


def find_own_reply(access: PageAccess, act: Act) -> Receipt | None:
    """Our own reply in the thread: by its key in a private talk, by its words among comments.

    None also where no token may read the thread: then the key alone keeps a repetition from doubling.
    """
    try:
        return _find_own_message(access, act) if act.message_kind is MessageKind.PRIVATE else _find_comment(access, act)
    except Refused as why:
        if why.code not in NO_RIGHT:
            raise
        return None


def _find_comment(access: PageAccess, act: Act) -> Receipt | None:
    place = Place.of(act.external_id)
    params = container_of(place) | {"count": READ_BACK, "sort": "desc"}
    root = Place.of(act.thread_id or act.external_id).comment or place.comment
    if root and place.prefix in ("wall", "video"):
        params["comment_id"] = root
    answer = as_object(read(access, admin_token(access), f"{WAYS[place.prefix].room}.getComments", params))
    events = read_comments(items_of(answer), shape=shape_of(place), place=place, reader=Reader(access.external_id))
    found = next((event for event in events if _is_our_reply(event, act)), None)
    return Receipt(found.external_id, found.url) if found else None


def _is_our_reply(event: NetworkEvent, act: Act) -> bool:
    is_ours = event.author is not None and event.author.is_page
    is_here = not event.reply_to or event.reply_to == act.external_id or act.message_kind is MessageKind.WALL_POST
    is_other = event.external_id in act.others
    return is_ours and is_here and not is_other and _words(event.text) == _words(act.text)


def _words(text: str) -> list[str]:
    """VK trims and joins spaces: words are compared, not bytes."""
    return read_text(text).split()


def _find_own_message(access: PageAccess, act: Act) -> Receipt | None:
    talk = Talk.of(act.external_id or act.thread_id)
    params: dict[str, Value] = {"peer_id": talk.peer, "count": READ_BACK, "group_id": int(access.external_id)}
    answer = as_object(read(access, community_token(access), "messages.getHistory", params))
    reader = Reader(access.external_id)
    for message in items_of(answer):
        if find_number(message.get("random_id")) == act.idempotency_key and act.idempotency_key:
            event = read_message(message, kind=EventKind.NEW, reader=reader)
            if event.author is not None and event.author.is_page:
                return Receipt(event.external_id, event.url)
    return None


def fetch_names(access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
    """Names of people and communities; those that VK does not know are left out."""
    numbers = sorted({number for number in map(find_number, external_ids) if number})
    names: dict[str, str] = {}
    for part in batched((n for n in numbers if n > 0), MOST_NAMES):
        told = read(access, any_token(access), "users.get", {"user_ids": _joined(part)})
        for person in as_objects(told):
            if (number := find_id(person, "id")) and (name := name_of_person(person)):
                names[str(number)] = name
    for part in batched((-n for n in numbers if n < 0), MOST_NAMES):
        told = read(access, any_token(access), "groups.getById", {"group_ids": _joined(part)})
        for group in groups_of(told):
            if (number := find_id(group, "id")) and (name := read_title(group.get("name"), at_most=200)):
                names[str(-number)] = name
    return names


def groups_of(told: object) -> list[Json]:
    """Communities of groups.getById: an object at 5.199, a bare list before."""
    return as_objects(told) or as_objects(as_object(told).get("groups"))


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def fetch_posts(access: PageAccess, *, at_most: int) -> tuple[str, ...]:
    """The texts of the community's own newest posts."""
    asked: dict[str, Value] = {"owner_id": -int(access.external_id), "filter": "owner", "count": at_most}
    return tuple(read_text(post.get("text")) for post in items_of(read(access, admin_token(access), "wall.get", asked)))
