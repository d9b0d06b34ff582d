"""What the audit log keeps of a correction and of a note: what was and is, and nothing personal."""

import pytest

from otklik.appeals.services import correct_case, write_note
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def coordinator(cast: Cast) -> Viewer:
    return load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())


def correct(cast: Cast, number: int, *, topic_id: int | None, address: str, importance: str = "ordinary") -> None:
    correct_case(
        number, topic_id=topic_id, address=address, importance=importance, by=coordinator(cast), version=None, now=NOW
    )


def test_it_keeps_what_was_and_what_is_but_of_the_address_only_that_it_changed(cast: Cast) -> None:
    seed_topics()
    old, new = Topic.objects.order_by("id")[:2]
    case = open_case(cast, "Лёд", state=State.IN_WORK, topic=old)
    correct(cast, case.number, topic_id=new.id, address="Ленина, 5, кв. 17", importance="high")
    assert AuditRecord.objects.get(act="correct").details == {
        "fields": "address, importance, topic",
        "importance": "ordinary → high",
        "topic": f"{old.name} → {new.name}",
    }


def test_a_topic_taken_away_reads_as_none(cast: Cast) -> None:
    seed_topics()
    topic = Topic.objects.earliest("id")
    case = open_case(cast, "Лёд", state=State.IN_WORK, topic=topic)
    correct(cast, case.number, topic_id=None, address="")
    assert AuditRecord.objects.get(act="correct").details["topic"] == f"{topic.name} → —"


def test_a_long_address_entered_again_is_no_change(cast: Cast) -> None:
    case, long = open_case(cast, "Лёд", state=State.IN_WORK), "Ленина, " * 60
    correct(cast, case.number, topic_id=None, address=long)
    correct(cast, case.number, topic_id=None, address=long)
    lines = AuditRecord.objects.filter(act="correct").order_by("id")
    assert [one.details["fields"] for one in lines] == ["address", ""]


def test_a_note_stands_in_the_log_by_its_number_alone(cast: Cast) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    write_note(case.number, text="Звонила Тимофеева, 8 912 555-01-02", by=coordinator(cast), now=NOW)
    line = AuditRecord.objects.get(act="write_note")
    assert (line.subject, line.actor_name, line.because) == (f"appeal:{case.number}", "Марина Орлова", "")
    assert line.details == {"note": case.notes.get().id}
