"""A model of one's own is made, put in use when it is better, taken up by workers, given up and returned."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from otklik.duplicates.services import keep_fingerprints
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role, Scope
from otklik.organizations.selectors import load_viewer
from otklik.topics.services import seed_topics
from otklik.triage.learning.figures import Figures, load_figures
from otklik.triage.learning.keeping import forget_examples
from otklik.triage.learning.listing import list_models
from otklik.triage.learning.making import AlreadyAsked, ask_for_model, make_at_once, make_if_news, make_model
from otklik.triage.learning.tests.taught import teach
from otklik.triage.learning.versions import SHIPPED, BrokenModel, folder_of, model_in_use, use_version
from otklik.triage.model import load_model
from otklik.triage.models import OwnExample, OwnModel, Verdict
from otklik.triage.parts import ModelState, Part
from otklik.triage.services import judge_messages
from tests.people import NOW, Cast, enter_cast, write_message

pytestmark = pytest.mark.django_db

SHIPPED_VERSION = load_model().card.version


@pytest.fixture
def cast(settings: Settings, tmp_path: Path) -> Cast:
    settings.OTKLIK_DATA_DIR = tmp_path
    seed_topics()
    return enter_cast()


def test_it_is_made_of_corrections_used_at_once_and_can_be_given_up(cast: Cast) -> None:
    teach(cast, "improvement")
    said = StringIO()
    call_command("triage", "train", stdout=said)
    row = OwnModel.objects.get()
    assert (row.state, row.version, row.compared_with) == (ModelState.IN_USE, "own-1", SHIPPED_VERSION)
    assert row.figures["before"]["accuracy"] < 0.5
    assert row.figures["own"]["accuracy"] > 0.9
    assert "own-1" in said.getvalue()
    assert judge(cast, "Яма у школы, колесо пробил") == ("own-1", "improvement")
    call_command("triage", "use", SHIPPED, stdout=said)
    assert judge(cast, "Яма у школы, колесо пробил")[0] == SHIPPED_VERSION
    by = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    use_version("own-1", by=by, now=NOW)
    assert judge(cast, "Яма за баней, колесо пробил") == ("own-1", "improvement")
    # what learnt the same is no better than what is in use
    make_if_news(now=NOW)
    assert OwnModel.objects.count() == 1
    again = make_at_once(by=by, now=NOW)
    assert (again.state, again.outcome) == (ModelState.REFUSED, "not_better")
    assert not folder_of(again.version).exists()
    with pytest.raises(CommandError, match="модели"):
        call_command("triage", "use", again.version)
    call_command("triage", "models", stdout=said)
    assert [row.version for row in list_models() if row.is_judging] == ["own-1"]


def test_broken_or_missing_files_leave_the_shipped_model_at_work_with_a_warning(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    broken = OwnModel.objects.create(number=3, state=ModelState.IN_USE, asked_at=NOW, digest="0" * 64)
    assert model_in_use() is load_model()
    assert "own-3 is passed over" in caplog.text
    folder_of("own-3").mkdir(parents=True)
    for name in ("card.json", "buckets.npy", "weights.npy", "biases.npy"):
        (folder_of("own-3") / name).write_bytes(b"nonsense")
    assert judge(cast, "Яма у школы")[0] == SHIPPED_VERSION
    row = next(row for row in list_models() if row.version == "own-3")
    assert (row.state, row.is_judging) == (ModelState.IN_USE, False)
    with pytest.raises(BrokenModel):
        use_version(broken.version, by=None, now=NOW)


def test_too_few_examples_make_no_model_and_say_how_many_are_needed(cast: Cast) -> None:
    teach(cast, "improvement", at_most=20)
    row = make_at_once(by=None, now=NOW)
    assert (row.state, row.outcome, row.examples) == (ModelState.REFUSED, "too_few", 20)
    line = next(row for row in list_models() if row.version == "own-1").lines[-1]
    assert "20" in line
    assert "200" in line


def test_one_model_is_made_at_a_time_and_one_that_hangs_is_given_up(cast: Cast) -> None:
    by = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    asked = ask_for_model(by=by, now=NOW)
    with pytest.raises(AlreadyAsked):
        ask_for_model(by=by, now=NOW)
    ask_for_model(by=by, now=NOW + timedelta(hours=4))
    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == (ModelState.REFUSED, "broke")
    make_model(asked.id, now=NOW)
    assert OwnModel.objects.get(id=asked.id).outcome == "broke"


def test_figures_are_those_of_the_bodies_that_a_person_sees(cast: Cast) -> None:
    teach(cast, "improvement", at_most=8, proposed="roads", certainty=0.75)
    teach(cast, "roads", at_most=16, proposed="roads", certainty=0.75, at=NOW - timedelta(days=40))
    teach(cast, "roads", at_most=4, proposed="", certainty=0.3)
    figures = figures_of(Scope(everything=True))
    assert (figures.total.n, figures.total.named, figures.total.right) == (28, 24, 16)
    assert [(one.start.month, one.tally.n) for one in figures.periods] == [(11, 12), (10, 16)]
    by_value = [(row.value, row.lately.n, row.before.n) for row in figures.values]
    assert by_value == [("roads", 4, 16), ("improvement", 8, 0)]
    assert [(one.low, one.n, round(one.right, 2)) for one in figures.bins] == [(0.7, 24, 0.67)]
    assert [(one.proposed, one.chosen, one.n) for one in figures.corrections] == [("roads", "improvement", 8)]
    assert [(row.name, row.n) for row in figures.bodies] == [("Администрация", 28)]
    assert figures_of(Scope(body_ids=frozenset({cast.school.id}))).total.n == 0
    forget_examples(ResidentMessage.objects.values_list("id", flat=True))
    assert not OwnExample.objects.exists()


def figures_of(scope: Scope) -> Figures:
    return load_figures(
        scope, Part.GROUP, by_week=False, since=NOW - timedelta(days=366), now=NOW, zone=ZoneInfo("Asia/Yekaterinburg")
    )


def judge(cast: Cast, text: str) -> tuple[str, str]:
    """Version of the model that judges a text, and the group that it names."""
    message = write_message(cast, text, author=None, thread=f"wall-7001_{ResidentMessage.objects.count()}", at=NOW)
    judge_messages([message], now=NOW, remember=keep_fingerprints)
    verdict = Verdict.objects.get(message=message, is_current=True)
    return verdict.model_version, verdict.group_code
