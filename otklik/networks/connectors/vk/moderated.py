"""Who deleted a comment (`deleter_id`) and who banned whom (`user_block`), from kept bodies. Pure."""

from collections.abc import Iterator

from otklik.networks.connectors.vk.authors import Reader
from otklik.networks.connectors.vk.comments import SHAPES, place_of
from otklik.networks.connectors.vk.objects import is_true, need_number
from otklik.networks.errors import NotOurs
from otklik.networks.moderated import Moderated, ModeratedKind, OwnFilters
from otklik.networks.objects import Json, as_object, as_objects, find_id, find_time_of_seconds, read_json, read_title

WORDS = (b'"deleter_id"', b'"user_block"', b'"user_unblock"')
_DELETE = "_delete"


def read_moderation(body: bytes, *, page_id: str) -> tuple[Moderated, ...]:
    """Every act that a body of the Callback API or an answer of the long poll tells of."""
    try:
        told = read_json(body)
    except NotOurs:
        return ()
    update = as_object(told)
    updates = as_objects(update.get("updates")) if "updates" in update else [update]
    return tuple(found for one in updates for found in _read(one, reader=Reader(page_id=page_id)))


def _read(update: Json, *, reader: Reader) -> Iterator[Moderated]:
    name, thing = read_title(update.get("type"), at_most=60), as_object(update.get("object"))
    if name.endswith(_DELETE) and name.removesuffix(_DELETE) in SHAPES:
        yield from _read_deletion(thing, subject=name.removesuffix(_DELETE), reader=reader)
    admin, person = find_id(thing, "admin_id"), find_id(thing, "user_id")
    if name == "user_block" and admin and person:
        until = find_time_of_seconds(thing.get("unblock_date") or None)
        yield Moderated(ModeratedKind.BANNED, str(admin), author_id=str(person), until=until)
    if name == "user_unblock" and admin and person and not is_true(thing.get("by_end_date")):
        yield Moderated(ModeratedKind.UNBANNED, str(admin), author_id=str(person))


def _read_deletion(thing: Json, *, subject: str, reader: Reader) -> Iterator[Moderated]:
    deleter = find_id(thing, "deleter_id")
    if not deleter:
        return
    try:
        place = place_of(thing, SHAPES[subject], reader=reader)
        comment = place.comment_id(need_number(thing, "id"))
    except NotOurs:
        return
    yield Moderated(ModeratedKind.DELETED, str(deleter), external_id=comment)


def filters_of(settings: Json) -> OwnFilters:
    """The filters among the settings of a community; each may be missing from the answer."""
    has_words = is_true(settings["obscene_stopwords"]) if "obscene_stopwords" in settings else None
    words = settings.get("obscene_words")
    listed = tuple(read_title(word) for word in words) if isinstance(words, list) else ()
    return OwnFilters(
        hides_profanity=is_true(settings["obscene_filter"]) if "obscene_filter" in settings else None,
        hides_hostility=is_true(settings["toxic_filter"]) if "toxic_filter" in settings else None,
        stop_words=None if has_words is None else (listed if has_words else ()),
    )
