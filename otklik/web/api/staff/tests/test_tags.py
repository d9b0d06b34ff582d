"""Tags by the API: the vocabulary, what a case bears, cases of a tag."""

from otklik.appeals.models import Tag
from otklik.audit.models import AuditRecord
from otklik.organizations.keyset import A_PAGE
from otklik.organizations.rights import Role
from otklik.web.api.staff.tests.calling import program_of
from otklik.web.api.staff.tests.rule_calls import do, fields, read
from tests.people import NOW, Cast, open_case


def test_the_vocabulary_is_kept_and_the_log_names_the_key(cast: Cast) -> None:
    program, given = program_of(cast, Role.CURATOR), {"name": "Паводок", "body_id": cast.administration.id}
    assert fields(program, "tags", given | {"name": "Мария Петрова"}) == ["name"]
    assert fields(program, "tags", given | {"name": "я" * 41}) == ["name"]
    assert fields(program, "tags", given | {"body_id": 10**9}) == ["body_id"]
    made = do(program, "tags", given)["id"]
    [row] = read(program, "tags")["tags"]
    assert (row["id"], row["name"], row["is_public"], row["version"]) == (made, "Паводок", False, 1)
    changed = {"name": "Паводок 2026", "is_public": True}
    do(program, f"tags/{made}/change", changed | {"version": 1})
    assert program.post(f"tags/{made}/change", changed | {"version": 1}).status_code == 409
    assert program_of(cast, Role.CONTENT_MANAGER).post(f"tags/{10**9}/retire", {"version": 1}).status_code == 404
    do(program, f"tags/{made}/retire", {"version": 2})
    assert read(program, "tags")["tags"] == []
    acts = AuditRecord.objects.filter(subject=f"tag:{made}").order_by("id").values_list("act", "actor_name")
    assert [*acts] == [(act, "Наталья Кравец · 1С") for act in ("enter_tag", "change_tag", "retire_tag")]


def test_a_case_is_tagged_and_found_by_it(cast: Cast) -> None:
    case, other = open_case(cast, "Лёд"), open_case(cast, "Яма")
    program = program_of(cast, Role.COORDINATOR)
    made = do(program, "tags", {"name": "Снег", "body_id": cast.administration.id})["id"]
    Tag.objects.create(name="Чужая", body=cast.ministry, made_at=case.opened_at)
    told = {"id": made, "name": "Снег", "is_public": False, "is_active": True}
    assert read(program, f"cases/{case.number}/tags") == [told]
    assert read(program, "tags/known") == {"tags": [told], "next": None}
    assert do(program, f"cases/{case.number}/tags", {"tag_ids": [made], "version": 1})["version"] == 2
    assert program.post(f"cases/{case.number}/tags", {"tag_ids": [], "version": 1}).status_code == 409
    assert fields(program, f"cases/{case.number}/tags", {"tag_ids": [*range(1, 12)], "version": 2}) == ["tag_ids"]
    assert read(program, f"cases/{case.number}")["case"]["tags"] == [told]
    found = read(program, "cases", tag_id=made)["cases"]
    assert [(one["number"], one["tags"]) for one in found] == [(case.number, ["Снег"])]
    assert len(read(program, "cases")["cases"]) == len({case.number, other.number})


def test_known_tags_are_looked_for_by_name_and_come_by_pages(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    names = [f"Паводок {n:03}" for n in range(A_PAGE + 10)]
    for name in (*names, "Гололёд у школы", "Чужое"):
        owner = cast.ministry if name == "Чужое" else cast.administration
        Tag.objects.create(name=name, body=owner, made_at=NOW)
    for address in ("tags/known", "tags"):
        first = read(program, address, q="паводок")
        second = read(program, address, q="паводок", after=first["next"])
        assert [one["name"] for one in first["tags"] + second["tags"]] == names
        assert (len(first["tags"]), second["next"]) == (A_PAGE, None)
        assert [one["name"] for one in read(program, address, q="ШКОЛЫ гололед")["tags"]] == ["Гололёд у школы"]
        assert read(program, address, q="чужое") == read(program, address, q="%") == {"tags": [], "next": None}
        assert program.get(f"{address}?after=x").status_code == 422
