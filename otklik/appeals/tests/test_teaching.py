"""What people say of proposals is kept as examples, once a part, within the case's body."""

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.services import assign, correct_case
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from otklik.triage.learning.keeping import forget_examples, keep_decency
from otklik.triage.learning.signs import hash_of_word
from otklik.triage.models import Finding, OwnExample, Verdict
from otklik.triage.parts import Part
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    seed_topics()
    return enter_cast()


def test_an_accepted_proposal_counts_as_right_the_body_too(cast: Cast) -> None:
    case = open_case(cast, "Яма на дороге у школы", topic=_topic("roads"))
    _correct(case, cast, topic="roads")
    kept = _kept(case)
    assert kept[Part.GROUP] == ("roads", "roads", True)
    assert kept[Part.KIND] == ("problem", "problem", True)
    assert kept[Part.BODY] == ("", "administration", False)
    example = OwnExample.objects.get(part=Part.GROUP)
    assert (example.body, example.wording.text) == (cast.administration, "Яма на дороге у школы")
    assert (example.certainty, example.model_version, example.at) == (0.94, "test", NOW)


def test_a_correction_is_kept_with_what_was_proposed_and_the_last_word_counts(cast: Cast) -> None:
    case = open_case(cast, "Нет воды третий день", topic=_topic("roads"))
    topic = Topic.objects.filter(parent__code="housing").first()
    assert topic
    _correct(case, cast, topic=topic.code, kind="question", address="Ленина, 2")
    assert _kept(case)[Part.GROUP] == ("roads", "housing", False)
    assert _kept(case)[Part.TOPIC] == ("", topic.code, False)
    assert _kept(case)[Part.KIND] == ("problem", "question", False)
    assert _kept(case)[Part.ADDRESS] == ("", "Ленина, 2", False)
    assert Part.BODY not in _kept(case)
    _correct(case, cast, topic="roads")
    assert _kept(case)[Part.GROUP] == ("roads", "roads", True)


def test_not_clear_is_a_word_against_the_group_that_was_proposed(cast: Cast) -> None:
    case = open_case(cast, "Ну и дела", topic=_topic("roads"))
    _correct(case, cast, topic="")
    assert _kept(case)[Part.GROUP] == ("roads", "", False)


def test_passing_a_case_on_teaches_the_body(cast: Cast) -> None:
    case = open_case(cast, "Яма", topic=_topic("roads"))
    by = _viewer(cast)
    assign(case.number, body_id=cast.utilities.id, executor_id=None, by=by, because="", version=None, now=NOW)
    assert _kept(case)[Part.BODY] == ("", "utilities", False)
    assert OwnExample.objects.get().body == cast.administration


def test_a_moderators_word_is_kept_and_all_of_a_message_can_be_forgotten(cast: Cast) -> None:
    case, other = open_case(cast, "Дураки"), open_case(cast, "Яма")
    message = case.messages.get().message
    Finding.objects.create(
        verdict=Verdict.objects.get(message=message), rule="r", ground="insult", certainty=0.8, end=6
    )
    place, by = place_of(case), _viewer(cast)
    keep_decency(message, ground="insult", place=place, by=by, now=NOW)
    assert _kept(case)[Part.DECENCY] == ("insult", "insult", True)
    assert OwnExample.objects.get(part=Part.DECENCY).signs.keys() == {"rule r", f"word {hash_of_word('дурак')}"}
    keep_decency(message, ground="", place=place, by=by, now=NOW)
    assert _kept(case)[Part.DECENCY] == ("insult", "", False)
    _correct(other, cast, topic="roads")
    assert forget_examples([message.id]) == 1
    assert set(OwnExample.objects.values_list("message_id", flat=True)) == {other.messages.get().message_id}


def _correct(case: Appeal, cast: Cast, *, topic: str, kind: str = "", address: str = "") -> None:
    correct_case(
        case.number,
        topic_id=_topic(topic).id if topic else None,
        kind=kind,
        address=address,
        importance="ordinary",
        by=_viewer(cast),
        version=None,
        now=NOW,
    )


def _kept(case: Appeal) -> dict[str, tuple[str, str, bool]]:
    rows = OwnExample.objects.filter(message__case_link__appeal=case)
    return {row.part: (row.proposed, row.chosen, row.is_right) for row in rows}


def _topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def _viewer(cast: Cast) -> Viewer:
    return load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
