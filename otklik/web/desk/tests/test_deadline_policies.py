"""Those who see the whole region set the terms; a case says by which of them it is due."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from otklik.appeals.clocks import start_clocks
from otklik.appeals.models import Appeal, DeadlinePolicy
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from tests.people import NOW, Cast, open_case

TYPED = {
    "name": "Школы", "priority": "10", "importance": "high", "primary": "2", "primary_unit": "working_minutes",
    "assignment": "1", "assignment_unit": "working_minutes", "final": "", "final_unit": "working_days", "grace": "30",
}  # fmt: skip


def test_a_policy_is_entered_changed_and_shown_on_its_cases(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    desk, page = sign_in(Role.CURATOR), reverse("desk:deadline_policies")

    assert desk.post(page, TYPED | {"body": "нет такого"}).status_code == 422
    assert desk.post(page, TYPED | {"primary": ""}).status_code == 422
    assert desk.post(page, TYPED | {"body": cast.utilities.slug}).status_code == 302
    first = DeadlinePolicy.objects.get()
    assert first.terms == {
        "assignment": [60, "working_minutes"], "primary": [120, "working_minutes"], "grace": [30, "working_minutes"],
    }  # fmt: skip
    shown = desk.get(page, {"instead_of": first.id}).content.decode()
    assert 'value="Школы"' in shown
    desk.post(page, TYPED | {"instead_of": str(first.id), "primary": "3"})
    second = DeadlinePolicy.objects.get(ended_at=None)
    assert second.terms["primary"] == [180, "working_minutes"]
    again = desk.post(page, TYPED | {"instead_of": str(first.id), "primary": "4"})
    assert (again.status_code, DeadlinePolicy.objects.get(ended_at=None)) == (422, second)
    assert "больше не действует" in again.content.decode()

    case = open_case(cast, "лёд", state=State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(importance="high")
    case.refresh_from_db()
    start_clocks(case, now=NOW)
    case.save()
    card = desk.get(reverse("desk:case", args=[case.number])).content.decode()
    assert "Почему такой срок?" in card
    assert "Школы" in card
    assert "Срок изменится у 0 из 1" in desk.get(page, {"preview": 1}).content.decode()
