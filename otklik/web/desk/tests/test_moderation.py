"""The queue of moderation at the desk: what a person reads, chooses and gets back."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from otklik.intake.models import ResidentMessage
from otklik.moderation.bulk.runs import decide_waiting
from otklik.moderation.models import Ban, Decision, Policy, Review, ReviewState
from otklik.moderation.queue.reviews import take_up
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.triage.models import Finding, Verdict
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
TEXT = "Вы там <b>совсем</b> офигели, дебилы? Снег у школы третий день!"


@pytest.fixture
def message(cast: Cast) -> ResidentMessage:
    """A comment on the queue, in which an insult was found."""
    both = ConnectionSecrets(community_token="token", admin_token="token")
    connect_page(cast.page, secrets_entered=both, by=None, now=NOW)
    case = open_case(cast, TEXT)
    said = ResidentMessage.objects.get(case_link__appeal=case)
    start = TEXT.index("дебилы")
    verdict = Verdict.objects.get(message=said)
    Finding.objects.create(verdict=verdict, rule="insults", ground="insult", start=start, end=start + 6, certainty=0.93)
    take_up([said], now=NOW)
    return said


def test_it_shows_what_was_found_by_which_clause_and_what_the_network_can(
    cast: Cast, sign_in: SignIn, message: ResidentMessage
) -> None:
    page = sign_in(Role.MODERATOR).get(f"/desk/moderation/?open={message.id}").content.decode()
    (mark,) = parse(page).find("mark", title="Оскорбление")
    assert mark.text == "дебилы"
    assert "&lt;b&gt;совсем&lt;/b&gt;" in page
    assert [one.text for one in parse(page).find("option", value="insult", selected=True)] == [
        "Оскорбление · пункт 2.2"
    ]
    assert "2.2. Оскорблять и унижать людей." in page
    assert "Критики в списке нет." in page
    assert "VK lets it be restored" not in page
    assert 'data-key="h"' in page
    assert "1" in [one.text for one in parse(page).find(class_="o-rail-n-calm")]


def test_a_person_hides_and_takes_it_back(cast: Cast, sign_in: SignIn, message: ResidentMessage) -> None:
    client = sign_in(Role.MODERATOR)
    refused = client.post(f"/desk/moderation/{message.id}/acts/hide/", {"ground": "", "because": "злой"})
    assert refused.status_code == 422
    assert "Критика, даже резкая, основанием не бывает" in refused.content.decode()
    assert "злой" in refused.content.decode()
    done = client.post(f"/desk/moderation/{message.id}/acts/hide/", {"ground": "insult"})
    batch = Decision.objects.get().batch
    assert done["Location"] == f"/desk/moderation/?undo={batch}"
    assert batch in client.get(done["Location"]).content.decode()
    card = client.get(f"/desk/moderation/?view=decided&open={message.id}").content.decode()
    assert f'href="/desk/decisions/{Decision.objects.get().id}/evidence/"' in card
    again = client.post(f"/desk/moderation/{message.id}/acts/hide/", {"ground": "insult"})
    assert again.status_code == 409
    client.post("/desk/moderation/bulk/undo/", {"batch": batch})
    assert Review.objects.get().state == ReviewState.WAITING


def test_many_are_shown_before_they_are_decided(cast: Cast, sign_in: SignIn, message: ResidentMessage) -> None:
    client = sign_in(Role.MODERATOR)
    asked = {"act": "hide", "message": [str(message.id), "x", "9" * 30]}
    assert "дебилы" in client.post("/desk/moderation/bulk/", asked).content.decode()
    Page.objects.filter(id=message.network_page_id).update(network="max")
    assert "MAX не умеет скрывать" in client.post("/desk/moderation/bulk/", asked).content.decode()
    page = client.post("/desk/moderation/bulk/", {"act": "pass", "message": [str(message.id)]}).content.decode()
    (shown,) = [one.attributes["value"] for one in parse(page).find(name="message")]
    for unseen in (str(message.id), f"{message.id}:x", "x:y", ""):
        client.post("/desk/moderation/bulk/decide/", {"act": "pass", "message": [unseen]})
        decide_waiting()
        assert not Decision.objects.exists()
    address = client.post("/desk/moderation/bulk/decide/", {"act": "pass", "message": [shown]})["Location"]
    waits = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ('hx-trigger="every 1s"' in waits, "<html" in waits) == (True, False)
    decide_waiting()
    assert Decision.objects.get().act == "pass"
    over = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("hx-trigger" in over, "1 выполнено" in over) == (False, True)
    assert 'name="batch"' in over
    client.post("/desk/moderation/bulk/undo/", {"batch": Decision.objects.get().batch})
    assert 'name="batch"' not in client.get(address).content.decode()
    assert sign_in(Role.CURATOR).get(address).status_code == 404
    assert client.get("/desk/moderation/bulk/%00/").status_code == 404


def test_two_people_ban(cast: Cast, sign_in: SignIn, message: ResidentMessage) -> None:
    one, other = sign_in(Role.MODERATOR), sign_in(Role.CONTENT_MANAGER)
    values = {"ground": "insult", "because": "третий раз", "term": "week"}
    one.post(f"/desk/moderation/{message.id}/acts/ban/", values)
    ban = Ban.objects.get()
    assert "подтвердить должен другой человек" in one.get("/desk/moderation/bans/").content.decode()
    page = other.get("/desk/moderation/bans/").content.decode()
    assert f"/desk/moderation/bans/{ban.id}/confirm/" in page
    other.post(f"/desk/moderation/bans/{ban.id}/confirm/")
    assert "третий раз" in other.get("/desk/moderation/bans/").content.decode()


def test_a_curator_says_what_the_machine_may_do_on_a_page(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(Role.CURATOR), f"/desk/moderation/rules/policy/?page={cast.page.id}"
    client.post(address, {"may_flood": "hide", "least_flood": "90", "may_threat": "nothing"})
    saved = Policy.objects.get()
    assert (saved.page_id, saved.ground, saved.may_do, saved.least_certainty) == (cast.page.id, "flood", "hide", 0.9)
    refused = client.post(address, {"may_threat": "hide"})
    assert refused.status_code == 422
    assert "решает человек" in refused.content.decode()
    text = {"text": "1. Без мата", "clause_profanity": "1", "since_on": "2020-01-01"}
    late = client.post(f"/desk/moderation/rules/text/?page={cast.page.id}", text)
    assert late.status_code == 422
    assert "1. Без мата" in late.content.decode()
    assert client.get("/desk/moderation/rules/?page=999999").status_code == 404


@pytest.mark.parametrize(
    "query", ["?view=odd", "?open=x", "?after=1_x_2", "?ground=criticism", "?view=machine&after=1_1_1"]
)
def test_a_senseless_address_shows_the_queue(cast: Cast, sign_in: SignIn, query: str) -> None:
    assert sign_in(Role.CURATOR).get(f"/desk/moderation/{query}").status_code == 200


def test_whoever_decides_in_a_filtered_list_goes_on_in_it(
    cast: Cast, sign_in: SignIn, message: ResidentMessage
) -> None:
    client = sign_in(Role.MODERATOR)
    page = client.get(f"/desk/moderation/?ground=insult&network=vk&open={message.id}").content.decode()
    action = f"/desk/moderation/{message.id}/acts/hide/?network=vk&amp;ground=insult"
    assert action in page
    refused = client.post(unescape(action), {"ground": ""})
    assert action in refused.content.decode()
    done = client.post(unescape(action), {"ground": "insult"})
    assert done["Location"].startswith("/desk/moderation/?network=vk&ground=insult&undo=")
    batch = Decision.objects.get().batch
    undone = client.post("/desk/moderation/bulk/undo/?network=vk&ground=insult", {"batch": batch})
    assert undone["Location"] == "/desk/moderation/?network=vk&ground=insult"


@pytest.mark.parametrize("view", ["machine", "decided"])
def test_whoever_shows_again_what_was_hidden_stays_in_that_list(
    cast: Cast, sign_in: SignIn, message: ResidentMessage, view: str
) -> None:
    client = sign_in(Role.MODERATOR)
    client.post(f"/desk/moderation/{message.id}/acts/hide/", {"ground": "insult"})
    page = unescape(client.get(f"/desk/moderation/?view={view}&open={message.id}").content.decode())
    action = f"/desk/moderation/{message.id}/acts/restore/?view={view}"
    assert action in page
    assert client.post(action, {"because": "ошибка"})["Location"] == f"/desk/moderation/?view={view}"


def test_many_are_told_before_the_click_what_the_network_lets_one_do_later(
    cast: Cast, sign_in: SignIn, message: ResidentMessage
) -> None:
    page = sign_in(Role.MODERATOR).post("/desk/moderation/bulk/", {"message": message.id, "act": "hide"})
    assert "VK даёт восстановить" in page.content.decode()


def test_whoever_leaves_takes_or_bans_stays_in_the_filtered_list(
    cast: Cast, sign_in: SignIn, message: ResidentMessage
) -> None:
    client, asked = sign_in(Role.MODERATOR), "?network=vk&ground=insult"
    page = unescape(client.get(f"/desk/moderation/{asked}&open={message.id}").content.decode())
    opened = f"/desk/moderation/{asked}&open={message.id}"
    leads = {
        f"/desk/moderation/{message.id}/leave/": f"/desk/moderation/{asked}",
        f"/desk/moderation/{message.id}/acts/ban/": opened,
    }
    for action, to in leads.items():
        assert f"{action}{asked}" in page
        given = {"ground": "insult", "because": "третий раз", "term": "day"}
        assert client.post(f"{action}{asked}", given)["Location"] == to
    assert client.post(f"/desk/moderation/{message.id}/take/{asked}")["Location"] == opened
    for action in ("bulk/", "bulk/decide/"):
        assert client.post(f"/desk/moderation/{action}{asked}")["Location"] == f"/desk/moderation/{asked}"


def test_only_what_waits_is_counted_by_ground(cast: Cast, sign_in: SignIn, message: ResidentMessage) -> None:
    client = sign_in(Role.MODERATOR)
    assert "Оскорбление · 1" in client.get("/desk/moderation/").content.decode()
    for view in ("decided", "machine"):
        page = client.get(f"/desk/moderation/?view={view}").content.decode()
        assert "Оскорбление" in page
        assert "Оскорбление ·" not in page


def test_what_the_network_cannot_do_with_any_of_them_cannot_be_pressed(
    cast: Cast, sign_in: SignIn, message: ResidentMessage
) -> None:
    client = sign_in(Role.MODERATOR)
    asked = {"act": "hide", "message": [str(message.id)]}

    def hides() -> list[bool]:
        page = client.post("/desk/moderation/bulk/", asked).content.decode()
        return ["disabled" in one.attributes for one in parse(page).find(data_key="h")]

    assert hides() == [False]
    Page.objects.filter(id=cast.page.id).update(network="ok")
    assert hides() == [True]
