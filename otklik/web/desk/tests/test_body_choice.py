"""Choosing a body: a list where there are few, its name where there are thousands."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.answers.bulk.macros import macro_scope
from otklik.answers.models import ApprovalRule, Macro, ReadyText
from otklik.appeals.models import Appeal, SavedView, Tag
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.pages.models import Page
from otklik.publication.tag_book import tag_scope
from otklik.web.desk import body_choice
from tests.people import NOW, Cast, open_case

type SignIn = Callable[[str], Client]
CHOICES = "/desk/bodies/choices/"
FORMS = ("/desk/new/", "/desk/pages/new/")
OK_PAGE = {"network": "ok", "url": "https://ok.ru/gorhoz", "name": "Горхоз", "category": "active"}


@pytest.fixture
def thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if everybody worked for more bodies than a list holds."""
    monkeypatch.setattr(body_choice, "FEW", 1)


@pytest.mark.parametrize("address", FORMS)
def test_a_few_bodies_stand_in_a_list(cast: Cast, sign_in: SignIn, address: str) -> None:
    told = sign_in(Role.COORDINATOR).get(address).content.decode()
    assert f'<option value="{cast.utilities.id}"' in told
    assert "/bodies/choices/" not in told


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.usefixtures("thousands")
def test_of_thousands_one_is_found_by_its_name(cast: Cast, sign_in: SignIn, address: str) -> None:
    client = sign_in(Role.COORDINATOR)
    told = client.get(address).content.decode()
    assert "Горхозяйство" not in told
    choices = CHOICES + told.partition(f'hx-get="{CHOICES}')[2].partition('"')[0]
    assert "Горхозяйство · utilities" in client.get(f"{choices}&body_id=горхоз").content.decode()
    assert "Ревд" not in client.get(f"{choices}&body_id=ревд").content.decode()


@pytest.mark.parametrize("named", ["Горхозяйство · utilities", "горхозяйство", "utilities"])
@pytest.mark.usefixtures("thousands")
def test_the_chosen_one_gets_the_page_and_the_case(cast: Cast, sign_in: SignIn, named: str) -> None:
    client = sign_in(Role.COORDINATOR)
    assert client.post("/desk/pages/new/", OK_PAGE | {"body_id": named}).status_code == 302
    assert Page.objects.get(network="ok").owner == cast.utilities
    case = {"body_id": named, "text": "Звонили про лёд", "channel": "phone", "importance": "ordinary"}
    assert client.post("/desk/new/", case).status_code == 302
    assert Appeal.objects.get().body == cast.utilities


@pytest.mark.parametrize("named", ["Администрация Ревды", "нет такого", "\x00", "Горхозяйство · "])
@pytest.mark.usefixtures("thousands")
def test_a_name_that_fits_none_of_theirs_comes_back(cast: Cast, sign_in: SignIn, named: str) -> None:
    client = sign_in(Role.COORDINATOR)
    for address, form in ((FORMS[0], {"text": "Лёд"}), (FORMS[1], OK_PAGE)):
        assert client.post(address, form | {"body_id": named}).status_code == 422
    assert not Page.objects.filter(network="ok").exists()


@pytest.mark.usefixtures("thousands")
def test_the_body_that_an_address_names_stands_in_the_field(cast: Cast, sign_in: SignIn) -> None:
    told = sign_in(Role.COORDINATOR).get(f"/desk/pages/new/?body={cast.utilities.id}&network=vk").content.decode()
    assert 'value="Горхозяйство · utilities"' in told


@pytest.mark.usefixtures("thousands")
def test_a_case_is_passed_on_to_a_body_found_by_its_name(cast: Cast, sign_in: SignIn) -> None:
    client, case = sign_in(Role.COORDINATOR), open_case(cast, "Лёд у школы", body=cast.administration)
    address = f"/desk/appeals/{case.number}/"
    form = client.get(address, {"with": "lists"}).content.decode().partition('id="assign-body"')[2]
    assert f'value="{cast.administration.short_name} · {cast.administration.slug}"' in form.partition(">")[0]
    choices = form.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Горхозяйство · utilities" in client.get(f"{choices}&body_id=горхоз").content.decode()
    assert "Андрей Лаптев" in client.get("/desk/executors/?body_id=Горхозяйство · utilities").content.decode()
    refused = client.post(f"{address}assign/", {"version": case.version, "body_id": "нет такого"})
    assert (refused.status_code, 'value="нет такого"' in refused.content.decode()) == (422, True)
    client.post(f"{address}assign/", {"version": case.version, "body_id": "Горхозяйство · utilities", "text": "их"})
    assert Appeal.objects.get().body == cast.utilities


