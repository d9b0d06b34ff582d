"""Rules of pages, cards of bodies and shapes of territories by the API: refused and done as at the desk."""

import json
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from otklik.answers.models import Macro
from otklik.moderation.models import PageRules
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.pages.models import RequiredNetwork
from otklik.web.api.staff.tests.calling import BASE, Program, program_of
from otklik.web.api.staff.tests.rule_calls import do, fields, read
from tests.people import NOW, Cast


def test_rules_of_a_page_and_what_the_machine_may_do(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    text = {"page_id": cast.page.id, "text": "1. Не ругаться", "clauses": {"profanity": "1"}}
    assert fields(program, "moderation/rules/text", text | {"clauses": {"profanity": "7"}}) == ["clauses.profanity"]
    assert fields(program, "moderation/rules/text", text | {"clauses": {"weather": "1"}}) == ["clauses.weather"]
    do(program, "moderation/rules/text", text)
    allowed = {"page_id": cast.page.id, "permissions": {"profanity": {"may_do": "hide", "least_percent": 90}}}
    threat = allowed | {"permissions": {"threat": {"may_do": "hide"}}}
    assert fields(program, "moderation/rules/permissions", threat) == ["permissions.threat.may_do"]
    do(program, "moderation/rules/permissions", allowed)
    told = read(program, "moderation/rules", page_id=cast.page.id)
    assert (told["rules"]["text"], told["rules"]["clauses"]) == ("1. Не ругаться", {"profanity": "1"})
    assert told["permissions"]["profanity"] == {"may_do": "hide", "least_certainty": 0.9, "is_own": True}
    assert len(told["versions"]) == 1
    assert read(program, "moderation/rules")["rules"]["version"] == "shipped-2026-11"


def pages_of(program: Program, address: str, kind: str, **asked: object) -> list[Any]:
    """All rows of a list that comes by pages."""
    rows = list[Any]()
    after: str | None = ""
    while after is not None:
        page = read(program, address, after=after, **asked)
        rows += page[kind]
        after = page["next"]
    assert program.get(address, after="[]", **asked).status_code == 422
    return rows


def test_lists_of_rules_go_on_behind_their_last_row(cast: Cast) -> None:
    program, days = program_of(cast, Role.CURATOR), [NOW.date() + timedelta(days=one // 2) for one in range(60)]
    PageRules.objects.bulk_create([PageRules(page=cast.page, since_on=day, text="1. …", clauses={}, entered_at=NOW)
                                   for day in days])  # fmt: skip
    versions = pages_of(program, "moderation/rules", "versions", page_id=cast.page.id)
    assert [one["since_on"] for one in versions] == [str(day) for day in reversed(days)]
    assert len({one["version"] for one in versions}) == 60

    town = cast.utilities.territory_id
    RequiredNetwork.objects.bulk_create([
        RequiredNetwork(territory_id=town, network="vk", legal_basis="8-ФЗ", since_on=NOW.date() - timedelta(days=one),
                        until_on=None if one % 2 else day)
        for one, day in enumerate(days)
    ])  # fmt: skip
    required = pages_of(program, "pages/required", "required")
    assert len({one["id"] for one in required}) == 60
    assert [one["until_on"] for one in required[:30]] == [None] * 30

    Macro.objects.bulk_create([Macro(name=f"Макрос {one % 7} {one}", tasks=[{"doing": "take"}], made_at=NOW)
                               for one in range(60)])  # fmt: skip
    assert len({one["id"] for one in pages_of(program, "cases/many/macros", "macros")}) == 60


def test_who_must_keep_a_page_and_who_is_let_off(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    act = {"territory_id": cast.utilities.territory_id, "network": "vk", "legal_basis": "8-ФЗ",
           "since_on": "2026-11-01"}  # fmt: skip
    assert fields(program, "pages/required", act | {"network": "fidonet"}) == ["network"]
    required = do(program, "pages/required", act)["id"]
    assert [one["body_id"] for one in read(program, "pages/absent")["bodies"]] == [cast.utilities.id]
    release = {"body_id": cast.utilities.id, "reason": "Архив", "document": "№ 5"}
    assert fields(program, "pages/exemptions", release | {"document": " "}) == ["document"]
    exempt = do(program, "pages/exemptions", release)["id"]
    assert read(program, "pages/absent")["bodies"] == []
    assert [one["id"] for one in read(program, "pages/exemptions")["exemptions"]] == [exempt]
    do(program, f"pages/exemptions/{exempt}/end")
    assert read(program, "pages/exemptions")["exemptions"] == []
    do(program, f"pages/required/{required}/end")
    assert read(program, "pages/required")["required"][0]["until_on"] == "2026-11-24"
    assert program.post(f"pages/required/{required}/end").status_code == 404


def test_a_body_is_entered_and_its_card_changed_as_it_was_read(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    card = {"slug": "school-9", "name": "Школа № 9", "short_name": "Школа № 9", "parent_id": cast.administration.id,
            "territory_id": cast.school.territory_id, "workday_from": "09:00"}  # fmt: skip
    for wrong in ({"slug": "school-8"}, {"slug": "школа"}, {"territory_id": 987}, {"parent_id": 987}, {"zone": "Mars"},
                  {"founder_id": 987}, {"head_name": "Рогожин Л. И."}, {"workday_from": "9 утра"}):  # fmt: skip
        assert fields(program, "bodies", card | wrong) == [*wrong]
    assert do(program, "bodies", card) == {"slug": "school-9"}
    stood = read(program, "bodies/school-9")
    assert (stood["card"]["workday_from"], stood["card"]["workday_to"]) == ("09:00:00", "17:00:00")
    changed = {"phone": "34350", "head_name": "Рогожин Лев Ильич", "because": "письмо", "version": stood["version"]}
    do(program, "bodies/school-9/edit", changed)
    assert read(program, "bodies/school-9")["card"]["head_name"] == "Рогожин Лев Ильич"
    again = program.post("bodies/school-9/edit", {"phone": "1", "version": stood["version"]})
    assert (again.status_code, json.loads(again.content)["code"]) == (409, "changed_meanwhile")
    body = Body.objects.get(slug="school-9")
    assert (body.phone, body.short_name, body.workday_from.hour) == ("34350", "Школа № 9", 9)


def test_no_card_says_that_answers_are_approved_where_nobody_could(cast: Cast) -> None:
    cast.staff[Role.CURATOR].appointments.all().delete()
    program = program_of(cast, Role.ADMINISTRATOR)
    given = {"requires_approval": True, "version": read(program, "bodies/revda")["version"]}
    assert fields(program, "bodies/revda/edit", given) == ["requires_approval"]
    assert Body.objects.get(slug="revda").requires_approval is False


def test_shapes_are_taken_whole_or_each_fault_is_named(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    square = [[[60, 56], [61, 56], [61, 57], [60, 57], [60, 56]]]

    def feature(name: str) -> dict[str, Any]:
        return {"type": "Feature", "properties": {"name": name},
                "geometry": {"type": "Polygon", "coordinates": square}}  # fmt: skip

    def bring(*features: dict[str, Any]) -> Any:
        content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        file = SimpleUploadedFile("places.geojson", content, content_type="application/geo+json")
        headers = {"Authorization": f"Bearer {program.token}"}
        return program.client.post(BASE + "territories/shapes", {"file": file}, headers=headers)

    refused = bring(feature("Полевской"), feature("Атлантида"))
    assert (refused.status_code, json.loads(refused.content)["code"]) == (422, "bad_shapes")
    assert [fault["field"] for fault in json.loads(refused.content)["faults"]] == ["features.2"]
    assert json.loads(bring(feature("Полевской")).content) == {"shapes": 1}
    rows = {row["name"]: row["has_shape"] for row in read(program, "territories")["territories"]}
    assert rows == {"Полевской": True, "Ревда": False, "Свердловская область": False}
