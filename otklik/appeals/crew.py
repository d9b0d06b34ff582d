"""Who of which body works today, and the load of each; updated while a batch assigns cases."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from otklik.appeals.models import IS_OPEN, Appeal
from otklik.appeals.route_rules import WORKS_OUT
from otklik.appeals.sharing import Given, Wish, Worker, choose_worker
from otklik.organizations.models import Absence, Appointment, Staff
from otklik.organizations.posts import on_day


@dataclass
class Crew:
    """The people of some bodies."""

    of_body: dict[int, list[Worker]] = field(default_factory=dict)

    def give(self, body_id: int, wish: Wish, *, now: datetime) -> tuple[int | None, Given | None]:
        """Find the person of a body, and count the case as theirs. Both None where the rule asks for nobody."""
        workers = self.of_body.get(body_id, [])
        chosen, how = choose_worker(workers, wish)
        self.of_body[body_id] = [
            replace(one, open_cases=one.open_cases + 1, last_given_at=now) if one.staff_id == chosen else one
            for one in workers
        ]
        return chosen, how


def load_crew(body_ids: Collection[int], *, on: date) -> Crew:
    """The people of these bodies who are at work on this day, and the deputies of those who are away."""
    if not body_ids:
        return Crew()
    posts = Appointment.objects.filter(
        on_day(on), body_id__in=body_ids, role__in=WORKS_OUT, staff__is_active=True
    ).values_list("body_id", "staff_id")
    members: dict[int, set[int]] = defaultdict(set)
    for body_id, staff_id in posts:
        members[body_id].add(staff_id)
    everybody = set[int]().union(*members.values())
    away = Absence.objects.filter(staff_id__in=everybody, since_on__lte=on, until_on__gte=on)
    deputies = {one.staff_id: _deputy_of(one) for one in away.select_related("deputy").order_by("id")}
    loads = load_of({*everybody, *(one for one in deputies.values() if one)})
    return Crew({body_id: _at_work(ids, deputies, loads) for body_id, ids in members.items()})


def load_of(staff_ids: Iterable[int]) -> dict[int, tuple[int, datetime | None]]:
    """How many open cases each of these people has, and when one was last given to them; what is over is not read."""
    theirs = Appeal.objects.filter(executor=OuterRef("pk")).order_by()
    open_ones = theirs.filter(IS_OPEN).values("executor").annotate(count=Count("id")).values("count")
    last = theirs.filter(assigned_at__isnull=False).order_by("-assigned_at").values("assigned_at")[:1]
    people = Staff.objects.filter(id__in=set(staff_ids)).values_list(
        "id", Coalesce(Subquery(open_ones), 0), Subquery(last)
    )
    return {staff_id: (count, given_at) for staff_id, count, given_at in people}


def _deputy_of(absence: Absence) -> int | None:
    """Who stands in; nobody where they may not sign in any more."""
    return absence.deputy.id if absence.deputy and absence.deputy.is_active else None


def _at_work(
    staff_ids: Collection[int],
    deputies: Mapping[int, int | None],
    loads: dict[int, tuple[int, datetime | None]],
) -> list[Worker]:
    instead: dict[int, set[int]] = {one: set() for one in staff_ids if one not in deputies}
    for absent in staff_ids:
        deputy = deputies.get(absent)
        if deputy is not None and deputy not in deputies:
            instead.setdefault(deputy, set()).add(absent)
    return [
        Worker(staff_id, *loads.get(staff_id, (0, None)), stands_in_for=frozenset(absent))
        for staff_id, absent in sorted(instead.items())
    ]
