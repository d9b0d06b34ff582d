"""The forms «report a problem» and «say what you think», step by step, without a browser."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from otklik.appeals.models import Route
from otklik.gazetteer.services import import_places
from otklik.intake.gate import Stamp, may_bring, weigh_sender
from otklik.intake.gate_models import SendingPace
from otklik.intake.letters import send_waiting_act_letters
from otklik.intake.models import ResidentAct
from otklik.intake.tests.test_gate import found_by_work
from otklik.media.services import media_storage
from otklik.media.tests.pictures import bomb, jpeg
from otklik.organizations.models import Body
from otklik.pages.models import Page
from otklik.shared.clock import now
from otklik.topics.models import Topic
from otklik.web.portal.consents import CONSENT
from otklik.web.portal.tests.conftest import PUBLIC_TABLES, refuse_other_tables
from tests.markup import parse

REPORT = {"text": "Во дворе осталась яма", "place": "ул. Ленина, 5", "contact": "none", "consent": CONSENT}
pytestmark = pytest.mark.django_db


WRITES_TO = frozenset(
    {
        "intake_actletter", "intake_actlink", "intake_residentact", "intake_residentact_photos",
        "excluded", "intake_residentmessage", "intake_sendingpace", "intake_spentstamp", "media_storedfile",
        "organizations_bodyancestry", "residents_networkaccount",
        "account", "act", "free", "message", "own", "rest", "shared", "spent",  # names within a query
    }
)  # fmt: skip
"""What sending writes: no case, no answer, nothing of others. `excluded` is a word of SQL."""


def check(client: Client, **changes: object) -> HttpResponse:
    return client.post("/report/", {**REPORT, "step": "check", **changes})  # type: ignore[return-value]


def hidden(response: HttpResponse) -> dict[str, str]:
    """What the page of the last look carries to the next step."""
    fields = parse(response.content.decode()).find("input", type="hidden")
    return {one.attributes["name"]: one.attributes["value"] for one in fields}


def stamp_in(response: HttpResponse) -> Stamp:
    text = response.content.decode()
    salt, target = (re.search(rf'data-{name}="(\w+)"', text)[1] for name in ("salt", "target"))  # type: ignore[index]
    return Stamp(salt, target, hidden(response)["stamp"])


def send(client: Client, response: HttpResponse, *, number: str = "") -> HttpResponse:
    return client.post("/report/", {**hidden(response), "number": number, "step": "send"})  # type: ignore[return-value]


def test_it_asks_for_nothing_but_words_and_consent(town: Body, client: Client) -> None:
    asked = check(client, place="", consent="")
    assert asked.status_code == 422
    assert 'id="consent-wrong"' in asked.content.decode()
    assert "Во дворе осталась яма" in asked.content.decode()
    assert not asked.cookies


def test_with_the_work_done_it_goes_on_at_once(town: Body, client: Client) -> None:
    look = check(client)
    sent = send(client, look, number=found_by_work(stamp_in(look)))
    act = ResidentAct.objects.select_related("message").get()
    assert (sent.status_code, act.is_held, act.consent) == (302, False, CONSENT)
    assert sent.headers["Location"].startswith(f"/case/{act.number}/")
    assert act.message.text == "Во дворе осталась яма\n\nМесто: ул. Ленина, 5"
    page = client.get(sent.headers["Location"])
    assert str(act.number) in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize("path", ["/report/", "/opinion/", "/consent/", "/official-appeal/"])
def test_to_show_the_forms_only_what_is_public_is_read(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_sending_reaches_no_case_and_no_answer(town: Body, client: Client) -> None:
    look = check(client, contact="mail", email="lipa-54@example.org")
    with connection.execute_wrapper(partial(refuse_other_tables, allowed=PUBLIC_TABLES | WRITES_TO)):
        assert send(client, look).status_code == 302


def test_only_the_last_look_works_out_who_answers_sending_and_the_private_page_ask_the_database_thrice(
    town: Body, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):  # owner, names, model, routes, the bodies they lead to, terms
        look = check(client)
    with django_assert_num_queries(3):  # how fast the sender sends, who gets it, and all that is kept
        sent = send(client, look)
    with django_assert_num_queries(3):  # the message behind the link, its case, the words
        assert client.get(sent.headers["Location"]).status_code == 200


def test_who_answers_and_until_when_is_told_before_and_after_and_by_mail(town: Body, client: Client) -> None:
    Route.objects.create(
        topic=Topic.objects.create(code="roads", name="Дороги"), body=Body.objects.get(slug="school-2")
    )
    look = check(client, text="Во дворе большая яма в асфальте, машины объезжают")
    (who,) = parse(look.content.decode()).find("section", aria_labelledby="who")
    assert "Школа № 2" in who.text
    page = send(client, look).headers["Location"]
    (until,) = re.findall(r"до (\d+ \w+, \d+:\d+)", who.text)
    told = client.get(page).content.decode()
    assert "Школа № 2" in told
    assert told.count(until) == 2  # when, and among the steps that follow
    link = page.partition("?")[0]
    calendar = client.get(f"{link}until.ics").content.decode()
    assert "SUMMARY:Ответ на сообщение №" in calendar
    assert client.post(f"{link}link/", {"email": "no address"}).status_code == 422
    mailed = client.post(f"{link}link/", {"email": "lipa-54@example.org"})
    assert "li…@example.org" in client.get(mailed.headers["Location"]).content.decode()
    send_waiting_act_letters()
    (letter,) = mail.outbox
    assert f"Кто ответит: Школа № 2, до {until}." in str(letter.body)
    assert client.get(re.findall(r"/case/\S+", str(letter.body))[0]).status_code == 200
    (act,) = ResidentAct.objects.all()
    assert act.email_confirmed_at is None
    assert client.post(re.findall(r"/mail/\S+", str(letter.body))[0]).status_code == 200


def test_the_author_may_choose_another_body_by_its_name(town: Body, client: Client) -> None:
    look = check(client, whom="школа 21")
    assert "Школа № 21" in parse(look.content.decode()).find("section", aria_labelledby="who")[0].text
    (chosen,) = (one for one in parse(look.content.decode()).find("input", name="to") if "checked" in one.attributes)
    assert chosen.attributes["value"] == "school-21"
    client.post("/report/", {**hidden(look), "to": "school-21", "step": "send"})
    assert ResidentAct.objects.get().message.body.slug == "school-21"
    assert "ничего не нашли" in check(client, whom="космодром").content.decode()
    form = client.get("/opinion/?to=school-21").content.decode()
    assert parse(form).find("input", id="whom")[0].attributes["value"] == "Школа № 21"


def test_without_the_work_a_person_looks_first(town: Body, client: Client) -> None:
    assert send(client, check(client)).status_code == 302
    assert ResidentAct.objects.get().is_held


def test_what_a_robot_fills_in_is_held_and_not_lost(town: Body, client: Client) -> None:
    look = check(client, site="http://spam.example")
    send(client, look, number=found_by_work(stamp_in(look)))
    assert ResidentAct.objects.get().is_held


def test_one_form_is_sent_once(town: Body, client: Client) -> None:
    look = check(client)
    first = send(client, look)
    again = send(client, look)  # a press too many, or an answer that was lost: the link cannot be restored otherwise
    assert (first.status_code, again.status_code) == (302, 302)
    assert again.headers["Location"] == first.headers["Location"]
    other = client.post("/report/", {**hidden(look), "text": "Совсем другое", "number": "", "step": "send"})
    assert other.status_code == 409
    assert "уже отправлено" in other.content.decode()
    assert ResidentAct.objects.count() == 1


def test_a_flood_from_one_address_is_asked_to_wait(town: Body, client: Client) -> None:
    look, later = check(client), now() + timedelta(hours=1)
    for _ in ("of the sender", "of the sender's flood"):
        weigh_sender("127.0.0.1", "", now=later)
        SendingPace.objects.update(tokens=0)
    assert send(client, look).status_code == 429
    assert not ResidentAct.objects.exists()


def test_words_of_danger_call_for_112_first(town: Body, client: Client) -> None:
    assert "Сначала позвоните 112" in check(client, text="В подъезде сильно пахнет газом").content.decode()
    assert "Сначала позвоните 112" not in check(client).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        ("photo.jpg", b"MZ" + b"0" * 100, "программа"),
        ("photo.jpg", b"PK\x03\x04" + b"0" * 100, "архив"),
        ("photo.png", bomb(20_000, 20_000), "млн пикселей"),
        ("photo.jpg", jpeg()[:200], "испорчен"),
        ("photo.jpg", b"", "«photo.jpg» пуст"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(
    town: Body, client: Client, name: str, content: bytes, words: str
) -> None:
    refused = check(client, photos=SimpleUploadedFile(name, content, "image/jpeg"))
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert "Во дворе осталась яма" in refused.content.decode()


def test_photos_stay_from_step_to_step_and_are_made_anew(town: Body, client: Client) -> None:
    photo = jpeg(point=(56.44, 60.19), words="Мария Петрова")
    look = check(client, photos=SimpleUploadedFile("IMG.jpg", photo, "image/jpeg"))
    assert "data:image/jpeg;base64," in look.content.decode()
    edited = client.post("/report/", {**hidden(look), "step": "edit"})
    assert 'name="drop"' in edited.content.decode()
    send(client, look)
    (kept,) = ResidentAct.objects.get().photos.all()
    with media_storage().open(kept.name) as file:
        assert b"Exif" not in file.read()


def test_photos_that_we_did_not_sign_are_none(town: Body, client: Client) -> None:
    look = check(client, kept="WzFd:1abc:forged")
    assert "kept" not in hidden(look)


def test_an_opinion_has_neither_place_nor_photos(town: Body, client: Client) -> None:
    form = client.get("/opinion/").content.decode()
    assert 'name="place"' not in form
    assert 'name="photos"' not in form
    look = client.post("/opinion/", {"text": "Библиотека стала лучше", "consent": CONSENT, "step": "check"})
    sent = client.post("/opinion/", {**hidden(look), "step": "send"})  # type: ignore[arg-type]
    assert (sent.status_code, ResidentAct.objects.get().kind) == (302, "opinion")


NETWORK = 'name="contact" value="network"'


def test_a_network_is_offered_where_some_page_takes_private_messages(town: Body, client: Client) -> None:
    page = Page.objects.get(network="vk")
    for path in ("/report/", "/opinion/"):
        assert NETWORK not in client.get(path).content.decode()
    Page.objects.filter(id=page.id).update(takes_talks=True)
    for path in ("/report/", "/opinion/"):
        form = client.get(path).content.decode()
        assert NETWORK in form
        assert "ВКонтакте" in form
        assert "Одноклассники." not in form
    Page.objects.filter(id=page.id).update(is_active=False)
    assert NETWORK not in client.get("/report/").content.decode()


def test_what_was_agreed_to_can_be_read_and_no_other_version(client: Client) -> None:
    for version in ("2026-11", "2026-11-28", "2026-11-28b"):
        assert client.get(f"/consent/{version}/").status_code == 200
    assert client.get(f"/consent/{CONSENT}/").status_code == 200
    assert client.get("/consent/2020-01/").status_code == 404


def test_photos_without_end_are_refused_in_words_and_the_rest_is_kept(town: Body, client: Client) -> None:
    for _ in range(120):
        may_bring("127.0.0.1", now=now())
    asked = check(client, photos=SimpleUploadedFile("a.jpg", jpeg()))
    assert asked.status_code == 422
    assert "слишком много фотографий" in asked.content.decode()
    assert "Во дворе осталась яма" in asked.content.decode()


def test_what_is_wrong_names_its_field_and_nothing_typed_is_cut(town: Body, client: Client) -> None:
    photo = SimpleUploadedFile("a.gif", b"GIF89a")
    asked = check(client, text="я" * 100_000, place="ул. Ленина" * 31, consent="", photos=photo)
    assert asked.status_code == 422
    page = asked.content.decode()
    (wrong,) = parse(page).find(id="wrong")
    told = {one.attributes["href"]: one.text for one in wrong.find("a")}
    assert list(told) == ["#text", "#place", "#photos", "#consent"]
    assert told["#text"].startswith("Ваши слова: Текст слишком длинный: помещается знаков — 3000, лишних — 97000.")
    assert told["#place"].startswith("Место: Текст слишком длинный: помещается знаков — 300, лишних — 10.")
    assert told["#consent"].startswith("Согласие: ")
    assert "я" * 100_000 in page
    assert "maxlength" not in re.sub(r'id="email"[^>]*', "", page)


def test_a_point_in_another_region_is_refused_and_taken_off(town: Body, client: Client) -> None:
    table = "what;kind;name;settlement;latitude;longitude\nstreet;улица;Ленина;;56.44;60.19".encode()
    place = town.municipality
    assert place is not None
    import_places(table, into=place, source="t", by=None, now=now(), replaces=True)
    refused = check(client, latitude="55.75", longitude="37.62")
    assert refused.status_code == 422
    assert "Полевской" in refused.content.decode().split('id="place-wrong"')[1][:400]
    assert {hidden(refused)[name] for name in ("latitude", "longitude")} == {""}
    assert check(client, latitude="56.45", longitude="60.19").status_code == 200


def test_one_bad_file_loses_no_good_one_and_is_named(town: Body, client: Client) -> None:
    files = [
        SimpleUploadedFile("хорошее.jpg", jpeg(), "image/jpeg"),
        SimpleUploadedFile("плохое.jpg", b"no picture", "image/jpeg"),
        SimpleUploadedFile("пустое.jpg", b"", "image/jpeg"),
        SimpleUploadedFile("ещё.jpg", jpeg(colour="red"), "image/jpeg"),
    ]
    told = check(client, photos=files)
    page = told.content.decode()
    assert told.status_code == 422
    wrong = page.split('id="photos-wrong"')[1][:600]
    assert "плохое.jpg" in wrong
    assert "пустое.jpg" in wrong
    assert "хорошее.jpg" not in wrong
    assert page.count("data:image/jpeg") == 2
    kept = hidden(told)["kept"]
    sent = send(client, check(client, kept=kept))
    assert sent.status_code == 302
    assert ResidentAct.objects.get().photos.count() == 2


@pytest.mark.parametrize(
    "text", ["\u200b" * 9, "\u3164\u3164\u3164", "\u2800 \u2063 \ufeff\u00ad", "\u202e\u2066ab\u2069"]
)
def test_a_text_that_nobody_sees_is_none(town: Body, client: Client, text: str) -> None:
    assert check(client, text=text).status_code == 422
    assert check(client, place=text).status_code == 200
