"""Whatever is written about a case into the audit log stands in its history, in words."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from otklik.appeals.models import Appeal
from otklik.appeals.services import correct_case, write_note
from otklik.appeals.states import State
from otklik.audit.acts import ACTS
from otklik.audit.services import record
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from otklik.web.desk.case.case_history import SHOWN_OTHERWISE
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
BESIDES_STEPS = [act for act in ACTS if act not in SHOWN_OTHERWISE]


def test_each_act_that_is_no_step_stands_in_the_history_in_words(cast: Cast, sign_in: SignIn) -> None:
    case, by = open_case(cast, "Лёд", state=State.IN_WORK), load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    for act in BESIDES_STEPS:
        record(act, subject=f"appeal:{case.number}", by=by, now=NOW, because=f"потому что {act}")
    page = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    (history,) = parse(page).find(id="history")
    lines = [one.text for one in history.find("li")]
    told = {act: f"{gettext(ACTS[act])} потому что {act}" for act in BESIDES_STEPS}
    assert [act for act, line in told.items() if not any(one.endswith(line) for one in lines)] == []


def test_who_changed_what_stands_there_as_it_was_and_as_it_is(cast: Cast, sign_in: SignIn) -> None:
    seed_topics()
    old, new = Topic.objects.order_by("id")[:2]
    case = open_case(cast, "Лёд", state=State.IN_WORK, topic=old)
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    correct_case(
        case.number, topic_id=new.id, address="Ленина, 5, кв. 17", importance="high", by=by, version=None, now=NOW
    )
    page = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    assert f"уточнено обращение (адрес, важность: Обычная → Высокая, тема: {old.name} → {new.name})" in page


def test_whoever_wrote_a_note_stands_there_and_in_the_log(cast: Cast, sign_in: SignIn) -> None:
    case, by = open_case(cast, "Лёд", state=State.IN_WORK), load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    write_note(case.number, text="Звонила Тимофеева", by=by, now=NOW)
    page = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    assert "Марина Орлова: добавлена заметка" in page[page.index('id="history"') :]


def test_a_joined_case_stands_in_the_history_of_the_main_one_until_it_is_taken_apart(
    cast: Cast, sign_in: SignIn
) -> None:
    main, other = (open_case(cast, "Лёд", state=State.IN_WORK) for _ in range(2))
    client = sign_in(Role.COORDINATOR)
    for act in ("join", "take_apart"):
        form = {"number": str(main.number), "text": "о разном", "version": Appeal.objects.get(id=other.id).version}
        assert client.post(f"/desk/appeals/{other.number}/acts/{act}/", form).status_code == 302
    page = client.get(f"/desk/appeals/{main.number}/").content.decode()
    assert f"Марина Орлова: присоединено другое обращение (№ {other.number})" in page
    assert f"Марина Орлова: отсоединено объединённое обращение (№ {other.number})" in page


def test_whoever_checks_reads_in_the_history_who_opened_the_case(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    address = f"/desk/appeals/{case.number}/"
    moderator = sign_in(Role.MODERATOR)
    for _ in range(3):
        moderator.get(address)
    sign_in(Role.CONTENT_MANAGER).get(address)
    assert "Кто открывал" in sign_in(Role.COORDINATOR).get(address).content.decode()
    for role, asked in ((Role.AUDITOR, ""), (Role.COORDINATOR, "?with=accesses"), (Role.CURATOR, "?with=accesses")):
        page = sign_in(role).get(address + asked).content.decode()
        assert "Павел Зимин: обращение открыто, всего 3 раза" in page
        assert "Оксана Демидова: обращение открыто" in page
    for role in (Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.MODERATOR):
        assert "Павел Зимин: обращение открыто" not in sign_in(role).get(address + asked).content.decode()


def test_others_pay_no_query_for_it(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    for role, asks in ((Role.CONTENT_MANAGER, 0), (Role.COORDINATOR, 0), (Role.AUDITOR, 1)):
        client = sign_in(role)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/desk/appeals/{case.number}/")
        assert sum('FROM "audit_accessrecord"' in one["sql"] for one in asked) == asks
