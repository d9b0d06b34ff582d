"""Acts on many cases, macros and saved views, as a person meets them in the pages."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from otklik.answers.bulk.macros import enter_macro
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.models import BulkRun, Macro, ReadyText
from otklik.answers.tests.many import work
from otklik.appeals.models import Appeal, CaseTag, DefaultView, Note, SavedView, Tag
from otklik.appeals.states import State
from otklik.appeals.tags import list_known
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.topics.models import Topic
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("_frozen")


@pytest.fixture
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def hidden(page: HttpResponse, name: str) -> list[str]:
    """Values of the form's fields of this name."""
    return [one.attributes["value"] for one in parse(page.content.decode()).find(name=name)]


def ticked(client: Client, run: str) -> list[str]:
    """The cases of a preview that can be done."""
    boxes = parse(client.get(run).content.decode()).find(name="case", checked=True)
    return [one.attributes["value"] for one in boxes]


def preview(client: Client, cases: list[Appeal], **values: str) -> HttpResponse:
    """Ask what will happen, and have the worker find it out."""
    answer = client.post("/desk/many/preview/", {"case": [case.number for case in cases], **values})
    work()
    return answer  # type: ignore[return-value]


def do(client: Client, asked: HttpResponse) -> str:
    """Press «Do it» of a preview and have it done; the address of the report."""
    run = asked["Location"].partition("?")[0]
    response = client.post(f"{run}do/", {"case": ticked(client, run), "back": "queue=open"})
    assert response.status_code == 302
    work()
    return str(response["Location"])


def test_marked_cases_are_shown_first_then_done_then_taken_back(cast: Cast, sign_in: SignIn) -> None:
    good = open_case(cast, "Снег на дороге", state=State.IN_WORK)
    bad = open_case(cast, "Лёд у школы")
    client = sign_in(Role.COORDINATOR)
    assert parse(client.get("/desk/").content.decode()).find(name="case", value=str(good.number))

    chosen = client.post("/desk/many/", {"case": [good.number, bad.number], "back": "queue=open"})
    assert "defer_text" in chosen.content.decode()
    page = preview(
        client, [good, bad], doing="defer", defer_text="ждём тепла", defer_due_on="2026-12-20", defer_cause="season"
    )
    good.refresh_from_db()
    assert good.state == State.IN_WORK
    assert ticked(client, page["Location"]) == [str(good.number)]
    shown = parse(client.get(page["Location"]).content.decode())
    assert len(shown.find(name="case", value=str(bad.number))) == 1  # another act

    report = do(client, page)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (State.DEFERRED, State.NEW)

    client.post(report.partition("?")[0] + "undo/")
    work()
    good.refresh_from_db()
    assert good.state == State.IN_WORK
    assert client.get(report).status_code == 200


def test_all_that_match_the_filter_are_chosen(cast: Cast, sign_in: SignIn) -> None:
    late = open_case(cast, "Яма", state=State.IN_WORK)
    open_case(cast, "Снег", state=State.ASSIGNED)
    page = sign_in(Role.COORDINATOR).post("/desk/many/", {"all": "1", "back": "state=in_work"})
    assert hidden(page, "case") == [str(late.number)]  # type: ignore[arg-type]


