"""A person looks at a copy, edits it, takes it back, publishes it again; the original never changes."""

import pytest

from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.audit.models import AuditRecord
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.publication.decisions.errors import CopyChanged
from otklik.publication.decisions.looking import (
    PublicCopy,
    Seen,
    drop_consent,
    load_copy,
    note_consent,
    publish_looked,
    withdraw_copy,
)
from otklik.publication.decisions.services import look_again
from otklik.publication.decisions.waiting import list_waiting_texts
from otklik.publication.erasing import erase_published
from otklik.publication.models import PublishedCase
from otklik.publication.tests.made_up import REPLY, answered, decided, viewer
from otklik.shared.text import without_turning
from otklik.triage.models import Finding, Verdict
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
TEXT = "Яма у школы, звоните +7 912 345-67-89"


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def seen(cast: Cast, case: Appeal) -> PublicCopy:
    """As the desk shows it."""
    copy = load_copy(viewer(cast), case.number)
    assert copy is not None
    return copy


def drawn(cast: Cast, case: Appeal) -> Seen:
    return Seen(seen(cast, case).version, seen(cast, case).words)


def suspect(case: Appeal) -> None:
    """A rule finds an advertisement in it."""
    verdict = Verdict.objects.get(message__case_link__appeal=case)
    Finding.objects.create(verdict=verdict, rule="x", ground="advertising", start=0, end=3, certainty=0.9)
    look_again(case, now=NOW)


def publish(cast: Cast, case: Appeal, text: str, *, role: str = Role.CONTENT_MANAGER) -> None:
    publish_looked(
        case.number, text=text, answer=seen(cast, case).answer, seen=drawn(cast, case), by=viewer(cast, role), now=NOW
    )


def test_an_edit_of_the_copy_stays_when_it_is_brought_up_to_date(cast: Cast) -> None:
    case = answered(cast, TEXT)
    number = PublishedCase.objects.get().number
    publish(cast, case, "Яма у школы.")
    look_again(case, now=NOW)
    published = PublishedCase.objects.get()
    assert (published.text, published.answer, published.number) == ("Яма у школы.", REPLY, number)
    assert ResidentMessage.objects.get().text == TEXT
    assert (seen(cast, case).is_edited, seen(cast, case).looked_by) == (True, "Оксана Демидова")
    assert AuditRecord.objects.filter(act="publish_copy", subject=f"appeal:{case.number}").count() == 1


def test_when_the_words_change_after_an_edit_a_person_is_asked_again(cast: Cast) -> None:
    case = answered(cast, TEXT)
    publish(cast, case, "Яма у школы.")
    ResidentMessage.objects.update(text="Яма у школы, а сосед Иванов не чинит")
    look_again(case, now=NOW)
    assert not PublishedCase.objects.exists()
    copy = seen(cast, case)
    assert (copy.waits, copy.edited_before) == (True, "Яма у школы.")
    publish(cast, case, copy.text)
    assert "Иванов" not in PublishedCase.objects.get().text


def test_what_was_only_looked_at_is_brought_up_to_date_by_itself(cast: Cast) -> None:
    case = answered(cast, "Яма у школы")
    publish(cast, case, "Яма у школы")
    ResidentMessage.objects.update(text="Яма у школы № 8")
    look_again(case, now=NOW)
    assert PublishedCase.objects.get().text == "Яма у школы № 8"


def test_what_a_rule_found_waits_for_a_look_and_then_is_published(cast: Cast) -> None:
    case = answered(cast)
    suspect(case)
    assert not PublishedCase.objects.exists()
    assert [row.number for row in list_waiting_texts(viewer(cast))] == [case.number]
    assert list_waiting_texts(viewer(cast, "stranger")) == []
    publish(cast, case, "Яма у школы", role=Role.MODERATOR)
    assert PublishedCase.objects.get().text == "Яма у школы"
    assert list_waiting_texts(viewer(cast)) == []
    look_again(case, now=NOW)
    assert PublishedCase.objects.exists()


