"""Looking at many communities with few requests.

Facts: `groups.getById`, 500 communities by one request and any token. What a community's token allows: a request each,
which proves that the token lives. Walls, statistics and administrators: `execute`, 25 calls by one request, for all
communities whose administrator's token is the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched

from otklik.networks.abilities import Look
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.api import MOST_PARTS, Part, Token, admin_token, community_token, read, read_together
from otklik.networks.connectors.vk.facts import FIELDS, facts_of, rights_of_community, state_of
from otklik.networks.errors import AccessLost, Refused, TryLater
from otklik.networks.looking import MOST_TROUBLES, OF_FACTS, OF_POSTS
from otklik.networks.objects import Json, as_object, as_objects, find_number, find_time_of_seconds, listed
from otklik.shared.words import marked as _

MOST_IDS = 500
"""https://dev.vk.ru/ru/method/groups.getById"""
POSTS_READ = 100
"""Of a wall, the newest ones."""
WEEK = timedelta(days=7)

_ADMINISTRATORS = frozenset({"administrator", "creator"})
_NO_TOKEN = _("VK shows this to a token only: connect the page, or any other page in VK.")
_NO_ADMIN = _("VK shows this only to a token of an administrator: enter one in the page's connection.")
_POST_REACH = _("VK is not asked for the reach of single posts: import it from VK's statistics.")
_NO_ID = _("The page's id in the register is no number, as VK's ids are.")
_NOT_SHOWN = _("VK does not show this community.")
_NO_WEEK = _("VK has no statistics of a whole week yet.")


@dataclass
class _Sight:
    """What was found out about one community so far."""

    access: PageAccess
    group: Json = field(default_factory=dict)
    rights: tuple[str, ...] = ()
    parts: dict[str, object] = field(default_factory=dict)
    """What the parts of `execute` told, by the names of `_parts_of`."""
    missing: dict[str, str] = field(default_factory=dict)
    lost: AccessLost | None = None
    not_now: TryLater | None = None

    def lose(self, why: AccessLost, *names: str) -> None:
        """A token of the community's own does not live."""
        self.lost = self.lost or why
        self.miss(why.reason, *names)

    def miss(self, why: str, *names: str) -> None:
        self.missing |= dict.fromkeys(names, why)


_OF_ADMINISTRATORS = ("weekly_reach", "administrators_count")


def look_at(
    accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
) -> Sequence[Look | TryLater]:
    """What each community looks like. What no token shows is missing, with the token that it takes."""
    sights = [_Sight(access) for access in accesses]
    known = [sight for sight in sights if sight.access.external_id.isdecimal()]
    _miss_all([sight for sight in sights if not sight.access.external_id.isdecimal()], _NO_ID)
    try:
        _read_groups(known, readers=readers)
    except TryLater as why:
        return [why] * len(sights)
    troubles: list[TryLater] = []
    for sight in known:
        _read_rights(sight, troubles)
    _read_parts([sight for sight in known if not state_of(sight.group)], readers=readers, troubles=troubles)
    return [sight.not_now or _look_of(sight, now=now) for sight in sights]


def _read_groups(sights: Sequence[_Sight], *, readers: Sequence[PageAccess]) -> None:
    """All communities by one request, with the first token that VK takes. Raises TryLater."""
    if not sights:
        return
    by_id = {sight.access.external_id: sight for sight in sights}
    for access, token in _tokens([*readers, *(sight.access for sight in sights)]):
        try:
            told = read(access, token, "groups.getById", {"group_ids": ",".join(by_id), "fields": FIELDS})
        except AccessLost:
            continue  # its own community hears of it when its own tokens are tried
        except Refused as why:
            _miss_all(sights, why.reason)
            return
        for group in listed(told, "groups", unreadable=_("VK's answer cannot be read.")):
            if sight := by_id.get(str(find_number(group.get("id")))):
                sight.group = group
        _miss_all([sight for sight in sights if not sight.group], _NOT_SHOWN)
        return
    _miss_all(sights, _NO_TOKEN)


def _miss_all(sights: Sequence[_Sight], why: str) -> None:
    for sight in sights:
        sight.miss(why, "is_there", "is_blocked", *OF_FACTS)


def _tokens(accesses: Sequence[PageAccess]) -> Iterator[tuple[PageAccess, Token]]:
    """Every token once, those that may ask most often first."""
    seen: set[str] = set()
    for name, token_of in (("community_token", community_token), ("admin_token", admin_token)):
        for access in accesses:
            value = getattr(access, name)
            if value and value not in seen:
                seen.add(value)
                yield access, token_of(access)


