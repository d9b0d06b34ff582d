"""The pages of staff in the demo have something to show, and the same once."""

import pytest
from django.utils import timezone

from otklik.demo.seed import seed_town
from otklik.demo.staffing import ABSENCES, ON_DUTY, let_in_by_password, seed_staffing
from otklik.notices.models import DutyShift
from otklik.organizations.gaps import GapKind
from otklik.organizations.models import Absence, Invitation, Staff, StaffGap
from otklik.organizations.policy import rules_on
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock


@pytest.mark.django_db
def test_it_shows_a_deputy_a_gap_that_runs_one_ahead_and_an_invitation() -> None:
    now, today = clock.now(), timezone.localdate()
    let_in_by_password(now=now)
    seed_town()
    for _ in range(2):
        seed_staffing(now=now)
    assert Absence.objects.count() == len(ABSENCES)
    assert Invitation.objects.count() == 1
    here = {"from_at__lte": now, "until_at__gt": now}
    on_duty = DutyShift.objects.filter(**here).order_by("body__slug").values_list("body__slug", flat=True)
    assert list(on_duty) == sorted(ON_DUTY)
    deputy = load_viewer(Staff.objects.get(email="igor@demo.example").id, on=today)
    assert deputy.stands_in_for == ("Светлана Тупицына",)
    gaps = StaffGap.objects.filter(kind=GapKind.NOBODY).order_by("since_on")
    assert [(gap.body.slug, gap.since_on > today) for gap in gaps] == [("libraries", False), ("school-8", True)]
    assert StaffGap.objects.filter(kind=GapKind.ONE_ONLY, body__slug="school-21").count() == 0
    assert StaffGap.objects.filter(kind=GapKind.ONE_ONLY).exists()
    assert not rules_on(today).second_factor_roles
