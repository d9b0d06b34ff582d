"""Nobody approves their own answer: by the page, by acts on many cases, by macros and programs, in SQL."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.test import Client

import otklik
from otklik.answers.bulk import plans
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import go_on_with_runs
from otklik.answers.models import Answer, AnswerState, BulkItem, BulkRun, Macro
from otklik.answers.services import submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import hash_text
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.publication.decisions.obstacles import hash_words
from otklik.publication.models import PublishedCase
from otklik.shared.clock import now
from otklik.web.api.staff.tests.calling import program_of
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40, завтра посыплем песком."
AUTHORS = (Role.COORDINATOR, Role.CURATOR)
"""Who both writes and approves."""


@pytest.fixture(autouse=True)
def _while_the_keys_are_valid() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def submitted(cast: Cast, author: str) -> Appeal:
    """A case of the administration, which asks for approval, with this person's answer."""
    connect_page(cast.page, secrets_entered=ConnectionSecrets(community_token="t", admin_token="t"), by=None, now=now())
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    by = load_viewer(cast.staff[author].id, on=now().date())
    submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=now())
    case.refresh_from_db()
    return case


def is_unapproved() -> bool:
    answer = Answer.objects.get()
    return (answer.state, answer.approved_by_id, OutboxAct.objects.count()) == (AnswerState.SUBMITTED, None, 0)


@pytest.mark.parametrize("author", AUTHORS)
def test_by_no_page_of_the_case(cast: Cast, sign_in: SignIn, author: str) -> None:
    case = submitted(cast, author)
    form = {"version": str(case.version), "text_hash": hash_text(TEXT), "kind": "final", "text": TEXT}
    for page in ("answer/approve/", "answer/send/", "acts/approve_final/", "answer/again/"):
        told = sign_in(author).post(f"/desk/appeals/{case.number}/{page}", form)
        assert told.status_code in (404, 422), page
    assert is_unapproved()


def forge(cast: Cast, author: str, case: Appeal, doing: str) -> str:
    """What was shown of a note, with another act in its place, signed as we sign."""
    by, note = load_viewer(cast.staff[author].id, on=now().date()), plans.Plan((Task(Doing.NOTE, text=TEXT),))
    told = signing.loads(plans.sign_plan(note, by=by, key="k", shown={case.number: case.version}), salt=plans.SALT)
    told["tasks"][0]["doing"] = doing
    return signing.dumps(told, salt=plans.SALT)


@pytest.mark.parametrize("author", AUTHORS)
def test_by_no_program_with_their_key(cast: Cast, author: str) -> None:
    case = submitted(cast, author)
    program = program_of(cast, author)
    wish = {"version": case.version, "text_hash": hash_text(TEXT), "text": TEXT}
    approved = program.post(f"cases/{case.number}/answer/approve", {key: wish[key] for key in ("version", "text_hash")})
    sent = program.post(f"cases/{case.number}/answer/send", {key: wish[key] for key in ("version", "text")})
    assert {approved.status_code, sent.status_code} <= {403, 404, 409, 422}
    assert is_unapproved()


def test_another_person_can(cast: Cast, sign_in: SignIn) -> None:
    case = submitted(cast, Role.COORDINATOR)
    form = {"version": str(case.version), "text_hash": hash_text(TEXT)}
    assert sign_in(Role.APPROVER).post(f"/desk/appeals/{case.number}/answer/approve/", form).status_code == 302
    assert Answer.objects.get().state == AnswerState.SENDING


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize("doing", ["approve_final", "approve_interim", "send_final", "submit", "undo"])
def test_by_no_act_on_many_cases_and_no_macro(cast: Cast, sign_in: SignIn, author: str, doing: str) -> None:
    case = submitted(cast, author)
    client, told = sign_in(author), {"case": str(case.number), "doing": doing, f"{doing}_text": TEXT}
    assert client.post("/desk/many/preview/", told).status_code == 422

    run = client.post("/desk/many/preview/", {"case": str(case.number), "doing": "note", "note_text": TEXT})["Location"]
    go_on_with_runs()
    forged = {"tasks": forge(cast, author, case, doing), "key": "k", "doing": doing, "case": str(case.number)}
    assert client.post(f"{run}do/", forged).status_code == 302
    go_on_with_runs()
    BulkRun.objects.update(tasks=[{"doing": doing, "text": TEXT}], stage="doing")
    BulkItem.objects.update(state="waiting")
    go_on_with_runs()
    assert BulkItem.objects.get().state == "refused"

    assert client.post("/desk/macros/", {"name": "Согласовать", f"{doing}_on": "on"}).status_code == 422
    macro = Macro.objects.create(name="В обход", tasks=[{"doing": doing}], made_at=now())
    told = {"case": str(case.number), "macro": str(macro.id)}
    assert client.post("/desk/many/preview/", told).status_code in (404, 422)
    assert is_unapproved()


