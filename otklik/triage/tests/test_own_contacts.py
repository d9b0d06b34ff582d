"""A public phone of the body is nobody's secret; a stranger's is."""

import pytest

from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Body
from otklik.triage.models import Verdict
from tests.flow import run_flow
from tests.town import arrive, build_town, comment, push


@pytest.mark.parametrize(
    ("said", "is_held"),
    [
        ("Звоните нам: 8 (34350) 5-40-12, приёмная", False),
        ("Звоните: +7 34350 54012", False),
        ("Звоните на сотовый 89126667788", False),
        ("Пишите на Office@polevskoy.example", False),
        ("Звоните соседу: 8 912 345-67-89", True),
        ("Пишите на vasya1985@mail.example", True),
        ("Звоните: +7 34350 54012, а соседу 8 912 345-67-89", True),
    ],
)
def test_the_own_contacts_of_a_body_are_nobodys_personal_data(db: None, said: str, *, is_held: bool) -> None:
    town = build_town()
    Body.objects.filter(id=town.office.id).update(
        phone="+7 (34350) 5-40-12, +7 912 666-77-88", email="office@polevskoy.example"
    )
    arrive(town.page, push("wall_reply_new", comment(501, said)))
    run_flow()
    verdict = Verdict.objects.get(message=ResidentMessage.objects.get(), is_current=True)
    grounds = set(verdict.findings.values_list("ground", flat=True))
    assert ("personal_data" in grounds, "personal_data" in verdict.flags) == (is_held, is_held)
