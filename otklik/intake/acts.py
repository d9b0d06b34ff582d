"""What is known of messages that came by our own pages: their numbers, points, photos, and the slower way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.intake.models import OWN_PAGE, ResidentAct, ResidentMessage
from otklik.organizations.invitations import hash_token

__all__ = [
    "OWN_PAGE",
    "Told",
    "find_act_number",
    "forget_act_photos",
    "has_publish_consent",
    "held_among",
    "lock_act",
    "numbers_of_flood",
    "opened_acts",
    "photos_of_talks",
    "say_publish_consent",
    "told_by_acts",
]


@dataclass(frozen=True, slots=True)
class Told:
    """What came beside the words of one message."""

    number: int
    point: tuple[float, float] | None
    is_held: bool
    place: str = ""
    """As it was typed in."""
    flood: str = ""
    """To which flood it belongs; empty: to none."""


def told_by_acts(messages: Iterable[ResidentMessage]) -> dict[int, Told]:
    """By message, for those that came by our own pages; one query where there are any, else none."""
    ids = [message.id for message in messages if message.page_id is None]
    if not ids:
        return {}
    return {act.message_id: _told(act) for act in ResidentAct.objects.filter(message__in=ids)}


def photos_of_talks(messages: Iterable[ResidentMessage]) -> dict[str, tuple[int, ...]]:
    """Photos of our own pages that no case has yet, by the thread of these messages; one query where there are any."""
    numbers = {int(message.thread_id) for message in messages if message.page_id is None}
    if not numbers:
        return {}
    waiting: dict[str, tuple[int, ...]] = {}
    photos = ResidentAct.photos.through.objects.filter(residentact__number__in=numbers).order_by("storedfile_id")
    for number, file_id in photos.values_list("residentact__number", "storedfile_id"):
        waiting[str(number)] = (*waiting.get(str(number), ()), file_id)
    return waiting


def held_among(messages: Iterable[ResidentMessage]) -> frozenset[int]:
    """Of these messages those that came by a form of ours the slower way, or in a talk that began so: a person looks
    first. One query where any came by our own pages, else none."""
    threads = {one.id: one.thread_id for one in messages if one.page_id is None and one.thread_id.isdecimal()}
    if not threads:
        return frozenset()
    held = ResidentAct.objects.filter(number__in={int(thread) for thread in threads.values()}, is_held=True)
    numbers = {str(number) for number in held.values_list("number", flat=True)}
    return frozenset(id_ for id_, thread in threads.items() if thread in numbers)


def has_publish_consent(message: ResidentMessage) -> bool:
    """Whether the author of a talk by our own pages agreed, and still does, to its being published."""
    number = message.thread_id if message.page_id is None else ""
    return number.isdecimal() and ResidentAct.objects.filter(number=number).exclude(publish_consent="").exists()


def lock_act(number: int) -> bool:
    """Keep an act as it is until the caller's transaction ends; False where there is none."""
    return ResidentAct.objects.select_for_update().filter(number=number).exists()


def say_publish_consent(number: int, version: str, *, now: datetime) -> None:
    """The holder of the private link agrees to these words, or to none any more; in the caller's transaction."""
    ResidentAct.objects.filter(number=number).update(publish_consent=version, publish_consent_at=now)


def forget_act_photos(thread: str, file_ids: Iterable[int]) -> None:
    """A case has these photos now: its rules say how long they stay."""
    photos = ResidentAct.photos.through.objects.filter(residentact__number=int(thread))
    photos.filter(storedfile_id__in=list(file_ids)).delete()


def numbers_of_flood(flood: str) -> list[int]:
    """The numbers of all that belongs to a flood, the first before the last."""
    return list(ResidentAct.objects.filter(sender=flood).order_by("id").values_list("number", flat=True))


def find_act_number(number: int, token: str) -> int | None:
    """The number of the case that a private link opens; None where number and secret do not belong together."""
    return opened_acts(number, token).values_list("number", flat=True).first()


def opened_acts(number: int, token: str) -> QuerySet[ResidentAct]:
    """The act that a private link opens, or nothing: number and secret belong together, and it is not to be erased."""
    return ResidentAct.objects.filter(number=number, links__token_hash=hash_token(token), erase_due_at=None)


def _told(act: ResidentAct) -> Told:
    point = None
    if act.latitude is not None and act.longitude is not None:
        point = (act.latitude, act.longitude)
    return Told(act.number, point, act.is_held, act.place, act.sender)
