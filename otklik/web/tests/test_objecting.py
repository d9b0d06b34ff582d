"""The public page for objections: a banned person needs the notice and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from otklik.moderation.evidence.services import forget_over_evidence
from otklik.moderation.models import Decision, DecisionAct, DecisionState, Objection, ObjectionState, ObjectionTry
from otklik.moderation.objections.objecting import MOST_TRIES, WayToObject, open_way
from otklik.moderation.tests.decisions import RUDE, decide, write_comment
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def way() -> WayToObject:
    """The way that the notice of a ban tells."""
    town = build_town()
    file = decide(write_comment(town), DecisionAct.BAN, by=town.moderator)
    return open_way(file.decision, now=NOW)


def test_the_link_of_the_notice_leads_to_a_form_that_works_once(client: Client, way: WayToObject) -> None:
    address = f"/objection/{way.token}/"
    assert way.url.endswith(address)
    page = client.get(address)
    assert "<textarea" in page.text
    assert RUDE not in page.text
    assert client.post(address, {"text": "  "}).status_code == 422
    assert client.post(address, {"text": "Это не я писал"}, follow=True).status_code == 200
    assert client.post(address, {"text": "И ещё раз"}, follow=True).status_code == 200
    assert Objection.objects.get().text == "Это не я писал"
    assert "<textarea" not in client.get(address).text
    assert "сохраните ссылку" in client.get(address).text


def test_the_number_and_the_code_do_the_same_as_people_copy_them(client: Client, way: WayToObject) -> None:
    address = reverse("objection")
    typed = {"number": way.number.lower(), "code": f"{way.code[:5]}-{way.code[5:]}".lower()}
    assert "<textarea" in client.post(address, typed).text
    sent = client.post(address, typed | {"text": "Это цитата"}).text
    assert "<textarea" not in sent
    assert ("по тем же номеру и коду" in sent, "сохраните ссылку" in sent) == (True, False)
    assert Objection.objects.get().state == ObjectionState.OPEN


def test_whoever_guesses_codes_is_stopped_even_with_the_right_one(client: Client, way: WayToObject) -> None:
    address = reverse("objection")
    for number in range(MOST_TRIES):
        assert client.post(address, {"number": way.number, "code": f"AAAA{number}"}).status_code == 422
    right = {"number": way.number, "code": way.code}
    assert client.post(address, right).status_code == 422
    assert client.post(address, right, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_nobody_is_stopped_for_the_guesses_of_their_neighbours(client: Client) -> None:
    town, address = build_town(), reverse("objection")
    ways = [
        open_way(decide(write_comment(town, comment_id=number), by=town.moderator).decision, now=NOW)
        for number in (501, 502)
    ]
    for number in range(MOST_TRIES + 1):
        assert client.post(address, {"number": f"AAAA{number}", "code": ways[0].code}).status_code == 422
        assert client.post(address, {"number": ways[1].number, "code": f"AAAA{number}"}).status_code == 422
    assert client.post(address, {"number": ways[0].number, "code": ways[0].code}).status_code == 200
    assert ObjectionTry.objects.count() == MOST_TRIES


def test_of_a_long_objection_nothing_is_cut(client: Client, way: WayToObject) -> None:
    typed = "Это цитата.\r\n" * 400
    page = client.post(f"/objection/{way.token}/", {"text": typed})
    assert page.status_code == 422
    assert "помещается знаков — 4000, лишних — 799" in page.text
    assert page.text.count("Это цитата.") == 400
    assert not Objection.objects.exists()
    client.post(f"/objection/{way.token}/", {"text": "я\r\n" * 1_999 + "да"})
    assert len(Objection.objects.get().text) == 4_000


def test_a_form_of_another_site_is_refused(way: WayToObject) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/objection/{way.token}/", {"text": "чужими руками"}).status_code == 403
    assert not Objection.objects.exists()


def test_an_unknown_link_is_not_there(client: Client, way: WayToObject) -> None:
    last = "y" if way.token.endswith("x") else "x"
    page = client.get(f"/objection/{way.token[:-1]}{last}/")
    assert (page.status_code, "Эта ссылка больше не действует" in page.text) == (404, True)
    assert 'action="/objection/"' in page.text  # there the number and the code still lead on


def test_a_new_way_ends_the_one_before(client: Client, way: WayToObject) -> None:
    open_way(Decision.objects.get(), now=NOW)
    assert client.get(f"/objection/{way.token}/").status_code == 404


def test_who_comes_after_the_evidence_is_gone_reads_that_it_is_too_late(client: Client, way: WayToObject) -> None:
    address, typed = f"/objection/{way.token}/", {"number": way.number, "code": way.code}
    assert "<textarea" in client.get(address).text
    forget_over_evidence(now=NOW + timedelta(days=4000))  # while the form lies open
    for page in (
        client.post(address, {"text": "Это цитата"}, follow=True),
        client.post(reverse("objection"), typed | {"text": "Это цитата"}),
        client.get(address),
    ):
        assert page.status_code == 200
        assert "Возразить здесь уже нельзя" in page.text
        assert "в прокуратуру или в суд" in page.text
        assert "<textarea" not in page.text
    assert not Objection.objects.exists()


def test_who_objects_as_the_decision_is_taken_back_reads_that_it_does_not_stand(
    client: Client, way: WayToObject
) -> None:
    Decision.objects.update(state=DecisionState.UNDONE)  # while the form lies open
    page = client.post(f"/objection/{way.token}/", {"text": "Это цитата"}, follow=True)
    assert (page.status_code, "это решение не действует" in page.text) == (404, True)
    assert not Objection.objects.exists()
