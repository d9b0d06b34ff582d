"""The inbox as a page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.audit.models import AccessRecord
from otklik.organizations.rights import Role
from otklik.shared import clock
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]


def test_it_shows_who_wrote_what_where_and_how_much_time_is_left(cast: Cast, sign_in: SignIn) -> None:
    now = clock.now()
    open_case(cast, "Тротуар — сплошной лёд", importance="high", due_in=timedelta(minutes=39, seconds=30), now=now)
    page = sign_in(Role.COORDINATOR).get("/desk/").content.decode()
    for word in ("Ольга Тимофеева", "Тротуар — сплошной лёд", "Полевской. Официально", "Новое", "Высокая", "39 мин"):
        assert word in page


def test_the_most_urgent_stand_first_and_those_without_a_deadline_last(cast: Cast, sign_in: SignIn) -> None:
    now = clock.now()
    open_case(cast, "потом", due_in=timedelta(hours=5), now=now)
    open_case(cast, "ждём автора", state=State.CLARIFYING, due_in=None, now=now)
    open_case(cast, "просрочено", due_in=timedelta(hours=-1), now=now)
    page = sign_in(Role.COORDINATOR).get("/desk/").content.decode()
    assert page.index("просрочено</span>") < page.index("потом</span>") < page.index("ждём автора</span>")


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("?queue=approval", "на подписи", "в работе"),
        ("?queue=closed", "закрыто давно", "в работе"),
        ("?state=in_work", "в работе", "на подписи"),
        ("?q=подпись", "на подписи", "в работе"),
        ("?q=подпис", "на подписи", "в работе"),
        ("?queue=trouble", "не ушло", "в работе"),
        ("?queue=wrote_again", "опять пишет", "в работе"),
        ("?network=ok", "", "в работе"),
    ],
)
def test_queues_and_filters_of_the_address_narrow_the_list(
    cast: Cast, sign_in: SignIn, address: str, shown: str, hidden: str
) -> None:
    open_case(cast, "на подписи", state=State.AWAITING_APPROVAL)
    open_case(cast, "в работе", state=State.IN_WORK)
    open_case(cast, "закрыто давно", state=State.CLOSED)
    Appeal.objects.filter(id=open_case(cast, "не ушло").id).update(delivery_trouble="failed")
    again = open_case(cast, "опять пишет", state=State.ANSWERED)
    Appeal.objects.filter(id=again.id).update(wrote_again_at=again.opened_at)
    page = sign_in(Role.COORDINATOR).get(f"/desk/{address}").content.decode()
    assert f'o-item-text">{shown}' in page or not shown
    assert f'o-item-text">{hidden}' not in page


def test_a_case_whose_answer_leaves_says_so(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    assert "отправляется" not in sign_in(Role.COORDINATOR).get("/desk/").content.decode()
    Appeal.objects.filter(id=case.id).update(is_sending=True)
    assert "отправляется" in sign_in(Role.COORDINATOR).get("/desk/").content.decode()


def test_a_joined_case_says_to_which_instead_of_closed(cast: Cast, sign_in: SignIn) -> None:
    main, other = open_case(cast, "Лёд у школы"), open_case(cast, "И правда лёд", state=State.CLOSED)
    Appeal.objects.filter(id=other.id).update(duplicate_of=main)
    row = sign_in(Role.COORDINATOR).get("/desk/?queue=closed").content.decode().partition("o-item-meta")[2]
    assert f"объединено с № {main.number}" in row.lower()
    assert "Закрыто" not in row.partition("</a>")[0]


def test_an_unknown_value_in_the_address_is_left_out(cast: Cast, sign_in: SignIn) -> None:
    open_case(cast, "лёд")
    response = sign_in(Role.COORDINATOR).get("/desk/?queue=%00&state=x&body=9e9&topic=-1&after=nan_x&open=abc&q=%00")
    assert response.status_code == 200
    assert "лёд" in response.content.decode()


def test_counts_stop_at_a_hundred(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "лёд")
    copies = [_copy(case, number) for number in range(120)]
    Appeal.objects.bulk_create(copies)
    page = sign_in(Role.COORDINATOR).get("/desk/").content.decode()
    assert "99+" in page
    assert ">121<" not in page


def test_show_more_goes_on_after_the_last_row_and_repeats_none(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "лёд", due_in=timedelta(days=1), now=clock.now())
    Appeal.objects.bulk_create([_copy(case, number) for number in range(60)])
    client = sign_in(Role.COORDINATOR)
    first = client.get("/desk/")
    more = client.get(f"/desk/{first.context['more']}", headers={"HX-Request": "true"})
    assert "<html" not in more.content.decode()
    numbers = [item.row.number for item in (*first.context["items"], *more.context["items"])]
    assert len(numbers) == len(set(numbers)) == 61
    assert not more.context["more"]


def test_the_open_case_stands_beside_the_list_and_looking_is_logged(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд")
    page = sign_in(Role.COORDINATOR).get(f"/desk/?open={case.number}").content.decode()
    assert f'data-number="{case.number}"' in page
    record = AccessRecord.objects.get()
    assert (record.actor_id, record.subject) == (cast.staff[Role.COORDINATOR].id, f"appeal:{case.number}")


def test_another_towns_case_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд")
    client = sign_in("stranger")
    assert "сплошной лёд" not in client.get("/desk/").content.decode()
    assert client.get(f"/desk/?open={case.number}").status_code == 404
    assert not AccessRecord.objects.exists()


def test_the_whole_list_takes_few_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    case = open_case(cast, "лёд")
    Appeal.objects.bulk_create([_copy(case, number) for number in range(30)])
    client = sign_in(Role.COORDINATOR)
    # Session, person, posts with bodies and founders, the list, the views, all counts, and the choices of two filters.
    client.get("/desk/")  # «last seen» is written at the first request, then for five minutes no more
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        client.get("/desk/")


def _copy(case: Appeal, number: int) -> Appeal:
    fields = {one.attname: getattr(case, one.attname) for one in Appeal._meta.concrete_fields if not one.primary_key}
    return Appeal(**fields | {"number": 900_000 + number, "thread_id": f"copy-{number}"})


@pytest.mark.parametrize("state", [State.IN_WORK, State.IN_MODERATION, State.DECLINED, State.CLOSED, State.ANSWERED])
def test_the_search_field_of_any_queue_finds_a_case_whatever_its_state(
    cast: Cast, sign_in: SignIn, state: State
) -> None:
    case, client = open_case(cast, "Прорвало трубу", state=state, due_in=None), sign_in(Role.COORDINATOR)
    page = client.get("/desk/?queue=overdue&q=давно").content.decode()
    form = page[page.index('role="search"') :].partition("</form>")[0]
    assert 'name="queue"' not in form
    for words in ("трубы", str(case.number)):
        found = client.get("/desk/", {"q": words}).content.decode()
        assert "Прорвало трубу" in found
        assert "Найденное, в любом состоянии" in found
