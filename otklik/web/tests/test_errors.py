"""Pages for what went wrong."""

from django.test import Client, RequestFactory

from otklik.web.errors import away, broken


def test_it_says_in_words_that_there_is_no_such_page(client: Client) -> None:
    response = client.get("/no/such/page/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_it_draws_the_page_of_our_own_failure_without_the_database() -> None:
    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_it_explains_a_form_that_has_grown_old() -> None:
    response = Client(enforce_csrf_checks=True).post("/desk/sign-out/", headers={"Accept-Language": "en"})
    assert response.status_code == 403
    assert "The form has grown old" in response.content.decode()


def test_while_the_database_is_away_the_way_on_is_to_try_the_same_page_again() -> None:
    told = away()
    assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
    page = told.content.decode()
    assert 'href=""' in page
    assert "/desk/" not in page
    assert "база" not in page.lower()
