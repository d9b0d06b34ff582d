"""Scores of pages, their forms on other sites, events that nobody understood, models: as at the desk."""

import json

import pytest

from otklik.audit.models import AuditRecord
from otklik.intake.models import RawEvent, RawState
from otklik.networks.errors import Refused
from otklik.organizations.rights import Role
from otklik.pages import trial
from otklik.pages.models import Page, Widget
from otklik.pages.scores import score_page
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.tests.made_up import seen
from otklik.triage.models import OwnModel
from otklik.web.api.staff.tests.calling import program_of
from tests.access.objects import event, page
from tests.people import NOW, Cast


class TestScores:
    """The rating and the check of a page."""

    def test_the_rating_is_told_page_by_page(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        page(cast)
        program = program_of(cast, Role.CONTENT_MANAGER)
        told = json.loads(program.get("rating", by="traffic-light").content)
        (row,) = told["pages"]
        assert (row["page_id"], told["next"], told["methodology"]) == (cast.page.id, None, "traffic-light")
        (mend,) = json.loads(program.get("rating/mend").content)["pages"]
        assert mend["points"] < mend["checked"]
        assert json.loads(program.get("rating", after=f"{10**5}_1").content)["pages"] == []
        for wrong in ({"by": "x"}, {"network": "x"}, {"after": "x"}):
            refused = program.get("rating", **wrong)
            assert (refused.status_code, json.loads(refused.content)["faults"][0]["field"]) == (422, *wrong)

    def test_each_check_of_a_page_is_told(self, cast: Cast) -> None:
        where, program = f"pages/{page(cast)}/score", program_of(cast, Role.CONTENT_MANAGER)
        told = json.loads(program.get(where, days="90").content)
        checks = {one["check"]: one for block in told["blocks"] for one in block["checks"]}
        assert checks["cover"]["points"] < checks["cover"]["of"]
        assert (told["page"]["page_id"], told["can_object"], told["can_decide"]) == (cast.page.id, True, False)
        assert program_of(cast, "stranger").get(where).status_code == 404
        assert program.get(where, days="7").status_code == 422

    def test_nobody_else_sees_it(self, cast: Cast) -> None:
        page(cast)
        assert json.loads(program_of(cast, "stranger").get("rating").content)["pages"] == []


def test_the_forms_of_a_page_are_switched_on_and_read(cast: Cast) -> None:
    where, program = f"pages/{cast.page.id}/widget", program_of(cast, Role.CONTENT_MANAGER)
    assert json.loads(program.get(where).content) == {"widget": None, "codes": []}
    wrong = program.post(where, {"sites": ["ftp://x"], "is_on": True})
    assert (wrong.status_code, json.loads(wrong.content)["faults"][0]["field"]) == (422, "sites")
    assert program.post(where, {"sites": ["https://school8.example/news"], "is_on": True}).status_code == 200
    told = json.loads(program.get(where).content)
    assert (told["widget"]["origins"], told["widget"]["is_on"]) == (["https://school8.example"], True)
    assert [one["kind"] for one in told["codes"]] == ["script", "frame", "link"]
    assert AuditRecord.objects.get(act="keep_widget").actor_name.endswith(" · 1С")
    stranger = program_of(cast, "stranger")
    assert {stranger.get(where).status_code, stranger.post(where, {"is_on": False}).status_code} == {404}
    assert program_of(cast, Role.EXECUTOR).post(where, {"is_on": False}).status_code == 403
    assert Widget.objects.get().is_on


def test_events_that_nobody_understood_are_read_and_played_again(cast: Cast) -> None:
    event_id, program = event(cast), program_of(cast, Role.ADMINISTRATOR)
    assert [one["id"] for one in json.loads(program.get("raw").content)["events"]] == [event_id]
    assert json.loads(program.get("raw", after=event_id).content) == {"events": [], "next": None}
    assert json.loads(program.get(f"raw/{event_id}").content)["body"] == "{}"
    for role, status in (("stranger", 403), (Role.EXECUTOR, 403)):
        assert program_of(cast, role).get(f"raw/{event_id}").status_code == status
    assert program.post(f"raw/{event_id}/replay").status_code == 200
    assert RawEvent.objects.get().state != RawState.REFUSED
    assert program.post(f"raw/{event_id}/replay").status_code == 404


def test_a_connection_is_tried_and_what_is_wrong_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    both = ConnectionSecrets(community_token="t", admin_token="t")
    connect_page(cast.page, secrets_entered=both, by=None, now=NOW)
    where, program = f"connections/{cast.page.id}/test", program_of(cast, Role.ADMINISTRATOR)
    assert json.loads(program.post(where, Idempotency_Key="k").content)["code"] == "tells_once"

    def refuse(_page: Page) -> None:
        raise Refused("The token is not taken.", next_step="Enter another one.")

    monkeypatch.setattr(trial, "_ask", refuse)
    told = json.loads(program.post(where).content)
    assert (told["is_well"], "token" in told["words"]) == (False, True)
    assert program.post(where).status_code == 422  # a moment ago
    assert program_of(cast, Role.CURATOR).post(where).status_code == 403


class TestModels:
    """Which model makes the proposals is everybody's matter."""

    def test_who_sees_the_whole_region_has_one_made_and_chooses(self, cast: Cast) -> None:
        program = program_of(cast, Role.CURATOR)
        told = json.loads(program.get("triage", part="topic", by="week").content)
        assert (told["models"][-1]["version"], told["may_choose"]) == ("shipped", True)
        assert program.get("triage", part="x").status_code == 422
        made = program.post("triage/models")
        assert json.loads(made.content)["version"] == OwnModel.objects.get().version
        assert program.post("triage/models").status_code == 422
        assert program.post("triage/models/use", {"version": "own-7"}).status_code == 422
        assert program.post("triage/models/use", {"version": "shipped"}).status_code == 200

    def test_nobody_else(self, cast: Cast) -> None:
        executor = program_of(cast, Role.EXECUTOR)
        assert executor.get("triage").status_code == 403
        assert executor.post("triage/models").status_code == 403
        local = cast.staff[Role.CURATOR].appointments.get()
        local.body = cast.administration
        local.save()
        curator = program_of(cast, Role.CURATOR)
        for address, given in (("triage/models", {}), ("triage/models/use", {"version": "shipped"})):
            refused = curator.post(address, given)
            assert (refused.status_code, json.loads(refused.content)["code"]) == (403, "not_your_model")
        assert not OwnModel.objects.exists()


def test_bodies_for_a_role_are_those_of_who_gives_it(cast: Cast) -> None:
    told = json.loads(program_of(cast, Role.ADMINISTRATOR).get("staff/bodies", q=cast.utilities.short_name).content)
    assert cast.utilities.id in [one["id"] for one in told]
    assert program_of(cast, Role.EXECUTOR).get("staff/bodies").status_code == 403


def test_a_score_is_made_up_as_at_the_desk(cast: Cast) -> None:
    score_page(cast.page, seen(), now=NOW)
    told = json.loads(program_of(cast, Role.CONTENT_MANAGER).get("rating").content)
    assert told["pages"][0]["place"]["why"]
