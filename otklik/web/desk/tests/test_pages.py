"""The register in the desk: looking, entering, changing, confirming; and what nobody may see of others."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from otklik.organizations.models import Body, Territory
from otklik.organizations.rights import Role
from otklik.pages.models import Exemption, Page, RequiredNetwork
from tests.markup import parse
from tests.people import NOW, Cast

SignIn = Callable[[str], Client]


def told(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_table_and_the_cards_show_the_pages_of_the_scope(cast: Cast, sign_in: SignIn) -> None:
    Page.objects.filter(id=cast.page.id).update(badge="confirmed", badge_confirmed_by="Анна", members_count=18420)
    client = sign_in(Role.COORDINATOR)
    for look in ("", "?view=cards"):
        shown = told(client, f"/desk/pages/{look}")
        assert "Полевской. Официально" in shown
        assert "Школа № 8" in shown
        assert "видел человек" in shown
        assert "18\xa0420" in shown
    assert "Школа № 8" not in told(sign_in(Role.CONTENT_MANAGER), "/desk/pages/?q=nothing")
    assert "Полевской. Официально" not in told(sign_in("stranger"), "/desk/pages/")


def test_filters_stand_in_the_address(cast: Cast, sign_in: SignIn) -> None:
    Page.objects.filter(id=cast.school_page.id).update(standing="lost", category="flagship")
    client = sign_in(Role.COORDINATOR)
    for wanted in ("proof=lost", "category=flagship", f"body={cast.school.id}", "network=vk&q=школа"):
        shown = told(client, f"/desk/pages/?{wanted}")
        assert f"/desk/pages/{cast.school_page.id}/" in shown
        assert f"/desk/pages/{cast.page.id}/" not in shown
    nonsense = "?network=x&category=x&badge=x&proof=x&lack=x&body=x&after=9&view=x"
    assert f"/desk/pages/{cast.page.id}/" in told(client, f"/desk/pages/{nonsense}")


def test_more_rows_come_as_rows(cast: Cast, sign_in: SignIn) -> None:
    Page.objects.bulk_create(
        Page(
            network="ok", external_id=str(n), name=f"Страница {n:02}", owner=cast.administration,
            municipality_id=cast.administration.municipality_id, record_confirmed_at=NOW,
        )
        for n in range(60)
    )  # fmt: skip
    client = sign_in(Role.COORDINATOR)
    shown = told(client, "/desk/pages/")
    more = "".join(one.attributes["href"] for one in parse(shown).find("a", class_="o-more"))
    rest = client.get(f"/desk/pages/{more}", headers={"HX-Request": "true"}).content.decode()
    assert rest.strip().startswith("<tr>")
    assert "Страница 59" in rest
    assert "<html" not in rest


def test_a_coordinator_enters_a_page_by_hand_and_corrects_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    form = {"body_id": cast.utilities.id, "network": "ok", "url": "https://ok.ru/gorhoz", "name": "Горхозяйство"}
    made = client.post("/desk/pages/new/", form | {"category": "active"})
    page = Page.objects.get(name="Горхозяйство")
    assert (made.status_code, made["Location"]) == (302, f"/desk/pages/{page.id}/")
    assert (page.external_id, page.owner) == ("gorhoz", cast.utilities)
    entry = {"url": page.url, "name": "Горхоз", "external_id": "57", "category": "card", "order_number": "17-р"}
    client.post(f"/desk/pages/{page.id}/edit/", entry | {"officer_id": str(cast.staff[Role.EXECUTOR].id)})
    card = told(client, f"/desk/pages/{page.id}/")
    assert "Андрей Лаптев" in card
    assert "17-р" in card
    assert "Горхозяйство → Горхоз" in card
    assert "Марина Орлова" in card


def test_what_does_not_fit_comes_back_with_the_form_filled(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    form = {"body_id": cast.utilities.id, "network": "ok", "url": "nowhere", "name": "Горхоз", "category": "active"}
    refused = client.post("/desk/pages/new/", form)
    assert refused.status_code == 422
    assert "Горхоз" in refused.content.decode()
    assert "Адрес не указан" in refused.content.decode()
    assert client.post("/desk/pages/new/", form | {"body_id": ""}).status_code == 422


def test_nobody_enters_a_page_of_a_body_that_is_not_theirs(cast: Cast, sign_in: SignIn) -> None:
    form = {"body_id": cast.school.id, "network": "ok", "url": "https://ok.ru/x", "name": "Чужая", "category": "active"}
    assert sign_in("stranger").post("/desk/pages/new/", form).status_code == 404
    assert not Page.objects.filter(name="Чужая").exists()


def test_one_click_confirms_the_entry(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.CONTENT_MANAGER)
    assert "ещё не подтверждали" in told(client, f"/desk/pages/{cast.page.id}/")
    assert client.get(f"/desk/pages/{cast.page.id}/confirm/").status_code == 405
    client.post(f"/desk/pages/{cast.page.id}/confirm/")
    assert "Оксана Демидова; снова до" in told(client, f"/desk/pages/{cast.page.id}/")


def test_a_person_says_what_no_network_tells(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.CONTENT_MANAGER)
    said = {"badge": "confirmed", "widgets_count": "1", "is_in_component": "no", "two_factor": "yes"}
    client.post(f"/desk/pages/{cast.page.id}/say/", said)
    card = told(client, f"/desk/pages/{cast.page.id}/")
    assert "видел человек" in card
    assert "1 из 2" in card
    assert card.count("Оксана Демидова") >= 4
    page = Page.objects.get(id=cast.page.id)
    assert (page.is_in_component, page.component_source, page.widgets_count) == (False, "person", 1)


def test_a_retired_page_says_so_and_comes_back(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    client.post(f"/desk/pages/{cast.page.id}/retire/", {"because": ""})
    assert Page.objects.get(id=cast.page.id).is_active
    client.post(f"/desk/pages/{cast.page.id}/retire/", {"because": "Объединили с другой"})
    assert "Полевской. Официально" not in told(client, "/desk/pages/")
    assert "Полевской. Официально" in told(client, "/desk/pages/?retired=yes")
    assert "Объединили с другой" in told(client, f"/desk/pages/{cast.page.id}/")
    client.post(f"/desk/pages/{cast.page.id}/restore/")
    assert Page.objects.get(id=cast.page.id).is_active


def test_the_end_of_a_token_is_warned_of(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    soon = (NOW + timedelta(days=3)).date()
    client.post(f"/desk/pages/{cast.page.id}/expiry/", {"on": soon.isoformat()})
    for address in (f"/desk/pages/{cast.page.id}/", f"/desk/connections/{cast.page.id}/", "/desk/pages/"):
        assert soon.strftime("%d.%m.%Y") in told(client, address)
    client.post(f"/desk/pages/{cast.page.id}/expiry/", {"on": "nonsense"})
    assert soon.strftime("%d.%m.%Y") not in told(client, "/desk/pages/")


def test_the_curator_enters_an_act_lets_a_body_off_and_ends_both(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.CURATOR)
    region = Territory.objects.get(level="region")
    act = {"territory_id": region.id, "network": "vk", "level": "", "legal_basis": "8-ФЗ, 270-ФЗ"}
    assert client.post("/desk/pages/required/", act | {"since_on": ""}).status_code == 422
    client.post("/desk/pages/required/", act | {"since_on": "2022-12-01"})
    assert "8-ФЗ, 270-ФЗ" in told(client, "/desk/pages/required/")
    missing = told(client, "/desk/pages/absent/")
    assert "Горхозяйство" in missing
    assert f"/desk/pages/new/?body={cast.utilities.id}&amp;network=vk" in missing
    assert "Администрация</td>" not in missing
    address = f"/desk/pages/absent/{cast.utilities.id}/exempt/"
    assert client.post(address, {"network": "vk", "reason": "Архив"}).status_code == 422
    client.post(address, {"network": "vk", "reason": "Архив", "document": "Распоряжение № 5"})
    assert "Распоряжение № 5" in told(client, "/desk/pages/absent/")
    client.post(f"/desk/pages/exemptions/{Exemption.objects.get().id}/end/")
    assert not Exemption.objects.exists()
    client.post(f"/desk/pages/required/{RequiredNetwork.objects.get().id}/end/")
    assert RequiredNetwork.objects.get().until_on is not None


def test_bodies_of_another_town_are_not_told_of(cast: Cast, sign_in: SignIn) -> None:
    region = Territory.objects.get(level="region")
    RequiredNetwork.objects.create(territory=region, network="ok", legal_basis="8-ФЗ", since_on=NOW.date())
    elsewhere = Body.objects.get(slug="revda")
    assert elsewhere.short_name in told(sign_in("stranger"), "/desk/pages/absent/")
    assert elsewhere.short_name not in told(sign_in(Role.COORDINATOR), "/desk/pages/absent/")
