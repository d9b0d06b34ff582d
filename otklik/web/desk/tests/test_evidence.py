"""The evidence of a decision in the desk: read, held, taken out as PDF and JSON, each look noted."""

import json
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from otklik.appeals.models import Appeal
from otklik.audit.models import AccessRecord
from otklik.audit.services import seal_records
from otklik.delivery.models import OutboxAct
from otklik.intake.models import ResidentMessage
from otklik.moderation.evidence.services import add_fact, note_ends
from otklik.moderation.models import EvidenceFile, Fact, ObjectionWay
from otklik.moderation.services import Charge, hide
from otklik.moderation.telling import NEVER_WROTE
from otklik.moderation.tests.decisions import NAME, RUDE, decide, write_comment
from otklik.moderation.tests.said import case_of, say, write_privately
from otklik.moderation.tests.test_told import CLOSED
from otklik.organizations.models import Staff
from otklik.shared.lengths import TOO_LONG_THERE
from otklik.shared.text import TURNING
from otklik.shared.words import with_values
from tests.flow import run_flow
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def desk(client: Client, town: Town) -> Client:
    """The moderator at work."""
    client.force_login(Staff.objects.get(id=town.moderator.staff_id))
    return client


def test_the_page_shows_what_was_decided_about_and_notes_who_looked(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    page = desk.get(reverse("desk:evidence", args=[file.decision_id]))
    assert RUDE in page.text
    assert AccessRecord.objects.get().subject == f"decision:{file.decision_id}"


def test_the_case_leads_whoever_may_see_it_to_the_evidence(client: Client, town: Town) -> None:
    message = write_comment(town)
    ResidentMessage.objects.filter(id=message.id).update(is_hidden=True)
    address = reverse("desk:evidence", args=[decide(message, by=town.moderator).decision_id])
    case = reverse("desk:case", args=[Appeal.objects.get().number])
    for person, is_led in ((town.moderator, True), (town.executor, False)):
        client.force_login(Staff.objects.get(id=person.staff_id))
        assert (address in client.get(case).content.decode()) is is_led


def test_of_many_hidden_messages_the_evidence_is_asked_for_once(desk: Client, town: Town) -> None:
    said = [write_comment(town, comment_id=number) for number in (501, 502, 503)]
    decided = [decide(message, by=town.moderator).decision_id for message in said]
    ResidentMessage.objects.update(is_hidden=True, thread_id=said[0].thread_id)
    case = reverse("desk:case", args=[Appeal.objects.earliest("id").number])
    with CaptureQueriesContext(connection) as asked:
        page = desk.get(case).content.decode()
    assert all(reverse("desk:evidence", args=[decision]) in page for decision in decided)
    assert sum('FROM "moderation_evidencefile"' in one["sql"] for one in asked) == 1


def test_the_files_hold_everything_and_say_who_took_them(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    paper = desk.post(reverse("desk:evidence_pdf", args=[file.decision_id]))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    told = json.loads(desk.post(reverse("desk:evidence_json", args=[file.decision_id])).content)
    assert told["facts"][0]["details"]["author"]["name"] == NAME
    assert [fact["fact"] for fact in told["facts"]] == ["decided", "handed_out", "handed_out"]
    assert told["facts"][0]["words"]


def test_the_json_has_every_character_and_the_paper_misleads_nobody(desk: Client, town: Town) -> None:
    turned = f"{RUDE} \u202eфдп.отоф\u202c"
    file = decide(write_comment(town, turned), by=town.moderator)
    told = json.loads(desk.post(reverse("desk:evidence_json", args=[file.decision_id])).content)
    assert told["facts"][0]["details"]["message"]["text"] == turned
    paper = PdfReader(BytesIO(desk.post(reverse("desk:evidence_pdf", args=[file.decision_id])).content))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "фдп.отоф" in words
    assert not {*TURNING} & {*words}
    assert "Знаки, меняющие направление письма, здесь не напечатаны" in words


def test_the_paper_says_why_the_author_could_not_be_told(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    told = with_values(TOO_LONG_THERE, network="VK", most="4096", over="17")
    add_fact(file, Fact.TOLD, by=None, details={"in_network": {"state": "failed", "reason": told}}, now=NOW)
    page = desk.get(reverse("desk:evidence", args=[file.decision_id])).text
    paper = PdfReader(BytesIO(desk.post(reverse("desk:evidence_pdf", args=[file.decision_id])).content))
    for shown in (page, " ".join(" ".join(page.extract_text() for page in paper.pages).split())):
        assert "VK принимает в одном сообщении не больше 4096 знаков, лишних: 17." in shown
        assert "%(" not in shown


def test_the_seals_can_be_computed_by_hand_from_the_file(desk: Client, town: Town) -> None:
    """As docs/how-to/evidence.md tells."""
    first = decide(write_comment(town), by=town.moderator)
    decide(write_comment(town, comment_id=502), by=None)
    seal_records(now=NOW)
    told = json.loads(desk.post(reverse("desk:evidence_json", args=[first.decision_id])).content)
    fact = told["facts"][0]

    def sha(before: str, said: list[object]) -> str:
        return sha256((before + json.dumps(said, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()

    assert fact["words"] == sha(fact["salt"], [fact["because"], fact["details"]])
    names = ("row", "at", "actor_id", "by", "fact")
    subject = f"decision:{first.decision_id}"
    assert fact["seal"] == sha("", [*(fact[name] for name in names), subject, fact["words"], fact["file"]])


def test_a_lawyer_holds_it_and_lets_it_go(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    desk.post(reverse("desk:hold_evidence", args=[file.decision_id]), {"because": "иск № 5"})
    assert EvidenceFile.objects.get().held_because == "иск № 5"
    assert "иск № 5" in desk.get(reverse("desk:evidence", args=[file.decision_id])).text
    desk.post(reverse("desk:release_evidence", args=[file.decision_id]))
    assert EvidenceFile.objects.get().held_because == ""


def test_the_page_gives_a_number_and_a_code_once(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator)
    address = reverse("desk:give_way", args=[file.decision_id])
    assert address in desk.get(reverse("desk:evidence", args=[file.decision_id])).text
    given = desk.post(address)
    number = file.decision.objection_way.number
    assert number in given.text
    code = given.context["way"].code
    assert code in given.text
    assert code not in desk.get(reverse("desk:evidence", args=[file.decision_id])).text
    asked = desk.post(reverse("objection"), {"number": number, "code": code})
    assert number in asked.text


def test_page_and_paper_say_how_it_ended_and_why_the_author_does_not_know(desk: Client, town: Town) -> None:
    file = decide(write_comment(town), by=town.moderator, notice_text="", no_notice_because=NEVER_WROTE)
    note_ends(now=NOW)
    desk.post(reverse("desk:give_way", args=[file.decision_id]))
    number = ObjectionWay.objects.get().number
    page = desk.get(reverse("desk:evidence", args=[file.decision_id])).text
    paper = desk.post(reverse("desk:evidence_pdf", args=[file.decision_id])).content
    printed = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages).split())
    for text in (page, printed):
        assert "Автор никогда не писал странице лично" in text
        assert f"Номер {number}" in text
        assert "Нецензурная" in text or "Оскорбление" in text
        assert "never wrote" not in text
        assert "insults" not in text
    assert "сделано" in page


def test_page_paper_and_case_say_that_a_refused_notice_told_nobody(desk: Client, town: Town) -> None:
    write_privately(town)
    message = say(town)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.manager, now=NOW)
    assert "ждёт, пока сеть скроет" in desk.get(reverse("desk:evidence", args=[decision.id])).text
    OutboxAct.objects.filter(kind="hide").update(state="sent", settled_at=NOW)
    run_flow()
    OutboxAct.objects.filter(kind="message").update(state="failed", settled_at=NOW, reason=CLOSED)
    run_flow()
    note_ends(now=NOW)
    page = desk.get(reverse("desk:evidence", args=[decision.id])).text
    paper = desk.post(reverse("desk:evidence_pdf", args=[decision.id])).content
    printed = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages).split())
    queue = desk.get(reverse("desk:moderation"), {"view": "decided", "open": str(message.id)}).text
    case = desk.get(reverse("desk:case", args=[case_of(message).number])).text
    for text in (page, printed, queue, case):
        assert "Автору не сообщили" in text
        assert "ответьте публично под записью" in text
        assert "Автору сообщено" not in text
    assert "автор не уведомлён" in queue
    desk.force_login(Staff.objects.get(id=town.manager.staff_id))
    report = desk.get(reverse("desk:moderation_report"), {"month": f"{NOW:%Y-%m}"})
    assert "1 не дошло" in report.text
