"""The rating at the desk: the list, a page's check, what to mend, help, objections."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from otklik.networks.connector import Badge
from otklik.organizations.rights import Role
from otklik.pages.models import Page, PageScore, ScoreObjection
from otklik.pages.scores import score_page
from otklik.pages.tests.made_up import WELL
from otklik.shared import clock
from otklik.web.desk.help_topics import TOPICS
from tests.markup import parse
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]


def score(page: Page, *, days_ago: int = 0, **spoilt: Any) -> PageScore:
    at = clock.now() - timedelta(days=days_ago)
    return score_page(page, replace(WELL, at=at, on=at.date(), **spoilt), now=at)[0]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_list_shows_the_worst_first_with_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page, has_cover=False)
    score(cast.school_page, posts_in_7_days=1)
    page = text_of(sign_in(Role.CURATOR), "/desk/rating/")
    assert page.index("Школа № 8") < page.index("Полевской. Официально")
    assert "Записей за последние 7 дней: 1, нужно не меньше 3." in page
    assert "из 100 проверенных" in page
    assert "без места" in page


def test_the_list_is_filtered_by_its_address_and_stays_within_what_a_person_sees(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page, has_cover=False)
    score(cast.school_page, posts_in_7_days=1)
    curator = sign_in(Role.CURATOR)
    assert "Полевской. Официально" not in text_of(curator, "/desk/rating/?colour=red")
    assert "Школа № 8" in text_of(curator, "/desk/rating/?colour=red&order=nonsense&after=x&network=vk&by=nonsense")
    assert "ничего не подходит" in text_of(curator, "/desk/rating/?q=%00нет")
    assert "Полевской. Официально" not in text_of(sign_in(Role.FOUNDER), "/desk/rating/")


def test_a_check_explains_every_lost_point_and_how_to_mend_it(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page, days_ago=3)
    score(cast.page, has_cover=False, widgets_count=1, badge=Badge.ABSENT, weekly_reach=699)
    page = text_of(sign_in(Role.ANALYST), f"/desk/rating/{cast.page.id}/?days=90")
    assert "Где потеряно 28 баллов" in page
    assert "У страницы нет обложки. Загрузите широкую картинку" in page
    assert "Виджетов ПОС на странице: 1 из 2." in page
    assert "Охват за неделю: 69 % от числа подписчиков" in page
    assert 'href="/desk/help/badge/"' in page
    assert "Обложка: 10 → 0" in parse(page).text
    assert "<svg viewBox" in page
    assert "/object/" not in page


def test_a_page_that_cannot_be_compared_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    why = "Дайте ключу право на статистику."
    score(cast.page, posts_in_7_days=None, missing={"posts_in_7_days": why})
    page = text_of(sign_in(Role.COORDINATOR), f"/desk/rating/{cast.page.id}/")
    assert "Сравнить нельзя" in page
    assert "Проверено баллов: 60 из 100; для цвета и места нужно 70." in page
    assert why in page


def test_answers_to_residents_stand_beside_the_score(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page)
    open_case(cast, "Ямы", opened_at=clock.now() - timedelta(hours=3), due_in=timedelta(hours=1), now=clock.now())
    page = text_of(sign_in(Role.COORDINATOR), f"/desk/rating/{cast.page.id}/")
    assert "0\xa0% (0 из 1)" in page
    assert "сроки ещё не наступили" in page


def test_a_body_sees_its_own_list_of_what_to_mend(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page, has_cover=False)
    score(cast.school_page)
    page = text_of(sign_in(Role.CONTENT_MANAGER), "/desk/rating/mend/")
    assert "У страницы нет обложки." in page
    assert "Школа № 8" not in page
    assert "Исправлять нечего" in text_of(sign_in(Role.FOUNDER), "/desk/rating/mend/")


@pytest.mark.parametrize("topic", TOPICS)
def test_help_leads_step_by_step(topic: str, sign_in: SignIn) -> None:
    assert "<ol>" in text_of(sign_in(Role.EXECUTOR), f"/desk/help/{topic}/")
    assert sign_in(Role.EXECUTOR).get("/desk/help/nonsense/").status_code == 404


def test_a_body_objects_and_a_curator_decides(cast: Cast, sign_in: SignIn) -> None:
    score(cast.page, has_cover=False)
    keeper, curator = sign_in(Role.CONTENT_MANAGER), sign_in(Role.CURATOR)
    sent = keeper.post(
        f"/desk/rating/{cast.page.id}/object/",
        {"by": "traffic-light", "check": "cover", "comment": "Обложка есть"},
        follow=True,
    )
    assert "Отправлено: решит куратор" in sent.content.decode()
    objection = ScoreObjection.objects.get()
    address = f"/desk/rating/{cast.page.id}/objections/{objection.id}"
    assert "Полевской. Официально" in text_of(curator, "/desk/rating/?objected=1")
    assert f"{address}/accept/" in text_of(curator, f"/desk/rating/{cast.page.id}/")
    silent = curator.post(f"{address}/reject/", {"answer": " "}, follow=True).content.decode()
    assert "Не отправлено: нет пояснения." in silent
    curator.post(f"{address}/accept/", {"answer": "Верно, обложка была"})
    page = text_of(keeper, f"/desk/rating/{cast.page.id}/")
    assert "исправлено куратором" in page
    assert "Верно, обложка была" in page
    assert keeper.post(f"{address}/reject/", {"answer": "Нет"}).status_code == 404
    elsewhere = f"/desk/rating/{cast.school_page.id}/objections/{objection.id}/reject/"
    assert curator.post(elsewhere, {"answer": "Нет"}).status_code == 404


def test_nothing_scored_yet_is_said_in_words(cast: Cast, sign_in: SignIn) -> None:
    assert "Страницы ещё не проверялись" in text_of(sign_in(Role.CURATOR), "/desk/rating/")
    assert sign_in(Role.CURATOR).get(f"/desk/rating/{cast.page.id}/").status_code == 404
