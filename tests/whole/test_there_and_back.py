"""For each network: what a resident writes stands in the desk, and the answer stands in the resident's thread, once.

Everything is real but the network: webhooks and polls over HTTP, the edge and the worker as processes, the desk's own
addresses; what stands in the thread is read by a client that is not ours.
"""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from pytest_django import Settings

from otklik.answers.showing import show_photos
from otklik.appeals.models import Appeal, PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.clock import now
from otklik.topics.services import seed_topics
from tests.town import build_town
from tests.whole.networks import NETWORKS, NetworkOfPlay, Seen
from tests.whole.stage import Desk, Stage, raised, with_photos_for_all

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("default"),  # of the clients that are not ours
]

QUESTION = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
PRIVATE = "Яма на дороге у дома Свердлова, 12, разбили колесо. Когда отремонтируют дорогу?"
ANSWER = "Здравствуйте! Яму на Ленина, 5 заделаем до 27 ноября, мастер уже осмотрел место."
PRIVATE_ANSWER = "Здравствуйте! Яму на Свердлова, 12 заделаем до 28 ноября."


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """What those clients leave open is closed here, where warnings are no errors, not in a later test."""
    yield
    gc.collect()


@pytest.fixture(params=NETWORKS, ids=lambda network: network.network)
def stage(
    request: pytest.FixtureRequest,
    transactional_db: None,
    running_sandbox: RunningSandbox,
    settings: Settings,
    tmp_path: Path,
) -> Iterator[Stage]:
    running_sandbox.control.reset()
    running_sandbox.control.settings(are_limits_on=False)
    seed_topics()
    play: NetworkOfPlay = request.param(running_sandbox)
    settings.OTKLIK_NETWORKS = play.networks(settings.OTKLIK_NETWORKS)
    settings.STORAGES = with_photos_for_all(settings)
    with raised(build_town(requires_approval=True), play, folder=tmp_path) as stage:
        yield stage


def test_what_residents_write_is_answered_where_they_wrote_it(
    stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    written_at = {QUESTION: stage.play.comment(QUESTION), PRIVATE: stage.play.message(PRIVATE)}
    if not stage.play.pushes_comments:
        stage.ask_network()
    cases = {}
    for text in (QUESTION, PRIVATE):
        cases[text], seen_at = stage.wait_for_case(text)
        record_property(f"seconds to the desk: {cases[text].channel}", round(seen_at - written_at[text], 3))
    assert [case.channel for case in cases.values()] == ["comment", "private"]
    answer(stage, cases[QUESTION], ANSWER)
    private_answer = f"{PRIVATE_ANSWER}\n{two_photos(stage, cases[PRIVATE])}"
    answer(stage, cases[PRIVATE], private_answer)
    stage.wait_until_answered(cases.values())

    comments, talk = stage.play.see_comments(), stage.play.see_talk()
    assert [one for one in comments if one.text == QUESTION] == [Seen(QUESTION, is_by_page=False, answers="")]
    assert [one for one in comments if one.text == ANSWER] == [Seen(ANSWER, is_by_page=True, answers=QUESTION)]
    assert [(one.text, one.is_by_page) for one in talk if one.text == private_answer] == [(private_answer, True)]
    assert sum(one.photos for one in talk) == (2 if stage.play.shows_photos_in_talks else 0)
    asked = [one for one in talk if "/solved/" in one.text]
    assert len(comments) == len([one for one in talk if one.text]) - len(asked) == 2
    assert len(asked) <= 1  # whether it is solved is asked after the answer, perhaps not yet


def two_photos(stage: Stage, appeal: Appeal) -> str:
    """Photos of the work in the case, and the line of the answer that leads to them."""
    kept = keep_photos([jpeg(), jpeg(colour="red")], zone=UTC, now=now())
    photos = add_photos(appeal, kept, Shown(PhotoOf.STAFF), now=now())
    return show_photos(appeal, [one.id for one in photos], by=stage.town.manager, now=now())


def answer(stage: Stage, appeal: Appeal, text: str) -> None:
    """Who may see the case writes the answer, and another approves it."""
    town = stage.town
    assert Desk.of(town.manager).shows(appeal)
    assert not Desk.of(town.stranger).shows(appeal)
    Desk.of(town.manager).post(appeal, "answer/submit", kind="final", text=text)
    Desk.of(town.approver).post(appeal, "answer/approve")
