"""What everybody sees of a case, decided by a program: only of what it was shown, with the rights of its owner."""

import hashlib
import json
from datetime import UTC
from typing import Any

import pytest

from otklik.appeals.models import Appeal, PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.audit.models import AccessRecord, AuditRecord
from otklik.integrations.models import KeptAnswer
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.publication.decisions.services import look_again
from otklik.publication.models import Decision, PublishedCase, PublishedPhoto
from otklik.publication.tests.made_up import answered
from otklik.web.api.staff.tests.calling import Program, program_of
from tests.people import NOW, Cast

EDIT = {"copy_text": "Яма у школы", "copy_answer": "Засыпали."}


def shown(program: Program, number: int) -> dict[str, Any]:
    """The copy, as the program reads it."""
    return dict(json.loads(program.get(f"cases/{number}/public-copy").content)["copied"])


def seen(program: Program, number: int) -> dict[str, Any]:
    """What was looked at, to be sent along."""
    return {name: shown(program, number)[name] for name in ("version", "words")}


def of_utilities(cast: Cast, *, channel: str = "comment") -> Appeal:
    return answered(cast, "Яма у школы", body=cast.utilities, channel=channel)


def test_a_program_looks_edits_publishes_and_withdraws(cast: Cast) -> None:
    case, program = of_utilities(cast), program_of(cast, Role.CONTENT_MANAGER)
    told = program.post(f"cases/{case.number}/public-copy/publish", seen(program, case.number) | EDIT)
    assert (told.status_code, json.loads(told.content)["is_published"]) == (200, True)
    assert PublishedCase.objects.get().answer == "Засыпали."
    why = seen(program, case.number) | {"because": "видно, чей двор"}
    told = program.post(f"cases/{case.number}/public-copy/withdraw", why)
    assert json.loads(told.content)["is_published"] is False
    assert json.loads(told.content)["because"]
    assert not PublishedCase.objects.exists()
    acts = AuditRecord.objects.filter(act__in=("publish_copy", "withdraw_copy"))
    assert set(acts.values_list("act", "actor_name")) == {
        (act, f"{cast.staff[Role.CONTENT_MANAGER].name} · 1С") for act in ("publish_copy", "withdraw_copy")
    }
    assert AccessRecord.objects.filter(subject=f"appeal:{case.number}").exists()


@pytest.mark.parametrize("wrong", [{"words": "0" * 64}, {"words": ""}, {"version": 7}])
def test_what_was_not_shown_is_not_published(cast: Cast, wrong: dict[str, Any]) -> None:
    case, program = of_utilities(cast), program_of(cast, Role.CONTENT_MANAGER)
    told = program.post(f"cases/{case.number}/public-copy/publish", seen(program, case.number) | EDIT | wrong)
    assert (told.status_code, json.loads(told.content)["code"]) == (409, "copy_changed")
    assert PublishedCase.objects.get().answer != EDIT["copy_answer"]


def test_what_does_not_fit_names_its_field(cast: Cast) -> None:
    case, program = of_utilities(cast), program_of(cast, Role.CONTENT_MANAGER)
    empty = seen(program, case.number) | EDIT | {"copy_answer": " "}
    told = program.post(f"cases/{case.number}/public-copy/publish", empty)
    assert (told.status_code, json.loads(told.content)["faults"][0]["field"]) == (422, "copy_answer")


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), (Role.MODERATOR, 200), (Role.ANALYST, 403)])
def test_each_act_asks_the_owner_of_the_key_for_the_right(cast: Cast, role: str, status: int) -> None:
    case = of_utilities(cast, channel="private")
    given, program = seen(program_of(cast, Role.COORDINATOR), case.number), program_of(cast, role)
    agreed = program.post(f"cases/{case.number}/public-copy/consent", given | {"because": "24 ноября, «да»"})
    assert agreed.status_code == status
    assert bool(Decision.objects.get(appeal=case).consent_because) is (status == 200)


