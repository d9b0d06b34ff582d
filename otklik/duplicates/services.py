"""Seen before: under which numbers texts are found, what is near, and what of it seems to tell of the same.

Texts are compared pair by pair, whichever came first: in the end the same proposals stand there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from otklik.duplicates.matching.compare import SAME_FROM, Comparison, compare
from otklik.duplicates.matching.duration import days_of
from otklik.duplicates.matching.keys import STRETCH_DAYS, Whence, copy_key_of, keys_of, stretch_of
from otklik.duplicates.matching.texts import ParsedText, read_text, strong_subjects
from otklik.intake.models import ResidentMessage
from otklik.triage.hashing import hash_of
from otklik.triage.learning.curves import IDENTITY, Curve
from otklik.triage.learning.own_curves import curve_of_pairs, is_shown_anyway
from otklik.triage.models import Fingerprint, SeenBefore

MOST_NEAR: Final = 16
"""With so many of the nearest texts one is compared: more would be a flood, and copies are counted by their key."""
_NEWEST_ASKED: Final = 100

_NEAR: Final = """
with asked as (
  select id, thread_key, said_at, days, array_agg(key) as keys
  from unnest(%(ids)s::bigint[], %(threads)s::bigint[], %(times)s::timestamptz[], %(days)s::int[], %(keys)s::bigint[])
    as one (id, thread_key, said_at, days, key)
  group by id, thread_key, said_at, days)
select asked.id, near.id
from asked cross join lateral (
  select recent.id, (select count(*) from unnest(recent.keys) as key where key = any(asked.keys)) as shared
  from (
    select other.id, other.keys from triage_fingerprint as other
    where other.keys && asked.keys and other.id <> asked.id and other.thread_key <> asked.thread_key
      and other.said_at between asked.said_at - make_interval(days => asked.days)
        and asked.said_at + make_interval(days => asked.days)
    order by other.said_at desc limit %(newest)s) as recent
  order by shared desc, recent.id desc limit %(most)s) as near
"""


@dataclass(frozen=True, slots=True)
class TypedText:
    """What staff typed in, as far as comparing needs it."""

    case_number: int
    text: str
    town: int
    said_at: datetime


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text that tells of the same as the one asked about."""

    said_at: datetime
    text: str
    comparison: Comparison


def town_of(municipality_id: int | None, body_id: int) -> int:
    """Whose messages are compared: those of the municipality; where there is none, those of the body."""
    return municipality_id if municipality_id is not None else -body_id


def keep_fingerprints(told: Sequence[ResidentMessage], silent: Sequence[ResidentMessage]) -> None:
    """What judging leaves to compare: messages that say something are remembered, those that say nothing are not."""
    remember_messages(told)
    forget_messages(silent)


def remember_messages(messages: Sequence[ResidentMessage]) -> None:
    """Write or renew the fingerprints of these messages; they wait to be compared."""
    Fingerprint.objects.bulk_create(
        [_fingerprint_of(message) for message in messages],
        update_conflicts=True,
        unique_fields=["message"],
        update_fields=["town", "author", "thread_key", "said_at", "keys", "copy_key", "awaits_comparing"],
    )


def forget_messages(messages: Sequence[ResidentMessage]) -> None:
    """Take out messages that say nothing any longer."""
    Fingerprint.objects.filter(message__in=messages).delete()


def remember_typed(typed: TypedText) -> None:
    """Write the fingerprint of a text that staff typed in."""
    reading = read_text(typed.text)
    Fingerprint.objects.update_or_create(
        typed_case=typed.case_number,
        defaults={
            "typed_text": typed.text,
            "town": typed.town,
            "thread_key": hash_of(f"typed|{typed.case_number}"),
            "said_at": typed.said_at,
            "keys": keys_of(reading, Whence(town=typed.town, said_at=typed.said_at)),
            "copy_key": copy_key_of(reading),
            "awaits_comparing": True,
        },
    )


def claim_fingerprints(*, at_most: int) -> list[Fingerprint]:
    """Take texts that wait to be compared, oldest first; what another worker holds is passed over."""
    waiting = Fingerprint.objects.filter(awaits_comparing=True).order_by("id").select_related("message")
    return list(waiting.select_for_update(of=("self",), skip_locked=True)[:at_most])


def compare_fingerprints(waiting: Sequence[Fingerprint]) -> None:
    """Compare these texts with what is near, and write down what seems the same; in the caller's transaction."""
    pairs = _near_pairs(waiting)
    ids = {one.id for one in waiting}
    known = {one.id: one for one in _with_texts({*ids, *(id_ for pair in pairs for id_ in pair)})}
    curve = curve_of_pairs() if pairs else IDENTITY
    compared = [_proposal(known[first], known[second], curve=curve) for first, second in sorted(pairs)]
    # an edit may have made two texts of one: what was said of the old wording goes
    SeenBefore.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    SeenBefore.objects.bulk_create([one for one in compared if one is not None], ignore_conflicts=True)
    Fingerprint.objects.filter(id__in=ids).update(awaits_comparing=False)


