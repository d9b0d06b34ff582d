"""The pages of bodies: the tree, the card, the form, moving, merging, closing, shapes of territories."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.organizations.models import Appointment, Body, BodyTurn, Competence, Territory
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body
from otklik.organizations.tree import merge_body
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.markup import parse
from tests.people import NOW, Cast

SignIn = Callable[[str], Client]
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def curator(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(Role.CURATOR)


def text(client: Client, path: str, *, headers: dict[str, str] | None = None) -> str:
    response = client.get(path, headers=headers or {})
    assert response.status_code == 200
    return response.content.decode()


def form_of(cast: Cast, **changes: object) -> dict[str, object]:
    """What the form of the school sends."""
    return {
        "name": "Школа № 8", "short_name": "Школа № 8", "level": "institution", "territory": cast.school.territory_id,
        "founder": "Министерство образования · minobr", "zone": "Asia/Yekaterinburg", "workday_from": "08:00",
        "workday_to": "17:00", **changes,
    }  # fmt: skip


def test_the_tree_opens_a_level_at_a_time(cast: Cast, curator: Client) -> None:
    tops = text(curator, "/desk/bodies/")
    assert "Администрация Ревды" in tops
    assert "2 органа ниже" in tops
    assert "Школа № 8" not in tops
    below = text(curator, "/desk/bodies/?under=administration", headers=FRAGMENT)
    assert "Школа № 8" in below
    assert "<html" not in below
    assert "<html" in text(curator, "/desk/bodies/?under=administration")


def test_words_find_bodies_of_every_level_also_closed_ones(cast: Cast, curator: Client) -> None:
    enter_body(BodyCard("counting", "Счётная палата", "Счётная палата", cast.school.territory_id, ogrn="1027700132195"))
    Body.objects.filter(slug="school-8").update(is_active=False)
    assert "Счётная палата" in text(curator, "/desk/bodies/?q=счетная")
    assert "Счётная палата" in text(curator, "/desk/bodies/?q=1027700132195")
    found = text(curator, "/desk/bodies/?q=8 школа")
    assert "Школа № 8" in found
    assert "закрыт" in found
    assert "Попробуйте" in text(curator, "/desk/bodies/?q=ничего такого")
    assert curator.get("/desk/bodies/?q=%00&after=nonsense&under=%00").status_code == 200


def test_a_long_level_goes_on_where_it_ended(cast: Cast, curator: Client) -> None:
    place = cast.school.territory
    Body.objects.bulk_create(
        Body(slug=f"b-{n}", name=f"Клуб {n:03}", short_name=f"Клуб {n:03}", territory=place, parent=cast.utilities)
        for n in range(250)
    )
    seen: list[str] = []
    address = "/desk/bodies/?under=utilities"
    while address:
        rows = parse(text(curator, address, headers=FRAGMENT))
        seen += [one.text.removeprefix("Клуб ") for one in rows.find("b") if one.text.startswith("Клуб ")]
        address = "".join(one.attributes["href"] for one in rows.find("a", class_="o-more"))
    assert seen == [f"{n:03}" for n in range(250)]


def test_a_curator_of_one_town_sees_its_tree_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
    appoint(cast.staff["stranger"], cast.utilities, Role.CURATOR)
    Appointment.objects.filter(staff=cast.staff["stranger"]).exclude(role=Role.CURATOR).delete()
    client = sign_in("stranger")
    tops = text(client, "/desk/bodies/")
    assert "Администрация" in tops
    assert "Ревд" not in tops
    for path in ("revda/", "revda/edit/", "revda/move/", "revda/merge/", "revda/close/", "?under=revda", "no-such/"):
        assert client.get(f"/desk/bodies/{path}").status_code == 404, path
    assert "revda" not in text(client, "/desk/bodies/choices/?parent=ревд")
    assert "revda" in text(client, "/desk/bodies/choices/?founder=ревд&all=1")
    moved = client.post("/desk/bodies/school-8/move/", {"parent": "revda", "because": "так надо"})
    assert moved.status_code == 422
    assert "Вы не отвечаете" in moved.content.decode()
    shape = SimpleUploadedFile("a.geojson", b"{}")
    assert client.post("/desk/territories/shapes/", {"file": shape}).status_code == 422


def test_the_card_shows_people_what_is_left_and_the_history(cast: Cast, curator: Client) -> None:
    card = text(curator, "/desk/bodies/administration/")
    assert "Марина Орлова" in card
    assert "Координатор" in card
    assert "Полевской. Официально" in card
    assert "Внесён в реестр" in card
    merge_body(cast.utilities, into=cast.administration, by=None, because="постановление № 12", now=NOW)
    assert "постановление № 12" in text(curator, "/desk/bodies/administration/")
    merged = text(curator, "/desk/bodies/utilities/")
    assert "вошёл в состав" in merged
    assert "/utilities/edit/" not in merged


def test_a_card_is_edited_with_competences_and_the_history_tells_by_whom(cast: Cast, curator: Client) -> None:
    seed_topics()
    topic = Topic.objects.get(name="Образование")
    form = text(curator, "/desk/bodies/school-8/edit/")
    assert 'value="Министерство образования · minobr"' in form
    assert "Образование: целиком" in form
    sent = form_of(cast, ogrn="1027700132195", further_spheres="Спорт, Культура", competences=[topic.id])
    assert curator.post("/desk/bodies/school-8/edit/", sent).status_code == 302
    school = Body.objects.get(slug="school-8")
    assert (school.ogrn, school.further_spheres, school.parent) == (
        "1027700132195", ["Спорт", "Культура"], cast.administration,
    )  # fmt: skip
    assert Competence.objects.filter(body=school, topic=topic).exists()
    assert "ОГРН" in text(curator, "/desk/bodies/school-8/")
    assert BodyTurn.objects.filter(body=school).latest("id").by == "Наталья Кравец"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ogrn": "1027700132196"}, "Контрольная цифра ОГРН"),
        ({"founder": "Министерство магии"}, "Непонятно, какой орган"),
        ({"name": ""}, "Обязательное поле"),
        ({"workday_to": "07:00"}, "заканчивается раньше"),
        ({"competences": ["0"]}, "Не сохранено"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_stays(
    cast: Cast, curator: Client, changes: dict[str, object], words: str
) -> None:
    answer = curator.post("/desk/bodies/school-8/edit/", form_of(cast, phone="8 (34350) 5-11-11", **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "8 (34350) 5-11-11" in page
    assert Body.objects.get(slug="school-8").phone == ""


def test_who_saves_over_what_another_has_saved_meanwhile_is_shown_it_first(cast: Cast, curator: Client) -> None:
    edit = "/desk/bodies/school-8/edit/"
    version = curator.get(edit).context["version"]
    assert curator.post(edit, form_of(cast, phone="8 (34350) 5-11-11", version=version)).status_code == 302
    late = curator.post(edit, form_of(cast, phone="8 (34350) 5-22-22", site="https://school8.example", version=version))
    assert late.status_code == 409
    assert late.context["others"] == [("Телефон", "8 (34350) 5-11-11"), ("Сайт", "")]
    assert "5-22-22" in late.content.decode()
    assert Body.objects.get(slug="school-8").phone == "8 (34350) 5-11-11"
    unfit = curator.post(edit, form_of(cast, ogrn="1", version=late.context["version"]))
    assert (unfit.status_code, unfit.context["version"]) == (422, late.context["version"])
    again = form_of(cast, phone="8 (34350) 5-22-22", version=late.context["version"])
    assert curator.post(edit, again).status_code == 302
    assert Body.objects.get(slug="school-8").phone == "8 (34350) 5-22-22"


def test_a_card_names_who_heads_the_body(cast: Cast, curator: Client) -> None:
    edit = "/desk/bodies/school-8/edit/"
    short = curator.post(edit, form_of(cast, head_name="Рогожина Т. Л.", head_post="Директор"))
    assert (short.status_code, list(short.context["form"].errors)) == (422, ["head_name"])
    named = form_of(cast, head_name="Рогожина Тамара Львовна", head_post="Директор")
    assert curator.post(edit, named).status_code == 302
    card = text(curator, "/desk/bodies/school-8/")
    assert "Рогожина Тамара Львовна" in card
    assert "Должность руководителя" in card


def test_a_new_body_stands_where_it_was_put_and_takes_no_others_place(cast: Cast, curator: Client) -> None:
    assert "Школа № 8 · school-8" in text(curator, "/desk/bodies/new/?under=school-8")
    sent = form_of(cast, slug="school-9", name="Школа № 9", short_name="Школа № 9", parent="administration")
    assert curator.post("/desk/bodies/new/", sent).status_code == 302
    assert Body.objects.get(slug="school-9").parent == cast.administration
    again = curator.post("/desk/bodies/new/", sent | {"name": "Чужая"})
    assert again.status_code == 422
    assert "уже есть" in again.content.decode()
    assert Body.objects.get(slug="school-9").name == "Школа № 9"


def test_a_body_is_moved_merged_and_closed_with_a_reason(cast: Cast, curator: Client) -> None:
    why = {"because": "постановление № 12"}
    assert "2" in text(curator, "/desk/bodies/administration/merge/")
    moved = curator.post("/desk/bodies/school-8/move/", {"parent": "Горхозяйство · utilities", **why})
    assert moved.status_code == 302
    assert Body.objects.get(slug="school-8").parent == cast.utilities
    assert curator.post("/desk/bodies/school-8/merge/", {"parent": "", **why}).status_code == 422
    assert curator.post("/desk/bodies/utilities/move/", {"parent": "school-8", **why}).status_code == 422
    refused = curator.post("/desk/bodies/school-8/close/", why)
    assert refused.status_code == 422
    assert "страницы (1): Школа № 8" in refused.content.decode()
    merged = curator.post("/desk/bodies/school-8/merge/", {"parent": "utilities", **why})
    assert merged["Location"] == "/desk/bodies/utilities/"
    assert curator.post("/desk/bodies/revda/close/", why).status_code == 302
    assert curator.post("/desk/bodies/revda/close/", why).status_code == 422


def test_shapes_are_taken_from_a_file_and_bad_features_are_listed(cast: Cast, curator: Client) -> None:
    def send(*names: str) -> tuple[int, str]:
        ring = [[60, 56], [61, 56], [61, 57], [60, 56]]
        features = [
            {
                "type": "Feature", "properties": {"name": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            } for name in names
        ]  # fmt: skip
        content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        answer = curator.post("/desk/territories/shapes/", {"file": SimpleUploadedFile("a.geojson", content)})
        return answer.status_code, answer.content.decode()

    assert "Полевской" in text(curator, "/desk/territories/")
    status, page = send("Полевской", "Нигде")
    assert status == 422
    assert "объект 2 (Нигде)" in page
    assert send("Полевской", "Ревда")[0] == 302
    assert Territory.objects.filter(shape__isnull=False).count() == 2
    assert curator.post("/desk/territories/shapes/").status_code == 422
