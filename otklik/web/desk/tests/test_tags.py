"""Tags as staff meet them: on the page of a case, in the inbox, in the vocabulary."""

import html
import re
from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client

from otklik.appeals.models import CaseTag, SavedView, Tag
from otklik.organizations.keyset import A_PAGE
from otklik.organizations.rights import Role
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]


def tag(name: str, **how: object) -> int:
    return Tag.objects.create(name=name, made_at=NOW, **how).id


def send(client: Client, address: str, **values: object) -> HttpResponse:
    return client.post(address, values)  # type: ignore[return-value]


def test_a_tag_is_put_on_and_taken_off_on_the_page_of_the_case(cast: Cast, sign_in: SignIn) -> None:
    case, client = open_case(cast, "Лёд"), sign_in(Role.COORDINATOR)
    snow = tag("Снег и наледь", is_public=True)
    address = f"/desk/appeals/{case.number}/"
    assert send(client, f"{address}tags/put/", tag="снег и наледь", version=1).status_code == 302
    page = client.get(address).content.decode()
    assert "Снег и наледь" in page
    assert f'name="tag_id" value="{snow}"' in page
    assert send(client, f"{address}tags/take/", tag_id=snow, version=2).status_code == 302
    assert not CaseTag.objects.exists()


def test_a_word_that_is_no_tag_stays_typed_with_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    case, client = open_case(cast, "Лёд"), sign_in(Role.COORDINATOR)
    tag("Снег")
    refused = send(client, f"/desk/appeals/{case.number}/tags/put/", tag="Сосульки", version=1)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert parse(page).find(value="Сосульки", aria_invalid="true")
    assert '<option value="Снег"></option>' in page, "what there is stands in the list at once"
    assert send(client, f"/desk/appeals/{case.number}/tags/put/", tag="Снег", version=7).status_code == 409
    assert send(client, f"/desk/appeals/{case.number}/tags/take/", tag_id="x", version=1).status_code == 422


def test_the_list_to_choose_from_is_that_of_the_case(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    tag("Снег", body=cast.administration)
    address = f"/desk/choices/?for=tags&number={case.number}"
    assert "Снег" in sign_in(Role.COORDINATOR).get(address).content.decode()
    for asked in (address, "/desk/choices/?for=tags", "/desk/choices/?for=tags&number=x"):
        assert "Снег" not in sign_in("stranger").get(asked).content.decode()


def test_the_inbox_is_narrowed_to_a_tag_and_kept_as_a_view(cast: Cast, sign_in: SignIn) -> None:
    client, snow = sign_in(Role.COORDINATOR), tag("Снег")
    case = open_case(cast, "Лёд во дворе")
    open_case(cast, "Яма на дороге")
    CaseTag.objects.create(appeal=case, tag_id=snow, at=NOW)
    for address in ("/desk/?with=tags", "/desk/choices/?for=tag_chip&queue=open"):
        assert f"tag={snow}" in client.get(address).content.decode()
    assert f"tag={snow}" not in client.get("/desk/").content.decode(), "asked for when the chip is opened"
    page = client.get(f"/desk/?tag={snow}").content.decode()
    assert "Лёд во дворе" in page
    assert "Яма на дороге" not in page
    assert "Снег" in [one.text for one in parse(page).find("span", title="Метки")]
    send(client, "/desk/views/", name="Снег", queue="open", tag=snow)
    assert SavedView.objects.get().asked["tag"] == str(snow)
    Tag.objects.update(is_active=False)
    assert "o-chip-on" in client.get(f"/desk/?tag={snow}").content.decode(), "a retired one is still named"


def test_the_vocabulary_is_kept_on_a_page_of_its_own(cast: Cast, sign_in: SignIn) -> None:
    client, owner = sign_in(Role.COORDINATOR), cast.administration.id
    assert send(client, "/desk/tags/", name="Снег", owner_id=owner).status_code == 302
    row = Tag.objects.get()
    refused = send(client, "/desk/tags/", name="снег", owner_id=owner)
    assert refused.status_code == 422
    assert parse(refused.content.decode()).find(value="снег", aria_invalid="true")
    changed = send(client, f"/desk/tags/{row.id}/change/", name="Наледь", is_public="1", version=row.version)
    assert changed.status_code == 302
    assert send(client, f"/desk/tags/{row.id}/change/", name="Лёд", version=row.version).status_code == 409
    row.refresh_from_db()
    assert (row.name, row.is_public) == ("Наледь", True)
    assert send(client, f"/desk/tags/{row.id}/retire/", version=row.version).status_code == 302
    assert "Наледь" in client.get("/desk/tags/").content.decode()
    assert send(client, f"/desk/tags/{row.id}/retire/", version=row.version).status_code == 404


def test_the_vocabulary_is_searched_and_comes_by_pages(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    for name in (*(f"Паводок {n:03}" for n in range(A_PAGE + 1)), "Гололёд"):
        tag(name, body=cast.administration)
        tag(f"Был {name}", body=cast.administration, is_active=False)
    page = client.get("/desk/tags/").content.decode()
    assert page.count('class="o-alike"') == page.count('<li class="o-tag">') == A_PAGE
    found = client.get("/desk/tags/", {"q": "гололед"}).content.decode()
    assert (found.count('class="o-alike"'), found.count('<li class="o-tag">')) == (1, 1)
    for last, lists in (("<b>Паводок 050</b>", "after"), (">Был Паводок 050</a>", "retired_after")):
        address = html.unescape(re.search(rf'hx-get="(/desk/tags/\?{lists}=[^"]+)"', page)[1])  # type: ignore[index]
        assert last not in page
        assert last in client.get(address).content.decode(), "without scripts, too"
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert last in part
        assert "<html" not in part
    assert "таких нет" in client.get("/desk/tags/", {"q": "сосульки"}).content.decode()
    assert client.get("/desk/tags/", {"q": "\x00", "after": "x"}).status_code == 200


def test_a_tag_of_a_later_page_is_shown_where_its_change_was_refused(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    for n in range(A_PAGE):
        tag(f"Паводок {n:03}", body=cast.administration)
    last = tag("Снег", body=cast.administration)
    page = send(client, f"/desk/tags/{last}/change/", name="паводок 000", version=1).content.decode()
    assert re.search(rf'id="name-{last}"[^>]* value="паводок 000"', page)
    on = html.unescape(re.search(r'hx-get="([^"]+)"', page)[1])  # type: ignore[index]
    assert client.get(on).status_code == 200, "from the address of the act as well"
    assert 'role="search"' in page
    assert 'method="get" action="/desk/tags/"' in page
