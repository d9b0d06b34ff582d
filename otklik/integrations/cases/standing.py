"""Loading what an export is held against, in a few queries however long it is."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from django.utils.timezone import localtime

from otklik.appeals.models import AppealMessage
from otklik.integrations.cases.planning import KnownExternal, Surroundings
from otklik.integrations.cases.rows import CaseRow
from otklik.integrations.cases.statuses import SourceStatus
from otklik.integrations.models import CaseImport, ExternalCase
from otklik.integrations.register.known import name_key, nearest_name
from otklik.organizations.models import Body
from otklik.organizations.rights import Place, Scope
from otklik.topics.selectors import list_topics


def load_surroundings(one: CaseImport, rows: Sequence[CaseRow], *, scope: Scope, now: datetime) -> Surroundings:
    """What these rows are held against."""
    return Surroundings(
        externals=_externals(one, rows),
        by_link=_cases_by_link(rows),
        bodies=_bodies(),
        topics={name_key(topic.name): topic.id for topic in reversed(list_topics())},
        fallback_id=one.fallback_id,
        scope=scope,
        now=localtime(now),
        nearest=_nearest(),
        zones=dict(Body.objects.values_list("id", "zone")),
    )


def _externals(one: CaseImport, rows: Sequence[CaseRow]) -> dict[str, KnownExternal]:
    numbers = [row.source_number for row in rows]
    known = ExternalCase.objects.filter(mapping_id=one.mapping_id, number__in=numbers).select_related("appeal")
    return {
        case.number: KnownExternal(
            id=case.id,
            appeal_id=case.appeal_id,
            place=Place(case.appeal.body_id, case.appeal.municipality_id, case.appeal.founder_id),
            status=SourceStatus(case.status),
            opened_here=case.opened_here,
            deferred_until=case.deferred_until,
        )
        for case in known.defer("appeal__search")
    }


def _cases_by_link(rows: Sequence[CaseRow]) -> dict[str, tuple[int, Place]]:
    """Whose message stands at these addresses; the newest case where there are several."""
    links = {row.link for row in rows if row.link}
    if not links:
        return {}
    found = AppealMessage.objects.filter(message__url__in=links, message__is_by_page=False).order_by("id")
    fields = ("message__url", "appeal_id", "appeal__body_id", "appeal__municipality_id", "appeal__founder_id")
    return {url: (appeal_id, Place(*place)) for url, appeal_id, *place in found.values_list(*fields)}


def _nearest() -> Callable[[str], str]:
    names = {name_key(name): name for name in Body.objects.filter(is_active=True).values_list("name", flat=True)}
    return cache(lambda said: nearest_name(said, names))


def _bodies() -> dict[str, list[tuple[int, Place]]]:
    bodies: dict[str, list[tuple[int, Place]]] = defaultdict(list)
    fields = ("id", "municipality_id", "founder_id", "name", "short_name", "ogrn")
    for body_id, municipality_id, founder_id, *names in Body.objects.filter(is_active=True).values_list(*fields):
        for key in sorted({name_key(name) for name in names if name}):
            bodies[key].append((body_id, Place(body_id, municipality_id, founder_id)))
    return bodies
