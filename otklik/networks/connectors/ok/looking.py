"""Looking at many groups: their facts 100 at a time with any administrator's token, statistics with the group's own.

OK's pages of 2017 name the fields of statistics, not the shape of their answers, and nothing confirmed it live: what
does not look as expected is missing, not guessed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from otklik.networks.abilities import Look
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok.api import Value, rest_read
from otklik.networks.connectors.ok.facts import FIELDS, check_key, facts_of
from otklik.networks.connectors.ok.ids import find_account
from otklik.networks.connectors.ok.objects import find_flag, list_of
from otklik.networks.errors import AccessLost, Refused, TryLater
from otklik.networks.looking import EVERYTHING, OF_POSTS, look_one_by_one
from otklik.networks.objects import Json, as_object, as_objects, find_number, find_time_of_milliseconds, milliseconds_of
from otklik.shared.words import marked as _

MOST_IDS = 100
"""https://apiok.ru/dev/methods/rest/group/group.getInfo"""
WEEK = timedelta(days=7)
LOOKED_BACK = timedelta(days=90)
TOPICS_READ = 100

_NO_TOKEN = _("OK shows this to a token of an administrator only: enter one in the connection of any page in OK.")
_NO_OWN_TOKEN = _("OK shows this only to a token of an administrator: enter one in the page's connection.")
_ADMINISTRATORS = _("OK does not tell applications who administers a group.")
_NOT_TOLD = _("OK's statistics did not tell it.")
_OF_STATISTICS = (*OF_POSTS, "weekly_reach", "post_reach")

type Groups = dict[str, Json] | Refused | TryLater


def look_at(
    accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
) -> Sequence[Look | TryLater]:
    """What each group looks like."""
    groups = _read_groups(accesses, readers=readers)
    if isinstance(groups, TryLater):
        return [groups] * len(accesses)
    tokened = look_one_by_one([one for one in accesses if one.tokens], lambda one: _look(one, groups, now=now))
    looks = iter(tokened)
    return [next(looks) if one.tokens else _look(one, groups, now=now) for one in accesses]


def _read_groups(accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess]) -> Groups:
    """All groups by one request, with the first token that OK takes. A group that OK leaves out is no longer there."""
    ids = [one.external_id for one in accesses if one.external_id.isdecimal()]
    refused = Refused(_NO_TOKEN)
    for reader in (one for one in (*readers, *accesses) if one.admin_token):
        try:
            told = rest_read(reader, "group.getInfo", {"uids": ",".join(ids), "fields": FIELDS}) if ids else []
        except AccessLost:
            continue  # its own group hears of it below
        except (Refused, TryLater) as why:
            if isinstance(why, TryLater):
                return why
            refused = why
            break
        found = {find_account(group.get("uid"))[1]: group for group in as_objects(told)}
        if not isinstance(told, list) or len(found) != len(told) or "" in found:
            return TryLater(_("OK's answer cannot be read."))
        return found
    return refused


def _look(access: PageAccess, groups: dict[str, Json] | Refused, *, now: datetime) -> Look:
    """One group, of which OK told already. Raises TryLater; a token that does not live is told in the look."""
    missing = {"administrators_count": _ADMINISTRATORS}
    rights, lost = _try_key(access)
    if isinstance(groups, Refused):
        missing |= {name: groups.reason for name in EVERYTHING if name not in missing}
        return Look(access_lost=lost, missing=missing)
    group = groups.get(access.external_id)
    if group is None:
        return Look(is_there=False, access_lost=lost, missing=missing)
    look = Look(
        facts=facts_of(group, access, rights=rights),
        is_there=True,
        is_blocked=find_flag(group.get("blocked")),
        access_lost=lost,
        is_access_proved=lost is None and bool(access.tokens),
    )
    if look.is_blocked:
        return replace(look, facts=None, missing=missing)
    if not access.admin_token:
        return replace(look, missing=missing | dict.fromkeys(_OF_STATISTICS, _NO_OWN_TOKEN))
    try:
        return _with_statistics(access, look, missing, now=now)
    except Refused as why:
        missing |= dict.fromkeys(_OF_STATISTICS, why.reason)
        dead = why if isinstance(why, AccessLost) else None
        return replace(
            look, access_lost=lost or dead, is_access_proved=look.is_access_proved and dead is None, missing=missing
        )


def _try_key(access: PageAccess) -> tuple[tuple[str, ...], AccessLost | None]:
    """What the group's key allows, or why it is dead. Asking proves that it lives."""
    try:
        return check_key(access), None
    except AccessLost as why:
        return (), why
    except Refused:
        return (), None


def _with_statistics(access: PageAccess, look: Look, missing: dict[str, str], *, now: datetime) -> Look:
    """The look with posts and reach, by two requests."""
    since = milliseconds_of(now - LOOKED_BACK)
    asked: dict[str, Value] = {"gid": access.external_id, "start_time": since, "count": TOPICS_READ}
    topics = list_of(rest_read(access, "group.getStatTopics", asked | {"fields": "id,created_ms,reach"}), "topics")
    posted = [find_time_of_milliseconds(topic.get("created_ms")) for topic in topics]
    times = [at for at in posted if at is not None]
    is_told = len(times) == len(topics)
    week = as_object(
        rest_read(access, "group.getStatOverview", {"gid": access.external_id, "period": "WEEK", "fields": "reach"})
    )
    look = replace(
        look,
        posts_in_7_days=sum(now - WEEK <= at <= now for at in times) if is_told else None,
        last_post_at=max(times, default=None) if is_told else None,
        weekly_reach=find_number(week.get("reach")),
        post_reach=_mean_reach([topic for topic, at in zip(topics, posted, strict=True) if at and now - WEEK <= at]),
    )
    unseen = [name for name in ("posts_in_7_days", "weekly_reach", "post_reach") if getattr(look, name) is None]
    return replace(look, missing=missing | dict.fromkeys(unseen, _NOT_TOLD))


def _mean_reach(topics: Sequence[Json]) -> int | None:
    reached = [reach for reach in (find_number(topic.get("reach")) for topic in topics) if reach is not None]
    return round(sum(reached) / len(reached)) if reached else None