def set_aside(waiting: Fingerprint) -> None:
    """A text that cannot be compared holds back no other: it is only not proposed."""
    Fingerprint.objects.filter(id=waiting.id).update(awaits_comparing=False)


def find_seen_before(text: str, *, towns: Iterable[int], now: datetime) -> list[SeenText]:
    """What was said in these towns of the same as this text, the most certain first."""
    reading = read_text(text)
    days = _days_of(reading)
    keys = [key for town in towns for key in keys_of(reading, Whence(town, now), stretches=_stretches(now, days))]
    near = {other for _, other in _find_near([_Asked(0, 0, now, days, key) for key in keys])}
    seen = [
        SeenText(one.said_at, _text_of(one), compare(reading, _reading_of(one), hours_apart=_hours(one.said_at - now)))
        for one in _with_texts(near)
    ]
    curve = curve_of_pairs() if seen else IDENTITY
    told = (one for one in seen if is_proposed(one.comparison, curve))
    return sorted(told, key=lambda one: -one.comparison.certainty)


def is_proposed(told: Comparison, curve: Curve, *, is_of_share: bool = False) -> bool:
    """Whether two texts are proposed as one: the machine is sure enough by itself, and people's decisions agree.

    A curve only ever tightens. It was fitted to what was proposed; of what lies below it knows nothing. A fixed share
    of what it would leave out is proposed all the same.
    """
    return told.is_same and (is_of_share or curve(told.certainty, told.features) >= SAME_FROM)


class _Asked(NamedTuple):
    """One key of one text, as the query takes it."""

    id: int
    thread_key: int
    said_at: datetime
    days: int
    key: int


def _fingerprint_of(message: ResidentMessage) -> Fingerprint:
    whence = Whence(town_of(message.municipality_id, message.body_id), message.said_at, message.author_id)
    reading = read_text(message.text)
    return Fingerprint(
        message=message,
        town=whence.town,
        author=whence.author,
        thread_key=hash_of(f"{message.page_id}|{message.thread_id}"),
        said_at=whence.said_at,
        keys=keys_of(reading, whence),
        copy_key=copy_key_of(reading),
        awaits_comparing=True,
    )


def _near_pairs(waiting: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    asked = [asked for one in waiting for asked in _asked_for(one)]
    return {(min(pair), max(pair)) for pair in _find_near(asked)}


def _asked_for(one: Fingerprint) -> list[_Asked]:
    reading, whence = _reading_of(one), Whence(one.town, one.said_at, one.author)
    days = _days_of(reading)
    keys = keys_of(reading, whence, stretches=_stretches(one.said_at, days))
    return [_Asked(one.id, one.thread_key, one.said_at, days, key) for key in keys]


def _find_near(asked: Sequence[_Asked]) -> list[tuple[int, int]]:
    """For each text those that share most of its keys, in one query."""
    if not asked:
        return []
    ids, threads, times, days, keys = (list(column) for column in zip(*asked, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAR,
            {
                "ids": ids,
                "threads": threads,
                "times": times,
                "keys": keys,
                "days": days,
                "newest": _NEWEST_ASKED,
                "most": MOST_NEAR,
            },
        )
        return [(int(one), int(other)) for one, other in cursor.fetchall()]


def _with_texts(ids: Iterable[int]) -> QuerySet[Fingerprint]:
    return Fingerprint.objects.filter(id__in=list(ids)).select_related("message").defer("keys")


def _text_of(one: Fingerprint) -> str:
    return one.message.text if one.message is not None else one.typed_text


def _reading_of(one: Fingerprint) -> ParsedText:
    return read_text(_text_of(one))


def _proposal(first: Fingerprint, second: Fingerprint, *, curve: Curve) -> SeenBefore | None:
    """What is written down of two texts; None where they are not the same, as this town's people have judged."""
    is_same_author = first.author is not None and first.author == second.author
    told = compare(
        _reading_of(first),
        _reading_of(second),
        hours_apart=_hours(second.said_at - first.said_at),
        is_same_author=is_same_author,
    )
    if not is_proposed(told, curve, is_of_share=is_shown_anyway(f"{first.id}|{second.id}")):
        return None
    return SeenBefore(
        first=first, second=second, alike=told.alike.value, certainty=told.certainty, grounds=[*told.grounds]
    )


def _hours(between: timedelta) -> float:
    return between.total_seconds() / 3600


def _days_of(reading: ParsedText) -> int:
    """How far apart in time texts are compared: as long as such a thing lasts, and never longer than the setting."""
    return min(settings.OTKLIK_SEEN_BEFORE_DAYS, days_of(strong_subjects(reading.subjects)))


def _stretches(moment: datetime, days: int) -> tuple[int, ...]:
    """All stretches of days that a window around a moment touches."""
    reach = -(-days // STRETCH_DAYS)
    middle = stretch_of(moment)
    return tuple(range(middle - reach, middle + reach + 1))
