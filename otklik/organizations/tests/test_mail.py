"""What leaves for the mail server."""

import re

from pytest_django import Settings

from otklik.organizations.mail import send_letter
from tests.post_office import open_post_office


def test_a_long_address_in_a_header_stays_one_address(settings: Settings) -> None:
    link = f"<https://otklik.example-oblast.example/unsubscribe/{'s' * 60}/>"
    with open_post_office() as office:
        office.use(settings)
        send_letter("vera@mail.example", subject="Ответ", text="Есть ответ.", headers={"List-Unsubscribe": link})
        assert re.findall(rb"(?m)^List-Unsubscribe: ([^\r\n]+)", office.raw[0]) == [link.encode()]


def test_no_word_of_a_letter_turns_the_others_around(settings: Settings) -> None:
    with open_post_office() as office:
        office.use(settings)
        send_letter("vera@mail.example", subject="Яма у \u202eшколы", text="Ответ:\n\u2067засыпали\u2069 вчера")
        subject, text = office.letters[0]["Subject"], office.letters[0].get_content()
    assert (subject, text.splitlines()) == ("Яма у школы", ["Ответ:", "засыпали вчера"])