def test_what_was_taken_back_stays_so_until_a_person_publishes_it(cast: Cast) -> None:
    case = answered(cast)
    by = viewer(cast)
    with pytest.raises(UnfitValue):
        withdraw_copy(case.number, because="  ", seen=drawn(cast, case), by=by, now=NOW)
    withdraw_copy(case.number, because="видно, чей двор", seen=drawn(cast, case), by=by, now=NOW)
    look_again(case, now=NOW)
    assert not PublishedCase.objects.exists()
    assert seen(cast, case).withdrawn_because == "видно, чей двор"
    publish(cast, case, "Яма у школы")
    assert PublishedCase.objects.exists()
    acts = AuditRecord.objects.filter(subject=f"appeal:{case.number}").order_by("id").values_list("act", "because")
    assert list(acts) == [("withdraw_copy", "видно, чей двор"), ("publish_copy", "")]


def test_a_save_of_an_older_page_is_refused(cast: Cast) -> None:
    case = answered(cast)
    old = drawn(cast, case)
    publish(cast, case, "Яма")
    with pytest.raises(CopyChanged):
        publish_looked(case.number, text="Яма!", answer=REPLY, seen=old, by=viewer(cast), now=NOW)
    current = drawn(cast, case)
    ResidentMessage.objects.update(text="Другие слова")
    with pytest.raises(CopyChanged):
        withdraw_copy(case.number, because="x", seen=current, by=viewer(cast), now=NOW)
    assert PublishedCase.objects.get().text == "Яма"


def test_nothing_empty_is_published(cast: Cast) -> None:
    case = answered(cast)
    with pytest.raises(UnfitValue):
        publish(cast, case, " \n ")


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.APPROVER, Role.ANALYST, Role.AUDITOR])
def test_others_look_but_decide_nothing(cast: Cast, role: str) -> None:
    case = answered(cast, body=cast.utilities)
    copy = load_copy(viewer(cast, role), case.number)
    assert copy is not None
    assert not copy.may_decide
    with pytest.raises(NotYourAct):
        publish(cast, case, "Яма", role=role)


def test_whoever_does_not_see_the_case_sees_no_copy(cast: Cast) -> None:
    case = answered(cast)
    with pytest.raises(NoSuchCase):
        load_copy(viewer(cast, "stranger"), case.number)
    with pytest.raises(NoSuchCase):
        publish(cast, case, "Яма", role="stranger")


def test_a_private_talk_is_published_while_staff_know_of_its_authors_consent(cast: Cast) -> None:
    case, by = answered(cast, channel="private"), viewer(cast)
    assert not decided(case).is_published
    note_consent(case.number, because="24 ноября: «публикуйте»", seen=drawn(cast, case), by=by, now=NOW)
    assert decided(case).is_published
    drop_consent(case.number, seen=drawn(cast, case), by=by, now=NOW)
    assert not PublishedCase.objects.exists()
    comment = answered(cast)
    with pytest.raises(UnfitValue):
        note_consent(comment.number, because="x", seen=drawn(cast, comment), by=by, now=NOW)


def test_nothing_that_people_wrote_of_a_copy_outlives_an_erasing(cast: Cast) -> None:
    case = answered(cast, TEXT)
    publish(cast, case, "Мария просит")
    erase_published([case.id], [], now=NOW)
    kept = decided(case)
    assert "Мария" not in str(vars(kept))
    assert not PublishedCase.objects.exists()


def test_a_copy_sent_back_as_it_was_drawn_is_no_edit(cast: Cast) -> None:
    """No page draws characters that turn the words around, so no form sends them back."""
    case = answered(cast, f"Яма у \u202eшколы\u202c. {TEXT}")
    publish(cast, case, without_turning(seen(cast, case).text))
    assert AuditRecord.objects.get(act="publish_copy").details["edited"] == "no"
    assert not seen(cast, case).is_edited