def _read_rights(sight: _Sight, troubles: list[TryLater]) -> None:
    if len(troubles) >= MOST_TROUBLES:
        sight.not_now = troubles[-1]
        return
    try:
        sight.rights = rights_of_community(sight.access)
    except AccessLost as why:
        sight.lose(why)
    except Refused:
        pass  # the token lives; what it allows is told when the connection is tested
    except TryLater as why:
        sight.not_now = why
        troubles.append(why)


def _read_parts(sights: Sequence[_Sight], *, readers: Sequence[PageAccess], troubles: list[TryLater]) -> None:
    """The parts of all communities that have an administrator's token, its own or one lent by another community."""
    lender = next((one for one in (*readers, *(sight.access for sight in sights)) if one.admin_token), None)
    by_token: dict[str, list[tuple[_Sight, str, Part]]] = {}
    for sight in sights:
        own = sight.access.admin_token
        if not own:
            sight.miss(_NO_ADMIN, *_OF_ADMINISTRATORS, *(() if lender else OF_POSTS))
        if reading := own or (lender.admin_token if lender else ""):
            asked = by_token.setdefault(reading, [])
            asked += [(sight, name, part) for name, part in _parts_of(sight.access, is_own=bool(own))]
    for asked in by_token.values():
        access = asked[0][0].access
        speaking = access if access.admin_token else lender or access
        for bundle in batched(asked, MOST_PARTS):
            _read_bundle(speaking, bundle, troubles)


def _parts_of(access: PageAccess, *, is_own: bool) -> Iterator[tuple[str, Part]]:
    group = int(access.external_id)
    yield "wall", Part("wall.get", {"owner_id": -group, "count": POSTS_READ, "filter": "owner"}, ".items@.date")
    if is_own:
        yield "stats", Part("stats.get", {"group_id": group, "interval": "week", "intervals_count": 2})
        yield "managers", Part("groups.getMembers", {"group_id": group, "filter": "managers"}, ".items@.role")


_SHOWN_BY = {"wall": OF_POSTS, "stats": ("weekly_reach",), "managers": ("administrators_count",)}


def _read_bundle(access: PageAccess, bundle: Sequence[tuple[_Sight, str, Part]], troubles: list[TryLater]) -> None:
    answers: Sequence[object]
    try:
        if len(troubles) >= MOST_TROUBLES:
            raise troubles[-1]
        answers = read_together(access, admin_token(access), [part for _sight, _name, part in bundle])
    except Refused as why:
        answers = [why] * len(bundle)
    except TryLater as why:
        troubles.append(why)
        answers = [why] * len(bundle)
    for (sight, name, _part), answer in zip(bundle, answers, strict=True):
        match answer:
            case TryLater():
                sight.not_now = answer
            case AccessLost() if sight.access.admin_token:
                sight.lose(answer, *_SHOWN_BY[name])
            case Refused():
                sight.miss(answer.reason, *_SHOWN_BY[name])
            case _:
                sight.parts[name] = answer


def _look_of(sight: _Sight, *, now: datetime) -> Look:
    state, group = state_of(sight.group), sight.group
    if state:
        return Look(
            is_there=state != "deleted", is_blocked=state != "deleted", access_lost=sight.lost, missing=sight.missing
        )
    posted = _times(sight.parts.get("wall"))
    reach = _reach_of(sight.parts.get("stats"), now=now)
    if "stats" in sight.parts and reach is None:
        sight.miss(_NO_WEEK, "weekly_reach")
    sight.miss(_POST_REACH, "post_reach")
    return Look(
        facts=facts_of(group, rights=sight.rights) if group else None,
        is_there=True if group else None,
        is_blocked=False if group else None,
        posts_in_7_days=None if posted is None else sum(now - WEEK <= at <= now for at in posted),
        last_post_at=max(posted, default=None) if posted is not None else None,
        weekly_reach=reach,
        administrators_count=_count_administrators(sight.parts.get("managers")),
        access_lost=sight.lost,
        is_access_proved=sight.lost is None and bool(sight.access.tokens),
        missing=sight.missing,
    )


def _times(dates: object) -> list[datetime] | None:
    if not isinstance(dates, list):
        return None
    return [at for at in map(find_time_of_seconds, dates) if at is not None]


def _reach_of(periods: object, *, now: datetime) -> int | None:
    """Of the last week that is over."""
    over: dict[int, Mapping[str, object]] = {}
    for period in as_objects(periods):
        until = find_number(period.get("period_to"))
        if until is not None and until <= now.timestamp():
            over[until] = as_object(period.get("reach"))
    return find_number(over[max(over)].get("reach")) if over else None


def _count_administrators(roles: object) -> int | None:
    return sum(role in _ADMINISTRATORS for role in roles) if isinstance(roles, list) else None