def test_consent_is_taken_back_too(cast: Cast) -> None:
    case, program = of_utilities(cast, channel="private"), program_of(cast, Role.CONTENT_MANAGER)
    where = f"cases/{case.number}/public-copy/consent"
    assert json.loads(program.post(where, seen(program, case.number) | {"because": "«да»"}).content)["is_published"]
    told = program.post(f"{where}/drop", seen(program, case.number))
    assert json.loads(told.content)["is_published"] is False


def test_an_executor_reads_no_list_of_what_waits(cast: Cast) -> None:
    for address in ("publication/texts", "publication/photos"):
        assert program_of(cast, Role.EXECUTOR).get(address).status_code == 403


def test_what_waits_is_told_page_by_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.publication.decisions.waiting.MOST", 2)
    cases = [answered(cast, f"Яма {place}") for place in range(3)]
    Decision.objects.update(waits=True)
    program, numbers = program_of(cast, Role.MODERATOR), []
    after: str | None = ""
    while after is not None:
        page = json.loads(program.get("publication/texts", after=after).content)
        numbers.append([row["number"] for row in page["cases"]])
        after = page["next"]
    assert numbers == [[one.number for one in cases[:2]], [cases[2].number]]
    assert json.loads(program.get("publication/texts", after="x").content)["faults"][0]["field"] == "after"
    assert json.loads(program_of(cast, "stranger").get("publication/texts").content)["cases"] == []


class TestPhotos:
    """One by one, and only by whoever has the picture."""

    @staticmethod
    def published(cast: Cast) -> tuple[str, str]:
        """The address of a photo, and that of the decision about it."""
        case = of_utilities(cast)
        (photo,) = add_photos(case, keep_photos([jpeg()], zone=UTC, now=NOW), Shown(PhotoOf.RESIDENT), now=NOW)
        look_again(case, now=NOW)
        return f"cases/{case.number}/photos/{photo.id}", f"cases/{case.number}/public-copy/photos/{photo.id}"

    def test_a_photo_is_let_pass_with_the_hash_of_its_picture(self, cast: Cast) -> None:
        picture, decision = self.published(cast)
        program = program_of(cast, Role.CONTENT_MANAGER)
        assert json.loads(program.get("publication/photos").content)["cases"][0]["photos"] == 1
        let = {"decision": "pass", "stage": "before", "areas": [{"left": 0, "top": 0, "width": 0.5, "height": 0.5}]}
        blind = program.post(decision, let)
        assert (blind.status_code, json.loads(blind.content)["faults"][0]["field"]) == (422, "sha256")
        assert not PublishedPhoto.objects.exists()
        looked = hashlib.sha256(program.get(picture).content).hexdigest()
        assert program.post(decision, let | {"sha256": looked}).status_code == 200
        assert PublishedPhoto.objects.get().stage == "before"
        assert program.post(decision, {"decision": "inside"}).status_code == 200
        assert not PublishedPhoto.objects.exists()

    def test_not_by_who_may_not_decide(self, cast: Cast) -> None:
        _picture, decision = self.published(cast)
        assert program_of(cast, "stranger").post(decision, {"decision": "inside"}).status_code == 404
        assert program_of(cast, Role.APPROVER).post(decision, {"decision": "inside"}).status_code in (403, 404)


def test_what_is_kept_for_asking_twice_holds_no_words(cast: Cast) -> None:
    case, program = of_utilities(cast), program_of(cast, Role.CONTENT_MANAGER)
    given = seen(program, case.number) | EDIT
    for _time in range(2):
        told = program.post(f"cases/{case.number}/public-copy/publish", given, Idempotency_Key="k")
        assert told.status_code == 200
    assert AuditRecord.objects.filter(act="publish_copy").count() == 1
    assert "школы" not in json.dumps(KeptAnswer.objects.get().answer, ensure_ascii=False)