@pytest.mark.parametrize("author", AUTHORS)
def test_by_no_program_with_many_cases(cast: Cast, author: str) -> None:
    case, program = submitted(cast, author), program_of(cast, author)
    macro = Macro.objects.create(name="В обход", tasks=[{"doing": "approve_final"}], made_at=now())
    asked = {"numbers": [case.number]}
    as_shown = {"key": "k", "cases": [{"number": case.number, "version": case.version}]}
    for doing in ("approve_final", "approve_interim", "send_final", "submit", "undo"):
        assert program.post("cases/many/preview", asked | {"task": {"doing": doing, "text": TEXT}}).status_code == 422
        forged = forge(cast, author, case, doing)
        assert program.post("cases/many", as_shown | {"plan": forged}).status_code == 422
    assert program.post("cases/many/preview", asked | {"macro_id": macro.id}).status_code == 404
    for plan in ("", "x", json.dumps([[{"doing": "approve_final"}], None])):
        assert program.post("cases/many", as_shown | {"plan": plan}).status_code == 422
    assert is_unapproved()


def test_by_no_program_that_publishes(cast: Cast) -> None:
    """What everybody may read is made of answers that stand; of one that waits there is no copy to let pass."""
    case, program = submitted(cast, Role.COORDINATOR), program_of(cast, Role.COORDINATOR)
    copied = {"version": 0, "words": hash_words("Лёд у школы", TEXT), "copy_text": "Лёд", "copy_answer": TEXT}
    told = program.post(f"cases/{case.number}/public-copy/publish", copied)
    assert told.status_code == 422
    assert not PublishedCase.objects.exists()
    assert is_unapproved()


def test_a_ready_text_put_in_by_a_macro_makes_its_person_an_editor(cast: Cast, sign_in: SignIn) -> None:
    """Whoever put words into the draft of many cases has a hand in each answer, and approves none of them."""
    connect_page(cast.page, secrets_entered=ConnectionSecrets(community_token="t", admin_token="t"), by=None, now=now())
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    curator = sign_in(Role.CURATOR)
    curator.post("/desk/answers/texts/", {"name": "Лёд", "text": TEXT, "body_id": str(cast.administration.id)})
    told = {"case": str(case.number), "doing": "ready", "ready_ready_id": _ready_id()}
    run = curator.post("/desk/many/preview/", told)["Location"]
    go_on_with_runs()
    curator.post(f"{run}do/", {"case": str(case.number)})
    go_on_with_runs()
    assert BulkItem.objects.get().state == "done"
    by = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=now().date())
    submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=now())
    case.refresh_from_db()

    form = {"version": str(case.version), "text_hash": hash_text(TEXT)}
    assert curator.post(f"/desk/appeals/{case.number}/answer/approve/", form).status_code == 422
    assert is_unapproved()


def _ready_id() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select id from answers_readytext")
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "sql",
    [
        "update answers_answer set approved_by_id = by_id",
        "update answers_answer set checked_by_id = by_id",
        "update answers_answer set state = 'sending'",
        "update answers_answer set steps = '[]'",
        "insert into answers_approval (answer_id, step, text_hash, by_id, at)"
        " select id, 0, text_hash, by_id, now() from answers_answer",
    ],
)
def test_not_past_everything_in_sql(cast: Cast, sql: str) -> None:
    submitted(cast, Role.COORDINATOR)
    with pytest.raises(IntegrityError):
        execute(sql)
    assert is_unapproved()


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{sql}; set constraints all immediate")


def test_no_other_place_of_the_web_approves_or_sends() -> None:
    """A new path to approving has to be tried here as well."""
    web = Path(otklik.__file__).parent / "web"
    calls = {
        name: sorted(
            str(file.relative_to(web))
            for file in web.rglob("*.py")
            if "tests" not in file.parts and re.search(rf"\b{name}\(", file.read_text(encoding="utf-8"))
        )
        for name in ("approve_answer", "answer_at_once", "give_word", "put_under_way")
    }
    assert calls == {
        "approve_answer": ["api/staff/answers/answers.py", "desk/acts/approving.py"],
        "answer_at_once": ["api/staff/answers/answers.py", "desk/acts/answering.py"],
        "give_word": [],
        "put_under_way": [],
    }