def test_what_is_missing_is_said_in_words_and_what_was_typed_stays(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    page = preview(sign_in(Role.COORDINATOR), [case], doing="defer", defer_text="ждём тепла")
    assert page.status_code == 422
    assert "ждём тепла" in page.content.decode()
    assert page.content.decode().count('role="alert"') == 1


def test_approving_is_no_act_for_many(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Снег", state=State.AWAITING_APPROVAL)
    for doing in ("approve_final", "send_final", "approve", "undo", "x"):
        assert preview(sign_in(Role.CURATOR), [case], doing=doing).status_code == 422


def test_forged_acts_and_cases_of_others_do_nothing(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    stranger = sign_in("stranger")
    assert preview(stranger, [case], doing="note", note_text="x")["Location"] == "/desk/"
    own = sign_in(Role.CONTENT_MANAGER)
    run = preview(own, [case], doing="note", note_text="x")["Location"]
    assert stranger.get(run).status_code == 404
    assert stranger.post(f"{run}do/", {"case": case.number}).status_code == 404
    forged = {"tasks": '[{"doing": "note", "text": "x"}]', "case": open_case(cast, "Лёд", state=State.IN_WORK).number}
    assert own.post(f"{run}do/", forged).status_code == 302  # it was not shown
    work()
    assert Note.objects.count() == 0


MACRO = {
    "name": "Снег до весны",
    "topic_on": "on",
    "note_on": "on",
    "note_text": "по графику",
    "defer_on": "on",
    "defer_text": "ждём тепла",
    "defer_in_days": "30",
    "defer_cause": "season",
}


def test_a_macro_is_entered_and_done_with_many(cast: Cast, sign_in: SignIn) -> None:
    topic = Topic.objects.create(code="roads", level="group", name="Дороги")
    case = open_case(cast, "Снег", state=State.IN_WORK)
    client = sign_in(Role.COORDINATOR)

    entered = client.post("/desk/macros/", MACRO | {"topic_topic": topic.name, "owner_id": str(cast.administration.id)})
    assert entered.status_code == 302
    macro = Macro.objects.get()
    assert macro.name in client.post("/desk/many/", {"case": case.number}).content.decode()
    do(client, preview(client, [case], macro=str(macro.id)))

    case.refresh_from_db()
    assert (case.topic, case.state) == (topic, State.DEFERRED)
    assert case.deferred_until is not None
    assert (case.deferred_until.date() - NOW.date()).days == 30
    assert Note.objects.get().text == "по графику"
    assert BulkRun.objects.get().macro == macro
    assert client.post(f"/desk/macros/{macro.id}/end/").status_code == 302
    assert preview(client, [case], macro=str(macro.id)).status_code == 422


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Пусто"},
        {"name": "", "take_on": "on"},
        {
            "name": "А",
            "close_on": "on",
            "close_outcome": "solved",
            "defer_on": "on",
            "defer_text": "x",
            "defer_in_days": "5",
        },
        {"name": "А", "ask_on": "on", "ask_text": "Где?", "close_on": "on", "close_outcome": "solved"},
        {"name": "А", "defer_on": "on", "defer_text": "x"},
        {"name": "А", "defer_on": "on", "defer_text": "x", "defer_in_days": "9999"},
        {"name": "А", "ready_on": "on", "ready_ready_id": "ended"},
        {"name": "А", "ready_on": "on", "ready_ready_id": "foreign"},
        {"name": "А", "assign_on": "on", "assign_body_id": "administration", "assign_executor_id": "stranger"},
        {"name": "А", "topic_on": "on", "topic_topic": "такой темы нет"},
        {"name": "А", "tag_on": "on", "tag_tag_id": "987"},
        {"name": "А", "tag_on": "on", "tag_tag_id": "retired tag"},
        {"name": "А", "tag_on": "on", "tag_tag_id": "foreign tag"},
        {"name": "А", "untag_on": "on", "untag_tag_id": "foreign tag"},
        {"name": "А", "note_on": "on", "note_text": "x", "owner_id": "elsewhere"},
        {"name": "А", "note_on": "on", "note_text": "x", "owner_id": ""},
        {"name": "Есть", "note_on": "on", "note_text": "x"},
    ],
)
def test_a_macro_that_can_never_be_done_is_refused(cast: Cast, sign_in: SignIn, values: dict[str, str]) -> None:
    stranger = cast.staff["stranger"]
    names = {
        "ended": ReadyText.objects.create(name="а", text="а", entered_at=NOW, is_active=False).id,
        "foreign": ReadyText.objects.create(name="б", text="б", entered_at=NOW, body=cast.ministry).id,
        "retired tag": Tag.objects.create(name="а", body=cast.administration, is_active=False, made_at=NOW).id,
        "foreign tag": Tag.objects.create(name="б", body=cast.ministry, made_at=NOW).id,
        "administration": cast.administration.id,
        "stranger": stranger.id,
        "elsewhere": stranger.appointments.get().body_id,
    }
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    enter_macro("Есть", [Task(Doing.TAKE)], body_id=cast.administration.id, by=by, now=NOW)
    form = {"owner_id": str(cast.administration.id)} | {key: str(names.get(one, one)) for key, one in values.items()}

    page = sign_in(Role.COORDINATOR).post("/desk/macros/", form)

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert Macro.objects.count() == 1


def test_a_macro_names_tags_of_its_body_of_those_over_and_under_it(cast: Cast, sign_in: SignIn) -> None:
    tags = [
        Tag.objects.create(name=str(number), body=body, is_active=number < 3, made_at=NOW).id
        for number, body in enumerate((None, cast.administration, cast.utilities, cast.utilities))
    ]
    mine = sign_in(Role.COORDINATOR)
    for tag, doing in zip(tags, ("tag", "tag", "tag", "untag"), strict=True):  # a retired one is taken off only
        form = {"name": f"{doing} {tag}", f"{doing}_on": "on", f"{doing}_tag_id": str(tag)}
        assert mine.post("/desk/macros/", form | {"owner_id": str(cast.administration.id)}).status_code == 302
    form = {"name": "Горхоз", "tag_on": "on", "tag_tag_id": str(tags[2]), "owner_id": str(cast.school.id)}
    page = mine.post("/desk/macros/", form)
    assert page.status_code == 422
    assert "метка другого органа." in page.content.decode()
    assert Macro.objects.count() == len(tags)


def test_a_macro_names_a_tag_by_that_of_another_town_with_its_name(cast: Cast, sign_in: SignIn) -> None:
    revda = cast.staff["stranger"].appointments.get().body
    first, second = (
        Tag.objects.create(name="Снег", body=body, made_at=NOW).id for body in (cast.administration, revda)
    )
    curator = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    assert [one.id for one in list_known(curator)[0]] == [first]  # what the form offers
    form = {"name": "Снег в Ревде", "tag_on": "on", "tag_tag_id": str(first), "owner_id": str(revda.id)}
    mine = sign_in(Role.CURATOR)
    assert mine.post("/desk/macros/", form).status_code == 302
    everybodys = enter_macro("Снег", [Task(Doing.TAG, tag_id=first)], body_id=None, by=curator, now=NOW)
    case = open_case(cast, "Снег", state=State.ASSIGNED, body=revda)
    do(mine, preview(mine, [case], macro=str(everybodys)))
    assert [*CaseTag.objects.values_list("appeal", "tag")] == [(case.id, second)]


def test_a_macro_is_for_its_body_and_those_under_it(cast: Cast, sign_in: SignIn) -> None:
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    enter_macro("Взять", [Task(Doing.TAKE)], body_id=cast.administration.id, by=by, now=NOW)
    macro = Macro.objects.get()
    case = open_case(cast, "Снег", state=State.ASSIGNED, body=cast.utilities)
    seen = preview(sign_in(Role.EXECUTOR), [case], macro=str(macro.id))
    assert seen["Location"] == f"/desk/many/{BulkRun.objects.get().id}/"
    assert preview(sign_in("stranger"), [case], macro=str(macro.id)).status_code in (302, 422)
    assert sign_in("stranger").post(f"/desk/macros/{macro.id}/end/").status_code == 404


def test_a_view_is_kept_counted_shared_and_opened_first(cast: Cast, sign_in: SignIn) -> None:
    work, new = open_case(cast, "Снег на дороге", state=State.IN_WORK), open_case(cast, "Лёд")
    mine = sign_in(Role.COORDINATOR)
    form = {
        "queue": "open",
        "state": "in_work",
        "order": "newest",
        "column": ["number", "executor"],
        "is_default": "on",
    }

    kept = mine.post("/desk/views/", {**form, "name": "В работе у нас", "shared_with": str(cast.administration.id)})

    view = SavedView.objects.get()
    assert view.asked == {"queue": "open", "state": "in_work", "order": "newest", "cols": "number,executor"}
    page = mine.get(kept["Location"]).content.decode()
    assert f"№ {work.number}" in page
    assert f'data-number="{new.number}"' not in page
    assert mine.get("/desk/")["Location"] == kept["Location"]
    colleague = sign_in(Role.EXECUTOR)  # of a body under it
    assert "В работе у нас" in colleague.get("/desk/").content.decode()
    assert colleague.post(f"/desk/views/{view.id}/remove/").status_code == 404
    assert "В работе у нас" not in sign_in("stranger").get("/desk/").content.decode()
    assert sign_in("stranger").post(f"/desk/views/{view.id}/default/").status_code == 404
    mine.post(f"/desk/views/{view.id}/default/")
    assert DefaultView.objects.count() == 0
    assert mine.get("/desk/").status_code == 200
    mine.post(f"/desk/views/{view.id}/remove/")
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.ANALYST])
def test_a_view_is_shared_by_those_who_keep_cases(cast: Cast, sign_in: SignIn, role: Role) -> None:
    page = sign_in(role).post("/desk/views/", {"name": "Наш", "shared_with": str(cast.utilities.id)})
    assert page.status_code == 422
    assert sign_in(role).post("/desk/views/", {"name": "Мой"}).status_code == 302


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_list_is_paged_in_the_order_that_is_asked_for(cast: Cast, sign_in: SignIn, order: str) -> None:
    numbers = [open_case(cast, f"Снег {n}").number for n in range(42)]
    client = sign_in(Role.COORDINATOR)
    first = parse(client.get(f"/desk/?order={order}").content.decode())
    (more,) = first.find("a", class_="o-more")
    second = parse(client.get(f"/desk/{more.attributes['href']}").content.decode())
    found = [int(one.attributes["data-number"]) for page in (first, second) for one in page.find(data_number=True)]
    assert found == (numbers if order == "oldest" else numbers[::-1])