@pytest.mark.parametrize(
    ("address", "model", "more"), [("/desk/tags/", Tag, {}), ("/desk/macros/", Macro, {"take_on": "on"})]
)
@pytest.mark.usefixtures("thousands")
def test_whose_a_tag_or_a_macro_is_is_found_by_its_name(
    cast: Cast, sign_in: SignIn, address: str, model: type[Tag | Macro], more: dict[str, str]
) -> None:
    client, form = sign_in(Role.COORDINATOR), {"name": "Снег", **more}
    told = client.get(address).content.decode().partition('id="id_owner_id"')[2]
    choices = told.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Горхозяйство · utilities" in client.get(f"{choices}&owner_id=горхоз").content.decode()
    assert "Ревд" not in client.get(f"{choices}&owner_id=ревд").content.decode()
    for wrong in ("нет такого", "Администрация Ревды", ""):  # nothing: everybody's
        refused = client.post(address, form | {"owner_id": wrong})
        assert (refused.status_code, f'value="{wrong}"' in refused.content.decode()) == (422, True)
    assert client.post(address, form | {"owner_id": "Горхозяйство · utilities"}).status_code == 302
    assert model._default_manager.get().body == cast.utilities


RULE = {"name": "Снег", "position": "100"}
VIEW = {"name": "Снег", "order": "urgent"}
TEXT = {"name": "Снег", "text": "Уберём."}


@pytest.mark.parametrize(
    ("role", "address", "field", "form", "model"),
    [
        (Role.CURATOR, "/desk/answers/rules/", "body_id", RULE, ApprovalRule),
        (Role.COORDINATOR, "/desk/answers/texts/", "body_id", TEXT, ReadyText),
        (Role.COORDINATOR, "/desk/views/", "shared_with", VIEW, SavedView),
    ],
)
@pytest.mark.usefixtures("thousands")
def test_whose_a_text_a_rule_or_a_view_is_is_found_by_its_name(
    cast: Cast,
    sign_in: SignIn,
    role: Role,
    address: str,
    field: str,
    form: dict[str, str],
    model: type[ApprovalRule | ReadyText | SavedView],
) -> None:
    client = sign_in(role)
    told = client.get(address).content.decode().partition(f'id="id_{field}"')[2]
    choices = told.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Горхозяйство · utilities" in client.get(f"{choices}&{field}=горхоз").content.decode()
    is_of_a_town = role == Role.COORDINATOR
    assert ("Ревд" in client.get(f"{choices}&{field}=ревд").content.decode()) is not is_of_a_town
    refused = client.post(address, form | {field: "хозяйств"})  # without a script, part of the name is sent
    assert refused.status_code == 422
    assert '<option value="Горхозяйство · utilities">' in refused.content.decode()
    for wrong in ("нет такого", "нет\x00", "9" * 30, *(["Администрация Ревды"] if is_of_a_town else [])):
        assert client.post(address, form | {field: wrong}).status_code == 422
    assert client.post(address, form | {field: "Горхозяйство · utilities"}).status_code == 302
    assert model._default_manager.get().body == cast.utilities


def test_whose_it_may_be_is_one_question(cast: Cast) -> None:
    for role in (Role.COORDINATOR, Role.CURATOR, Role.ADMINISTRATOR, Role.EXECUTOR):
        viewer = load_viewer(cast.staff[role].id, on=NOW.date())
        assert viewer.scope_of_any(body_choice.OWNING) == tag_scope(viewer) == macro_scope(viewer)


def test_whoever_has_no_right_to_choose_gets_nothing(cast: Cast, sign_in: SignIn) -> None:
    for right in ("edit_bodies", "edit_pages", "type_in_case", "see_audit", ""):
        assert sign_in(Role.AUDITOR).get(f"/desk/bodies/choices/?right={right}").status_code == 403
