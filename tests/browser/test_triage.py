"""How the proposals do, in a browser: figures and models at every width and look; a proposal corrected in one press."""

from datetime import timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.organizations.rights import Role
from otklik.shared import clock
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from otklik.triage.learning.tests.taught import teach
from otklik.triage.models import OwnExample, OwnModel, Verdict
from otklik.triage.parts import ModelState, Part
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Proposals accepted, corrected and missing, over two months; models that won and that lacked examples."""
    seed_topics()
    cast = enter_cast()
    now = clock.now()
    teach(cast, "improvement", at_most=30, proposed="roads", certainty=0.94, at=now)
    teach(cast, "roads", at_most=60, certainty=0.75, at=now - timedelta(days=40))
    teach(cast, "housing", at_most=12, proposed="", certainty=0.3, at=now - timedelta(days=3))
    figures = {
        "own": {"accuracy": 0.88, "top_3": 0.97, "calibration_error": 0.04, "abstained": 0.1},
        "before": {"accuracy": 0.79, "top_3": 0.94, "calibration_error": 0.06, "abstained": 0.14},
        "gain": [0.031, 0.149],
    }
    tries = ((1, "refused", "too_few"), (2, "kept", "better"), (3, "in_use", "better"), (4, "asked", ""))
    for number, state, outcome in tries:
        OwnModel.objects.create(
            number=number,
            state=ModelState(state),
            outcome=outcome,
            asked_at=now,
            made_at=now if outcome else None,
            examples=120 * number,
            held_out=24 * number,
            figures=figures if outcome == "better" else {},
            compared_with="groups-1",
        )
    return cast


def test_figures_fit_and_a_guess_is_chosen_in_one_press(site: Site, cast: Cast) -> None:
    roads, other = Topic.objects.get(code="roads"), Topic.objects.get(code="improvement")
    case = open_case(cast, "Яма у школы, колесо пробил", topic=roads)
    Verdict.objects.filter(message__case_link__appeal=case).update(
        alternatives=[["roads", 0.94], ["improvement", 0.04]]
    )
    page = enter(site, cast, Role.CURATOR, "/desk/triage/")
    for path in ("triage/", "triage/?part=kind&by=week", f"appeals/{case.number}/"):
        page.goto(f"{site.address}/desk/{path}")
        check_looks(page, path)
    page.get_by_role("link", name="Почему эта тема?").click()
    page.wait_for_selector("#why:has-text('Яма')")
    page.get_by_role("button", name="Благоустройство").click()
    page.wait_for_selector(".o-side:has-text('Благоустройство') >> text=Исправить")
    assert Appeal.objects.get(id=case.id).topic == other
    kept = OwnExample.objects.get(message__case_link__appeal=case, part=Part.GROUP)
    assert (kept.proposed, kept.chosen) == ("roads", "improvement")
    page.locator("#correct > summary").click()
    page.fill("#correct-topic", "светофоров")
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_selector(".o-side:has-text('светофоров')")
    kept.refresh_from_db()
    assert (kept.chosen, kept.is_right) == ("roads", True)
    page.context.close()
