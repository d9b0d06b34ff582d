"""What makes the pages of staff worth looking at: absences, a body without anybody, an invitation that waits."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from otklik.notices.duty import ShiftEntry, enter_shift
from otklik.organizations.invitations import NewPerson, invite
from otklik.organizations.models import Absence, Body, Staff
from otklik.organizations.people import AbsenceEntry, RoleToGive, enter_absence
from otklik.organizations.policy import SignInRules, enter_rules
from otklik.organizations.receivers import people_of
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.watching import watch_gaps

ABSENCES = (
    ("svetlana@demo.example", -2, 5, "igor@demo.example"),
    ("school8@demo.example", 4, 11, ""),
    ("biblioteka@demo.example", -1, 2, ""),
    ("anna@demo.example", 20, 33, "glava@demo.example"),
)
"""Who is away, from and until so many days from today, and the deputy."""
ON_DUTY = ("administration", "city-services")
"""Bodies with a rota: somebody has this week, somebody else the next one."""
NEWCOMER = ("novoselova@demo.example", "Ирина Новосёлова", "Учитель истории", "school-4")


def let_in_by_password(*, now: datetime) -> None:
    """In a demo nobody has to have a second factor: from the first moment in which people can sign in."""
    rules = replace(SignInRules(), second_factor_roles=frozenset())
    enter_rules(rules, since_on=timezone.localdate(now), by=None, now=now)


def seed_staffing(*, now: datetime) -> None:
    """Enter absences and an invitation once."""
    if Absence.objects.exists():
        return
    today = timezone.localdate(now)
    for email, since, until, deputy in ABSENCES:
        _away(email, _days(today, since, until), deputy=deputy, now=now)
    email, name, post, slug = NEWCOMER
    role = RoleToGive(Role.CONTENT_MANAGER, Body.objects.get(slug=slug).id)
    administrator = load_viewer(Staff.objects.get(email="admin@demo.example").id, on=today)
    invite(NewPerson(email=email, name=name, post=post, role=role), by=administrator, now=now)
    for body in Body.objects.filter(slug__in=ON_DUTY):
        _share_weeks(body, by=administrator, now=now)
    watch_gaps(now=now)


def _share_weeks(body: Body, *, by: Viewer, now: datetime) -> None:
    """From this week's Monday on: a week for each of the first two who can take the body's cases."""
    today = timezone.localdate(now)
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time()))
    for number, (staff_id, _) in enumerate(people_of(body.id, on=today)[:2]):
        begins = monday + number * timedelta(days=7)
        enter_shift(ShiftEntry(body.id, staff_id, begins, begins + timedelta(days=7)), by=by, now=now)


def _days(today: date, since: int, until: int) -> tuple[date, date]:
    return today + timedelta(days=since), today + timedelta(days=until)


def _away(email: str, days: tuple[date, date], *, deputy: str, now: datetime) -> None:
    staff = Staff.objects.get(email=email)
    deputy_id = Staff.objects.get(email=deputy).id if deputy else None
    viewer = load_viewer(staff.id, on=timezone.localdate(now))
    enter_absence(staff.id, AbsenceEntry(*days, deputy_id), by=viewer, now=now)
