"""The desk's page of what everybody sees of a case; the queue; the rules."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from otklik.appeals.models import Appeal
from otklik.audit.models import AccessRecord
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.publication.decisions.obstacles import hash_words
from otklik.publication.models import Decision, PublicationRule, PublishedCase
from otklik.publication.tests.made_up import REPLY, answered
from tests.people import Cast

TEXT = "Яма у школы, звоните +7 912 345-67-89"


@pytest.fixture
def case(cast: Cast) -> Appeal:
    return answered(cast, TEXT)


def form(case: Appeal, **values: str) -> dict[str, str]:
    """What the page was drawn of, and what was typed."""
    version = Decision.objects.get(appeal=case).version
    return {"version": str(version), "words": hash_words(TEXT, REPLY), **values}


def address(name: str, case: Appeal) -> str:
    return reverse(f"desk:{name}", args=[case.number])


def test_it_shows_both_side_by_side_and_logs_the_look(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    page = sign_in(Role.CONTENT_MANAGER).get(address("public_copy", case)).content.decode()
    assert "+7 912 345-67-89" in page
    assert "звоните [телефон скрыт]" in page
    assert PublishedCase.objects.get().number in page
    assert AccessRecord.objects.filter(subject=f"appeal:{case.number}").count() == 1
    card = sign_in(Role.CONTENT_MANAGER).get(address("case", case)).content.decode()
    assert address("public_copy", case) in card


def test_an_edit_is_saved_and_a_second_one_of_the_old_page_is_refused_with_what_was_typed(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(Role.MODERATOR)
    old = form(case, copy_text="Яма у школы.", copy_answer=REPLY)
    assert client.post(address("publish_copy", case), old).status_code == 302
    assert PublishedCase.objects.get().text == "Яма у школы."
    response = client.post(address("publish_copy", case), old | {"copy_text": "Мои слова"})
    assert response.status_code == 409
    assert "Мои слова" in response.content.decode()
    assert ResidentMessage.objects.get().text == TEXT


def test_a_refusal_says_what_is_missing(cast: Cast, case: Appeal, sign_in: Callable[[str], Client]) -> None:
    response = sign_in(Role.CONTENT_MANAGER).post(address("withdraw_copy", case), form(case, because=""))
    assert response.status_code == 422
    assert "Не хватает причины" in response.content.decode() or "причин" in response.content.decode().lower()
    assert PublishedCase.objects.exists()


def test_a_withdrawn_case_says_why_and_is_gone_for_everybody(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    number, client = PublishedCase.objects.get().number, sign_in(Role.COORDINATOR)
    assert client.post(address("withdraw_copy", case), form(case, because="видно, чей двор")).status_code == 302
    assert Client().get(f"/case/{number}/").status_code == 404
    assert "видно, чей двор" in client.get(address("public_copy", case)).content.decode()


@pytest.mark.parametrize("areas", ["1 2 3", "40 10 0 5", "a b c d"])
def test_areas_that_are_none_are_refused_by_their_line(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client], areas: str
) -> None:
    values = {"decision": "pass", "stage": "before", "areas": f"10 10 20 20\n{areas}"}
    response = sign_in(Role.CONTENT_MANAGER).post(reverse("desk:publish_photo", args=[case.number, 1]), values)
    assert response.status_code == 422
    assert "2" in response.content.decode()


def test_what_waits_stands_in_the_queue(cast: Cast, case: Appeal, sign_in: Callable[[str], Client]) -> None:
    client = sign_in(Role.CONTENT_MANAGER)
    assert str(case.number) not in client.get(reverse("desk:publication")).content.decode()
    Decision.objects.update(waits=True, is_published=False, because="A rule found something.")
    assert address("public_copy", case) in client.get(reverse("desk:publication")).content.decode()
    assert client.get(reverse("desk:publication_photos")).status_code == 200


def test_a_rule_is_entered_for_a_body_and_a_past_day_is_refused(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    client, url = sign_in(Role.ADMINISTRATOR), reverse("desk:publication_rules")
    values = {"body_id": str(cast.administration.id), "wall_posts": "yes", "own_pages": "yes"}
    assert client.post(url, values | {"since_on": "2020-01-01"}).status_code == 422
    assert client.post(url, values | {"since_on": "завтра"}).status_code == 422
    assert client.post(url, values | {"body_id": "x"}).status_code == 422
    assert not PublicationRule.objects.exists()
    assert client.post(url, values).status_code == 302
    rule = PublicationRule.objects.get()
    assert (rule.comments, rule.wall_posts, rule.own_pages, rule.private) == (False, True, True, False)
    assert sign_in(Role.CURATOR).get(url).status_code == 200


def test_the_words_to_look_at_are_marked_and_taken_out_of_what_is_proposed(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    told = answered(cast, "Муж после инсульта, почините лифт")
    page = sign_in(Role.MODERATOR).get(address("public_copy", told)).content.decode()
    assert "<mark>инсульта</mark>" in page
    assert "Муж после [сведения скрыты], почините лифт</textarea>" in page
